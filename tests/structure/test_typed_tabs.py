"""A tab that someone typed makes no row of a table."""

from __future__ import annotations

import pytest

from pipeline.records import SourceText
from pipeline.structure._lines import lines


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("一、\t主要做法", False),
        ("（二）\t健全制度，加强领导。", False),
        ("全年共召开政务公开专题会议六次，\t印发文件二十三份。", False),
        ("城关镇\t扣2分。", True),
        ("1\t城关镇", True),
        ("1.\t城关镇\t95", True),
    ],
)
def test_a_typed_tab_makes_no_row(line: str, row: bool) -> None:
    (found,) = lines(SourceText(path="a.txt", text=line))
    assert found.row is row
