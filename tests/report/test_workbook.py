"""The workbook: a sheet a table, text that stays text, limits that are said."""

import datetime
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from pipeline.records import TABLES
from pipeline.report import _rows, names, workbook
from tests.report.small_archive import build, save


@pytest.fixture(scope="module")
def book(results: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(workbook.write(results))


def test_one_sheet_a_table_with_chinese_heads_frozen_and_filtered(book: openpyxl.Workbook) -> None:
    for name in TABLES:
        sheet = book[names.table(name)]
        assert sheet["A1"].value == "证据编号"
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    assert book.sheetnames[:2] == ["说明", "复核"]


def test_rows_keep_their_ids_words_and_types(book: openpyxl.Workbook) -> None:
    head, *rows = book["扣分"].iter_rows(values_only=True)
    row = dict(zip(head, rows[1], strict=True))
    assert row["证据编号"] == "00000000000b-1-deductions2"
    assert (row["单位"], row["扣分"], row["主题"], row["原文"]) == (
        "青溪县教育局",
        4,
        "档案报送",
        "档案资料不规范扣4分",
    )
    assert row["文档年度"] == 2011
    head, *rows = book["文档"].iter_rows(values_only=True)
    assert dict(zip(head, rows[0], strict=True))["成文日期"] == datetime.datetime(2011, 12, 20)


def test_every_column_is_explained(book: openpyxl.Workbook) -> None:
    told = {row[1] for row in book["说明"].iter_rows(values_only=True)}
    for name in TABLES:
        assert {cell.value for cell in book[names.table(name)][1]} <= told


def test_doubtful_rows_wait_for_a_person_with_a_list_of_themes(book: openpyxl.Workbook) -> None:
    sheet = book["复核"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["row_id", "文本", "主题", "更正主题", "复核人", "日期", "概率与起作用的词"],
        ["000000000001-1-plans1", "建立公开内容定期更新制度。", "制度建设", None, None, None, None],
    ]
    assert "公开内容" in sheet.data_validations.dataValidation[0].formula1


@pytest.mark.parametrize("text", ["=1+1", "+8610", "-5", "@SUM(A1)", "http://a.example/", "0012", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    rows = build()
    rows["failures"] = [replace(rows["failures"][0], message=text)]
    sheet = openpyxl.load_workbook(workbook.write(save(rows, tmp_path)))["失败清单"]
    cell = sheet.cell(2, 7)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_what_excel_can_not_hold_is_cut_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = build()
    rows["failures"] = [replace(rows["failures"][0], message="长" * 40_000)]
    monkeypatch.setattr(_rows, "_MOST", {"deductions": 4})
    book = openpyxl.load_workbook(workbook.write(save(rows, tmp_path)))
    assert len(book["失败清单"].cell(2, 7).value) == 32_767
    assert book["扣分"].max_row == 6
    assert book["扣分"]["A6"].value == "……以上 4 行，其余 2 行见 deductions.parquet"
    told = " ".join(str(row[2]) for row in book["说明"].iter_rows(values_only=True))
    assert "「失败清单」有 1 格太长，已截短" in told
    assert "「扣分」只列 4 行，其余 2 行见 Parquet 文件" in told


def test_same_tables_give_the_same_bytes(results: Path) -> None:
    assert workbook.write(results).read_bytes() == workbook.write(results).read_bytes()


@pytest.mark.parametrize(
    "text", ["换行\n第二行\t制表", "\x01\x0b控制符\r", "_x0041_", "<b>&amp;</b>", "𠮷野家", " 前后空格 "]
)
def test_odd_characters_come_back_as_they_are(tmp_path: Path, text: str) -> None:
    rows = build()
    rows["failures"] = [replace(rows["failures"][0], message=text)]
    sheet = python_calamine.load_workbook(workbook.write(save(rows, tmp_path))).get_sheet_by_name("失败清单")
    assert sheet.to_python()[1][6] == text
