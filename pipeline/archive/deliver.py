"""Files made from a results folder: their hashes kept beside it, and their cells held against a fresh copy."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import ResultsError

_NAME = "deliverables.json"


def sha256(file: Path) -> str:
    """The hash of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def record(results: Path, files: Iterable[Path]) -> None:
    """Keep the hashes of files made from ``results``, so that ``verify`` knows them."""
    kept = _read(results) | {os.path.relpath(file, results): sha256(file) for file in files}
    half = results / f"{_NAME}.half"
    half.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    half.replace(results / _NAME)


def recorded(results: Path) -> dict[str, tuple[Path, str]]:
    """Every file recorded, by its path from the results folder, with where it is and its hash."""
    return {name: (results / name, digest) for name, digest in _read(results).items()}


def _read(results: Path) -> dict[str, str]:
    file = results / _NAME
    if not file.exists():
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in kept.items()}
    except (ValueError, AttributeError) as error:
        raise ResultsError(f"{file}: 读不出来（{error}），可能被改动过。删去它再重写底稿即可。") from error


def compare(results: Path, fresh: Path) -> Iterator[str]:
    """What differs between the report and the workbook of ``results`` and freshly made ones."""
    for name, differences in (("tables.xlsx", _workbook), ("report.html", _page)):
        told, made = results / name, fresh / name
        if told.is_file() and made.is_file() and told.read_bytes() != made.read_bytes():
            yield from differences(told, made)


def _workbook(told: Path, made: Path) -> Iterator[str]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(told, read_only=True)
    except Exception as error:  # openpyxl raises whatever the damaged part of the file leads to
        yield f"{told.name} 打不开：{error}"
        return
    right = openpyxl.load_workbook(made, read_only=True)
    for page in right.sheetnames:
        if page not in book.sheetnames:
            yield f"{told.name} 没有工作表 {page}。"
            continue
        rows, expected = (_keyed(b[page].iter_rows(values_only=True)) for b in (book, right))
        yield from (f"{told.name} 工作表 {page} 少了 {key} 一行。" for key in expected if key not in rows)
        for key, row in rows.items():
            if key not in expected:
                yield f"{told.name} 工作表 {page} 多出 {key} 一行。"
            elif row != expected[key]:
                yield f"{told.name} 工作表 {page} {key}：{_differing(row, expected[key])}"


def _keyed(rows: Iterable[tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    """Rows by their first cell, of several with the same by its number too (statistics have no id there)."""
    seen: Counter[object] = Counter()
    keyed = {}
    for row in filter(None, rows):
        seen[row[0]] += 1
        keyed[str(row[0]) if seen[row[0]] == 1 else f"{row[0]} 之 {seen[row[0]]}"] = row
    return keyed


def _differing(row: tuple[object, ...], expected: tuple[object, ...]) -> str:
    cells = enumerate(zip(row, expected, strict=False), 1)
    return "；".join(f"第 {at} 列是 {a}，应为 {b}" for at, (a, b) in cells if a != b) or "列数不同"


def _page(told: Path, made: Path) -> Iterator[str]:
    lines = zip(told.read_bytes().split(b"\n"), made.read_bytes().split(b"\n"), strict=False)
    number = next((n for n, (a, b) in enumerate(lines, 1) if a != b), 0)
    yield f"{told.name} 与按原文重做的不同" + (f"，从第 {number} 行起。" if number else "（长短不同）。")
