"""Working papers made from a results folder: kept beside it is what they were asked for, and their hashes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ResultsError

_NAME = "deliverables.json"


def sha256(file: Path) -> str:
    """The hash of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file made from a results folder, the hash it had, and the unit and year it was asked for (null: all)."""

    file: Path
    sha256: str
    unit: str | None
    year: int | None


def record(results: Path, files: Iterable[Path], unit: str | None = None, year: int | None = None) -> None:
    """Keep what files made from ``results`` hold, so that ``verify`` can make them anew."""
    kept: dict[str, Any] = {name: _entry(made) for name, made in recorded(results).items()}
    kept |= {os.path.relpath(file, results): _entry(Delivered(file, sha256(file), unit, year)) for file in files}
    half = results / f"{_NAME}.half"
    half.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    half.replace(results / _NAME)


def _entry(made: Delivered) -> dict[str, Any]:
    return {"sha256": made.sha256, "unit": made.unit, "year": made.year}


def recorded(results: Path) -> dict[str, Delivered]:
    """Every file recorded, by its path from the results folder. Raises ResultsError for a damaged record."""
    file = results / _NAME
    if not file.exists():
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(name): Delivered(results / name, told["sha256"], told["unit"], told["year"])
            for name, told in kept.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultsError(f"{file}: 读不出来（{error}），可能被改动过。删去它再重写底稿即可。") from error
