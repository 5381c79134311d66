"""How many rows a person must check to claim a precision, which ones, and what may be claimed afterwards."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_Z = 1.959964  # 95 % two-sided


@dataclass(frozen=True, slots=True)
class Row:
    """A tagged row of a results folder, as the sampler sees it."""

    row_id: str
    text: str
    theme: str
    table: str


def size(rows: int, precision: float, margin: float) -> int:
    """How many of ``rows`` to check so that a share about ``precision`` is known to ± ``margin`` with 95 % confidence.

    Cochran's formula with the correction for a finite population (Cochran 1977, 4.2 and 4.4).
    """
    many = _Z**2 * precision * (1 - precision) / margin**2
    return min(rows, math.ceil(many / (1 + (many - 1) / rows))) if rows else 0


def shares(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """``total`` rows spread over themes in proportion, at least one a theme, by largest remainder."""
    everything = sum(counts.values())
    wanted = {theme: total * n / everything for theme, n in counts.items()} if everything else {}
    given = {theme: min(counts[theme], max(1, math.floor(share))) for theme, share in wanted.items()}
    for theme in sorted(wanted, key=lambda t: (math.floor(wanted[t]) - wanted[t], t)):
        if sum(given.values()) >= total:
            break
        given[theme] = min(counts[theme], given[theme] + 1)
    return given


def draw(rows: Sequence[Row], total: int) -> list[Row]:
    """A sample of about ``total`` rows, stratified by theme; the same rows for the same results."""
    strata: dict[str, list[Row]] = {}
    for row in rows:
        strata.setdefault(row.theme, []).append(row)
    drawn: list[Row] = []
    for theme, n in shares({theme: len(members) for theme, members in strata.items()}, total).items():
        drawn += sorted(strata[theme], key=lambda row: hashlib.sha256(row.row_id.encode()).digest())[:n]
    return drawn


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of which ``right`` of ``n`` were right (Wilson 1927)."""
    if not n:
        return 0.0, 1.0
    share, square = right / n, _Z**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
