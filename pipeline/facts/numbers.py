"""Every numeral of a document and what became of it: the account that nothing was dropped in silence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline import numerals
from pipeline.numerals import Mention
from pipeline.records import Doc, Number

Row = Number
# Reasons that a row of another table overrules: 96 is a page number until it stands in a score.
_UNSURE = ("name", "indefinite", "ordinal", "page", "full_score", "telephone")
NEEDS = ("counts", "deductions", "scores")


class _Spans:
    """Spans of rows, asked whether they hold a position."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._spans = sorted((row.start, row.end) for row in rows)

    def hold(self, position: int) -> bool:
        at = bisect_right(self._spans, (position, len(self._spans) and self._spans[-1][1] + 1)) - 1
        return any(start <= position < end for start, end in self._spans[max(0, at - 3) : at + 1])


def extract(doc: Doc, found: Mapping[str, Sequence[Any]]) -> list[Number]:
    """One row for each numeral in document order."""
    fates = [(fate, _Spans(found.get(f"{fate}s", ()))) for fate in ("count", "deduction", "score")]
    return [_row(doc, mention, fates) for mention in numerals.scan(doc.text)]


def _row(doc: Doc, mention: Mention, fates: Sequence[tuple[str, _Spans]]) -> Number:
    text, fate, why = doc.text, mention.fate, mention.why
    if fate != "excluded" or why in _UNSURE:
        fate = next((name for name, spans in fates if spans.hold(mention.number_start)), fate)
    if (
        fate == "quantity"
        and mention.unit == "分"
        and re.search("[扣减]", text[max(0, mention.number_start - 8) : mention.number_start])
    ):
        fate = "deduction"
    if fate in ("quantity", "unexplained"):
        aside = doc.is_left_out(mention.number_start)
        fate, why = ("excluded", "page") if aside else ("unexplained", None)
    value = mention.value
    return Number(
        value=None if value is None else float(value),
        fate=fate,
        why=why if fate == "excluded" else None,
        text=text[mention.number_start : mention.number_end],
        start=mention.number_start,
        end=mention.number_end,
    )
