"""The passages that two texts share, found by chaining runs of equal shingles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audit._shingles import SHORT, hashes, skeleton

MIN_CHARS = 50  # shared Chinese characters; shorter passages are phrases that anyone may write
MIN_SIMILARITY = 0.7  # share of the passage that is equal; lower, and the passage was written anew
GAP = 40  # characters that may differ between two equal runs of one passage (a name, a changed clause)
RUN = 4  # equal shingles in a row, 11 characters; shorter runs are words of the genre
OFTEN = 8  # places of a repeated shingle that are followed up
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
    """A text prepared for comparison: where its letters stand, its shingles in order of value and their places."""

    text: str
    positions: NDArray[np.int64]
    shingles: NDArray[np.uint64]
    places: NDArray[np.int64]


def prepare(text: str) -> Read:
    """``text`` with the hashes and positions of its shingles."""
    letters, positions = skeleton(text)
    found = hashes(letters, SHORT)
    order = np.argsort(found)
    return Read(text, positions, found[order], order)


def _runs(a: Read, b: Read) -> list[tuple[int, int, int]]:
    """Runs of equal shingles as (start in a, start in b, shingles), in the order of b, the short ones left out."""
    low = np.searchsorted(a.shingles, b.shingles)
    found = np.flatnonzero(a.shingles[np.minimum(low, len(a.shingles) - 1)] == b.shingles) if len(a.shingles) else low
    if not len(found):
        return []
    low = low[found]
    times = np.minimum(np.searchsorted(a.shingles, b.shingles[found], side="right") - low, OFTEN)
    in_b = np.repeat(b.places[found], times)
    nth = np.arange(len(in_b)) - np.repeat(np.cumsum(times) - times, times)
    in_a = a.places[np.repeat(low, times) + nth]
    line = np.lexsort((in_b, in_b - in_a))
    in_a, in_b = in_a[line], in_b[line]
    breaks = np.flatnonzero((np.diff(in_b) != 1) | (np.diff(in_a) != 1)) + 1
    starts = np.concatenate(([0], breaks))
    lengths = np.diff(np.append(starts, len(in_b)))
    runs = [(int(in_a[s]), int(in_b[s]), int(n)) for s, n in zip(starts, lengths, strict=True) if n >= RUN]
    return sorted(runs, key=lambda run: (run[1], -run[2]))


def _drift(chain: list[tuple[int, int, int]], run: tuple[int, int, int]) -> int | None:
    """How far the texts shift against each other where ``run`` goes on with ``chain``; none where it does not."""
    start_a, start_b, count = chain[-1]
    over_a, over_b = run[0] - start_a - count - SHORT + 1, run[1] - start_b - count - SHORT + 1
    near = -SHORT < over_a <= GAP and -SHORT < over_b <= GAP and abs(over_a - over_b) <= DRIFT
    return abs(over_a - over_b) if near else None


def shared(a: Read, b: Read) -> list[Passage]:
    """The passages that ``b`` shares with ``a``, in the order of ``b``, each at least ``MIN_CHARS`` long."""
    chains: list[list[tuple[int, int, int]]] = []
    open_: list[list[tuple[int, int, int]]] = []
    for run in _runs(a, b):
        open_ = [chain for chain in open_ if chain[-1][1] + chain[-1][2] + SHORT + GAP > run[1]]
        going = [(drift, chain) for chain in open_ if (drift := _drift(chain, run)) is not None]
        if going:
            min(going, key=lambda one: one[0])[1].append(run)
        else:
            open_.append([run])
            chains.append(open_[-1])
    passages = [_passage(a, b, chain) for chain in chains]
    return [p for p in passages if p.chars >= MIN_CHARS and p.similarity >= MIN_SIMILARITY]


def _passage(a: Read, b: Read, chain: list[tuple[int, int, int]]) -> Passage:
    equal, end_b = 0, chain[0][1]
    for _, start, count in chain:
        equal += start + count + SHORT - 1 - max(start, end_b)
        end_b = start + count + SHORT - 1
    start_a, start_b = chain[0][0], chain[0][1]
    end_a = chain[-1][0] + chain[-1][2] + SHORT - 1
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
