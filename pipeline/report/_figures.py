"""Figures of the page: cross tables and shares, each cell with the query that leads to its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.report import _store, names
from pipeline.report._lists import Listing

UNKNOWN = "不详"
# A cross table with more rows shows the largest; the rest stands in the workbook.
ROWS_A_CROSS = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """One number; ``query`` opens the rows it counts, ``of`` is its denominator, ``shade`` 0..1 its weight."""

    value: int
    query: str
    of: int | None = None
    shade: float = 0.0


@dataclass(frozen=True, slots=True)
class Cross:
    """A cross table: ``rows`` are (name, cells, total), ``totals`` closes the columns."""

    corner: str
    columns: list[str]
    rows: list[tuple[str, list[Figure], Figure]]
    totals: list[Figure]
    left_out: int = 0


def query(listing: str, **choices: object) -> str:
    """The address inside the page, after ``q/``, of the rows of ``listing`` whose columns have these values."""
    return "/".join(
        [listing, *(f"{key}={_escaped(str(value))}" for key, value in choices.items() if value is not None)]
    )


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("/", "%2F")


def cross(listing: str, row: str, column: str, counts: Mapping[tuple[str, str], int], corner: str) -> Cross:
    """The cross table of ``counts`` by (row value, column value), largest rows first, columns in order."""
    columns = sorted({key[1] for key in counts}, key=lambda name: (name == UNKNOWN, name))
    by_row: dict[str, int] = defaultdict(int)
    by_column: dict[str, int] = defaultdict(int)
    for (name, heading), count in counts.items():
        by_row[name] += count
        by_column[heading] += count
    ordered = sorted(by_row, key=lambda name: (name == UNKNOWN, -by_row[name], name))
    largest = max(counts.values(), default=1)
    rows = [
        (
            name,
            [_cell(listing, {row: name, column: c}, counts.get((name, c), 0), by_column[c], largest) for c in columns],
            Figure(by_row[name], query(listing, **{row: name})),
        )
        for name in ordered[:ROWS_A_CROSS]
    ]
    totals = [Figure(by_column[c], query(listing, **{column: c})) for c in columns]
    totals.append(Figure(sum(by_row.values()), query(listing)))
    return Cross(corner, columns, rows, totals, max(len(ordered) - ROWS_A_CROSS, 0))


def _cell(listing: str, choices: dict[str, str], count: int, of: int, largest: int) -> Figure:
    return Figure(count, query(listing, **choices), of, count / largest)


def counted(
    connection: duckdb.DuckDBPyConnection, listing: Listing, row: str, column: str
) -> dict[tuple[str, str], int]:
    """How many rows of the whole list (embedded or not) have each pair of values, in Chinese."""
    sets = {c.key: _store.words(connection, c.words) if c.words else None for c in listing.spec.columns}
    found = connection.execute(
        f'SELECT "{row}", "{column}", count(*) FROM ({listing.spec.sql}) GROUP BY ALL ORDER BY ALL'
    ).fetchall()
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for first, second, count in found:
        counts[_named(sets[row], first), _named(sets[column], second)] += count
    return dict(counts)


def _named(words: Mapping[str, str] | None, value: Any) -> str:
    name = names.named(words, value) if words else value
    return UNKNOWN if name in (None, "") else str(name)


def crossed(connection: duckdb.DuckDBPyConnection, listing: Listing, row: str, column: str, corner: str) -> Cross:
    """The cross table of two columns of a list."""
    return cross(listing.spec.key, row, column, counted(connection, listing, row, column), corner)


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """What is known of a unit's total in a year; ``differs`` where stated and computed are apart."""

    stated: float | None
    computed: float | None
    rank: int | None
    computed_rank: int | None
    query: str

    @property
    def differs(self) -> bool:
        """Whether both are known and not the same to a thousandth of a point."""
        return self.stated is not None and self.computed is not None and abs(self.stated - self.computed) > 0.001

    @property
    def score(self) -> float | None:
        """The stated score, else the computed one."""
        return self.computed if self.stated is None else self.stated


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Totals by unit and year, best of the last year first."""

    years: list[str]
    rows: list[tuple[str, list[ScoreCell | None]]]
    left_out: int


# A matrix with more units is no longer read as one; the list beneath it has them all.
UNITS_A_TABLE = 200

_TOTALS = """
SELECT unit, coalesce(CAST(year AS VARCHAR), '不详') AS year,
  max(score) FILTER (source = 'stated') AS stated, max(score) FILTER (source = 'computed') AS computed,
  max("rank") FILTER (source = 'stated') AS stated_rank, max("rank") FILTER (source = 'computed') AS computed_rank
FROM unit_scores WHERE indicator IS NULL GROUP BY ALL ORDER BY ALL
"""


def scores(connection: duckdb.DuckDBPyConnection) -> ScoreTable:
    """The totals of every unit by year, stated against computed."""
    cells: dict[str, dict[str, ScoreCell]] = defaultdict(dict)
    years: set[str] = set()
    for row in _store.rows(connection, _TOTALS):
        unit, year = row["unit"], row["year"]
        years.add(year)
        where = query("unit_scores", unit=unit, year=year, indicator="总分")
        ranks = row["stated_rank"], row["computed_rank"]
        cells[unit][year] = ScoreCell(row["stated"], row["computed"], *ranks, where)
    ordered = sorted(years, key=lambda year: (year == UNKNOWN, year))
    last = ordered[-1] if ordered else ""

    def standing(unit: str) -> tuple[float, str]:
        cell = cells[unit].get(last)
        return (-(cell.score or 0.0) if cell else 1.0, unit)

    units = sorted(cells, key=standing)
    rows = [(unit, [cells[unit].get(year) for year in ordered]) for unit in units[:UNITS_A_TABLE]]
    return ScoreTable(ordered, rows, max(len(units) - UNITS_A_TABLE, 0))
