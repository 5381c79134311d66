"""What ``zongjie stats`` does: choose the statistic, show it on the terminal or write it to a file."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.errors import QueryError
from pipeline.records import Statistic
from pipeline.report import evidence, stats, workbook

# On a terminal; the file has the ids that the statistic gives.
_IDS_SHOWN = 2
_ROWS_SHOWN = 200


def run(
    results: Path, name: str | None, by: str | None, where: str | None, of: str, sql: str | None, out: Path | None
) -> None:
    """Answer one question, or all named ones, on the terminal or into ``out`` (.xlsx, .csv).

    Raises QueryError for questions that contradict each other and for endings of ``out`` that are not known.
    """
    if sum(choice is not None for choice in (name, by, sql)) > 1:
        raise QueryError("统计名、--by 与 --sql 只能用其中一个。")
    if where is not None and by is None:
        raise QueryError("--where 要与 --by 同用；用 --sql 时条件写在查询里。")
    if sql is not None:
        found = [stats.sql(results, sql)]
    elif by is not None:
        found = [stats.ask(results, [column.strip() for column in by.split(",")], where, of)]
    else:
        found = [stats.named(results, each) for each in ([name] if name else stats.STATISTICS)]
    put(found, out)


def put(found: Sequence[Statistic], out: Path | None) -> None:
    """Show views on the terminal, or write them to ``out`` (.xlsx, a sheet each; .csv for one)."""
    if out is None:
        for each in found:
            _print(evidence.numbered(each))
    else:
        _write(found, out)


def _print(found: Statistic) -> None:
    if not sys.stdout.isatty():
        print("\t".join(found.columns))
        for row in found.rows:
            print("\t".join(stats.text(value) for value in row))
        return
    table = Table(title=found.title, caption=found.note, header_style="bold", show_edge=False)
    for at, column in enumerate(found.columns):
        number = any(isinstance(row[at], int | float) for row in found.rows[:20])
        table.add_column(column, justify="right" if number else "left")
    for row in found.rows[:_ROWS_SHOWN]:
        table.add_row(*(stats.text(value, _IDS_SHOWN) for value in row))
    console = Console()
    console.print(table)
    if len(found.rows) > _ROWS_SHOWN:
        console.print(f"只列前 {_ROWS_SHOWN} 行，共 {len(found.rows)} 行；用 --out 文件.xlsx 写出全部。")


def _write(found: Sequence[Statistic], out: Path) -> None:
    if out.suffix.lower() == ".xlsx":
        workbook.save(out, [workbook.statistic_sheet(each) for each in found])
    elif out.suffix.lower() == ".csv" and len(found) == 1:
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            told = evidence.numbered(found[0])
            writer.writerow(told.columns)
            writer.writerows([stats.text(value) for value in row] for row in told.rows)
    else:
        raise QueryError(f"{out}: 只能写 .xlsx（一个统计一张表）或 .csv（单个统计）。")
    print(out)
