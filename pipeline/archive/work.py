"""One file to its rows: where a worker meets the stages, and what a file that gave nothing gets told."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline import run
from pipeline.archive.inventory import Item
from pipeline.errors import SettingsError
from pipeline.records import Failure
from pipeline.settings import Settings

Rows = dict[str, list[Any]]
Ready = Mapping[str, bytes]

_NOTHING: Ready = MappingProxyType({})
_MOST_BYTES = 64_000_000  # held at once while files are prepared together

_TOLD = {
    "missing": "找不到这个文件或文件夹。请检查路径是否写对。",
    "unreadable": "文件打不开。请检查读取权限，或把它复制到本机后重试。",
    "unsupported": "这不是普通文件（管道、设备等），不能读。请从输入中去掉。",
    "too_large": "文件大于 {s.megabytes_per_file} MB。请拆分文件，或调高设置 megabytes_per_file。",
    "too_much_text": "文字多于 {s.chars_per_file} 字。请拆分文件，或调高设置 chars_per_file。",
    "too_much_output": "结果大于 {s.output_megabytes} MB。请拆分文件，或调高设置 output_megabytes。",
    "timeout": "处理超过 {s.seconds_per_file:g} 秒，已停止。请检查原件，或调高设置 seconds_per_file。",
    "memory": "处理所用内存超过 {s.memory_megabytes} MB，已停止。请检查原件，或调高设置 memory_megabytes。",
    "crashed": "处理这个文件的进程意外退出（{detail}）。原件可能已损坏，请用原来的程序打开后另存一份再试。",
    "internal": "程序内部出错（{detail}）。其余文件不受影响，请把这条信息和原件报告给开发者。",
}
_SHORT = {"too_much_text": "too_large", "too_much_output": "too_large"}


def failure(item: Item, why: str, settings: Settings, detail: str = "") -> Rows:
    """The rows of a file that gave nothing: one failure that names it and says what to do."""
    name = item.sha256 or hashlib.sha256(item.path.encode()).hexdigest()
    told = f"{item.path}：{_TOLD[why].format(s=settings, detail=detail)}"
    code = _SHORT.get(why, why)
    return {"failures": [Failure(row_id=f"{name[:12]}-X1", path=item.path, stage="archive", code=code, message=told)]}


def by_limit(rows: Rows) -> bool:
    """Whether the rows may differ under other limits: they are such a failure as ``failure`` makes."""
    return any(row.stage == "archive" for row in rows.get("failures", ()))


def prepared(items: Sequence[Item], settings: Settings) -> Ready:
    """What is done for several files at once, within half the time that one of them has."""
    files: list[tuple[str, bytes]] = []
    held = 0
    for item in items:
        held += item.size
        if run.is_older(item.path) and not item.problem and held <= _MOST_BYTES:
            with contextlib.suppress(OSError):
                files.append((item.path, Path(item.file).read_bytes()))
    return run.prepare(files, settings.seconds_per_file / 2)


def rows_of(item: Item, settings: Settings, ready: Ready = _NOTHING) -> Rows:
    """The rows of one file by table. Raises MemoryError."""
    if item.problem:
        return failure(item, item.problem, settings)
    try:
        data = Path(item.file).read_bytes()
    except OSError:
        return failure(item, "unreadable", settings)
    return rows_of_bytes(item, data, settings, ready)


def rows_of_bytes(item: Item, data: bytes, settings: Settings, ready: Ready = _NOTHING) -> Rows:
    """The same for a file at hand. An error inside a stage becomes a failure `internal`, its trace goes to stderr.

    Raises SettingsError: what is wrong with a model or a list of corrections is wrong for every file.
    """
    try:
        rows = run.analyse_file(item.path, data, settings, ready)
    except (MemoryError, SettingsError):
        raise
    except Exception as error:
        print(f"{item.path}:", file=sys.stderr)
        traceback.print_exc(file=sys.stderr)
        return failure(item, "internal", settings, where(error))
    if sum(document.chars for document in rows.get("documents", ())) > settings.chars_per_file:
        return failure(item, "too_much_text", settings)
    return rows


def where(error: Exception) -> str:
    """An error in one line: its kind, its words and the line of ours that met it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "pipeline" in f.filename]
    at = f"，{Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行" if frames else ""
    return f"{type(error).__name__}: {error}{at}"
