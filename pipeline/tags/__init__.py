"""Fourth stage: rows to rows with themes, by the classifier stored in ``models/`` or by a person's correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.records import Doc
from pipeline.settings import Settings
from pipeline.tags import _corrections
from pipeline.tags._model import Decision, Model, builtin_folder, decide, load

TABLES = ("measures", "plans", "problems", "deductions")


def tag(doc: Doc, facts: Mapping[str, Sequence[Any]], settings: Settings | None = None) -> dict[str, Sequence[Any]]:
    """The same facts, with themes, confidence, ``uncertain`` and ``decided_by`` on the rows of ``TABLES``."""
    chosen = settings or Settings()
    rows = [row for name in TABLES for row in facts.get(name, ())]
    if not rows:
        return dict(facts)
    model = load(Path(chosen.themes) if chosen.themes else builtin_folder())
    least = model.uncertain_below if chosen.uncertain_below is None else chosen.uncertain_below
    decisions = decide(model, [getattr(row, "reason", row.text) for row in rows])
    corrections = _corrections.load(Path(chosen.corrections)) if chosen.corrections else {}
    tagged = iter(
        _corrected(row, corrections, doc.meta.doc_id) or _decided(row, decision, least)
        for row, decision in zip(rows, decisions, strict=True)
    )
    done = {name: [next(tagged) for _ in facts[name]] for name in TABLES if name in facts}
    return {name: done.get(name, table) for name, table in facts.items()}


def _decided(row: Any, decision: Decision, least: float) -> Any:
    return _with(row, decision.themes, decision.confidence, decision.confidence < least, "model")


def _corrected(row: Any, corrections: _corrections.Corrections, doc_id: str) -> Any | None:
    found = _corrections.find(corrections, row.text, doc_id)
    return found and _with(row, found.themes, 1.0, False, found.person)


def _with(row: Any, themes: tuple[str, ...], confidence: float, uncertain: bool, decided_by: str) -> Any:
    values: dict[str, Any] = {"themes": themes} if hasattr(row, "themes") else {"theme": themes[0]}
    return replace(row, **values, confidence=confidence, uncertain=uncertain, decided_by=decided_by)


__all__ = ["TABLES", "Model", "tag"]
