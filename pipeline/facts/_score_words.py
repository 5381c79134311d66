"""What scores are made of: the row as found, the figure before 分, and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import numerals
from pipeline.facts._entries import FIGURE, is_masked

POINTS = re.compile(rf"(?P<score>{FIGURE})\s?分(?!钟|别|之|值|制|数|类|管|为)")

_CUT = re.compile("是|为|的|对|给|由|经|其中|有")


@dataclass(frozen=True, slots=True)
class Stated:
    """One score as found; offsets are of the words that say so."""

    start: int
    end: int
    unit: str | None = None
    unit_ordinal: int | None = None
    score: float | None = None
    full_score: float | None = None
    rank: int | None = None
    grade: str | None = None
    masked: bool = False


def figure(written: str) -> float | None:
    """The score that is written; None where it is masked."""
    parsed = None if is_masked(written) else numerals.parse(written)
    return None if parsed is None or parsed.value is None else float(parsed.value)


def bare(name: str) -> int:
    """Where the name proper begins in a name with words before it (最高的是城关镇)."""
    return max((match.end() for match in _CUT.finditer(name[:-1])), default=0)
