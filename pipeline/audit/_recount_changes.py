"""Differences and growth: 46个，较去年的40个增加6个; 由200张增加到250张，增长25%; 92.1%上升到95.7%，提高3.6个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.audit._interval import Interval, verdict
from pipeline.audit._recount import Term, change, made
from pipeline.audit._recount_scene import Scene, alike, linked
from pipeline.records import Check

_FROM = re.compile(r"(?:由|从)(?:[0-9]{4}年)?[^，,。；;0-9]{0,20}$")
_THAN = re.compile(r"(?:(?<![同环])比|较|相比)[^，,。；;]{0,16}$")
_BASE = re.compile(r"[^，,。；;]{0,4}(?:相比|的?基础上)")
_PAST = re.compile(r"(?:去年|上年|上一年|前年|同期|往年|原来|原有|改革前|整改前|首批)[^，,。；;]{0,12}$")
_NOW = re.compile(r"(?:今年|本年|现在|现有|目前|已有|达到?)[^，,。；;]{0,14}$")
_AIM = re.compile(r"(?:任务|目标|计划|指标|(?<![相供反响适对])应|要求)[^，,。；;]{0,6}$|预算[数为的是]{0,2}$")
_ALTOGETHER = re.compile(r"(?:共|合计|累计|总计)[\u4e00-\u9fff]{2}$")
_ELSE = re.compile("其中|[；;。]")
_COMPARED = re.compile(r"较|比|去年|上年|同期")
_POINTS = ("个百分点", "百分点")

Pair = tuple[Term, Term]


def changes(scene: Scene) -> list[Check]:
    """Every change of the sentence that tells what it is from and to."""
    found = []
    for at, term in enumerate(scene.group):
        sign = change(scene.text, term)
        if not sign:
            continue
        earlier = [*scene.before[-8:], *scene.group[max(0, at - 8) : at]]
        later = _bracketed(scene, term)
        if term.unit in ("%", "倍"):
            check = _growth(scene, term, sign, earlier, later)
        else:
            check = _difference(scene, term, sign, earlier, later)
        if check is not None and not _ELSE.search(_between(scene.text, term, check)):
            found += [check] if check.verdict != "fails" or _only(scene, term, check) else []
    return found


def _between(text: str, term: Term, check: Check) -> str:
    """What stands between the figures compared and the change, which may speak of something else (其中来访下降25%)."""
    return text[min(max(check.ends[1:]), term.start) : term.start]


def _only(scene: Scene, term: Term, check: Check) -> bool:
    """Whether the change can only be that of the figures compared: no other figure and no other change before it."""
    if _ALTOGETHER.search(scene.text, max(0, term.start - 8), term.start):
        return False
    first, last = min(check.starts[1:]), max(check.ends[1:])
    told = [t for t in scene.group if first < t.start < term.start and t.start not in check.starts]
    return not any(
        (t.unit == term.unit and change(scene.text, t)) or (t.start > last and t.kind != "percent") for t in told
    )


def _bracketed(scene: Scene, term: Term) -> list[Term]:
    """增长18%（上年为412条）: the figures in the bracket that follows."""
    if scene.text[term.end : term.end + 1] not in ("（", "("):
        return []
    close = min((at for at in (scene.text.find(mark, term.end) for mark in "）)") if at > 0), default=0)
    return [t for t in scene.group if term.end < t.start < close]


def _pairs(text: str, earlier: Sequence[Term], later: Sequence[Term]) -> tuple[list[Pair], bool]:
    """The newer and the older figures that a change can be between, likeliest first; and whether the first is told so.

    All terms given count the same way.
    """
    lead = {t.start: text[max(0, t.start - 22) : t.start] for t in (*earlier, *later)}
    for first, second in zip(earlier[-2::-1], earlier[:0:-1], strict=False):
        if _FROM.search(lead[first.start]) and not re.search("[。；]", text[first.end : second.start]):
            return [(second, first)], True
    past = [t for t in later if _PAST.search(lead[t.start])][:1]
    past = past or [t for t in earlier if _THAN.search(lead[t.start]) or _PAST.search(lead[t.start])][-1:]
    if not past:
        return [], False
    older = past[0]
    newer = [t for t in earlier if t is not older and not _AIM.search(lead[t.start])][::-1]
    now = [t for t in newer if _NOW.search(lead[t.start]) and t.sentence == older.sentence]
    return [(t, older) for t in newer], len(newer) == 1 or (len(now) == 1 and newer[0] is now[0])


def _like(text: str, terms: Sequence[Term], term: Term) -> list[Term]:
    return [t for t in terms if alike(t, term) and change(text, t) == 0]


def _difference(scene: Scene, term: Term, sign: int, earlier: Sequence[Term], later: Sequence[Term]) -> Check | None:
    text = scene.text
    if term.unit in _POINTS:
        same = [t for t in earlier if t.unit == "%" and change(text, t) == 0]
        pairs, certain = _pairs(text, same, [t for t in later if t.unit == "%"])
    else:
        same = _like(text, earlier, term)
        pairs, certain = _pairs(text, same, _like(text, later, term))
        if not pairs:
            return _far_difference(scene, term, sign, same)
    last = None
    for newer, older in pairs:
        last = _told(term, sign, newer, older)
        if last.verdict != "fails":
            return last
    return last if certain else None


def _told(term: Term, sign: int, newer: Term, older: Term) -> Check:
    computed = newer.interval - older.interval if sign > 0 else older.interval - newer.interval
    return made("difference", term.value, computed, verdict(term.interval, computed), [term, newer, older])


def _far_difference(scene: Scene, term: Term, sign: int, same: Sequence[Term]) -> Check | None:
    """得分85.2分，比评估时提高21.8分, where the 63.4分 of then stand in another paragraph.

    Points are wrong where the document has just one other score; other figures are only told where they come out.
    """
    if not same or not _COMPARED.search(scene.text[same[-1].end : term.start]):
        return None
    newer = same[-1]
    scored = newer.kind == "score"
    olds = [t for t in scene.far(newer) if t.item == newer.item] if scored else scene.far(newer)
    for older in olds:
        check = _told(term, sign, newer, older)
        if check.verdict == "holds" and (scored or (older.value >= 10 and linked(scene, older, newer))):
            return check
    return _told(term, sign, newer, olds[0]) if scored and len(olds) == 1 else None


def _growth(scene: Scene, term: Term, sign: int, earlier: Sequence[Term], later: Sequence[Term]) -> Check | None:
    last = None
    for newer, older, used, certain in _bases(scene.text, earlier, later):
        quotient = (newer - older if sign > 0 else older - newer).over(older)
        if quotient is None:
            continue
        computed = quotient.scaled(Decimal(100 if term.unit == "%" else 1))
        check = made("growth", term.value, computed, verdict(term.interval, computed), [term, *used])
        if check.verdict != "fails":
            return check
        last = last or (check if certain else None)
    return last


def _bases(
    text: str, earlier: Sequence[Term], later: Sequence[Term]
) -> Iterator[tuple[Interval, Interval, list[Term], bool]]:
    """Newer and older value that a growth can be between, with the figures they come from, and whether told so."""
    units = dict.fromkeys(t.unit for t in (*reversed(earlier), *later) if t.unit not in ("%", "倍"))
    for unit in units:
        example = next(t for t in (*reversed(earlier), *later) if t.unit == unit)
        pairs, certain = _pairs(text, _like(text, earlier, example), _like(text, later, example))
        for newer, older in pairs:
            yield newer.interval, older.interval, [newer, older], certain
    if earlier and (sign := change(text, earlier[-1])):
        yield from _from_change(text, earlier, sign)


def _from_change(
    text: str, earlier: Sequence[Term], sign: int
) -> Iterator[tuple[Interval, Interval, list[Term], bool]]:
    """受理92件，比上年增加16件，增长…: the older figure is the newer less the difference."""
    last = earlier[-1]
    newer = [t for t in _like(text, earlier[:-1], last) if not _AIM.search(text[max(0, t.start - 12) : t.start])]
    for one in newer[::-1]:
        if _BASE.match(text, one.end):  # 与5月份的7856件相比，增加786件，增长10%
            newest = one.interval + last.interval if sign > 0 else one.interval - last.interval
            yield newest, one.interval, [one, last], one.sentence == last.sentence
            continue
        if _COMPARED.search(text[one.end : last.start]):
            older = one.interval - last.interval if sign > 0 else one.interval + last.interval
            yield one.interval, older, [one, last], len(newer) == 1 or one.sentence == last.sentence
