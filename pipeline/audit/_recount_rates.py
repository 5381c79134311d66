"""Multiples, exceptions and orders between the figures of one sentence, with its differences, growth and shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.audit._interval import exact, verdict
from pipeline.audit._recount import Term, change, made, names
from pipeline.audit._recount_changes import changes
from pipeline.audit._recount_means import means
from pipeline.audit._recount_percent import remote
from pipeline.audit._recount_scene import scenes
from pipeline.audit._recount_shares import shares
from pipeline.audit._recount_spread import spreads
from pipeline.records import Check, Score

_EXCEPT = re.compile(r"除(?P<names>[^，,。；;]{2,40}?)(?:以?外|之外)")
_RECEIVED = re.compile(r"受理|收到|接收|接到|接受|立案|应办|应(?:参|缴|检|整改)|排查出|查出|发现|梳理出")
_MEAN = re.compile("[日月年人户]均|平均")
_FINISHED = re.compile(
    r"办结|办复|答复|回复|办理完毕|结案|审结|处理完毕|整改(?:到位|完成|完毕)|完成整改|已整改|实缴|化解|调处成功"
)


def rates(text: str, terms: Sequence[Term], scores: Sequence[Score]) -> list[Check]:
    """Everything that sets two or three figures of a sentence or its neighbour against each other."""
    found: list[Check] = []
    for scene in scenes(text, terms):
        found += changes(scene)
        found += _excepted(text, scene.group)
        found += shares(scene)
        found += means(scene)
        found += _finished(text, scene.group)
        found += _multiples(text, scene.group)
        found += spreads(scene, scores)
    found += remote(text, terms, found)
    return found


def _excepted(text: str, group: Sequence[Term]) -> list[Check]:
    """6个县除甲县外有五个…: the whole less the names excepted."""
    found = []
    for first, second in pairwise(group):
        match = _EXCEPT.search(text, first.end, second.start)
        if match is None or first.unit != second.unit or first.value < second.value:
            continue
        excepted = names(match["names"])
        computed = first.interval - exact(len(excepted))
        result = verdict(second.interval, computed)
        named = (excepted[0], match.start("names"), match.start("names") + len(excepted[0]))
        found.append(
            made("difference", second.value, computed, "open" if result == "fails" else result, [second, first, named])
        )
    return found


def _finished(text: str, group: Sequence[Term]) -> list[Check]:
    """What was settled can't be more than what came in."""
    found = []
    for first, second in pairwise(group):
        if first.unit != second.unit or first.kind == "percent" or change(text, second):
            continue
        came = _RECEIVED.search(text[max(0, first.start - 16) : first.start])
        went = _FINISHED.search(text[first.end : second.start])
        if (
            came
            and went
            and not _MEAN.search(text, max(0, first.start - 4), first.start)
            and not re.search(
                "上年|去年|结转|往年|历年|积案|以前|旧[存受管]|存案|遗留", text[max(0, first.start - 30) : second.end]
            )
        ):
            result = "holds" if second.value <= first.value else verdict(first.interval, second.interval)
            found.append(made("order", second.value, first.interval, result, [first, second]))
    return found


def _multiples(text: str, group: Sequence[Term]) -> list[Check]:
    """甲90件，是乙30件的3倍."""
    found = []
    for at, term in enumerate(group):
        if term.unit != "倍" or at < 2 or not re.search(r"的(?:近|约)?$", text[max(0, term.start - 3) : term.start]):
            continue
        newer, older = group[at - 2], group[at - 1]
        if newer.unit == older.unit and "是" in text[newer.end : older.start]:
            computed = newer.interval.over(older.interval)
            if computed is not None:
                found.append(
                    made("ratio", term.value, computed, verdict(term.interval, computed), [term, newer, older])
                )
    return found
