"""Recognition of pages without readable text, offline, with the models that the optional extra ``ocr`` brings."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium

from pipeline.text._pdf_lines import Line
from pipeline.text._pdf_tables import Table
from pipeline.text._scan_tables import with_tables

ADVICE = "请安装识别组件后重新运行：pip install 'zongjie[ocr]'。"
_DPI = 200
_SECOND_DPI = 260


def installed() -> bool:
    """Whether the recogniser and its runtime are there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


@functools.cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical"})


def recognise(page: pdfium.PdfPage, number: int) -> list[Line | Table]:
    """The lines and ruled tables of a page from top to bottom, with whether a second reading says the same."""
    image = page.render(scale=_DPI / 72).to_numpy()
    found = _engine()(image, use_det=True, use_cls=False, use_rec=True)
    if found.boxes is None:
        return []
    points = 72 / _DPI
    edges = [(*box.min(axis=0) * points, *box.max(axis=0) * points) for box in found.boxes]
    again = _again(page.render(scale=_SECOND_DPI / 72).to_numpy(), edges)
    lines = [
        Line(text, float(x0), float(x1), float(top), float(bottom), float(bottom - top), text == other)
        for text, other, (x0, top, x1, bottom) in zip(found.txts, again, edges, strict=True)
    ]
    return with_tables(image, _DPI, number, sorted(lines, key=lambda line: line.top))


def _again(image: Any, boxes: Sequence[tuple[float, ...]]) -> Sequence[str]:
    """The second reading: the same lines from a rasterisation of another size, without looking for lines again."""
    from rapidocr.ch_ppocr_rec import TextRecInput

    crops = []
    for box in boxes:
        x0, top, x1, bottom = (int(edge * _SECOND_DPI / 72) for edge in box)
        crops.append(image[max(0, top - 2) : bottom + 2, max(0, x0 - 2) : x1 + 2])
    texts: Sequence[str] = _engine().text_rec(TextRecInput(img=crops)).txts
    return texts
