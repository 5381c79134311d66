"""Tables that lost their ruling in copying: cells parted by blanks under a head, or one cell a line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile

from pipeline.facts._tables import POINTS_HEAD, SCORE_HEAD, UNIT_HEAD, Cell, Grid

_HEAD = re.compile(
    r"^(?:序号|编号|名次|排名|位次|排序|等次|等级|档次|评定等次|结果|备注|组别|类别|扣分(?:原因|事项|情况|说明))$"
)
_CUE = re.compile("得分|总分|分数|成绩|评分|扣分")
_PROSE = re.compile("[，。；：\t]")
_LONGEST_HEAD = 100
_CELL = re.compile(r"\S+")
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_REMARK = re.compile("原因|事项|情况|说明|备注")
_FIGURE = re.compile(r"^(?:[-－]?[0-9]{1,3}(?:\.[0-9]{1,3})?分?|[XxＸ×＊*]{1,4}分?)$")
_MOST_COLUMNS = 8


@functools.lru_cache(maxsize=4)
def flat(text: str) -> tuple[Grid, ...]:
    """The tables of ``text`` whose head names units and points, as rows of cells; rows follow the head at once."""
    found: list[Grid] = []
    reached = 0
    for cue in _CUE.finditer(text):
        if cue.start() < reached:
            continue
        start, reached = text.rfind("\n", 0, cue.start()) + 1, text.find("\n", cue.end())
        reached = len(text) if reached < 0 else reached
        if reached - start > _LONGEST_HEAD or _PROSE.search(text, start, reached):
            continue
        grid = _blanked(text, start, reached) or _stacked(text, start, reached)
        if grid:
            found.append(grid)
            reached = max(cell.end for cell in grid[-1] if cell)
    return tuple(found)


def _cells(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Cell]:
    return (Cell(m[0], m.start(), m.end()) for m in pattern.finditer(text, start, end))


def _points_column(head: Sequence[Cell]) -> int | None:
    """The last column of points, where the head names units too."""
    if not any(UNIT_HEAD.match(cell.text) for cell in head):
        return None
    return next((n for n in range(len(head) - 1, -1, -1) if _tells_points(head[n].text)), None)


def _tells_points(text: str) -> bool:
    return bool(SCORE_HEAD.match(text) or POINTS_HEAD.match(text))


def _blanked(text: str, start: int, end: int) -> Grid | None:
    """名次 单位 得分, and beneath it 1 安丰县 86.7: as many cells as the head has, the last may hold blanks."""
    head = list(_cells(_CELL, text, start, end))
    column = _points_column(head) if 1 < len(head) <= _MOST_COLUMNS else None
    if column is None:
        return None
    grid: Grid = [list(head)]
    for line in _cells(_LINE, text, end, len(text)):
        row = _row(text, line, head)
        if not column < len(row) <= len(head) or not _FIGURE.match(row[column].text):
            break
        grid.append([*row, *[None] * (len(head) - len(row))])
    return grid if len(grid) > 1 else None


def _row(text: str, line: Cell, head: Sequence[Cell]) -> list[Cell]:
    row = list(_cells(_CELL, text, line.start, line.end))
    if len(row) > len(head) and _REMARK.search(head[-1].text):
        last = row[len(head) - 1].start
        row[len(head) - 1 :] = [Cell(text[last : line.end], last, line.end)]
    return row


def _stacked(text: str, start: int, end: int) -> Grid | None:
    """名次, 单位 and 得分 each on a line of its own, then the cells of the rows in turn."""
    if not _is_head(Cell(text[start:end].strip(), start, end)):
        return None
    before = list(_cells(_LINE, text, max(0, start - 100), start))
    head = list(takewhile(_is_head, reversed(before)))[::-1]
    lines = _cells(_LINE, text, start, len(text))
    first: list[Cell] = []
    for line in lines:
        if not _is_head(line):
            first = [line]
            break
        head.append(line)
    column = _points_column(head) if 1 < len(head) <= _MOST_COLUMNS else None
    if column is None:
        return None
    grid, rest = [list[Cell | None](head)], chain(first, lines)
    while len(row := list(islice(rest, len(head)))) == len(head) and _FIGURE.match(row[column].text):
        grid.append(list[Cell | None](row))
    return grid if len(grid) > 1 else None


def _is_head(cell: Cell) -> bool:
    return bool(_HEAD.match(cell.text) or UNIT_HEAD.match(cell.text) or _tells_points(cell.text))
