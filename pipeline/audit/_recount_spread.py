"""How far the best is from the worst: 最高的甲县与最低的乙县相差12.4分, by figures beside or the scores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.audit._interval import exact, verdict
from pipeline.audit._recount import Term, figure_in, made
from pipeline.audit._recount_scene import Scene, alike
from pipeline.records import Check, Score

_SPREAD = re.compile(r"最高[^。；;]{0,40}最低[^。；;]{0,30}(?:相差|差距|分差|悬殊|差)(?:为|达到?|了|仅)?$")
_NAMES = re.compile(
    r"最高的?(?:是|为|单位)?(?P<high>[^，。；、与和比是为]{2,12})(?:与|和|比)[^，,。；;]{0,6}?最低的?(?:是|为|单位)?(?P<low>[^，。；、]{2,12}?)"
    r"(?:之间)?(?:相差|差距|分差|差)"
)


def spreads(scene: Scene, scores: Sequence[Score]) -> list[Check]:
    """The checks of one sentence."""
    found = []
    for term in scene.group:
        lead = scene.text[max(0, term.start - 80) : term.start]
        told = _SPREAD.search(lead) if "最低" in lead else None
        if told is None:
            continue
        start = term.start - len(lead) + told.start()
        beside = [t for t in scene.counted(term) if t.start > start and alike(t, term)]
        check = _beside(term, beside[-2:]) if len(beside) > 1 else _of_scores(scene.text, term, told[0], scores)
        if check is not None:
            found.append(check)
    return found


def _beside(term: Term, two: Sequence[Term]) -> Check:
    high, low = sorted(two, key=lambda t: t.value, reverse=True)
    computed = high.interval - low.interval
    return made("difference", term.value, computed, verdict(term.interval, computed), [term, high, low])


def _of_scores(text: str, term: Term, told: str, scores: Sequence[Score]) -> Check | None:
    """By the scores of the two units named, else the highest and the lowest, which may be of another list."""
    known = [(Decimal(repr(row.score)), row) for row in scores if row.score is not None]
    if len(known) < 2:
        return None
    named = _NAMES.search(told)
    pair = [next((k for k in known if name in k[1].text), None) for name in named.groups()] if named else [None, None]
    certain = pair[0] is not None and pair[1] is not None
    high = pair[0] or max(known, key=lambda k: k[0])
    low = pair[1] or min(known, key=lambda k: k[0])
    computed = exact(high[0] - low[0])
    result = verdict(term.interval, computed)
    used = [figure_in(text, row.start, row.end, value) or (row.text, row.start, row.end) for value, row in (high, low)]
    return made(
        "difference", term.value, computed, "open" if result == "fails" and not certain else result, [term, *used]
    )
