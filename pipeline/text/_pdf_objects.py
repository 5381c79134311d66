"""What a PDF page is drawn of, asked of pdfium itself: pypdfium2's own objects take half as long as the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

PATH, IMAGE = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE
# Forms inside forms: producers write one or two levels, a file may refer to itself.
_DEEPEST = 3


def has(page: pdfium.PdfPage, kind: int, count: int = 1) -> bool:
    """Whether the page has at least ``count`` objects of ``kind`` (``PATH``, ``IMAGE``), those in its forms too."""
    found = _kinds(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 1)
    return sum(1 for _ in islice((None for here in found if here == kind), count)) == count


def _kinds(parent: object, count: object, get: object, depth: int) -> Iterator[int]:
    for index in range(count(parent)):  # type: ignore[operator]
        part = get(parent, index)  # type: ignore[operator]
        kind = raw.FPDFPageObj_GetType(part)
        yield kind
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _kinds(part, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)
