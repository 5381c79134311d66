"""The role of a section: from its words, else from its parent, its place and the kind of the document."""

from __future__ import annotations

import functools
import re

from pipeline import words

# Headings about doing away with problems name measures or plans, not problems.
_MENDS = re.compile(
    r"(?:补齐?|解决|整改|查找|查摆|聚焦|围绕|针对|化解|破解|处理|处置|回应|着力|整治|纠正|治理)(?!出|到|发现|后|中)"
)
_MENDED = re.compile("(?<![未没])(?:整改|解决|办结|完成)(?:到位|完成|落实|完毕)?$")
# What may stand before such a word: 补短板 and 添亮点 are deeds.
_BEFORE = re.compile(
    r"(?:[的中，,、和与及年度还仍然们上内有局县市镇乡院校区]|关于|工作|方面|公开|服务|建设|管理|情况|哪些|什么)$"
)
_ACTS = re.compile(
    r"(?:加强|加大|健全|完善|规范|突出|强化|统一|结合|建立|推进|创新|拓[宽展]|落实|提高|提升|注重|严格|优化|深化|狠抓|抓[好住实]|用好|补[齐上]"
    r"|做好|开展|组织|明确|领导|高度|积极|认真|切实|大力|扎实|坚持|不断|全[面力]|着力|紧[扣抓紧]|精心|构[建筑]|夯实|搞好|广泛|多措)"
)
_AHEAD = re.compile(r"(?:要|将|继续|进一步|努力|力争)")
# What a body is and has, told in its 基本情况.
_STATE = re.compile(r"机构(?:设置|概况|人员)|人员|编制|职责|职能|人口|面积|自然|历史|概况|资源|经济")
_NAMED = frozenset({"problems", "achievements", "principles", "plans"})
# What has been put right in a report on that: 价格公示问题.
_TOPIC = re.compile(r"(?!存在|主要|突出|具体|其他|有关|反馈|发现)[\u4e00-\u9fff]{2,12}(?<!的)问题")
# What is said to be amiss under a part on failings is one of them, whatever it is about (公开内容不全).
_AMISS = re.compile("不(?!断|少|仅)|未|缺|[弱差低慢少松]$|滞后|单一|有待|欠")
_NEXT = re.compile(r"下|今后|未来|[明来新]年|20|建议|打算|努力方向")
_REPORTS = frozenset({"self_report", "inspection"})
_INHERITED = frozenset({"problems", "plans", "principles", "measures", "achievements", "results"})
# A child's own words overrule its parent where the heading is hardly more than those words.
_PLAIN = 14


@functools.cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each role with one pattern of all its words for a ``kind`` of document."""
    by_role: dict[str, list[str]] = {}
    for role, kinds, pattern in words.rows("roles.tsv"):
        if kinds == "*" or kind in kinds.split(","):
            by_role.setdefault(role, []).append(pattern)
    return tuple((role, re.compile("|".join(f"(?:{p})" for p in found))) for role, found in by_role.items())


@functools.cache
def _whole(kind: str) -> re.Pattern[str]:
    chosen = [r[2] for r in words.rows("roles.tsv") if r[0] != "other" and (r[1] == "*" or kind in r[1].split(","))]
    one = "|".join(f"(?:{p})" for p in chosen)
    return re.compile(f"(?:{one}){{1,2}}(?:工作)?")


@functools.lru_cache(maxsize=4096)
def worded(heading: str, kind: str) -> str | None:
    """The role that the words of ``heading`` name; of several the one named first."""
    best: tuple[int, int, str] | None = None
    for role, pattern in _patterns(kind):
        match = pattern.search(heading)
        if match is None or not _stands(heading, match, role):
            continue
        found = (match.start(), -match.end(), role)
        best = min(best, found) if best else found
    return best[2] if best else None


def _stands(heading: str, match: re.Match[str], role: str) -> bool:
    """Whether the words found name the part, and are not what a verb before them does away with, adds or sets."""
    if role not in _NAMED:
        return True
    mends = _MENDS.match(heading)
    if role == "problems" and mends and mends.end() <= match.start() + 2:
        return False
    if role == "problems" and _MENDED.search(heading[: match.start()]):
        return False
    if role == "principles" and _ACTS.match(heading):
        return False
    return (
        match.start() == 0
        or match.group().startswith("的")
        or bool(_BEFORE.search(heading[: match.start()]) or _NEXT.match(match.group()))
    )


def settles(heading: str, kind: str) -> bool:
    """Whether the words of ``heading`` name a role or an act, so that what stands below it need not be asked."""
    return worded(heading, kind) is not None or _ACTS.match(heading) is not None


@functools.lru_cache(maxsize=4096)
def names_role(heading: str, kind: str) -> bool:
    """Whether ``heading`` is nothing but words that name a role, so that it needs no marker to be a heading."""
    return _whole(kind).fullmatch(heading.replace(" ", "").replace("　", "")) is not None


def role(heading: str, kind: str, parent: str | None, before: str | None, told: str | None = None) -> str:
    """The role of a section under ``parent`` (its role), after a sibling with the role ``before``.

    ``told`` is the role that the document's title gives all that names none itself (问题清单).
    """
    heading = heading.replace(" ", "").replace("　", "")
    own = worded(heading, kind)
    if heading.startswith("关于") and (kind == "self_report" or parent is not None):
        own = None
    plain = own is not None and len(heading) <= _PLAIN
    if own == "measures" and (kind == "plan" or parent == "plans"):  # 落实整改措施 among the demands is still to do
        own = "plans"
    if parent == "plans" and _ACTS.match(heading):  # 用好评估结果 among the demands is one
        return parent
    if parent == "problems" and _AMISS.search(heading):
        return parent
    if parent == "measures" and own == "problems" and _TOPIC.fullmatch(heading):
        own = None
    if parent in _INHERITED:
        return own if own is not None and plain and own != "other" else parent
    if own is not None and (parent is None or plain):
        return own
    if kind == "plan" or (kind == "rules" and (_ACTS.match(heading) or _AHEAD.match(heading))):
        return "plans"
    if told is not None and parent is None:
        return told
    if kind not in _REPORTS:
        return parent or "other"
    if parent is None and (before == "plans" or (before == "problems" and _AHEAD.search(heading))):
        return "plans"
    return "measures" if parent != "other" and not _STATE.search(heading) else parent or "measures"
