"""A results folder held against its sources: hashes of all files, and every row recomputed, cell by cell."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from pyarrow import ArrowException

from pipeline import run, theme_notes
from pipeline.archive import _zips, assemble, compare, deliver, inventory, note, shelf, version, workers
from pipeline.archive.inventory import Item
from pipeline.errors import ResultsError
from pipeline.records import TABLES
from pipeline.settings import Settings

_ARCHIVE_WIDE = ("units", "unit_scores", "changes", "findings", "histories", "copies", "failures")
_OF_RUBRIC = re.compile(r"-KR\d+$")  # rows of checks that need the rubric too, which may not be among the sources
_SHOWN = 200  # characters of a cell that are told


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: the files looked at, rows recomputed, and every difference in a sentence."""

    sources: int
    rows: int
    differences: tuple[str, ...]
    remarks: tuple[str, ...]


def verify(results: Path, archive: Path) -> Verdict:
    """Hold ``results`` against the files under ``archive``.

    Raises ResultsError for a folder without a readable ``run.json``.
    """
    told = note.read(results)
    sources, changed = locate(told, archive)
    differences = [*changed, *changed_outputs(told, results)]
    settings = Settings(**told["settings"])
    remarks = list(_remarks(told))
    with tempfile.TemporaryDirectory(prefix="zongjie-verify-") as folder:
        fresh = Path(folder)
        _recompute(sources, fresh, settings)
        whole = not changed and len(sources) == len(told["inputs"])
        rows, cells = _tables(results, fresh, {item.sha256 for item in sources}, whole=whole)
        differences += cells
        if whole:
            differences += _deliverables(results, fresh)
        else:
            remarks.append("来源不全，跨文档的表（单位、得分、核对、历年、雷同）和报告没有重算，只核对了文件哈希。")
    return Verdict(len(sources), rows, tuple(differences), tuple(remarks))


def locate(run_note: Mapping[str, Any], archive: Path) -> tuple[list[Item], list[str]]:
    """The input files of a run found again under ``archive`` by their content, and what is changed or missing."""
    here, _ = inventory.items([archive], run_note["settings"]["megabytes_per_file"] << 20)
    by_hash = {item.sha256: item for item in here if item.sha256}
    by_path = {_inner(item.path): item for item in here}
    found, wrong = [], []
    for told in run_note["inputs"]:
        path, sha256 = told["path"], told["sha256"]
        if not sha256:  # what could not be opened then has no content to hold against
            continue
        item = by_hash.get(sha256)
        if item:
            found.append(Item(item.file, path, item.size, sha256))
        elif _inner(path) in by_path:
            now = by_path[_inner(path)]
            wrong.append(f"来源文件 {path} 已改动：当时 {sha256[:12]}（{told['bytes']} 字节），现在 {now.sha256[:12]}"
                         f"（{now.size} 字节）。")  # fmt: skip
        else:
            wrong.append(f"来源文件 {path} 找不到（sha256 {sha256[:12]}）。")
    return found, wrong


def _inner(path: str) -> str:
    """A path without the name of the folder that was given, which may have another name here."""
    return path.partition("/")[2] or path


def changed_outputs(run_note: Mapping[str, Any], results: Path) -> Iterator[str]:
    """Tables and deliverables whose bytes are not those that were written."""
    outputs = {name: (results / name, sha256) for name, sha256 in run_note["outputs"].items()}
    outputs |= {name: (made.file, made.sha256) for name, made in deliver.recorded(results).items()}
    for name, (file, sha256) in outputs.items():
        if not file.is_file():
            yield f"结果文件 {name} 不见了。"
        elif deliver.sha256(file) != sha256:
            yield f"结果文件 {name} 已改动：与写出时的哈希 {sha256[:12]} 不同。"
            if file.suffix in (".xlsx", ".docx"):
                yield from _zips.damage(file)


def _deliverables(results: Path, fresh: Path) -> Iterator[str]:
    """What differs between the deliverables of ``results`` and freshly made ones."""
    for name in ("tables.xlsx", "report.html", theme_notes.NAME):
        yield from compare.files(results / name, fresh / name)
    for name, told in deliver.recorded(results).items():
        if told.file.suffix == ".docx":
            made = fresh / "papers" / told.file.name
            made.parent.mkdir(exist_ok=True)
            try:
                run.paper(fresh, made, told.unit, told.year)
            except ResultsError as error:
                yield f"底稿 {name} 重做不了：{error}"
                continue
            yield from compare.files(told.file, made)
            yield from compare.files(told.file.with_suffix(".xlsx"), made.with_suffix(".xlsx"))


def _remarks(run_note: Mapping[str, Any]) -> Iterator[str]:
    if run_note.get("rules") != version.rules():
        yield "程序、词库或所用的库与当时不是同一版本，重算的差异也可能由此而来。"
    unread = sum(not told["sha256"] for told in run_note["inputs"])
    if unread:
        yield f"当时没有打开的文件 {unread} 个，没有内容可以核验。"


def _recompute(items: Sequence[Item], out: Path, settings: Settings) -> None:
    place = shelf.of(out, settings)
    place.sound.mkdir(parents=True, exist_ok=True)
    if items:
        for _ in workers.work(items, place, settings, out / ".kept" / "log.txt"):
            pass
    assemble.tables(items, place, out, settings)


def _tables(results: Path, fresh: Path, hashes: set[str], *, whole: bool) -> tuple[int, list[str]]:
    """Rows compared, and the differing cells of all tables; without all sources, of those documents that have one."""
    names = list(dict.fromkeys([*TABLES, *run.further_tables()]))
    names = names if whole else [name for name in names if name not in _ARCHIVE_WIDE]
    prefixes = {sha256[:12] for sha256 in hashes}
    count, wrong = 0, []
    for name in names:
        try:
            told = _rows(results / f"{name}.parquet")
        except (OSError, ArrowException) as error:
            wrong.append(f"表 {name} 读不出来：{error}")
            continue
        made = _rows(fresh / f"{name}.parquet")
        if not whole:
            told = {key: row for key, row in told.items() if _is_alone(row, prefixes)}
            made = {key: row for key, row in made.items() if _is_alone(row, prefixes)}
        count += len(told)
        wrong += _cells(name, told, made)
    return count, wrong


def _is_alone(row: Mapping[str, Any], prefixes: set[str]) -> bool:
    """Whether a row comes from one of the sources at hand alone."""
    return str(row.get("doc_id"))[:12] in prefixes and not _OF_RUBRIC.search(row["row_id"])


def _rows(file: Path) -> dict[str, dict[str, Any]]:
    return {row["row_id"]: row for row in pq.read_table(file).to_pylist()}


def _cells(name: str, told: Mapping[str, Mapping[str, Any]], made: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for row_id in sorted(made.keys() - told.keys()):
        yield f"表 {name} 少了一行 {row_id}，按原文重算有。"
    for row_id, row in told.items():
        if row_id not in made:
            yield f"表 {name} 的行 {row_id} 按原文重算没有。"
            continue
        for column in dict.fromkeys([*row, *made[row_id]]):
            value, right = row.get(column), made[row_id].get(column)
            if value != right:
                yield f"表 {name} 行 {row_id} 列 {column}：表中是 {_short(value)}，按原文重算是 {_short(right)}。"


def _short(value: Any) -> str:
    text = "空" if value is None else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"
