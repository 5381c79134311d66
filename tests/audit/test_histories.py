"""One problem of one unit through the years."""

from __future__ import annotations

import datetime

from pipeline.audit import histories
from pipeline.audit._sides import gather
from pipeline.records import History, Tables, Unit
from tests.audit import archives
from tests.audit.archives import Archive


def found_in(tables: Tables) -> list[History]:
    return histories.find(tables, gather(tables))


def test_found_promised_claimed_as_mended_found_again() -> None:
    archive = Archive()
    archive.add("self_report", "白沙乡", 2017, plans=["明年补齐历年档案，做到规范。"])
    archive.add("inspection", None, 2017, deductions=[("白沙乡", "文书档案不规范"), ("白沙乡", "公开栏陈旧")])
    archive.add("self_report", "白沙乡", 2018, measures=["档案全部整理齐全、规范归档。"])
    archive.add("inspection", None, 2018, deductions=[("白沙乡", "档案资料整理不够规范，目录缺失")])
    (row,) = found_in(archive.tables())
    assert (row.unit, row.problem, row.years, row.times) == ("白沙乡", "文书档案不规范", (2017, 2018), 2)
    assert row.promised == "明年补齐历年档案，做到规范。"
    assert row.claimed_mended == "档案全部整理齐全、规范归档。"
    assert row.texts == ("文书档案不规范", "档案资料整理不够规范，目录缺失")


def test_another_problem_next_year_is_no_history() -> None:
    archive = Archive()
    archive.add("inspection", None, 2017, deductions=[("白沙乡", "文书档案不规范")])
    archive.add("inspection", None, 2018, deductions=[("白沙乡", "领导小组未召开会议")])
    assert found_in(archive.tables()) == []


def test_a_renamed_unit_takes_its_problems_along() -> None:
    archive = Archive()
    archive.add("inspection", None, 2017, deductions=[("县文化局", "公开栏更新不及时")])
    archive.add("inspection", None, 2018, deductions=[("县文旅局", "公示栏长期不更新，内容不及时")])
    day = datetime.date(2018, 3, 1)
    archive.rows["units"] = [
        Unit(unit_id="U-1", name="县文化局", valid_to=day, successor_id="U-2"),
        Unit(unit_id="U-2", name="县文旅局", valid_from=day),
    ]
    assert [(row.unit, row.years) for row in found_in(archive.tables())] == [("县文旅局", (2017, 2018))]


def test_the_sample_archive_has_the_histories_of_its_key() -> None:
    tables, key = archives.sample()
    found = {(row.unit, row.years) for row in found_in(tables)}
    assert {(entry["unit"], tuple(entry["years"])) for entry in key["histories"]} <= found
