"""Lines to blocks: the paragraphs as meant, wrapped lines joined, each ladder marker inside one a block of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.structure import _dates
from pipeline.structure._lines import Line, finished
from pipeline.structure._markers import RANK, Marker, at_line, inline
from pipeline.structure._titles import is_title

# An unmarked line without a final stop is running text from this length on, else a heading, a name or a title.
_PROSE = 25
# A text is wrapped at a fixed width where so much of its lines (twice that where they are shorter than prose) are as
# long as its longest, and that no longer than a line of print (of the documents at hand unwrapped ones have under 0.1,
# ones wrapped at 38 characters over 0.5).
_WRAPPED = 0.3
_NARROWEST, _WIDEST = 16, 64
# A page number that has fallen into a sentence.
_PAGE = re.compile(r"[0-9]{1,3}")
_GOES_ON = re.compile(r"[，。、；：！？,;)）》”’】]")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its own marker, if any, and the run of markers inside it (一是…；二是…).

    ``body`` is where the text after the marker begins; ``first`` tells that the block begins its line.
    """

    start: int
    body: int
    end: int
    marker: Marker | None = None
    run: tuple[Marker, ...] = ()
    row: bool = False
    hint: int | None = None
    first: bool = True


def blocks(text: str, lines: Sequence[Line]) -> list[Block]:
    """The blocks of a document's ``lines``; offsets are those of the lines."""
    markers = [None if line.row else at_line(line.text, line.start) for line in lines]
    listed, full = _listed(lines, markers), _full(lines)
    result: list[Block] = []
    at = 0
    while at < len(lines):
        line, marker = lines[at], markers[at]
        last = at
        while last + 1 < len(lines) and _joins(lines, markers, listed, full, at, last):
            last += 1
        block = Block(
            line.start, marker.end if marker else line.start, lines[last].end, marker, (), line.row, line.hint
        )
        result.extend(_parted(text, block))
        at = last + 1
    return result


def _listed(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[str]:
    """The marker kinds under which this document mostly writes whole sentences, so that a line cut short is one too."""
    ended: dict[str, list[bool]] = {}
    for line, marker in zip(lines, markers, strict=True):
        if marker:
            ended.setdefault(marker.kind, []).append(finished(line.text) and len(line.text) > _PROSE)
    return {kind for kind, flags in ended.items() if sum(flags) * 2 > len(flags)}


def _full(lines: Sequence[Line]) -> frozenset[int] | None:
    """The numbers of the lines that fill a text wrapped at a fixed width; None for a text that is not so wrapped."""
    longest = max((len(line.text) for line in lines), default=0)
    if len(lines) < 8 or not _NARROWEST < longest <= _WIDEST:
        return None
    share = _WRAPPED if longest > _PROSE else 2 * _WRAPPED
    for sizes in ([len(line.text) for line in lines], [len(line.text.encode("gb18030")) for line in lines]):
        full = frozenset(n for n, size in enumerate(sizes) if size >= max(sizes) - 2)
        if len(full) >= share * len(lines):
            return full
    return None


def _joins(
    lines: Sequence[Line],
    markers: Sequence[Marker | None],
    listed: set[str],
    full: frozenset[int] | None,
    first: int,
    last: int,
) -> bool:
    """Whether line ``last + 1`` goes on with the sentence that line ``last`` breaks off."""
    line, following = lines[last], lines[last + 1]
    if line.row or following.row or following.hint or line.hint or markers[last + 1] is not None:
        return False
    if _GOES_ON.match(following.text):
        return True
    if _dates.closing(following.text) or is_title(following):
        return False
    if full is not None:
        return last in full or line.text[-1] in "，,、"
    if finished(line.text):
        return False
    if line.text[-1] in "，,、" or _PAGE.fullmatch(following.text):
        return len(line.text) >= _PROSE or line.text[-1] in "，,、"
    if last > first and _PAGE.fullmatch(line.text):
        return True
    marker = markers[first]
    if last == first and marker is not None:
        long = len(line.text) > (70 if marker.kind in ("part", "chapter", "cn", "paren") else 45)
        return (marker.kind in listed or long or marker.kind == "shi") and len(following.text) > 4
    return len(line.text) >= _PROSE and not is_title(line) and not _dates.closing(line.text)


def _parted(text: str, block: Block) -> list[Block]:
    """``block`` at the ladder markers inside it; a run of 一是, ①, 首先 stays inside as ``run``."""
    if block.row or block.end - block.body < 12:
        return [block]
    run = inline(text, block.body, block.end, block.marker)
    if not run:
        return [block]
    if run[0].kind not in RANK or run[0].kind in ("circle", "pdig"):
        return [replace(block, run=tuple(run))]
    ends = [marker.start for marker in run[1:]] + [block.end]
    parts = [replace(block, end=run[0].start)]
    for marker, end in zip(run, ends, strict=True):
        part = Block(marker.start, marker.end, end, marker, (), False, None, False)
        parts.append(replace(part, run=tuple(inline(text, part.body, part.end, marker))))
    return parts
