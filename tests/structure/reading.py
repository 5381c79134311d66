"""Reads a text as a run does, for examples of structure."""

from __future__ import annotations

from pipeline import structure
from pipeline.records import Doc, SourceText


def documents(text: str) -> list[Doc]:
    """The documents of a text file."""
    return structure.documents(SourceText(path="样例.txt", text=text), "0" * 64)


def only(text: str) -> Doc:
    """The one document of a text file."""
    [doc] = documents(text)
    return doc


def outline(doc: Doc) -> list[tuple[int, str, str]]:
    """Level, words and role of each heading."""
    return [(section.level, section.heading, section.role) for section in doc.sections]
