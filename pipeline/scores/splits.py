"""A change between two years parted both ways: the old faults under the new rules, the new faults under the old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.scores._cases import Case
from pipeline.scores.changes import Pair, Scored, crosswalk, pairs, row_id
from pipeline.scores.scheme import match
from pipeline.scores.scorer import Result, reprice
from pipeline.scores.units import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The scores of two years and both cross prices, null where a figure is open.

    ``old_by_new`` is what the old year's faults leave under the new rubric, ``new_by_old`` what the new year's leave
    under the old one. Either parts the change exactly into rules and conduct (a two-way decomposition, as of an index
    by base-year and by current-year weights).
    """

    start: Decimal | None
    end: Decimal | None
    old_by_new: Decimal | None
    new_by_old: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """New score less old score."""
        return _less(self.end, self.start)

    @property
    def by_old_faults(self) -> tuple[Decimal | None, Decimal | None]:
        """What rules and conduct did, the rules weighed by the old year's faults."""
        return _less(self.old_by_new, self.start), _less(self.end, self.old_by_new)

    @property
    def by_new_faults(self) -> tuple[Decimal | None, Decimal | None]:
        """What rules and conduct did, the rules weighed by the new year's faults."""
        return _less(self.end, self.new_by_old), _less(self.new_by_old, self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One unit and indicator (null: the total) between two years.

    ``row_ids`` are its row of changes, then the deductions of both years.
    """

    unit: str
    indicator: str | None
    formerly: str | None
    year_from: int
    year_to: int
    parts: Parts
    row_ids: tuple[str, ...]


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def splits(scored: Scored, register: Register) -> list[Split]:
    """All pairs of years of which both have a rubric and deductions, by unit, year and indicator."""
    return [split for pair in pairs(scored, register) if not pair.merged for split in _of(pair)]


def _of(pair: Pair) -> Iterator[Split]:
    (old, was), (new, now) = pair.before, pair.after
    if old.scheme is None or new.scheme is None or was is None or now is None:
        return
    again = reprice(old.scheme, new.scheme, old.faults, old.bonuses)
    back = reprice(new.scheme, old.scheme, new.faults, new.bonuses)
    for name, other in [*crosswalk(old.scheme, new.scheme), (None, None)]:
        total = name is None and other is None
        if not total and (name is None or other is None):
            continue
        yield Split(
            unit=pair.unit,
            indicator=other,
            formerly=name,
            year_from=old.year,
            year_to=new.year,
            parts=parts(was, now, again, back, name, other),
            row_ids=(row_id(new.unit.unit_id, other, old.year, new.year), *_under(old, name), *_under(new, other)),
        )


def parts(was: Result, now: Result, again: Result, back: Result, name: str | None, other: str | None) -> Parts:
    """The four scores of indicator ``name`` of the old rubric, ``other`` of the new one; of the total for null."""

    def value(result: Result, indicator: str | None) -> Decimal | None:
        return (result.total if indicator is None else result.indicators[indicator]).value

    return Parts(
        start=value(was, name), end=value(now, other), old_by_new=value(again, other), new_by_old=value(back, name)
    )


def _under(case: Case, indicator: str | None) -> Iterator[str]:
    """The deductions of a case that fall under ``indicator``; all for null."""
    for fault in case.faults:
        rule = match(case.scheme, fault.reason, fault.points) if case.scheme and indicator else None
        if indicator is None or (rule and case.scheme and indicator in case.scheme.scored(rule.indicator)):
            yield fault.row_id
