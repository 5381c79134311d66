"""The tables of a run from the kept rows of its files, and what is made from the tables."""

from __future__ import annotations

import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import run, theme_notes
from pipeline.archive import kept, schema, work
from pipeline.archive.inventory import Item
from pipeline.archive.shelf import Shelf
from pipeline.archive.tables import ParquetTables
from pipeline.archive.writer import Writer, write_table
from pipeline.errors import ResultsError
from pipeline.records import Failure, Tables
from pipeline.settings import Settings

Step = Callable[[Tables, Settings], Mapping[str, Sequence[Any]]]


@dataclass(frozen=True)
class Made:
    """The rows by table, the failures, and how long each part took."""

    rows: dict[str, int]
    failures: list[dict[str, Any]]
    seconds: dict[str, float]


def tables(items: Sequence[Item], shelf: Shelf, out: Path, settings: Settings) -> Made:
    """Write all tables and the report into ``out``. Every file is written whole before it takes its place."""
    classes = schema.row_classes(run.further_tables())
    fresh = out / ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    seconds: dict[str, float] = {}
    with _timed(seconds, "tables"):
        rows = _gather(items, shelf, fresh, classes)
    failed = []
    for step in run.archive_steps():
        with _timed(seconds, _stage(step)):
            made, failure = attempt(step, ParquetTables(fresh), settings)
        pa.default_memory_pool().release_unused()
        failed += failure
        rows |= {name: write_table(fresh, name, classes[name], table) for name, table in made.items()}
    with _timed(seconds, "sheets"):
        made, failure = attempt(run.archive_sheets(), ParquetTables(fresh), settings)
    failed += failure
    if failed:
        rows["failures"] = _add_failures(fresh, failed)
    for name in classes:
        (fresh / f"{name}.parquet").replace(out / f"{name}.parquet")
    fresh.rmdir()
    theme_notes.write(out, run.theme_notes(ParquetTables(out), settings))
    with _timed(seconds, "report"):
        run.publish(out, made.get("sheets", ()))
    return Made(rows, ParquetTables(out).rows("failures"), seconds)


@contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[name] = round(time.perf_counter() - start, 3)


def _stage(step: Step) -> str:
    return step.__module__.split(".")[1]


def attempt(step: Step, seen: Tables, settings: Settings) -> tuple[Mapping[str, Sequence[Any]], list[Failure]]:
    """The tables that a step over the archive makes; if it breaks, a failure instead, and the other tables stand."""
    try:
        return step(seen, settings), []
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        stage = _stage(step)
        told = (
            f"{stage}：程序内部出错（{work.where(error)}）。它的表格为空，其余表格不受影响，请把这条信息报告给开发者。"
        )
        return {}, [Failure(row_id=f"{stage}-X1", path="", stage=stage, code="internal", message=told)]


def _gather(items: Sequence[Item], shelf: Shelf, fresh: Path, classes: Mapping[str, type]) -> dict[str, int]:
    with Writer(fresh, classes) as writer:
        for item in items:
            data = shelf.load(item)
            if data is None:
                raise ResultsError(f"{shelf.sound.parent}: {item.path} 的中间结果丢失。请再运行一次。")
            for name, batch in kept.unpack(data, classes).items():
                writer.add(name, batch)
    return writer.rows


def _add_failures(fresh: Path, failed: Sequence[Failure]) -> int:
    before = [Failure(**row) for row in ParquetTables(fresh).rows("failures")]
    return write_table(fresh, "failures", Failure, [*before, *failed])
