"""Why a text has its themes: all probabilities, and the words that spoke for each theme given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline import segment
from pipeline.tags._features import find_terms
from pipeline.tags._model import Model, Scores, calibrated, choose, score

_WORDS = 6
_LEAST_SHARE = 0.04  # a word that made less of the score is not worth naming


@dataclass(frozen=True, slots=True)
class Reason:
    """One theme of a text: its probability and the words that spoke for it, each with its share of the score."""

    code: str
    name: str
    probability: float
    given: bool
    words: tuple[tuple[str, float], ...]


def explain(model: Model, text: str) -> tuple[float, list[Reason]]:
    """The confidence of the main theme, and all themes of the scheme: those given first, then the likeliest."""
    scores = score(model, [text])
    chosen = choose(scores, model.further)[0]
    sure = float(calibrated(scores.main.max(axis=1), *model.confidence)[0])
    rest = sorted(set(range(len(model.themes))) - set(chosen), key=lambda n: -scores.among[0, n])
    return sure, [_reason(model, text, scores, n, n in chosen) for n in [*chosen, *rest]]


def _reason(model: Model, text: str, scores: Scores, column: int, given: bool) -> Reason:
    theme = model.themes[column]
    words = tuple(_words(model, text, column)) if given else ()
    return Reason(theme.code, theme.name, float(scores.among[0, column]), given, words)


def _words(model: Model, text: str, column: int) -> Iterator[tuple[str, float]]:
    """The words of ``text`` with the largest share of what speaks for a theme, largest first."""
    terms = find_terms([text])
    at = model.vocabulary.columns(terms.key)
    value = np.where(at >= 0, model.vocabulary.idf[at] * model.weights[at, column], 0.0)
    spoken = np.bincount(terms.first, value / 2, len(text)) + np.bincount(terms.last, value / 2, len(text))
    totals: dict[str, float] = {}
    for token in segment.words(text):
        share = float(spoken[token.idx : token.idx + len(token.text)].sum())
        totals[token.text] = max(totals.get(token.text, 0.0), share)
    whole = sum(share for share in totals.values() if share > 0)
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:_WORDS]
    return ((word, share / whole) for word, share in ranked if share > 0 and share / whole >= _LEAST_SHARE)
