"""Measures, problems and plans sentence by sentence, from the example files beside this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.facts import measures, plans, problems
from pipeline.records import Doc, Document, Piece, Section

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    found = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert len(found) >= 10, f"{name}: too few examples read"
    return found


def of_one_sentence(text: str, role: str) -> Doc:
    meta = Document(doc_id="d-1", path="x", sha256="0", ordinal=1, kind="self_report", text=text, chars=len(text))
    section = Section(section_id="S1", level=1, heading=text[:1], role=role, start=0, end=len(text))
    kind = "lead" if text.endswith("：") else "sentence"
    return Doc(
        meta=meta,
        sections=(section,),
        pieces=(Piece(start=0, end=len(text), kind=kind, role=role, section_id="S1"),),
    )


def signed(name: str) -> list[tuple[str, str]]:
    return [(line[0], line[1:].split("  #")[0].strip()) for line in lines(name)]


@pytest.mark.parametrize(("sign", "text"), signed("measures.txt"))
def test_measures(sign: str, text: str) -> None:
    assert [row.text for row in measures.extract(of_one_sentence(text, "measures"), {})] == [text] * (sign == "+")


@pytest.mark.parametrize(("sign", "text"), signed("plans.txt"))
def test_plans(sign: str, text: str) -> None:
    assert [row.text for row in plans.extract(of_one_sentence(text, "plans"), {})] == [text] * (sign == "+")


@pytest.mark.parametrize("line", lines("problems.txt"))
def test_the_scope_of_a_problem(line: str) -> None:
    scope, text = (part.strip() for part in line.split("|"))
    assert [row.scope for row in problems.extract(of_one_sentence(text, "problems"), {})] == [
        None if scope == "-" else scope
    ]


def test_problems_between_semicolons_are_one_each() -> None:
    text = "离群众的期望还有差距,表现在公开栏更新慢；个别股室不重视；监督机制有待健全"
    rows = list(problems.extract(of_one_sentence(text, "problems"), {}))
    assert [row.text for row in rows] == ["公开栏更新慢", "个别股室不重视", "监督机制有待健全"]
    assert [row.scope for row in rows] == [None, "个别股室", None]


@pytest.mark.parametrize("kind", ["plan", "rules", "rubric", "article"])
def test_papers_that_lay_down_what_to_do_have_no_measures(kind: str) -> None:
    text = "成立了领导小组"
    meta = Document(doc_id="d-1", path="x", sha256="0", ordinal=1, kind=kind, text=text, chars=len(text))
    doc = Doc(meta=meta, pieces=(Piece(start=0, end=len(text), kind="sentence", role="measures"),))
    assert list(measures.extract(doc, {})) == []
    assert list(plans.extract(doc, {})) == []
