"""The Parquet tables of a results folder as DuckDB views: read in place, memory bounded, nothing can be written."""

from __future__ import annotations

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
    files = {name: results / f"{name}.parquet" for name in TABLES}
    missing = [file.name for file in files.values() if not file.is_file()]
    if missing:
        raise ResultsError(
            f"{results}: 不是完整的结果文件夹（缺 {'、'.join(missing)}）。请先运行 zongjie run 文件… --out {results}"
        )
    connection = duckdb.connect(config={"memory_limit": _MEMORY, "threads": 2})
    try:
        for name, file in files.items():
            _view(connection, name, file)
        connection.execute(_THEMED_VIEW)
        yield connection
    finally:
        connection.close()


def _view(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> None:
    path = str(file).replace("'", "''")
    for glob in "[*?":
        path = path.replace(glob, f"[{glob}]")
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


def rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Any = None) -> list[dict[str, Any]]:
    """The result of a query as dicts."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
