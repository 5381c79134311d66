"""What else one could use, on the same folds: the peers and the variants that the model card sets against the model."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.multioutput import ClassifierChain
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from pipeline.segment import cut
from pipeline.tags._data import FOLDS, Label
from pipeline.tags._features import learn_vocabulary, vectors
from pipeline.tags._fit import Fit, Linear, f1, further, held_out_by, regressions, truth
from pipeline.tags._model import Doubles, Scores, choose
from pipeline.tags._quality import Quality, measure
from pipeline.tags._scheme import Theme

_CLAUSES = re.compile("[，,。；;：:！!？?]+")
_KIND = "字 1–2 元、类别另计 + 逻辑回归"
Flags = npt.NDArray[np.bool_]
# Texts and themes to train on and texts to score: scores (texts, themes), higher is likelier, any scale.
Method = Callable[[list[str], Flags, list[str]], Doubles]


def _grams(text: str, longest: int = 2) -> list[str]:
    return [
        clause[start : start + size]
        for clause in _CLAUSES.split(text)
        for size in range(1, longest + 1)
        for start in range(len(clause) - size + 1)
    ]


def _three(text: str) -> list[str]:
    return _grams(text, 3)


def _words(text: str) -> list[str]:
    return [f"/{word}" for clause in _CLAUSES.split(text) for word in cut(clause)]


def _both(text: str) -> list[str]:
    return _grams(text) + _words(text)


def _with_head(text: str) -> list[str]:
    return _grams(text) + [f"^{gram}" for gram in _grams(_CLAUSES.split(text)[0])]


def _vectors(analyzer: Callable[[str], Iterable[str]], texts: list[str], asked: list[str]) -> list[csr_matrix]:
    maker = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True)
    return [maker.fit_transform(texts), maker.transform(asked)]


def _linear(analyzer: Callable[[str], Iterable[str]], estimator: Any) -> Method:
    def method(texts: list[str], among: Flags, asked: list[str]) -> Doubles:
        known, unknown = _vectors(analyzer, texts, asked)
        fitted = estimator.fit(known, among.astype(int))
        scores = (
            fitted.predict_proba(unknown) if hasattr(fitted, "predict_proba") else fitted.decision_function(unknown)
        )
        return np.asarray(scores, dtype=np.float64)

    return method


def _nearest(texts: list[str], among: Flags, asked: list[str]) -> Doubles:
    """The themes of the most similar sentence, the rarer one first."""
    known, unknown = _vectors(_grams, texts, asked)
    likeness = unknown @ known.T
    nearest = np.asarray(likeness.argmax(axis=1)).ravel()
    return np.asarray(among[nearest] - among.mean(axis=0) * 0.01)


def _majority(texts: list[str], among: Flags, asked: list[str]) -> Doubles:
    return np.tile(among.mean(axis=0), (len(asked), 1))


def _keywords(themes: Sequence[Theme], texts: list[str], among: Flags, asked: list[str]) -> Doubles:
    """How many different keywords of each theme a text has; the last theme where there is none."""
    found = np.array(
        [[sum(word in text for word in theme.keywords) for theme in themes] for text in asked], dtype=float
    )
    found[:, -1] += found.sum(axis=1) == 0
    return found


def methods(themes: Sequence[Theme]) -> dict[str, Method]:
    """All peers and variants by the name that the card gives them."""

    def logistic() -> LogisticRegression:
        return LogisticRegression(C=20, solver="liblinear", random_state=0)

    rest = OneVsRestClassifier
    return {
        "多数类": _majority,
        "关键词表": functools.partial(_keywords, themes),
        "TF-IDF 最近邻": _nearest,
        "字 1–2 元 + 朴素贝叶斯（ComplementNB）": _linear(_grams, rest(ComplementNB())),
        "词 + 逻辑回归": _linear(_words, rest(logistic())),
        "字 1–2 元 + 逻辑回归": _linear(_grams, rest(logistic())),
        _KIND: _linear(_grams, rest(logistic())),
        "字 1–3 元 + 逻辑回归": _linear(_three, rest(logistic())),
        "字 1–2 元和词 + 逻辑回归": _linear(_both, rest(logistic())),
        "字 1–2 元、首句另计 + 逻辑回归": _linear(_with_head, rest(logistic())),
        "字 1–2 元 + 线性支持向量机": _linear(_grams, rest(LinearSVC(C=0.5, random_state=0))),
        "字 1–2 元 + 分类器链": _linear(_grams, ClassifierChain(logistic(), order="random", random_state=0)),
    }


def _with_kind(labels: Sequence[Label]) -> list[Label]:
    """The same with the kind as a clause of its own before the text."""
    return [replace(label, text=f"<{label.kind}>。{label.text}") for label in labels]


def _held_out(method: Method, labels: Sequence[Label], among: Flags, fold: npt.NDArray[np.int64]) -> Doubles:
    texts = np.array([label.text for label in labels], dtype=object)
    result = np.zeros(among.shape)
    for number in range(FOLDS):
        kept, held = fold != number, fold == number
        if held.any():
            result[held] = method(texts[kept].tolist(), among[kept], texts[held].tolist())
    return result


def compare(fitted: Fit, labels: Sequence[Label]) -> dict[str, Quality]:
    """The held-out quality of every method, each with the threshold for further themes that suits it best."""
    themes = fitted.model.themes
    among, _ = truth(labels, themes)
    true = [label.themes for label in labels]

    def quality(scores: Scores, limits: Sequence[float]) -> Quality:
        chosen = max((choose(scores, limit) for limit in limits), key=lambda c: f1(c, among))
        return measure([tuple(themes[n].code for n in columns) for columns in chosen], true)

    result = {}
    for name, method in methods(themes).items():
        seen = _with_kind(labels) if name == _KIND else labels
        scores = _held_out(method, seen, among, fitted.fold)
        limits = np.unique(np.quantile(scores, np.linspace(0.8, 1, 41))).tolist()
        result[name] = quality(Scores(scores, scores), limits)
    limit = [fitted.model.further]
    whole = held_out_by(_whole_alone, labels, themes, fitted.fold)
    result["同本模型，分句不另学"] = quality(whole, np.arange(0.3, 0.61, 0.05).tolist())
    result["同本模型，阈值按类别（做法、打算、问题、扣分）各取"] = measure(_by_kind(fitted, labels, among), true)
    result["字 1–2 元 + 逻辑回归 + 第二步（本模型）"] = quality(fitted.held_out, limit)
    return result


def _whole_alone(texts: Sequence[str], among: Flags, least: int) -> Linear:
    """The first step where clauses are scored by what was learnt from whole texts."""
    vocabulary = learn_vocabulary(texts, least)
    weights, bias = regressions(vectors(texts, vocabulary).whole, among, np.ones(len(texts)))
    return vocabulary, np.hstack([weights, weights]), np.concatenate([bias, bias])


def _by_kind(fitted: Fit, labels: Sequence[Label], among: Flags) -> list[tuple[str, ...]]:
    """The themes of all rows by the model, with the threshold that suits each kind of row."""
    codes = [theme.code for theme in fitted.model.themes]
    kinds = np.array([label.kind for label in labels])
    given: list[tuple[str, ...]] = [()] * len(labels)
    for kind in np.unique(kinds):
        rows = np.flatnonzero(kinds == kind)
        scores = Scores(fitted.held_out.main[rows], fitted.held_out.among[rows])
        for row, columns in zip(rows, choose(scores, further(scores, among[rows])), strict=True):
            given[row] = tuple(codes[column] for column in columns)
    return given
