"""Documents of other hands with marks in place (corpora/hands/marked) against what is found in them.

The marks name sections, problems, measures, plans and counts with what they count, some also themes; they give no
values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import run, structure
from pipeline.records import Doc, SourceText
from tests.quality.compare import Row, Tallies, dice, new_tallies, pairs, settle, share, squeeze
from tests.structure.marked import Case, Wanted, read

_ALIKE = {"sections": 0.85, "problems": 0.8, "measures": 0.8, "plans": 0.8}


def measure(folder: Path) -> Tallies:
    """The figures over all files of ``folder``."""
    tallies = new_tallies()
    for path in sorted(folder.glob("*.txt")):
        for case in read(path):
            _case(case, tallies)
    return tallies


def _case(case: Case, tallies: Tallies) -> None:
    found = structure.documents(SourceText(path=case.name, text=case.text), "0" * 64)
    texts = [{"text": doc.text} for doc in found]
    wanted = [{"text": document.text} for document in case.documents]
    paired = dict(pairs(wanted, texts, lambda a, b: dice(a["text"], b["text"]), 0.5))
    settle(tallies["documents"], wanted, texts, lambda a, b: dice(a["text"], b["text"]), 0.9)
    for number, document in enumerate(case.documents):
        _document(document, found[paired[number]] if number in paired else None, tallies)


def _document(wanted: Wanted, doc: Doc | None, tallies: Tallies) -> None:
    rows: Mapping[str, Sequence[Any]] = run.analyse_document(doc) if doc else {}
    for field in ("kind", "unit", "year"):
        told, got = wanted.fields[field], getattr(doc.meta, field) if doc else None
        share(tallies[f"document {field}"], told == (None if got is None else str(got)), f"{told} / {got}")
    for name, least in _ALIKE.items():
        found = [_found(row) for row in rows.get(name, ())]
        for a, b in settle(tallies[name], _wanted(name, wanted), found, _alike, least):
            if name == "sections":
                share(tallies["section role"], a["role"] == b["role"], f"{a['text']}: {a['role']} / {b['role']}")
            if name == "problems":
                share(tallies["problem scope"], a["scope"] == b["scope"], f"{a['text']}: {a['scope']} / {b['scope']}")
            if a.get("themes"):
                main = a["themes"][0] == b["themes"][0]
                share(tallies[f"{name} main theme"], main, f"{a['text']}: {a['themes'][0]} / {b['themes'][0]}")
    _counts(wanted, [_found(row) for row in rows.get("counts", ())], tallies)


def _wanted(name: str, document: Wanted) -> list[Row]:
    if name == "sections":
        return [{"text": heading, "role": role} for _, heading, role in document.rows[name]]
    themes = document.themes[name]
    if name == "problems":
        return [{"text": t, "scope": s, "themes": m} for (s, t), m in zip(document.rows[name], themes, strict=True)]
    return [{"text": row[0], "themes": m} for row, m in zip(document.rows[name], themes, strict=True)]


def _found(row: Any) -> Row:
    text = getattr(row, "heading", None) or row.text
    return {"text": text, **{field: getattr(row, field, None) for field in ("role", "scope", "item", "themes")}}


def _alike(a: Row, b: Row) -> float:
    return dice(a["text"], b["text"])


def _counts(document: Wanted, found: Sequence[Row], tallies: Tallies) -> None:
    """Counts are paired in the order of the text: one lies within the other."""
    wanted = [{"text": text, "item": item} for item, text in document.rows["counts"]]

    def same(a: Row, b: Row) -> float:
        one, other = squeeze(a["text"]), squeeze(b["text"])
        return float(one in other or other in one)

    for a, b in settle(tallies["counts"], wanted, found, same, 1.0):
        share(tallies["count item"], dice(a["item"], b["item"]) >= 0.6, f"{a['text']}: {a['item']} / {b['item']}")
