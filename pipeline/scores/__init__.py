"""Fifth stage, over the whole archive: the register of units, scores by indicator, changes between years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pipeline.records import Statistic, Tables, UnitScore
from pipeline.scores import changes, recount, scorer
from pipeline.scores._cases import Case
from pipeline.scores.reckon import ranks, reckon, row_id
from pipeline.scores.scorer import Result
from pipeline.scores.units import Register
from pipeline.settings import Settings


def score(tables: Tables, settings: Settings) -> dict[str, list[Any]]:
    """The rows of ``units``, ``unit_scores`` and ``changes``; units nobody inspected have no score.

    Where an inspection departs from its rubric, also the rows of ``checks`` with those departures among them.
    """
    register, scored = reckon(tables, settings)
    places = ranks(scored)
    departures = recount.departures(tables, scored, register)
    return {
        "units": list(register.units),
        "unit_scores": [row for key, pair in scored.items() for row in _rows(register, *pair, places.get(key))],
        "changes": changes.changes(scored, places, register),
        **({"checks": recount.among(tables, departures)} if departures else {}),
    }


def sheets(tables: Tables, settings: Settings) -> dict[str, list[Statistic]]:
    """What the workbook shows of scores beside the tables, under ``sheets``."""
    from pipeline.scores import views

    return {"sheets": views.everything(tables, settings)}


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
    return UnitScore(
        row_id=row_id(case, indicator, source),
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
