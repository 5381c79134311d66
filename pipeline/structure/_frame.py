"""The lines that stand around a text, title and byline above, 落款 below, also where a page has run them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.structure import _dates
from pipeline.structure._lines import Line
from pipeline.structure._titles import is_title, plain

# A line of a title, a byline or a 落款 is at most so long.
_SHORT = 45
_ABOVE, _BELOW = 8, 12
# How many of the words of a run-together line may be title, body, person and date.
_PARTS = 4
_BLANKS = re.compile(r"[ 　]+")
# 2012年7月3日　县供销社
_DATED = re.compile(
    r"(?P<date>[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日)[ 　]+(?P<name>[\u4e00-\u9fff]{3,30})$"
)
# 县民政局2015年工作总结2015年，我局…
_JOINED = re.compile(
    r"[^。，,；：:一二三]{4,50}?(?:总结|报告|汇报|方案|通报|小结|办法|细则|要点)"
    r"(?=我[局县市区镇乡校院村]|今年|近年|20[0-9xX]{2}年|一年来|为了?|根据|按照|在[^，。]{2,30}下|[一1][、.．])"
)
_STOP = re.compile(r"[。！；]")


@dataclass(frozen=True, slots=True)
class Frame:
    """The first and the last lines of a document, parted where a page has run them together with the text."""

    head: tuple[Line, ...]
    foot: tuple[Line, ...]

    def below(self, title: str | None) -> tuple[Line, ...]:
        """The first lines after the one in which ``title`` ends; all of them where it has none."""
        for at, line in enumerate(self.head):
            if title and title.endswith(plain(line.text)):
                return self.head[at + 1 :]
        return self.head


def frame(lines: Sequence[Line]) -> Frame:
    """What stands around the text of a document with these ``lines``."""
    return Frame(tuple(_head(lines)), tuple(_foot(lines)))


def _head(lines: Sequence[Line]) -> list[Line]:
    """The first lines of a document; a title that shares its line with the text is a line of its own."""
    result: list[Line] = []
    for line in lines[:_ABOVE]:
        result += _opened(line) if len(line.text) > _SHORT and not line.row else [line]
    return result


def _opened(line: Line) -> list[Line]:
    """``line`` at the blank after its title, and at further ones as long as what they part is short; or without one."""
    for blank in _BLANKS.finditer(line.text, 4, 80):
        first = _slice(line, 0, blank.start())
        if is_title(first):
            return [first, *_words(_slice(line, blank.end(), len(line.text)))]
    joined = _JOINED.match(line.text)
    if joined and is_title(_slice(line, 0, joined.end())):
        return [_slice(line, 0, joined.end()), _slice(line, joined.end(), len(line.text))]
    return [line]


def _words(line: Line) -> list[Line]:
    result: list[Line] = []
    at = 0
    for blank in _BLANKS.finditer(line.text):
        part = _slice(line, at, blank.start())
        if len(result) == _PARTS or len(part.text) > _SHORT or _STOP.search(part.text):
            break
        result.append(part)
        at = blank.end()
    return [*result, _slice(line, at, len(line.text))]


def _foot(lines: Sequence[Line]) -> list[Line]:
    """The last lines of a document; a 落款 that shares its line with the text is a line of its own."""
    result: list[Line] = []
    for line in lines[-_BELOW:]:
        dated = _DATED.match(line.text)
        if dated:
            result += [_slice(line, 0, dated.end("date")), _slice(line, dated.start("name"), len(line.text))]
        else:
            result += _closed(line) if len(line.text) > _SHORT and not line.row else [line]
    return result


def _closed(line: Line) -> list[Line]:
    stops = list(_STOP.finditer(line.text))
    if not stops or not _dates.closing(line.text[stops[-1].end() :].strip()):
        return [line]
    at = stops[-1].end()
    while line.text[at] in " 　":
        at += 1
    return [_slice(line, 0, stops[-1].end()), _slice(line, at, len(line.text))]


def _slice(line: Line, start: int, end: int) -> Line:
    return Line(line.start + start, line.start + end, line.text[start:end])
