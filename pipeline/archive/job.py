"""A whole run: inventory, what is kept already, workers for the rest, tables, the steps over all, the report."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.archive import inventory, version
from pipeline.archive.inventory import Item
from pipeline.errors import ZongjieError
from pipeline.settings import Settings

Progress = Callable[[int, int], None]  # files done, files in all


@dataclass(frozen=True)
class Summary:
    """What a run did: rows by table, failures, files that repeat others, files worked on and not taken from before."""

    rows: Mapping[str, int]
    files: int
    failures: list[dict[str, Any]] = field(default_factory=list)
    duplicates: Mapping[str, str] = field(default_factory=dict)
    worked: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Shelf:
    """Where the results of single files are kept: those that hold always, and failures that hold under these limits."""

    sound: Path
    limited: Path

    def find(self, item: Item) -> Path | None:
        """The kept results of a file, if there are any."""
        from pipeline.archive import kept

        places = [kept.place(folder, item.sha256, item.path) for folder in (self.sound, self.limited)]
        return next((place for place in places if kept.sound(place)), None)


def shelf(out: Path, settings: Settings) -> Shelf:
    """The shelf of a results folder for the present rules and settings."""
    name = f"{version.rules()}-{version.of_settings(settings)}"
    return Shelf(out / ".kept" / name, out / ".kept" / f"{name}-{version.of_limits(settings)}")


def run(paths: Sequence[str | Path], out: Path, settings: Settings, progress: Progress) -> Summary:
    """Read the files under ``paths`` and write every table, the report and ``run.json`` into ``out``.

    Raises ZongjieError where there is nothing to read.
    """
    started = time.perf_counter()
    items, duplicates = inventory.items(paths, settings.megabytes_per_file << 20)
    if not any(item.problem != "missing" for item in items):
        raise ZongjieError(f"没有可读的文件：{'、'.join(map(str, paths))}。请检查路径。")
    where = shelf(out, settings)
    todo = [item for item in items if where.find(item) is None]
    for done, item in enumerate(todo):
        _work(item, where, settings)
        progress(done + 1, len(todo))
    rows, failures = _tables(items, where, out, settings)
    summary = Summary(rows, len(items), failures, duplicates, len(todo), time.perf_counter() - started)
    _note(paths, items, out, settings, summary)
    return summary


def _work(item: Item, where: Shelf, settings: Settings) -> None:
    from pipeline import run as way
    from pipeline.archive import kept, schema, work

    classes = schema.row_classes(way.further_tables())
    target = kept.place(where.sound, item.sha256, item.path)
    kept.write(target, kept.pack(work.rows_of(item, settings), classes))


def _tables(items: Sequence[Item], where: Shelf, out: Path, settings: Settings) -> tuple[dict[str, int], list[Any]]:
    from pipeline import run as way
    from pipeline.archive import kept, schema
    from pipeline.archive.tables import ParquetTables
    from pipeline.archive.writer import Writer, write_table

    classes = schema.row_classes(way.further_tables())
    fresh = out / ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    failures: list[Any] = []
    with Writer(fresh, classes) as writer:
        for item in items:
            place = where.find(item)
            assert place is not None
            for name, batch in kept.unpack(place.read_bytes(), classes).items():
                writer.add(name, batch)
                if name == "failures":
                    failures += batch.to_pylist()
    rows = writer.rows
    for step in way.archive_steps():
        for name, table in step(ParquetTables(fresh), settings).items():
            rows[name] = write_table(fresh, name, classes[name], table)
    for name in classes:
        (fresh / f"{name}.parquet").replace(out / f"{name}.parquet")
    fresh.rmdir()
    return rows, failures


def _note(paths: Sequence[str | Path], items: Sequence[Item], out: Path, settings: Settings, summary: Summary) -> None:
    note = {
        "program": version.program(),
        "rules": version.rules(),
        "libraries": version.libraries(),
        "settings": asdict(settings),
        "paths": [str(path) for path in paths],
        "inputs": [{"path": item.path, "sha256": item.sha256, "bytes": item.size} for item in items],
        "duplicates": summary.duplicates,
        "rows": summary.rows,
        "timings": {"seconds": round(summary.seconds, 3), "worked": summary.worked},
    }
    (out / "run.json").write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
