"""Base less deductions plus bonus against the stated score, unit by unit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import figure_in, line_end, made
from pipeline.records import Check, Deduction, Score

_BONUS = re.compile(r"(?:加|奖励|奖)\s?(?P<points>[0-9]+(?:\.[0-9]+)?)\s?分")
_FULL = re.compile(r"(?:满分|总分|基础分|基准分|基本分|起评分)[为是:：]?\s?(?P<full>[0-9]{2,4}(?:\.[0-9]+)?)\s?分")
_TAKEN = re.compile(r"(?<![共计总多高])扣(?=\s?[0-9]+(?:\.[0-9]+)?\s?分)")
_GRADE_LINES = (Decimal(90), Decimal(80), Decimal(60))  # the usual borders of 优秀, 良好 and 合格

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Case:
    """One unit's stated score, its deductions, and what they and a bonus change.

    ``whole`` tells that the deductions are all there are: they stand in the unit's own entry.
    """

    score: Score
    deductions: Sequence[Deduction]
    stated: Decimal
    change: Interval
    bonus: Sequence[Span] = ()
    whole: bool = True


def totals(text: str, deductions: Sequence[Deduction], scores: Sequence[Score]) -> list[Check]:
    """One check for each score with deductions of its unit."""
    starts = sorted(score.start for score in scores)
    unread = _unread(text, deductions)
    cases = [
        _Case(score, own, _decimal(score.score), *_change(text, score, own, starts), _on_line(text, score, own, unread))
        for score, rows in _belonging(deductions, scores)
        if score.score is not None
        for own in [_of_line(text, score, rows)]
    ]
    cases += _own(text, deductions, scores)
    base, certain = _base(text, cases)
    stated = sorted(_decimal(score.score) for score in scores if score.score is not None)
    full = next((m for m in _FULL.finditer(text) if Decimal(m["full"]) == base), None) if cases else None
    told = [(text[full.start("full") : full.end()], full.start("full"), full.end())] if full else []
    return [_total(text, case, base, certain, stated, told) for case in cases]


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))


def _total(
    text: str, case: _Case, base: Decimal, certain: bool, stated: Sequence[Decimal], full: Sequence[Span]
) -> Check:
    expected = exact(base) + case.change
    result = verdict(exact(case.stated), expected)
    above = expected.value is not None and case.stated > expected.value
    if result == "fails" and not (certain and (case.whole or above)):
        result = "open"
    score = figure_in(text, case.score.start, case.score.end, case.stated)
    used = [score or (case.score.text, case.score.start, case.score.end), *full]
    used += [*(_points(text, row) for row in case.deductions), *case.bonus]
    consequence = _consequence(case, expected, stated) if result == "fails" else "none"
    return made("score_total", case.stated, expected, result, used, consequence)


def _points(text: str, row: Deduction) -> Span:
    """The points of a deduction as they stand, else all its words."""
    told = None if row.points is None else figure_in(text, row.start, row.end, _decimal(row.points))
    return told or (row.text, row.start, row.end)


def _key(row: Deduction | Score) -> str | int | None:
    return row.unit or row.unit_ordinal


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


def _on_line(text: str, score: Score, rows: Sequence[Deduction], unread: Sequence[int]) -> bool:
    """Whether deductions stand on the line of the score or right below it, so that they are all there are.

    ``unread`` are the places, in order, that take off points without being a row: then some are missing.
    """
    first, end = _line(text, score)
    below = line_end(text, end + 1)
    missed = bisect_left(unread, first) < bisect_left(unread, end)
    return not missed and any(first <= row.start < below for row in rows)


def _line(text: str, score: Score) -> tuple[int, int]:
    """The bounds of the line of a score."""
    return text.rfind("\n", 0, score.start) + 1, line_end(text, score.end)


def _unread(text: str, deductions: Sequence[Deduction]) -> list[int]:
    """Where points are taken off (扣2分, but not 共扣4分) that no deduction tells."""
    rows = sorted(deductions, key=lambda row: row.start)
    starts = [row.start for row in rows]
    found = []
    for match in _TAKEN.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or match.start() >= rows[at].end:
            found.append(match.start())
    return found


def _of_line(text: str, score: Score, rows: Sequence[Deduction]) -> Sequence[Deduction]:
    """The deductions on the line of the score; all where it has none, since others may count elsewhere (下月考核)."""
    first, end = _line(text, score)
    own = [row for row in rows if first <= row.start < end]
    return own or rows


def _own(text: str, deductions: Sequence[Deduction], scores: Sequence[Score]) -> list[_Case]:
    """The one score of a unit that reports on itself, with all deductions, whose unit goes without saying."""
    if len(scores) != 1 or scores[0].score is None or scores[0].unit_ordinal is not None:
        return []
    rows = [row for row in deductions if row.unit is None and row.unit_ordinal is None]
    if not rows or len(rows) < len(deductions):
        return []
    off = sum((_decimal(row.points) for row in rows if row.points is not None), Decimal(0))
    bonus = [Decimal(m["points"]) for m in _BONUS.finditer(text)]
    known = all(row.points is not None for row in rows) and not bonus
    change = exact(-off) if known else Interval(-off - 100, sum(bonus, Decimal(0)), None, True)
    return [_Case(scores[0], rows, _decimal(scores[0].score), change, whole=False)]


def _change(
    text: str, score: Score, rows: Sequence[Deduction], starts: Sequence[int]
) -> tuple[Interval, Sequence[Span]]:
    """Bonus less deductions, and where the bonus stands; a masked deduction leaves the change open."""
    total = exact(0)
    for row in rows:
        masked = Interval(Decimal(0), Decimal(100), None, True)
        total = total - (masked if row.points is None else exact(_decimal(row.points)))
    end = max(r.end for r in rows) + 40
    following = bisect_right(starts, score.start)
    stop = min(end, starts[following]) if following < len(starts) else end
    first = max(_line(text, score)[0], starts[following - 2] if following > 1 else 0)  # 扣4.5分（…），加1分，得97.5分
    before = [m for m in _BONUS.finditer(text, first, score.start) if any(r.start < m.start() for r in rows)]
    bonus = [*before, *_BONUS.finditer(text, score.end, max(score.end, stop))]
    given = exact(sum((Decimal(m["points"]) for m in bonus), Decimal(0)))
    return total + given, [(text[m.start("points") : m.end()], m.start("points"), m.end()) for m in bonus]


def _base(text: str, cases: Sequence[_Case]) -> tuple[Decimal, bool]:
    """The full score of the entries as told, else the one that most of them agree on; and whether it is certain.

    Two entries that agree make it certain where the document names the same full score, else three do.
    """
    told = {c.score.full_score for c in cases if c.score.full_score is not None}
    if len(told) == 1:
        return _decimal(told.pop() or 0.0), True
    implied = Counter(c.stated - c.change.value for c in cases if c.change.value is not None)
    if implied:
        value, times = implied.most_common(1)[0]
        if times > 1 and times * 2 > implied.total():
            return value, times > 2 or any(Decimal(m["full"]) == value for m in _FULL.finditer(text))
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
