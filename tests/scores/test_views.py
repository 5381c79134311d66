"""Views on scores: grades, crosswalk, the register with parents, and where they are written."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from pipeline.report import console
from pipeline.scores import sheets
from pipeline.scores.views import VIEWS
from pipeline.settings import Settings
from tests.scores.test_changes import archive
from tests.scores.test_recount import archive as graded


def test_grades_stand_beside_scores_and_ranks() -> None:
    made = graded(
        ("石门镇", 94, "未制定工作方案扣4分，公开栏更新不及时扣2分"), ("白岩镇", None, "专题会议次数不足扣X分")
    )
    view = VIEWS["grades"](made.tables(), Settings())
    shown = [dict(zip(view.columns, row, strict=True)) for row in view.rows]
    first, second = shown
    assert (first["单位"], first["通报得分"], first["计算得分"], first["应得等次"]) == ("石门镇", 94, 94, "合格")
    totals, faults = first["证据编号"][:2], first["证据编号"][2:]
    assert all(row_id.startswith("US-") for row_id in totals), "the computed and the stated total"
    assert faults == ["000000000001-1-D1", "000000000001-1-D2"]
    assert (second["计算得分"], second["最低"], second["最高"], second["应得等次"]) == (None, 94, 100, None)


def test_the_crosswalk_says_why() -> None:
    made = archive("未制定工作方案扣3分", "未制定工作方案扣5分")
    view = VIEWS["crosswalk"](made.tables(), Settings())
    assert [row[3:8] for row in view.rows] == [
        ("组织领导", 30, "机构建设", 20, "100% 的规则相同"),
        ("公开内容", 70, "公开内容", 70, "同名"),
        (None, None, "政策解读", 10, "新设"),
    ]
    assert view.rows[0][-1] == ["000000000000-1-RU2", "000000000001-1-RU2"]


def test_every_view_is_a_sheet(tmp_path: Path) -> None:
    made = archive("未制定工作方案扣3分", "未制定工作方案扣5分")
    path = tmp_path / "得分.xlsx"
    console.put(sheets(made.tables(), Settings())["sheets"], path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["说明", "评分不符", "得分与等次", "变化两算", "指标对应", "单位与上级"]
    assert [cell.value for cell in book["变化两算"][2]][:6] == ["石门镇", "机构建设", "组织领导", 2020, 2021, 27]
