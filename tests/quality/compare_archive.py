"""What a run concluded over a whole archive against the archive's key: scores, changes, findings, histories, copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from tests.quality.compare import Row, Tallies, dice, figure, settle, squeeze

Tables = Mapping[str, Sequence[Row]]


def _like(exact: Sequence[str], figures: Sequence[str], words: Mapping[str, str]) -> Callable[[Row, Row], float]:
    """A likeness: ``exact`` fields equal, ``figures`` equal where annotated, then the least likeness of the words."""

    def likeness(a: Row, b: Row) -> float:
        if any(squeeze(str(a.get(name))) != squeeze(str(b.get(name))) for name in exact):
            return 0.0
        if any(figure(a.get(name)) not in (None, figure(b.get(name))) for name in figures):
            return 0.0
        return min((_within(a.get(mine), b.get(theirs)) for mine, theirs in words.items()), default=1.0)

    return likeness


def _within(part: Any, whole: Any) -> float:
    """1 where one text lies in the other or both are missing, else their likeness."""
    a, b = squeeze(part), squeeze(whole)
    return 1.0 if bool(a) == bool(b) and (a in b or b in a) else dice(part, whole)


def archive(key: Mapping[str, Any], rows: Tables, tallies: Tallies) -> None:
    """Count every table that needs the whole archive."""
    name_of = {row["doc_id"]: PurePosixPath(row["path"]).stem for row in rows["documents"]}
    findings = [row for row in rows["findings"] if row["verdict"] != "unverified"]
    copies = [
        {**row, "document_a": name_of.get(row["doc_id_a"]), "document_b": name_of.get(row["doc_id_b"])}
        for row in rows["copies"]
    ]
    scored = _like(["unit", "year", "indicator", "source"], ["score", "full_score", "rank"], {})
    changed = _like(["unit", "indicator", "year_from", "year_to"], ["change", "due_to_rules", "due_to_conduct"], {})
    found = _like(["unit", "year", "verdict"], [], {"claim": "claim_text", "finding": "finding_text"})
    repeated = _like(["unit", "years"], [], {"problem": "problem"})
    copied = _like(["document_a", "document_b", "kind"], [], {})
    settle(tallies["unit_scores"], key["unit_scores"], _asked(rows, key, "unit_scores"), scored, 1.0, "unit")
    settle(tallies["changes"], key["changes"], rows["changes"], changed, 1.0, "unit")
    settle(tallies["findings"], key["findings"], findings, found, 0.5, "unit")
    settle(tallies["histories"], key["histories"], rows["histories"], repeated, 0.5, "problem")
    settle(tallies["copies"], key["copies"], copies, copied, 1.0, "document_b")


def _asked(rows: Tables, key: Mapping[str, Any], table: str) -> list[Row]:
    """The rows of the kinds that the key speaks of."""
    sources = {row["source"] for row in key[table]}
    return [row for row in rows[table] if row["source"] in sources]
