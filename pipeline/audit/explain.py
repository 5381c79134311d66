"""From a row to where it comes from: its values, the rule, the rows behind it, the words on the page."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from pipeline.audit._formulas import formula
from pipeline.audit._sides import known, known_list
from pipeline.errors import ResultsError
from pipeline.records import TABLES, Tables
from pipeline.theme_notes import ThemeNotes

Row = Mapping[str, Any]
_QUIET = {"row_id", "doc_id", "text", "start", "end", "texts", "starts", "ends", "doc_ids"}
_BONUS = "加分"  # the indicator under which unit_scores have what was added
_HIDDEN = re.compile("（(U-[0-9a-f]{12})）$")  # how other tables call a masked unit
_STRETCH = re.compile("([0-9a-f]{12}-[0-9]+):([0-9]+)-([0-9]+)")
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
    if stretch := _STRETCH.fullmatch(row_id):
        return _stretch(tables, row_id, stretch)
    name, row = _find(tables, row_id)
    steps = [f"{row_id}（表 {name}）", *_indented(_values(_with_notes(row, notes or ThemeNotes())))]
    rule = formula(name, row)
    steps += [f"  规则：{rule}。"] if rule else []
    if name == "unit_scores":
        steps += _score(tables, row)
    elif name == "changes":
        steps += _change(tables, row)
    return steps + list(_places(tables, name, row))


def quote(tables: Tables, row_id: str) -> list[str]:
    """The row ``row_id`` in short: its table and its words on the page. Raises ResultsError as ``explain`` does."""
    if stretch := _STRETCH.fullmatch(row_id):
        return _stretch(tables, row_id, stretch)
    name, row = _find(tables, row_id)
    return [f"{row_id}（表 {name}）", *_indented(_places(tables, name, row))]


def _stretch(tables: Tables, told: str, stretch: re.Match[str]) -> list[str]:
    """A stretch of a document, as statistics of words name it."""
    doc_id, start, end = stretch.groups()
    found = list(_quotation(tables, doc_id, start, end, ""))
    if not found:
        raise ResultsError(f"{told}: 没有文档 {doc_id}。")
    return [f"{told}（文档:起-止）", *_indented(found)]


def _find(tables: Tables, row_id: str) -> tuple[str, Row]:
    for name in TABLES:
        found = _rows(tables, name, row_id=[row_id])
        if found:
            return name, found[0]
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
    rules = _rows(tables, "rubrics", rubric=[row["rubric"]])
    made = [d for d in _deductions(tables, row) if not known(row["indicator"]) or _answers(d, rules, row["indicator"])]
    answered = [_rule_of(d, rules) for d in made]
    asked = [r for r in rules if any(rule is r for rule in answered)]
    lines = [*_stated(tables, row), *_full_score(tables, rules, row)]
    lines += ["规则："] if asked else []
    for rule in asked:
        lines += _indented(_quotation(tables, rule["doc_id"], rule["start"], rule["end"], rule["row_id"]))
    lines += ["扣分："] if made else ["没有扣分。"]
    for deduction in made:
        start, end = deduction["start"], deduction["end"]
        lines += _indented(_quotation(tables, deduction["doc_id"], start, end, deduction["row_id"]))
    return lines


def _full_score(tables: Tables, rules: Sequence[Row], row: Row) -> Iterator[str]:
    """The words that say how many points there are to lose."""
    bonus = row["indicator"] == _BONUS
    weights = [r for r in rules if r["kind"] == "bonus"] if bonus else []
    weights += [r for r in rules if not known(r["item"]) and _same(r["indicator"], row["indicator"])]
    if weights:
        yield "加分的规则：" if bonus else "满分："
    for rule in weights:
        yield from _indented(_quotation(tables, rule["doc_id"], rule["start"], rule["end"], rule["row_id"]))


def _stated(tables: Tables, row: Row) -> Iterator[str]:
    """The words that state a total."""
    mine = _belongs(tables, row["unit"])
    said = [s for s in _rows(tables, "scores", doc_id=[row["doc_id"]]) if mine(s)]
    if said:
        yield "通报："
    for score in said:
        yield from _indented(_quotation(tables, score["doc_id"], score["start"], score["end"], score["row_id"]))


def _belongs(tables: Tables, unit: str) -> Callable[[Row], bool]:
    """Whether a score or deduction is of ``unit``: under one of its names, or for a masked one in its place."""
    hidden = _HIDDEN.search(unit)
    if hidden:
        first = _find(tables, hidden[1])[1]
        here = (r for name in ("scores", "deductions") for r in _rows(tables, name, doc_id=[first["doc_id"]]))
        one = next((r for r in here if r["start"] == first["start"]), first)
        column = "unit_ordinal" if known(one.get("unit_ordinal")) else "unit"
        return lambda row: row["doc_id"] == first["doc_id"] and _same(row[column], one.get(column))
    names = {unit}
    for one in _rows(tables, "units", ["name", "aliases"]):
        if one["name"] == unit and known_list(one["aliases"]):
            names.update(one["aliases"])
    return lambda row: row["unit"] in names


def _deductions(tables: Tables, row: Row) -> list[Row]:
    mine = _belongs(tables, row["unit"])
    of_year = [d["doc_id"] for d in _rows(tables, "documents", ["doc_id", "year"]) if d["year"] == row["year"]]
    return [d for d in _rows(tables, "deductions", doc_id=of_year) if not d["rule"] and mine(d)]


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
    for scored in _rows(tables, "unit_scores", unit=[row["unit"]]):
        same = _same(scored["indicator"], row["indicator"])
        if same and scored["year"] in (row["year_from"], row["year_to"]):
            about = f"{scored['year']}年 {_shown(scored['score'])} 分（{scored['source']}，{scored['row_id']}）："
            lines += [about, *_indented(_score(tables, scored))]
    return lines


def _same(first: Any, second: Any) -> bool:
    return bool(first == second) or not (known(first) or known(second))


def _rows(tables: Tables, name: str, columns: Sequence[str] | None = None, **wanted: Sequence[str | None]) -> list[Row]:
    """The rows of a table that have in each column named one of the values ``wanted``."""
    frame = tables.read(name, columns)
    chosen = np.ones(len(frame), dtype=bool)
    for column, values in wanted.items():
        chosen &= frame[column].isin(values).to_numpy()
    if not chosen.any():
        return []
    cells = [frame[column].to_numpy(dtype=object)[chosen] for column in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*cells, strict=True)]


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
    elif name == "documents":
        yield from _quotation(tables, row["doc_id"], 0, min(_AROUND, row["chars"]), "")
    elif name == "units" and known(row["name"]):
        yield from _first_mention(tables, [row["name"], *(row["aliases"] if known_list(row["aliases"]) else ())])


def _first_mention(tables: Tables, names: Sequence[str]) -> Iterator[str]:
    """Where a unit that no words introduce is first named: by its whole name, else by the first that occurs."""
    for name in names:
        for batch in tables.batches("documents", ["doc_id", "text"]):
            for doc_id, text in batch.itertuples(index=False, name=None):
                if name in text:
                    at = text.index(name)
                    yield from _quotation(tables, doc_id, at, at + len(name), "")
                    return


def _quotation(tables: Tables, doc_id: str, start: Any, end: Any, row_id: str) -> Iterator[str]:
    start, end = int(start), int(end)
    for batch in tables.batches("documents", ["doc_id", "path", "sha256", "title", "date", "text"]):
        for found, path, sha256, title, date, text in batch.itertuples(index=False, name=None):
            if found == doc_id:
                dated = f"，{date}" if isinstance(date, datetime.date) else ""
                place = f"{dated}{_where(tables, doc_id, start, end)} {row_id}".rstrip()
                yield f"《{title if known(title) else path}》{place}"
                before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
                yield "  " + f"…{before}【{text[start:end]}】{after}…".replace("\n", "／").replace("\t", "｜")
                yield f"  文件 {path}，sha256 {sha256}，第 {start}–{end} 字"


_PLACES = (("paragraph", "第{}段"), ("table", "表{}"), ("row", "第{}行"), ("column", "第{}列"))


def _where(tables: Tables, doc_id: str, start: int, end: int) -> str:
    """Where a stretch begins, and its last page where it runs over."""
    columns = ["doc_id", "start", "end", "page", *(name for name, _ in _PLACES)]
    rows = _rows(tables, "places", columns, doc_id=[doc_id])
    first, last = ([r for r in rows if r["start"] <= at < r["end"]][-1:] for at in (start, max(start, end - 1)))
    told = ""
    for row in first:
        pages = dict.fromkeys(int(r["page"]) for r in (*first, *last) if known(r["page"]))
        told = f"第{'–'.join(map(str, pages))}页" if pages else ""
        told += "".join(form.format(int(row[name])) for name, form in _PLACES if known(row[name]))
    return told
