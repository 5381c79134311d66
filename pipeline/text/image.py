"""Pictures of pages (.jpg, .png, .tif …): scans that were not bound into a PDF, read by recognition."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageSequence, UnidentifiedImageError

from pipeline.errors import ReadError
from pipeline.records import Reading
from pipeline.text import _ocr
from pipeline.text._pdf_flow import Page
from pipeline.text._pdf_running import take_running
from pipeline.text._pdf_write import write

MAX_PAGES = 300
# Pictures say nothing reliable about their resolution; an A4 page in 1654 pixels is 200 dpi.
_WIDTH = 1654
_POINTS_WIDE = 595.0


def read(path: str, data: bytes) -> Reading:
    """The recognised text of a picture, of each page of a .tif.

    Raises ReadError ``needs_ocr`` without the recogniser, ``corrupt``, ``too_large``, ``empty``.
    """
    if not _ocr.installed():
        raise ReadError("needs_ocr", f"{path}: 这是图片，要经过文字识别才能读。{_ocr.ADVICE}")
    try:
        with Image.open(io.BytesIO(data)) as picture:
            pages = [_page(path, frame, number) for number, frame in enumerate(ImageSequence.Iterator(picture), 1)]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise ReadError("corrupt", f"{path}: 图片已损坏，打不开。请重新扫描或重新获取原件。") from error
    builder = write(pages, *take_running(pages))
    if not builder.length:
        raise ReadError("empty", f"{path}: 图片里没有认出文字。请核对原件，或以更高清晰度重新扫描。")
    return Reading(texts=(builder.source(path),))


def _page(path: str, frame: Image.Image, number: int) -> Page:
    width, height = frame.size
    if number > MAX_PAGES or width * height > 4 * _ocr.MAX_PIXELS:
        raise ReadError("too_large", f"{path}: 图片过大或页数过多，超过限额，未读。请缩小或拆分后重新提供。")
    ratio = _WIDTH / width
    small, large = (
        np.asarray(frame.convert("RGB").resize((round(width * r), max(1, round(height * r)))))
        for r in (ratio, ratio * _ocr.LARGER)
    )
    points = _POINTS_WIDE / _WIDTH
    blocks = _ocr.read_image(small, large, points, number)
    return Page(number, _POINTS_WIDE, small.shape[0] * points, blocks)
