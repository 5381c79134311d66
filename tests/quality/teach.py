"""``python -m tests.quality.teach``: what 50 corrections are worth for the doubtful rows most like them.

Two bases: a fifth of our sentences, the other sentences being the archive, each fifth in turn; and all our sentences,
the archive being a half of the documents of other hands (``corpora/hands``), on which no sentence was trained, ten
halves by lot. A person corrects 50 doubtful rows of the archive, those that the 复核 sheet lists first, and the model
learns again; asked about are the 200 doubtful rows that are left and most like a corrected one (cosine). Beside it
the same with the 50 least sure rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from pipeline.tags import _data, _features, _fit, _model, _order, _quality, _scheme
from pipeline.tags._data import Label
from pipeline.tags._model import Decision, Model
from pipeline.tags._quality import Quality
from pipeline.tags._scheme import Theme
from tests.structure.marked import read

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpora" / "themes"
HANDS = ROOT / "corpora" / "hands"
CORRECTED, ASKED = 50, 200
# Rows below this are doubtful here; below the 0.6 of the model that ships there would be too few to ask 200 of.
_DOUBTFUL = 0.75
_TABLES = ("problems", "measures", "plans")

# In which order the doubtful rows are looked at, from their texts and confidences.
Choice = Callable[[Sequence[str], Sequence[float]], Sequence[int]]


@dataclass(frozen=True)
class Gain:
    """The rows that are asked about, before and after the corrections, and how like the corrected rows they are."""

    before: Quality
    after: Quality
    likeness: float  # mean cosine to the nearest corrected row
    stand: int  # corrected rows whose main theme the new model gives by itself


def listed(texts: Sequence[str], sure: Sequence[float]) -> list[int]:
    """The order of the 复核 sheet."""
    del sure
    return _order.foremost(texts)


def least_sure(texts: Sequence[str], sure: Sequence[float]) -> list[int]:
    """The least sure first."""
    return sorted(range(len(texts)), key=lambda place: (sure[place], texts[place]))


def likeness(one: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.float64]:
    """The cosine of each text to the nearest of ``others``."""
    vocabulary = _features.learn_vocabulary([*one, *others], 1)
    left, right = (_features.vectors(texts, vocabulary).whole for texts in (one, others))
    return np.asarray((left @ right.T).max(axis=1).toarray()).ravel()


def gain(
    first: Model, known: Sequence[Label], archive: Sequence[Label], themes: Sequence[Theme], choose: Choice
) -> Gain:
    """What correcting rows of ``archive`` that ``first`` (of ``known``) doubts does for those most like them."""
    before = _model.decide(first, [row.text for row in archive])
    doubtful = [n for n, decision in enumerate(before) if decision.confidence < _DOUBTFUL]
    order = choose([archive[n].text for n in doubtful], [before[n].confidence for n in doubtful])
    told = [archive[doubtful[place]] for place in order[:CORRECTED]]
    left = [doubtful[place] for place in order[CORRECTED:]]
    like = likeness([archive[n].text for n in left], [row.text for row in told])
    asked = [left[place] for place in np.argsort(-like, kind="stable")[:ASKED]]
    rows = [archive[n] for n in asked]
    second = _fit.fit([*known, *told], themes, "taught").model
    stand = _model.decide(second, [row.text for row in told])
    return Gain(
        _measured([before[n] for n in asked], rows),
        _measured(_model.decide(second, [row.text for row in rows]), rows),
        float(np.sort(like)[::-1][:ASKED].mean()),
        sum(decision.themes[0] == row.themes[0] for decision, row in zip(stand, told, strict=True)),
    )


def _measured(decisions: Sequence[Decision], rows: Sequence[Label]) -> Quality:
    return _quality.measure([decision.themes for decision in decisions], [row.themes for row in rows])


def hands() -> list[Label]:
    """The annotated rows of the documents of other hands."""
    found: dict[str, tuple[str, ...]] = {}
    for case in (case for path in sorted((HANDS / "marked").glob("*.txt")) for case in read(path)):
        for document in case.documents:
            for name in _TABLES:
                texts = [str(row[-1] if name == "problems" else row[0]) for row in document.rows[name]]
                found |= {text: tuple(told) for text, told in zip(texts, document.themes[name], strict=True) if told}
    for path in sorted((HANDS / "annotated").glob("*.json")):
        for document in json.loads(path.read_text(encoding="utf-8")):
            rows = [row for name in _TABLES for row in document.get(name, ())]
            found |= {row["text"]: tuple(row["themes"]) for row in rows if row.get("themes")}
    return [Label(text, told) for text, told in found.items()]


def _fifths(labels: Sequence[Label], themes: Sequence[Theme], choose: Choice) -> Iterator[Gain]:
    fold = _data.groups([label.text for label in labels]) % _data.FOLDS
    for part in range(_data.FOLDS):
        known = [label for label, f in zip(labels, fold, strict=True) if f == part]
        archive = [label for label, f in zip(labels, fold, strict=True) if f != part]
        yield gain(_fit.fit(known, themes, "first").model, known, archive, themes, choose)


def _halves(labels: Sequence[Label], themes: Sequence[Theme], choose: Choice) -> Iterator[Gain]:
    archive, first = hands(), _model.load(_model.builtin_folder())
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(archive))
        for half in (order[::2], order[1::2]):
            yield gain(first, labels, [archive[n] for n in sorted(half)], themes, choose)


def _told(found: Gain) -> str:
    return (
        f"  最像的 {found.before.n} 行（余弦均值 {found.likeness:.2f}）：首要主题 {found.before.main:.3f} → "
        f"{found.after.main:.3f}，F1 {found.before.f1:.3f} → {found.after.f1:.3f}；"
        f"改过的句子新模型自己说对 {found.stand}"
    )


def main() -> None:
    """Print the gain of each draw and the means."""
    themes = _scheme.read(FOLDER / "themes.toml")
    labels = _data.read(sorted(FOLDER.glob("[0-9]*.tsv")), themes)
    for base, draws in (("五分之一的句子", _fifths), (f"全部 {len(labels)} 句", _halves)):
        for way, choose in (("复核表最前的", listed), ("最没把握的", least_sure)):
            print(f"已学{base}，改{way} {CORRECTED} 行：")
            gains = []
            for found in draws(labels, themes, choose):
                gains.append(found)
                print(_told(found))
            risen = [g.after.main - g.before.main for g in gains]
            f1 = float(np.mean([g.after.f1 - g.before.f1 for g in gains]))
            better = sum(rise > 0 for rise in risen)
            print(f"  平均：首要主题 {float(np.mean(risen)):+.3f}（{better}/{len(gains)} 次变好），F1 {f1:+.3f}")


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        main()
