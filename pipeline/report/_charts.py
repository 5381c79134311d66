"""Small charts as inline SVG: stacked bars by year and a line of a unit's scores."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pipeline.report._figures import Cross

_WIDTH, _HEIGHT, _TOP, _BOTTOM = 640, 200, 18, 24


def bars(table: Cross) -> str:
    """Stacked bars of a cross table, one bar a column, one tone a row; every part leads to its rows."""
    if not table.columns:
        return ""
    highest = max(total.value for total in table.totals[:-1])
    step = min(_WIDTH / len(table.columns), 96)
    width = min(step * 0.55, 44)
    parts = []
    for place, name in enumerate(table.columns):
        left, level = place * step + (step - width) / 2, float(_HEIGHT - _BOTTOM)
        for tone, (row, cells, _) in enumerate(table.rows):
            height = cells[place].value / highest * (_HEIGHT - _TOP - _BOTTOM)
            level -= height
            if height:
                parts.append(
                    _part(left, level, width, height, tone, f"{name} {row} {cells[place].value}", cells[place].query)
                )
        middle = left + width / 2
        total = table.totals[place]
        name_of = escape(total.query, quote=True)
        parts.append(f'<a href="#q/{name_of}"><text x="{middle:.1f}" y="{level - 5:.1f}">{total.value}</text></a>')
        parts.append(f'<text x="{middle:.1f}" y="{_HEIGHT - 7}" class="axis">{escape(name)}</text>')
    floor = _HEIGHT - _BOTTOM
    parts.append(f'<line x1="0" x2="{step * len(table.columns):.1f}" y1="{floor}" y2="{floor}"/>')
    return _svg("bars", round(step * len(table.columns)), _HEIGHT, "".join(parts))


def _svg(name: str, width: int, height: int, inside: str) -> str:
    return f'<svg class="{name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{inside}</svg>'


def _part(x: float, y: float, width: float, height: float, tone: int, title: str, query: str) -> str:
    return (
        f'<a href="#q/{escape(query, quote=True)}"><rect class="tone{tone % 7}" x="{x:.1f}" y="{y:.1f}" '
        f'width="{width:.1f}" height="{max(height - 1, 1):.1f}"><title>{escape(title)}</title></rect></a>'
    )


def line(values: Sequence[float | None]) -> str:
    """The course of a score over the years; gaps stay gaps; nothing for fewer than two values."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, spread, step = min(known), max(max(known) - min(known), 1e-9), 60 / (len(values) - 1)
    flat = max(known) == min(known)
    points = [
        (i * step + 3, 9.0 if flat else 15 - (value - low) / spread * 12)
        for i, value in enumerate(values)
        if value is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return _svg("line", 66, 18, f'<polyline points="{path}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2"/>')
