"""From the faults an inspection found and the year's rubric to scores by indicator, with bounds, caps and ranks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.scores.scheme import Rule, Scheme, match

ZERO = Decimal(0)
# What quotients are rounded to at once, so that all further sums and differences are exact (5分 at 0.45 a case).
_FINEST = Decimal("0.0001")
_NONE_AT_ALL = re.compile(r"^(?:未|没有|无|没)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One deduction that an inspection made; ``points`` is null where they are masked."""

    reason: str
    points: Decimal | None
    required: Decimal | None = None
    actual: Decimal | None = None
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """What a figure can be: from ``low`` to ``high``, one figure where they are equal."""

    low: Decimal
    high: Decimal

    @property
    def value(self) -> Decimal | None:
        """The figure, or null where it is open."""
        return self.low if self.low == self.high else None

    def plus(self, other: Span) -> Span:
        """Sum of two spans."""
        return Span(self.low + other.low, self.high + other.high)

    def under(self, cap: Decimal | None) -> Span:
        """The same, at most ``cap``."""
        return self if cap is None else Span(min(self.low, cap), min(self.high, cap))

    def off(self, full: Decimal) -> Span:
        """What is left of ``full`` when this is taken off, never below nothing."""
        return Span(max(ZERO, full - self.high), max(ZERO, full - self.low))


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Scores of one unit under one rubric. ``loose`` are faults without a rule, ``over`` those beyond a rule's cap.

    ``limited`` are indicators under which more was taken off than can be lost, with what was.
    """

    total: Span
    indicators: Mapping[str, Span]
    bonus: Decimal
    loose: Sequence[Fault] = field(default_factory=tuple)
    over: Sequence[tuple[Rule, Decimal]] = field(default_factory=tuple)
    limited: Sequence[tuple[str, Decimal]] = field(default_factory=tuple)


def score(scheme: Scheme, faults: Sequence[Fault], bonuses: Sequence[Decimal] = ()) -> Result:
    """The score of a unit with these faults; the order of faults makes no difference."""
    by_rule: dict[Rule, list[Fault]] = defaultdict(list)
    loose = []
    for fault in faults:
        rule = match(scheme, fault.reason, fault.points)
        if rule is None:
            loose.append(fault)
        else:
            by_rule[rule].append(fault)
    costs = {rule: _cost(scheme, rule, mine) for rule, mine in by_rule.items()}
    over = [(rule, cost.low) for rule, cost in costs.items() if rule.cap is not None and cost.low > rule.cap]
    return _result(scheme, {rule: cost.under(rule.cap) for rule, cost in costs.items()}, loose, bonuses, over)


def reprice(old: Scheme, new: Scheme, faults: Sequence[Fault], bonuses: Sequence[Decimal] = ()) -> Result:
    """The score that the faults of one year would have had under the rubric of another."""
    costs: dict[Rule, Span] = defaultdict(lambda: Span(ZERO, ZERO))
    loose = []
    for fault in faults:
        before, after = match(old, fault.reason, fault.points), match(new, fault.reason, None)
        if before is None and after is None:
            loose.append(fault)
        elif after is not None:
            costs[after] = costs[after].plus(_repriced(old, fault, before, after))
    return _result(new, {rule: cost.under(rule.cap) for rule, cost in costs.items()}, loose, bonuses, ())


def plain(base: Decimal, faults: Sequence[Fault], bonuses: Sequence[Decimal] = ()) -> Result:
    """The total of a unit where the archive has no rubric: full score less what was taken off, plus what was added."""
    known = sum((fault.points for fault in faults if fault.points is not None), ZERO)
    most = known if all(fault.points is not None for fault in faults) else base
    bonus = sum(bonuses, ZERO)
    return Result(total=Span(known, most).off(base).plus(Span(bonus, bonus)), indicators={}, bonus=bonus)


def _cost(scheme: Scheme, rule: Rule, faults: Sequence[Fault]) -> Span:
    known = sum((fault.points for fault in faults if fault.points is not None), ZERO)
    if all(fault.points is not None for fault in faults):
        return Span(known, known)
    return Span(known, max(known, _most(scheme, rule)))


def _most(scheme: Scheme, rule: Rule) -> Decimal:
    """The most that a masked deduction under ``rule`` can have cost."""
    if rule.cap is not None:
        return rule.cap
    if rule.per is None and rule.points is not None:
        return rule.points
    holders = scheme.scored(rule.indicator)
    return (scheme.full(holders[0]) if holders else None) or scheme.base


def _repriced(old: Scheme, fault: Fault, before: Rule | None, after: Rule) -> Span:
    """The price of one old fault under a new rule: by the shortage where one is told, else by the number of cases."""
    step = after.points or ZERO
    if after.per is None:
        return Span(step, step)
    short = _shortage(fault, after)
    if short is not None:
        cost = (short / after.size * step).quantize(_FINEST)
        return Span(cost, cost)
    if fault.points is None:
        return Span(ZERO, after.cap or step)
    if before is None or not before.points or before.per is None:
        return Span(step, step)
    cost = (fault.points / before.points * before.size / after.size * step).quantize(_FINEST)
    return Span(cost, cost)


def _shortage(fault: Fault, rule: Rule) -> Decimal | None:
    if rule.required is None:
        return None
    if fault.actual is not None:
        return max(ZERO, rule.required - fault.actual)
    return rule.required if _NONE_AT_ALL.search(fault.reason) else None


def _result(
    scheme: Scheme,
    costs: Mapping[Rule, Span],
    loose: Sequence[Fault],
    bonuses: Sequence[Decimal],
    over: Sequence[tuple[Rule, Decimal]],
) -> Result:
    """Costs by rule to scores by indicator and in total; every indicator caps what is under it at its full score."""
    taken: dict[str | None, Span] = defaultdict(lambda: Span(ZERO, ZERO))
    for rule, cost in costs.items():
        holders = scheme.scored(rule.indicator)
        taken[holders[0] if holders else None] = taken[holders[0] if holders else None].plus(cost)
    known = sum((fault.points for fault in loose if fault.points is not None), ZERO)
    hidden = scheme.base if any(fault.points is None for fault in loose) else known
    beside = taken.pop(None, Span(ZERO, ZERO)).plus(Span(known, max(known, hidden)))
    lost = {name: _lost(scheme, name, taken) for name in _with_points(scheme)}
    left = {name: span.off(scheme.full(name) or ZERO) for name, span in lost.items()}
    bonus = sum(bonuses, ZERO)
    bonus = bonus if scheme.bonus_cap is None else min(bonus, scheme.bonus_cap)
    points = _total(scheme, lost, left, beside)
    total = Span(scheme.scaled(points.low), scheme.scaled(points.high))
    if beside.high:  # a fault without a rule may belong to any indicator
        left = {name: Span(max(ZERO, span.low - beside.high), span.high) for name, span in left.items()}
    spent = ((name, _spent(scheme, name, taken).low) for name in _with_points(scheme))
    limited = tuple((name, cost) for name, cost in spent if cost > (scheme.loss(name) or cost))
    return Result(
        total=total.plus(Span(bonus, bonus)),
        indicators=left,
        bonus=bonus,
        loose=tuple(loose),
        over=tuple(over),
        limited=limited,
    )


def _with_points(scheme: Scheme) -> list[str]:
    return [i.name for i in scheme.indicators if i.full is not None]


def _lost(scheme: Scheme, name: str, taken: Mapping[str | None, Span]) -> Span:
    """What is lost under ``name``, at most what it can lose."""
    return _spent(scheme, name, taken).under(scheme.loss(name))


def _spent(scheme: Scheme, name: str, taken: Mapping[str | None, Span]) -> Span:
    """What is taken off under ``name``: its own rules' costs and its parts', each part at most what it can lose."""
    own = taken.get(name, Span(ZERO, ZERO))
    for part in _with_points(scheme):
        if part != name and scheme.scored(part)[1:2] == [name]:
            own = own.plus(_lost(scheme, part, taken))
    return own


def _total(scheme: Scheme, lost: Mapping[str, Span], left: Mapping[str, Span], beside: Span) -> Span:
    tops = scheme.top()
    if tops and all(top in scheme.weights for top in tops):
        spans = [Span(left[top].low * scheme.weights[top], left[top].high * scheme.weights[top]) for top in tops]
        total = Span(sum((s.low for s in spans), ZERO), sum((s.high for s in spans), ZERO))
        return Span(max(ZERO, total.low - beside.high), max(ZERO, total.high - beside.low))
    gone = beside
    for top in tops:
        gone = gone.plus(lost[top])
    return gone.off(scheme.base)


def ranks(totals: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Places, equal scores sharing the better one (1, 2, 2, 4); units without a definite score have none."""
    known = [value for value in totals.values() if value is not None]
    return {unit: 1 + sum(v > mine for v in known) for unit, mine in totals.items() if mine is not None}
