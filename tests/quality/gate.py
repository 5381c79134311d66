"""A run over annotated documents, its figures by table, and the floors they are held to."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.archive import job
from pipeline.archive.tables import ParquetTables
from pipeline.settings import Settings
from tests.quality import marked
from tests.quality.compare import Row, Tallies, checks, documents, facts, new_tallies
from tests.quality.compare_archive import archive

ROOT = Path(__file__).parent.parent.parent
FLOORS = Path(__file__).parent / "floors.json"
_PER_DOCUMENT = ("sections", "scores", "deductions", "counts", "problems", "measures", "plans", "checks")
_ARCHIVE = ("unit_scores", "changes", "findings", "histories", "copies")


@dataclass(frozen=True)
class Annotated:
    """Documents with annotations: ``name`` is that of their floors."""

    name: str
    sources: Path
    keys: Path

    def inputs(self) -> str:
        """Short hash of the documents and annotations: floors of other inputs say nothing."""
        files = sorted(path for folder in {self.sources, self.keys} for path in folder.rglob("*") if path.is_file())
        return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:16]


SAMPLE = Annotated("sample", ROOT / "corpora" / "sample" / "documents", ROOT / "corpora" / "sample" / "key")
# Documents of other hands (corpora/hands/README.md).
HANDS = ROOT / "corpora" / "hands"
ANNOTATED = Annotated("hands annotated", HANDS / "annotated" / "sources", HANDS / "annotated")
MARKED = Annotated("hands marked", HANDS / "marked", HANDS / "marked")
LATER = HANDS / "later"
LATER_ANNOTATED = Annotated("later annotated", LATER / "annotated" / "sources", LATER / "annotated")
LATER_MARKED = Annotated("later marked", LATER / "marked", LATER / "marked")
OWN = (SAMPLE, ANNOTATED, MARKED, LATER_ANNOTATED, LATER_MARKED)


def annotated(folder: Path) -> Annotated:
    """A folder of annotations (``*.json``) with the annotated files under ``sources``."""
    return Annotated(folder.resolve().name, folder / "sources", folder)


def measure(what: Annotated, out: Path, settings: Settings | None = None) -> Tallies:
    """Run over the documents into ``out`` and hold every table against the annotations."""
    if what in (MARKED, LATER_MARKED):
        return marked.measure(what.sources)
    job.run([what.sources], out, settings or Settings(), lambda done, total: None)
    tables = ParquetTables(out)
    rows = {name: tables.rows(name) for name in ("documents", *_PER_DOCUMENT, *_ARCHIVE)}
    tallies = new_tallies()
    for key in sorted(what.keys.glob("*.json")):
        told = json.loads(key.read_text(encoding="utf-8"))
        if isinstance(told, dict):
            archive(told, rows, tallies)
        elif told:
            _file(key.stem, told, rows, tallies)
    return tallies


def _file(name: str, told: Sequence[Row], rows: Mapping[str, Sequence[Row]], tallies: Tallies) -> None:
    path = told[0].get("path", f"{name}.txt")
    found = [row for row in rows["documents"] if row["path"].endswith(f"/{path}")]
    for wanted, document in documents(told, found, tallies):
        doc_id = document["doc_id"] if document else None  # of a document not found all rows are missed
        mine = {n: [row for row in rows[n] if row["doc_id"] == doc_id] for n in _PER_DOCUMENT}
        facts(wanted, mine, tallies)
        checks(wanted, mine["checks"], tallies)


def table(tallies: Tallies) -> str:
    """The figures as lines of text."""
    lines = [f"{'':24}{'annotated':>10}{'found':>8}{'P':>8}{'R':>8}{'F1':>8}"]
    for name, tally in tallies.items():
        counts = f"{tally.hits + len(tally.missed):>10}{tally.hits + len(tally.alarms):>8}"
        shares = "".join(
            f"{'–' if share is None else f'{share:.3f}':>8}" for share in (tally.precision, tally.recall, tally.f1)
        )
        lines.append(f"{name:24}{counts}{shares}")
    return "\n".join(lines)


def fallen(what: Annotated, tallies: Tallies, floors: Mapping[str, Any]) -> list[str]:
    """The figures below their floors, in words; our own documents are held also when they have changed."""
    held = floors.get(what.name, {})
    if what not in OWN and held.get("inputs") != what.inputs():
        return []
    figures = {name: tallies[name].f1 or 0.0 if name in tallies else 0.0 for name in held.get("f1", {})}
    return [
        f"{name}: F1 {figures[name]:.4f} < {low}" for name, low in held.get("f1", {}).items() if figures[name] < low
    ]


def raised(what: Annotated, tallies: Tallies, floors: Mapping[str, Any]) -> dict[str, Any]:
    """The floors with those of these documents lifted to what was measured; none is ever lowered."""
    before = floors.get(what.name, {})
    held = before.get("f1", {}) if what in OWN or before.get("inputs") == what.inputs() else {}
    # Cut to three places, so that a floor never lies above what was measured.
    new = {name: math.floor(1000 * tally.f1) / 1000 for name, tally in tallies.items() if tally.f1 is not None}
    lifted = {name: max(new.get(name, 0.0), held.get(name, 0.0)) for name in sorted({*new, *held})}
    return {**floors, what.name: {"inputs": what.inputs(), "f1": lifted}}


def load_floors() -> dict[str, Any]:
    """The floors by name of the annotated documents."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors
