"""Quantities of something in the world: 公开各类信息9906条, 两千多份, 三分之二, with the noun that each counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline import numerals
from pipeline.facts import _count_cells
from pipeline.facts._count_clauses import joined
from pipeline.facts._count_items import item
from pipeline.facts._trust import trust
from pipeline.numerals import Mention
from pipeline.records import Count, Doc

Row = Count
_TAKEN_OFF = re.compile(
    r"[扣减][除减掉去]?了?$|[扣减]分(?:上限为?|最多|不超过)?$|[扣减][^，。]{0,4}不超过$"
    r"|加分[，,]?(?:合计|累计|总计|最[高多])$"
)
NEEDS = ("deductions", "scores")


def extract(doc: Doc, found: Mapping[str, Sequence[Any]]) -> list[Count]:
    """The counts in document order; the points of deductions and scores are none."""
    taken = sorted((row.start, row.end, getattr(row, "rule", False)) for name in NEEDS for row in found.get(name, ()))
    quantities = [m for m in numerals.scan(doc.text) if m.fate == "quantity" and not doc.is_left_out(m.start)]
    kept = _free(doc.text, quantities, taken)
    cells = _count_cells.counts(doc, kept)
    items: list[str | None] = []
    text = joined(doc.text)
    rows: list[Count] = []
    for at, mention in enumerate(kept):
        items.append(cells.heads.get(mention.start) or item(text, kept, at, items))
        rows.append(_row(doc, mention, items[-1]))
    rows += [_row(doc, mention, noun) for mention, noun in cells.bare]
    return sorted(rows, key=lambda row: row.start)


def _free(text: str, quantities: Sequence[Mention], taken: Sequence[tuple[int, int, bool]]) -> list[Mention]:
    """The quantities that are no points (or 一起, 每次) of a deduction or score."""
    kept, at = [], 0
    for mention in quantities:
        while at < len(taken) and taken[at][1] <= mention.start:
            at += 1
        if mention.unit in ("分", "分/次") and _TAKEN_OFF.search(text, max(0, mention.start - 8), mention.start):
            continue
        inside = at < len(taken) and taken[at][0] < mention.end
        if inside and (mention.unit == "分" or _is_price(text, mention, taken[at][2])):
            continue
        kept.append(mention)
    return kept


def _is_price(text: str, mention: Mention, rule: bool) -> bool:
    """一起扣2分, 每1次: what points are taken off for; the figure of a deduction made (迟到2次扣1分) is a count."""
    if text[mention.start - 1] == "每":
        return True
    return text[mention.end : mention.end + 1] in ("扣", "减") and (rule or text[mention.number_start] == "一")


def _row(doc: Doc, mention: Mention, noun: str | None) -> Count:
    return Count(
        item=noun or None,
        value=_number(mention.value),
        low=_number(mention.low),
        high=_number(mention.high),
        unit=mention.unit,
        approx=mention.approx,
        kind=mention.kind,
        text=doc.text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        trust=trust(doc, mention.start, mention.end),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
