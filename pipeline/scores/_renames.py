"""Sentences that say a body was renamed or merged, with the date they give."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

_CUE = re.compile(r"更名|改名|改称|组建|合并|整合|撤销")
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_BODY = r"[\u4e00-\u9fff]{2,24}?(?:局|委员会|委|中心|镇|乡|街道|院|所|处|办公室|办)"
_END = r"(?=[，。；、,;:：（(“”原\s]|的|$)"
_BEFORE = re.compile(r"([\u4e00-\u9fff]{2,24}(?:局|委员会|委|中心|镇|乡|街道|院|所|处|办公室|办))$")
_RENAMED = re.compile(rf"(?:正式)?(?:更名|改名|变更|改称)(?:为|成)(?P<b>{_BODY}){_END}")
_LIST = r"[\u4e00-\u9fff、]{5,60}?"
_MERGED = (
    re.compile(
        rf"将(?P<list>{_LIST})的?(?:全部|相关)?(?:职责|职能)?(?:进行)?(?:整合|合并).{{0,30}}?(?:组建|成立|设立)(?P<b>{_BODY}){_END}"
    ),
    re.compile(
        rf"(?P<b>[我本][局委办镇乡院]|{_BODY})(?:于[\d年月日]{{4,11}})?由(?P<list>原?{_LIST})(?:合并|整合)(?:组建|而成|成立|设立)"
    ),
    re.compile(rf"(?P<list>{_LIST})(?:合并|整合)(?:组建|成立|设立|为)(?P<b>{_BODY}){_END}"),
    re.compile(rf"撤销(?P<list>{_LIST})[，,]?(?:设立|组建|成立)(?P<b>{_BODY}){_END}"),
)
_PARTS = re.compile(r"(?<=[局委办镇乡道心院所处会室])(?:[、和与及]|以及)原?")
_LEAD = re.compile(r"^(?:.*?(?:日起|月起|年起|起))?(?:原|现|由|将|把|经|即|决定)?")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_LONGEST = 600  # characters of a sentence; longer ones are lists or damage, and cost time
_OWN = re.compile(r"^[我本][局委办镇乡院]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence: what the bodies ``before`` became, as named there; ``date`` only where it gives the day."""

    before: tuple[str, ...]
    after: str
    date: datetime.date | None
    start: int
    end: int


def said(text: str, unit: str | None) -> Iterator[Said]:
    """All renames and mergers that ``text`` tells; 我局 is ``unit``, the body that speaks."""
    if not _CUE.search(text):
        return
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        if len(words) <= _LONGEST and _CUE.search(words):
            yield from _sentence(words, sentence.start(), unit)


def _sentence(words: str, at: int, unit: str | None) -> Iterator[Said]:
    found = next(_pairs(words), None)
    if found is None:
        return
    before, after = found
    if _OWN.match(after):
        if unit is None:
            return
        after = unit
    lead = len(words) - len(words.lstrip(" \u3000"))
    yield Said(before=before, after=after, date=_day(words), start=at + lead, end=at + len(words))


def _pairs(words: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for pattern in _MERGED:
        if found := pattern.search(words):
            parts = tuple(_LEAD.sub("", part) for part in _PARTS.split(found.group("list")) if part)
            if len(parts) > 1 and all(_BEFORE.fullmatch(part) for part in parts):
                yield parts, _LEAD.sub("", found.group("b"))
    if (found := _RENAMED.search(words)) and (old := _BEFORE.search(words[: found.start()])):
        yield (_LEAD.sub("", old.group(1)),), found.group("b")


def _day(words: str) -> datetime.date | None:
    found = _DATE.search(words)
    try:
        return datetime.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
