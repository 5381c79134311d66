"""Texts to feature vectors: single characters and pairs, for the whole text and for each of its clauses.

All texts of a call are worked on together as one array of characters, which is some ten times faster than strings.
A term is a number: a character is its code, a pair is ``first << 16 | second``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_CLAUSE_MARKS = "，,。；;：:！!？?"
_OTHER_MARKS = "、“”\"‘’'（）()《》<>〈〉【】[]〔〕「」『』·…—-–~～*＊_/\\|.．%％+＋=＝&@#^$￥"
_DIGITS = "0123456789０１２３４５６７８９〇"
_SPACE = " \t\r\n\u3000\xa0"
_CLAUSE, _MARK, _DIGIT = ord(";"), ord("|"), ord("0")


def _table() -> Integers:
    table = np.arange(0x10000, dtype=np.int64)
    for marks, code in ((_CLAUSE_MARKS, _CLAUSE), (_OTHER_MARKS, _MARK), (_DIGITS, _DIGIT), (_SPACE + "\0", 0)):
        table[[ord(mark) for mark in marks]] = code
    return table


_FOLDED = _table()


@dataclass(frozen=True, slots=True)
class Terms:
    """Every occurrence of a term in some texts: its ``key``, the clause it stands in, where it begins and ends.

    Clauses are numbered over all texts; those of text i are ``ends[i]:ends[i + 1]``, at least one even for "".
    ``first`` and ``last`` are the places of its characters in the texts put together.
    """

    key: Integers
    clause: Integers
    first: Integers
    last: Integers
    ends: Integers


def find_terms(texts: Sequence[str]) -> Terms:
    """The terms of ``texts``. Digits are alike, so are marks; runs of both count once; white space is not seen."""
    joined = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    code = _FOLDED[np.minimum(joined, 0xFFFF)]
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    place = np.flatnonzero(code)
    code, owner = code[place], owner[place]
    same = np.concatenate([[False], owner[1:] == owner[:-1]])
    mark = (code == _MARK) | (code == _DIGIT)
    once = ~(mark & np.concatenate([[False], mark[:-1]]) & same)
    code, owner, place = code[once], owner[once], place[once]
    same = np.concatenate([[False], owner[1:] == owner[:-1]])[: len(code)]
    solid = code != _CLAUSE
    inside = solid & np.concatenate([[False], solid[:-1]])[: len(code)] & same  # goes on from the character before
    begins = solid & ~inside
    number = np.bincount(owner[begins], minlength=len(texts))
    ends = np.concatenate([[0], np.cumsum(np.maximum(number, 1))])
    skipped = ends[:-1] - np.concatenate([[0], np.cumsum(number)[:-1]])  # texts before without a clause
    clause = np.cumsum(begins) - 1 + skipped[owner]
    pair = np.flatnonzero(inside)
    return Terms(
        key=np.concatenate([code[solid], code[pair - 1] << 16 | code[pair]]),
        clause=np.concatenate([clause[solid], clause[pair]]),
        first=np.concatenate([place[solid], place[pair - 1]]),
        last=np.concatenate([place[solid], place[pair]]),
        ends=ends.astype(np.int64),
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms a model knows, sorted, with their inverse document frequency; a term's place is its column."""

    keys: Integers
    idf: Floats

    def columns(self, keys: Integers) -> Integers:
        """The column of each key, -1 for those not known."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of length 1 for whole texts (``whole``) and for all their clauses (``parts``, numbered by ``ends``)."""

    whole: csr_matrix
    parts: csr_matrix
    ends: Integers


def _matrix(row: Integers, column: Integers, rows: int, idf: Floats) -> csr_matrix:
    """Each term once a row, weighted by idf, rows of length 1."""
    pairs = np.sort(row << 32 | column)  # not np.unique, which takes ten times as long on integers (numpy 2.4)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    row, column = pairs >> 32, pairs & 0xFFFFFFFF
    values = idf[column]
    norms = np.sqrt(np.bincount(row, weights=values.astype(np.float64) ** 2, minlength=rows))
    starts = np.searchsorted(row, np.arange(rows + 1))
    return csr_matrix(((values / norms[row]).astype(np.float32), column, starts), shape=(rows, len(idf)))


def vectors(texts: Sequence[str], vocabulary: Vocabulary) -> Vectors:
    """The vectors of ``texts``; columns are those of ``vocabulary``."""
    terms = find_terms(texts)
    column = vocabulary.columns(terms.key)
    known = column >= 0
    column, clause = column[known], terms.clause[known]
    text = np.repeat(np.arange(len(texts)), np.diff(terms.ends))
    whole = _matrix(text[clause], column, len(texts), vocabulary.idf)
    return Vectors(whole, _matrix(clause, column, len(text), vocabulary.idf), terms.ends)


def familiarity(texts: Sequence[str], vocabulary: Vocabulary) -> npt.NDArray[np.float64]:
    """The share of each text's pairs of characters that ``vocabulary`` knows, 1 for a text without any."""
    terms = find_terms(texts)
    pair = terms.key > 0xFFFF
    text = np.repeat(np.arange(len(texts)), np.diff(terms.ends))[terms.clause[pair]]
    known = np.bincount(text, vocabulary.columns(terms.key[pair]) >= 0, len(texts))
    every = np.bincount(text, minlength=len(texts))
    return np.where(every > 0, known / np.maximum(every, 1), 1.0)


def learn_vocabulary(texts: Sequence[str], least: int) -> Vocabulary:
    """All terms that stand in at least ``least`` of ``texts``, with smoothed idf."""
    terms = find_terms(texts)
    keys, term = np.unique(terms.key, return_inverse=True)
    text = np.repeat(np.arange(len(texts)), np.diff(terms.ends))[terms.clause]
    frequency = np.bincount(np.unique(text * len(keys) + term) % len(keys), minlength=len(keys))
    kept = frequency >= least
    idf = np.log((1 + len(texts)) / (1 + frequency[kept])) + 1
    return Vocabulary(keys[kept], idf.astype(np.float32))
