"""``python -m tests.quality.teach``: what 50 corrections are worth for the rows like them, on our own sentences.

A model learns from one fifth of the sentences, the others are the archive. The 50 rows of the archive that it is least
sure of are corrected with their true themes and it learns again with them; asked about are the 200 doubtful rows most
like a corrected one (cosine). Each fifth in turn, so that no draw decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from pipeline.tags import _data, _features, _fit, _model, _quality, _scheme
from pipeline.tags._data import Label
from pipeline.tags._quality import Quality
from pipeline.tags._scheme import Theme

FOLDER = Path(__file__).parents[2] / "corpora" / "themes"
CORRECTED, ASKED = 50, 200
# Rows below this are doubtful here; below the 0.6 of the model that ships there would be too few to ask 200 of.
_DOUBTFUL = 0.75


@dataclass(frozen=True)
class Gain:
    """The rows that are asked about, before and after the corrections, and how like the corrected rows they are."""

    before: Quality
    after: Quality
    likeness: float  # mean cosine to the nearest corrected row
    stand: int  # corrected rows whose main theme the new model gives by itself


def _tag(labels: Sequence[Label], themes: Sequence[Theme], texts: Sequence[str]) -> list[_model.Decision]:
    return _model.decide(_fit.fit(labels, themes, "taught").model, texts)


def _likeness(one: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.float64]:
    """The cosine of each text to the nearest of ``others``."""
    vocabulary = _features.learn_vocabulary([*one, *others], 1)
    left, right = (_features.vectors(texts, vocabulary).whole for texts in (one, others))
    return np.asarray((left @ right.T).max(axis=1).toarray()).ravel()


def gain(known: Sequence[Label], archive: Sequence[Label], themes: Sequence[Theme]) -> Gain:
    """What correcting the least sure rows of ``archive`` does for the doubtful rows most like them."""
    first = _tag(known, themes, [row.text for row in archive])
    order = sorted(range(len(archive)), key=lambda n: (first[n].confidence, archive[n].text))
    corrected = [archive[n] for n in order[:CORRECTED]]
    doubtful = [n for n in order[CORRECTED:] if first[n].confidence < _DOUBTFUL]
    like = _likeness([archive[n].text for n in doubtful], [row.text for row in corrected])
    nearest = [doubtful[n] for n in np.argsort(-like, kind="stable")[:ASKED]]
    asked = [archive[n] for n in nearest]
    second = _tag([*known, *corrected], themes, [row.text for row in [*asked, *corrected]])
    true = [row.themes for row in asked]
    return Gain(
        _quality.measure([first[n].themes for n in nearest], true),
        _quality.measure([decision.themes for decision in second[: len(asked)]], true),
        float(np.sort(like)[::-1][:ASKED].mean()),
        sum(d.themes[0] == row.themes[0] for d, row in zip(second[len(asked) :], corrected, strict=True)),
    )


def main() -> None:
    """Print the gain of each part and of all."""
    themes = _scheme.read(FOLDER / "themes.toml")
    labels = _data.read(sorted(FOLDER.glob("[0-9]*.tsv")), themes)
    fold = _data.groups([label.text for label in labels]) % _data.FOLDS
    gains = []
    with threadpool_limits(limits=1):
        for part in range(_data.FOLDS):
            known = [label for label, f in zip(labels, fold, strict=True) if f == part]
            archive = [label for label, f in zip(labels, fold, strict=True) if f != part]
            found = gain(known, archive, themes)
            gains.append(found)
            print(
                f"已学 {len(known)} 句，改 {CORRECTED} 句；"
                f"最像的 {found.before.n} 句（余弦均值 {found.likeness:.2f}）："
                f"首要主题 {found.before.main:.3f} → {found.after.main:.3f}，"
                f"F1 {found.before.f1:.3f} → {found.after.f1:.3f}；改过的句子新模型自己说对 {found.stand}"
            )
    main_gain = float(np.mean([g.after.main - g.before.main for g in gains]))
    f1_gain = float(np.mean([g.after.f1 - g.before.f1 for g in gains]))
    print(f"平均：首要主题 {main_gain:+.3f}，F1 {f1_gain:+.3f}")


if __name__ == "__main__":
    main()
