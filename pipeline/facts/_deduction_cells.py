"""Deductions in tables: reasons with their points in one cell, or points in a column of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline import numerals
from pipeline.facts import _deduction_text, _deduction_words
from pipeline.facts._deduction_text import Taken
from pipeline.facts._entry_names import is_masked
from pipeline.facts._flat_tables import flat
from pipeline.facts._tables import POINTS_HEAD, UNIT_HEAD, Cell, Grid, above, grids
from pipeline.records import Doc

_REASON = re.compile(
    r"扣分(?:原因|事项|项目|情况|理由|说明|依据|点|内容|明细|因素)|失分(?:原因|情况|项)|存在(?:的)?(?:主要)?问题|问题(?:描述|表现)?$|原因|情况说明|事由|备注"
)
_FIGURE = re.compile(r"^[-－—]?\s?([0-9０-９]+(?:[.．][0-9０-９]+)?|[一二两三四五六七八九十]+)\s?分?$")
_INLINE = re.compile(
    r"(?P<reason>[^,，;；。、\n（(]+(?:[（(][^）)]*(?:只|仅|规定|要求)[^）)]*[)）])?)[（(]?\s?(?:-|－|—|扣)\s?(?P<points>[0-9]+(?:\.[0-9]+)?)\s?分?[)）]?"
)


def taken(doc: Doc) -> list[Taken]:
    """The deductions that stand in tables, in document order, with the unit of their row."""
    return [one for grid in (*grids(doc), *flat(doc.text)) for one in _of_grid(doc.text, grid)]


def head_row(grid: Grid) -> int | None:
    """The row of the table's head: the first that names a column of units."""
    for number, row in enumerate(grid[:4]):
        if any(cell and UNIT_HEAD.match(cell.text.replace(" ", "").replace("\u3000", "")) for cell in row):
            return number
    return None


def _column(row: list[Cell | None], pattern: re.Pattern[str]) -> int | None:
    for number, cell in enumerate(row):
        if cell and pattern.search(cell.text.replace(" ", "").replace("\u3000", "")):
            return number
    return None


def unit_column(row: list[Cell | None]) -> int | None:
    """The column of units."""
    return _column(row, UNIT_HEAD)


def _of_grid(text: str, grid: Grid) -> list[Taken]:
    head = head_row(grid)
    if head is None:
        return _of_one_unit(text, grid)
    units, points = unit_column(grid[head]), _column(grid[head], POINTS_HEAD)
    reasons = _column(grid[head], _REASON)
    found: list[Taken] = []
    names: list[str] = []
    for number in range(head + 1, len(grid)):
        name = above(grid, number, units) if units is not None else None
        if name is None or number == head or name.text in ("合计", "平均", "小计", "总计"):
            continue
        if not names or names[-1] != name.text or _own(grid[number], units):
            names.append(name.text)
        place = (None if is_masked(name.text) else name.text, len(names))
        found.extend(
            replace(one, unit=place[0], unit_ordinal=place[1]) for one in _of_row(text, grid[number], points, reasons)
        )
    return found


def _of_one_unit(text: str, grid: Grid) -> list[Taken]:
    """A table of indicators without units: 指标, 分值, 扣分, 扣分原因."""
    for number, row in enumerate(grid[:4]):
        points, reasons = _column(row, POINTS_HEAD), _column(row, _REASON)
        if points is not None and reasons is not None and points != reasons:
            return [one for below in grid[number + 1 :] for one in _of_row(text, below, points, reasons)]
    return []


def _own(row: list[Cell | None], column: int | None) -> bool:
    cell = row[column] if column is not None else None
    return bool(cell and cell.text)


def _of_row(text: str, row: list[Cell | None], points: int | None, reasons: int | None) -> list[Taken]:
    reason = row[reasons] if reasons is not None else None
    figure = row[points] if points is not None else None
    inside = [one for cell in row if cell and "扣" in cell.text for one in _in_cell(text, cell)]
    if inside:
        return inside
    if figure and figure.text and reason and reason.text:
        return _own_column(text, reason, figure)
    if reason and reason.text:
        return [
            Taken(
                reason.start + m.start(),
                reason.start + m.end(),
                m["reason"].strip(" 、"),
                Decimal(m["points"]),
            )
            for m in _INLINE.finditer(reason.text)
        ]
    return []


def _own_column(text: str, reason: Cell, figure: Cell) -> list[Taken]:
    match = _FIGURE.match(figure.text)
    masked = is_masked(figure.text)
    parsed = numerals.parse(match[1]) if match else None
    if not masked and (parsed is None or not parsed.value):
        return []
    start, end = min(reason.start, figure.start), max(reason.end, figure.end)
    required, actual = _deduction_words.required(reason.text)
    value = None if masked or parsed is None else parsed.value
    return [Taken(start, end, reason.text.rstrip("。；;"), value, None, required, actual, False, masked)]


def _in_cell(text: str, cell: Cell) -> list[Taken]:
    return [
        replace(one, start=one.start + cell.start, end=one.end + cell.start)
        for one in _deduction_text.taken(cell.text)
        if one.reason
    ]
