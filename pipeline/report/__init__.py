"""Last stage: tables to the page, the workbook, the working paper and statistics."""

from __future__ import annotations

from pathlib import Path


def write(results: Path) -> list[Path]:
    """Write ``report.html`` and ``tables.xlsx`` of a results folder from its Parquet tables; their paths.

    Each is written whole under a temporary name first. Raises ResultsError for a folder that lacks a table.
    """
    # Here, so that workers and commands that write no report don't load what only it needs.
    from pipeline.report import page, workbook

    return [page.write(results), workbook.write(results)]
