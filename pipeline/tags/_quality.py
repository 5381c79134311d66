"""How good tags are against the truth: shares, F1, reliability, agreement of two labellers, confusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.tags._model import Doubles

Themes = Sequence[str]


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures over n rows, 0..1: ``main`` is the same main theme, ``among`` the true main theme among those given."""

    n: int
    main: float
    among: float
    precision: float
    recall: float
    f1: float


def measure(given: Sequence[Themes], true: Sequence[Themes]) -> Quality:
    """Given themes against true ones, row by row; precision, recall and F1 are micro-averaged over all themes."""
    right = sum(len(set(a) & set(b)) for a, b in zip(given, true, strict=True))
    made, asked, n = sum(map(len, given)), sum(map(len, true)), max(1, len(true))
    return Quality(
        n=len(true),
        main=sum(a[:1] == b[:1] for a, b in zip(map(tuple, given), map(tuple, true), strict=True)) / n,
        among=sum(b[0] in a for a, b in zip(given, true, strict=True)) / n,
        precision=right / max(1, made),
        recall=right / max(1, asked),
        f1=2 * right / max(1, made + asked),
    )


def per_theme(given: Sequence[Themes], true: Sequence[Themes], codes: Iterable[str]) -> dict[str, Quality]:
    """The same for each theme alone; ``n`` counts the rows that truly have it."""
    result = {}
    for code in codes:
        made, asked = [code in themes for themes in given], [code in themes for themes in true]
        right = sum(a and b for a, b in zip(made, asked, strict=True))
        mains = [tuple(a)[:1] == (code,) for a, b in zip(given, true, strict=True) if b[0] == code]
        result[code] = Quality(
            n=sum(asked),
            main=sum(mains) / max(1, len(mains)),
            among=sum(code in a for a, b in zip(given, true, strict=True) if b[0] == code) / max(1, len(mains)),
            precision=right / max(1, sum(made)),
            recall=right / max(1, sum(asked)),
            f1=2 * right / max(1, sum(made) + sum(asked)),
        )
    return result


def confusions(
    given: Sequence[Themes], true: Sequence[Themes], texts: Sequence[str], most: int
) -> list[tuple[str, str, int, str]]:
    """The commonest mistakes about the main theme: true, given, how often, and a short example."""
    wrong: dict[tuple[str, str], list[str]] = {}
    for a, b, text in zip(given, true, texts, strict=True):
        if a[0] != b[0]:
            wrong.setdefault((b[0], a[0]), []).append(text)
    ordered = sorted(wrong.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    return [(*pair, len(found), min(found, key=lambda t: (len(t) < 12, len(t), t))) for pair, found in ordered]


def reliability(confidence: Doubles, right: Sequence[bool], bins: int = 10) -> list[tuple[float, int, float, float]]:
    """For each bin of confidence that is not empty: its lower edge, rows, mean confidence, share that is right."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    hits = np.array(right, dtype=float)
    return [
        (n / bins, int(inside.sum()), float(confidence[inside].mean()), float(hits[inside].mean()))
        for n in range(bins)
        if (inside := place == n).any()
    ]


def calibration_error(table: Sequence[tuple[float, int, float, float]]) -> float:
    """Expected calibration error of a ``reliability`` table: mean gap of confidence and share, weighted by rows."""
    total = sum(n for _, n, _, _ in table)
    return sum(n * abs(sure - share) for _, n, sure, share in table) / max(1, total)


def kappa(one: Sequence[object], two: Sequence[object]) -> float:
    """Cohen's kappa of two labellings of the same rows (Cohen 1960); 1.0 where neither ever varies."""
    n = max(1, len(one))
    agreed = sum(a == b for a, b in zip(one, two, strict=True)) / n
    left, right = Counter(one), Counter(two)
    chance = sum(left[value] * right[value] for value in left) / n**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)
