"""Scores that a document states for a unit: in lists (永陵镇,96分。), tables (单位/得分/名次) and running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.facts import _score_cells, _score_text
from pipeline.facts._entries import entries
from pipeline.facts._score_words import Stated
from pipeline.facts._trust import trust
from pipeline.records import Doc, Score

Row = Score


def extract(doc: Doc, found: Mapping[str, Sequence[Any]]) -> list[Score]:
    """The scores in document order."""
    if "分" not in doc.text:
        return []
    listed = _score_text.listed(doc.text, entries(doc))
    cells = _score_cells.stated(doc)
    covered = [(one.start, one.end) for one in (*listed, *cells)]
    running = [] if doc.meta.kind == "rubric" else _score_text.running(doc.text, doc.meta.unit, covered)
    full = _score_text.full_score(doc.text)
    return [_row(doc, one, full) for one in sorted([*listed, *cells, *running], key=lambda one: one.start)]


def _row(doc: Doc, one: Stated, full: float | None) -> Score:
    return Score(
        unit=one.unit,
        unit_ordinal=one.unit_ordinal,
        score=one.score,
        full_score=one.full_score if one.full_score is not None else full,
        rank=one.rank,
        grade=one.grade,
        masked=one.masked,
        text=doc.text[one.start : one.end],
        start=one.start,
        end=one.end,
        trust=trust(doc, one.start, one.end),
    )
