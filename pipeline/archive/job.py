"""A whole run: inventory, what is kept already, workers for the rest, tables, the steps over all, the report."""

from __future__ import annotations

import contextlib
import fcntl
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.archive import inventory, note
from pipeline.archive.inventory import Item
from pipeline.archive.note import Summary
from pipeline.errors import ResultsError, ZongjieError
from pipeline.settings import Settings

Progress = Callable[[int, int], None]  # files done, files in all


def run(paths: Sequence[str | Path], out: Path, settings: Settings, progress: Progress) -> Summary:
    """Read the files under ``paths`` and write every table, the report and ``run.json`` into ``out``.

    Does nothing where ``out`` holds just that already, and only what is missing after a run that was broken off.
    Raises ZongjieError where there is nothing to read and ResultsError where another run is writing there.
    """
    started = time.perf_counter()
    items, duplicates = inventory.items(paths, settings.megabytes_per_file << 20)
    if not any(item.problem != "missing" for item in items):
        raise ZongjieError(f"没有可读的文件：{'、'.join(map(str, paths))}。请检查路径。")
    with _alone(out):
        mark = note.fingerprint(items, duplicates, settings)
        done = note.unchanged(out, mark) or _make(items, out, settings, progress)
        done = replace(done, duplicates=duplicates, seconds=time.perf_counter() - started)
        note.write(out, paths, items, settings, mark, done)
    return done


def _make(items: Sequence[Item], out: Path, settings: Settings, progress: Progress) -> Summary:
    from pipeline.archive import assemble, shelf, workers

    started = time.perf_counter()
    shelves = shelf.of(out, settings)
    todo = [item for item in items if shelves.load(item) is None]
    progress(len(items) - len(todo), len(items))
    if todo:
        for count, _ in enumerate(workers.work(todo, shelves, settings, out / ".kept" / "log.txt"), 1):
            progress(len(items) - len(todo) + count, len(items))
    note.forget(out)
    parts = {"files": round(time.perf_counter() - started, 3)}
    made = assemble.tables(items, shelves, out, settings)
    shelves.clear_others()
    return Summary(len(items), made.rows, made.failures, worked=len(todo), parts={**parts, **made.seconds})


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the results folder for this run."""
    try:
        (out / ".kept").mkdir(parents=True, exist_ok=True)
        lock = (out / ".kept" / "lock").open("w")
    except OSError as error:
        raise ResultsError(f"{out}: 结果文件夹不能写入（{error.strerror}）。请换一个 --out。") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ResultsError(
                f"{out}: 另一个 zongjie run 正在写这个结果文件夹。请等它结束，或换一个 --out。"
            ) from error
        yield
