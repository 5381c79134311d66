"""The auditor's working paper: claims against findings of a unit or of all, as a Word document and as a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import duckdb
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.shared import Pt

from pipeline.errors import ResultsError
from pipeline.report import _store, _texts, _word, names, workbook
from pipeline.report._figures import UNKNOWN, query

# The order in which an auditor takes the matters up: what must be asked about first.
_ORDER = ("contradicts", "undisclosed", "undecided", "agrees", "unverified")
_HEADS = ("序号", "事项", "自报情况", "检查情况", "结论", "依据")
_WIDTHS = (1.2, 2.0, 5.6, 5.2, 5.4, 6.3)  # centimetres; landscape A4 less margins
_NOTE = (
    "结论由程序按词语比对得出，供核对用；“难判”表示词语不足以断定，把握不到0.8的“自报未提”也归此类。"
    "引文逐字取自原件，可凭证据编号回查。"
)


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
        _word.save(document, out)
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
    spans = [{key: row[f"{side}_{key}"] for key in ("doc_id", "start", "end")} for row, side in sides]
    places = _texts.located(connection, spans)
    titles = {
        doc_id: title or path
        for doc_id, title, path in connection.execute("SELECT doc_id, title, path FROM documents").fetchall()
    }
    called = _store.words(connection, "theme")
    told = Counter[tuple[str, int | None]]()
    entries = []
    for row in rows:
        told[row["unit"], row["year"]] += 1
        matter = names.named(called, row["theme"]) or "其他"
        entries.append(_entry(row, told[row["unit"], row["year"]], matter, places, titles))
    return entries


def _entry(
    row: dict[str, Any], number: int, matter: str, places: dict[tuple[str, int, int], str], titles: dict[str, str]
) -> Entry:
    basis = []
    for side, name in (("claim", "自报"), ("finding", "检查")):
        doc_id = row[f"{side}_doc_id"]
        if doc_id:
            where = places.get((doc_id, row[f"{side}_start"], row[f"{side}_end"]), "")
            basis.append(f"{name}：《{titles.get(doc_id, doc_id)}》{where}")
    return Entry(
        number=number,
        unit=row["unit"],
        year=row["year"],
        verdict=row["verdict"],
        matter=matter,
        claim=_quoted(row["claim_text"]) or "（报告未提）",
        finding=_quoted(row["finding_text"]) or "（检查未涉及）",
        conclusion=f"{names.word('finding', row['verdict'])}。{row['reason'] or ''}{_sure(row)}",
        basis="\n".join([*basis, f"证据编号：{row['row_id']}"]),
        row_id=row["row_id"],
    )


def _sure(row: Mapping[str, Any]) -> str:
    return "" if row["verdict"] == "undecided" else f"（把握{row['confidence']:.2f}）"


def _quoted(text: str | None) -> str:
    return f"“{_word.CONTROL.sub('', text)}”" if text else ""


def _histories(connection: duckdb.DuckDBPyConnection, units: Iterable[str]) -> list[dict[str, Any]]:
    found = _store.rows(connection, "SELECT * FROM histories WHERE list_contains($1, unit) ORDER BY _n", [list(units)])
    return [{**row, "years": " ".join(map(str, row["years"]))} for row in found]


def _document(entries: Sequence[Entry], histories: Sequence[dict[str, Any]]) -> WordDocument:
    document = docx.Document()
    _word.page(document)
    groups: dict[tuple[str, int | None], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.unit, entry.year), []).append(entry)
    if len(groups) > 1:
        _overview(document, groups)
    for at, ((unit, year), several) in enumerate(groups.items()):
        if at or len(groups) > 1:
            document.add_paragraph().paragraph_format.page_break_before = True
        mine = [row for row in histories if row["unit"] == unit and str(year) in row["years"]]
        _unit(document, at + 1, several, mine)
    return document


def _overview(document: WordDocument, groups: Mapping[tuple[str, int | None], Sequence[Entry]]) -> None:
    """A sheet before those of the units: how many of each conclusion, and under which index to find them."""
    _word.title(document, "自查报告与检查情况核对汇总表")
    widths = (1.9, 4.2, 1.5, *(1.7,) * (len(_ORDER) + 1), 7.8)
    table = _word.table(document, 1, widths)
    _word.fill(
        table, 0, ("索引号", "单位", "年度", *(names.word("finding", v) for v in _ORDER), "合计", "证据编号"), bold=True
    )
    _word.repeat_head(table)
    total = Counter[str]()
    for at, ((unit, year), entries) in enumerate(groups.items(), 1):
        counts = Counter(entry.verdict for entry in entries)
        total += counts
        _word.add(table, widths, (_index(at), unit, str(year or ""), *_counted(counts), evidence_of(unit, year)))
    _word.add(table, widths, ("", "合计", "", *_counted(total), "以上各行"))


def evidence_of(unit: str, year: int | None) -> str:
    """The evidence id of the number of findings on a unit in a year."""
    return "q/" + query("findings", unit=unit, year=year or UNKNOWN)


def _index(at: int) -> str:
    return f"HD-{at:03}"


def _counted(counts: Mapping[str, int]) -> tuple[str, ...]:
    told = [counts.get(verdict, 0) for verdict in _ORDER]
    return tuple(map(str, (*told, sum(told))))


def _unit(document: WordDocument, at: int, entries: Sequence[Entry], histories: Sequence[dict[str, Any]]) -> None:
    unit, year = entries[0].unit, entries[0].year
    _word.title(document, "自查报告与检查情况核对底稿")
    head = _word.table(document, 2, (2.6, 7.6, 2.6, 4.9, 2.6, 5.4))
    _word.fill(head, 0, ("被核对单位", unit, "年度", f"{year}年" if year else "", "索引号", _index(at)))
    _word.fill(head, 1, ("核对事项", "自查报告与检查情况是否一致", "编制人", "", "编制日期", ""))
    _word.heading(document, f"一、汇总（证据编号：{evidence_of(unit, year)}，各项结论在其后加 /verdict=结论）")
    summary = _word.table(document, 3, (2.6, *(3.85,) * (len(_ORDER) + 1)))
    _word.fill(summary, 0, ("结论", *(names.word("finding", verdict) for verdict in _ORDER), "合计"), bold=True)
    _word.fill(summary, 1, ("项数", *_counted(Counter(entry.verdict for entry in entries))))
    _word.fill(summary, 2, ("序号", *(_numbers(entries, verdict) for verdict in _ORDER), _numbers(entries)))
    _word.heading(document, "二、逐项核对")
    table = _word.table(document, 1, _WIDTHS)
    _word.fill(table, 0, _HEADS, bold=True)
    _word.repeat_head(table)
    for entry in entries:
        cells = (str(entry.number), entry.matter, entry.claim, entry.finding, entry.conclusion, entry.basis)
        _word.add(table, _WIDTHS, cells)
    if histories:
        _repeated(document, histories)
    _signatures(document)


def _numbers(entries: Sequence[Entry], verdict: str | None = None) -> str:
    """The numbers of the entries that a count counts, as runs: 1–3、5."""
    mine = [entry.number for entry in entries if verdict in (None, entry.verdict)]
    runs: list[list[int]] = []
    for number in mine:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _repeated(document: WordDocument, histories: Sequence[dict[str, Any]]) -> None:
    _word.heading(document, "三、屡查屡犯")
    widths = (1.1, 7.0, 3.6, 5.0, 5.0, 4.0)
    table = _word.table(document, 1, widths)
    _word.fill(table, 0, ("序号", "问题", "年度", "曾承诺", "曾称已改", "证据编号"), bold=True)
    _word.repeat_head(table)
    for number, row in enumerate(histories, 1):
        told = (_quoted(row["problem"]), row["years"], _quoted(row["promised"]), _quoted(row["claimed_mended"]))
        _word.add(table, widths, (str(number), *told, row["row_id"]))


def _signatures(document: WordDocument) -> None:
    document.add_paragraph().add_run(f"说明：{_NOTE}").font.size = Pt(9)
    table = _word.table(document, 3, (2.6, 10.2, 3.6, 9.3))
    _word.fill(table, 0, ("被核对\n单位意见", "\n\n", "单位负责人签字\n（盖章）及日期", ""))
    _word.fill(table, 1, ("复核意见", "\n\n", "复核人签字\n及日期", ""))
    _word.fill(table, 2, ("核对人签字", "\n", "日期", ""))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True


def _sheet(entries: Sequence[Entry]) -> workbook.Sheet:
    heads = ("单位", "年度", *_HEADS, "证据编号")
    rows = ((e.unit, e.year, e.number, e.matter, e.claim, e.finding, e.conclusion, e.basis, e.row_id) for e in entries)
    groups = dict.fromkeys((entry.unit, entry.year) for entry in entries)
    counted = "；".join(evidence_of(unit, year) for unit, year in groups)
    return workbook.Sheet("核对底稿", _NOTE, heads, rows, (20, 8, 8, 14, 48, 48, 48, 40, 21), evidence=counted)
