"""The lines of a text with their positions, stripped of the white space around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.records import Place, SourceText

_LINE = re.compile(r"[^\n]+")
_BLANK = " \t\r\f\v\u3000\xa0\ufeff\u200b"
# Hard spaces that a page shows as it wrote them, at the head of a line and, read backwards, at its end.
_HARD_SPACES = re.compile(r"(?:&nbsp;|[ \t\u3000\xa0])+")
_HARD_SPACES_BACK = re.compile(r"(?:;psbn&|[ \t\u3000\xa0])+")
_MARGINAL = ("header", "footer")
# A heading of a text that a program has written: ### 一、… or a line all in bold.
_MARKDOWN = re.compile(r"(?:#{1,6}[ 　]+(?:\*\*)?|\*\*(?=[^*]+\*\*$))(?P<words>[^#*]+?)(?:\*\*)?$")
# A row of a table whose cells a page has parted by blanks: names and figures, no sentence.
_CELL = "[^ 。，,；;：:？?！!]"
_FLAT_ROW = re.compile(
    rf"(?=[^ ]*[\u4e00-\u9fff]){_CELL}{{1,30}}(?: {{1,4}}{_CELL}{{1,16}}){{0,8}} {{1,4}}"
    rf"(?:[0-9][0-9,.]*%?|[-—/×xX*]|{_CELL}{{0,12}}(?:数量?|[总合小]计|件数|单位|得分|名次|排名|金额))"
)
# A tab that someone typed into running text: after a marker, or far into a line with no other.
_TYPED_TAB = re.compile(
    r"(?:(?:[（(]?[一二三四五六七八九十0-9]{1,3}[、.．)）]|第[一二三四五六七八九十]{1,3}[条章节])[ 　]*\t|"
    r"[^\t]{16,}\t(?=[^\t]*[。；]))[^\t]*$"
)
# A page that lost its line breaks keeps a gap where each stood: wide ones anywhere in a long line, single spaces only
# after a stop before the next marker or after a title's stop.
_LOST_BREAKS = 150
_FOOT = 60
_ROW = 80
_WIDE_GAP = re.compile(r"(?:\u3000[ \u3000\xa0]|[ \xa0]{4})[ \u3000\xa0]*")
_GAP = re.compile(
    r"(?<=[。：:；])[ \u3000\xa0]+"
    r"(?=(?:第?[一二三四五六七八九十]{1,3}[、.．条章]|[（(][一二三四五六七八九十]{1,3}[)）]))"
    r"|(?<=[\u4e00-\u9fff])[ \u3000\xa0]+(?=[（(]一[)）])"
)
# On such a page also a numbered heading and the text under it are parted by a space alone.
_HEADED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[^ \u3000\xa0。；：:、0-9]{3,30}"
    r"(?P<gap>[ \u3000\xa0]+)(?=[\u4e00-\u9fff“《0-9（(])"
)
# What signs a text in one line: 丰河县交通局 2010年9月13日 behind its last sentence.
_SIGNED = re.compile(
    r"(?<=[。！])(?P<gap>[ \u3000\xa0]*(?:[-—] ?[0-9]{1,3} ?[-—][ \u3000\xa0]*)?)"
    r"(?=(?:[^ \u3000\xa0。，；：]{4,24}[ \u3000\xa0]+)?"
    r"(?:20[0-9xX*]{2}|二[〇○ＯO零0][一二三四五六七八九〇○ＯO零0]{2})年[^年。，；]{2,7}[月日][ \u3000\xa0]*$)"
)
_FINAL = "。！？；：!?;:…"
# A full stop typed as a Western point.
_POINT = re.compile(r"[\u4e00-\u9fff％%）)”][.．]")
_CLOSERS = "”』」’)）】》\"'"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has something on it; ``text`` is ``source[start:end]``. ``hint`` is its style's outline level."""

    start: int
    end: int
    text: str
    row: bool = False
    hint: int | None = None


def lines(source: SourceText) -> list[Line]:
    """The lines of ``source`` in order, blank ones left out; ``row`` marks those that are a row of a table.

    Headers and footers, which reading puts after the body, are not lines of any document.
    """
    end = min((place.start for place in source.places if place.part in _MARGINAL), default=len(source.text))
    rows = _row_starts(source.places)
    hints: Mapping[int, int] = source.hints
    result = []
    for match in _LINE.finditer(source.text, 0, end):
        raw = match.group()
        text = raw.strip(_BLANK)
        if "&nbsp;" in text:
            text = _without_hard_spaces(text)
        if not text:
            continue
        start = match.start() + raw.index(text)
        if text[0] in "#*" and (marked := _MARKDOWN.match(text)):
            start, text = start + marked.start("words"), marked.group("words")
        hint = hints.get(start) or hints.get(match.start()) if hints else None
        row = match.start() in rows or _tabular(text)
        if row or len(text) < _LOST_BREAKS:
            result.append(Line(start, start + len(text), text, row, hint))
        else:
            result.extend(_unjoined(Line(start, start + len(text), text, False, hint)))
    return result


def _without_hard_spaces(text: str) -> str:
    head = _HARD_SPACES.match(text)
    text = text[head.end() :] if head else text
    tail = _HARD_SPACES_BACK.match(text[::-1])
    return text[: len(text) - tail.end()] if tail else text


def _unjoined(line: Line) -> list[Line]:
    """The lines that a long ``line`` was once, where gaps show that a page has lost its line breaks."""
    gaps = list(_WIDE_GAP.finditer(line.text))
    if len(gaps) < 2 or not any(line.text[gap.start() - 1] in _FINAL for gap in gaps):
        gaps = list(_GAP.finditer(line.text))
        gaps = gaps if len(gaps) > 1 else []
    spans = {gap.span() for gap in gaps}
    if gaps:
        spans |= {head.span("gap") for head in _HEADED.finditer(line.text)}
    if signed := _SIGNED.search(line.text, max(0, len(line.text) - _FOOT)):
        spans.add(signed.span("gap"))
    ordered = sorted(spans)
    starts, ends = [0, *(end for _, end in ordered)], [*(start for start, _ in ordered), len(line.text)]
    return [
        Line(line.start + a, line.start + b, line.text[a:b], False, line.hint if a == 0 else None)
        for a, b in zip(starts, ends, strict=True)
        if a < b
    ]


def _tabular(text: str) -> bool:
    """Whether a line that no map calls a row is one all the same: tabs part its cells."""
    if "\t" in text:
        return not _TYPED_TAB.match(text)
    return " " in text and len(text) <= _ROW and _FLAT_ROW.fullmatch(text) is not None


def _row_starts(places: Sequence[Place]) -> set[int]:
    """Where the rows of tables begin, also those of a single cell, which have no tab."""
    starts: dict[tuple[int, int], int] = {}
    for place in places:
        if place.table is not None and place.row is not None:
            key = (place.table, place.row)
            starts[key] = min(starts.get(key, place.start), place.start)
    return set(starts.values())


def finished(text: str) -> bool:
    """Whether a line ends where a sentence, an item or a lead may end."""
    bare = text.rstrip(_CLOSERS + _BLANK)
    return bare != "" and (bare[-1] in _FINAL or _POINT.fullmatch(bare[-2:]) is not None)
