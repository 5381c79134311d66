"""Last stage: tables to the page, the workbook, the working paper and statistics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.records import Statistic


def write(results: Path, further: Sequence[Statistic] = ()) -> list[Path]:
    """Write ``report.html`` and ``tables.xlsx`` of a results folder from its Parquet tables; their paths.

    ``further`` are views that other stages made; each becomes a sheet.

    Each is written whole under a temporary name first. Raises ResultsError for a folder that lacks a table.
    """
    # Here, so that workers and commands that write no report don't load what only it needs.
    from pipeline.report import page, workbook

    return [page.write(results), workbook.write(results, further)]
