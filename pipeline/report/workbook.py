"""The workbook: a sheet a table with Chinese column names, the statistics, a sheet to correct doubtful themes in."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.errors import ResultsError
from pipeline.records import Statistic
from pipeline.report import _quantities, _rows, _store, _xlsx, evidence, names, stats
from pipeline.report._xlsx import PlainRows, Rows, Written

# What an analyst opens first comes first; the row-level tables follow, the bulky ones last.
ORDER = (
    "findings", "checks", "histories", "copies", "unit_scores", "changes", "scores", "deductions", "problems",
    "measures", "plans", "counts", "documents", "sections", "rubrics", "units", "revisions", "failures", "numbers",
    "places",
)  # fmt: skip
_BESIDE_HEADS = {"_unit": "文档单位", "_year": "文档年度", "_period": "期间", "_scope": "范围"}
_BESIDE_NOTES = {
    "_unit": "所在文档的单位",
    "_year": "所在文档的年度",
    "_period": "所在句子说的是哪一段时间（2018年上半年、每月）；没有说的按所在文档的年度",
    "_scope": "当期、其中（整体的一部分）、累计，或上年（拿来比较的旧数）",
}
REVIEW = "复核"
REVIEW_COLUMNS = ("row_id", "文本", "主题", "更正主题", "复核人", "日期", "概率与起作用的词")
# Widths in characters of Excel's default font; a Chinese character takes two.
_WIDE = {"text", "reason", "message", "texts", "claim_text", "finding_text", "problem", "promised", "claimed_mended",
         "heading", "title", "path", "item", "words"}  # fmt: skip
# What a cell can hold as it is.
_CELLS = (str, int, float, bool, datetime.date, Decimal)
_FIXED = datetime.datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, a sentence about it, column names, rows, and the widths of the columns."""

    name: str
    note: str
    columns: Sequence[str]
    rows: Rows | Iterable[Sequence[Any]]
    widths: Sequence[float]
    notes: Sequence[str] = ()
    wrap: bool = True
    choices: Sequence[str] = ()  # what the fourth column may hold
    evidence: str = ""  # id of the number of its rows


def table_sheet(connection: duckdb.DuckDBPyConnection, name: str) -> Sheet:
    """The sheet of one table: its columns under their Chinese names, fixed words translated, lists joined."""
    rows = _rows.of(connection, name)
    columns = [column for column, _ in rows.columns]
    heads = [_BESIDE_HEADS.get(column) or names.column(name, column) for column in columns]
    widths = [_width(column, head) for column, head in zip(columns, heads, strict=True)]
    notes = [_BESIDE_NOTES.get(column) or names.column_note(name, column) for column in columns]
    told = names.table(name), names.table_note(name)
    return Sheet(*told, heads, rows, widths, notes, name != "documents", evidence=f"rows/{name}")


def _width(column: str, head: str) -> float:
    if column in _WIDE:
        return 48.0
    if column in ("row_id", "doc_id") or column.endswith("_id"):
        return 21.0
    return 22.0 if column in ("unit", "_unit", "themes", "aliases", "decided_by") else max(10.0, 2.2 * len(head) + 4)


def review_sheet(connection: duckdb.DuckDBPyConnection) -> Sheet:
    """The doubtful rows, for a person to correct, those first that teach most; ``zongjie learn`` reads the sheet back
    by its column names."""
    cursor = connection.cursor().execute(
        "SELECT row_id, text, theme, why FROM themed LEFT JOIN reasoned USING (row_id) WHERE uncertain "
        'ORDER BY reasoned.rowid NULLS LAST, "table", _n LIMIT ?',
        [_xlsx.SHEET_ROWS - 1],
    )
    found = cursor.fetchall()
    called = _store.words(connection, "theme")
    rows = [(row_id, text, names.named(called, theme), *[None] * 3, why) for row_id, text, theme, why in found]
    note = (
        "主题存疑的行，最像其余各行的在前，从上往下改收效最大。在「更正主题」中选对的主题，写上复核人和日期，"
        "存盘后用 zongjie learn 读回。"
    )
    return Sheet(REVIEW, note, REVIEW_COLUMNS, rows, (21, 60, 14, 16, 12, 14, 60), choices=_themes(connection),
                 evidence="q/uncertain")  # fmt: skip


def _themes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What a theme can be corrected to: the names of the scheme that the run used."""
    return [name for _, name in _store.scheme(connection)] or list(names.words("theme").values())


def statistic_sheet(found: Statistic) -> Sheet:
    """A statistic as a sheet, evidence ids joined, each row with its own id."""
    found = evidence.numbered(found)
    rows = ([value if type(value) in _CELLS else stats.text(value) for value in row] for row in found.rows)
    widths = []
    for at, column in enumerate(found.columns):
        longest = max((len(stats.text(row[at], 2)) for row in found.rows[:200]), default=0)
        widths.append(float(min(max(2.2 * len(column) + 4, 1.6 * longest + 2), 60)))
    return Sheet(found.title, found.note, found.columns, rows, widths, evidence=found.key and f"T-{found.key}")


def _guide(sheets: Sequence[Sheet], told: Sequence[Written]) -> Iterator[Sequence[Any]]:
    yield "本工作簿", "", "第一行是列名，可筛选；每行的「证据编号」与 report.html 中的相同。"
    yield "", "", "用 zongjie explain 证据编号 可查到依据的规则、行和原文；统计表的每行另有「统计编号」，查法相同。"
    for sheet, written in zip(sheets, told, strict=True):
        if written.cut:
            yield (
                "未收全",
                "",
                f"「{sheet.name}」有 {written.cut} 格太长，已截短，全文见 Parquet 文件。",
                sheet.evidence,
            )
        if written.left_out:
            left = f"其余 {written.left_out:,} 行见 Parquet 文件"
            yield "未收全", "", f"「{sheet.name}」只列 {written.rows:,} 行，{left}。", sheet.evidence
    for sheet, written in zip(sheets, told, strict=True):
        yield sheet.name, "", f"{sheet.note}（{written.rows:,} 行）", sheet.evidence
        for name, note in zip(sheet.columns, sheet.notes, strict=False):
            if note:
                yield "", name, note


def write(results: Path, further: Sequence[Statistic] = ()) -> Path:
    """Write ``tables.xlsx`` of a results folder, whole or not at all, with ``further`` views behind the statistics."""
    target, part = results / "tables.xlsx", results / "tables.xlsx.part"
    with _store.opened(results) as connection:
        _rows.prepare(connection)
        _quantities.tell(connection)
        tables = [table_sheet(connection, name) for name in ORDER]
        statistics = [statistic_sheet(statistic(connection)) for statistic in stats.STATISTICS.values()]
        statistics += [statistic_sheet(view) for view in further]
        save(part, [review_sheet(connection), *tables, *statistics])
    part.replace(target)
    return target


def save(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook of these sheets, led by one that explains them.

    Raises ResultsError where ``path`` can't be written.
    """
    told = [Written() for _ in sheets]
    front = Sheet("说明", "", ("表", "列", "说明", "证据编号"), _guide(sheets, told), (18, 18, 90, 30))
    everything = [front, *sheets]
    try:
        _xlsx.fill(_skeleton(everything), path, [_as_rows(sheet.rows) for sheet in everything], [Written(), *told])
    except OSError as error:
        raise ResultsError(f"{path}: 写不进去（{error}）。请关闭打开着它的程序，或换一个位置。") from error


def _as_rows(rows: Rows | Iterable[Sequence[Any]]) -> Rows:
    return PlainRows(rows) if isinstance(rows, Iterable) else rows


def _skeleton(sheets: Sequence[Sheet]) -> bytes:
    """The workbook with heads, widths, filters and styles but without rows."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": "总结档案分析表", "created": _FIXED})
        font = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
        left = {"align": "left", "indent": 1}
        styles = (
            book.add_format({**font, "bold": True, "bottom": 2, **left, "bg_color": "#EDF1F5", "valign": "vcenter"}),
            book.add_format({**font, **left, "text_wrap": True}),
            book.add_format({**font, "num_format": "yyyy-mm-dd"}),
            book.add_format({**font, **left}),
            book.add_format(font),
        )
        for sheet in sheets:
            _head(book.add_worksheet(sheet.name), sheet, *styles)
    return data.getvalue()


def _head(page: Worksheet, sheet: Sheet, *styles: Format) -> None:
    head, wrapped, date, plain, figure = styles
    page.freeze_panes(1, 0)
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_row(0, 24)
    for at, (name, width) in enumerate(zip(sheet.columns, sheet.widths, strict=True)):
        page.set_column(at, at, width)
        page.write_string(0, at, name, head)
    page.write_string(1, 0, "text", wrapped if sheet.wrap else plain)
    page.write_number(1, 1, 0, date)
    page.write_number(1, 2, 0, figure)
    page.autofilter(0, 0, _xlsx.SHEET_ROWS - 1, max(len(sheet.columns) - 1, 0))
    if sheet.choices:
        allowed = {"validate": "list", "source": list(sheet.choices), "error_type": "warning"}
        page.data_validation(1, 3, _xlsx.SHEET_ROWS - 1, 3, allowed)
