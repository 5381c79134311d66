"""What needs the whole archive: units, scores, changes, findings, histories and copies."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Statistic:
    """A view for people: a title, a sentence on how to read it, columns and rows; the last column holds evidence.

    ``key`` is the name that its figures are asked for by; a free question has none.
    """

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    key: str = ""


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
