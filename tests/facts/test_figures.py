"""Counts, deductions, scores and the account of numerals, from files with one example a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts import counts, deductions, numbers, scores
from pipeline.records import Doc, Document, Place

HERE = Path(__file__).parent


def examples(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert len(found) > 5
    return found


def doc(text: str, kind: str = "inspection") -> Doc:
    meta = Document(
        doc_id="d", path="d.txt", sha256="", ordinal=1, text=text, chars=len(text), unit="本单位", kind=kind
    )
    return Doc(meta=meta, places=places(text))


def places(text: str) -> tuple[Place, ...]:
    """The cells of a text that is one table."""
    found, at = [], 0
    for row, line in enumerate(text.split("\n"), 1):
        for column, cell in enumerate(line.split("\t"), 1):
            if "\t" in line:
                found.append(Place(start=at, end=at + len(cell), table=1, row=row, column=column))
            at += len(cell) + 1
    return tuple(found)


def facts(text: str, kind: str = "inspection") -> dict[str, list[Any]]:
    document = doc(text, kind)
    found: dict[str, list[Any]] = {}
    for name, module in (("deductions", deductions), ("scores", scores), ("counts", counts), ("numbers", numbers)):
        found[name] = list(module.extract(document, found))  # type: ignore[attr-defined]
    for rows in found.values():
        assert all(row.text == text[row.start : row.end] for row in rows)
    return found


def plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


@pytest.mark.parametrize("example", examples("counts.txt"), ids=lambda e: e[0][:20])
def test_counts(example: list[str]) -> None:
    text = example[0].replace("【", "").replace("】", "")
    rows = facts(text)["counts"]
    assert [row.text for row in rows] == [part.split("】")[0] for part in example[0].split("【")[1:]]
    assert [row.item for row in rows] == (example[1].split("|") if len(example) > 1 else [])


@pytest.mark.parametrize("example", examples("deductions.txt"), ids=lambda e: e[0][:20])
def test_deductions(example: list[str]) -> None:
    rows = facts(unescaped(example))["deductions"]
    assert ["|".join(deduction(row)) for row in rows] == wanted(example)


def unescaped(example: list[str]) -> str:
    return example[0].replace("\\n", "\n").replace("\\t", "\t")


def wanted(example: list[str]) -> list[str]:
    return example[1:]


def deduction(row: Any) -> list[str]:
    need = "" if row.required is row.actual is None else f"{plain(row.required)}/{plain(row.actual)}"
    flag = "rule" if row.rule else "masked" if row.masked else ""
    return [row.unit or plain(row.unit_ordinal), row.reason, plain(row.points), row.per or "", need, flag]


@pytest.mark.parametrize("example", examples("scores.txt"), ids=lambda e: e[0][:20])
def test_scores(example: list[str]) -> None:
    rows = facts(unescaped(example))["scores"]
    written = [
        [row.unit or plain(row.unit_ordinal), plain(row.score), plain(row.full_score), plain(row.rank), row.grade or ""]
        for row in rows
    ]
    assert ["|".join(fields) for fields in written] == wanted(example)


def test_rules_of_a_rubric_are_no_deductions_made() -> None:
    rows = facts("未成立领导小组扣5分；无分管领导扣3分。", kind="rubric")["deductions"]
    assert [row.rule for row in rows] == [True, True]


def test_results_of_units_are_deductions_made_in_a_document_of_rules_too() -> None:
    text = "未设公开栏扣5分。\n1.县粮食局，考核得分97分。公开栏破损扣3分。\n2.县司法局，考核得分99分。档案缺页扣1分。"
    rows = facts(text, kind="rubric")["deductions"]
    assert [(row.unit, row.rule) for row in rows] == [(None, True), ("县粮食局", False), ("县司法局", False)]


def test_figures_of_a_table_take_the_unit_of_their_head() -> None:
    rows = facts("乡镇\t受理（件）\t面积（万平方米）\n东山镇\t120\t1.5")["counts"]
    assert [(r.item, r.value, r.unit, r.kind) for r in rows] == [
        ("东山镇受理", 120, "件", "count"),
        ("东山镇面积", 15000, "平方米", "area"),
    ]


def test_figures_of_a_table_with_a_column_of_units() -> None:
    rows = facts("统计指标\t单位\t统计数\n主动公开政府信息数\t条\t1235\n回应解读数\t次\t36")["counts"]
    assert [(r.item, r.value, r.unit) for r in rows] == [("主动公开政府信息数", 1235, "条"), ("回应解读数", 36, "次")]


def test_a_merged_cell_gives_its_unit_to_the_rows_below() -> None:
    text = "单位\t扣分事项\t扣分\n教育局\t未公开预算\t2\n\t未开展培训\t1.5"
    document = doc(text)
    swallowed = Doc(meta=document.meta, places=tuple(p for p in document.places if p.start != p.end))
    rows = deductions.extract(swallowed, {})
    assert [(r.unit, r.unit_ordinal, r.points) for r in rows] == [("教育局", 1, 2), ("教育局", 1, 1.5)]


def test_every_numeral_has_a_fate() -> None:
    text = "一、2018年，某局召开会议12次，得分96分，未报总结扣2分。电话84321567，第三名。"
    rows = facts(text)["numbers"]
    assert [(r.text, r.fate, r.why) for r in rows] == [
        ("一", "excluded", "marker"), ("2018", "excluded", "date"), ("12", "count", None), ("96", "score", None),
        ("2", "deduction", None), ("84321567", "excluded", "telephone"), ("三", "excluded", "ordinal"),
    ]  # fmt: skip


def test_recognised_text_is_not_trusted_as_printed() -> None:
    document = doc("开展巡查12次。")
    read = Doc(meta=document.meta, recognised=((0, 8, True),))
    assert [row.trust for row in counts.extract(read, {})] == ["read"]
    assert [row.trust for row in counts.extract(document, {})] == ["printed"]


WORDS = "永兴镇 ， 96分 。 1、 扣2分 未报总结 每少一次 共 12件 X （ ） 得分 办结率 95% 其中 排名第3 教育局 -1分 为"
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t"])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_order_of_words_gives_rows_that_are_the_text(text: str) -> None:
    found = facts(text)
    digits = [at for at, char in enumerate(text) if char.isdigit()]
    assert all(sum(row.start <= at < row.end for row in found["numbers"]) == 1 for at in digits)
