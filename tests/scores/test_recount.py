"""Deductions that part from the rubric stand among the checks of their document."""

from __future__ import annotations

from typing import Any

from pipeline.records import Check
from pipeline.scores import score
from pipeline.settings import Settings
from tests.scores.archive_of import Archive
from tests.scores.test_score import RULES

GRADES = RULES + "四、等次。95分以上为优秀，80分以上不足95分为合格，80分以下为不合格。\n"


def archive(*lines: tuple[str, float | None, str], county: str = "青川县") -> Archive:
    made = Archive()
    made.document("rubric", GRADES, "青川县2020年考核细则", "青川县政务公开办", 2020)
    made.inspection(f"{county}2020年考核通报", 2020, lines)
    return made


def checks(made: Archive) -> list[Check]:
    found: dict[str, list[Any]] = score(made.tables(), Settings())
    return found.get("checks", [])


def test_a_deduction_above_its_cap() -> None:
    (row,) = checks(archive(("石门镇", 92, "专题会议次数不足扣8分")))
    assert (row.kind, row.claimed, row.computed, row.verdict) == ("deduction_rule", 8, 6, "fails")
    assert (row.consequence, row.texts) == ("figure", ("专题会议次数不足扣8分",))


def test_a_fault_at_another_price_than_the_rule() -> None:
    (row,) = checks(archive(("石门镇", 96, "未制定工作方案扣4分")))
    assert (row.claimed, row.computed, row.verdict) == (4, 3, "fails")


def test_what_the_rule_would_change() -> None:
    (row,) = checks(archive(("石门镇", 94, "未制定工作方案扣4分，公开栏更新不及时扣2分")))
    assert row.consequence == "grade"
    lines = [
        ("石门镇", 92.0, "专题会议次数不足扣8分"),
        ("白岩镇", 93.0, "应公开的名单未公开扣5分，公开栏更新不及时扣2分"),
    ]
    (row,) = checks(archive(*lines))
    assert row.consequence == "rank"


def test_rows_stand_behind_those_of_their_document() -> None:
    made = archive(("石门镇", 92, "专题会议次数不足扣8分"))
    made.document("self_report", "一", "总结", "青川县教育局", 2020)
    head = {"kind": "sum", "verdict": "holds", "texts": ("1条",), "starts": (0,), "ends": (2,)}
    made.rows["checks"] = [
        Check(row_id=f"{doc_id}-K1", doc_id=doc_id, **head)
        for doc_id in (made.rows["documents"][1].doc_id, made.rows["documents"][2].doc_id)
    ]
    inspection, report = (document.doc_id for document in made.rows["documents"][1:])
    found = checks(made)
    assert [row.row_id for row in found] == [f"{inspection}-K1", f"{inspection}-KR1", f"{report}-K1"]
    assert found[0] == made.rows["checks"][0]


def test_the_rules_of_another_county_prove_nothing() -> None:
    assert checks(archive(("石门镇", 92, "专题会议次数不足扣8分"), county="某县")) == []


def test_nothing_is_written_where_all_is_by_the_rules() -> None:
    assert checks(archive(("石门镇", 97, "未制定工作方案扣3分"))) == []
