"""Lines of PDF pages to running text: wrapped lines joined to paragraphs, also across pages."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.text._pdf_lines import Line
from pipeline.text._pdf_tables import Table

Block = Line | Table

_MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|第[一二三四五六七八九十百]+[条章节]|[（(]?[0-9]{1,2}[、）)．.]|[①-⑳]|[一二三四五六七八九]是"
)
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[^。；，,;]{2,24}[^。；，,;：:]"
)
# Marks that may hang beyond the right edge, and how many lines without them tell where it is.
_MARKS = "，。、；：！？,.;:"
_TELLING = 3
_ENDS = "。！？；：.!?;:"
# What a line break may not part: opening signs, one character or a Latin run, closing signs; curved quotation marks
# hold on to both sides (class QU of Unicode's line breaking, as LibreOffice and WPS do).
_UNIT = re.compile(
    r"[（《〈【〔(\[]*[“‘]*(?:[\x21-\x7e]+|.)(?:[，。、；：？！）》〉】〕…·,.;:?!)%％]*[“”‘’]+(?:[\x21-\x7e]+|.)?)*"
    r"[，。、；：？！）》〉】〕…·,.;:?!)%％]*(?:(?<=[,.:;])[\x21-\x7e]+)?[，。、；：？！）》〉】〕]*"
)


@dataclass(slots=True)
class Page:
    """One page: its blocks in reading order, and the lines that were taken out of its margins."""

    number: int
    width: float
    height: float
    blocks: list[Block] = field(default_factory=list)
    taken: list[Line] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """The lines outside of tables."""
        return [block for block in self.blocks if isinstance(block, Line)]

    def type_size(self) -> float:
        """The usual size of the type of its lines, in points."""
        return statistics.median([line.size for line in self.lines()] or [0.0])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that make one paragraph, each with the number of its page."""

    lines: tuple[tuple[int, Line], ...]


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines start and end."""

    left: float
    right: float


# A line with the number of its page and the margins of its column.
_Placed = tuple[int, Line, Margins]


def margins(pages: Sequence[Page]) -> dict[int, Margins]:
    """Page number → margins of its text: those of all pages of the same width, for pages of one column."""
    by_width: dict[int, list[Line]] = defaultdict(list)
    for page in pages:
        by_width[round(page.width)].extend(page.lines())
    known = {width: _margins(lines) for width, lines in by_width.items() if lines}
    return {page.number: known.get(round(page.width), Margins(0, page.width)) for page in pages}


def _margins(lines: Sequence[Line]) -> Margins:
    """The outermost edges that several lines share; marks that hang beyond the right one do not count."""
    enough = max(1, min(3, len(lines) // 8))
    lefts = sorted(line.x0 for line in lines)
    left = next((x for x in lefts if sum(abs(x - y) < 3 for y in lefts) >= enough), lefts[0])
    right = _right(lines, enough)
    unmarked = [line for line in lines if line.text[-1] not in _MARKS]
    within = _right(unmarked, enough) if len(unmarked) >= _TELLING else right
    em = statistics.median(line.size for line in lines)
    return Margins(left, within if 0.5 * em < right - within < 1.6 * em else right)


def _right(lines: Sequence[Line], enough: int) -> float:
    rights = sorted((line.x1 for line in lines), reverse=True)
    return next((x for x in rights if sum(abs(x - y) < 8 for y in rights) >= enough), rights[0])


def _column_margins(lines: Sequence[Line], whole: Margins) -> list[Margins]:
    """For each line the margins of its column: a line wholly beside the one before starts another column."""
    starts = [0]
    for index in range(1, len(lines)):
        before, here = lines[index - 1], lines[index]
        if here.x1 < before.x0 or (here.x0 > before.x1 and here.top < before.bottom):
            starts.append(index)
    result: list[Margins] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        widths = [line.x1 - line.x0 for line in lines[start:end]]
        column = end - start > 2 and statistics.median(widths) < 0.6 * (whole.right - whole.left) and len(starts) > 1
        result.extend([_margins(_of_usual_size(lines[start:end])) if column else whole] * (end - start))
    return result


def _of_usual_size(lines: Sequence[Line]) -> list[Line]:
    """The lines without titles, which may stand across columns."""
    usual = statistics.median(line.size for line in lines)
    return [line for line in lines if abs(line.size - usual) < 0.2 * usual]


def paragraphs(pages: Sequence[Page]) -> list[tuple[int, Paragraph | Table]]:
    """Paragraphs and tables in reading order, each with the page it starts on; lines join also across pages."""
    known, leading = margins(pages), _leading(pages)
    result: list[tuple[int, Paragraph | Table]] = []
    open_lines: list[_Placed] = []

    def close() -> None:
        if open_lines:
            result.append((open_lines[0][0], Paragraph(tuple((n, line) for n, line, _ in open_lines))))
            open_lines.clear()

    for page in pages:
        columns = iter(_column_margins(page.lines(), known[page.number]))
        for block in page.blocks:
            if not isinstance(block, Line):
                close()
                result.append((page.number, block))
                continue
            edge = next(columns)
            here = (page.number, block, edge)
            if open_lines and not _goes_on(open_lines, here, leading):
                close()
            open_lines.append(here)
    close()
    return result


def _leading(pages: Sequence[Page]) -> float:
    """The usual space between the lines of a paragraph, in widths of the type: most gaps are that, others larger."""
    gaps = []
    for page in pages:
        lines = page.lines()
        gaps += [
            (b.top - a.bottom) / a.size for a, b in pairwise(lines) if -0.5 * a.size < b.top - a.bottom < 2 * a.size
        ]
    return sorted(gaps)[len(gaps) // 3] if len(gaps) > 4 else 1.25


def _goes_on(lines: Sequence[_Placed], here: _Placed, leading: float) -> bool:
    """Whether a line goes on the paragraph of the lines before it."""
    page_before, last, edge = lines[-1]
    page_here, line, edge_here = here
    em = last.size
    # A recognised line is as high as its box, which varies with its characters.
    if abs(line.size - em) > (0.12 if line.agreed is None else 0.4) * em:
        return False
    down = line.top - last.bottom
    if page_before == page_here and (down > min(1.6, leading + 0.35) * em or (-2 * em < down < -0.8 * em)):
        return False
    if edge.right - last.x1 > _needed(line.text) * em + 0.6 * em:
        return False
    if last.text[-1] in _ENDS and _HEADING.fullmatch(line.text):
        return False
    indent, first_indent = line.x0 - edge_here.left, lines[0][1].x0 - edge.left
    title = indent > 0.8 * em and first_indent < 1.5 * em and _centred(line, edge_here) and last.text[-1] not in _ENDS
    if len(lines) > 1:
        return title or abs(indent - (last.x0 - edge.left)) < 0.8 * em
    if _hangs(last, line, edge, page_before == page_here):
        return True
    if indent > 0.8 * em:
        return title
    return first_indent - indent > 0.8 * em or not (last.text[-1] in _ENDS and _MARKER.match(line.text))


def _hangs(last: Line, line: Line, edge: Margins, same_page: bool) -> bool:
    """Whether a line stands under the text of an item whose marker stands out to the left."""
    em, right_of = last.size, line.x0 - last.x0
    if last.inner is not None and same_page and 0.5 * em < right_of < last.inner - last.x0 + 2:
        return True
    return bool(_MARKER.match(last.text)) and last.x0 - edge.left < 0.8 * em and 0.5 * em < right_of < 3 * em


def _centred(line: Line, edge: Margins) -> bool:
    """Whether a line stands in the middle: the second line of a long title."""
    left, right = line.x0 - edge.left, edge.right - line.x1
    return abs(left - right) < 1.5 * line.size and right > line.size


def _needed(text: str) -> float:
    """How much room, in widths of the type, the start of a line needs that may not be parted."""
    unit = _UNIT.match(text)
    together = unit[0][:24] if unit else text[:1]
    return sum(0.56 if char < "\x7f" else 1.0 for char in together)


def joined(first: str, second: str) -> str:
    """What parts two lines of a paragraph: a space between Latin words, nothing in Chinese."""
    return " " if re.search("[A-Za-z,;.]$", first) and re.match("[A-Za-z]", second) else ""
