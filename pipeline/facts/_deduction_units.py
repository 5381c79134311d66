"""Whose points a clause takes off: a unit before a colon or a fault, several units at once, several faults in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline import numerals
from pipeline.facts import _deduction_words as words
from pipeline.facts._entry_names import NAME, is_masked, is_named, is_unit, leading

_SHARED = re.compile(r"(?P<each>各自?|均|都|每个?(?:单位|乡镇|部门|[乡镇村]|街道|窗口|学校|科室)|分别)(?:被|应|各)?$")
_MORE = re.compile(
    r"\s?(?:[、,，和及]|以及)\s?(?:[扣减])?(?P<points>[0-9０-９]+(?:[.．][0-9０-９]+)?|[一二两三四五六七八九十半]+)\s?分(?!钟|别|之)"
)
# 和 stands inside a name (发展和改革局) or between two, never both: hostile lists can't be read in many ways.
_NAMED = "改革|计划|社会保障|城乡|信息化|旅游|规划|科技|体育|健康|新闻"
_AND = rf"(?:[、及与]|和(?!{_NAMED}))"
_PLACE = (
    rf"(?:(?!{_AND})[\u4e00-\u9fff]){{1,14}}?"
    r"(?:乡|镇|街道|办事处|苏木|局|委员会|[发卫教经]改?委|办公室|村|社区|小学|中学|学校|幼儿园|医院|卫生院|学院|公司"
    r"|县|区|市|旗|厅|税务所|派出所|法庭|法院|检察院|银行|团委|妇联|残联|科协|文联|侨联|工商联|总工会|党校|图书馆|档案馆|供销社|信用社|联社|窗口|中心|大队|支队|财政所|司法所|国土所)"
)
_LIST = rf"(?:{_PLACE}(?:{_AND}{_PLACE})+(?:等(?:[0-9]+|[一二三四五六七八九十两]+)?[家个]?(?:单位|部门|乡镇)?)?)"
_FIRST = re.compile(rf"^(?P<units>{_LIST})[,，]?(?:均|都)?(?:因为?|由于)?[,，]?(?P<reason>(?![、和及与,，]).{{3,}})$")
_LAST = re.compile(rf"^(?P<reason>.{{3,}}?)的?(?:[,，:：]|(?:单位)?[有是为][:：]?)(?P<units>{_LIST})[,，]?$")
_ONLY = re.compile(rf"^(?P<units>{_LIST})[,，]?(?P<reason>)$")
# “西山县水利局”网站首页连续21天未更新
_QUOTED = re.compile(
    r"^(?:[^，,。；;“”]{2,16}[，,])?[“\"「](?P<unit>[^“”\"「」]{2,20})[”\"」](?:政府|门户)?(?:网站|公众号|微博|平台|账号)?(?:有)?(?P<reason>.{3,})$"
)
# 住建、国土、人社窗口各有1人迟到, 站前、文峰两街道店外经营: the last word belongs to each name.
_STEMS = re.compile(
    r"^(?P<stems>(?:[\u4e00-\u9fff]{2,4}[、和])+[\u4e00-\u9fff]{2,4}?)(?:[两三四五六2-6]个?)?"
    r"(?P<kind>窗口|街道|镇|乡|村|局|中学|小学|卫生院)(?P<reason>(?![、和及与,，级]).{3,})$"
)
_BECAUSE = re.compile(rf"^(?P<unit>{NAME})(?:因|由于)(?!公出|公务|此)(?P<reason>.{{3,}})$")
_COLON = re.compile(rf"^(?P<unit>(?![我本该各全其]){_PLACE})[:：]\s?(?P<reason>.{{2,}})$")
_BEHIND = re.compile(
    r"\s?(?:的(?:单位|乡镇|部门|村|窗口|学校)?(?:分别)?(?:有|是|为)?[:：]?|[,，]?(?:共|计|涉及|包括|分别[是为])?[0-9一二三四五六七八九十]{0,3}[家个]?(?:单位|乡镇|部门)?[:：])\s?(?P<units>[^。；;，,\n:：]{2,80})(?=[。；;,，\n]|$)"
)
_AND_RE = re.compile(_AND)
# A body that notices, checks or asks is no body that loses points (县政府督查室通报一次扣1分).
_GOES_ON = re.compile(
    r"[,，:：]?\s?(?P<reason>(?![、和及与,，等]|对[^,，]{2,12}(?:通报|批评|约谈)|通报|批评|抽?检查|抽查|督[查办促]|考核|交办|要求|布置|下[发达]|安排|组织的|领导)"
    r".{2,})$"
)
_FAULTS = re.compile(r"[、，,]|以及|和(?=未|没有|无|不)")


@dataclass(frozen=True, slots=True)
class Named:
    """The unit at the head of a clause (None where masked), where the reason begins, and how far the unit is meant."""

    unit: str | None
    begins: int
    ends: str


def named(reason: str) -> Named | None:
    """The unit that a clause names first: 县水务局因…, 石桥乡：…, 大湾村财务公开未逐笔列明."""
    quoted = _QUOTED.match(reason)
    if quoted and is_unit(quoted["unit"]):
        return Named(_unmasked(quoted["unit"]), quoted.start("reason"), "。；;\n")
    match = _COLON.match(reason) or _BECAUSE.match(reason)
    if match and is_named(match["unit"]):
        ends = "\n" if match.re is _COLON else "。；;\n"
        return Named(_unmasked(match["unit"]), match.start("reason"), ends)
    end = leading(reason)
    rest = _GOES_ON.match(reason, end) if end else None
    return Named(_unmasked(reason[:end]), rest.start("reason"), "。；;\n") if rest else None


def _unmasked(name: str) -> str | None:
    return None if is_masked(name) else name


def aside(reason: str) -> int:
    """How long what leads up to the unit is (每家应报6篇，马坝乡报送4篇); 0 where nothing does or no unit follows."""
    if named(reason):
        return 0
    for comma in re.finditer("[,，](?:其中)?", reason):
        before = reason[: comma.start()]
        if words.tells_fault(before) or len(re.findall("[（(]", before)) > len(re.findall("[）)]", before)):
            return 0
        if named(reason[comma.end() :]):
            return comma.end()
    return 0


def alone(told: str) -> str | None:
    """The unit, where the words before the points are nothing else (石桥乡扣2分：…)."""
    return told if is_unit(told) else None


def unshared(told: str) -> str:
    """The words before the points without what says that each unit loses them (各, 每个乡镇)."""
    return _SHARED.sub("", told).rstrip(",，")


def behind(text: str, at: int) -> tuple[int, list[str]]:
    """The units that follow the points (扣2分的单位有：教育局、水务局), and where they end."""
    match = _BEHIND.match(text, at)
    names = _AND_RE.split(re.sub(r"等(?:[^、]{0,6})$", "", match["units"])) if match else []
    return (match.end(), names) if match and all(map(is_unit, names)) else (at, [])


def several(
    text: str, start: int, match: re.Match[str], told: str
) -> tuple[int, list[tuple[str | None, str, str | None]]]:
    """Unit, reason and points as written (None: those of ``match``) of each, and where the last points end.

    各扣1分 takes them off each unit, 分别扣1分、2分 off unit by unit or, without units, fault by fault; else empty.
    """
    shared = _SHARED.search(text[start : match.start()].rstrip())
    if shared is None:
        return match.end(), []
    end, points = match.end(), [match.groupdict().get("points")]
    while shared["each"] == "分别" and (more := _MORE.match(text, end)):
        end, points = more.end(), [*points, more["points"]]
    told = unshared(told)
    list_ = _LAST.match(told) or _FIRST.match(told) or _ONLY.match(told)
    units: list[str | None] = []
    reasons = [told]
    if list_:
        units = list(re.split(_AND, re.sub(r"等(?:[^、]{0,6})$", "", list_["units"])))
        reasons = [list_["reason"].rstrip(",，:：") or told] * len(units)
    elif stems := _STEMS.match(told):
        units = [stem + stems["kind"] for stem in re.split("[、和]", stems["stems"])]
        reasons = [stems["reason"]] * len(units)
    elif len(points) > 1:
        reasons = _FAULTS.split(told)
    count = len(reasons)
    if count < 2 or len(points) not in (1, count):
        return match.end(), []
    return end, list(
        zip(units or [None] * count, reasons, points if len(points) == count else [None] * count, strict=True)
    )


def figure(written: str | None) -> Decimal | None:
    """The points as a value; None where they are those of the match."""
    parsed = numerals.parse(written) if written else None
    return parsed.value if parsed else None
