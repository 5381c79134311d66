"""Rubrics of many shapes: text to rules, rules to TOML and back, rules to a table, nothing lost on the way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.records import Doc, Document, Rubric
from pipeline.scores import rubric_files, rubrics
from pipeline.scores.scheme import build

CASES = sorted((Path(__file__).parent / "rubrics").glob("*.txt"))


def rubric(text: str, title: str | None = None, kind: str = "rubric") -> Doc:
    title = title or text.splitlines()[0]
    meta = Document(doc_id="d-1", path="d", sha256="d", ordinal=1, title=title, kind=kind, text=text, chars=len(text))
    return Doc(meta=meta)


def shown(row: Rubric) -> str:
    values = (row.kind, row.parent, row.indicator, row.full_score, row.item, row.points, row.per, row.cap)
    return "\t".join("" if v is None else f"{v:.7g}" if isinstance(v, float) else v for v in values)


def case(path: Path) -> tuple[Doc, list[str]]:
    text, expected = path.read_text(encoding="utf-8").split("----\n")
    lines = expected.splitlines()
    assert lines
    return rubric(text), lines


def test_all_shapes_are_there() -> None:
    assert len(CASES) == 19


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_text_to_rules(path: Path) -> None:
    doc, expected = case(path)
    rows = rubrics.read(doc)
    assert [shown(row) for row in rows] == expected
    assert all(row.text == doc.text[row.start : row.end] for row in rows)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rules_to_toml_and_back(path: Path) -> None:
    rows = rubrics.read(case(path)[0])
    grades = ((Decimal(90), "优秀"), (Decimal("59.5"), "合格"))
    again, scheme, region = rubric_files.from_toml(rubric_files.to_toml(rows, 2020, "青川县", grades), "x.toml")
    assert (scheme.year, scheme.grades, region) == (2020, grades, "青川县")
    assert sorted(map(shown, again)) == sorted(map(shown, rows))
    assert {row.text for row in again if row.item} == {row.text for row in rows if row.item}
    assert scheme.rules == build("a", 2020, None, rows).rules


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rules_to_table(path: Path) -> None:
    rows = rubrics.read(case(path)[0])
    lines = rubric_files.show(rows)
    assert len(lines) == sum(1 for row in rows if row.item or row.indicator)
    for line, row in zip(lines, (row for row in rows if row.item or row.indicator), strict=True):
        place, full, rule, points, per, cap = line
        assert place == " / ".join(filter(None, (row.parent, row.indicator)))
        assert rule.partition("：")[2] == (row.item or "")
        figures = [None if v == "" else float(v) for v in (full, points, cap)]
        assert figures == [row.full_score, row.points and pytest.approx(row.points, rel=1e-5), row.cap]
        assert per == (row.per or "")


def test_other_kinds_of_documents_have_no_rules() -> None:
    assert rubrics.read(rubric("一、组织领导（20分）。未成立机构的，扣5分。", kind="plan")) == []


def test_a_rubric_is_named_with_its_year() -> None:
    doc = rubric("一、组织领导（20分）。未成立机构的，扣5分。", title="政务公开考核细则")
    named = Doc(meta=replace(doc.meta, year=2021))
    assert rubrics.read(named)[0].rubric == "政务公开考核细则(2021)"


def test_points_that_do_not_add_up_are_said() -> None:
    rows = rubrics.read(
        rubric("满分100分。\n一、组织领导（20分）。未成立机构的，扣25分。\n二、公开内容（70分）。缺项的，每项扣1分。")
    )
    assert list(rubric_files.faults(build("a", 2020, None, rows))) == [
        "各一级指标合计 90 分，与满分 100 分不符。",
        "组织领导：“未成立机构”一次扣 25 分，超过指标分值 20 分。",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("name = ", "不是合格的 TOML"),
        ('year = 2020\n[[rules]]\nkind = "veto"', "缺少 name"),
        ('name = "甲"', "没有任何指标或规则"),
        ('name = "甲"\n[[rules]]\nkind = "扣分"\nitem = "乙"', "不认识的 kind 扣分"),
        ('name = "甲"\n[[rules]]\nkind = "veto"\nitme = "乙"', "不认识的项 itme"),
        ('name = "甲"\n[[rules]]\nkind = "deduction"\npoints = "5"', "points = '5' 的类型不对"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(words: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"甲\.toml") as error:
        rubric_files.from_toml(words, "甲.toml")
    assert said in str(error.value)
