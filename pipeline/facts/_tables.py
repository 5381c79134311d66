"""The tables of a document as grids of cells, from its places or from runs of tabbed lines."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from pipeline.records import Doc


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and the offsets of the text without white space around it."""

    text: str
    start: int
    end: int


Grid = list[list[Cell | None]]

UNIT_HEAD = re.compile(
    r"^(?:被?(?:考核|检查|评估|测评|考评|责任|参评|受检|督查)?"
    r"(?:单位|部门|对象|乡镇|镇街|地区|县区|区县|县市区|街道|学校|企业|科室|窗口|名称|村|社区|机构)(?:名称)?"
    r"|单位[（(].*|乡镇[（(].*)$"
)
SCORE_HEAD = re.compile(
    r"^(?:考核|综合|最终|最后|年度|测评|实际|自评|评议|量化|检查|评估|核定|复核|总|实)?"
    r"(?:得分|总分|总得分|成绩|评分|分数|总评分)(?:[（(]分[)）])?$"
)
POINTS_HEAD = re.compile(r"^(?:扣分|扣减分?|扣分(?:分值|值|数|小计|合计)?|减分|扣除分?值?|扣分（分）|扣分\(分\)|失分)$")


def grids(doc: Doc) -> list[Grid]:
    """Every table as rows of cells; None stands where a merge has swallowed a cell or a row is short."""
    if "\t" not in doc.text:
        return []
    placed: dict[int, dict[tuple[int, int], Cell]] = defaultdict(dict)
    for place in doc.places:
        if place.table is not None and place.row is not None and place.column is not None:
            cells = placed[place.table]
            key = (place.row, place.column)
            start = cells[key].start if key in cells else place.start
            cells[key] = _cell(doc.text, start, place.end)
    if placed:
        return [_grid(placed[number]) for number in sorted(placed)]
    return _tabbed(doc.text)


def _cell(text: str, start: int, end: int) -> Cell:
    inside = text[start:end]
    lead = len(inside) - len(inside.lstrip())
    stripped = inside.strip()
    return Cell(stripped, start + lead, start + lead + len(stripped))


def _grid(cells: dict[tuple[int, int], Cell]) -> Grid:
    rows = sorted({row for row, _ in cells})
    width = max(column for _, column in cells)
    return [[cells.get((row, column)) for column in range(1, width + 1)] for row in rows]


def _tabbed(text: str) -> list[Grid]:
    found: list[Grid] = []
    current: Grid = []
    at = 0
    for line in text.split("\n"):
        if "\t" in line:
            row: list[Cell | None] = []
            position = at
            for part in line.split("\t"):
                row.append(_cell(text, position, position + len(part)))
                position += len(part) + 1
            current.append(row)
        elif current:
            found.append(current)
            current = []
        at += len(line) + 1
    if current:
        found.append(current)
    return [_even(grid) for grid in found if len(grid) > 1]


def _even(grid: Grid) -> Grid:
    width = max(map(len, grid))
    return [row + [None] * (width - len(row)) for row in grid]


def above(grid: Grid, row: int, column: int) -> Cell | None:
    """The cell at ``row``; where a merge swallowed it or it is empty, the nearest one above that says something."""
    for at in range(row, -1, -1):
        cell = grid[at][column] if column < len(grid[at]) else None
        if cell is not None and cell.text:
            return cell
    return None
