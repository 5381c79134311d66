"""``themes.json``, what no table has a column for: names of the themes in use, why a theme, when a person decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ResultsError

NAME = "themes.json"


@dataclass(frozen=True, slots=True)
class ThemeNotes:
    """``names`` of the scheme's themes by code, in its order; by row id ``dates`` (ISO) of persons' decisions and
    ``reasons`` of doubtful rows: likely themes with probabilities and the words that spoke for them."""

    names: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def write(results: Path, notes: ThemeNotes) -> None:
    """Write the notes of a results folder, whole or not at all."""
    half = results / f"{NAME}.half"
    told = {"names": notes.names, "dates": notes.dates, "reasons": notes.reasons}
    half.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half.replace(results / NAME)


def read(results: Path) -> ThemeNotes:
    """The notes of a results folder; none where an older version wrote it. Raises ResultsError for a damaged file."""
    file = results / NAME
    if not file.exists():
        return ThemeNotes()
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return ThemeNotes(*(_words(told[name]) for name in ("names", "dates", "reasons")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultsError(f"{file}: 读不出来（{error}）。请重新运行 zongjie run。") from error


def _words(told: Mapping[str, str]) -> dict[str, str]:
    return {str(key): str(value) for key, value in told.items()}
