"""Deductions in running text: the clause that ends in 扣N分, its reason, its price and what it required."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline import numerals
from pipeline.facts._entries import MASKED, is_masked

_NUMBER = rf"(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[零一二两三四五六七八九十半]+(?:点[零一二三四五六七八九]+)?|{MASKED})"
_RANGE = rf"(?:\s?[-—~～至到]\s?{_NUMBER})?"
_TAKEN = re.compile(
    rf"(?P<total>共计?|合计|累计|总共|一共|小计|总计)?(?:[倒酌]情?)?(?:扣[除减掉去罚]?|减[去掉扣]?)(?:了|去)?\s?(?P<points>{_NUMBER})(?P<range>{_RANGE})\s?分(?!钟|别|之|管)"
    rf"|(?<![0-9０-９一-十])[-－–—]\s?(?P<minus>[0-9０-９]+(?:[.．][0-9０-９]+)?)\s?分(?!钟|别|之)"
    rf"|不(?:予?得|给|计)分?\s?分?[（(](?:该项|本项|此项|共|满分|分值)?(?:目?(?:分值|满分|计|为))?\s?(?P<whole>{_NUMBER})\s?分[)）]"
    rf"|(?:该项|本项|此项)(?:目?(?:分值|满分|计|为)?)?\s?(?P<whole2>{_NUMBER})\s?分?\s?[,，]?(?:不得分|全扣|扣完|不给分|不予得分|计零分|全部扣除)"
)
_BRACKETED = re.compile(rf"[（(]\s?(?:扣|-|－)?\s?(?P<points>{_NUMBER})\s?分?[)）]")
_BRACKET_CUE = re.compile(
    r"(?:扣分|失分|被扣)(?:原因|事项|项目?|情况|理由|说明|依据|点|问题|内容)?(?:主要)?(?:有|是|为)?[:：]"
)
_SENTENCE = set("。；;！!？?\n\t")
_LEAD = re.compile(
    rf"^[\s,，、:：)）]*(?:(?:[0-9]{{1,2}}[、.．)）]|[（(][0-9一二三四五六七八九十]{{1,3}}[)）]|[①-⑳]|[一二三四五六七八九十]是)\s?)?"
    r"(?:其中[,，:：]?|(?:主要|具体)?(?:扣分|失分)(?:原因|事项|项目?|情况|理由|依据|点)?(?:主要)?(?:有|是|为)?[:：]|(?:主要)?原因(?:是|为)?[:：,，]?|(?:存在)?(?:主要|的)*问题[:：]|但?因(?=[\u4e00-\u9fff])|由于)?"
    r"(?:\s?(?:[0-9]{1,2}[、.．)）]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]是)\s?)?"
)
_TAIL = re.compile(r"[,，:：、\s—\-]*(?:[被应须按共合计累]|予以|给予|酌情|依规|相应|一次性)?$")
_PER = re.compile(
    r"(?P<cut>[,，]?(?:每)?(?:发生|出现|发现)?一(?P<per>起|次|例|件|条|项|个|人|处|份|篇|天|名|期|户|家))$"
)
_EACH = re.compile(
    r"每(?:[\u4e00-\u9fff]{0,6}?)(?:[一1]\s?)?(?P<per>个百分点|起|次|例|件|条|项|个|人|处|份|篇|天|日|名|期|户|家|宗|笔|场|票|%|月|季度?|村|门|台)[\u4e00-\u9fff]{0,8}[,，]?$"
)
_RULE = re.compile(
    r"的[,，]?$|^每|[,，]每|^凡|^对[^,，]{2,30}的|^(?:未|不|无|没有|发生|迟报|漏报|逾期)[^,，。]{1,40}的[,，]"
)
_NEED = re.compile(
    r"(?:规定|要求|应|应当|须|必须|需|计划|不少于|不低于|至少|任务|标准|目标)[^,，;；。(（]{0,14}?(?P<required>[0-9０-９.]+|[一二两三四五六七八九十百千]+)\s?(?P<unit>人次|个|次|篇|条|件|份|期|场|项|人|家|户|处|天|台|块|本|册|名|%|％|万元|元|小时|学时)"
)
_DONE = re.compile(
    r"(?:只|仅|实际|实|才|共|已|完成)[^0-9０-９,，;；。一二三四五六七八九十]{0,12}?(?P<actual>[0-9０-９.]+|[零一二两三四五六七八九十百千]+)\s?(?P<unit>人次|个|次|篇|条|件|份|期|场|项|人|家|户|处|天|台|块|本|册|名|%|％|万元|元|小时|学时)"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One deduction as found; ``points_start`` is where the points stand."""

    start: int
    end: int
    reason: str
    points: Decimal | None
    per: str | None = None
    required: Decimal | None = None
    actual: Decimal | None = None
    rule: bool = False
    masked: bool = False
    unit: str | None = None
    unit_ordinal: int | None = None


def taken(text: str, heads: Sequence[tuple[int, str | None]] = ()) -> list[Taken]:
    """The deductions of ``text``; ``heads`` are the ends of what leads an entry (a unit and its score)."""
    matches = sorted([*_matches(text), *_brackets(text)], key=lambda m: m.start())
    stops = [end for end, _ in heads]
    found: list[Taken] = []
    previous = 0
    for match in matches:
        if match.start() < previous:
            continue
        one = _one(text, match, max([previous, *(s for s in stops if s <= match.start())]))
        if one is not None and not _merged(found, one, match, text):
            found.append(one)
        previous = match.end()
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    return _TAKEN.finditer(text) if re.search("扣|减|不得分|不给分|[-－—–]", text) else iter(())


def _brackets(text: str) -> Iterator[re.Match[str]]:
    """(2分) counts as a deduction only in what a line tells as 扣分原因."""
    for cue in _BRACKET_CUE.finditer(text):
        stop = text.find("\n", cue.end())
        yield from _BRACKETED.finditer(text, cue.end(), len(text) if stop < 0 else stop)


def _one(text: str, match: re.Match[str], floor: int) -> Taken | None:
    begin = _clause_start(text, match.start(), floor)
    lead = _LEAD.match(text[begin : match.start()])
    start = begin + (lead.end() if lead else 0)
    reason = text[start : match.start()]
    reason = reason[: len(reason) - len(m[0])] if (m := _TAIL.search(reason)) else reason
    if not reason:
        return (
            None
            if "total" not in match.re.groupindex or not match["total"]
            else Taken(match.start(), match.end(), "", _points(match))
        )
    written = _written(match)
    per = _PER.search(reason) or _EACH.search(reason)
    rule = _RULE.search(reason) is not None and not (match.groupdict().get("total"))
    cut = reason[: _PER.search(reason).start()] if _PER.search(reason) and not _EACH.search(reason) else reason  # type: ignore[union-attr]
    needed, actual = required(reason)
    return Taken(
        start, match.end(), cut.rstrip(",，、:： ") or reason, _points(match), per["per"] if per else None, needed, actual,
        rule, is_masked(written),
    )  # fmt: skip


def _clause_start(text: str, end: int, floor: int) -> int:
    """Where the clause begins: after the last sentence mark outside brackets, or the deduction before."""
    depth, at = 0, end
    while at > floor:
        char = text[at - 1]
        if char in ")）":
            depth += 1
        elif char in "(（" and depth:
            depth -= 1
        elif char in _SENTENCE and (depth == 0 or char in "\n\t") and text[at:end].strip(" ,，\n\u3000"):
            break
        at -= 1
    return at


def _written(match: re.Match[str]) -> str:
    return next(v for k, v in match.groupdict().items() if k in ("points", "minus", "whole", "whole2") and v)


def _points(match: re.Match[str]) -> Decimal | None:
    if match.groupdict().get("range"):
        return None
    written = _written(match)
    if written == "半":
        return Decimal("0.5")
    figure = numerals.parse(written)
    return figure.value if figure else None


def required(reason: str) -> tuple[Decimal | None, Decimal | None]:
    """What was required and what was done (规定不少于6次只召开了2次), in one unit."""
    need = _NEED.search(reason)
    if need is None:
        return None, None
    done = _DONE.search(reason, need.end())
    if done is None or done["unit"] != need["unit"]:
        return None, None
    first, second = numerals.parse(need["required"]), numerals.parse(done["actual"])
    return (first.value, second.value) if first and second else (None, None)


def _merged(found: list[Taken], one: Taken, match: re.Match[str], text: str) -> bool:
    """共扣3分 after 每少一次扣1分 is the sum of that deduction; after several it only adds them up."""
    if not match.groupdict().get("total") or not found:
        return False
    last = found[-1]
    if text[last.end : one.start].strip(" ,，、") and one.reason:
        return False
    if last.per is not None:
        found[-1] = replace(last, end=one.end, points=one.points, rule=False, masked=one.masked)
    return True
