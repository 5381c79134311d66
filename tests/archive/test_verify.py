"""``zongjie verify`` names every changed byte and cell, ``explain`` leads from a row to the words on the page."""

from __future__ import annotations

import contextlib
import random
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import run
from pipeline.archive import _zips, compare, deliver, job, note, verify
from pipeline.archive.tables import ParquetTables
from pipeline.audit.explain import explain
from pipeline.errors import ResultsError
from pipeline.settings import Settings

REPORT = """松林镇2015年政务公开工作总结

2015年，松林镇扎实推进政务公开，现总结如下：

一、主要做法
1、全年召开领导小组会议6次。
2、统计报表按月及时上报，数据准确。
3、公开各类信息120条，其中财务信息70条，民政信息50条。

二、存在问题
1、档案管理还不够规范。

松林镇人民政府
2015年12月20日
"""
INSPECTION = """青溪县2015年度政务公开考核情况通报

考核结果如下：
1、松林镇，93分。领导小组会议次数不足（规定不少于6次只召开了2次）扣4分，未按要求上报统计报表扣2分，文书档案不规范扣1分。

青溪县政务公开领导小组办公室
2016年1月10日
"""


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("verify")
    (base / "档案").mkdir()
    (base / "档案" / "总结.txt").write_text(REPORT, encoding="utf-8")
    (base / "档案" / "通报.txt").write_text(INSPECTION, encoding="utf-8")
    job.run([base / "档案"], base / "结果", Settings(workers=1), lambda done, total: None)
    for name, unit, year in (("底稿.docx", None, None), ("松林镇.docx", "松林镇", 2015)):
        paper = base / "结果" / name
        run.paper(base / "结果", paper, unit, year)
        deliver.record(base / "结果", (paper, paper.with_suffix(".xlsx")), unit, year)
    return base


@pytest.fixture
def made(run_once: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    shutil.copytree(run_once, tmp_path / "机", dirs_exist_ok=True)
    return tmp_path / "机"


def test_what_nobody_touched_holds_on_another_machine(made: Path) -> None:
    (made / "档案").rename(made / "原件")
    found = verify.verify(made / "结果", made / "原件")
    assert not found.differences
    assert (found.sources, found.rows > 20) == (2, True)


def test_a_changed_cell_is_named_even_when_the_hash_was_adjusted(made: Path) -> None:
    file = made / "结果" / "deductions.parquet"
    table = pq.read_table(file)
    points = table["points"].to_pylist()
    row_id = table["row_id"][0].as_py()
    at = table.schema.get_field_index("points")
    before = deliver.sha256(file)
    pq.write_table(table.set_column(at, "points", pa.array([points[0] - 1, *points[1:]])), file)
    written = (made / "结果" / "run.json").read_text(encoding="utf-8")
    (made / "结果" / "run.json").write_text(written.replace(before, deliver.sha256(file)), encoding="utf-8")
    told = "\n".join(verify.verify(made / "结果", made / "档案").differences)
    assert f"表 deductions 行 {row_id} 列 points：表中是 {points[0] - 1}，按原文重算是 {points[0]}" in told


def test_a_changed_cell_of_the_workbook_is_named(made: Path) -> None:
    book = openpyxl.load_workbook(made / "结果" / "tables.xlsx")
    sheet = book["扣分"]
    row_id = sheet.cell(2, 1).value
    place = next(c for c in sheet[2] if c.value == 4)
    place.value = 3
    book.save(made / "结果" / "tables.xlsx")
    told = "\n".join(verify.verify(made / "结果", made / "档案").differences)
    assert f"工作表 扣分 {row_id}：第 {place.column} 列是 3，应为 4" in told


def test_a_changed_source_is_named_and_the_rest_is_still_recomputed(made: Path) -> None:
    file = made / "档案" / "通报.txt"
    file.write_text(INSPECTION.replace("93分", "98分"), encoding="utf-8")
    found = verify.verify(made / "结果", made / "档案")
    assert [d for d in found.differences if "来源文件 档案/通报.txt 已改动" in d]
    assert not [d for d in found.differences if "表 " in d]


def test_a_missing_source_is_named(made: Path) -> None:
    (made / "档案" / "总结.txt").unlink()
    _, wrong = verify.locate(note.read(made / "结果"), made / "档案")
    assert [line for line in wrong if "档案/总结.txt 找不到" in line]


def test_every_single_changed_byte_is_found(made: Path) -> None:
    """200 random bytes, one at a time, in sources, tables and deliverables."""
    results, archive = made / "结果", made / "档案"
    kinds = ("*.parquet", "*.xlsx", "*.html", "*.docx", "themes.json")
    files = sorted([*archive.iterdir(), *(file for kind in kinds for file in results.glob(kind))])
    told_then = note.read(results)
    rng = random.Random(7)
    for _ in range(200):
        file = rng.choice(files)
        with one_byte_changed(file, rng) as at:
            told = [*verify.locate(told_then, archive)[1], *verify.changed_outputs(told_then, results)]
        assert [line for line in told if file.name in line], f"byte {at} of {file.name}"


def test_where_a_changed_byte_lies_in_a_deliverable_is_named(made: Path, run_once: Path) -> None:
    """A cell, a paragraph, a line or the damaged part of the package; never the mere file, whatever the byte."""
    files = [made / "结果" / name for name in ("底稿.docx", "底稿.xlsx", "松林镇.docx", "tables.xlsx", "report.html")]
    rng = random.Random(8)
    placed = 0
    for turn in range(200):
        file = files[turn % len(files)]
        with one_byte_changed(file, rng) as at:
            told = [*compare.files(file, run_once / "结果" / file.name)]
            told += _zips.damage(file) if file.suffix != ".html" else ()
        assert told, f"byte {at} of {file.name}"
        assert all(file.name in line for line in told)
        placed += any(re.search(r"格|段|单元格|行|列|中的 \S+|目录|记录|全文", line) for line in told)
    assert placed == 200


@contextlib.contextmanager
def one_byte_changed(file: Path, rng: random.Random) -> Iterator[int]:
    """A random byte of ``file`` turned into another, and back again."""
    data = file.read_bytes()
    at = rng.randrange(len(data))
    file.write_bytes(data[:at] + bytes([data[at] ^ rng.randrange(1, 256)]) + data[at + 1 :])
    yield at
    file.write_bytes(data)


def test_a_changed_cell_and_paragraph_of_a_word_paper_are_named(made: Path) -> None:
    paper = made / "结果" / "松林镇.docx"
    document = docx.Document(str(paper))
    cell = document.tables[2].rows[1].cells[2]
    cell.paragraphs[0].runs[0].text = "“全年召开领导小组会议2次。”"
    document.paragraphs[0].runs[0].text = "核对底稿（更正）"
    document.save(str(paper))
    told = "\n".join(verify.verify(made / "结果", made / "档案").differences)
    assert "结果文件 松林镇.docx 已改动" in told
    assert "松林镇.docx 表3 第2行第3格：是「“全年召开领导小组会议2次。”」，应为「“全年召开领导小组会议6次”」" in told
    assert "松林镇.docx 第1段：是「核对底稿（更正）」，应为「自查报告与检查情况核对底稿」" in told
    assert "底稿.docx" not in told.replace("松林镇.docx", "")


def test_a_changed_cell_of_the_papers_sheet_is_named(made: Path, run_once: Path) -> None:
    file = made / "结果" / "松林镇.xlsx"
    book = openpyxl.load_workbook(file)
    book["核对底稿"]["D2"] = "档案报送"
    book.save(file)
    told = "\n".join(compare.files(file, run_once / "结果" / file.name))
    assert "松林镇.xlsx 工作表 核对底稿" in told
    assert "第 4 列是 档案报送，应为 组织领导" in told


def test_a_damaged_part_is_named_with_the_cell_where_the_damage_begins(made: Path, run_once: Path) -> None:
    file = made / "结果" / "tables.xlsx"
    with zipfile.ZipFile(file) as book:
        part = book.getinfo("xl/worksheets/sheet4.xml")
    data = bytearray(file.read_bytes())
    data[part.header_offset + 100 + part.compress_size // 2] ^= 0x55
    file.write_bytes(data)
    assert list(_zips.damage(file)) == ["tables.xlsx 中的 xl/worksheets/sheet4.xml 已损坏（校验和不符）。"]
    told = "\n".join(compare.files(file, run_once / "结果" / "tables.xlsx"))
    assert re.search("sheet4.xml 从工作表 核对 的单元格 [A-Z]+[0-9]+ 起与按原文重做的不同", told)


def test_a_changed_cell_of_the_report_is_named(made: Path, run_once: Path) -> None:
    file = made / "结果" / "report.html"
    page = file.read_text(encoding="utf-8")
    assert page.count('"文书档案不规范",1.0') == 1
    file.write_text(page.replace('"文书档案不规范",1.0', '"文书档案不规范",9.0'), encoding="utf-8")
    told = "\n".join(compare.files(file, run_once / "结果" / file.name))
    assert re.search("report.html 第 [0-9]+ 行（数据）列表 扣分 [0-9a-f-]+D3 列 扣分：是 9.0，应为 1.0", told)


def test_a_changed_note_of_a_theme_is_named(made: Path, run_once: Path) -> None:
    file = made / "结果" / "themes.json"
    file.write_text(file.read_text(encoding="utf-8").replace("档案报送", "档案工作"), encoding="utf-8")
    told = "\n".join(compare.files(file, run_once / "结果" / file.name))
    assert "themes.json names 的 records：是 档案工作，应为 档案报送" in told


def test_a_paper_of_a_unit_that_there_is_not_is_named(made: Path) -> None:
    record = made / "结果" / "deliverables.json"
    record.write_text(record.read_text(encoding="utf-8").replace('"松林镇"', '"柏林镇"'), encoding="utf-8")
    told = "\n".join(verify.verify(made / "结果", made / "档案").differences)
    assert "底稿 松林镇.docx 重做不了：柏林镇" in told


def test_a_folder_without_its_note_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match=r"run\.json"):
        verify.verify(tmp_path, tmp_path)


def test_a_finding_leads_to_both_quotations(made: Path) -> None:
    tables = ParquetTables(made / "结果")
    rows = [row for row in tables.rows("findings") if row["verdict"] == "contradicts"]
    told = "\n".join(explain(tables, rows[0]["row_id"]))
    assert "【全年召开领导小组会议6次" in told
    assert "【领导小组会议次数不足（规定不少于6次只召开了2次）扣4分】" in told
    assert "数量不符：自报6次，检查认定只有2次" in told


def test_a_row_leads_to_its_page_and_file(made: Path) -> None:
    tables = ParquetTables(made / "结果")
    row = tables.rows("deductions")[0]
    told = "\n".join(explain(tables, row["row_id"]))
    assert "《青溪县2015年度政务公开考核情况通报》" in told
    assert f"第 {row['start']}–{row['end']} 字" in told


def test_an_unknown_id_is_told_what_ids_look_like(made: Path) -> None:
    with pytest.raises(ResultsError, match="证据编号"):
        explain(ParquetTables(made / "结果"), "F-0")
