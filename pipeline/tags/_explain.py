"""Why a text has its themes: all probabilities, and the words that spoke for each theme given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline import segment
from pipeline.tags._features import find_terms
from pipeline.tags._model import Model, calibrated, choose, score

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
    return explain_all(model, [text])[0]


def explain_all(model: Model, texts: Sequence[str]) -> list[tuple[float, list[Reason]]]:
    """The same for many texts; all in one call is much faster than one by one."""
    scores = score(model, texts)
    sure = calibrated(scores.main.max(axis=1, initial=0.0), *model.confidence)
    result = []
    for n, (text, chosen) in enumerate(zip(texts, choose(scores, model.further), strict=True)):
        among = scores.among[n]
        rest = sorted(set(range(len(model.themes))) - set(chosen), key=lambda c: -among[c])
        words = dict(zip(chosen, _words(model, text, chosen), strict=True))
        reasons = [_reason(model, float(among[c]), c, words.get(c)) for c in [*chosen, *rest]]
        result.append((float(sure[n]), reasons))
    return result


def told(reasons: Sequence[Reason]) -> str:
    """In one line: the themes given with probability and words, and the likeliest of the others."""
    given = [reason for reason in reasons if reason.given]
    return "；".join(
        f"{reason.name} {reason.probability:.2f}" + (f"（{words}）" if (words := shares(reason)) else "")
        for reason in reasons[: len(given) + 1]
    )


def shares(reason: Reason) -> str:
    """The words that spoke for a theme with their shares: 监督员 31%、检查 12%."""
    return "、".join(f"{word} {share:.0%}" for word, share in reason.words)


def _reason(model: Model, probability: float, column: int, words: tuple[tuple[str, float], ...] | None) -> Reason:
    """One theme of a text; ``words`` is None where it is not given."""
    theme = model.themes[column]
    return Reason(theme.code, theme.name, probability, words is not None, words or ())


def _words(model: Model, text: str, columns: Sequence[int]) -> list[tuple[tuple[str, float], ...]]:
    """For each of the themes the words of ``text`` with the largest share of what speaks for it, largest first."""
    terms = find_terms([text])
    at = model.vocabulary.columns(terms.key)
    known = at >= 0
    at, first, last = at[known], terms.first[known], terms.last[known]
    words = segment.cut(text)
    starts = np.cumsum([0, *map(len, words)])
    result = []
    for column in columns:
        value = model.vocabulary.idf[at] * model.weights[at, column] / 2
        spoken = np.bincount(first, value, len(text)) + np.bincount(last, value, len(text))
        sums = np.concatenate([[0.0], np.cumsum(spoken)])
        result.append(tuple(_largest(words, (sums[starts[1:]] - sums[starts[:-1]]).tolist())))
    return result


def _largest(words: Sequence[str], shares: Sequence[float]) -> Iterator[tuple[str, float]]:
    """The words with the largest shares; of a word told twice the larger."""
    totals: dict[str, float] = {}
    for word, share in zip(words, shares, strict=True):
        if any(character.isalnum() for character in word):
            totals[word] = max(totals.get(word, 0.0), share)
    whole = sum(share for share in totals.values() if share > 0)
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:_WORDS]
    return ((word, share / whole) for word, share in ranked if share > 0 and share / whole >= _LEAST_SHARE)
