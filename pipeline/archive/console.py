"""What a person sees of a run: a progress bar on a terminal, plain lines elsewhere, the closing summary."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import settings as settings_file
from pipeline.archive import job


def run(paths: Sequence[str], out: Path, settings: Path | None, workers: int | None) -> int:
    """Do a run and tell about it; the exit code (0 all read, 1 some failed, 2 nothing read)."""
    chosen = settings_file.load(settings)
    chosen = chosen if workers is None else replace(chosen, workers=workers)
    summary = job.run(paths, out, chosen, _line)
    print(
        f"{summary.files} 个文件，{summary.rows['documents']} 篇文档，{len(summary.failures)} 处读不出来。结果在 {out}"
    )
    for failed in summary.failures:
        print(f"  {failed['code']}：{failed['message']}")
    if not summary.rows["documents"]:
        return 2
    return 1 if summary.failures else 0


def _line(done: int, total: int) -> None:
    if done == total or done % 50 == 0:
        print(f"已读 {done}/{total}", file=sys.stderr)
