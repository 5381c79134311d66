"""By what words a row is judged: its text, a deduction's reason, with a rubric's bare 每少一次 what it is of."""

from __future__ import annotations

from typing import Any

# A rule's reason of so few characters tells no theme; so many before it on its line are then read with it.
_BARE, _ABOVE = 10, 60


def said(text: str, row: Any) -> str:
    """The words of ``row`` in a document with ``text``: 领导小组会议每年不少于4次（6分）。每少一次扣1.5分."""
    reason: str | None = getattr(row, "reason", None)
    if reason is None or not is_bare(reason, row.rule):
        return reason or str(row.text)
    return text[max(text.rfind("\n", 0, row.start) + 1, row.start - _ABOVE) : row.start] + reason


def is_bare(reason: str | None, rule: bool) -> bool:
    """Whether a reason needs the words above it."""
    return bool(rule) and reason is not None and len(reason) <= _BARE
