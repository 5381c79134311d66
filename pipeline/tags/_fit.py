"""Fitting: labelled sentences to a model, with held-out scores for all of them. Deterministic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipeline.errors import SettingsError
from pipeline.tags._data import FOLDS, Label, folds
from pipeline.tags._features import Floats, Vocabulary, familiarity, learn_vocabulary, vectors
from pipeline.tags._model import Doubles, Model, Scores, Step, calibrated, choose, evidence
from pipeline.tags._scheme import Theme

Linear = tuple[Vocabulary, Floats, Floats]
# Texts, which themes they have, and how often a term must be seen, to vocabulary, weights and bias (see Model).
Learner = Callable[[Sequence[str], npt.NDArray[np.bool_], int], Linear]

# Chosen by cross-validation on our sentences among 5, 10, 20, 40 and 80.
_C = 40.0
# What a clause of a text with one theme counts beside a whole text; 0.1 wins less.
_CLAUSE = 0.3
# The probability from which a further theme is given: chosen anew in each training, the highest of those whose F1 is
# about as good as the best. The curve is flat there, and a row that one theme makes sense of has one: what a lower one
# adds are second themes that nothing in the row does.
_THRESHOLDS = np.arange(0.15, 0.61, 0.05)
_AS_GOOD = 0.0035
# Sentences from which on terms seen once are left out.
_MANY = 1000
# A row is uncertain when its main theme is likelier wrong than this.
_UNCERTAIN_BELOW = 0.6
# This many percent of the training sentences are, held out, less familiar than any other.
_FAR = 5


@dataclass(frozen=True, slots=True)
class Fit:
    """A model with its held-out scores (rows in the order of the labels) and the folds they came from."""

    model: Model
    held_out: Scores
    fold: npt.NDArray[np.int64]
    familiar: Doubles  # share of the pairs of characters of each row that the other folds know


def truth(labels: Sequence[Label], themes: Sequence[Theme]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Which themes each row has, (rows, themes), and the column of its main one."""
    column = {theme.code: n for n, theme in enumerate(themes)}
    among = np.zeros((len(labels), len(themes)), dtype=bool)
    for row, label in enumerate(labels):
        among[row, [column[code] for code in label.themes]] = True
    return among, np.array([column[label.themes[0]] for label in labels], dtype=np.int64)


def linear(texts: Sequence[str], among: npt.NDArray[np.bool_], least: int) -> Linear:
    """Two logistic regressions a theme, one for whole texts and one for clauses: vocabulary, weights and bias.

    That for clauses also learns the clauses of the texts with one theme, which are surely about it or about nothing.
    """
    vocabulary = learn_vocabulary(texts, least)
    found = vectors(texts, vocabulary)
    number = np.diff(found.ends)
    text = np.repeat(np.arange(len(texts)), number)
    alone = np.flatnonzero((number[text] > 1) & (among[text].sum(axis=1) == 1))
    rows = vstack([found.whole, found.parts[alone]]).tocsr()
    weight = np.concatenate([np.ones(len(texts)), np.full(len(alone), _CLAUSE)])
    whole, clause = (
        regressions(found.whole, among, weight[: len(texts)]),
        regressions(rows, np.concatenate([among, among[text[alone]]]), weight),
    )
    return vocabulary, np.hstack([whole[0], clause[0]]), np.concatenate([whole[1], clause[1]])


def regressions(rows: csr_matrix, target: npt.NDArray[np.bool_], weight: Doubles) -> tuple[Floats, Floats]:
    """Weights and bias of one logistic regression a theme, where each row counts ``weight`` times."""
    fitted = [_one(rows, column, weight) for column in target.T]
    weights = np.stack([weights for weights, _ in fitted], axis=1).astype(np.float32)
    return weights, np.array([bias for _, bias in fitted], dtype=np.float32)


def _one(rows: csr_matrix, column: npt.NDArray[np.bool_], weight: Doubles) -> tuple[Doubles, float]:
    if column.all() or not column.any():  # a theme that a fold never saw
        return np.zeros(rows.shape[1]), 5.0 if column.all() else -5.0
    fitted = LogisticRegression(C=_C, solver="liblinear", random_state=0).fit(rows, column, sample_weight=weight)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _held_out_evidence(
    labels: Sequence[Label], among: npt.NDArray[np.bool_], fold: npt.NDArray[np.int64], learn: Learner
) -> tuple[Doubles, Doubles]:
    """What speaks for each theme of each row, and the row's familiarity, by a model that did not learn the row."""
    texts, least = np.array([label.text for label in labels], dtype=object), _least(labels)
    result: Doubles | None = None
    familiar = np.ones(len(labels))
    for number in range(FOLDS):
        kept, held = fold != number, fold == number
        if not held.any():
            continue
        vocabulary, weights, bias = learn(texts[kept].tolist(), among[kept], least)
        found = evidence(vectors(texts[held].tolist(), vocabulary), weights, bias)
        result = np.zeros((len(labels), *found.shape[1:])) if result is None else result
        result[held] = found
        familiar[held] = familiarity(texts[held].tolist(), vocabulary)
    assert result is not None
    return result, familiar


def _step(values: Doubles, target: npt.NDArray[np.bool_]) -> Step:
    flat = values.reshape(-1, values.shape[-1])
    spread = flat.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=1.0, random_state=0).fit(flat / spread, target.ravel())
    return Step(fitted.coef_[0] / spread, float(fitted.intercept_[0]))


def _steps(values: Doubles, among: npt.NDArray[np.bool_], main: npt.NDArray[np.int64]) -> tuple[Step, Step]:
    return _step(values, among), _step(values, np.eye(among.shape[1], dtype=bool)[main])


def _scores(values: Doubles, among: Step, main: Step) -> Scores:
    mains = main.probability(values)
    return Scores(mains / mains.sum(axis=1, keepdims=True), among.probability(values))


def _least(labels: Sequence[Label]) -> int:
    """How often a term must be seen: with many sentences, one seen once says nothing."""
    return 2 if len(labels) >= _MANY else 1


def held_out_by(
    learn: Learner, labels: Sequence[Label], themes: Sequence[Theme], fold: npt.NDArray[np.int64]
) -> Scores:
    """The held-out scores of both steps where another ``learn`` makes the first, for comparison."""
    among, main = truth(labels, themes)
    values, _ = _held_out_evidence(labels, among, fold, learn)
    return _second_held_out(values, among, main, fold)


def _second_held_out(
    values: Doubles, among: npt.NDArray[np.bool_], main: npt.NDArray[np.int64], fold: npt.NDArray[np.int64]
) -> Scores:
    result = Scores(np.zeros(among.shape), np.zeros(among.shape))
    for number in np.unique(fold):
        kept, held = fold != number, fold == number
        scores = _scores(values[held], *_steps(values[kept], among[kept], main[kept]))
        result.main[held], result.among[held] = scores.main, scores.among
    return result


def f1(chosen: Sequence[Sequence[int]], among: npt.NDArray[np.bool_]) -> float:
    """Micro-averaged F1 of chosen themes against the true ones."""
    right = sum(int(among[row, columns].sum()) for row, columns in enumerate(chosen))
    return 2 * right / (sum(map(len, chosen)) + int(among.sum()))


def further(scores: Scores, among: npt.NDArray[np.bool_]) -> float:
    """The threshold for further themes that suits these scores."""
    reached = {limit: f1(choose(scores, limit), among) for limit in _THRESHOLDS.tolist()}
    best = max(reached.values())
    return float(max(limit for limit, value in reached.items() if value >= best - _AS_GOOD))


def _calibration(scores: Scores, main: npt.NDArray[np.int64]) -> tuple[float, float]:
    share = np.clip(scores.main.max(axis=1), 1e-6, 1 - 1e-6)
    right = scores.main.argmax(axis=1) == main
    if right.all() or not right.any():
        return 1.0, 0.0
    fitted = LogisticRegression(C=100.0, random_state=0).fit(np.log(share / (1 - share))[:, None], right)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def confidence(fit: Fit) -> Doubles:
    """The calibrated confidence of each held-out main theme."""
    return calibrated(fit.held_out.main.max(axis=1), *fit.model.confidence)


def fit(labels: Sequence[Label], themes: Sequence[Theme], name: str) -> Fit:
    """The model of ``labels``. Raises SettingsError where all are near-duplicates of each other."""
    # One thread: the same sums in the same order on every machine, and threads gain nothing here.
    with threadpool_limits(limits=1):
        return _fit(labels, themes, name)


def _fit(labels: Sequence[Label], themes: Sequence[Theme], name: str) -> Fit:
    among, main = truth(labels, themes)
    texts = [label.text for label in labels]
    fold = folds(texts)
    if len(set(fold.tolist())) < 2:
        raise SettingsError(f"{len(labels)} 句标注彼此几乎相同，分不出学的和检验的两部分。请补上说法不同的句子再训练。")
    values, familiar = _held_out_evidence(labels, among, fold, linear)
    held_out = _second_held_out(values, among, main, fold)
    vocabulary, weights, bias = linear(texts, among, _least(labels))
    steps = _steps(values, among, main)
    model = Model(
        name=name,
        themes=tuple(themes),
        vocabulary=vocabulary,
        weights=weights,
        bias=bias,
        among=steps[0],
        main=steps[1],
        confidence=_calibration(held_out, main),
        further=further(held_out, among),
        uncertain_below=_UNCERTAIN_BELOW,
        unfamiliar_below=float(np.percentile(familiar, _FAR)),
    )
    return Fit(model, held_out, fold, familiar)
