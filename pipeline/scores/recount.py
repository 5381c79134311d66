"""Deductions held against the rubric: what a circular took off above a cap or at another price, as rows of checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from pipeline.records import Check, Tables
from pipeline.scores._cases import Case
from pipeline.scores._grades import grade
from pipeline.scores.changes import Scored
from pipeline.scores.differences import Difference, of_case
from pipeline.scores.units import Register

Spans = Mapping[str, tuple[str, int, int]]  # text, start and end of deductions by row_id


def departures(tables: Tables, scored: Scored, register: Register) -> list[Check]:
    """The rows: ``claimed`` what was taken off, ``computed`` what the rule allows; numbered within each document.

    Only of inspections that name the rubric or are of its region: another county's rules prove nothing.
    """
    found = [
        (case, difference)
        for case, result in scored.values()
        if result is not None and case.own
        for difference in of_case(register.label(case.unit), case, result)
        if difference.kind in ("cap", "price")
    ]
    if not found:
        return []
    spans = _spans(tables, {row_id for _, difference in found for row_id in difference.row_ids})
    stated: dict[str, list[Decimal]] = defaultdict(list)
    for case, _ in scored.values():
        if case.stated is not None:
            stated[case.doc_id].append(case.stated)
    by_place = sorted(found, key=lambda pair: (pair[0].doc_id, spans[pair[1].row_ids[0]][1]))
    count: dict[str, int] = defaultdict(int)
    rows = []
    for case, difference in by_place:
        count[case.doc_id] += 1
        consequence = _consequence(case, difference, stated[case.doc_id])
        rows.append(_row(f"{case.doc_id}-KR{count[case.doc_id]}", difference, spans, consequence))
    return rows


def _spans(tables: Tables, wanted: set[str]) -> Spans:
    frame = tables.read("deductions", ["row_id", "text", "start", "end"])
    mine = frame[frame["row_id"].isin(wanted)]
    return {row_id: (text, int(a), int(b)) for row_id, text, a, b in mine.itertuples(index=False, name=None)}


def _row(row_id: str, difference: Difference, spans: Spans, consequence: str) -> Check:
    used = [spans[each] for each in difference.row_ids]
    return Check(
        row_id=row_id,
        doc_id=difference.doc_id,
        kind="deduction_rule",
        claimed=difference.stated,
        computed=difference.computed,
        low=difference.computed,
        high=difference.computed,
        verdict="fails",
        consequence=consequence,
        texts=tuple(text for text, _, _ in used),
        starts=tuple(start for _, start, _ in used),
        ends=tuple(end for _, _, end in used),
    )


def _consequence(case: Case, difference: Difference, others: Sequence[Decimal]) -> str:
    """What would change if the rule were kept: the grade, the rank among the stated scores, or the figure alone."""
    if case.stated is None:
        return "figure"
    right = case.stated + Decimal(str(difference.stated)) - Decimal(str(difference.computed))
    bounds = case.scheme.grades if case.scheme else ()
    if grade(right, bounds) != grade(case.stated, bounds):
        return "grade"
    low, high = sorted((case.stated, right))
    return "rank" if sum(low <= other <= high for other in others) > 1 else "figure"


def among(tables: Tables, rows: Sequence[Check]) -> list[Check]:
    """All rows of ``checks``, ``rows`` behind those of their documents."""
    order = {doc_id: n for n, doc_id in enumerate(tables.read("documents", ["doc_id"])["doc_id"])}
    names = [field.name for field in fields(Check)]
    known = (Check(**dict(zip(names, map(_plain, row), strict=True))) for row in _each(tables, names))
    return sorted([*known, *rows], key=lambda check: order[check.doc_id])


def _each(tables: Tables, names: Sequence[str]) -> Any:
    return tables.read("checks", names).itertuples(index=False, name=None)


def _plain(value: Any) -> Any:
    """A cell of a frame as the row class has it."""
    if hasattr(value, "tolist"):
        plain = value.tolist()
        return tuple(plain) if isinstance(plain, list) else plain
    return None if value != value else value
