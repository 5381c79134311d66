"""Chinese names of tables, columns and fixed words, from ``columns.tsv`` and ``values.tsv`` beside this file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

# Which list of ``values.tsv`` names the words of a column; tables that are not named here use the column's own name.
_SETS = {
    ("documents", "kind"): "kind",
    ("sections", "role"): "role",
    ("counts", "kind"): "count",
    ("revisions", "kind"): "revision",
    ("checks", "kind"): "check",
    ("checks", "verdict"): "verdict",
    ("rubrics", "kind"): "rubric",
    ("unit_scores", "source"): "source",
    ("findings", "verdict"): "finding",
    ("copies", "kind"): "copy",
}
_SHARED = {"theme": "theme", "themes": "theme", "trust": "trust", "part": "part", "approx": "approx", "fate": "fate"}
_SHARED["consequence"] = "consequence"


def _lines(name: str) -> list[list[str]]:
    text = resources.files("pipeline.report").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]


@functools.cache
def _columns() -> Mapping[tuple[str, str], tuple[str, str]]:
    return {(table, column): (name, note) for table, column, name, note in _lines("columns.tsv")}


@functools.cache
def _values() -> Mapping[str, Mapping[str, str]]:
    sets: dict[str, dict[str, str]] = {}
    for group, word, name in _lines("values.tsv"):
        sets.setdefault(group, {})[word] = name
    return sets


def table(name: str) -> str:
    """The Chinese name of a table; its own name where there is none."""
    return _columns().get((name, "*"), (name, ""))[0]


def table_note(name: str) -> str:
    """What one row of a table is, in a sentence."""
    return _columns().get((name, "*"), ("", ""))[1]


def column(of: str, name: str) -> str:
    """The Chinese name of a column of table ``of``."""
    return _found(of, name)[0]


def column_note(of: str, name: str) -> str:
    """What a column of table ``of`` means, in a sentence."""
    return _found(of, name)[1]


def _found(of: str, name: str) -> tuple[str, str]:
    named = _columns()
    return named.get((of, name)) or named.get(("*", name)) or (name, "")


def words(group: str) -> Mapping[str, str]:
    """The Chinese names of one set of fixed words, e.g. ``theme`` or ``finding``."""
    return _values()[group]


def word(group: str, code: object) -> str:
    """The Chinese name of one fixed word; the word itself where it is not known, "" for null."""
    return named(words(group), code)


def named(known: Mapping[str, str], code: object) -> str:
    """The same for words known to the caller, such as the themes of a results folder (``_store.words``)."""
    return "" if code is None else known.get(str(code), str(code))


def word_set(of: str, name: str) -> str | None:
    """The set of fixed words that column ``name`` of table ``of`` uses, if any."""
    return _SETS.get((of, name)) or _SHARED.get(name)
