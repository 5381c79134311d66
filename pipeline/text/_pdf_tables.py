"""Tables with ruling lines: pdfplumber finds the cells on the pages that have lines; rows cut by a page break join."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.text._pdf_lines import WIDE, shapes, tidy

# A gap wider than this share of the type is a space: less is the air between Chinese and Latin type.
_SPACE = 0.6


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page: its box from the top left in points, its rows of cells; None is a cell merged into another.

    ``pages`` has the page of each row, which differ where a table goes on over a page break. ``agreed`` is for the
    cells of recognised tables whether two readings say the same; it is empty for text as text.
    """

    x0: float
    x1: float
    top: float
    bottom: float
    rows: tuple[tuple[str | None, ...], ...]
    pages: tuple[int, ...]
    agreed: tuple[tuple[bool | None, ...], ...] = ()

    def covers(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.x0 - 1 <= x <= self.x1 + 1 and self.top - 1 <= y <= self.bottom + 1


def find_tables(data: bytes, pages: Iterable[int]) -> dict[int, list[Table]] | None:
    """Page index → tables of at least two columns, from top to bottom; None where the file is too damaged for it."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return {index: _on_page(document.pages[index]) for index in sorted(set(pages))}
    except Exception:  # pdfminer below it raises nearly anything on damaged files
        return None


def _on_page(page: Any) -> list[Table]:
    settings = {"explicit_horizontal_lines": _open_ends(page)}
    tables = [_table(table, page.page_number) for table in page.find_tables(settings)]
    page.close()
    return sorted((table for table in tables if table and len(table.rows[0]) > 1), key=lambda table: table.top)


def _open_ends(page: Any) -> list[float]:
    """Where upright rules end without a rule across: browsers leave a row open that the end of the page cuts."""
    across = [edge["top"] for edge in page.edges if edge["orientation"] == "h" and edge["width"] > 8]
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > 8]
    if not across or len(upright) < 3:
        return []
    ends = (min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright))
    return [y for y in ends if all(abs(y - other) > 4 for other in across)]


def _table(table: Any, page: int) -> Table | None:
    rows = table.extract(x_tolerance_ratio=_SPACE)
    if not rows:
        return None
    x0, top, x1, bottom = table.bbox
    cells = tuple(tuple(None if cell is None else cell_text(cell.split("\n")) for cell in row) for row in rows)
    return Table(x0, x1, top, bottom, cells, (page,) * len(cells))


def cell_text(lines: Iterable[str]) -> str:
    """The lines of a cell as one: no space beside Chinese."""
    result = ""
    for part in filter(None, (line.strip() for line in lines)):
        latin = result and not WIDE.match(result[-1]) and not WIDE.match(part)
        result += (" " if latin and not (result[-1].isdigit() or part[0].isdigit()) else "") + part
    return shapes(tidy(result))


def continued(first: Table, second: Table) -> Table | None:
    """Both as one table where ``second`` goes on after a page break; its repeated head and cut row are resolved."""
    same_columns = len(first.rows[0]) == len(second.rows[0])
    if (
        not same_columns
        or bool(first.agreed) != bool(second.agreed)
        or abs(first.x0 - second.x0) > 3
        or abs(first.x1 - second.x1) > 3
    ):
        return None
    rows = list(zip(second.rows, second.pages, second.agreed or ((),) * len(second.rows), strict=True))
    if rows[0][0] == first.rows[0]:
        rows = rows[1:]
    head, sure = list(first.rows), list(first.agreed)
    if rows and _is_rest(head[-1], rows[0][0]):
        if sure:
            sure[-1] = tuple(a and b is not False for a, b in zip(sure[-1], rows[0][2], strict=True))
        head[-1] = tuple(_merged(a, b) for a, b in zip(head[-1], rows[0][0], strict=True))
        rows = rows[1:]
    cells, pages = (*head, *(row for row, _, _ in rows)), (*first.pages, *(page for _, page, _ in rows))
    agreed = (*sure, *(flags for _, _, flags in rows)) if sure else ()
    return Table(first.x0, first.x1, first.top, first.bottom, cells, pages, agreed)


def _is_rest(last: tuple[str | None, ...], row: tuple[str | None, ...]) -> bool:
    """Whether ``row`` is the lower part of ``last``: its first cell is empty where that of ``last`` is not."""
    return not row[0] and bool(last[0]) and any(row)


def _merged(upper: str | None, lower: str | None) -> str | None:
    return (upper or "") + (lower or "") if upper is not None or lower is not None else None
