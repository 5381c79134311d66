"""Where one document ends and the next begins without a compiler's line between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.structure import _dates, _markers
from pipeline.structure._lines import Line, finished
from pipeline.structure._names import titled
from pipeline.structure._titles import is_essay, is_title, stem

_ANNOUNCES = re.compile(r"(?:如下|特制[定订]|制[定订](?:本|如下|以下)|现制[定订]|现将)")
_OPENS = re.compile(
    r"(?:为了?(?!此)|根据|按照|依照|今年|去年|近年|[一二三四五六七八九十两]年来|20[0-9xX]{2}年|上半年|自|遵照|在.{2,40}(?:领导|指导)下)"
)
_CLOSES = re.compile(r"(?:总之|综上|特此|以上|在今后|今后|下一步|我们(?:将|相信))")
_APPENDS = re.compile(r"(?:附件|附[:：]|附表|主题词|抄送|抄报|联系人|联系电话|公开方式|（?此件|印发)")
# A line with nothing but the word stands above an appendix.
APPENDED = re.compile(r"附(?:件|录)?[ 　]?[0-9一二三四五六]?[ 　]?[:：]?")
# Endings that a title shares with headings inside a document, so that alone they part nothing.
HEADING = re.compile(
    r"(?:情况|安排|打算|思路|分工|回顾|标准|目录|清单|流程|对策)$"
    r"|^(?:下一?步|今后|明年|来年|20[0-9xX]{2}年)?的?(?:主要|重点|具体)?(?:工作)?(?:计划|要点)$"
)
_COLOPHON = re.compile("[^。；，]{4,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发")
_ISSUES = re.compile(r"(?:印发|转发|公布|发布|下发)")
# Markers that number the parts of a whole document, so that their 1 begins one.
_OUTER = frozenset({"part", "chapter", "cn", "article"})
# A title that alone parts two documents has at least so many characters.
_TITLE = 9
# The name of an appendix has at most so many characters.
_NAMED = 45
# After a date at the foot a document has at least so many characters (the shortest one met has 320).
_NEXT = 80
# An opening paragraph has at least so many characters, an ended document so many on at least two lines.
_PARAGRAPH, _ENDED = 30, 100
# How many lines around a line are looked at, so that no text takes quadratic time.
NEAR = 200


def turns(part: Sequence[Line]) -> list[int]:
    """Where a new document begins: after a 落款 with its date, or where the numbering and the opening start anew."""
    issued = any(_ISSUES.search(line.text) for line in part[:6] if len(line.text) <= 60)
    found: list[int] = []
    start = highest = 0
    for at, line in enumerate(part):
        marker = _markers.at_line(line.text, 0)
        if marker and marker.kind in _OUTER:
            if marker.value == 1 and highest >= 2 and marker.kind == "cn":
                turn = _opening(part, max(start, found[-1] if found else 0), at)
                if turn and turn not in found:
                    found.append(turn)
                    start = turn
            highest = marker.value
        elif _appended(part, start, at) or (not issued and _titles_anew(part, start, at, highest)):
            found.append(at)
            start, highest = at, 0
        if not issued and _signed_off(part, start, at):
            found.append(at + 1)
            start, highest = at + 1, 0
    return found


def _titles_anew(part: Sequence[Line], start: int, at: int, highest: int) -> bool:
    """Whether line ``at`` is a title after which the numbering starts anew, or a new document's opening stands."""
    line = part[at]
    if not stands_alone(line) or len(line.text) < _TITLE:
        return False
    essay = is_essay(line.text)
    if HEADING.search(stem(line.text)) and not essay:
        return False
    if highest >= 2:
        marks = (m for x in part[at + 1 : at + 1 + NEAR] if (m := _markers.at_line(x.text, 0)) and m.kind in _OUTER)
        following = next(marks, None)
        if following is not None and following.value == 1:
            return True
    before = sum(len(x.text) for x in part[max(start, at - NEAR) : at]) if at - start > 1 else 0
    if before < _ENDED or at + 1 >= len(part) or not finished(part[at - 1].text):
        return False
    opening = part[at + 1].text
    opens = len(opening) >= _PARAGRAPH and _markers.at_line(opening, 0) is None
    return opens and (essay or bool(titled(line.text) and (_OPENS.search(opening) or _ANNOUNCES.search(opening))))


def _appended(part: Sequence[Line], start: int, at: int) -> bool:
    """Whether line ``at`` names an appendix of running text, so that the appendix is a document."""
    if at - start < 3 or not APPENDED.fullmatch(part[at - 1].text) or len(part[at].text) > _NAMED:
        return False
    after = part[at + 1 : at + 1 + NEAR]
    prose = sum(len(line.text) for line in after if finished(line.text) and not line.row)
    return not finished(part[at].text) and not part[at].row and prose >= _NEXT


def _signed_off(part: Sequence[Line], start: int, at: int) -> bool:
    """Whether line ``at`` is the date under a document, or who printed it when, with enough before it and after it."""
    line = part[at]
    printed = _COLOPHON.fullmatch(line.text) is not None
    if at - start < 3 or at + 2 >= len(part) or not (printed or _dates.closing(line.text)) or line.text[0] in "(（":
        return False
    before = sum(len(x.text) for x in part[max(start, at - NEAR) : at])
    after = part[at + 1 : at + 1 + NEAR]
    if before < 100 or sum(len(x.text) for x in after) < _NEXT or _APPENDS.match(after[0].text):
        return False
    above = part[at - 1].text
    titled = stands_alone(after[0]) and len(after[0].text) >= _TITLE
    if printed:
        return titled
    return (
        len(line.text) > 14
        or titled
        or (len(above) <= 30 and not re.search("[。；，]", above) and not first(part[at - 1]))
    )


def _opening(part: Sequence[Line], start: int, at: int) -> int | None:
    """The first line of a document whose 一、 is line ``at``, where the paragraphs above it open one."""
    above = at
    while above - 1 > start and _markers.at_line(part[above - 1].text, 0) is None and at - above < 6:
        above -= 1
    for number in range(above, at):
        text = part[number].text
        if _CLOSES.match(text):
            continue
        title = is_title(part[number], 6)
        announced = any(_ANNOUNCES.search(line.text[-60:]) for line in part[number:at])
        if announced and (title or _OPENS.match(text)):
            return number
    return None


def stands_alone(line: Line) -> bool:
    """Whether the line can be a compiler's title: a title's words without a list marker."""
    return is_title(line, 6) and _markers.at_line(line.text, 0) is None


def first(line: Line) -> bool:
    """Whether the line begins with 一、."""
    marker = _markers.at_line(line.text, line.start)
    return marker is not None and marker.kind == "cn" and marker.value == 1
