"""How far a row can be trusted at first: printed text or recognised text; what sums prove is told after the checks."""

from __future__ import annotations

from pipeline.records import Doc


def trust(doc: Doc, start: int, end: int) -> str:
    """``printed`` or ``read`` for a span."""
    return "read" if any(begin < end and start < stop for begin, stop, _ in doc.recognised) else "printed"
