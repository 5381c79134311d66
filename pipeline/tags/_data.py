"""Labelled sentences: reading them, finding near-duplicates, and folds that keep near-duplicates together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from pipeline.errors import SettingsError
from pipeline.tags._model import MOST_THEMES
from pipeline.tags._scheme import Theme

COLUMNS = ("text", "themes", "kind", "field")
FOLDS = 5
# Character 5-gram Jaccard from which two sentences are never on both sides of a fold; reading the pairs found on our
# sentences, those from 0.4 on are variants of each other and those below 0.3 share no more than a stock phrase.
NEAR = 0.35
_MARKS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled sentence, main theme first; ``kind`` is measure, plan, problem or deduction."""

    text: str
    themes: tuple[str, ...]
    kind: str = ""
    field: str = ""


def read(paths: Sequence[Path], themes: Sequence[Theme]) -> list[Label]:
    """The labelled sentences of tab-separated files in their order.

    Raises SettingsError naming file and line for a line that is not understood.
    """
    known = {theme.code for theme in themes}
    labels: list[Label] = []
    seen: set[str] = set()
    for path in paths:
        for number, line in enumerate(_lines(path), 2):
            fields = line.split("\t")
            codes = tuple(code.strip() for code in fields[1].split(",")) if len(fields) == len(COLUMNS) else ()
            if not codes or not fields[0] or set(codes) - known or len(codes) > min(MOST_THEMES, len(set(codes))):
                raise SettingsError(
                    f"{path} 第 {number} 行：应为 文本、主题（1 至 3 个，逗号分开）、类别、领域四栏：{line}"
                )
            if fields[0] not in seen:
                seen.add(fields[0])
                labels.append(Label(fields[0], codes, fields[2], fields[3]))
    return labels


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}：标注文件读不出来（{error}）。请存成 UTF-8 的制表符分隔文件。") from error
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise SettingsError(f"{path}：第一行应为表头 {' '.join(COLUMNS)}（制表符分开）。")
    return lines[1:]


def shingles(texts: Sequence[str]) -> csr_matrix:
    """Which character 5-grams stand in which text, as ones; columns are hashes into 2^20."""
    rows, columns = [], []
    for row, text in enumerate(texts):
        joined = _MARKS.sub("", text)
        for gram in {joined[i : i + 5] for i in range(max(1, len(joined) - 4))}:
            rows.append(row)
            columns.append(int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=3).digest()) & 0xFFFFF)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(texts), 1 << 20))
    matrix.data[:] = 1
    return matrix


def jaccard(left: csr_matrix, right: csr_matrix) -> csr_matrix:
    """The Jaccard likeness of every pair of rows that share a 5-gram."""
    common = (left @ right.T).tocoo()
    sizes = (np.asarray(left.sum(axis=1)).ravel(), np.asarray(right.sum(axis=1)).ravel())
    union = sizes[0][common.row] + sizes[1][common.col] - common.data
    return csr_matrix((common.data / union, (common.row, common.col)), shape=common.shape)


def groups(texts: Sequence[str]) -> npt.NDArray[np.int32]:
    """A number for each text; near-duplicates, also by way of others, have the same one."""
    likeness = jaccard(matrix := shingles(texts), matrix)
    likeness.data[likeness.data < NEAR] = 0
    likeness.eliminate_zeros()
    return np.asarray(connected_components(likeness, directed=False)[1])


def folds(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """The fold of each text, 0 to FOLDS - 1; depends on the texts alone, and near-duplicates share a fold."""
    group = groups(texts)
    first: dict[int, int] = {}
    for number, text in zip(group.tolist(), texts, strict=True):
        first.setdefault(number, int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % FOLDS)
    return np.array([first[number] for number in group.tolist()], dtype=np.int64)
