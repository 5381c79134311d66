"""Every figure of every deliverable carries an evidence id, and every id leads to the words on the page."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest

from pipeline import evidence, run
from pipeline.archive import job
from pipeline.archive.tables import ParquetTables, ReadOnce
from pipeline.errors import ResultsError
from pipeline.records import TABLES
from pipeline.report.evidence import OWN
from pipeline.settings import Settings

CORPORA = Path(__file__).parents[1] / "corpora"
ARCHIVES = {"sample": CORPORA / "sample" / "documents", "hands": CORPORA / "hands" / "annotated" / "sources"}
ROW_ID = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-f]{12}-\d+(?:-[A-Z]+\d+)?|[A-Z]{1,3}-[0-9a-f]{12})(?![0-9a-zA-Z:])")
FIGURE_ID = re.compile(r"T-[a-z-]+-[0-9a-f]{12}|[0-9a-f]{12}-\d+:\d+-\d+")
# Sheets of tables have the largest ones cut; their ids are those of the table, which are all asked for anyway.
MOST_A_TABLE = 400


@pytest.fixture(scope="module", params=ARCHIVES)
def results(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp(request.param) / "结果"
    job.run([ARCHIVES[request.param]], out, Settings(workers=1), lambda done, total: None)
    if pq.read_metadata(out / "findings.parquet").num_rows:
        run.paper(out, out / "底稿.docx")
    return out


def explained(results: Path, tables: ReadOnce, ids: Iterator[str] | list[str]) -> Iterator[tuple[str, str]]:
    for each in ids:
        yield each, "\n".join(evidence.explain_with(tables, results, each))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_every_table_leads_to_words_in_a_file(results: Path, name: str) -> None:
    ids = pq.read_table(results / f"{name}.parquet", columns=["row_id"])["row_id"].to_pylist()
    step = max(1, len(ids) // MOST_A_TABLE)
    for row_id, told in explained(results, ReadOnce(ParquetTables(results)), ids[::step]):
        assert told.startswith(f"{row_id}（表 {name}）")
        if name != "failures":  # a file that could not be read has no words
            assert re.search(r"【.*】", told), told
            assert re.search(r"文件 .+，sha256 [0-9a-f]{64}，第 \d+–\d+ 字", told)


def test_every_row_of_every_sheet_has_evidence_that_leads_on(results: Path) -> None:
    tables = ReadOnce(ParquetTables(results))
    known = {row_id for name in TABLES for row_id in tables.read(name, ["row_id"])["row_id"]}
    for file in results.glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(file, read_only=True).worksheets:
            head, *rows = (row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row))
            if sheet.title == "说明":
                counted = [row for row in rows if re.search(r"[\d,]+ (?:行|格)", str(row[2]))]
                assert counted
                assert all(row[3] for row in counted)
                continue
            at = next(n for n, name in enumerate(head) if name == "row_id" or str(name).startswith("证据编号"))
            for row in rows:
                if not str(row[0]).startswith("……以上"):
                    ids = ROW_ID.findall(str(row[at])) + FIGURE_ID.findall(str(row[at]))
                    assert ids, f"{file.name} {sheet.title} {row}"
                    assert not set(ROW_ID.findall(str(row[at]))) - known, f"{file.name} {sheet.title} {row}"


def test_every_own_id_of_a_statistic_leads_to_its_values_formula_and_rows(results: Path) -> None:
    book = openpyxl.load_workbook(results / "tables.xlsx", read_only=True)
    for sheet in book.worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        if OWN not in head or not rows:
            continue
        own = head.index(OWN)
        for row in (rows[0], rows[-1]):
            told = "\n".join(evidence.explain(results, row[own]))
            assert f"（统计「{sheet.title}」）" in told
            assert "  算法：" in told
            assert re.search(r"  依据 \d+ 条", told), told
            assert "【" in told, told


class Figures(html.parser.HTMLParser):
    """Ids of the page's figures, and figures that stand in no element with an id."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: dict[str, str] = {}
        self.bare: list[str] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        link = told.get("href") or ""
        evidence_id = told.get("data-id") or (link.removeprefix("#") if link.startswith("#q/") else None)
        if tag not in ("meta", "br", "input", "rect", "line", "circle", "polyline"):
            self._open.append((tag, evidence_id))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        figure = re.search(r"\d", data)
        if not figure or tags & {"script", "style", "head", "code", "th", "em", "title", "summary"} - {"summary"}:
            return
        mine = [each for _, each in self._open if each]
        if mine:
            self.ids.setdefault(mine[-1], data.strip())
        else:
            self.bare.append(data.strip())


# Labels, not figures: years of the title and of axes; rules of reading; what the page says of its own make-up.
LABELS = re.compile(
    r"个单位，\d{4}(?:—\d{4})? 年，$|^\d{4}$|1\.5万即|不作 100 分计|收入全文|位置从 0|^zongjie|未列|未收|有的只收"
)


def test_every_figure_of_the_report_has_an_id_that_gives_the_same_figure(results: Path) -> None:
    found = Figures()
    found.feed((results / "report.html").read_text(encoding="utf-8"))
    assert not [text for text in found.bare if not LABELS.search(text)]
    assert len(found.ids) > 30
    tables = ReadOnce(ParquetTables(results))
    queries = {each: shown for each, shown in found.ids.items() if each.startswith("q/")}
    asked = list(queries)[:: max(1, len(queries) // 60)] + [each for each in found.ids if each.startswith("T-")]
    for each, told in explained(results, tables, asked):
        value = re.search(r"^  值 = (\d+)$", told, re.M)
        shown = found.ids[each].replace(",", "")
        if value and "unit_scores" not in each and shown.isdigit():
            assert value[1] == shown, each


@pytest.mark.parametrize("results", ["sample"], indirect=True)  # the other has nothing to hold against each other
def test_every_id_of_the_word_paper_leads_on(results: Path) -> None:
    tables = ReadOnce(ParquetTables(results))
    document = docx.Document(str(results / "底稿.docx"))
    overview = document.tables[0]
    for row in overview.rows[1:-1]:
        *_, total, each = (cell.text for cell in row.cells)
        assert f"  值 = {total}" in evidence.explain_with(tables, results, each)
    told = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    ids = set(ROW_ID.findall(told))
    assert len(ids) > 100
    for _, chain in explained(results, tables, sorted(ids)[:40]):
        assert "【" in chain


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("T-words-000000000000", "zongjie stats"),
        ("q/nichts", "findings"),
        ("q/findings/colour=红", "verdict"),
        ("rows/nichts", "findings"),
        ("000000000000-1:0-2", "没有文档"),
        ("F-000000000000", "证据编号"),
    ],
)
def test_an_id_that_there_is_not_is_told_what_there_is(results: Path, wrong: str, hint: str) -> None:
    with pytest.raises(ResultsError, match=hint):
        evidence.explain(results, wrong)
