"""The passages that two texts share, found by chaining runs of equal shingles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audit._shingles import SHINGLE, hashes, skeleton

MIN_CHARS = 50  # shared Chinese characters; shorter passages are phrases that anyone may write
MIN_SIMILARITY = 0.7  # share of the passage that is equal; lower, and the passage was written anew
GAP = 40  # characters that may differ between two equal runs of one passage (a name, a changed clause)
DRIFT = 20  # and by how much the two texts may differ in length there


@dataclass(frozen=True, slots=True)
class Passage:
    """One shared passage: offsets into both texts, equal characters, and their share of the longer side."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    chars: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Read:
    """A text prepared for comparison."""

    text: str
    positions: NDArray[np.int64]
    shingles: NDArray[np.uint64]


def prepare(text: str) -> Read:
    """``text`` with the hashes and positions of its shingles."""
    letters, positions = skeleton(text)
    return Read(text, positions, hashes(letters))


def _runs(a: Read, b: Read) -> list[tuple[int, int, int]]:
    """Runs of equal shingles as (start in a, start in b, shingles), in the order of b."""
    if not len(a.shingles) or not len(b.shingles):
        return []
    values, first = np.unique(a.shingles, return_index=True)
    at = np.searchsorted(values, b.shingles)
    at[at == len(values)] = 0
    in_b = np.flatnonzero(values[at] == b.shingles)
    if not len(in_b):
        return []
    in_a = first[at[in_b]]
    breaks = np.flatnonzero((np.diff(in_b) != 1) | (np.diff(in_a) != 1)) + 1
    starts = np.concatenate(([0], breaks))
    lengths = np.diff(np.append(starts, len(in_b)))
    return [(int(in_a[s]), int(in_b[s]), int(n)) for s, n in zip(starts, lengths, strict=True)]


def _follows(end_a: int, end_b: int, run: tuple[int, int, int]) -> bool:
    over_a, over_b = run[0] - end_a, run[1] - end_b
    return -SHINGLE < over_a <= GAP and -SHINGLE < over_b <= GAP and abs(over_a - over_b) <= DRIFT


def shared(a: Read, b: Read) -> list[Passage]:
    """The passages that ``b`` shares with ``a``, in the order of ``b``, each at least ``MIN_CHARS`` long."""
    chains: list[list[tuple[int, int, int]]] = []
    for run in _runs(a, b):
        for chain in reversed(chains[-3:]):
            start_a, start_b, count = chain[-1]
            if _follows(start_a + count + SHINGLE - 1, start_b + count + SHINGLE - 1, run):
                chain.append(run)
                break
        else:
            chains.append([run])
    passages = [_passage(a, b, chain) for chain in chains]
    return [p for p in passages if p.chars >= MIN_CHARS and p.similarity >= MIN_SIMILARITY]


def _passage(a: Read, b: Read, chain: list[tuple[int, int, int]]) -> Passage:
    equal, end_b = 0, chain[0][1]
    for _, start, count in chain:
        equal += start + count + SHINGLE - 1 - max(start, end_b)
        end_b = start + count + SHINGLE - 1
    start_a, start_b = chain[0][0], chain[0][1]
    end_a = chain[-1][0] + chain[-1][2] + SHINGLE - 1
    longer = max(end_a - start_a, end_b - start_b)
    return Passage(
        start_a=int(a.positions[start_a]),
        end_a=_whole(a.text, int(a.positions[end_a - 1]) + 1),
        start_b=int(b.positions[start_b]),
        end_b=_whole(b.text, int(b.positions[end_b - 1]) + 1),
        chars=equal,
        similarity=round(equal / longer, 4),
    )


def _whole(text: str, end: int) -> int:
    """``end``, behind the closing mark of a sentence that follows."""
    return end + 1 if text[end : end + 1] in ("。", "；", "！") else end
