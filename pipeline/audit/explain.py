"""From a row to where it comes from: its values, the rule, the rows behind it, the words on the page."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.audit._sides import known, known_list
from pipeline.errors import ResultsError
from pipeline.records import TABLES, Tables
from pipeline.theme_notes import ThemeNotes

Row = Mapping[str, Any]
_QUIET = {"row_id", "doc_id", "text", "start", "end", "texts", "starts", "ends", "doc_ids"}
_AROUND = 30  # characters told before and after a quotation
_PAIRS = {
    "findings": (("claim", "自报"), ("finding", "检查")),
    "copies": (("a", "先有"), ("b", "后有")),
}


def explain(tables: Tables, row_id: str, notes: ThemeNotes | None = None) -> list[str]:
    """The chain behind the row ``row_id`` of any table, one line a step, indented by depth.

    ``notes`` name the themes and date the decisions of persons.

    Raises ResultsError where no table has such a row.
    """
    name, row = _find(tables, row_id)
    steps = [f"{row_id}（表 {name}）", *_indented(_values(_with_notes(row, notes or ThemeNotes())))]
    if name == "unit_scores":
        steps += _score(tables, row)
    elif name == "changes":
        steps += _change(tables, row)
    return steps + list(_places(tables, name, row))


def _find(tables: Tables, row_id: str) -> tuple[str, Row]:
    for name in TABLES:
        frame = tables.read(name)
        found = frame[frame["row_id"] == row_id]
        if len(found):
            return name, dict(zip(frame.columns, next(found.itertuples(index=False, name=None)), strict=True))
    raise ResultsError(f"{row_id}: 没有这个证据编号。编号在每张表的第一列，形如 a1b2c3d4e5f6-1-D4 或 F-0123456789ab。")


def _indented(lines: Sequence[str] | Iterator[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _values(row: Row) -> Iterator[str]:
    hidden = ("_text", "_start", "_end", "_doc_id", "doc_id_a", "doc_id_b", "start_a", "start_b", "end_a", "end_b")
    for column, value in row.items():
        if column not in _QUIET and not column.endswith(hidden) and (known_list(value) or _told(value)):
            yield f"{column} = {_shown(value)}"


def _with_notes(row: Row, notes: ThemeNotes) -> Row:
    def named(code: str) -> str:
        return f"{notes.names[code]}（{code}）" if code in notes.names else code

    told = dict(row)
    if isinstance(row.get("theme"), str):
        told["theme"] = named(row["theme"])
    if known_list(row.get("themes")):
        told["themes"] = [named(code) for code in row["themes"]]
    if row["row_id"] in notes.dates:
        told["decided_by"] = f"{row['decided_by']}，{notes.dates[row['row_id']]}"
    if row["row_id"] in notes.reasons:
        told["themes_because"] = notes.reasons[row["row_id"]]
    return told


def _told(value: Any) -> bool:
    return (not hasattr(value, "__len__") and known(value)) or isinstance(value, str)


def _shown(value: Any) -> str:
    if known_list(value) and not isinstance(value, str):
        return "、".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _score(tables: Tables, row: Row) -> list[str]:
    """Rules of the indicator and the deductions made on the unit that answer to them."""
    rules = [r for r in _rows(tables, "rubrics") if r["rubric"] == row["rubric"]]
    made = [d for d in _deductions(tables, row) if not known(row["indicator"]) or _answers(d, rules, row["indicator"])]
    asked = [r for r in rules if known(r["item"]) and any(_rule_of(d, rules) is r for d in made)]
    lines = ["规则："] if asked else []
    for rule in asked:
        lines += _indented(_quotation(tables, rule["doc_id"], rule["start"], rule["end"], rule["row_id"]))
    lines += ["扣分："] if made else ["没有扣分。"]
    for deduction in made:
        start, end = deduction["start"], deduction["end"]
        lines += _indented(_quotation(tables, deduction["doc_id"], start, end, deduction["row_id"]))
    return lines


def _deductions(tables: Tables, row: Row) -> list[Row]:
    years = {r["doc_id"]: r["year"] for r in _rows(tables, "documents", ["doc_id", "year"])}
    names = {row["unit"]}
    for unit in _rows(tables, "units", ["name", "aliases"]):
        if unit["name"] == row["unit"] and known_list(unit["aliases"]):
            names.update(unit["aliases"])
    of_unit = [d for d in _rows(tables, "deductions") if not d["rule"] and d["unit"] in names]
    return [d for d in of_unit if years.get(d["doc_id"]) == row["year"]]


def _rule_of(deduction: Row, rules: Sequence[Row]) -> Row | None:
    """The rule whose words are nearest to the deduction's."""
    worded = [rule for rule in rules if known(rule["item"]) and rule["kind"] == "deduction"]
    best = max(worded, key=lambda rule: _nearness(rule, deduction), default=None)
    return best if best and _nearness(best, deduction) > 0 else None


def _nearness(rule: Row, deduction: Row) -> float:
    """Share of the character pairs of the deduction's reason that the rule has too."""
    reason, item = str(deduction["reason"]), str(rule["text"])
    pairs = {"".join(pair) for pair in itertools.pairwise(reason)}
    return sum(pair in item for pair in pairs) / max(1, len(pairs))


def _answers(deduction: Row, rules: Sequence[Row], indicator: str) -> bool:
    rule = _rule_of(deduction, rules)
    return rule is not None and rule["indicator"] == indicator


def _change(tables: Tables, row: Row) -> list[str]:
    lines = []
    for scored in _rows(tables, "unit_scores"):
        same = scored["unit"] == row["unit"] and _same(scored["indicator"], row["indicator"])
        if same and scored["year"] in (row["year_from"], row["year_to"]):
            about = f"{scored['year']}年 {_shown(scored['score'])} 分（{scored['source']}，{scored['row_id']}）："
            lines += [about, *_indented(_score(tables, scored))]
    return lines


def _same(first: Any, second: Any) -> bool:
    return bool(first == second) or not (known(first) or known(second))


def _rows(tables: Tables, name: str, columns: Sequence[str] | None = None) -> list[Row]:
    frame = tables.read(name, columns)
    return [dict(zip(frame.columns, values, strict=True)) for values in frame.itertuples(index=False, name=None)]


def _places(tables: Tables, name: str, row: Row) -> Iterator[str]:
    """The quotations a row points at."""
    if name in _PAIRS:
        for side, told in _PAIRS[name]:
            columns = [f"{side}_{c}" if name == "findings" else f"{c}_{side}" for c in ("doc_id", "start", "end")]
            if known(row[columns[0]]):
                yield f"{told}："
                place, start, end = (row[column] for column in columns)
                yield from _indented(_quotation(tables, place, start, end, ""))
    elif known_list(row.get("starts")):
        doc_ids = row["doc_ids"] if known_list(row.get("doc_ids")) else [row["doc_id"]] * len(row["starts"])
        for doc_id, start, end in zip(doc_ids, row["starts"], row["ends"], strict=True):
            yield from _quotation(tables, doc_id, start, end, "")
    elif known(row.get("start")) and known(row.get("doc_id")):
        yield from _quotation(tables, row["doc_id"], row["start"], row["end"], "")


def _quotation(tables: Tables, doc_id: str, start: Any, end: Any, row_id: str) -> Iterator[str]:
    start, end = int(start), int(end)
    for batch in tables.batches("documents", ["doc_id", "path", "sha256", "title", "date", "text"]):
        for found, path, sha256, title, date, text in batch.itertuples(index=False, name=None):
            if found == doc_id:
                dated = f"，{date}" if isinstance(date, datetime.date) else ""
                yield f"《{title if known(title) else path}》{dated}{_where(tables, doc_id, start)} {row_id}".rstrip()
                before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
                yield "  " + f"…{before}【{text[start:end]}】{after}…".replace("\n", "／").replace("\t", "｜")
                yield f"  文件 {path}，sha256 {sha256}，第 {start}–{end} 字"


def _where(tables: Tables, doc_id: str, start: int) -> str:
    frame = tables.read("places", ["doc_id", "start", "end", "page", "paragraph", "table", "row", "column"])
    here = frame[(frame["doc_id"] == doc_id) & (frame["start"] <= start) & (frame["end"] > start)]
    told = ""
    for row in here.itertuples(index=False):
        names = (
            ("page", "第{}页"),
            ("paragraph", "第{}段"),
            ("table", "表{}"),
            ("row", "第{}行"),
            ("column", "第{}列"),
        )
        told = "".join(form.format(int(value)) for name, form in names if known(value := getattr(row, name)))
    return told
