"""Training: labelled sentences to a model folder with its card; what ``zongjie train`` runs."""

from __future__ import annotations

from pathlib import Path

from pipeline.tags import _data, _model, _scheme
from pipeline.tags._fit import fit


def builtin(checkout: Path) -> None:
    """Train our own model from ``corpora/themes`` of a checkout into ``models/themes-1``."""
    folder = checkout / "corpora" / "themes"
    themes = _scheme.read(folder / "themes.toml")
    labels = _data.read(sorted(folder.glob("[0-9]*.tsv")), themes)
    _model.save(fit(labels, themes, "themes-1").model, checkout / "models" / "themes-1")


if __name__ == "__main__":
    builtin(Path(__file__).parents[2])
