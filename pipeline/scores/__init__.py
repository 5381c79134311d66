"""Fifth stage, over the whole archive: the register of units, scores by indicator, changes between years."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.records import Tables, UnitScore
from pipeline.scores import _cases, changes, scorer, units
from pipeline.scores._cases import Case
from pipeline.scores.changes import Ranks, Scored
from pipeline.scores.scorer import Result
from pipeline.scores.units import Register
from pipeline.settings import Settings


def score(tables: Tables, settings: Settings) -> dict[str, list[Any]]:
    """The rows of ``units``, ``unit_scores`` and ``changes``; units nobody inspected have no score."""
    register, scored = reckon(tables, settings)
    places = ranks(scored)
    return {
        "units": list(register.units),
        "unit_scores": [row for key, pair in scored.items() for row in _rows(register, *pair, places.get(key))],
        "changes": changes.changes(scored, places, register),
    }


def reckon(tables: Tables, settings: Settings) -> tuple[Register, Scored]:
    """The register, and every inspected unit and year with its result (null where no points were told)."""
    from pipeline.scores import review

    decided = review.decisions(Path(settings.units)) if settings.units else []
    register = units.register(tables, decided)
    found = _cases.cases(tables, register, _cases.schemes(tables, settings))
    return register, {(case.unit.unit_id, case.year): (case, _result(case)) for case in found}


def _result(case: Case) -> Result | None:
    """The computed score; none where only a total was stated, and none without a full score to start from."""
    told = case.faults or case.bonuses or (case.stated is not None and case.stated == case.base)
    if not told or case.base is None:
        return None
    if case.scheme is not None:
        return scorer.score(case.scheme, case.faults, case.bonuses)
    return scorer.plain(case.base, case.faults, case.bonuses)


def ranks(scored: Scored) -> Ranks:
    """The place of each unit among those of the same inspection, by computed score."""
    groups: dict[tuple[int, str], dict[str, Decimal | None]] = defaultdict(dict)
    for (unit_id, year), (case, result) in scored.items():
        groups[year, case.doc_id][unit_id] = result.total.value if result else None
    return {
        (unit_id, year): place
        for (year, _), totals in groups.items()
        for unit_id, place in scorer.ranks(totals).items()
    }


def _rows(register: Register, case: Case, result: Result | None, rank: int | None) -> Iterator[UnitScore]:
    name = register.label(case.unit)
    if result and case.scheme:
        for indicator, span in result.indicators.items():
            yield _row(name, case, indicator, span, case.scheme.full(indicator), None, "computed")
        if result.bonus:
            yield _row(
                name, case, "加分", scorer.Span(result.bonus, result.bonus), case.scheme.bonus_cap, None, "computed"
            )
    if result:
        yield _row(name, case, None, result.total, case.base, rank, "computed")
    if case.stated is not None:
        span = scorer.Span(case.stated, case.stated)
        yield _row(name, case, None, span, case.stated_full or case.base, case.stated_rank, "stated")


def _row(
    name: str,
    case: Case,
    indicator: str | None,
    span: scorer.Span,
    full: Decimal | None,
    rank: int | None,
    source: str,
) -> UnitScore:
    key = "|".join(map(str, (case.unit.unit_id, case.year, indicator, source)))
    return UnitScore(
        row_id="US-" + hashlib.sha256(key.encode()).hexdigest()[:12],
        doc_id=case.doc_id,
        unit=name,
        year=case.year,
        rubric=case.scheme.name if case.scheme else None,
        indicator=indicator,
        score=None if span.value is None else float(span.value),
        low=None if span.value is not None else float(span.low),
        high=None if span.value is not None else float(span.high),
        full_score=None if full is None else float(full),
        rank=rank,
        source=source,
    )
