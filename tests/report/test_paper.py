"""The auditor's working paper says the same in Word and in Excel, and every line can be traced."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.errors import ResultsError
from pipeline.report import paper
from tests.audit.archives import Archive
from tests.audit.results import save


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive()
    for year in (2011, 2012):
        archive.add(
            "self_report", "白石镇", year,
            measures=["全年召开领导小组会议6次。", "=1+1 村道硬化8公里。"], problems=["档案管理还不够规范。"],
            plans=["明年补齐档案，专人管理。"],
        )  # fmt: skip
        archive.add(
            "inspection", None, year,
            deductions=[
                ("白石镇", "领导小组会议只召开了2次"), ("白石镇", "文书档案不规范"), ("白石镇", "未公示低保名单"),
            ],
        )  # fmt: skip
    return save(archive.tables(), tmp_path_factory.mktemp("results"))


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_paper_quotes_both_sides_concludes_and_names_its_evidence(results: Path, tmp_path: Path) -> None:
    entries = paper.write(results, tmp_path / "底稿.docx", "白石镇", 2012)
    told = text_of(tmp_path / "底稿.docx")
    assert [entry.verdict for entry in entries] == ["contradicts", "undisclosed", "agrees", "unverified"]
    assert "“全年召开领导小组会议6次。”" in told
    assert "“领导小组会议只召开了2次”" in told
    assert "自报6次，检查认定只有2次" in told
    assert all(f"证据编号：{entry.row_id}" in told for entry in entries)
    assert "核对人签字" in told
    assert "2011 2012" in told, "a problem found in both years stands under 屡查屡犯"


def test_the_sheet_says_the_same_and_no_cell_is_a_formula(results: Path, tmp_path: Path) -> None:
    entries = paper.write(results, tmp_path / "全部.docx")
    book = openpyxl.load_workbook(tmp_path / "全部.xlsx")
    rows = list(book["核对底稿"].iter_rows(min_row=2))
    assert [row[-1].value for row in rows] == [entry.row_id for entry in entries]
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]


def test_each_unit_and_year_is_numbered_from_one(results: Path, tmp_path: Path) -> None:
    entries = paper.write(results, tmp_path / "全部.docx")
    for year in (2011, 2012):
        assert [entry.number for entry in entries if entry.year == year] == [1, 2, 3, 4]


def test_a_summary_leads_to_numbers_and_that_of_all_to_each_unit(results: Path, tmp_path: Path) -> None:
    paper.write(results, tmp_path / "全部.docx")
    overview, head, summary, *_ = docx.Document(str(tmp_path / "全部.docx")).tables
    assert [[cell.text for cell in row.cells] for row in overview.rows] == [
        ["索引号", "单位", "年度", "相矛盾", "自报未提", "难判", "相符", "检查未及", "合计", "证据编号"],
        ["HD-001", "白石镇", "2011", "1", "1", "0", "1", "1", "4", "q/findings/unit=白石镇/year=2011"],
        ["HD-002", "白石镇", "2012", "1", "1", "0", "1", "1", "4", "q/findings/unit=白石镇/year=2012"],
        ["", "合计", "", "2", "2", "0", "2", "2", "8", "以上各行"],
    ]
    assert head.rows[0].cells[-1].text == "HD-001"
    assert [cell.text for cell in summary.rows[2].cells] == ["序号", "1", "2", "", "3", "4", "1–4"]


def test_an_unknown_unit_is_told_what_there_is(results: Path, tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match=r"黑石镇.*白石镇 2011"):
        paper.write(results, tmp_path / "底稿.docx", "黑石镇")


def test_a_paper_is_a_word_file(results: Path, tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match=r"\.docx"):
        paper.write(results, tmp_path / "底稿.pdf")
