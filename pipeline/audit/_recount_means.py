"""Averages: 举办培训6期，培训420人次，平均每期70人次; 14个乡镇落实经费38.5万元，平均每个乡镇2.75万元."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.audit._interval import Interval, verdict
from pipeline.audit._recount import Term, change, made
from pipeline.audit._recount_scene import Scene, alike
from pipeline.records import Check

_EACH = re.compile(r"平均每[一1]?(?P<per>[\u4e00-\u9fff]{1,7}?)(?:约|达到?|为)?$")


def means(scene: Scene) -> list[Check]:
    """The checks of the averages of one sentence whose total and number of cases stand before them.

    Wrong only where each is the one figure of its kind in the sentence.
    """
    found = []
    for term in scene.group:
        each = _EACH.search(scene.text, max(0, term.start - 12), term.start)
        check = _mean(scene, term, each["per"]) if each else None
        if check is not None:
            found.append(check)
    return found


def _mean(scene: Scene, term: Term, per: str) -> Check | None:
    earlier = [t for t in scene.counted(term) if change(scene.text, t) == 0]
    totals = [t for t in earlier if alike(t, term)]
    cases = [t for t in earlier if t not in totals and _names(scene, t, per)]
    computed = totals[-1].interval.over(cases[-1].interval) if totals and cases else None
    if computed is None:
        return None
    result = verdict(_rounded(term), computed)
    if result == "fails" and not len(totals) == len(cases) == 1:
        return None
    return made("ratio", term.value, computed, result, [term, totals[-1], cases[-1]])


def _names(scene: Scene, term: Term, per: str) -> bool:
    """Whether a figure counts what the average is for: 6期 and 每期, 226场次 and 每场, 14个乡镇 and 每个乡镇."""
    told = scene.text[term.end - len(term.unit or "") : term.end] + scene.noun(term)
    return bool(term.unit) and told.startswith(per)


def _rounded(term: Term) -> Interval:
    """An average as far as its last place is known, rounded or cut."""
    told = term.interval
    if told.high is None or told.low != told.high:
        return told
    places = re.search(r"(?<=\.)[0-9]+", term.text)
    place = Decimal(10) ** -(len(places[0]) if places else 0)
    return Interval(told.low - place / 2, told.high + place, term.value)
