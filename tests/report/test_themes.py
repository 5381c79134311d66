"""What the report tells of themes besides the tables: names of an own scheme, why, and when a person decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline import theme_notes
from pipeline.archive.tables import ParquetTables
from pipeline.audit.explain import explain
from pipeline.errors import ResultsError
from pipeline.report import _store, page, paper, stats, workbook
from pipeline.report._lists import listings
from pipeline.theme_notes import ThemeNotes
from tests.report.small_archive import build, save

PERSON = "00000000000b-1-deductions2"
DOUBTFUL = "000000000001-1-plans1"
WHY = "规矩 0.41（制度 60%、建立 20%）；看得见的 0.30"
OWN = ThemeNotes(
    names={"rules": "规矩", "content": "看得见的", "records": "O'档案"},
    dates={PERSON: "2024-03-05"},
    reasons={DOUBTFUL: WHY},
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive tagged by a scheme of its user, one row corrected by 王芳."""
    tables = build()
    tables["deductions"] = [
        replace(row, decided_by="王芳") if row.row_id == PERSON else row for row in tables["deductions"]
    ]
    results = save(tables, tmp_path_factory.mktemp("own"))
    theme_notes.write(results, OWN)
    return results


def test_notes_come_back_as_they_were_written(own: Path, tmp_path: Path) -> None:
    assert theme_notes.read(own) == OWN
    assert theme_notes.read(tmp_path) == ThemeNotes()
    (tmp_path / theme_notes.NAME).write_text("{", encoding="utf-8")
    with pytest.raises(ResultsError, match=r"themes\.json"):
        theme_notes.read(tmp_path)


def test_the_page_names_the_themes_and_dates_the_decision(own: Path) -> None:
    with _store.opened(own) as connection:
        found = listings(connection)
    row = found["deductions"].rows[found["deductions"].ids.index(PERSON)]
    assert row[2] == "O'档案"
    assert row[-1] == "王芳 2024-03-05"
    assert found["uncertain"].rows[0][-1] == WHY
    html = page.write(own).read_text(encoding="utf-8")
    assert "看得见的</th>" in html
    assert "公开内容</th>" not in html


def test_the_workbook_does_too_and_offers_the_themes_of_the_scheme(own: Path) -> None:
    book = openpyxl.load_workbook(workbook.write(own))
    head, *rows = book["扣分"].iter_rows(values_only=True)
    row = next(found for r in rows if (found := dict(zip(head, r, strict=True)))["证据编号"] == PERSON)
    assert (row["主题"], row["判定者"]) == ("O'档案", "王芳 2024-03-05")
    assert [cell.value for cell in book["复核"][2]][2::4] == ["规矩", WHY]
    assert book["复核"].data_validations.dataValidation[0].formula1 == '"规矩,看得见的,O\'档案"'


def test_statistics_and_paper_name_the_themes(own: Path, tmp_path: Path) -> None:
    assert {"看得见的", "规矩", "O'档案"} <= {row[1] for row in stats.named(own, "themes-years").rows}
    assert "看得见的" in {row[0] for row in stats.ask(own, ["theme"], None, "problems").rows}
    paper.write(own, tmp_path / "底稿.docx")
    cells = {c.text for table in docx.Document(str(tmp_path / "底稿.docx")).tables for c in table.column_cells(1)}
    assert "O'档案" in cells


def test_explaining_a_row_tells_who_decided_when_and_why(own: Path) -> None:
    told = explain(ParquetTables(own), PERSON, OWN)
    assert "  decided_by = 王芳，2024-03-05" in told
    assert "  theme = O'档案（records）" in told
    told = explain(ParquetTables(own), DOUBTFUL, OWN)
    assert "  themes = 规矩（rules）" in told
    assert f"  themes_because = {WHY}" in told
