"""考核办法 and 评分细则 read into scoring rules."""

from __future__ import annotations

from pipeline.records import Doc, Rubric


def read(doc: Doc) -> list[Rubric]:
    """The scoring rules of one document of kind ``rubric``, without row ids; none for other kinds."""
    return []
