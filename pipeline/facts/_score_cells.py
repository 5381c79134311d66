"""Scores in tables with columns for unit, score, rank and grade."""

from __future__ import annotations

import re

from pipeline.facts._deduction_cells import head_row, unit_column
from pipeline.facts._entry_names import is_masked
from pipeline.facts._flat_tables import flat
from pipeline.facts._score_words import Stated, rank_in
from pipeline.facts._tables import SCORE_HEAD, Cell, Grid, above, grids
from pipeline.records import Doc

_TOTAL = re.compile(r"总|综合|最终|最后|合计")
_RANK = re.compile(r"名次|排名|位次|排序|序位")
_GRADE = re.compile(r"等次|等级|档次|评定|结果|考核结论")
_FIGURE = re.compile(r"^([0-9]{1,3}(?:\.[0-9]{1,3})?)\s?分?$")


def stated(doc: Doc) -> list[Stated]:
    """One score for each row of each table of scores."""
    return [one for grid in (*grids(doc), *flat(doc.text)) for one in _of_grid(doc.text, grid)]


def _plain(cell: Cell | None) -> str:
    return re.sub(r"\s", "", cell.text) if cell else ""


def _column(row: list[Cell | None], pattern: re.Pattern[str]) -> int | None:
    return next((n for n, cell in enumerate(row) if cell and pattern.search(_plain(cell))), None)


def _score_column(row: list[Cell | None]) -> int | None:
    candidates = [n for n, cell in enumerate(row) if cell and SCORE_HEAD.match(_plain(cell))]
    totals = [n for n in candidates if _TOTAL.search(_plain(row[n]))]
    chosen = totals or candidates
    return chosen[-1] if chosen else None


def _of_grid(text: str, grid: Grid) -> list[Stated]:
    head = head_row(grid)
    if head is None:
        return []
    units, scores = unit_column(grid[head]), _score_column(grid[head])
    if units is None or scores is None:
        return []
    rank, grade = _column(grid[head], _RANK), _column(grid[head], _GRADE)
    found: list[Stated] = []
    for number in range(head + 1, len(grid)):
        one = _of_row(grid, number, (units, scores, rank, grade), len(found) + 1)
        if one is not None:
            found.append(one)
    return found


def _of_row(grid: Grid, number: int, columns: tuple[int, int, int | None, int | None], ordinal: int) -> Stated | None:
    units, scores, rank, grade = columns
    row = grid[number]
    name, score = above(grid, number, units), row[scores]
    if name is None or score is None or not score.text or name.text in ("合计", "平均", "小计", "总计", "平均分"):
        return None
    match = _FIGURE.match(score.text)
    if match is None and not is_masked(score.text):
        return None
    cells = [cell for cell in (row[units], score, _at(row, rank), _at(row, grade)) if cell and cell.text]
    position, level = _at(row, rank), _at(row, grade)
    return Stated(
        min(cell.start for cell in cells),
        max(cell.end for cell in cells),
        None if is_masked(name.text) else name.text,
        ordinal,
        float(match[1]) if match else None,
        None,
        _rank(position),
        level.text if level and level.text else None,
        match is None,
    )


def _at(row: list[Cell | None], column: int | None) -> Cell | None:
    return row[column] if column is not None else None


def _rank(cell: Cell | None) -> int | None:
    digits = re.sub(r"\D", "", cell.text) if cell else ""
    if digits:
        return int(digits)
    return rank_in(f"第{cell.text.removeprefix('第').rstrip('名位')}名") if cell and cell.text else None
