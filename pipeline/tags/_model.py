"""The theme model: loading (no pickle, hashes checked), scoring of texts, and the decision which themes a row has.

Two steps. One-vs-rest logistic regressions over characters and pairs of them score a whole text, others each of its
clauses. Two small logistic regressions, the same for every theme, turn these scores into the probability that the
theme is one of the row's (``among``) and that it is its main one (``main``); they are learnt on held-out folds, so the
figures are probabilities and not mere scores.
"""

from __future__ import annotations

import functools
import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.errors import SettingsError
from pipeline.tags._features import Floats, Vectors, Vocabulary, vectors
from pipeline.tags._scheme import Theme

Doubles = npt.NDArray[np.float64]

MOST_THEMES = 3
FILES = ("model.json", "weights.npz")
_HASHES = "SHA256SUMS"
_FORMAT = 6
_SUREST = 0.9999  # only a person's decision has the confidence 1


@dataclass(frozen=True, slots=True)
class Step:
    """A logistic regression over the evidence of one text for one theme (see ``evidence``)."""

    weights: Doubles
    bias: float

    def probability(self, values: Doubles) -> Doubles:
        """Probabilities for ``values`` (…, evidence)."""
        return np.asarray(1 / (1 + np.exp(-(values @ self.weights + self.bias))))


@dataclass(frozen=True, slots=True)
class Model:
    """A trained scheme.

    ``weights`` is (columns of the vocabulary, twice the themes): those for whole texts, then those for clauses;
    ``bias`` (twice the themes,).
    """

    name: str
    themes: tuple[Theme, ...]
    vocabulary: Vocabulary
    weights: Floats
    bias: Floats
    among: Step
    main: Step
    confidence: tuple[float, float]  # slope and offset of the calibration of the main theme's share
    further: float  # a further theme needs at least this probability
    uncertain_below: float
    unfamiliar_below: float  # a text of whose pairs of characters a lower share is known is far from the training


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of n texts: ``main`` (n, themes) sums to 1 a row, ``among`` (n, themes) does not."""

    main: Doubles
    among: Doubles


@dataclass(frozen=True, slots=True)
class Decision:
    """The themes of one text, main one first, with the calibrated probability that the main one is right."""

    themes: tuple[str, ...]
    confidence: float


def evidence(found: Vectors, weights: Floats, bias: Floats) -> Doubles:
    """What speaks for each theme, (texts, themes, 7).

    In order: the score and the share among all themes (log softmax) of the whole text, of the first clause (a run-in
    heading mostly) and of the clause where each is best, and how many clauses are the theme's own (log of the sum of
    its shares in them): a further theme has a clause of its own, a theme only named in passing shares one.
    """
    themes = len(bias) // 2
    whole = np.asarray(found.whole @ weights[:, :themes] + bias[:themes], dtype=np.float64)
    parts = np.asarray(found.parts @ weights[:, themes:] + bias[themes:], dtype=np.float64)
    starts = found.ends[:-1]
    share = _log_softmax(parts)
    own = np.log(np.add.reduceat(np.exp(share), starts))
    first = (parts[starts], share[starts])
    best = (np.maximum.reduceat(parts, starts), np.maximum.reduceat(share, starts))
    return np.stack([whole, _log_softmax(whole), *first, *best, own], axis=-1)


def _log_softmax(scores: Doubles) -> Doubles:
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))


def score(model: Model, texts: Sequence[str]) -> Scores:
    """The probabilities of all themes for ``texts``; all in one call is much faster than one by one."""
    if not texts:
        empty = np.zeros((0, len(model.themes)))
        return Scores(empty, empty)
    values = evidence(vectors(texts, model.vocabulary), model.weights, model.bias)
    main = model.main.probability(values)
    return Scores(main / main.sum(axis=1, keepdims=True), model.among.probability(values))


def calibrated(share: Doubles, slope: float, offset: float) -> Doubles:
    """The probability that a main theme with this share of ``Scores.main`` is right."""
    clipped = np.clip(share, 1e-6, 1 - 1e-6)
    return np.asarray(1 / (1 + np.exp(-(slope * np.log(clipped / (1 - clipped)) + offset))))


def choose(scores: Scores, further: float) -> list[list[int]]:
    """The columns of each text's themes: the likeliest main one, then those at least as likely as ``further``."""
    chosen = []
    mains = scores.main.argmax(axis=1)
    for main, among in zip(mains.tolist(), scores.among, strict=True):
        others = [column for column in np.flatnonzero(among >= further).tolist() if column != main]
        others.sort(key=lambda column: (-among[column], column))
        chosen.append([main, *others[: MOST_THEMES - 1]])
    return chosen


def decide(model: Model, texts: Sequence[str]) -> list[Decision]:
    """The themes of each text with the confidence of the main one."""
    scores = score(model, texts)
    if not len(scores.main):
        return []
    sure = calibrated(scores.main.max(axis=1), *model.confidence)
    codes = [theme.code for theme in model.themes]
    return [
        Decision(tuple(codes[column] for column in columns), min(_SUREST, round(float(value), 4)))
        for columns, value in zip(choose(scores, model.further), sure, strict=True)
    ]


def builtin_folder() -> Path:
    """Where our own model is: ``pipeline/models`` in an installed package, ``models`` beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "models" / "themes-1"
    return inside if inside.is_dir() else package.parent / "models" / "themes-1"


@functools.cache
def load(folder: Path) -> Model:
    """The model in ``folder``. Raises SettingsError where files are missing, changed or of another format."""
    try:
        content = {name: (folder / name).read_bytes() for name in FILES}
        sums = [line.split("  ", 1) for line in (folder / _HASHES).read_text("utf-8").splitlines()]
        pinned = {name: digest for digest, name in sums}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{folder}：这里没有完整的主题模型（{error}）。请用 zongjie train 重新训练。") from error
    changed = [name for name, data in content.items() if hashlib.sha256(data).hexdigest() != pinned.get(name)]
    if changed:
        raise SettingsError(
            f"{folder}：{'、'.join(changed)} 与登记的校验值不符，可能已损坏或被改动。请重新训练或安装。"
        )
    plain = json.loads(content["model.json"])
    if plain["format"] != _FORMAT:
        raise SettingsError(
            f"{folder}：模型格式 {plain['format']} 与本版本（{_FORMAT}）不符。请用 zongjie train 重新训练。"
        )
    try:
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            return _assemble(plain, dict(arrays))
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise SettingsError(f"{folder}：主题模型内容不完整（{error}）。请重新训练。") from error


def _assemble(plain: Mapping[str, object], arrays: Mapping[str, npt.NDArray[np.float32]]) -> Model:
    text = {key: value for key, value in plain.items() if isinstance(value, str)}
    numbers = arrays["numbers"].astype(np.float64)
    vocabulary = Vocabulary(arrays["keys"].astype(np.int64), arrays["idf"].astype(np.float32))
    return Model(
        name=text["name"],
        themes=tuple(Theme(line.partition("\t")[0], line.partition("\t")[2]) for line in text["themes"].split("\n")),
        vocabulary=vocabulary,
        weights=arrays["weights"].astype(np.float32),
        bias=arrays["bias"].astype(np.float32),
        among=Step(arrays["among"][:-1].astype(np.float64), float(arrays["among"][-1])),
        main=Step(arrays["main"][:-1].astype(np.float64), float(arrays["main"][-1])),
        confidence=(float(numbers[0]), float(numbers[1])),
        further=float(numbers[2]),
        uncertain_below=float(numbers[3]),
        unfamiliar_below=float(numbers[4]),
    )


def save(model: Model, folder: Path) -> None:
    """Write ``model`` into ``folder``, with the hashes that loading will ask for."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = {
        "format": _FORMAT,
        "name": model.name,
        "themes": "\n".join(f"{theme.code}\t{theme.name}" for theme in model.themes),
    }
    (folder / "model.json").write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    np.savez_compressed(
        folder / "weights.npz",
        keys=model.vocabulary.keys,
        idf=model.vocabulary.idf,
        # Half precision changes no decision on 3,000 held-out sentences and halves the file.
        weights=model.weights.astype(np.float16),
        bias=model.bias,
        among=np.append(model.among.weights, model.among.bias),
        main=np.append(model.main.weights, model.main.bias),
        numbers=np.array([*model.confidence, model.further, model.uncertain_below, model.unfamiliar_below]),
    )
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in FILES]
    (folder / _HASHES).write_text("\n".join(sums) + "\n", encoding="utf-8")
