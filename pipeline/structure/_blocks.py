"""Lines to blocks: the paragraphs as meant, wrapped lines joined, each ladder marker inside one a block of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.structure import _dates
from pipeline.structure._lines import Line, finished
from pipeline.structure._markers import RANK, Marker, at_line, inline
from pipeline.structure._roles import names_role, worded
from pipeline.structure._titles import is_title

# An unmarked line without a final stop is running text from this length on, else a heading, a name or a title.
_PROSE = 25
# A text is wrapped at a fixed width where of the lines that come near its longest so many are as long (a few slips
# aside), most of these without a stop, and that no longer than a line of print.
_WRAPPED, _NEAR = 0.6, 0.75
# A text that indents its paragraphs has at least so many of them, and so many lines that go on without one.
_FEW = 3
_NARROWEST, _WIDEST = 17, 64
# A stretch that a document library cuts off in mid-sentence has at least so many characters.
_CHUNK = 100
# No line of print is cut short of so many characters.
_SHORTEST_PRINT = 12
# A figure with its unit at the head of a line goes on with a line that has no stop.
_FIGURE = re.compile(
    r"[0-9]+(?:\.[0-9]+)?[万亿]?[ ]?[个件次份条项名人户家篇期块台所处场起元册本辆米亩字套座间部批幅张%％]"
)
# A lead that announces lines as its items has at least so many characters, an item so many to so many.
_LEAD, _ITEM, _LISTED = 10, 8, 60
# The name of a part right before the number of its first item.
_HEAD = re.compile("[\u4e00-\u9fff]{2,14}?(?=[1１][、.．]|[（(]一[)）]|一是)")
# Kinds whose next member is known for one in the middle of a paragraph.
_OUTER = frozenset({"part", "chapter", "cn", "paren"})
# A heading of two clauses has at most so many characters.
_CLAUSES = 22
_TWO = re.compile("[^，,。；、：;:]{3,10}[，,][^，,。；、：;:]{3,12}")
_COMMA = re.compile("[，,]")
_STOPS = re.compile("[，。、；：,;:]")
# A line of running text that breaks off within a sentence.
_LETTER = re.compile("[，。；][^，。；]*[\u4e00-\u9fff]$")
# A page number that has fallen into a sentence.
_PAGE = re.compile(r"[0-9]{1,3}")
_GOES_ON = re.compile(r"[，。、；：！？,;)）》”’】]")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its own marker, if any, and the run of markers inside it (一是…；二是…).

    ``body`` is where the text after the marker begins; ``first`` tells that the block begins its line, ``listed`` that
    it is one of several lines without marks and stops that a lead announces.
    """

    start: int
    body: int
    end: int
    marker: Marker | None = None
    run: tuple[Marker, ...] = ()
    row: bool = False
    hint: int | None = None
    first: bool = True
    listed: bool = False


def blocks(text: str, lines: Sequence[Line]) -> list[Block]:
    """The blocks of a document's ``lines``; offsets are those of the lines."""
    markers = _without_chunks(lines, [None if line.row else at_line(line.text, line.start) for line in lines])
    listed, full = _listed(lines, markers), _unindented(text, lines) or _full(lines)
    result: list[Block] = []
    after = _next(markers)
    opened: dict[str, Marker] = {}
    at = 0
    while at < len(lines):
        line, marker = lines[at], markers[at]
        last = at
        while last + 1 < len(lines) and _joins(text, lines, markers, listed, full, at, last):
            last += 1
        block = Block(
            line.start, marker.end if marker else line.start, lines[last].end, marker, (), line.row, line.hint
        )
        parts = _parted(text, block, opened, after[last + 1])
        _open(opened, parts)
        result.extend(parts)
        at = last + 1
    return _announced(text, result)


def _next(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """The first marker from each line on, and none after the last line."""
    result: list[Marker | None] = [None]
    for marker in reversed(markers):
        result.append(marker or result[-1])
    return result[::-1]


def _announced(text: str, found: Sequence[Block]) -> list[Block]:
    """``found`` with the unmarked lines without a stop marked as listed that a lead ending in ： announces."""
    result = list(found)
    for number, block in enumerate(found):
        if text[block.end - 1] not in ":：" or block.end - block.body < _LEAD:
            continue
        run = list(takewhile(lambda at: _is_listed(text, found[at]), range(number + 1, len(found))))
        for at in run if len(run) > 1 else ():
            result[at] = replace(found[at], listed=True)
    return result


def _is_listed(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    bare = not (block.row or block.marker or block.hint)
    return bare and _ITEM <= len(words) <= _LISTED and not finished(words)


def _without_chunks(lines: Sequence[Line], markers: Sequence[Marker | None]) -> list[Marker | None]:
    """``markers`` without the running numbers that a document library puts before each stretch of a text it has cut."""
    cut = {
        at
        for at in range(1, len(lines))
        if (marker := markers[at]) and marker.kind == "dig" and marker.value > 1 and _broken_off(lines[at - 1])
    }
    cut |= _page_numbers(lines, markers, cut)
    opened = next((at for at, marker in enumerate(markers) if marker and marker.kind == "dig"), None)
    if cut and opened is not None and opened < min(cut):
        cut.add(opened)
    return [None if at in cut else marker for at, marker in enumerate(markers)]


def _page_numbers(lines: Sequence[Line], markers: Sequence[Marker | None], cut: set[int]) -> set[int]:
    """Where a page number has fallen into a sentence (副书⏎2、记具体抓), and the pages after it, in no list's count."""
    found: set[int] = set()
    expected = page = 0
    for at, marker in enumerate(markers):
        if at in cut or not marker or marker.kind != "dig":
            continue
        broken = at and marker.value > 1 and not lines[at - 1].row and _LETTER.search(lines[at - 1].text)
        if marker.value != expected and (marker.value == page + 1 if page else broken):
            found.add(at)
            page = marker.value
        else:
            expected = marker.value + 1
    return found


def _broken_off(line: Line) -> bool:
    return not line.row and len(line.text) >= _CHUNK and not finished(line.text)


def _listed(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[str]:
    """The marker kinds under which this document mostly writes whole sentences, so that a line cut short is one too."""
    ended: dict[str, list[bool]] = {}
    for line, marker in zip(lines, markers, strict=True):
        if marker:
            ended.setdefault(marker.kind, []).append(finished(line.text) and len(line.text) > _PROSE)
    return {kind for kind, flags in ended.items() if sum(flags) * 2 > len(flags)}


def _full(lines: Sequence[Line]) -> frozenset[int] | None:
    """The numbers of the lines that fill a text wrapped at a fixed width; None for a text that is not so wrapped."""
    for wide, sizes in ((1, [len(x.text) for x in lines]), (2, [len(x.text.encode("gb18030")) for x in lines])):
        ranked = sorted(sizes)
        width = ranked[-1 - len(lines) // 10]
        over = sum(size > width + 2 * wide for size in sizes)
        if not _NARROWEST < width // wide <= _WIDEST or over > max(1, len(lines) // 20):
            continue
        full = frozenset(n for n, size in enumerate(sizes) if size >= width - 1 - wide)
        broken = sum(not finished(lines[n].text) for n in full)
        near = sum(size > _NEAR * width for size in sizes)
        if len(full) > 1 and 2 * broken >= len(full) >= _WRAPPED * near:
            return full
    return None


def _unindented(text: str, lines: Sequence[Line]) -> frozenset[int] | None:
    """The numbers of the lines that the next one goes on with, in a text that indents the first line of each paragraph;
    None for another text."""
    indented = [line.start > 0 and text[line.start - 1] in " \u3000\xa0\t" for line in lines]
    cut = [n for n in range(len(lines) - 1) if not finished(lines[n].text) and len(lines[n].text) >= _SHORTEST_PRINT]
    on = frozenset(n for n in cut if not indented[n + 1] and "\n" not in text[lines[n].end + 1 : lines[n + 1].start])
    firsts = sum(indented[n + 1] for n in range(len(lines) - 1) if finished(lines[n].text))
    if len(on) < _FEW or firsts < _FEW or len(on) < _WRAPPED * len(cut):
        return None
    return on


def _joins(
    text: str,
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
    if _dates.closing(following.text) or (is_title(following) and not _COMMA.search(following.text)):
        return False
    if full is not None and last in full:
        return True
    if finished(line.text):
        return False
    if _PAGE.search(text, line.end, following.start) and len(line.text) >= _SHORTEST_PRINT:
        own = markers[last]
        return own is None or not _heads(line, own, following)
    if _FIGURE.match(following.text) and len(line.text) > _SHORTEST_PRINT and _has_stop(line, markers[last]):
        return True
    if line.text[-1] in "，,、" or _PAGE.fullmatch(following.text):
        return len(line.text) >= _PROSE or line.text[-1] in "，,、"
    if last > first and _PAGE.fullmatch(line.text):
        return True
    marker = markers[first]
    if last > first and marker is not None:
        return len(line.text) >= _SHORTEST_PRINT
    if marker is not None:
        if len(line.text) < _SHORTEST_PRINT or _heads(line, marker, following):
            return False
        if "。" in line.text:  # a heading run in with its text, which is cut off
            return True
        long = len(line.text) > (70 if marker.kind in ("part", "chapter", "cn", "paren") else 45)
        return (marker.kind in listed or long or marker.kind == "shi") and len(following.text) > 4
    return len(line.text) >= _PROSE and not is_title(line) and not _dates.closing(line.text)


def _heads(line: Line, marker: Marker, following: Line) -> bool:
    """Whether a numbered line without any stop, or a short one of two clauses, is a heading rather than the first line
    of print of its item."""
    words = line.text[marker.end - marker.start :]
    clauses = len(words) <= _CLAUSES and _TWO.fullmatch(words) and finished(following.text)
    return bool(clauses or not _has_stop(line, marker)) and len(following.text) > 2 * len(line.text)


def _has_stop(line: Line, marker: Marker | None) -> bool:
    """Whether a stop or comma stands in ``line`` behind its marker."""
    return _STOPS.search(line.text, marker.end - marker.start if marker else 0) is not None


def _open(opened: dict[str, Marker], parts: Sequence[Block]) -> None:
    """Note in ``opened`` the last marker of each kind that is open after ``parts``; an outer one closes the inner."""
    for marker in (part.marker for part in parts if part.marker and part.marker.kind in RANK):
        for kind in [kind for kind in opened if RANK[kind] > RANK[marker.kind]]:
            del opened[kind]
        opened[marker.kind] = marker


def _parted(text: str, block: Block, opened: Mapping[str, Marker], after: Marker | None) -> list[Block]:
    """``block`` at the ladder markers inside it; a run of 一是, ①, 首先 stays inside as ``run``.

    ``opened`` are the last markers of the lists that are open above it, ``after`` is the next at the head of a line.
    """
    if block.row or block.end - block.body < 12:
        return [block]
    if glued := _glued(text, block, opened):
        return glued
    above = {kind: marker for kind, marker in opened.items() if kind in _OUTER}
    if block.marker:
        above = {kind: marker for kind, marker in above.items() if RANK[kind] < RANK.get(block.marker.kind, len(RANK))}
        above[block.marker.kind] = block.marker
    run = inline(text, block.body, block.end, above, after)
    if not run:
        return [block]
    if run[0].kind not in RANK or run[0].kind in ("circle", "pdig"):
        return [replace(block, run=tuple(run))]
    ends = [marker.start for marker in run[1:]] + [block.end]
    parts = _parted(text, replace(block, end=run[0].start), opened, None)
    for marker, end in zip(run, ends, strict=True):
        parts += _parted(text, Block(marker.start, marker.end, end, marker, (), False, None, False), above, None)
    return parts


def _glued(text: str, block: Block, opened: Mapping[str, Marker]) -> list[Block]:
    """``block`` in two where its heading is one of a part and runs into that part's first item: 存在的问题1、…"""
    head = _HEAD.match(text, block.body, block.end) if block.marker else None
    first = at_line(text[head.end() : block.end], head.end()) if head else None
    if head is None or first is None or first.value != 1:
        return []
    role = worded(head.group(), "self_report") if first.kind == "shi" else None
    if role not in ("problems", "plans") and not names_role(head.group(), "self_report"):
        return []
    above = replace(block, end=head.end())
    return [
        above,
        *_parted(text, Block(first.start, first.end, block.end, first, (), False, None, False), opened, None),
    ]
