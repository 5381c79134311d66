"""Arithmetic that a document invites, recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.records import Check, Doc


def check(doc: Doc, facts: Mapping[str, Sequence[Any]]) -> list[Check]:
    """The checks of one document, without row ids."""
    return []
