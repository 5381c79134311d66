"""Training: labelled sentences to a model folder with its card; what ``zongjie train`` runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.tags import _card, _corrections, _data, _model, _peers, _scheme
from pipeline.tags._data import Label
from pipeline.tags._fit import Fit, fit
from pipeline.tags._quality import Quality
from pipeline.tags._scheme import Theme
from pipeline.tags._sheets import rows

_LEAST = 20  # fewer labelled sentences than this teach nothing
_SECOND = 300
_BLANK = "second_blank"  # the sentences for the first second labeller, without labels


@dataclass(frozen=True, slots=True)
class _Checks:
    """What the card holds against the model: second labellings by file, and sentences kept from training."""

    second: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    blind: Sequence[Label] = ()


def builtin(checkout: Path, extra: Sequence[Path] = (), out: Path | None = None) -> tuple[Fit, Quality]:
    """Train our own scheme from ``corpora/themes`` of a checkout, with further labels if any, into ``out``.

    Without ``out`` this is ``models/themes-1`` of the checkout.
    """
    folder = checkout / "corpora" / "themes"
    themes = _scheme.read(folder / "themes.toml")
    files = sorted(folder.glob("[0-9]*.tsv"))
    if not files:
        raise SettingsError(
            f"{folder}：这里没有标注句。内置主题只能在源代码目录里训练；自己的方案请用 --themes 和 --labels。"
        )
    labels = _data.read(files, themes)
    _blank(folder / f"{_BLANK}.tsv", labels)
    target = out or checkout / "models" / "themes-1"
    together = _united([labels, *(read_labels(path, themes) for path in extra)])
    second = {path.name: _second(path, themes) for path in sorted(folder.glob("second*.tsv")) if path.stem != _BLANK}
    checks = _Checks(second, _data.read([folder / "blind.tsv"], themes))
    return _train(together, themes, [*files, *extra], target, checks)


def own(scheme: Path, label_files: Sequence[Path], out: Path) -> tuple[Fit, Quality]:
    """Train a user's scheme from labelled sentences into ``out``."""
    themes = _scheme.read(scheme)
    labels = _united(read_labels(path, themes) for path in label_files)
    if len(labels) < _LEAST:
        raise SettingsError(
            f"{label_files[0]}：只有 {len(labels)} 句标注，至少要 {_LEAST} 句，每个主题最好 10 句以上。"
        )
    return _train(labels, themes, label_files, out, _Checks())


def _united(parts: Iterable[Sequence[Label]]) -> list[Label]:
    """All labels, one a text; the later word about a text wins, so that a correction overrules what was there."""
    return list({label.text: label for part in parts for label in part}.values())


def read_labels(path: Path, themes: Sequence[Theme]) -> list[Label]:
    """Labelled sentences of a workbook (columns text, themes), a corrections file (.csv) or a .tsv like ours.

    Themes may be codes or Chinese names. Raises SettingsError naming file and row.
    """
    if path.suffix == ".tsv":
        return _data.read([path], themes)
    if path.suffix == ".csv":
        return [Label(c.text, c.themes) for c in _corrections.read(path)]
    labels = []
    for number, row in rows(path, None, ("text", "themes")):
        try:
            chosen = _corrections.codes(str(row["themes"] or ""), themes)
        except ValueError as error:
            raise SettingsError(f"{path} 第 {number} 行：{error}。") from error
        if chosen and row["text"]:
            labels.append(Label(str(row["text"]), chosen, str(row.get("kind") or ""), str(row.get("field") or "")))
    return labels


def _train(
    labels: Sequence[Label],
    themes: Sequence[Theme],
    files: Sequence[Path],
    out: Path,
    checks: _Checks,
) -> tuple[Fit, Quality]:
    fitted = fit(labels, themes, out.name)
    compared = _peers.compare(fitted, labels)
    _model.save(fitted.model, out)
    command = "zongjie train" if out.name == "themes-1" else "zongjie train --themes … --labels … --out …"
    card = _card.write(fitted, labels, files, checks.second, checks.blind, compared, command)
    (out / "CARD.md").write_text(card, encoding="utf-8")
    return fitted, list(compared.values())[-1]


def _blank(path: Path, labels: Sequence[Label]) -> None:
    """Choose the sentences for a second labeller once; later sentences do not change the choice."""
    if path.exists():
        return
    chosen = sorted(labels, key=lambda label: hashlib.sha256(label.text.encode()).digest())[:_SECOND]
    path.write_text("\n".join(["text", *(label.text for label in chosen)]) + "\n", encoding="utf-8")


def _second(path: Path, themes: Sequence[Theme]) -> dict[str, tuple[str, ...]]:
    """A second labelling: ``text<TAB>themes`` a line under that header."""
    result = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        text, _, written = line.partition("\t")
        try:
            result[text] = _corrections.codes(written, themes)
        except ValueError as error:
            raise SettingsError(f"{path} 第 {number} 行：{error}。") from error
    return {text: chosen for text, chosen in result.items() if chosen}


if __name__ == "__main__":
    builtin(Path(__file__).parents[2])
