"""Fourth stage: rows to rows with themes, by the classifier stored in ``models/`` or by a person's correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.records import Doc, Tables
from pipeline.settings import Settings
from pipeline.tags import _corrections, _explain
from pipeline.tags._model import Decision, Model, builtin_folder, decide, load
from pipeline.tags._order import foremost
from pipeline.tags._said import is_bare, said
from pipeline.theme_notes import ThemeNotes

# Rows of a table whose reasons are told: as many as the page lists, at 1 ms each.
_REASONED = 2_000
TABLES = ("measures", "plans", "problems", "deductions")


def tag(doc: Doc, facts: Mapping[str, Sequence[Any]], settings: Settings | None = None) -> dict[str, Sequence[Any]]:
    """The same facts, with themes, confidence, ``uncertain`` and ``decided_by`` on the rows of ``TABLES``."""
    chosen = settings or Settings()
    rows = [row for name in TABLES for row in facts.get(name, ())]
    if not rows:
        return dict(facts)
    model = _model_of(chosen)
    least = model.uncertain_below if chosen.uncertain_below is None else chosen.uncertain_below
    decisions = decide(model, [said(doc.text, row) for row in rows])
    corrections = _corrections_of(chosen)
    tagged = iter(
        _corrected(row, corrections, doc.meta.doc_id) or _decided(row, decision, least)
        for row, decision in zip(rows, decisions, strict=True)
    )
    done = {name: [next(tagged) for _ in facts[name]] for name in TABLES if name in facts}
    return {name: done.get(name, table) for name, table in facts.items()}


def notes(tables: Tables, settings: Settings) -> ThemeNotes:
    """The names of the scheme's themes, why doubtful rows have theirs, and when persons decided.

    The reasons stand in the order in which a person should look at the rows.
    """
    model, corrections = _model_of(settings), _corrections_of(settings)
    dates: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    for name in TABLES:
        deducted = ("reason", "rule", "start") if name == "deductions" else ()
        columns = dict.fromkeys(("row_id", "doc_id", "text", "decided_by", "uncertain", *deducted))
        frame = tables.read(name, list(columns))
        if deducted:
            frame["reason"] = frame["reason"].fillna(frame["text"])
        corrected = frame[frame["decided_by"] != "model"] if corrections else frame[:0]
        for row_id, doc_id, text in zip(corrected["row_id"], corrected["doc_id"], corrected["text"], strict=True):
            found = _corrections.find(corrections, text, doc_id)
            if found and found.date:
                dates[row_id] = found.date.isoformat()
        doubted: list[Any] = list(frame[frame["uncertain"].fillna(False).astype(bool)][:_REASONED].itertuples())
        doubtful |= dict(zip([row.row_id for row in doubted], _said(tables, doubted), strict=True))
    order = foremost(list(doubtful.values()))
    reasons = _explain.explain_all(model, list(doubtful.values()))
    told = [(row_id, _explain.told(found)) for row_id, (_, found) in zip(doubtful, reasons, strict=True)]
    names = {theme.code: theme.name for theme in model.themes}
    return ThemeNotes(names, dates, dict(told[place] for place in order))


def _said(tables: Tables, rows: Sequence[Any]) -> list[str]:
    """The words that each row is judged by; the texts of documents are read only where a row needs them."""
    needed = {row.doc_id for row in rows if is_bare(getattr(row, "reason", None), getattr(row, "rule", False))}
    texts: dict[str, str] = {}
    for batch in tables.batches("documents", ["doc_id", "text"]) if needed else ():
        texts |= {d: t for d, t in zip(batch["doc_id"], batch["text"], strict=True) if d in needed}
    return [said(texts.get(row.doc_id, ""), row) for row in rows]


def _model_of(settings: Settings) -> Model:
    return load(Path(settings.themes) if settings.themes else builtin_folder())


def _corrections_of(settings: Settings) -> _corrections.Corrections:
    return _corrections.load(Path(settings.corrections)) if settings.corrections else {}


def _decided(row: Any, decision: Decision, least: float) -> Any:
    return _with(row, decision.themes, decision.confidence, decision.confidence < least, "model")


def _corrected(row: Any, corrections: _corrections.Corrections, doc_id: str) -> Any | None:
    found = _corrections.find(corrections, row.text, doc_id)
    return found and _with(row, found.themes, 1.0, False, found.person)


def _with(row: Any, themes: tuple[str, ...], confidence: float, uncertain: bool, decided_by: str) -> Any:
    values: dict[str, Any] = {"themes": themes} if hasattr(row, "themes") else {"theme": themes[0]}
    return replace(row, **values, confidence=confidence, uncertain=uncertain, decided_by=decided_by)


__all__ = ["TABLES", "Model", "notes", "tag"]
