"""Counts in tables: a bare figure takes its unit from its column's head and its item from head and row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline import numerals
from pipeline.facts._tables import Cell, Grid, grids
from pipeline.numerals import Mention
from pipeline.records import Doc

_UNIT = re.compile(r"[（(]\s?(?:单位[:：])?(?P<unit>[^）)\d]{1,6})[)）]|[/／](?P<slash>[^/／\d]{1,4})$")
_FIGURE = re.compile(
    r"^[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?$|^[0-9０-９]+(?:[.．][0-9０-９]+)?$"
)
_NO_QUANTITY = re.compile(
    r"序号|编号|名次|排名|位次|年份|年度|日期|时间|电话|号码|代码|得分|分数|分值|总分|成绩|扣分|加分|权重|页码|邮编|备注"
)


@dataclass(frozen=True, slots=True)
class Cells:
    """``heads``: items of mentions that stand in cells, by start; ``bare``: figures without a unit of their own."""

    heads: dict[int, str] = field(default_factory=dict)
    bare: list[tuple[Mention, str]] = field(default_factory=list)


def counts(doc: Doc, known: Sequence[Mention]) -> Cells:
    """What the tables of a document say about the counts in them."""
    found = Cells()
    by_start = {m.number_start: m for m in known}
    for grid in grids(doc):
        _read(grid, by_start, found)
    return found


def _read(grid: Grid, known: dict[int, Mention], found: Cells) -> None:
    for row in grid[1:]:
        label = next((c.text for c in row if c and c.text and not _FIGURE.match(c.text)), "")
        for column, cell in enumerate(row):
            head = grid[0][column]
            if cell is None or head is None or not head.text or _NO_QUANTITY.search(head.text):
                continue
            noun = _noun(head.text, label)
            if cell.start in known and cell.end == known[cell.start].end:
                found.heads[known[cell.start].start] = noun
            elif _FIGURE.match(cell.text):
                mention = _bare(head, cell)
                if mention is not None:
                    found.bare.append((mention, noun))


def _noun(head: str, label: str) -> str:
    plain = _UNIT.sub("", head).strip()
    return f"{label}{plain}" if label and label != plain and len(label) <= 20 else plain


def _bare(head: Cell, cell: Cell) -> Mention | None:
    match = _UNIT.search(head.text)
    written = (match["unit"] or match["slash"]) if match else None
    if written is None:
        return None
    whole = [m for m in numerals.scan(cell.text + written) if m.fate == "quantity"]
    if len(whole) != 1 or whole[0].number_start != 0:
        return None
    return replace(whole[0], start=cell.start, end=cell.end, number_start=cell.start, number_end=cell.end)
