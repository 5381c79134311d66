"""Arithmetic that a document invites, recomputed: sums, rates, orders, points and ranks, as intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.audit._recount import terms
from pipeline.audit._recount_points import points
from pipeline.audit._recount_rates import rates
from pipeline.audit._recount_sums import sums
from pipeline.records import Check, Doc


def check(doc: Doc, facts: Mapping[str, Sequence[Any]]) -> list[Check]:
    """The checks of one document, without row ids, in document order."""
    counted = terms(doc, facts)
    found = [*points(doc, facts)]
    if len(counted) > 1:
        found += [*sums(doc.text, counted), *rates(doc.text, counted)]
    return sorted(found, key=lambda c: (min(c.starts), c.kind))
