"""The reading order of lines that stand anywhere on a page: down the page, column after column."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise

from pipeline.text._pdf_lines import Line

# Rows that must have their gap at the same place (within so many widths of the type) to make two columns.
_FEWEST, _NEAR = 3, 2.0


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines from top to bottom; between lines that cross the gap of two columns the left one comes first."""
    rows = _rows(lines)
    gap = _gap(rows)
    if gap is None:
        return [line for row in rows for line in row]
    ordered: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        if any(line.x0 < gap < line.x1 for line in row):
            ordered += _both(columns)
            columns = ([], [])
            ordered += row
        else:
            for line in row:
                columns[line.x0 > gap].append(line)
    return ordered + _both(columns)


def _both(columns: tuple[list[Line], list[Line]]) -> list[Line]:
    left, right = (in_reading_order(column) if column else [] for column in columns)
    return left + right


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines whose middles are at the same height, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        last = rows[-1][0] if rows else None
        if last and abs(line.top + line.bottom - last.top - last.bottom) < min(line.size, last.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _gap(rows: Sequence[Sequence[Line]]) -> float | None:
    """The middle of the gap between two columns, where at least three rows have one there."""
    gaps = [(left.x1 + right.x0) / 2 for row in rows for left, right in pairwise(row)]
    if len(gaps) < _FEWEST:
        return None
    em = statistics.median(line.size for row in rows for line in row)
    best = max(gaps, key=lambda gap: sum(abs(gap - other) < _NEAR * em for other in gaps))
    return best if sum(abs(best - other) < _NEAR * em for other in gaps) >= _FEWEST else None
