"""Recognition of pages without readable text, offline, with the models that the optional extra ``ocr`` brings."""

from __future__ import annotations

import functools
import importlib.util
from typing import Any

import pypdfium2 as pdfium

from pipeline.text._pdf_lines import Line

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


def recognise(page: pdfium.PdfPage) -> list[Line]:
    """The lines of a page from top to bottom, each with whether a second reading of it says the same."""
    image = page.render(scale=_DPI / 72).to_numpy()
    second = page.render(scale=_SECOND_DPI / 72).to_numpy()
    found = _engine()(image)
    if found.boxes is None:
        return []
    points = 72 / _DPI
    lines = []
    for box, text in zip(found.boxes, found.txts, strict=True):
        x0, top = box.min(axis=0) * points
        x1, bottom = box.max(axis=0) * points
        agreed = _again(second, (x0, top, x1, bottom)) == text
        lines.append(Line(text, float(x0), float(x1), float(top), float(bottom), float(bottom - top), agreed))
    return sorted(lines, key=lambda line: line.top)


def _again(image: Any, box: tuple[float, float, float, float]) -> str:
    """The second reading: the same line from a rasterisation of another size."""
    pixels = _SECOND_DPI / 72
    x0, top, x1, bottom = (int(edge * pixels) for edge in box)
    crop = image[max(0, top - 2) : bottom + 2, max(0, x0 - 2) : x1 + 2]
    result = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
    return result.txts[0] if result.txts else ""
