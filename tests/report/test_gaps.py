"""Numbers that series of headings leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.records import TABLES
from pipeline.report import stats
from pipeline.run import analyse_file
from tests.report.small_archive import save

REPORT = """松原镇2019年政务公开工作总结
一、加强领导
成立领导小组，全年召开会议6次。
二、完善制度
制定公开目录，按月更新。
{third}四、存在问题
1、少数村公开不及时。
五、下一步打算
（一）加强培训。举办培训班。
（三）加强督查。每季度通报一次。
"""


def lost(text: str, folder: Path) -> list[tuple[str, ...]]:
    made = analyse_file("松原镇.txt", text.encode())
    found = stats.named(save({name: made.get(name, []) for name in TABLES}, folder), "gaps")
    return [(row[3], row[4], row[5]) for row in found.rows]


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("", [("三、", "完善制度", "存在问题"), ("（二）", "加强培训", "加强督查")]),
        ("三、拓宽渠道\n更新公开栏12块。\n", [("（二）", "加强培训", "加强督查")]),
        ("三、，\n", [("（二）", "加强培训", "加强督查")]),
    ],
)
def test_a_missing_number_is_told_with_the_headings_around_it(
    third: str, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    assert lost(REPORT.format(third=third), tmp_path) == expected
