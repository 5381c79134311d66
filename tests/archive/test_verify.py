"""``zongjie verify`` names every changed byte and cell, ``explain`` leads from a row to the words on the page."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.archive import deliver, job, verify
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
    note = (made / "结果" / "run.json").read_text(encoding="utf-8")
    (made / "结果" / "run.json").write_text(note.replace(before, deliver.sha256(file)), encoding="utf-8")
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
    _, wrong = verify.locate(verify.note_of(made / "结果"), made / "档案")
    assert [line for line in wrong if "档案/总结.txt 找不到" in line]


def test_every_single_changed_byte_is_found(made: Path) -> None:
    """200 random bytes, one at a time, in sources, tables and deliverables."""
    results, archive = made / "结果", made / "档案"
    (results / "底稿.docx").write_bytes(b"PK" + bytes(range(200)))
    deliver.record(results, [results / "底稿.docx"])
    kinds = ("*.parquet", "*.xlsx", "*.html", "*.docx")
    files = [*archive.iterdir(), *(file for kind in kinds for file in results.glob(kind))]
    note = verify.note_of(results)
    rng = random.Random(7)
    for _ in range(200):
        file = rng.choice(sorted(files))
        data = file.read_bytes()
        at = rng.randrange(len(data))
        file.write_bytes(data[:at] + bytes([data[at] ^ rng.randrange(1, 256)]) + data[at + 1 :])
        told = [*verify.locate(note, archive)[1], *verify.changed_outputs(note, results)]
        file.write_bytes(data)
        assert [line for line in told if file.name in line], f"byte {at} of {file.name}"


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
