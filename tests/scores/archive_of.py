"""Small archives at the level of tables: documents with the rows that reading would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.archive import schema
from pipeline.archive.tables import MemoryTables
from pipeline.records import TABLES, Deduction, Doc, Document, Score
from pipeline.scores import rubrics


def tables(rows: Mapping[str, Sequence[Any]]) -> MemoryTables:
    """``rows`` as all tables of the contract."""
    made = {name: pa.Table.from_batches([schema.to_batch(rows.get(name, ()), row)]) for name, row in TABLES.items()}
    return MemoryTables(made)


class Archive:
    """Documents put together one by one, then read as tables."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Any]] = {"documents": [], "scores": [], "deductions": [], "rubrics": []}

    def document(self, kind: str, text: str, title: str = "", unit: str | None = None, year: int | None = None) -> str:
        """A document of ``kind``; a rubric's rules are read from its text. Returns its id."""
        doc_id = f"{len(self.rows['documents']):012x}-1"
        meta = Document(row_id=doc_id, doc_id=doc_id, path=f"{doc_id}.txt", sha256=doc_id, ordinal=1, kind=kind,
                        title=title or None, unit=unit, year=year, text=text, chars=len(text))  # fmt: skip
        self.rows["documents"].append(meta)
        for n, row in enumerate(rubrics.read(Doc(meta=meta)), 1):
            values = {name: getattr(row, name) for name in type(row).__slots__}
            self.rows["rubrics"].append(type(row)(**{**values, "doc_id": doc_id, "row_id": f"{doc_id}-RU{n}"}))
        return doc_id

    def inspection(self, title: str, year: int | None, lines: Sequence[tuple[str, float | None, str]]) -> str:
        """An inspection that lists (unit, stated score, reasons); reasons are 扣 clauses parted by commas."""
        text = "\n".join(f"{unit}，{'X' if score is None else f'{score:g}'}分。{why}。" for unit, score, why in lines)
        doc_id = self.document("inspection", text, title, "考核组", year)
        at = 0
        for place, (unit, score, why) in enumerate(lines, 1):
            at = text.index(f"{unit}，", at)
            head = {"doc_id": doc_id, "unit": unit, "unit_ordinal": place}
            row_id = f"{doc_id}-SC{place}"
            self.rows["scores"].append(
                Score(**head, row_id=row_id, score=score, masked=score is None, text=unit, start=at, end=at + len(unit))
            )
            for clause in why.split("，"):
                self._clause(head, clause, text.index(clause, at))
        return doc_id

    def _clause(self, head: Mapping[str, Any], clause: str, at: int) -> None:
        reason, sign, points = clause.rpartition("扣")
        if not sign:
            return
        n = len(self.rows["deductions"]) + 1
        figure = None if "X" in points else float(points.removesuffix("分"))
        self.rows["deductions"].append(
            Deduction(**head, row_id=f"{head['doc_id']}-D{n}", reason=reason, points=figure, masked=figure is None,
                      text=clause, start=at, end=at + len(clause))
        )  # fmt: skip

    def tables(self) -> MemoryTables:
        """The archive as tables."""
        return tables(self.rows)
