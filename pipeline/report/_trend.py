"""Whether a share rises or falls over the years: the Cochran–Armitage test for a trend in proportions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Two-sided five percent.
_CRITICAL = 1.96


@dataclass(frozen=True, slots=True)
class Trend:
    """``word`` is 升, 降, 不显著 or 年度不足; ``z`` the statistic, null where it can't be computed."""

    word: str
    z: float | None


def trend(course: Sequence[tuple[int, int, int]]) -> Trend:
    """The trend of (year, numerator, denominator) triples.

    Source: P. Armitage, Tests for linear trends in proportions and frequencies, Biometrics 11 (1955).
    """
    total = sum(of for _, _, of in course)
    if len(course) < 2 or not total:
        return Trend("年度不足", None)
    share = sum(n for _, n, _ in course) / total
    mean = sum(year * of for year, _, of in course) / total
    spread = share * (1 - share) * sum(of * (year - mean) ** 2 for year, _, of in course)
    if spread <= 0:
        return Trend("不显著", None)
    z = sum((year - mean) * (n - of * share) for year, n, of in course) / math.sqrt(spread)
    word = "不显著" if abs(z) < _CRITICAL else ("升" if z > 0 else "降")
    return Trend(word, round(z, 3))
