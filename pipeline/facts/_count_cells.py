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
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_NO_QUANTITY = re.compile(
    r"序号|编号|名次|排名|位次|年份|年度|日期|时间|电话|号码|代码|得分|分数|分值|总分|成绩|扣分|加分|权重|页码|邮编|备注|^年$|[0-9]{4}年$"
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
    measured = next((n for n, head in enumerate(grid[0]) if head and _UNIT_HEAD.match(head.text)), None)
    for row in grid[1:]:
        label = next((c.text for c in row if c and c.text and not _FIGURE.match(c.text)), "")
        measure = row[measured] if measured is not None else None
        for column, cell in enumerate(row):
            head = grid[0][column]
            if cell is None or head is None or not head.text or _NO_QUANTITY.search(head.text):
                continue
            _take(cell, head, label, measure.text if measure else None, known, found)


def _take(cell: Cell, head: Cell, label: str, measure: str | None, known: dict[int, Mention], found: Cells) -> None:
    noun = _noun(head.text, label)
    if cell.start in known and cell.end == known[cell.start].end:
        found.heads[known[cell.start].start] = noun
    elif _FIGURE.match(cell.text):
        match = _UNIT.search(head.text)
        unit = (match["unit"] or match["slash"]) if match else measure
        mention = _bare(cell, unit or "")
        if mention is not None:
            found.bare.append((mention, label if measure and label else noun))


def _noun(head: str, label: str) -> str:
    plain = _UNIT.sub("", head).strip()
    return f"{label}{plain}" if label and label != plain and len(label) <= 20 else plain


def _bare(cell: Cell, unit: str) -> Mention | None:
    """The figure of a cell in the unit that head or row gives it; without one it counts what the head names."""
    whole = [m for m in numerals.scan(cell.text + unit) if m.fate == "quantity"]
    if len(whole) == 1 and whole[0].number_start == 0 and unit.endswith(whole[0].unit or "-"):
        return replace(whole[0], start=cell.start, end=cell.end, number_start=cell.start, number_end=cell.end)
    figure = numerals.parse(cell.text)
    if figure is None or figure.value is None:
        return None
    return Mention(
        cell.start,
        cell.end,
        cell.start,
        cell.end,
        "quantity",
        value=figure.value,
        place=figure.place,
        unit=unit or None,
    )
