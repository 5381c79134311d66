"""How far a row can be trusted: printed text, or recognised text with or without agreement of two readings."""

from __future__ import annotations

from pipeline.records import Doc


def trust(doc: Doc, start: int, end: int, closes: bool = False) -> str:
    """``printed``, ``proved`` or ``read`` for a span; ``closes`` says that a sum over it comes out."""
    for begin, stop, agreed in doc.recognised:
        if begin < end and start < stop:
            return "proved" if agreed and closes else "read"
    return "printed"
