"""The Parquet tables of a results folder as DuckDB views: read in place, memory bounded, nothing can be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline import theme_notes
from pipeline.errors import ResultsError
from pipeline.records import TABLES
from pipeline.report import names

THEMED = ("measures", "problems", "deductions", "plans")
# Enough for the aggregates of 10,000 documents; beyond it DuckDB works in parts on disk.
_MEMORY = "1GB"


@contextmanager
def opened(results: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with one view a table; column ``_n`` is the row's number in document order.

    Raises ResultsError where a table of the contract is missing or can't be read.
    """
    files = {name: results.resolve() / f"{name}.parquet" for name in TABLES}
    missing = [file.name for file in files.values() if not file.is_file()]
    if missing:
        raise ResultsError(
            f"{results}: 不是完整的结果文件夹（缺 {'、'.join(missing)}）。请先运行 zongjie run 文件… --out {results}"
        )
    connection = duckdb.connect(config={"memory_limit": _MEMORY, "threads": 2})
    try:
        connection.execute("CREATE TABLE sources (file VARCHAR)")
        for name, file in files.items():
            _view(connection, name, file)
            connection.execute("INSERT INTO sources VALUES (?), (?)", [str(file), _pattern(file)])
        _note_themes(connection, theme_notes.read(results))
        for made in (_CALLED, _DOCS_VIEW, _THEMED_VIEW):
            connection.execute(made)
        yield connection
    finally:
        connection.close()


def _pattern(file: Path) -> str:
    return re.sub(r"[\[*?]", r"[\g<0>]", str(file))


def _view(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> None:
    path = _pattern(file).replace("'", "''")
    try:
        connection.execute(
            f"CREATE VIEW {name} AS SELECT * EXCLUDE (file_row_number), file_row_number AS _n "
            f"FROM read_parquet('{path}', file_row_number = true)"
        )
    except duckdb.Error as error:
        raise ResultsError(f"{file}: 结果表读不出来（{error}）。请删去结果文件夹后重新运行。") from error


def _note_themes(connection: duckdb.DuckDBPyConnection, notes: theme_notes.ThemeNotes) -> None:
    """Tables ``scheme`` (code, name), ``dated`` (row_id, date), ``reasoned`` (row_id, why): what the notes tell."""
    for table, column, told in (
        ("scheme(code", "name", notes.names),
        ("dated(row_id", "date", notes.dates),
        ("reasoned(row_id", "why", notes.reasons),
    ):
        connection.execute(f"CREATE TABLE {table} VARCHAR, {column} VARCHAR)")
        connection.execute(
            f"INSERT INTO {table}, {column}) SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [list(told), list(told.values())],
        )


# Who decided a row's themes, and when it was a person.
DECIDED = "r.decided_by || coalesce(' ' || (SELECT date FROM dated WHERE dated.row_id = r.row_id), '')"


def words(connection: duckdb.DuckDBPyConnection, group: str) -> Mapping[str, str]:
    """The Chinese names of one set of fixed words, for themes with those of the scheme that the run used."""
    return {**names.words(group), **dict(scheme(connection))} if group == "theme" else names.words(group)


def scheme(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Codes and names of the scheme that the run used, in its order; empty where the run did not note it."""
    return [(code, name) for code, name in connection.execute("SELECT code, name FROM scheme").fetchall()]


# Rows with a theme in one view: what statistics by theme are asked of.
_THEMED_VIEW = """
CREATE VIEW themed AS
WITH rows AS (
  SELECT 'measures' AS "table", row_id, doc_id, NULL AS said_of, themes[1] AS theme, NULL::DOUBLE AS points,
         text, start, "end", uncertain, _n FROM measures
  UNION ALL SELECT 'problems', row_id, doc_id, NULL, themes[1], NULL, text, start, "end", uncertain, _n FROM problems
  UNION ALL SELECT 'deductions', row_id, doc_id, unit, theme, points, text, start, "end", uncertain, _n
    FROM deductions WHERE NOT rule
  UNION ALL SELECT 'plans', row_id, doc_id, NULL, themes[1], NULL, text, start, "end", uncertain, _n FROM plans
)
SELECT rows.* EXCLUDE (said_of), coalesce(c.name, said_of, d.unit) AS unit, d.region, d.year, d.kind,
  CASE WHEN said_of IS NULL THEN d.unit_level ELSE c.level END AS unit_level
FROM rows JOIN docs d USING (doc_id) LEFT JOIN called c ON c.alias = said_of AND c.region IS NOT DISTINCT FROM d.region
"""


# What a unit is called in a document of a region, and what the register calls it; left out where it leaves a doubt
# (教育局 in two counties, neither of them the document's).
_CALLED = """
CREATE TABLE called AS
WITH said AS (
  SELECT unit AS alias, region FROM documents
  UNION SELECT x.unit, d.region FROM deductions x JOIN documents d USING (doc_id)
  UNION SELECT s.unit, d.region FROM unit_scores s LEFT JOIN documents d USING (doc_id)
), register AS (
  SELECT unnest(list_append(coalesce(aliases, []), name)) AS alias, name, level FROM units
  WHERE name IS NOT NULL AND NOT masked
), near AS (
  SELECT DISTINCT s.alias, s.region, r.name, r.level, coalesce(starts_with(r.name, s.region), false) AS here
  FROM said s JOIN register r USING (alias)
)
SELECT alias, region, min(name) AS name, min(level) AS level FROM near
GROUP BY alias, region HAVING count(DISTINCT name) = 1
UNION ALL
SELECT alias, region, min(name) FILTER (here), min(level) FILTER (here) FROM near
GROUP BY alias, region HAVING count(DISTINCT name) > 1 AND count(DISTINCT name) FILTER (here) = 1
"""
# Documents with the name that the register has for their unit, and its level.
_DOCS_VIEW = """
CREATE VIEW docs AS
SELECT d.* REPLACE (coalesce(c.name, d.unit) AS unit), c.level AS unit_level FROM documents d
LEFT JOIN called c ON c.alias = d.unit AND c.region IS NOT DISTINCT FROM d.region
"""
NAMED = "LEFT JOIN called c ON c.alias = {unit} AND c.region IS NOT DISTINCT FROM d.region"


def widen(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make the view ``asked``: table ``name`` with what its document says (unit, year, kind …) where it is silent."""
    own = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
    beside = [column for column in ("title", "path", "unit", "region", "year", "kind") if column not in own]
    added = [f"d.{column}" for column in beside] + [
        f"d.{column} AS doc_{column}" for column in ("unit", "year", "kind")
    ]
    if "themes" in own:
        added.append("r.themes[1] AS theme")
    if "unit_level" not in own:
        added.append("d.unit_level")
    connection.execute(
        f"CREATE VIEW asked AS SELECT r.*, {', '.join(added)} FROM {name} r LEFT JOIN docs d ON d.doc_id = r.doc_id"
    )


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the connection read the tables and nothing else from now on, whatever a query says."""
    files = [row[0] for row in connection.execute("SELECT file FROM sources").fetchall()]
    quoted = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    connection.execute(f"SET allowed_paths = [{quoted}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Any = None) -> list[dict[str, Any]]:
    """The result of a query as dicts."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
