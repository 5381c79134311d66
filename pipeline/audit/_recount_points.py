"""Points: required less actual times the price, one fault at two prices, base less deductions, ranks by score."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import made
from pipeline.records import Check, Deduction, Doc, Score

_POINTS = re.compile(r"(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[零一二两三四五六七八九十半]+)\s?分")
_COUNT = (
    r"(?:不少于|不低于|至少)?(?:[0-9０-９.]+|[零一二两三四五六七八九十百]+)\s?"
    r"(?:人次|[个次篇条件份期场项人家户处天台块本册名])(?:[/／]年)?"
)
_PLAIN = re.compile(r"[\s，,。；;、：:（）()“”\"]|不太|太|较|比较|不够")
_BONUS = re.compile(r"(?:加|奖励|奖)\s?(?P<points>[0-9]+(?:\.[0-9]+)?)\s?分")
_GRADE_LINES = (Decimal(90), Decimal(80), Decimal(60))  # the usual borders of 优秀, 良好 and 合格


def points(doc: Doc, facts: Mapping[str, Sequence[Any]]) -> list[Check]:
    """The checks over deductions and scores."""
    made_off = [d for d in facts.get("deductions", ()) if not d.rule]
    scores: Sequence[Score] = facts.get("scores", ())
    return [*_shortfalls(doc.text, made_off), *_prices(made_off), *_totals(doc.text, made_off, scores), *_ranks(scores)]


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))


def _shortfalls(text: str, deductions: Sequence[Deduction]) -> list[Check]:
    """规定不少于6次只召开了2次扣4分: each time missed costs what it costs elsewhere in the document for that fault.

    A fault told once is held against one point a time, the usual price; at another price it stays open.
    """
    groups: dict[str, list[Deduction]] = defaultdict(list)
    for row in deductions:
        if row.points is not None and row.required is not None and row.actual is not None and row.required > row.actual:
            groups[_PLAIN.sub("", re.split("[（(，,]", row.reason)[0])].append(row)
    return [check for rows in groups.values() for check in _shortfall(text, rows)]


def _shortfall(text: str, rows: Sequence[Deduction]) -> list[Check]:
    usual, times = Counter(_price(row) for row in rows).most_common(1)[0]
    price, certain = (usual, True) if times > 1 else (Decimal(1), False)
    found = []
    for row in rows:
        claimed = exact(_decimal(row.points or 0.0))
        computed = exact(claimed.low / _price(row) * price)
        result = verdict(claimed, computed)
        result = "open" if result == "fails" and not certain else result
        found.append(made("deduction_rule", claimed.value, computed, result, _spans(text, row)))
    return found


def _price(row: Deduction) -> Decimal:
    missing = _decimal(row.required or 0.0) - _decimal(row.actual or 0.0)
    return _decimal(row.points or 0.0) / missing


def _spans(text: str, row: Deduction) -> list[tuple[str, int, int]]:
    """The points, what was required and what was done, as they stand."""
    spans = []
    for last in _POINTS.finditer(text, row.start, row.end):
        spans = [(last[0], last.start(), last.end())]
    for match in re.finditer(_COUNT, text[row.start : row.end]):
        spans.append((match[0], row.start + match.start(), row.start + match.end()))
    return spans[:3] or [(row.text, row.start, row.end)]


def _prices(deductions: Sequence[Deduction]) -> list[Check]:
    """The same fault, word for word, at another price than elsewhere in the document."""
    groups: dict[str, list[Deduction]] = defaultdict(list)
    for row in deductions:
        if row.points is not None and row.required is None and row.per is None:
            groups[_PLAIN.sub("", row.reason)].append(row)
    found = []
    for reason, rows in groups.items():
        counted = Counter(r.points for r in rows)
        if len(counted) < 2 or len(reason) < 4:
            continue
        (usual, times), (_, second) = counted.most_common(2)
        certain = times > second and times > 1
        example = next(r for r in rows if r.points == usual)
        for row in rows:
            if row.points != usual and row.points is not None and usual is not None:
                used = [(r.text, r.start, r.end) for r in (row, example)]
                result = "fails" if certain and row.reason == example.reason else "open"
                found.append(made("deduction_rule", _decimal(row.points), exact(_decimal(usual)), result, used))
    return found


def _key(row: Deduction | Score) -> str | int | None:
    return row.unit or row.unit_ordinal


def _totals(text: str, deductions: Sequence[Deduction], scores: Sequence[Score]) -> list[Check]:
    """Base less deductions plus bonus against the stated score, unit by unit."""
    starts = sorted(score.start for score in scores)
    cases = [
        _Case(score, rows, _decimal(score.score), _change(text, score, rows, starts))
        for score, rows in _belonging(deductions, scores)
        if score.score is not None
    ]
    base, certain = _base(cases)
    stated = sorted(_decimal(score.score) for score in scores if score.score is not None)
    found = []
    for case in cases:
        expected = exact(base) + case.change
        result = verdict(exact(case.stated), expected)
        if result == "fails" and not certain:
            result = "open"
        used = [(case.score.text, case.score.start, case.score.end)]
        used += [(row.text, row.start, row.end) for row in case.deductions]
        consequence = _consequence(case, expected, stated) if result == "fails" else "none"
        found.append(made("score_total", case.stated, expected, result, used, consequence))
    return found


def _belonging(deductions: Sequence[Deduction], scores: Sequence[Score]) -> list[tuple[Score, list[Deduction]]]:
    """Each score with the deductions of its unit: those after it and before the unit's next score."""
    own: dict[str | int | None, list[Score]] = defaultdict(list)
    for score in sorted(scores, key=lambda s: s.start):
        own[_key(score)].append(score)
    starts = {key: [s.start for s in listed] for key, listed in own.items()}
    taken: dict[int, list[Deduction]] = defaultdict(list)
    for row in deductions:
        key = _key(row)
        if key is not None and key in own:
            at = bisect_right(starts[key], row.end) - 1
            taken[own[key][max(0, at)].start].append(row)
    return [(score, taken[score.start]) for score in scores if score.start in taken]


@dataclass(frozen=True, slots=True)
class _Case:
    """One unit's stated score, its deductions, and what they and a bonus change."""

    score: Score
    deductions: Sequence[Deduction]
    stated: Decimal
    change: Interval


def _change(text: str, score: Score, rows: Sequence[Deduction], starts: Sequence[int]) -> Interval:
    """Bonus less deductions; a masked deduction leaves the change open."""
    total = exact(0)
    for row in rows:
        masked = Interval(Decimal(0), Decimal(100), None, True)
        total = total - (masked if row.points is None else exact(_decimal(row.points)))
    end = max(r.end for r in rows) + 40
    following = bisect_right(starts, score.start)
    stop = min(end, starts[following]) if following < len(starts) else end
    entry = text[score.end : max(score.end, stop)]
    return total + exact(sum((Decimal(m["points"]) for m in _BONUS.finditer(entry)), Decimal(0)))


def _base(cases: Sequence[_Case]) -> tuple[Decimal, bool]:
    """The full score as told, else the one that most entries agree on; and whether it is certain."""
    told = {c.score.full_score for c in cases if c.score.full_score is not None}
    if len(told) == 1:
        return _decimal(told.pop() or 0.0), True
    implied = Counter(c.stated - c.change.value for c in cases if c.change.value is not None)
    if implied:
        value, times = implied.most_common(1)[0]
        if times > 1 and times * 2 > len(cases):
            return value, times > 2
    return Decimal(100), False


def _consequence(case: _Case, expected: Interval, stated: Sequence[Decimal]) -> str:
    """What would change with the computed value: the grade, the rank, or the figure alone; ``stated`` is sorted."""
    if expected.value is None:
        return "figure"
    if case.score.grade and any((case.stated >= line) != (expected.value >= line) for line in _GRADE_LINES):
        return "grade"
    low, high = sorted((case.stated, expected.value))
    others = bisect_right(stated, high) - bisect_left(stated, low) - 1
    return "rank" if others > 0 else "figure"


def _ranks(scores: Sequence[Score]) -> list[Check]:
    """A better score has no worse rank; equal scores may share one or follow each other."""
    ranked = [(row, row.score, row.rank) for row in scores if row.score is not None and row.rank is not None]
    ranks = {rank for _, _, rank in ranked}
    if len(ranked) < 2 or 1 not in ranks:
        return []
    values = sorted(-score for _, score, _ in ranked)
    levels = {value: n for n, value in enumerate(dict.fromkeys(values), 1)}
    complete = ranks >= set(range(1, len(ranked) + 1)) or len(ranks) < len(ranked)
    found = []
    for row, score, rank in ranked:
        first, last = bisect_left(values, -score) + 1, bisect_right(values, -score)
        holds = first <= rank <= last or rank == levels[-score]
        result = "holds" if holds else "fails" if complete else "open"
        computed = Interval(Decimal(first), Decimal(last), Decimal(first))
        consequence = "rank" if result == "fails" else "none"
        used = [(row.text, row.start, row.end)]
        found.append(made("rank", Decimal(rank), computed, result, used, consequence))
    return found
