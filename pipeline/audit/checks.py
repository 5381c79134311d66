"""Arithmetic that a document invites, recomputed: sums, rates, orders, points and ranks, as intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.audit._recount import terms
from pipeline.audit._recount_annual import balances
from pipeline.audit._recount_marks import marks
from pipeline.audit._recount_points import points
from pipeline.audit._recount_rates import rates
from pipeline.audit._recount_stated import stated
from pipeline.audit._recount_sums import sums
from pipeline.records import Check, Doc

_SUMS = ("sum", "score_total")
_TRUSTED = ("scores", "deductions", "counts")


def check(doc: Doc, facts: Mapping[str, Sequence[Any]]) -> list[Check]:
    """The checks of one document, without row ids, in the order of the figures that claim."""
    counted = terms(doc, facts)
    found = [*points(doc, facts), *balances(doc.text), *marks(doc.text, doc.meta.kind), *stated(doc.text)]
    if counted:
        found += [*sums(doc.text, counted), *rates(doc.text, counted, facts.get("scores", ()))]
    return sorted(_explained(found), key=lambda c: (c.starts[0], c.kind))


def _explained(found: Sequence[Check]) -> list[Check]:
    """The checks, a per cent called wrong but once, and not at all where another base explains it."""
    settled = {c.starts[0] for c in found if c.kind == "percent" and c.verdict in ("holds", "rounds")}
    kept = []
    for made in found:
        if made.kind == "percent" and made.verdict == "fails":
            if made.starts[0] in settled:
                continue
            settled.add(made.starts[0])
        kept.append(made)
    return kept


def prove(doc: Doc, facts: Mapping[str, Sequence[Any]], checks: Sequence[Check]) -> dict[str, list[Any]]:
    """The facts, with ``trust`` raised to ``proved`` where two readings agree and a sum over the row comes out."""
    if not doc.recognised:
        return {name: list(rows) for name, rows in facts.items()}
    sums_hold = [c for c in checks if c.kind in _SUMS and c.verdict == "holds"]
    closed = [span for check in sums_hold for span in zip(check.starts, check.ends, strict=True)]
    return {
        name: [replace(row, trust="proved") if _is_proved(doc, row, closed) else row for row in rows]
        if name in _TRUSTED
        else list(rows)
        for name, rows in facts.items()
    }


def _is_proved(doc: Doc, row: Any, closed: Sequence[tuple[int, int]]) -> bool:
    if row.trust != "read" or not any(row.start < end and start < row.end for start, end in closed):
        return False
    return all(agreed for start, end, agreed in doc.recognised if start < row.end and row.start < end)
