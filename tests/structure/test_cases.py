"""The marked documents of cases/ come out exactly."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import structure
from pipeline.facts import measures, plans, problems
from pipeline.records import Doc, SourceText

from .marked import CASES as FOLDER
from .marked import Case, Wanted, read

CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read(path)]


def found(case: Case) -> list[Doc]:
    return structure.documents(SourceText(path=case.name, text=case.text), "0" * 64)


def rows(doc: Doc) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "sections": [(s.level, s.heading, s.role) for s in doc.sections],
        "problems": [(p.scope, p.text) for p in problems.extract(doc, {})],
        "measures": [(m.text,) for m in measures.extract(doc, {})],
        "plans": [(p.text,) for p in plans.extract(doc, {})],
    }


def fields(doc: Doc, wanted: Wanted) -> dict[str, str | None]:
    values = {"kind": doc.meta.kind, "unit": doc.meta.unit, "year": doc.meta.year}
    return {key: None if values[key] is None else str(values[key]) for key in wanted.fields}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_marked_documents_come_out_exactly(case: Case) -> None:
    docs = found(case)
    assert [doc.text for doc in docs] == [wanted.text for wanted in case.documents]
    for doc, wanted in zip(docs, case.documents, strict=True):
        assert fields(doc, wanted) == wanted.fields
        assert {**rows(doc), "counts": []} == wanted.rows  # these files mark no counts
