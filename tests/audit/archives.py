"""Archives at the level of tables, for tests of the audit: built from statements, the second archive and the sample."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.archive import schema
from pipeline.archive.tables import MemoryTables
from pipeline.records import TABLES, Deduction, Document, Measure, Plan, Problem, Unit

CORPORA = Path(__file__).parents[2] / "corpora"
ROWS = {"measures": Measure, "problems": Problem, "plans": Plan, "deductions": Deduction}


def tables(rows: Mapping[str, Sequence[Any]]) -> MemoryTables:
    """``rows`` as all tables of the contract."""
    made = {name: pa.Table.from_batches([schema.to_batch(rows.get(name, ()), row)]) for name, row in TABLES.items()}
    return MemoryTables(made)


class Archive:
    """Documents made of statements, one a line; their rows get the offsets they then have."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Any]] = {name: [] for name in ("documents", *ROWS)}

    def add(self, kind: str, unit: str | None, year: int | None, **statements: Sequence[Any]) -> str:
        """A document with ``statements`` by table; a deduction is given as (unit, reason). Returns its id."""
        doc_id = f"{len(self.rows['documents']):012x}-1"
        text = ""
        for table, entries in statements.items():
            for ordinal, entry in enumerate(entries, 1):
                words = entry if table != "deductions" else entry[1]
                place = {"doc_id": doc_id, "text": words, "start": len(text), "end": len(text) + len(words)}
                more = {"unit": entry[0], "reason": words} if table == "deductions" else {"ordinal": ordinal}
                self.rows[table].append(ROWS[table](**place, **more, row_id=f"{doc_id}-{table[0]}{ordinal}"))
                text += words + "\n"
        self.rows["documents"].append(
            Document(row_id=doc_id, doc_id=doc_id, path=f"{doc_id}.txt", sha256=doc_id, ordinal=1, kind=kind,
                     title=f"{unit}{year}", unit=unit, year=year, text=text, chars=len(text))
        )  # fmt: skip
        return doc_id

    def tables(self) -> MemoryTables:
        """The archive as tables."""
        return tables(self.rows)


def second() -> tuple[MemoryTables, list[dict[str, Any]]]:
    """The second archive, read without error, and its key."""
    spec = importlib.util.spec_from_file_location("make_second", CORPORA / "audit" / "make_second.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    sys.modules["make_second"] = maker
    spec.loader.exec_module(maker)
    papers, expected = maker.build()
    rows: dict[str, list[Any]] = {"documents": []}
    for paper in papers:
        rows["documents"].append(
            Document(doc_id=paper.name, path=paper.name, sha256="", ordinal=1, kind=paper.kind, unit=paper.unit,
                     year=paper.year, text=paper.text, chars=len(paper.text))
        )  # fmt: skip
        for ordinal, row in enumerate(paper.rows, 1):
            span = {"doc_id": paper.name, "text": paper.text[row["start"] : row["end"]]}
            span |= {"start": row["start"], "end": row["end"]}
            rows.setdefault(row["table"], []).append(_annotated(row, span, ordinal))
    for entry in expected:
        entry["claim"] = entry["claim"] and list(entry["claim"])
    return tables(rows), expected


def _annotated(row: Mapping[str, Any], span: Mapping[str, Any], ordinal: int) -> Any:
    if row["table"] == "deductions":
        return Deduction(**span, unit=row["unit"], reason=row["reason"], theme=row["theme"])
    return ROWS[row["table"]](**span, ordinal=ordinal, themes=(row["theme"],))


def sample() -> tuple[MemoryTables, dict[str, Any]]:
    """The sample archive as its annotations read it, and the archive-wide key."""
    folder = CORPORA / "sample" / "key"
    key = json.loads((folder / "archive.json").read_text(encoding="utf-8"))
    rows: dict[str, list[Any]] = {"documents": []}
    rows["units"] = [
        Unit(
            unit_id=unit["name"], name=unit["name"], aliases=tuple(unit["aliases"]), successor_id=unit.get("successor")
        )
        for unit in key["units"]
    ]
    for path in sorted(folder.glob("*.json")):
        if path.name != "archive.json":
            for doc in json.loads(path.read_text(encoding="utf-8")):
                _add_sample(rows, doc, key["units"])
    return tables(rows), key


def _add_sample(rows: dict[str, list[Any]], doc: Mapping[str, Any], units: Sequence[Mapping[str, Any]]) -> None:
    names = {alias: unit["name"] for unit in units for alias in (unit["name"], *unit.get("aliases", ()))}
    doc_id = f"{doc['source']}#{doc['ordinal']}"
    text = ""
    for table, row_class in ROWS.items():
        for ordinal, entry in enumerate(doc.get(table, ()), 1):
            words = entry.get("text") or entry["reason"]
            place = {"doc_id": doc_id, "text": words, "start": len(text), "end": len(text) + len(words)}
            text += words + "\n"
            if table == "deductions":
                unit = names.get(entry.get("unit"), entry.get("unit"))
                rows.setdefault(table, []).append(Deduction(**place, unit=unit, reason=entry["reason"]))
            else:
                themes = tuple(entry.get("themes", ()))
                rows.setdefault(table, []).append(row_class(**place, ordinal=ordinal, themes=themes))
    unit = names.get(doc.get("unit"), doc.get("unit"))
    rows["documents"].append(
        Document(doc_id=doc_id, path=doc["path"], sha256="", ordinal=doc["ordinal"], title=doc.get("title"),
                 unit=unit, year=doc["year"], kind=doc["kind"], text=text, chars=len(text))
    )  # fmt: skip
