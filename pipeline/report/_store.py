"""The Parquet tables of a results folder as DuckDB views: read in place, memory bounded, nothing can be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import ResultsError
from pipeline.records import TABLES

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
        connection.execute(_THEMED_VIEW)
        connection.execute(_LEVELS_VIEW)
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
SELECT rows.* EXCLUDE (said_of), coalesce(said_of, d.unit) AS unit, d.region, d.year, d.kind
FROM rows JOIN documents d USING (doc_id)
"""


# Every name that a unit goes by, with its level where the register leaves no doubt.
_LEVELS_VIEW = """
CREATE VIEW levels AS
SELECT alias, any_value(level) AS level FROM (
  SELECT unnest(list_append(coalesce(aliases, []), name)) AS alias, level FROM units
  WHERE name IS NOT NULL AND NOT masked)
WHERE alias IS NOT NULL GROUP BY alias HAVING count(DISTINCT level) = 1
"""


def widen(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make the view ``asked``: table ``name`` with what its document says (unit, year, kind …) where it is silent."""
    own = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
    beside = [column for column in ("title", "path", "unit", "region", "year", "kind") if column not in own]
    added = [f"d.{column}" for column in beside] + [
        f"d.{column} AS doc_{column}" for column in ("unit", "year", "kind")
    ]
    if "themes" in own:
        added.append("r.themes[1] AS theme")
    unit = "r.unit" if "unit" in own and name != "counts" else "d.unit"
    connection.execute(
        f"CREATE VIEW asked AS SELECT r.*, {', '.join(added)}, l.level AS unit_level FROM {name} r "
        f"LEFT JOIN documents d ON d.doc_id = r.doc_id LEFT JOIN levels l ON l.alias = {unit}"
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
