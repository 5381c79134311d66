"""Shares: what a per cent is of, beside it in the sentence (A件，占P%; A为B的P%) or named elsewhere (占县区的P%)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.audit._interval import exact
from pipeline.audit._recount import Term, change, made, names
from pipeline.audit._recount_parts import total_of
from pipeline.audit._recount_percent import rate
from pipeline.audit._recount_scene import Scene, alike, linked, quotient, settled
from pipeline.records import Check

_SHARE = re.compile(r"占(?P<of>[^，,。；;占]{0,16})$")
_BESIDE = re.compile(r"^[^，,。；;、0-9]{0,24}[，,、（(]?(?:约|大约|共|合计|分别)?$")
_AMONG = re.compile("(?<!其)中")  # 专任教师中本科以上学历81人 names its own whole
_IS_SHARE = re.compile(r"[，,（(]?\s?占")  # 达标20个，占50%；基本达标16个，占40%: no whole of the other
_OF_FIGURE = re.compile(r"^[\u4e00-\u9fff]{0,6}的(?:约|近|达)?$")
_STEM = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:信息|事项|案件|业务|问题|件)?$")
_TOTAL = re.compile(r"全[县市区镇乡省州旗局院校部]?|总[数量额]?|应有?|的|其|比[例重]?|所有|数|约|近|达|到")
_MISSING = re.compile(r"^[（(](?P<names>[^（）()0-9]{2,30}?)(?:尚?未|没有|暂未|除外|待)[^（）()]*[)）]")


def shares(scene: Scene) -> list[Check]:
    """The checks of the per cents of one sentence."""
    percents = [t for t in scene.group if t.unit == "%" and change(scene.text, t) == 0]
    found = _respective(scene, percents)
    done = {start for check in found for start in check.starts}
    for term in percents:
        check = None if term.start in done else _of_figure(scene, term) or _share(scene, term) or rate(scene, term)
        if check is not None:
            found.append(check)
    return found


def _of_figure(scene: Scene, term: Term) -> Check | None:
    """产值1.62亿元，完成任务1.56亿元的103.8%: the figure right before the per cent is the whole."""
    earlier = scene.counted(term)
    if not earlier or not _OF_FIGURE.match(scene.text[earlier[-1].end : term.start]):
        return None
    whole = earlier[-1]
    parts = [t for t in earlier[:-1] if alike(t, whole) and change(scene.text, t) == 0][::-1]
    return settled(term, [(part, whole) for part in parts], certain=len(parts) == 1)


def _share(scene: Scene, term: Term) -> Check | None:
    """A件，占P%: the share of the figure right before 占 in a whole before it."""
    lead = _SHARE.search(scene.text, max(0, term.start - 24), term.start)
    earlier = scene.counted(term)
    if lead is not None and (named := _named(scene, term, lead, earlier)):
        return named
    if lead is None or not earlier or not _BESIDE.match(scene.text[earlier[-1].end : lead.start()]):
        return None
    part, of = earlier[-1], _TOTAL.sub("", lead["of"])
    fit = [t for t in earlier[:-1] if alike(t, part) and t.value >= part.value]
    wholes = [t for t in fit if not _IS_SHARE.match(scene.text, t.end)]
    clause = re.split("[，,；;。]", scene.text[max(0, part.start - 20) : part.start])[-1]
    before = [t for t in scene.before[-8:] if alike(t, part) and t.value >= part.value]
    certain = len(wholes) == 1 and not _AMONG.search(clause)
    certain = certain and (not of or of in scene.text[max(0, wholes[0].start - 16) : wholes[0].end + 8])
    far = [t for t in scene.far(part) if t.value >= part.value and linked(scene, t, part, of)]
    shared = [t for t in scene.around(term) if alike(t, part) and _IS_SHARE.match(scene.text, t.end)]
    if not wholes and len(shared) > 2 and (divided := _divided(scene, shared)):
        return _of_whole(term, part, divided)
    near = [*wholes[::-1], *(t for t in fit[::-1] if t not in wholes), *before[::-1]]
    return settled(term, [(part, whole) for whole in (near or far)], certain) or settled(
        term, [(part, whole) for whole in far], certain=False
    )


def _named(scene: Scene, term: Term, lead: re.Match[str], earlier: Sequence[Term]) -> Check | None:
    """公开2460条，其中财务类1120条，其他560条，财务类信息占45.5%: the part is named again behind the list."""
    subject = re.split("[，,；;。、]", scene.text[max(0, lead.start() - 20) : lead.start()])[-1]
    stem = _STEM.match(subject.strip())
    if stem is None or len(earlier) < 3:
        return None
    clauses = {t.start: re.split("[，,；;。、]", scene.text[max(0, t.start - 14) : t.start])[-1] for t in earlier}
    parts = [t for t in earlier[1:] if stem["noun"] in clauses[t.start]]
    if len(parts) != 1 or not alike(parts[0], earlier[0]):
        return None
    divided = "其中" in scene.text[earlier[0].end : parts[0].start]
    return settled(term, [(parts[0], earlier[0])], certain=divided)


def _respective(scene: Scene, percents: Sequence[Term]) -> list[Check]:
    """甲达到8个（乙镇未建成），丙达到7个，覆盖率分别达到88.9%和70%: each rate with its own figure."""
    lead = scene.text[max(0, percents[0].start - 8) : percents[0].start] if percents else ""
    if len(percents) < 2 or "分别" not in lead:
        return []
    counted = [t for t in scene.group if t.kind != "percent" and t.end <= percents[0].start][-len(percents) :]
    if len(counted) < len(percents):
        return []
    whole = _divided(scene, counted) if "占" in lead else None
    shared = [_of_whole(percent, part, whole) for percent, part in zip(percents, counted, strict=True) if whole]
    return shared or [_of_known_gap(scene.text, percent, part) for percent, part in zip(percents, counted, strict=True)]


def _divided(scene: Scene, parts: Sequence[Term]) -> Term | None:
    """The figure before the parts that they make up: 信访总量1248件，其中来信312件、来访936件，分别占25%和75%."""
    total = total_of(parts)
    told = [t for t in (*scene.before, *scene.group) if t.end <= parts[0].start and t.kind != "percent"]
    return next((t for t in told[::-1] if alike(t, parts[0]) and t.interval.value == total.value), None)


def _of_whole(percent: Term, part: Term, whole: Term) -> Check:
    found = quotient(percent, part.interval, whole.interval)
    computed, result = found or (None, "open")
    return made("percent", percent.value, computed, result, [percent, part, whole])


def _of_known_gap(text: str, percent: Term, part: Term) -> Check:
    """The rate over the figure and those that the bracket after it names as missing; open where no base is told."""
    gap = _MISSING.match(text[part.end : part.end + 40])
    if gap is None:
        return made("percent", percent.value, None, "open", [percent, part])
    missing = names(gap["names"])
    found = quotient(percent, part.interval, part.interval + exact(len(missing)))
    if found is None:
        return made("percent", percent.value, None, "open", [percent, part])
    start = part.end + gap.start("names")
    named = (text[start : start + len(gap["names"])], start, start + len(gap["names"]))
    return made("percent", percent.value, found[0], found[1], [percent, part, named])
