"""Sixth stage: documents against themselves (checks), each other (findings, copies) and their past (histories)."""

from __future__ import annotations

from typing import Any

from pipeline.audit import copies, findings, histories
from pipeline.audit._sides import gather
from pipeline.records import Tables
from pipeline.settings import Settings


def audit(tables: Tables, settings: Settings) -> dict[str, list[Any]]:
    """The rows of ``findings``, ``histories`` and ``copies`` for a whole archive, with their ids."""
    gathered = gather(tables)
    return {
        "findings": findings.find(gathered),
        "histories": histories.find(tables, gathered),
        "copies": copies.find(tables),
    }
