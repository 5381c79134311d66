"""Tables on scanned pages: their ruling lines in the image tell which recognised line stands in which cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.text._pdf_lines import Line
from pipeline.text._pdf_tables import Table, cell_text

Mask = NDArray[np.bool_]

# Shortest rules in inches: strokes across 16-point characters, the largest of running text, are at most 0.22 long,
# and a row of a table is at least 0.2 high.
_ACROSS = 0.3
_UPRIGHT = 0.2
_DARK = 150
# A rule of a page scanned one degree askew runs over so many pixels of height (0.13 inch at 200 dpi).
_THICKEST = 26


@dataclass(frozen=True, slots=True)
class _Band:
    """One row of a grid in pixels: its upper and lower rule, the upright rules that part it."""

    top: int
    bottom: int
    uprights: tuple[int, ...]


def with_tables(image: NDArray[Any], points: float, page: int, lines: Sequence[Line]) -> list[Line | Table]:
    """The recognised lines in order, those in the cells of a ruled table gathered in it."""
    dark = (image if image.ndim == 2 else image.min(axis=2)) < _DARK
    inch = 72 / points
    across, upright = _long_runs(dark, int(_ACROSS * inch)), _long_runs(dark.T, int(_UPRIGHT * inch)).T
    blocks: list[Line | Table] = list(lines)
    for bands in _grids(across, upright):
        inside = [line for line in blocks if isinstance(line, Line) and _within(line, bands, points)]
        if not inside:
            continue
        table = _filled(bands, inside, across, points, page)
        at = next(i for i, block in enumerate(blocks) if block is inside[0])
        blocks = [b for b in blocks[:at] if b not in inside] + [table] + [b for b in blocks[at:] if b not in inside]
    return blocks


def _long_runs(dark: Mask, length: int) -> Mask:
    """Where a run of at least ``length`` dark pixels passes along the rows, a step to the next row allowed."""
    height, width = dark.shape
    dark = dark.copy()
    dark[1:] |= dark[:-1]
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    starts = (sums[:, length:] - sums[:, :-length]) == length
    edges = np.zeros((height, width + 1), dtype=np.int8)
    edges[:, : starts.shape[1]] += starts
    edges[:, length:] -= starts
    return np.cumsum(edges, axis=1, dtype=np.int16)[:, :width] > 0


def _rules(mask: Mask) -> list[int]:
    """Middle of each group of neighbouring rows of the mask that hold a rule."""
    rows = np.flatnonzero(mask.any(axis=1))
    if not len(rows):
        return []
    groups = np.split(rows, np.flatnonzero(np.diff(rows) > 3) + 1)
    return [int(group.mean()) for group in groups if len(group) <= _THICKEST]


def _grids(across: Mask, upright: Mask) -> list[list[_Band]]:
    """Runs of rows between rules that at least three upright rules part."""
    rules = _rules(across)
    grids: list[list[_Band]] = [[]]
    for top, bottom in pairwise(rules):
        filled = upright[top:bottom].mean(axis=0) > 0.7
        found = _rules(filled[:, None])
        if bottom - top > 10 and len(found) >= 2:
            grids[-1].append(_Band(top, bottom, tuple(found)))
        elif grids[-1]:
            grids.append([])
    return [bands for bands in grids if bands and max(len(band.uprights) for band in bands) >= 3]


def _within(line: Line, bands: Sequence[_Band], points: float) -> bool:
    x, y = (line.x0 + line.x1) / 2 / points, (line.top + line.bottom) / 2 / points
    return bands[0].top < y < bands[-1].bottom and bands[0].uprights[0] < x < bands[0].uprights[-1]


def _filled(bands: Sequence[_Band], lines: Sequence[Line], across: Mask, points: float, page: int) -> Table:
    columns = _columns(bands)
    rows: list[list[str | None]] = []
    agreed: list[list[bool | None]] = []
    for band in bands:
        row: list[str | None] = [None] * (len(columns) - 1)
        sure: list[bool | None] = [None] * (len(columns) - 1)
        for left, right in pairwise(band.uprights):
            column = min(range(len(columns)), key=lambda i: abs(columns[i] - left))
            inside = [line for line in lines if _stands_in(line, left, right, band, points)]
            text = cell_text([line.text for line in sorted(inside, key=lambda line: line.top)])
            open_above = (
                bool(rows) and not across[band.top - 4 : band.top + 5, left + 8 : right - 8].any(axis=0).mean() > 0.5
            )
            if open_above and not text:
                continue
            if column < len(row):
                row[column] = text
                sure[column] = all(line.agreed for line in inside) if inside else None
        rows.append(row)
        agreed.append(sure)
    box = (columns[0] * points, columns[-1] * points, bands[0].top * points, bands[-1].bottom * points)
    cells = tuple(tuple(row) for row in rows)
    return Table(*box, cells, (page,) * len(cells), tuple(tuple(row) for row in agreed))


def _columns(bands: Sequence[_Band]) -> list[int]:
    """The upright rules of all bands, those within a few pixels of each other as one."""
    columns: list[int] = []
    for x in sorted(x for band in bands for x in band.uprights):
        if not columns or x - columns[-1] > 12:
            columns.append(x)
    return columns


def _stands_in(line: Line, left: int, right: int, band: _Band, points: float) -> bool:
    x, y = (line.x0 + line.x1) / 2 / points, (line.top + line.bottom) / 2 / points
    return left < x < right and band.top < y < band.bottom
