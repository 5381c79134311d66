"""Texts to fingerprints: rolling hashes of Chinese characters, figures and marks left out, thinned by winnowing.

Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps the smallest hash of every window, so that any run of
``LONG + WINDOW - 1`` shared characters shares a fingerprint.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LONG = 16  # characters hashed together to find documents; what is shorter may be a stock phrase of the genre
SHORT = 8  # and to follow a passage from word to word
WINDOW = 10  # hashes of which one is kept
_BASE = np.uint64(1_000_003)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)

Hashes = NDArray[np.uint64]
Positions = NDArray[np.int64]


@functools.cache
def _letters() -> NDArray[np.bool_]:
    """By code point: whether a character counts. Figures in any script, marks and spaces do not."""
    table = np.zeros(0x110000, dtype=bool)
    table[0x4E00:0xA000] = True
    for numeral in "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟年月日":
        table[ord(numeral)] = False
    return table


def skeleton(text: str) -> tuple[NDArray[np.uint32], Positions]:
    """The characters of ``text`` that count, and their positions in it."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    positions = np.flatnonzero(_letters()[points])
    return points[positions], positions


def hashes(letters: NDArray[np.uint32], size: int) -> Hashes:
    """The hash of every run of ``size`` characters; empty for shorter texts."""
    count = len(letters) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    wide = letters.astype(np.uint64)
    result = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        result *= _BASE
        result += wide[offset : offset + count]
    result *= _MIX
    result ^= result >> _SHIFT
    return result


def _window_minima(values: Hashes) -> Hashes:
    """The smallest of every ``WINDOW`` consecutive values, by doubling."""
    result, width = values, 1
    while width < WINDOW:
        step = min(width, WINDOW - width)
        result = np.minimum(result[:-step], result[step:])
        width += step
    return result


def fingerprints(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int64]]:
    """The winnowed fingerprints of many texts and, for each, the index of its text."""
    joined = "\n".join(texts)
    letters, positions = skeleton(joined)
    ends = np.cumsum([len(text) + 1 for text in texts])
    owner = np.searchsorted(ends, positions, side="right")
    reach = LONG + WINDOW - 1
    minima = _window_minima(hashes(letters, LONG)) if len(letters) >= reach else np.empty(0, np.uint64)
    first, last = owner[: len(minima)], owner[reach - 1 :]
    inside = first == last
    fresh = np.ones(len(minima), dtype=bool)
    fresh[1:] = (minima[1:] != minima[:-1]) | ~inside[:-1]
    kept = inside & fresh
    return minima[kept], first[kept]
