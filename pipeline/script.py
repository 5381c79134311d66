"""Traditional Chinese: rules read a Simplified twin of the same length, and rows get the original's characters back."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from pipeline import words
from pipeline.records import SourceText

# A text is taken as Traditional where so much of it changes (of Traditional texts of the genre about 0.3 does, of
# Simplified ones under 0.002); one with corner brackets is, whatever its characters.
_CHANGED = 0.05
_CORNERS = "「『"
# What comes from the file and not from its text as the rules have read it.
_KEPT = frozenset({"row_id", "doc_id", "section_id", "parent_id", "path", "sha256", "encoding", "decided_by"})
_UNREAD = frozenset({"places", "revisions", "failures"})


@functools.cache
def _table() -> dict[int, str]:
    return {ord(traditional): simplified for traditional, simplified in words.rows("traditional.tsv")}


@functools.cache
def _characters() -> frozenset[str]:
    return frozenset(map(chr, _table()))


def simplified(source: SourceText) -> SourceText:
    """``source`` with each character of Traditional text as its Simplified one; ``source`` itself for other text."""
    if not source.text:
        return source
    found = _characters().intersection(set(source.text))
    if sum(map(source.text.count, found)) < _CHANGED * len(source.text) and found.isdisjoint(_CORNERS):
        return source
    text = source.text.translate(_table())
    metadata = {name.translate(_table()): value.translate(_table()) for name, value in source.metadata.items()}
    return replace(source, text=text, metadata=metadata)


def restored(rows: Mapping[str, list[Any]], original: str, twin: str, at: int) -> dict[str, list[Any]]:
    """``rows`` of the document that begins at ``twin[at]``, with the characters of ``original`` in all they quote."""
    end = at + rows["documents"][0].chars
    pair = original[at:end], twin[at:end]
    learned = {ord(b): a for a, b in zip(*pair, strict=True) if a != b}
    return {
        name: table if name in _UNREAD else [_row(row, *pair, learned) for row in table] for name, table in rows.items()
    }


def _row(row: Any, original: str, twin: str, learned: dict[int, str]) -> Any:
    changes: dict[str, Any] = {}
    start, end = getattr(row, "start", None), getattr(row, "end", None)
    near = (start, end) if start is not None and end is not None else (0, len(twin))
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in _KEPT or not value:
            continue
        if isinstance(value, str):
            changes[field.name] = _quoted(value, original, twin, near, learned)
        elif isinstance(value, tuple) and isinstance(value[0], str):
            places = zip(getattr(row, "starts", ()), getattr(row, "ends", ()), strict=True)
            bounds = list(places) if field.name == "texts" else [near] * len(value)
            changes[field.name] = tuple(
                _quoted(part, original, twin, place, learned) for part, place in zip(value, bounds, strict=True)
            )
    return replace(row, **changes)


def _quoted(value: str, original: str, twin: str, near: tuple[int, int], learned: dict[int, str]) -> str:
    """``value`` as the original has it: at its place, else where it stands first, else character by character."""
    if value.isascii():
        return value
    at = twin.find(value, *near)
    at = twin.find(value) if at < 0 else at
    return original[at : at + len(value)] if at >= 0 else value.translate(learned)
