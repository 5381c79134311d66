"""Texts to feature vectors: character 1- to 3-grams and words, for the whole text and for each of its clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.segment import cut

Floats = npt.NDArray[np.float32]

_CLAUSE_MARKS = "，,。；;：:！!？?"
_OTHER_MARKS = "、“”\"‘’'（）()《》<>〈〉【】[]〔〕「」『』·…—-–~～*＊_/\\|.．%％+＋=＝&@#^$￥"
_DIGITS = "0123456789０１２３４５６７８９〇"
# One pass over the text: digits to 0, clause marks to ';', other marks to '|', white space away.
_FOLD = str.maketrans(
    {**dict.fromkeys(_CLAUSE_MARKS, ";"), **dict.fromkeys(_OTHER_MARKS, "|"), **dict.fromkeys(_DIGITS, "0")}
    | dict.fromkeys(" \t\r\n\u3000\xa0", None)
)
_RUNS = re.compile(r"([0|])[0|]+")
_MOST_CLAUSES = 40  # a text with more says nothing new about its themes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the model knows: each term's column, characters and words apart, with its inverse document frequency."""

    grams: Mapping[str, int]
    words: Mapping[str, int]
    idf: Floats


def clauses(text: str) -> list[str]:
    """The clauses of ``text``, folded: digits are 0, marks inside a clause are ``|``, no white space."""
    folded = _RUNS.sub(r"\1", text.translate(_FOLD))
    return [part for part in folded.split(";") if part][:_MOST_CLAUSES]


def terms(clause: str) -> tuple[set[str], set[str]]:
    """The character n-grams and the words of one folded clause."""
    grams = set(clause)
    grams.update(map(str.__add__, clause, clause[1:]))
    grams.update([clause[i : i + 3] for i in range(len(clause) - 2)])
    return grams, set(cut(clause))


def _columns(clause: str, vocabulary: Vocabulary) -> set[int]:
    grams, words = terms(clause)
    found = {vocabulary.grams[gram] for gram in grams if gram in vocabulary.grams}
    found.update(vocabulary.words[word] for word in words if word in vocabulary.words)
    return found


def _matrix(rows: Sequence[set[int]], idf: Floats) -> csr_matrix:
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int32, count=len(rows))
    ends = np.concatenate([[0], np.cumsum(lengths)])
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=int(ends[-1]))
    values = idf[columns]
    squares = np.concatenate([[0.0], np.cumsum(values.astype(np.float64) ** 2)])
    norms = np.sqrt(np.maximum(squares[ends[1:]] - squares[ends[:-1]], 1e-12))
    values = (values / np.repeat(norms, lengths)).astype(np.float32)
    return csr_matrix((values, columns, ends), shape=(len(rows), len(idf)))


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of length 1 for whole texts (``whole``) and for all their clauses (``parts``).

    The clauses of text i are the rows ``ends[i]:ends[i + 1]`` of ``parts``; a text without any has one empty row.
    """

    whole: csr_matrix
    parts: csr_matrix
    ends: npt.NDArray[np.int64]


def vectors(texts: Sequence[str], vocabulary: Vocabulary) -> Vectors:
    """The vectors of ``texts``; columns are those of ``vocabulary``."""
    whole: list[set[int]] = []
    parts: list[set[int]] = []
    ends = [0]
    for text in texts:
        found = [_columns(clause, vocabulary) for clause in clauses(text)] or [set()]
        whole.append(set().union(*found))
        parts.extend(found)
        ends.append(len(parts))
    return Vectors(_matrix(whole, vocabulary.idf), _matrix(parts, vocabulary.idf), np.array(ends))


def learn_vocabulary(texts: Sequence[str], least: int) -> Vocabulary:
    """All terms that stand in at least ``least`` of ``texts``, in sorted order, with smoothed idf."""
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for text in texts:
        found = [terms(clause) for clause in clauses(text)]
        for side, count in enumerate(counts):
            for term in set().union(*(pair[side] for pair in found)) if found else ():
                count[term] = count.get(term, 0) + 1
    kept = [sorted(term for term, n in count.items() if n >= least) for count in counts]
    frequencies = [counts[side][term] for side in (0, 1) for term in kept[side]]
    idf = np.log((1 + len(texts)) / (1 + np.array(frequencies, dtype=np.float64))) + 1
    grams = {term: n for n, term in enumerate(kept[0])}
    words = {term: n + len(grams) for n, term in enumerate(kept[1])}
    return Vocabulary(grams, words, idf.astype(np.float32))
