"""Recognition of pages without readable text, offline, with the models that the optional extra ``ocr`` brings."""

from __future__ import annotations

import functools
import importlib.util
import math
import statistics
from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from pipeline.text._pdf_lines import Line
from pipeline.text._pdf_tables import Table
from pipeline.text._scan_tables import with_tables

ADVICE = "请安装识别组件后重新运行：pip install 'zongjie[ocr]'。"
_DPI = 200
# The second reading is of an image so much larger: other pixels, the same words.
LARGER = 1.3
# An A3 page at 200 dpi has 7.7 million pixels; larger pages are rendered coarser.
MAX_PIXELS = 25_000_000
# Degrees of skew up to which rules and lines of a page count as straight.
_STRAIGHT = 0.15


def installed() -> bool:
    """Whether the recogniser and its runtime are there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


@functools.cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical"})


def recognise(page: pdfium.PdfPage, number: int) -> list[Line | Table]:
    """The lines and ruled tables of a page from top to bottom, with whether a second reading says the same."""
    width, height = page.get_size()
    scale = min(_DPI / 72, math.sqrt(MAX_PIXELS / LARGER**2 / max(1.0, width * height)))
    image = page.render(scale=scale).to_numpy()
    return read_image(image, page.render(scale=LARGER * scale).to_numpy(), 1 / scale, number)


def read_image(image: Any, larger: Any, points: float, number: int) -> list[Line | Table]:
    """The same of a page's image and a larger one of the same page; a pixel of ``image`` is ``points`` wide."""
    found = _engine()(image, use_det=True, use_cls=False, use_rec=True)
    if found.boxes is None:
        return []
    angle = _skew(found.boxes)
    corners = found.boxes
    if abs(angle) > _STRAIGHT:
        corners = _turned(found.boxes, angle, image.shape)
        image, larger = (
            np.asarray(Image.fromarray(a).rotate(angle, Image.Resampling.BICUBIC, fillcolor="white"))
            for a in (image, larger)
        )
    edges = [(*box.min(axis=0), *box.max(axis=0)) for box in corners]
    ratio = larger.shape[0] / image.shape[0]
    lines = []
    for text, other, box in zip(found.txts, _again(larger, edges, ratio), edges, strict=True):
        x0, top, x1, bottom = (float(edge) * points for edge in box)
        lines.append(Line(text, x0, x1, top, bottom, bottom - top, text == other))
    return with_tables(image, points, number, sorted(lines, key=lambda line: line.top))


def _skew(boxes: Any) -> float:
    """How many degrees the lines of a page sink to the right: the median of those that are long enough to tell."""
    slopes = [math.degrees(math.atan2(b[1][1] - b[0][1], b[1][0] - b[0][0])) for b in boxes if b[1][0] - b[0][0] > 300]
    return statistics.median(slopes) if slopes else 0.0


def _turned(boxes: Any, angle: float, shape: tuple[int, ...]) -> Any:
    """The corners of boxes after the page was turned back by ``angle`` degrees around its middle."""
    middle = np.array([shape[1] / 2, shape[0] / 2])
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return [(np.asarray(box) - middle) @ np.array([[cos, -sin], [sin, cos]]) + middle for box in boxes]


def _again(image: Any, boxes: Sequence[tuple[float, ...]], ratio: float) -> Sequence[str]:
    """The second reading: the same lines from an image of another size, without looking for lines again."""
    from rapidocr.ch_ppocr_rec import TextRecInput

    crops = []
    for box in boxes:
        x0, top, x1, bottom = (int(edge * ratio) for edge in box)
        crops.append(image[max(0, top - 2) : bottom + 2, max(0, x0 - 2) : x1 + 2])
    texts: Sequence[str] = _engine().text_rec(TextRecInput(img=crops)).txts
    return texts
