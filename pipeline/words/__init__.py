"""Lexicons that an analyst can edit, read by the stages that need them."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the lexicon ``name`` in order, each split at tabs; blank lines and ``#`` comments are left out."""
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@functools.cache
def entries(name: str) -> tuple[str, ...]:
    """The first column of the lexicon ``name``."""
    return tuple(row[0] for row in rows(name))
