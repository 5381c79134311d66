"""The facts of one document: a row class a table."""

from __future__ import annotations

from dataclasses import dataclass


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
