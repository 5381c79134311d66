"""The search for copies against a well-kept library: MinHash LSH of datasketch over the same passages."""

from __future__ import annotations

import random
import re

from datasketch import MinHash, MinHashLSH

from tests.audit.test_copies import Shelf, disguised, passage

_PLANTED = 36
_SHINGLE = 5  # characters, figures and marks left out
_ALIKE = 0.5


def _minhash(text: str) -> MinHash:
    letters = re.sub("[^\u4e00-\u9fff]", "", text)
    signature = MinHash(num_perm=128, seed=1)
    signature.update_batch([letters[at : at + _SHINGLE].encode() for at in range(len(letters) - _SHINGLE + 1)])
    return signature


def _by_library(pieces: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Pairs of documents of which two paragraphs are near-duplicates for the library."""
    index = MinHashLSH(threshold=_ALIKE, num_perm=128)
    signed = {(doc_id, n): _minhash(text) for n, (doc_id, text) in enumerate(pieces)}
    found: set[tuple[str, str]] = set()
    for key, signature in signed.items():
        for other in index.query(signature):
            if other[0] != key[0] and signed[other].jaccard(signature) >= _ALIKE:
                found.add((other[0], key[0]))
        index.insert(key, signature)
    return found


def test_planted_passages_are_the_ones_that_minhash_finds() -> None:
    rng = random.Random(20)
    shelf = Shelf([])
    pieces: list[tuple[str, str]] = []
    planted: set[tuple[str, str]] = set()

    def add(unit: str, year: int, parts: list[str]) -> str:
        doc_id = shelf.add(unit, year, *parts)
        pieces.extend((doc_id, part) for part in parts)
        return doc_id

    for number in range(_PLANTED):
        source, copier = f"第{number}源乡", f"第{number}抄镇"
        taken = passage(rng, rng.randint(2, 4))
        first = add(source, 2017, [passage(rng, 3), taken, passage(rng, 2)])
        copied = disguised(taken, rng, source, copier) if number % 2 else taken
        second = add(copier, 2018, [passage(rng, 2), copied, passage(rng, 3)])
        planted.add((first, second))
    ours = {(row.doc_id_a, row.doc_id_b) for row in shelf.found()}
    assert ours == _by_library(pieces) == planted
