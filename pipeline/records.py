"""The rows that a run writes, one frozen dataclass a table, and the working objects that stages hand on; no logic.

The words and columns are the public interface (docs/tables.md). Every offset is a half-open pair of character
positions in the text of the row's own document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from pipeline._records_archive import Change, Copy, Finding, History, Statistic, Unit, UnitScore
from pipeline._records_document import Doc, Document, Piece, Section
from pipeline._records_facts import Check, Count, Deduction, Measure, Number, Plan, Problem, Rubric, Score
from pipeline._records_source import Failure, Place, Reading, Revision, SourceText

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "TABLES",
    "Change",
    "Check",
    "Copy",
    "Count",
    "Deduction",
    "Doc",
    "Document",
    "Failure",
    "Finding",
    "History",
    "Measure",
    "Number",
    "Piece",
    "Place",
    "Plan",
    "Problem",
    "Reading",
    "Revision",
    "Rubric",
    "Score",
    "Section",
    "SourceText",
    "Statistic",
    "Tables",
    "Unit",
    "UnitScore",
]


class Tables(Protocol):
    """The tables of a run as the stages over the whole archive see them, whether on disk or in memory."""

    def read(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows of table ``name`` in document order, with all or the named columns."""

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The same in parts of bounded size, for what grows with the archive (``documents.text``)."""


# The tables in the order of the contract. An extractor of another table brings its own row class (``Row`` in its file).
TABLES: Mapping[str, type] = {
    "documents": Document,
    "places": Place,
    "sections": Section,
    "scores": Score,
    "deductions": Deduction,
    "counts": Count,
    "problems": Problem,
    "measures": Measure,
    "plans": Plan,
    "numbers": Number,
    "revisions": Revision,
    "checks": Check,
    "units": Unit,
    "rubrics": Rubric,
    "unit_scores": UnitScore,
    "changes": Change,
    "findings": Finding,
    "histories": History,
    "copies": Copy,
    "failures": Failure,
}
