"""The rows that a run writes, one frozen dataclass a table, and the working objects that stages hand on; no logic.

The words and columns are the public interface (docs/tables.md). Every offset is a half-open pair of character
positions in the text of the row's own document.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd

# --- what reading gives -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch of text stands in its file.

    Pages, paragraphs, tables, rows and columns count from 1. An empty cell has a place with ``start == end``; a cell
    that a merge has swallowed has none, so a reader of a table takes the value above (or to the left) of the gap.
    """

    row_id: str = ""
    doc_id: str = ""
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    part: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One tracked insertion or deletion of a Word file. ``start`` and ``end`` are null for deleted text."""

    row_id: str = ""
    doc_id: str = ""
    kind: str
    author: str | None = None
    date: datetime.date | None = None
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file, or a part of one, that could not be read, and what to do about it."""

    row_id: str = ""
    doc_id: str | None = None
    path: str
    part: str | None = None
    stage: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The whole text of one file (or one member of an archive file) with the map back to its pages and cells.

    ``text`` is what a person would copy from the page: paragraphs end in a line feed, cells of a table row are parted
    by tabs. ``hints`` maps the start of a paragraph to the outline level (1..9) its style gives it. ``metadata`` holds
    what the file says beside its text, by its Chinese name (标题, 索引号, 成文日期, 公开主体, 公开日期, 有效性 …).
    ``recognised`` are the stretches whose text came from recognition, with whether two readings agreed.
    """

    path: str
    text: str
    places: tuple[Place, ...] = ()
    revisions: tuple[Revision, ...] = ()
    hints: Mapping[int, int] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    recognised: tuple[tuple[int, int, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file gave: its texts (several for an archive file) and what of it could not be read."""

    texts: tuple[SourceText, ...] = ()
    failures: tuple[Failure, ...] = ()


# --- what structure gives ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document; a file may hold several. ``year`` is the year reported on."""

    row_id: str = ""
    doc_id: str
    path: str
    sha256: str
    ordinal: int
    title: str | None = None
    unit: str | None = None
    region: str | None = None
    year: int | None = None
    date: datetime.date | None = None
    kind: str = "other"
    text: str
    chars: int
    encoding: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading of the outline; ``start`` is that of its marker, ``end`` that of all the text under it."""

    row_id: str = ""
    doc_id: str = ""
    section_id: str
    parent_id: str | None = None
    level: int
    marker: str | None = None
    heading: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of running text between headings: one marked item or one sentence, without its marker.

    ``role`` is that of the innermost section; ``kind`` is ``item`` (under its own marker), ``sentence``, ``lead`` (a
    sentence that announces the items after it) or ``row`` (a row of a table). ``heading_end`` is where a run-in
    heading ends. ``container`` is true for an item that itemises itself further.
    """

    start: int
    end: int
    kind: str
    role: str
    marker: str | None = None
    section_id: str | None = None
    heading_end: int | None = None
    container: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """A document with its structure: what every extractor gets. All offsets are into ``meta.text``."""

    meta: Document
    sections: tuple[Section, ...] = ()
    pieces: tuple[Piece, ...] = ()
    places: tuple[Place, ...] = ()
    revisions: tuple[Revision, ...] = ()
    recognised: tuple[tuple[int, int, bool], ...] = ()

    @property
    def text(self) -> str:
        """The text all offsets point into."""
        return self.meta.text


# --- facts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score that a document states for a unit."""

    row_id: str = ""
    doc_id: str = ""
    unit: str | None = None
    unit_ordinal: int | None = None
    score: float | None = None
    full_score: float | None = None
    rank: int | None = None
    grade: str | None = None
    masked: bool = False
    text: str
    start: int
    end: int
    trust: str = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """Points taken off, and for what; ``points`` is positive, ``rule`` tells a rubric's rule from a deduction made."""

    row_id: str = ""
    doc_id: str = ""
    unit: str | None = None
    unit_ordinal: int | None = None
    reason: str
    points: float | None = None
    per: str | None = None
    required: float | None = None
    actual: float | None = None
    rule: bool = False
    masked: bool = False
    theme: str | None = None
    text: str
    start: int
    end: int
    trust: str = "printed"
    confidence: float | None = None
    uncertain: bool = False
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A quantity of something in the world; ``value`` is in base units and null for a range."""

    row_id: str = ""
    doc_id: str = ""
    item: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approx: str = "exact"
    kind: str = "count"
    text: str
    start: int
    end: int
    trust: str = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One item of the 存在问题 lists."""

    row_id: str = ""
    doc_id: str = ""
    ordinal: int
    scope: str | None = None
    themes: tuple[str, ...] = ()
    text: str
    start: int
    end: int
    confidence: float | None = None
    uncertain: bool = False
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One action reported as done."""

    row_id: str = ""
    doc_id: str = ""
    ordinal: int
    themes: tuple[str, ...] = ()
    text: str
    start: int
    end: int
    confidence: float | None = None
    uncertain: bool = False
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One action announced."""

    row_id: str = ""
    doc_id: str = ""
    ordinal: int
    themes: tuple[str, ...] = ()
    text: str
    start: int
    end: int
    confidence: float | None = None
    uncertain: bool = False
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One numeral of the text and what became of it."""

    row_id: str = ""
    doc_id: str = ""
    value: float | None = None
    fate: str
    why: str | None = None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Arithmetic that a document invites, recomputed; ``low`` and ``high`` bound the computed value."""

    row_id: str = ""
    doc_id: str = ""
    kind: str
    claimed: float | None = None
    computed: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: str
    consequence: str = "none"
    texts: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """One scoring rule of a 考核办法 or 评分细则."""

    row_id: str = ""
    doc_id: str = ""
    rubric: str
    indicator: str | None = None
    parent: str | None = None
    full_score: float | None = None
    item: str | None = None
    points: float | None = None
    per: str | None = None
    cap: float | None = None
    kind: str
    text: str
    start: int
    end: int


# --- what needs the whole archive -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One entry of the register of units, with the words that say so."""

    row_id: str = ""
    doc_id: str | None = None
    unit_id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    level: str | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    successor_id: str | None = None
    masked: bool = False
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitScore:
    """The scorer's result for a unit, a year and an indicator (null for the total)."""

    row_id: str = ""
    doc_id: str | None = None
    unit: str
    year: int | None = None
    rubric: str | None = None
    indicator: str | None = None
    score: float | None = None
    low: float | None = None
    high: float | None = None
    full_score: float | None = None
    rank: int | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The same unit and indicator between two years."""

    row_id: str = ""
    doc_id: str | None = None
    unit: str
    indicator: str | None = None
    year_from: int
    year_to: int
    score_from: float | None = None
    score_to: float | None = None
    change: float | None = None
    due_to_rules: float | None = None
    due_to_conduct: float | None = None
    rank_from: int | None = None
    rank_to: int | None = None
    comparable: bool = True
    reason: str | None = None
    repeated_problems: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim of a self-report held against an inspection's finding; ``doc_id`` is the finding's document if any."""

    row_id: str = ""
    doc_id: str | None = None
    unit: str
    year: int | None = None
    theme: str | None = None
    verdict: str
    claim_doc_id: str | None = None
    claim_text: str | None = None
    claim_start: int | None = None
    claim_end: int | None = None
    finding_doc_id: str | None = None
    finding_text: str | None = None
    finding_start: int | None = None
    finding_end: int | None = None
    reason: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One problem of one unit through the years; ``doc_id`` is that of its first year."""

    row_id: str = ""
    doc_id: str | None = None
    unit: str
    theme: str | None = None
    problem: str
    years: tuple[int, ...] = ()
    times: int
    first_year: int | None = None
    last_year: int | None = None
    promised: str | None = None
    claimed_mended: str | None = None
    doc_ids: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A passage that two documents share; ``doc_id`` is ``doc_id_b``, the later one."""

    row_id: str = ""
    doc_id: str | None = None
    doc_id_a: str
    start_a: int
    end_a: int
    doc_id_b: str
    start_b: int
    end_b: int
    chars: int
    similarity: float
    kind: str
    same_figures: bool = False
    foreign_names: tuple[str, ...] = ()


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
