"""What PDF pages carry beside their text: running headers and footers, page numbers, watermarks; taken out of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.text._pdf_flow import Block, Page
from pipeline.text._pdf_lines import Line

_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-—－–―_·•.~～(（\s]*(?:第\s*|[Pp]age\s*)?[0-9０-９]{1,4}(?:\s*页)?"
    r"(?:\s*[/／,，共]+\s*(?:共\s*)?[0-9０-９]{1,4}(?:\s*页)?)?[-—－–―_·•.~～)）\s]*"
)
_MARGIN = 0.13  # of the height of the page, where headers and footers stand: measured on A4 of 公文 format (37 mm)
# A line of so many characters that fills its width is no header where the text goes on closely below.
_PROSE = 20
# How much larger than the type of a page a watermark is; titles are up to 1.6 times as large, and cross no lines.
_LARGE = 1.8


def take_running(pages: Sequence[Page]) -> tuple[list[str], list[str]]:
    """Take page numbers, what margins repeat, and watermarks out of the pages; (headers, footers), each once."""
    repeated, marks = _repeated(pages), _watermarks(pages)
    texts: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for page in pages:
        kept: list[Block] = []
        for block in page.blocks:
            place = _margin_of(block, page) if isinstance(block, Line) else None
            if isinstance(block, Line) and block.text in marks and block.size > _LARGE * page.type_size():
                page.taken.append(block)
                texts[0].setdefault(block.text)
            elif place is None or not isinstance(block, Line):
                kept.append(block)
            elif _PAGE_NUMBER.fullmatch(block.text):
                page.taken.append(block)
            elif (place, _masked(block)) in repeated:
                page.taken.append(block)
                texts[place].setdefault(block.text)
            else:
                kept.append(block)
        page.blocks = kept
    return _once(texts[0]), _once(texts[1])


def _repeated(pages: Sequence[Page]) -> set[tuple[int, str]]:
    """(0 top or 1 bottom, text with digits masked) of the outermost two lines that at least a third of pages share."""
    seen: Counter[tuple[int, str]] = Counter()
    for page in pages:
        ordered = sorted(page.lines(), key=lambda line: line.top)
        edges = {(place, _masked(line)) for line in ordered[:2] + ordered[-2:]
                 if (place := _margin_of(line, page)) is not None and not _is_prose(line, ordered)}  # fmt: skip
        seen.update(edges)
    return {key for key, times in seen.items() if times >= max(2, len(pages) / 3)}


def _is_prose(line: Line, ordered: Sequence[Line]) -> bool:
    """Whether a line is the first of a paragraph: the next, as wide and of the same type, follows it closely."""
    below = next((other for other in ordered if other.top > line.bottom), None)
    if below is None or abs(below.size - line.size) > 0.1 * line.size or below.top - line.bottom > 1.2 * line.size:
        return False
    return max(other.x1 for other in ordered) - line.x1 < 1.5 * line.size and len(line.text) > _PROSE


def _watermarks(pages: Sequence[Page]) -> set[str]:
    """Texts in large type that are drawn across the lines of a page."""
    marks: set[str] = set()
    for page in pages:
        usual = page.type_size()
        large = [line for line in page.lines() if line.agreed is None and line.size > _LARGE * usual]
        marks.update(line.text for line in large if any(_across(line, other) for other in page.lines()))
    return marks


def _across(mark: Line, line: Line) -> bool:
    """Whether a line of smaller type lies under the mark, by its middle."""
    middle = (line.top + line.bottom) / 2
    return (
        line.size * _LARGE < mark.size and mark.top < middle < mark.bottom and mark.x0 < line.x1 and line.x0 < mark.x1
    )


def _margin_of(line: Line, page: Page) -> int | None:
    if line.bottom < _MARGIN * page.height:
        return 0
    return 1 if line.top > (1 - _MARGIN) * page.height else None


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", line.text).replace(" ", "")


def _once(texts: dict[str, None]) -> list[str]:
    """Running texts that differ only in their page number once."""
    return list({_DIGITS.sub("#", text): text for text in reversed(texts)}.values())[::-1]
