"""Points taken off, and for what: 未按要求上报统计报表扣2分 in lists, running text and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.facts import _deduction_cells, _deduction_text
from pipeline.facts._deduction_text import Taken, Told
from pipeline.facts._entries import Entry, entries, entry_at
from pipeline.facts._entry_names import is_named
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
    rules = doc.meta.kind in _RULES
    cells = [replace(one, rule=rules or one.rule) for one in _deduction_cells.taken(doc)]
    covered = [(t.start, t.end) for t in cells]
    running = [
        taken
        for taken in _deduction_text.taken(doc.text, _told(doc.text, listed), rules)
        if not any(taken.start < end and start < taken.end for start, end in covered)
    ]
    rows = []
    for taken in sorted([*cells, *running], key=lambda t: t.start):
        entry = entry_at(listed, taken.start)
        unit = (entry.name if entry else None) or (taken.unit if entry is None or taken.unit_ordinal else None)
        ordinal = taken.unit_ordinal or (entry.ordinal if entry else None)
        rows.append(_row(doc, taken, unit, ordinal))
    return rows


def _told(text: str, listed: Sequence[Entry]) -> list[Told]:
    """What is told of each unit; two with scores make a list of results, whatever kind of document it stands in."""
    results = sum(_scored(text, entry) for entry in listed) > 1
    return [Told(e.told, e.end, results and _scored(text, e)) for e in listed]


def _scored(text: str, entry: Entry) -> bool:
    """Whether the entry tells a unit and its score, and not a part of a rubric and its weight (服务窗口（20分）)."""
    weight = entry.score and text[entry.score_start - 1] in "（("
    return entry.score is not None and not weight and (entry.name is None or is_named(entry.name))


def _row(doc: Doc, taken: Taken, unit: str | None, ordinal: int | None) -> Deduction:
    return Deduction(
        unit=unit,
        unit_ordinal=ordinal,
        reason=taken.reason,
        points=None if taken.points is None else float(taken.points),
        per=taken.per,
        required=None if taken.required is None else float(taken.required),
        actual=None if taken.actual is None else float(taken.actual),
        rule=taken.rule,
        masked=taken.masked,
        text=doc.text[taken.start : taken.end],
        start=taken.start,
        end=taken.end,
        trust=trust(doc, taken.start, taken.end),
    )
