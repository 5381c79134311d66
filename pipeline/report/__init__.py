"""Last stage: tables to the page, the workbook, the working paper and statistics."""

from __future__ import annotations

from pathlib import Path

from pipeline.report import page, workbook


def write(results: Path) -> list[Path]:
    """Write ``report.html`` and ``tables.xlsx`` of a results folder from its Parquet tables; their paths.

    Each is written whole under a temporary name first. Raises ResultsError for a folder that lacks a table.
    """
    return [page.write(results), workbook.write(results)]
