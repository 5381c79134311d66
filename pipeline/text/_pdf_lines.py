"""The lines of a PDF page with their places: pdfium for the bulk, pdfminer where the order of the file is unsafe."""

from __future__ import annotations

import ctypes
import io
import logging
import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import pypdfium2 as pdfium
import pypdfium2.raw as raw

T = TypeVar("T")

_RADICAL = re.compile("[\u2e80-\u2fd5]")
# The Kangxi radicals have their ideographs in Unicode's own data; those of the supplement that words are written with.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⼾⺟⺠⻁⻃⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳",
    "户母民虎西西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟",
)
_BREAK = re.compile("[\r\n]+")
# pdfium writes U+FFFE (older builds U+0002) for a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\ufeff]")
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’—…·①-⑳㈠-㈩⑴-⒇]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_NUMBER = re.compile("[0-9]+")
# A footnote's number stands so much higher than the line and is so much smaller (in widths of the type); Word and
# LibreOffice make it 0.58 to 0.65 of the type and raise it by a third.
_RAISED, _SMALL = 0.25, 0.75
# Gaps (in widths of the type) that pdfium tells as a space: up to 0.5 is the air that word processors put between
# Chinese and Latin type or stretch for justification; from 1.5 on it parts columns.
_AIR = 1.0
_GUTTER = 1.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type; ``top`` and ``bottom`` are measured from the top of the page, all in points.

    ``agreed`` is None for text as text, else whether two recognitions read the same. ``inner`` is where the text
    after a list marker starts, for hanging indents. ``gutter`` is the middle of a wide gap inside, if any.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    agreed: bool | None = None
    inner: float | None = None
    gutter: float | None = None


class _Boxes:
    """Boxes of single characters of a text page, without an allocation for each."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self._page = page.raw
        self._rect = raw.FS_RECTF()
        self._written = ctypes.byref(self._rect)

    def __call__(self, index: int) -> tuple[float, float, float, float]:
        """(left, bottom, right, top) of the character's cell."""
        raw.FPDFText_GetLooseCharBox(self._page, index, self._written)
        rect = self._rect
        return rect.left, rect.bottom, rect.right, rect.top


def lines_of(page: pdfium.PdfPage) -> list[Line]:
    """The lines in the order of the file, white space at their ends and generated spaces in Chinese left out."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    if text_page.count_chars() != len(text):
        text = _by_character(text_page)
    boxes = _Boxes(text_page)
    height = page.get_height()
    lines = []
    start = 0
    for end_match in [*_BREAK.finditer(text), None]:
        end = end_match.start() if end_match else len(text)
        other = _end_of_type(text, start, end, boxes)
        found = (_line(text, start, other, text_page, boxes, height), _line(text, other, end, text_page, boxes, height))
        lines += [line for line in found if line]
        start = end_match.end() if end_match else end
    return lines


def _end_of_type(text: str, start: int, end: int, boxes: _Boxes) -> int:
    """Where type of twice the height begins at the end of a line, as pdfium tells watermarks that stand aslant."""
    if end - start < 2:
        return end
    _, bottom, _, top = boxes(start)
    at, tall = end, 2 * (top - bottom)
    while at > start + 1:
        _, bottom, _, top = boxes(at - 1)
        if top - bottom < tall and not text[at - 1].isspace():
            break
        at -= 1
    return at


def _by_character(page: pdfium.PdfTextPage) -> str:
    """One character for each index, where the page has some that do not map one to one (rare ideographs)."""
    codes = (raw.FPDFText_GetUnicode(page.raw, i) for i in range(page.count_chars()))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)


def _line(text: str, start: int, end: int, page: pdfium.PdfTextPage, boxes: _Boxes, height: float) -> Line | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    left, bottom, right, top = boxes(start)
    last = boxes(end - 1)
    size = _em(text, start, end, boxes) or top - bottom
    text = _without_note_marks(text, start, end, boxes, bottom + _RAISED * size, _SMALL * size)
    content, gutter = _without_air(text, start, end, page, boxes, size)
    content = shapes(_CONTROL.sub("", content.translate(_HYPHENS)))
    if not content:
        return None
    space = text.find(" ", start, min(end, start + 8))
    inner = boxes(space + 1)[0] if start < space < end - 1 else None
    return Line(content, left, max(right, last[2]), height - max(top, last[3]), height - min(bottom, last[1]), size,
                inner=inner, gutter=gutter)  # fmt: skip


def _em(text: str, start: int, end: int, boxes: _Boxes) -> float | None:
    """The size of the type by the widest of the first ideographs; the font size in the file leaves out its scaling.

    Some printers give boxes that fit tightly around the ink, so that one narrow ideograph would not do.
    """
    size = 0.0
    for ideograph in islice(_IDEOGRAPH.finditer(text, start, end), 4):
        left, bottom, right, top = boxes(ideograph.start())
        size = max(size, right - left)
        if size < top - bottom < 1.12 * size:
            size = top - bottom
    return size or None


def _without_note_marks(text: str, start: int, end: int, boxes: _Boxes, above: float, smaller: float) -> str:
    """``text`` with control characters for the raised small digits that refer to footnotes: 98¹条 would read 981条.

    Raised digits after a letter are exponents (m²) and stay.
    """
    for number in _NUMBER.finditer(text, start + 1, end):
        at = number.end()
        while at > number.start():
            _, bottom, _, top = boxes(at - 1)
            if bottom < above or top - bottom > smaller:
                break
            at -= 1
        if at < number.end() and (text[at - 1].isdigit() or not text[at - 1].isascii()):
            text = text[:at] + "\0" * (number.end() - at) + text[number.end() :]
    return text


def _without_air(
    text: str, start: int, end: int, page: pdfium.PdfTextPage, boxes: _Boxes, size: float
) -> tuple[str, float | None]:
    """The line without the spaces that stand for a little air beside Chinese type, and its widest gutter."""
    kept, gutter, at = [], None, start
    while (space := text.find(" ", at, end)) >= 0:
        kept.append(text[at:space])
        beside = WIDE.match(text, space - 1) or WIDE.match(text, space + 1)
        gap = boxes(space + 1)[0] - boxes(space - 1)[2]
        if gap > _GUTTER * size and gutter is None:
            gutter = boxes(space - 1)[2] + gap / 2
        if not beside or gap > _AIR * size or raw.FPDFText_IsGenerated(page.raw, space) != 1:
            kept.append(" ")
        at = space + 1
    kept.append(text[at:end])
    return "".join(kept), gutter


def shapes(text: str) -> str:
    """``text`` with the radicals that some printers name for ideographs of the same shape: ⽴ for 立, ⻓ for 长."""
    return text.translate(_RADICALS) if _RADICAL.search(text) else text


def unsafe(lines: Sequence[Line]) -> bool:
    """Whether the order of the file may not be that of reading: it jumps up without going on in a column to the right.

    Or lines run through two columns of prose.
    """
    start = 0
    for index in range(1, len(lines)):
        here, before = lines[index], lines[index - 1]
        if here.top < before.top - 0.5 * before.size:
            passed = lines[start:index]
            if here.x0 < statistics.median(line.x1 for line in passed) - here.size:
                return True
            start = index
    return _runs_through_columns(lines)


def _runs_through_columns(lines: Sequence[Line]) -> bool:
    """At least a third of the lines, and three, have a gutter at the same place with prose on both sides."""
    gutters = [line.gutter for line in lines if line.gutter is not None and len(line.text) > 24]
    if len(gutters) < max(3, len(lines) / 3):
        return False
    middle = statistics.median(gutters)
    return sum(abs(gutter - middle) < 20 for gutter in gutters) > 0.8 * len(gutters)


def tolerant(parts: Iterable[T]) -> Iterator[T]:
    """The parts that pdfminer makes, up to one it stumbles over; it raises nearly anything on damaged files."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        yield from parts
    except Exception:
        return


def by_layout(data: bytes, pages: Iterable[int]) -> dict[int, list[Line]]:
    """Page index → lines in reading order by pdfminer's layout analysis, with margins that keep columns apart.

    A page that pdfminer stumbles over is left out.
    """
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextBox, LTTextLine

    wanted = sorted(pages)
    found: dict[int, list[Line]] = {}
    layouts = extract_pages(io.BytesIO(data), page_numbers=wanted, laparams=LAParams(char_margin=1, line_margin=1))
    for index, layout in zip(wanted, tolerant(layouts), strict=False):
        boxes = [box for box in layout if isinstance(box, LTTextBox)]
        parts = (part for box in boxes for part in box if isinstance(part, LTTextLine))
        found[index] = [line for part in parts if (line := _from_layout(part, layout.y1))]
    return found


def _from_layout(part: object, height: float) -> Line | None:
    x0, y0, x1, y1 = part.bbox  # type: ignore[attr-defined]
    text = _CONTROL.sub("", part.get_text().strip())  # type: ignore[attr-defined]
    return Line(shapes(tidy(text)), x0, x1, height - y1, height - y0, y1 - y0) if text else None


_AIR_IN_TEXT = re.compile(f"(?<={WIDE.pattern}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={WIDE.pattern})")


def tidy(text: str) -> str:
    """``text`` without the single spaces that stand for air between Chinese and Latin type."""
    return _AIR_IN_TEXT.sub("", text)
