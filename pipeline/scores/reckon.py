"""Every inspected unit and year with its result under the rubric: what scores, changes and departures start from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from pipeline.records import Tables
from pipeline.scores import _cases, review, scorer, units
from pipeline.scores._cases import Case
from pipeline.scores.changes import Ranks, Scored
from pipeline.scores.scorer import Result
from pipeline.scores.units import Register
from pipeline.settings import Settings


def reckon(tables: Tables, settings: Settings) -> tuple[Register, Scored]:
    """The register, and every inspected unit and year with its result (null where no points were told)."""
    decided = review.decisions(Path(settings.units)) if settings.units else []
    register = units.register(tables, decided)
    found = _cases.cases(tables, register, _cases.schemes(tables, settings))
    return register, {(case.unit.unit_id, case.year): (case, _result(case)) for case in found}


def row_id(case: Case, indicator: str | None, source: str) -> str:
    """The id of a row of ``unit_scores``."""
    key = "|".join(map(str, (case.unit.unit_id, case.year, indicator, source)))
    return "US-" + hashlib.sha256(key.encode()).hexdigest()[:12]


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
