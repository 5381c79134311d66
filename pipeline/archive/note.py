"""``run.json``: what ran over what, with which result; and whether a results folder still holds just that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import theme_notes
from pipeline.archive import version
from pipeline.archive.inventory import Item
from pipeline.errors import ResultsError
from pipeline.settings import Settings

_NAME = "run.json"


@dataclass(frozen=True)
class Summary:
    """What a run did. ``rows`` are counted by table; ``worked`` files were not taken from a run before."""

    files: int
    rows: Mapping[str, int]
    failures: Sequence[Mapping[str, Any]] = ()
    duplicates: Mapping[str, str] = field(default_factory=dict)
    worked: int = 0
    seconds: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)  # seconds by part of the run


def fingerprint(items: Sequence[Item], duplicates: Mapping[str, str], settings: Settings) -> str:
    """Hash of all that decides what a results folder holds."""
    files = [(item.path, item.sha256, item.problem) for item in items]
    told = [version.program(), version.of_settings(settings), version.of_limits(settings), files, duplicates]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def unchanged(out: Path, wanted: str) -> Summary | None:
    """The summary of the run that made this folder, if it was the same run and its files are all whole."""
    try:
        note = json.loads((out / _NAME).read_text(encoding="utf-8"))
        if note["fingerprint"] != wanted or any(_sha256(out / name) != sha for name, sha in note["outputs"].items()):
            return None
        return Summary(len(note["inputs"]), note["rows"], note["failures"], note["duplicates"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(
    out: Path, paths: Sequence[str | Path], items: Sequence[Item], settings: Settings, mark: str, done: Summary
) -> None:
    """Write ``run.json``; only ``timings`` differ between two runs over the same files."""
    note = {
        "program": f"zongjie {metadata.version('zongjie')}",
        "fingerprint": mark,
        "rules": version.rules(),
        "libraries": version.libraries(),
        "settings": asdict(settings),
        "paths": [str(path) for path in paths],
        "inputs": [{"path": item.path, "sha256": item.sha256, "bytes": item.size} for item in items],
        "duplicates": done.duplicates,
        "rows": done.rows,
        "failures": done.failures,
        "outputs": {file.name: _sha256(file) for file in sorted(out.iterdir()) if _is_output(file)},
        "timings": {"seconds": round(done.seconds, 3), "worked": done.worked, **done.parts},
    }
    half = out / f"{_NAME}.half"
    half.write_text(json.dumps(note, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half.replace(out / _NAME)


def read(results: Path) -> dict[str, Any]:
    """What ``run.json`` tells. Raises ResultsError where it is missing or damaged."""
    try:
        note: dict[str, Any] = json.loads((results / _NAME).read_text(encoding="utf-8"))
        _ = note["inputs"], note["outputs"], note["settings"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultsError(f"{results}: run.json 缺失或已损坏（{error}），无从核验。请用原件重新运行。") from error
    return note


def settings_of(results: Path) -> Settings:
    """The settings of the run that made ``results``. Raises ResultsError as ``read`` does."""
    return Settings(**read(results)["settings"])


def forget(out: Path) -> None:
    """Mark the folder as unfinished."""
    (out / _NAME).unlink(missing_ok=True)


def _is_output(file: Path) -> bool:
    named = file.suffix in {".parquet", ".html", ".xlsx"} or file.name == theme_notes.NAME
    return file.is_file() and named and not file.name.startswith(("~", "."))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
