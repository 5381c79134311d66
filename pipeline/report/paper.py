"""The auditor's working paper: claims against findings of a unit or of all, as a Word document and as a sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import duckdb
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from pipeline.errors import ResultsError
from pipeline.report import _store, _texts, names, workbook

# The order in which an auditor takes the matters up: what must be asked about first.
_ORDER = ("contradicts", "undisclosed", "undecided", "agrees", "unverified")
_HEADS = ("序号", "事项", "自报情况", "检查情况", "结论", "依据")
_WIDTHS = (1.2, 2.0, 5.6, 5.2, 5.4, 6.3)  # centimetres; landscape A4 less margins
_NOTE = "结论由程序按词语比对得出，供核对用；“难判”表示两处都谈到而词语不足以断定。引文逐字取自原件，可凭证据编号回查。"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML can't hold


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered matter of the paper."""

    number: int
    unit: str
    year: int | None
    verdict: str
    matter: str
    claim: str
    finding: str
    conclusion: str
    basis: str
    row_id: str


def write(results: Path, out: Path, unit: str | None = None, year: int | None = None) -> list[Entry]:
    """Write the paper to ``out`` (.docx) and the same beside it as .xlsx; its entries, numbered as in the paper.

    Without ``unit`` all units, without ``year`` all years. Raises ResultsError where nothing fits, with the units that
    there are, and where the file can't be written.
    """
    if out.suffix.lower() != ".docx":
        raise ResultsError(f"{out}: 底稿是 Word 文件，请用 .docx 结尾的文件名。")
    with _store.opened(results) as connection:
        rows = _findings(connection, unit, year)
        if not rows:
            raise ResultsError(_nothing(connection, unit, year))
        entries = _entries(connection, rows)
        histories = _histories(connection, {entry.unit for entry in entries})
    document = _document(entries, histories)
    try:
        document.save(str(out))
    except OSError as error:
        raise ResultsError(f"{out}: 写不进去（{error}）。请关闭打开着它的程序，或换一个位置。") from error
    workbook.save(out.with_suffix(".xlsx"), [_sheet(entries)])
    return entries


def _findings(connection: duckdb.DuckDBPyConnection, unit: str | None, year: int | None) -> list[dict[str, Any]]:
    names_of = "SELECT name FROM units WHERE name = $1 OR list_contains(aliases, $1)"
    return _store.rows(
        connection,
        f"SELECT * FROM findings WHERE ($1 IS NULL OR unit = $1 OR unit IN ({names_of})) "
        "AND ($2 IS NULL OR year = $2) "
        f"ORDER BY unit, year, list_position({list(_ORDER)!r}, verdict), _n",
        [unit, year],
    )


def _nothing(connection: duckdb.DuckDBPyConnection, unit: str | None, year: int | None) -> str:
    found = connection.execute("SELECT DISTINCT unit, year FROM findings ORDER BY unit, year").fetchall()
    asked = " ".join(filter(None, [unit, f"{year}年" if year else None])) or "任何单位"
    some = "、".join(f"{u} {y}" for u, y in found[:20]) + ("……" if len(found) > 20 else "")
    return f"{asked}: 没有可以核对的内容（要同一年既有自查报告又有检查材料）。可用的单位和年度：{some or '无'}。"


def _entries(connection: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, Any]]) -> list[Entry]:
    sides = [(row, side) for row in rows for side in ("claim", "finding") if row[f"{side}_doc_id"]]
    spans = [{"doc_id": row[f"{side}_doc_id"], "start": row[f"{side}_start"]} for row, side in sides]
    places = _texts.located(connection, spans)
    titles = {
        doc_id: title or path
        for doc_id, title, path in connection.execute("SELECT doc_id, title, path FROM documents").fetchall()
    }
    told = Counter[tuple[str, int | None]]()
    entries = []
    for row in rows:
        told[row["unit"], row["year"]] += 1
        entries.append(_entry(row, told[row["unit"], row["year"]], places, titles))
    return entries


def _entry(row: dict[str, Any], number: int, places: dict[tuple[str, int], str], titles: dict[str, str]) -> Entry:
    basis = []
    for side, name in (("claim", "自报"), ("finding", "检查")):
        doc_id = row[f"{side}_doc_id"]
        if doc_id:
            where = places.get((doc_id, row[f"{side}_start"]), "")
            basis.append(f"{name}：《{titles.get(doc_id, doc_id)}》{where}")
    return Entry(
        number=number,
        unit=row["unit"],
        year=row["year"],
        verdict=row["verdict"],
        matter=names.word("theme", row["theme"]) or "其他",
        claim=_quoted(row["claim_text"]) or "（报告未提）",
        finding=_quoted(row["finding_text"]) or "（检查未涉及）",
        conclusion=f"{names.word('finding', row['verdict'])}。{row['reason'] or ''}",
        basis="\n".join([*basis, f"证据编号：{row['row_id']}"]),
        row_id=row["row_id"],
    )


def _quoted(text: str | None) -> str:
    return f"“{_CONTROL.sub('', text)}”" if text else ""


def _histories(connection: duckdb.DuckDBPyConnection, units: Iterable[str]) -> list[dict[str, Any]]:
    found = _store.rows(connection, "SELECT * FROM histories WHERE list_contains($1, unit) ORDER BY _n", [list(units)])
    return [{**row, "years": " ".join(map(str, row["years"]))} for row in found]


def _document(entries: Sequence[Entry], histories: Sequence[dict[str, Any]]) -> WordDocument:
    document = docx.Document()
    _page(document)
    groups: dict[tuple[str, int | None], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.unit, entry.year), []).append(entry)
    for at, ((unit, year), several) in enumerate(groups.items()):
        if at:
            document.add_paragraph().paragraph_format.page_break_before = True
        mine = [row for row in histories if row["unit"] == unit and str(year) in row["years"]]
        _unit(document, unit, year, several, mine)
    return document


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("第 ")
    _field(footer.add_run()._r, "PAGE")
    footer.add_run(" 页")


def _field(run: Any, code: str) -> None:
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run.append(element)


def _unit(
    document: WordDocument, unit: str, year: int | None, entries: Sequence[Entry], histories: Sequence[dict[str, Any]]
) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("自查报告与检查情况核对底稿")
    run.bold, run.font.size = True, Pt(16)
    head = _table(document, 2, (3.0, 9.8, 3.0, 9.8))
    _fill(head, 0, ("被核对单位", unit, "年度", f"{year}年" if year else ""))
    _fill(head, 1, ("编制人", "", "编制日期", ""))
    _heading(document, "一、汇总")
    counts = Counter(entry.verdict for entry in entries)
    summary = _table(document, 2, (4.2,) * (len(_ORDER) + 1))
    _fill(summary, 0, (*(names.word("finding", verdict) for verdict in _ORDER), "合计"), bold=True)
    _fill(summary, 1, (*(str(counts[verdict]) for verdict in _ORDER), str(len(entries))))
    _heading(document, "二、逐项核对")
    table = _table(document, 1, _WIDTHS)
    _fill(table, 0, _HEADS, bold=True)
    _repeat_head(table)
    for entry in entries:
        cells = (str(entry.number), entry.matter, entry.claim, entry.finding, entry.conclusion, entry.basis)
        _add(table, _WIDTHS, cells)
    if histories:
        _repeated(document, histories)
    _signatures(document)


def _repeated(document: WordDocument, histories: Sequence[dict[str, Any]]) -> None:
    _heading(document, "三、屡查屡犯")
    widths = (1.1, 7.0, 3.6, 5.0, 5.0, 4.0)
    table = _table(document, 1, widths)
    _fill(table, 0, ("序号", "问题", "年度", "曾承诺", "曾称已改", "证据编号"), bold=True)
    _repeat_head(table)
    for number, row in enumerate(histories, 1):
        told = (_quoted(row["problem"]), row["years"], _quoted(row["promised"]), _quoted(row["claimed_mended"]))
        _add(table, widths, (str(number), *told, row["row_id"]))


def _signatures(document: WordDocument) -> None:
    document.add_paragraph().add_run(f"说明：{_NOTE}").font.size = Pt(9)
    table = _table(document, 2, (4.0, 8.8, 4.0, 8.8))
    _fill(table, 0, ("被核对单位意见", "\n\n", "单位负责人签字", ""))
    _fill(table, 1, ("核对人签字", "", "复核人签字及日期", ""))


def _heading(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def _table(document: WordDocument, rows: int, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows, len(widths), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        _widths(row.cells, widths)
    return table


def _add(table: Any, widths: Sequence[float], texts: Sequence[str]) -> None:
    """A further row, kept on one page; python-docx types ``add_row`` as unknown."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _widths(row.cells, widths)
    _fill(table, len(table.rows) - 1, texts)


def _widths(cells: Sequence[_Cell], widths: Sequence[float]) -> None:
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Cm(width)


def _repeat_head(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill(table: Table, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(table.rows[row].cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(_CONTROL.sub("", text))
        run.bold, run.font.size = bold, Pt(9.5)


def _sheet(entries: Sequence[Entry]) -> workbook.Sheet:
    heads = ("单位", "年度", *_HEADS, "证据编号")
    rows = ((e.unit, e.year, e.number, e.matter, e.claim, e.finding, e.conclusion, e.basis, e.row_id) for e in entries)
    return workbook.Sheet("核对底稿", _NOTE, heads, rows, (20, 8, 8, 14, 48, 48, 48, 40, 21))
