"""Workbooks (.xlsx, .xls): each sheet a table under its name."""

from __future__ import annotations

import datetime
import io
import zipfile

import python_calamine as calamine
from lxml import etree

from pipeline.errors import ReadError
from pipeline.records import Place, Reading
from pipeline.text import _package
from pipeline.text._builder import Builder
from pipeline.text._percents import Percents, percents

MAX_CELLS = 5_000_000


def read(path: str, data: bytes) -> Reading:
    """The rows of each sheet as lines, cells parted by tabs, under a line with the sheet's name.

    Raises ReadError ``corrupt``, ``encrypted``, ``too_large`` or ``empty``.
    """
    shown: dict[str, Percents] = {}
    try:
        if zipfile.is_zipfile(io.BytesIO(data)):
            with _package.open_package(path, data) as package:
                shown = percents(package, path)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        builder = Builder()
        for name in book.sheet_names:
            _write(path, name, book.get_sheet_by_name(name), shown.get(name, {}), builder)
    except calamine.PasswordError as error:
        raise ReadError("encrypted", f"{path}: 工作簿有密码，读不出来。请解除密码后重新提供。") from error
    except (calamine.CalamineError, etree.XMLSyntaxError, ValueError, OSError) as error:
        raise ReadError("corrupt", f"{path}: 工作簿已损坏，打不开。请重新获取完整的原件。") from error
    if not builder.tables:
        raise ReadError("empty", f"{path}: 工作簿里没有内容。请核对原件后重新提供。")
    return Reading(texts=(builder.source(path),))


def _write(path: str, name: str, sheet: calamine.CalamineSheet, shown: Percents, builder: Builder) -> None:
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise ReadError("too_large", f"{path}: 工作表“{name}”过大，超过 {MAX_CELLS} 格的限额。请拆分后重新提供。")
    values = sheet.to_python(skip_empty_area=False)
    rows = [[_written(value, shown.get((r, c))) for c, value in enumerate(row)] for r, row in enumerate(values)]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        return
    builder.line(name)
    builder.tables += 1
    swallowed = _swallowed(sheet)
    for number, row in enumerate(rows):
        width = max((i + 1 for i, value in enumerate(row) if value), default=0)
        for column in range(width):
            if column:
                builder.add("\t")
            start = builder.add(row[column])
            if (number, column) not in swallowed:
                place = Place(start=start, end=builder.length, table=builder.tables, row=number + 1, column=column + 1)
                builder.places.append(place)
        builder.add("\n")


def _swallowed(sheet: calamine.CalamineSheet) -> set[tuple[int, int]]:
    """(row, column) of cells that a merge has taken into the one at its upper left."""
    cells: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) <= MAX_CELLS:
            cells.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        cells.discard((top, left))
    return cells


def _written(value: object, decimals: int | None) -> str:
    """A cell as the sheet shows it; whole numbers, which the file holds as floats, without a decimal point.

    ``decimals`` are those of a percentage, None for other cells.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and decimals is not None:
        return f"{value:.{decimals}%}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return f"{value.year}-{value.month}-{value.day}"
    return " ".join(str(value).split())
