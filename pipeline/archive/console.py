"""What a person sees of a run: a progress bar on a terminal, plain lines elsewhere, the closing summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline import settings as settings_file
from pipeline.archive import job
from pipeline.archive.note import Summary

_EVERY = 5.0  # seconds between plain lines
_SHOWN = 20  # failures told one by one; all of them stand in the table


def run(paths: Sequence[str], out: Path, settings: Path | None, workers: int | None) -> int:
    """Do a run and tell about it; the exit code (0 all read, 1 some failed, 2 nothing read, 130 broken off)."""
    chosen = settings_file.load(settings)
    chosen = chosen if workers is None else replace(chosen, workers=workers)
    try:
        with _progress() as progress:
            summary = job.run(paths, out, chosen, progress)
    except KeyboardInterrupt:
        print("\n已中断。已完成的文件都留着，再运行同一条命令会接着做。", file=sys.stderr)
        return 130
    print(_told(summary, out))
    if not summary.rows["documents"]:
        return 2
    return 1 if summary.failures else 0


@contextmanager
def _progress() -> Iterator[job.Progress]:
    if sys.stderr.isatty():
        with _bar() as progress:
            yield progress
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[job.Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = [TextColumn("读文件"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _lines() -> Callable[[int, int], None]:
    last = 0.0

    def line(done: int, total: int) -> None:
        nonlocal last
        if done == total or time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            print(f"已读 {done}/{total} 个文件", file=sys.stderr, flush=True)

    return line


def _told(summary: Summary, out: Path) -> str:
    rows = summary.rows
    lines = [
        f"{summary.files} 个文件（新读 {summary.worked} 个），{rows['documents']} 篇文档，{summary.seconds:.1f} 秒。",
        f"扣分 {rows['deductions']} 条，问题 {rows['problems']} 条，做法 {rows['measures']} 条，"
        f"打算 {rows['plans']} 条，数量 {rows['counts']} 个，核对结论 {rows['findings']} 条。",
    ]
    lines += [f"与另一文件内容相同，未重复读：{path} = {first}" for path, first in summary.duplicates.items()][:_SHOWN]
    if summary.failures:
        lines.append(f"{len(summary.failures)} 处读不出来（全部列在 failures.parquet）：")
        lines += [f"  [{failed['code']}] {failed['message']}" for failed in summary.failures[:_SHOWN]]
    lines.append(f"结果在 {out}")
    return "\n".join(lines)
