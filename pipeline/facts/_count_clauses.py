"""Where the clause and the phrase around a count begin and end, and what only leads to their noun."""

from __future__ import annotations

import functools
import re

from pipeline import segment
from pipeline.facts import _count_words as words

_EDGE = set("，,。；;：:！!？?\n\t\u3000")
# A line's end before a figure, no heading and no number of a list; and a long line that breaks off there.
_BREAK = re.compile(r"(?<=[\u4e00-\u9fff])\n(?=[近约超逾共]?[0-9０-９]+(?![0-9０-９]|[.．][^0-9０-９]|[、）)年月]))")
_MARK = re.compile("[，,。；;、：:]")
_LONG = 12
_BETWEEN = re.compile("[\u4e00-\u9fff][.． ][\u4e00-\u9fff]{2}")
_OPEN, _CLOSE = set("（(《"), set("）)》")


def phrase_end(text: str, start: int) -> int:
    """Where the phrase that begins at ``start`` ends: a mark of punctuation, a bracket with a figure, 60 characters."""
    depth = 0
    for at in range(start, min(len(text), start + 60)):
        char = text[at]
        if char in _EDGE and (depth == 0 or char == "\n"):
            return at
        if char in _OPEN:
            close = min((i for i in (text.find(c, at, at + 10) for c in _CLOSE) if i > 0), default=-1)
            if at == start or close < 0 or any(c.isdigit() for c in text[at:close]):
                return at
            depth += 1
        elif char in _CLOSE:
            if depth == 0:
                return at
            depth -= 1
    return min(len(text), start + 60)


def clause(text: str, end: int, floor: int) -> str:
    """The words before a number in its clause, without what only leads to the number."""
    start = clause_start(text, end, floor)
    told = words.BASIS.sub("", text[start:end])
    return words.TAIL.sub("", words.OF_COUNTED.sub("", told) if start == floor else told)


def joined(text: str) -> str:
    """``text`` with a blank for each line's end that falls between a noun and its figure (出动执法人员⏎4860人次)."""
    return _BREAK.sub(lambda match: " " if _wrapped(text, match.start()) else "\n", text)


def _wrapped(text: str, end: int) -> bool:
    return _MARK.search(text, text.rfind("\n", 0, end) + 1 + _LONG, end) is not None


@functools.lru_cache(maxsize=16)
def clause_start(text: str, end: int, floor: int) -> int:
    """Where the clause begins that a number at ``end`` stands in, ``floor`` at the earliest."""
    depth, at = 0, end
    while at > max(floor, end - 80):
        char = text[at - 1]
        if char in _CLOSE:
            depth += 1
        elif char in _OPEN:
            if depth == 0:
                break
            depth -= 1
        elif (char in _EDGE or _parts(text, at - 1)) and (depth == 0 or char == "\n"):
            break
        at -= 1
    return at


def _parts(text: str, at: int) -> bool:
    """执法监察.动态巡查, 强化管理 组建队伍: a stop or blank between two words parts them."""
    return text[at] in ".． " and bool(_BETWEEN.match(text, at - 1)) if at else False


def stripped(phrase: str) -> str:
    """The phrase without what only leads to its noun: times, adverbs, prepositions, 其中."""
    while match := words.LEAD.match(phrase):
        phrase = phrase[match.end() :]
    first, flag = next(iter(segment.tagged(phrase[:8])), ("", ""))
    if flag == "t" and len(first) > 1 and len(phrase) - len(first) > 2:
        return stripped(phrase[len(first) :])
    return phrase.strip(" \u3000")
