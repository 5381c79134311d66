"""The balance that the fixed table of annual reports on disclosure prints over itself.

本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和 (form of 国办公开办函〔2021〕30号): requests received
and carried over are those dealt with and those carried on, column by column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.audit._interval import exact, verdict
from pipeline.audit._recount import made
from pipeline.records import Check

_ROWS = (
    re.compile(r"本年新收.{0,8}申请"),
    re.compile(r"上年结转.{0,8}申请"),
    re.compile(r"(?:^|\t)[^\t]*(?:总计|合计)(?=\t)"),
    re.compile(r"结转下年"),
)
_LINE = re.compile(r"[^\n]*\t[^\n]*")
_CELL = re.compile(r"(?<=\t)[0-9]+(?=\t|$)", re.M)

Span = tuple[str, int, int]


def balances(text: str) -> list[Check]:
    """One check for each column of each such table."""
    if "上年结转" not in text or "结转下年" not in text:
        return []
    return [
        _balance(*column) for rows in _tables(text) if len({len(row) for row in rows}) == 1
        for column in zip(*rows, strict=True)
    ]  # fmt: skip


def _tables(text: str) -> Iterator[list[list[Span]]]:
    """The cells of the four rows of each table."""
    rows: list[list[Span]] = []
    for line in _LINE.finditer(text):
        if _ROWS[0].search(line[0]):
            rows = []
        if len(rows) == 3 and _ROWS[2].search(line[0]):
            rows.pop()  # the total of all results stands last
        if len(rows) < 4 and _ROWS[len(rows)].search(line[0]):
            rows.append([(m[0], m.start(), m.end()) for m in _CELL.finditer(text, *line.span())])
            if len(rows) == 4:
                yield rows
                rows = []


def _balance(received: Span, carried: Span, dealt: Span, onward: Span) -> Check:
    came, before, done, left = (Decimal(span[0]) for span in (received, carried, dealt, onward))
    computed = exact(came + before - left)
    return made("sum", done, computed, verdict(exact(done), computed), [dealt, received, carried, onward])
