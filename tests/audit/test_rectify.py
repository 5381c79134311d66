"""A report on putting right what the inspection found comes after it: history of the problem, no claim against it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from pipeline.audit import findings, histories
from pipeline.audit._rectify import rectifies
from pipeline.audit._sides import gather
from tests.audit.archives import Archive


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("红升乡2019年政务公开考核整改报告", True),
        ("县林业局关于2019年考核反馈问题整改落实情况的报告", True),
        ("县林业局关于督查反馈意见落实情况的汇报", True),
        ("红升乡2019年政务公开工作总结", False),
        ("红升乡2019年政务公开工作总结及整改措施的报告", False),
        ("红升乡政务公开整改方案", False),
        ("红升乡政务公开自查整改情况报告", False),
        (None, False),
    ],
)
def test_the_title_says_what_a_report_answers(title: str | None, expected: bool) -> None:
    assert rectifies(title, None, None) is expected


def test_the_date_decides_where_both_dates_are_known() -> None:
    title = "红升乡政务公开自查整改情况报告"
    assert rectifies(title, "2020-03-02", "2020-01-10")
    assert not rectifies(title, "2019-11-02", "2020-01-10")
    assert not rectifies("红升乡检查反馈问题整改情况报告", "2019-07-20", "2020-01-10")


def _archive() -> Archive:
    archive = Archive()
    archive.add("self_report", "红升乡", 2018, measures=["修建村道8公里。"], problems=["档案不够规范。"])
    archive.add("inspection", None, 2018, deductions=[("红升乡", "会议记录不规范"), ("红升乡", "文书档案不规范")])
    archive.add("self_report", "红升乡", 2018, measures=["会议记录已全部整理规范。"], problems=["会议记录不规范。"])
    archive.add("inspection", None, 2019, deductions=[("红升乡", "会议记录不规范")])
    titles = {2: ("红升乡2018年考核反馈问题整改情况报告", datetime.date(2019, 3, 20)),
              1: ("红升乡2018年政务公开考核通报", datetime.date(2019, 1, 15))}  # fmt: skip
    for at, (title, date) in titles.items():
        archive.rows["documents"][at] = replace(archive.rows["documents"][at], title=title, date=date)
    return archive


def test_a_rectification_is_neither_admission_nor_denial_of_what_it_answers() -> None:
    found = {row.finding_text: row.verdict for row in findings.find(gather(_archive().tables())) if row.finding_text}
    assert found == {"会议记录不规范": "undisclosed", "文书档案不规范": "agrees"}


def test_a_rectification_alone_is_no_report_to_hold_against_the_inspection() -> None:
    archive = _archive()
    archive.rows["documents"][0] = replace(archive.rows["documents"][0], kind="plan")
    assert findings.find(gather(archive.tables())) == []


def test_it_is_the_claim_that_the_problem_was_mended() -> None:
    tables = _archive().tables()
    (row,) = histories.find(tables, gather(tables))
    assert (row.problem, row.claimed_mended) == ("会议记录不规范", "会议记录已全部整理规范。")
