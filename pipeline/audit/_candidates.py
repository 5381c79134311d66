"""Which documents are worth comparing: pairs that share fingerprints, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.audit._shingles import Hashes

PART = 1 << 18  # values sorted at once, so that a sort stays in the cache and their number grows with the archive
_MIX = np.uint64(0x9E3779B97F4A7C15)
MIN_SHARED = 2  # fingerprints; a shared run of 36 characters has two, or two shorter ones have one each
TEMPLATE_UNITS = 4  # a passage in the reports of so many units of one year was handed down, not copied by a neighbour


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of ranks (earlier, later) worth comparing, by the later, and what many units share in one year."""

    pairs: list[tuple[int, int]]
    common: Hashes


def candidates(
    prints: Hashes, ranks: NDArray[np.int64], units: NDArray[np.int64], years: NDArray[np.int64]
) -> Candidates:
    """Pairs of documents that share at least ``MIN_SHARED`` fingerprints.

    ``ranks`` gives the document of each fingerprint by its place in time, ``units`` and ``years`` are by rank. A
    document is paired with the first that has the fingerprint, with the one before it in time, and with its own
    unit's one before; so the number of pairs grows with the number of documents, not with its square.
    """
    found = [_part(prints[part], ranks[part], units, years) for part in _parts(prints)]
    total = len(units)
    chosen = _often(np.concatenate([codes for codes, _ in found]))
    pairs = sorted(((int(code // total), int(code % total)) for code in chosen), key=lambda pair: (pair[1], pair[0]))
    return Candidates(pairs, np.sort(np.concatenate([common for _, common in found])))


def _parts(values: NDArray[Any]) -> Iterator[NDArray[np.int64]]:
    """The places of ``values`` in parts of about ``PART``, equal values in one part; at least one part.

    Values go by 16 bits of a hash, which numpy sorts by radix, in time that grows with their number only.
    """
    bits = (values.astype(np.uint64) * _MIX >> np.uint64(48)).astype(np.uint16)
    order = np.argsort(bits, kind="stable")
    ends = np.cumsum(np.bincount(bits, minlength=1 << 16))
    cuts = np.unique(ends[np.searchsorted(ends, np.arange(PART, len(values), PART))])
    yield from np.split(order, cuts)


def _often(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The codes that occur at least ``MIN_SHARED`` times."""
    chosen = []
    for part in _parts(codes):
        found, counts = np.unique(codes[part], return_counts=True)
        chosen.append(found[counts >= MIN_SHARED])
    return np.concatenate(chosen)


def _part(
    keys: Hashes, docs: NDArray[np.int64], units: NDArray[np.int64], years: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Hashes]:
    order = np.lexsort((docs, keys))
    keys, docs = keys[order], docs[order]
    single = np.ones(len(keys), dtype=bool)
    single[1:] = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
    keys, docs = keys[single], docs[single]
    codes = list(_codes(keys, docs, len(units)))
    by_unit = np.lexsort((docs, units[docs], keys))
    codes.append(_own_past(keys[by_unit], docs[by_unit], units))
    return np.concatenate(codes), _shared_by_many(keys, units[docs], years[docs])


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


def _shared_by_many(keys: Hashes, owners: NDArray[np.int64], years: NDArray[np.int64]) -> Hashes:
    order = np.lexsort((owners, years, keys))
    keys, owners, years = keys[order], owners[order], years[order]
    other_year = np.ones(len(keys), dtype=bool)
    other_year[1:] = (keys[1:] != keys[:-1]) | (years[1:] != years[:-1])
    other_unit = other_year.copy()
    other_unit[1:] |= owners[1:] != owners[:-1]
    groups = np.cumsum(other_year) - 1
    counts = np.bincount(groups[other_unit], minlength=int(groups[-1]) + 1 if len(groups) else 0)
    many: Hashes = np.unique(keys[other_year][counts >= TEMPLATE_UNITS])
    return many
