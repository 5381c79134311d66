"""Points taken off, and for what: 未按要求上报统计报表扣2分 in lists, running text and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.facts import _deduction_cells, _deduction_text
from pipeline.facts._deduction_text import Taken
from pipeline.facts._entries import entries, entry_at
from pipeline.facts._trust import trust
from pipeline.records import Deduction, Doc

Row = Deduction
_CUE = re.compile(r"扣|减|不得分|失分|[-－—–]\s?[0-9]")
_RULES = ("rubric", "plan", "rules")  # kinds of documents that lay down prices and take nothing off


def extract(doc: Doc, found: Mapping[str, Sequence[Any]]) -> list[Deduction]:
    """The deductions in document order."""
    if not _CUE.search(doc.text):
        return []
    listed = entries(doc)
    cells = _deduction_cells.taken(doc)
    covered = [(t.start, t.end) for t in cells]
    rules = doc.meta.kind in _RULES
    running = [
        taken
        for taken in _deduction_text.taken(doc.text, [e.score_end for e in listed if e.score], rules)
        if not any(taken.start < end and start < taken.end for start, end in covered)
    ]
    rows = []
    for taken in sorted([*cells, *running], key=lambda t: t.start):
        entry = entry_at(listed, taken.start)
        unit = (entry.name if entry else None) or (taken.unit if entry is None or taken.unit_ordinal else None)
        ordinal = taken.unit_ordinal or (entry.ordinal if entry else None)
        rows.append(_row(doc, taken, unit, ordinal, rules))
    return rows


def _row(doc: Doc, taken: Taken, unit: str | None, ordinal: int | None, rules: bool) -> Deduction:
    return Deduction(
        unit=unit,
        unit_ordinal=ordinal,
        reason=taken.reason,
        points=None if taken.points is None else float(taken.points),
        per=taken.per,
        required=None if taken.required is None else float(taken.required),
        actual=None if taken.actual is None else float(taken.actual),
        rule=rules or taken.rule,
        masked=taken.masked,
        text=doc.text[taken.start : taken.end],
        start=taken.start,
        end=taken.end,
        trust=trust(doc, taken.start, taken.end),
    )
