"""Which documents are worth comparing: pairs that share fingerprints, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audit._shingles import Hashes

PARTS = 16  # the fingerprints are sorted in so many parts, to bound memory
MIN_SHARED = 2  # fingerprints; any 28 shared characters in a row have two
TEMPLATE_UNITS = 4  # a passage in the reports of so many units was handed down, not copied from a neighbour


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of ranks (earlier, later) worth comparing, and the fingerprints that many units share."""

    pairs: list[tuple[int, int]]
    common: Hashes


def candidates(prints: Hashes, ranks: NDArray[np.int64], units: NDArray[np.int64]) -> Candidates:
    """Pairs of documents that share at least ``MIN_SHARED`` fingerprints.

    ``ranks`` gives the document of each fingerprint by its place in time, ``units`` the unit of each rank. A document
    is paired with the first that has the fingerprint, with the one before it in time, and with its own unit's one
    before; so the number of pairs grows with the number of documents, not with its square.
    """
    found = [_part(prints, ranks, units, part) for part in range(PARTS)]
    codes, counts = np.unique(np.concatenate([codes for codes, _ in found]), return_counts=True)
    total = len(units)
    chosen = codes[counts >= MIN_SHARED]
    pairs = [(int(code // total), int(code % total)) for code in chosen]
    return Candidates(pairs, np.sort(np.concatenate([common for _, common in found])))


def _part(
    prints: Hashes, ranks: NDArray[np.int64], units: NDArray[np.int64], part: int
) -> tuple[NDArray[np.int64], Hashes]:
    mine = np.flatnonzero(prints % np.uint64(PARTS) == part)
    order = mine[np.lexsort((ranks[mine], prints[mine]))]
    keys, docs = prints[order], ranks[order]
    single = np.ones(len(keys), dtype=bool)
    single[1:] = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
    keys, docs = keys[single], docs[single]
    codes = list(_codes(keys, docs, len(units)))
    by_unit = np.lexsort((docs, units[docs], keys))
    codes.append(_own_past(keys[by_unit], docs[by_unit], units))
    return np.concatenate(codes), _shared_by_many(keys[by_unit], units[docs[by_unit]])


def _codes(keys: Hashes, docs: NDArray[np.int64], total: int) -> Iterator[NDArray[np.int64]]:
    """Pairs with the first holder and with the one before, as earlier * total + later."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    first = np.repeat(docs[starts], sizes)
    later = first != docs
    yield first[later] * total + docs[later]
    near = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    near = near[first[near] != docs[near - 1]]
    yield docs[near - 1] * total + docs[near]


def _own_past(keys: Hashes, docs: NDArray[np.int64], units: NDArray[np.int64]) -> NDArray[np.int64]:
    same = np.flatnonzero((keys[1:] == keys[:-1]) & (units[docs[1:]] == units[docs[:-1]])) + 1
    pairs: NDArray[np.int64] = docs[same - 1] * len(units) + docs[same]
    return pairs


def _shared_by_many(keys: Hashes, owners: NDArray[np.int64]) -> Hashes:
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    values, counts = np.unique(keys[fresh], return_counts=True)
    return values[counts >= TEMPLATE_UNITS]
