"""Evidence ids of figures that are no rows: statistics (T-…), counts of the page (q/…) and of tables (rows/…)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.errors import ResultsError
from pipeline.records import TABLES, Statistic
from pipeline.report import _lists, _store, names, stats

OWN = "统计编号"
_SHOWN = 50  # rows of a count that are named; all stand in the table


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure is made of: sentences with value and formula, the evidence, and how much evidence there is."""

    lines: Sequence[str]
    ids: Sequence[str]
    total: int


def own_id(found: Statistic, row: Sequence[object]) -> str:
    """The evidence id of a row of a statistic: the same cells and evidence give the same id."""
    cells = "\x1f".join(map(str, row))
    return f"T-{found.key}-{hashlib.sha256(cells.encode()).hexdigest()[:12]}"


def numbered(found: Statistic) -> Statistic:
    """The statistic with the ids of its own rows in a column before its evidence; free questions stay as they are."""
    if not found.key:
        return found
    rows = [(*row[:-1], own_id(found, row), row[-1]) for row in found.rows]
    columns = (*found.columns[:-1], OWN, found.columns[-1])
    return Statistic(found.title, found.note, columns, rows, found.key)


def is_figure(evidence: str) -> bool:
    """Whether an id is of a figure and not of a row of a table."""
    return evidence.startswith(("T-", "q/", "rows/"))


def told(results: Path, evidence: str, further: Sequence[Statistic] = ()) -> Told:
    """What the figure with the id ``evidence`` is made of; ``further`` are the statistics of other stages.

    Raises ResultsError where no such figure is found, with what to do.
    """
    with _store.opened(results) as connection:
        if evidence.startswith("T-"):
            return _statistic(connection, evidence, further)
        return _rows(connection, evidence) if evidence.startswith("rows/") else _query(connection, evidence)


def _statistic(connection: duckdb.DuckDBPyConnection, evidence: str, further: Sequence[Statistic]) -> Told:
    name = evidence.removeprefix("T-")
    key = name if name in stats.STATISTICS or any(view.key == name for view in further) else name.rpartition("-")[0]
    views = [view for view in further if view.key == key]
    if key in stats.STATISTICS:
        views.append(stats.STATISTICS[key](connection))
    for view in views:
        head = [f"{evidence}（统计「{view.title}」）", f"  算法：{view.note}"]
        if key == name:
            ids = [own_id(view, row) for row in view.rows]
            return Told([*head, f"  共 {len(ids):,} 行"], ids[:_SHOWN], len(ids))
        for row in view.rows:
            if own_id(view, row) == evidence:
                cells = zip(view.columns[:-1], row[:-1], strict=True)
                values = [f"  {column} = {stats.text(value)}" for column, value in cells if value is not None]
                return Told([head[0], *values, head[1]], row[-1], len(row[-1]))
    raise ResultsError(
        f"{evidence}: 没有这个统计编号。结果可能重做过；请在新的 tables.xlsx 中查，或用 zongjie stats 重列。"
    )


def _rows(connection: duckdb.DuckDBPyConnection, evidence: str) -> Told:
    name = evidence.removeprefix("rows/")
    if name not in TABLES:
        raise ResultsError(f"{evidence}: 没有表 {name}。可用的有 {'、'.join(TABLES)}。")
    ids = [row[0] for row in connection.execute(f"SELECT row_id FROM {name} ORDER BY _n").fetchall()]
    head = [f"{evidence}（表「{names.table(name)}」的行数）", f"  值 = {len(ids)}"]
    return Told([*head, f"  算法：数表 {name} 的全部行。{names.table_note(name)}"], ids[:_SHOWN], len(ids))


def _query(connection: duckdb.DuckDBPyConnection, evidence: str) -> Told:
    key, *choices = evidence.removeprefix("q/").split("/")
    spec = next((spec for spec in _lists.ALL if spec.key == key), None)
    if spec is None:
        known = "、".join(spec.key for spec in _lists.ALL)
        raise ResultsError(f"{evidence}: 报告里没有列表 {key}。可用的有 {known}。")
    columns = {column.key: column for column in spec.columns}
    wanted = {name: _unescaped(value) for name, _, value in (choice.partition("=") for choice in choices)}
    unknown = [name for name in wanted if name not in columns]
    if unknown:
        raise ResultsError(f"{evidence}: 列表 {key} 没有列 {'、'.join(unknown)}。可用的有 {'、'.join(columns)}。")
    _lists.prepare(connection)
    called = {name: _store.words(connection, str(c.words)) if (c := columns[name]).words else {} for name in wanted}
    found = _store.rows(connection, f"SELECT * FROM ({spec.sql}) ORDER BY _n, row_id")
    ids = [row["row_id"] for row in found if all(_is(row[name], called[name], value) for name, value in wanted.items())]
    asked = "，".join(f"{columns[name].name}为“{value}”" for name, value in wanted.items())
    head = [f"{evidence}（报告列表「{spec.title}」的条数）", f"  值 = {len(ids)}"]
    return Told([*head, f"  算法：数「{spec.title}」中{asked or '全部'}的条目。"], ids[:_SHOWN], len(ids))


def _is(value: object, called: Mapping[str, str], wanted: str) -> bool:
    return (names.named(called, value) or "不详") == wanted


def _unescaped(value: str) -> str:
    return value.replace("%2F", "/").replace("%25", "%")
