"""The same unit between two years, indicator by indicator: what the change of rules did, and what conduct did."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.records import Change, Unit
from pipeline.scores._cases import Case
from pipeline.scores.scheme import Rule, Scheme, grams, likeness, match
from pipeline.scores.scorer import Result, reprice
from pipeline.scores.units import Register

Scored = Mapping[tuple[str, int], tuple[Case, Result | None]]  # by unit_id and year
Ranks = Mapping[tuple[str, int], int]
# Faults under one rule a case (应公开事项未公开) are the same problem if what they add to its words is this much alike:
# on the sample the same thing has 1.00, different things 0.53 or less. Without a rule all words count, and different
# things reach 0.76.
_SAME_THING = 0.6
_SAME_WORDS = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two neighbouring scored years of a unit; ``merged`` names the units that it was merged from in between."""

    unit: str
    before: tuple[Case, Result | None]
    after: tuple[Case, Result | None]
    merged: Sequence[str] = ()


def pairs(scored: Scored, register: Register) -> Iterator[Pair]:
    """The neighbouring scored years of each unit, through renames; masked units have none."""
    years: dict[str, list[int]] = defaultdict(list)
    for unit_id, year in scored:
        years[unit_id].append(year)
    for unit_id in sorted(years, key=lambda ident: register.by_id[ident].name or ident):
        unit = register.by_id[unit_id]
        for year in [] if unit.masked else sorted(years[unit_id]):
            yield from _until(unit, year, years, scored, register)


def _until(
    unit: Unit, year: int, years: Mapping[str, Sequence[int]], scored: Scored, register: Register
) -> Iterator[Pair]:
    """The pair that leads to ``year``: from the unit's own last year, else from the unit it was renamed from."""
    earlier = [(other, unit) for other in years[unit.unit_id] if other < year]
    parents = register.predecessors(unit.unit_id)
    seen = {unit.unit_id}
    while not earlier and parents:
        earlier = [(other, old) for old in parents for other in years.get(old.unit_id, ()) if other < year]
        seen |= {old.unit_id for old in parents}
        older = [one for old in parents for one in register.predecessors(old.unit_id) if one.unit_id not in seen]
        parents = parents if earlier else older
    if not earlier:
        return
    last, old = max(earlier, key=lambda pair: pair[0])
    merged = sorted(parent.name or "" for parent in parents) if old is not unit and len(parents) > 1 else ()
    yield Pair(
        unit=register.label(unit),
        before=scored[old.unit_id, last],
        after=scored[unit.unit_id, year],
        merged=merged,
    )


def changes(scored: Scored, places: Ranks, register: Register) -> list[Change]:
    """All changes between neighbouring scored years; a merged unit is not comparable."""
    return [row for pair in pairs(scored, register) for row in _between(pair, places)]


def _between(pair: Pair, places: Ranks) -> Iterator[Change]:
    unit, (old, was), (new, now) = pair.unit, pair.before, pair.after
    if pair.merged:
        why = f"由{'、'.join(pair.merged)}合并组成，没有可比的上年得分"
        yield _row(unit, None, old, new, None, None, None, why)
        return
    ranks = places.get((old.unit.unit_id, old.year)), places.get((new.unit.unit_id, new.year))
    repeated = repeats(old, new)
    if old.scheme is None or new.scheme is None or was is None or now is None:
        reason = _missing(old, new, was, now)
        start = was.total.value if was else old.stated
        end = now.total.value if now else new.stated
        yield _row(unit, None, old, new, start, end, None, reason, ranks, len(repeated))
        return
    again = reprice(old.scheme, new.scheme, old.faults, old.bonuses)
    for name, other in crosswalk(old.scheme, new.scheme):
        if name is None or other is None:
            yield _gone(unit, name, other, old, new, was, now)
            continue
        parts = was.indicators[name].value, now.indicators[other].value, again.indicators[other].value
        times = sum(1 for holders in repeated if other in holders)
        hidden = _hidden(old, new, *parts)
        yield _row(unit, other, old, new, *parts, hidden, (None, None), times)
    totals = was.total.value, now.total.value, again.total.value
    doubt = _hidden(old, new, *totals) if old.base == new.base else "两年满分不同"
    yield _row(unit, None, old, new, *totals, doubt, ranks, len(repeated))


def _hidden(old: Case, new: Case, start: Decimal | None, end: Decimal | None, again: Decimal | None) -> str | None:
    """Why a change can't be told where a deduction is masked: the score is known within bounds only."""
    years = [str(case.year) for case, value in ((old, start), (new, end)) if value is None]
    if years:
        return f"{'、'.join(years)}年有扣分没有写明分值，得分只知道上下限"
    return None if again is not None else f"{old.year}年的扣分按{new.year}年的办法算不出确数"


def _missing(old: Case, new: Case, was: Result | None, now: Result | None) -> str:
    lacking = [str(case.year) for case in (old, new) if case.scheme is None]
    if lacking:
        return f"缺少{'、'.join(lacking)}年的评分细则，分不清是规则变了还是工作变了"
    years = [str(case.year) for case, result in ((old, was), (new, now)) if result is None]
    return f"{'、'.join(years)}年的通报没有逐项扣分，不能重新计算"


def _gone(unit: str, name: str | None, other: str | None, old: Case, new: Case, was: Result, now: Result) -> Change:
    """An indicator that only one of the two years has."""
    start = was.indicators[name].value if name else None
    end = now.indicators[other].value if other else None
    reason = f"{new.year}年取消了这项指标" if name else f"{new.year}年新设的指标"
    return _row(unit, other or name, old, new, start, end, None, reason)


def _row(
    unit: str,
    indicator: str | None,
    old: Case,
    new: Case,
    start: Decimal | None,
    end: Decimal | None,
    again: Decimal | None,
    reason: str | None,
    ranks: tuple[int | None, int | None] = (None, None),
    repeated: int | None = None,
) -> Change:
    """One row; ``again`` is the old year's score under the new rules, and parts the change into its two causes."""
    change = end - start if start is not None and end is not None else None
    rules = again - start if change is not None and again is not None and start is not None else None
    return Change(
        row_id=row_id(new.unit.unit_id, indicator, old.year, new.year),
        doc_id=new.doc_id,
        unit=unit,
        indicator=indicator,
        year_from=old.year,
        year_to=new.year,
        score_from=_float(start),
        score_to=_float(end),
        change=_float(change),
        due_to_rules=_float(rules),
        due_to_conduct=_float(change - rules) if change is not None and rules is not None else None,
        rank_from=ranks[0],
        rank_to=ranks[1],
        comparable=reason is None,
        reason=reason,
        repeated_problems=repeated,
    )


def row_id(unit_id: str, indicator: str | None, year_from: int, year_to: int) -> str:
    """The id of a row of ``changes``."""
    key = "|".join(map(str, (unit_id, indicator, year_from, year_to)))
    return "CH-" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def crosswalk(old: Scheme, new: Scheme) -> list[tuple[str | None, str | None]]:
    """Which indicator of the old rubric is which of the new: as an analyst says, by name, else by the rules under it.

    Null stands for none. In the order of the new rubric, what was dropped at the end.
    """
    here = [i.name for i in new.indicators if i.full is not None]
    there = [i.name for i in old.indicators if i.full is not None]
    said = {i.name: i.formerly for i in new.indicators if i.formerly in there}
    pairs: dict[str, str] = {name: said.get(name) or name for name in here if name in said or name in there}
    left = [name for name in there if name not in pairs.values()]
    for name in here:
        if name not in pairs and left:
            best = max(left, key=lambda other: shared(old, other, new, name))
            if shared(old, best, new, name) >= 0.5:
                pairs[name] = best
                left.remove(best)
    return [(pairs.get(name), name) for name in here] + [(name, None) for name in left]


def shared(old: Scheme, a: str, new: Scheme, b: str) -> float:
    """The share of the rules under ``a`` that fall under ``b`` in the new rubric."""
    mine = [rule for rule in old.rules if rule.kind == "deduction" and a in old.scored(rule.indicator)]
    found = [match(new, rule.item, None) for rule in mine]
    return sum(1 for rule in found if rule and b in new.scored(rule.indicator)) / len(mine) if mine else 0.0


def repeats(old: Case, new: Case) -> list[list[str]]:
    """The new year's faults that were already made in the old one, each with the indicators it falls under."""
    found = []
    for fault in new.faults:
        rule = match(new.scheme, fault.reason, fault.points) if new.scheme else None
        for other in old.faults:
            same = match(new.scheme, other.reason, None) if new.scheme else None
            if rule == same and _alike(fault.reason, other.reason, rule):
                found.append(new.scheme.scored(rule.indicator) if new.scheme and rule else [])
                break
    return found


def _alike(a: str, b: str, rule: Rule | None) -> bool:
    """Whether two faults under the same rule (or none) are one problem."""
    if rule is None:
        return likeness(grams(a), grams(b), {}) >= _SAME_WORDS
    if rule.per is None or rule.required is not None:
        return True
    mine, other = grams(a) - grams(rule.item), grams(b) - grams(rule.item)
    return min(len(mine), len(other)) < 3 or likeness(mine, other, {}) >= _SAME_THING
