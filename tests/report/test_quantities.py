"""Quantities between two years: the same thing in the same scope and period, or the reason why not."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.records import TABLES
from pipeline.report import stats, workbook
from pipeline.run import analyse_file
from tests.report.small_archive import save

FIRST = "松原镇2018年政务公开工作总结\n一、主要做法\n{}\n"
SECOND = "松原镇2019年政务公开工作总结\n一、主要做法\n{}\n"


def compared(before: str, after: str, folder: Path, second: str = SECOND) -> list[tuple[Any, ...]]:
    made: dict[str, list[Any]] = defaultdict(list)
    for name, text in (("a.txt", FIRST.format(before)), ("b.txt", second.format(after))):
        for table, rows in analyse_file(name, text.encode()).items():
            made[table] += rows
    found = stats.named(save({name: made[name] for name in TABLES}, folder), "counts")
    return [tuple(row[1:10]) for row in found.rows if row[1] == "信息"]


def test_the_same_quantity_is_compared(tmp_path: Path) -> None:
    found = compared("全年公开信息128条。", "全年公开信息150条。", tmp_path)
    assert found == [("信息", "条", 2018, 2019, 128, 150, 22, "是", None)]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("全年公开信息128条。", "上半年公开信息70条。", "期间不同：2018年是全年，2019年是上半年"),
        ("全年公开信息128条。", "累计公开信息700条。", "范围不同：2018年是当期，2019年是累计"),
        ("全年公开信息128条。", "去年公开信息128条。", "范围不同：2018年是当期，2019年是上年"),
        ("全年公开信息128条。", "全年公开信息150余条。", "2019年是约数"),
        (
            "全年公开信息128条。网站公开信息90条。",
            "全年公开信息150条。",
            "2018年2处、2019年1处，分不清哪一处对哪一处",
        ),
    ],
)
def test_what_does_not_match_says_why(before: str, after: str, reason: str, tmp_path: Path) -> None:
    ((*_, change, comparable, why),) = compared(before, after, tmp_path)
    assert (change, comparable, why) == (None, "否", reason)


def test_the_title_tells_the_period(tmp_path: Path) -> None:
    second = "松原镇2019年上半年政务公开工作总结\n一、主要做法\n{}\n"
    ((*_, why),) = compared("公开信息128条。", "公开信息70条。", tmp_path, second)
    assert why == "期间不同：2018年是全年，2019年是上半年"


def test_every_count_of_the_workbook_says_its_period_and_scope(tmp_path: Path) -> None:
    text = (
        "松原镇2018年政务公开工作总结\n一、主要做法\n全年公开信息128条，其中网站公开90条，上年公开110条。上半年培训干部35人次。"
        "截至11月底累计受理申请6件。1-9月接待来访群众42人次。每月公示1次。\n"
    )
    made = {name: list(rows) for name, rows in analyse_file("a.txt", text.encode()).items()}
    book = openpyxl.load_workbook(workbook.write(save({name: made.get(name, []) for name in TABLES}, tmp_path)))
    head, *rows = book["数量"].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["原文"], row["期间"], row["范围"]) for row in told] == [
        ("128条", "2018年", "当期"),
        ("90条", "2018年", "其中"),
        ("110条", "2017年", "上年"),
        ("35人次", "2018年上半年", "当期"),
        ("6件", "2018年截至11月", "累计"),
        ("42人次", "2018年1-9月", "当期"),
        ("1次", "每月", "当期"),
    ]
