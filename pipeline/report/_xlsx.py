"""Many rows into a workbook fast: xlsxwriter makes the workbook with its heads, the rows are streamed in as XML.

xlsxwriter needs 5 µs a cell, plain rows 0.8 here, and those of tables are made by DuckDB (``_rows.py``); on an
archive of thousands of documents the workbook would else take as long as the reading.
"""

from __future__ import annotations

import datetime
import functools
import io
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from xlsxwriter.utility import xl_col_to_name

# Excel's own limits for a cell and a sheet.
CELL_CHARS = 32_767
SHEET_ROWS = 1_048_576
CUT = "……（全文见 Parquet）"
# Markup, characters that XML can't hold, and what looks like Excel's own escape for them (ECMA-376, ST_Xstring).
_UNSAFE = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
EPOCH = datetime.date(1899, 12, 30)
# An entry of the zip file with a fixed date, so that the same rows give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Written:
    """What became of a sheet's rows: how many stand in it, cells cut, rows left out."""

    rows: int = 0
    cut: int = 0
    left_out: int = 0


class Styles(NamedTuple):
    """The numbers of the styles of a sheet's cells."""

    text: str
    date: str
    figure: str


class Rows(Protocol):
    """The rows of a sheet under its head."""

    def lines(self, styles: Styles, told: Written) -> Iterator[str]:
        """Their XML from the second row of the sheet on, some at a time; ``told`` says what became of them."""


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Rows of plain values."""

    rows: Iterable[Sequence[Any]]

    def lines(self, styles: Styles, told: Written) -> Iterator[str]:
        """One row at a time, up to Excel's limit."""
        for row in self.rows:
            if told.rows + 2 > SHEET_ROWS:
                told.left_out += 1
                continue
            told.rows += 1
            yield line(told.rows + 1, row, styles, told)


def fill(skeleton: bytes, path: Path, sheets: Sequence[Rows], told: Sequence[Written]) -> None:
    """Copy the workbook ``skeleton`` to ``path`` and put rows under the head of each sheet; ``told`` says how many.

    The second row of the skeleton's sheets holds a text, a date and a figure, whose styles the rows take. The first
    sheet is filled last, so that it can speak of the others.
    """
    first = "xl/worksheets/sheet1.xml"
    with (
        zipfile.ZipFile(io.BytesIO(skeleton)) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in sorted(source.namelist(), key=lambda name: name == first):
            data = source.read(name)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            with target.open(info, "w", force_zip64=True) as entry:
                if found is None:
                    entry.write(data)
                else:
                    number = int(found[1]) - 1
                    _sheet(data.decode("utf-8"), entry.write, sheets[number], told[number])


def _sheet(xml: str, write: Callable[[bytes], Any], rows: Rows, told: Written) -> None:
    head, sample, tail = re.split(r'(<row r="2".*?</row>)(?=</sheetData>)', xml, maxsplit=1, flags=re.S)
    write(re.sub(r"<dimension [^>]*/>", "", head).encode("utf-8"))
    for lines in rows.lines(Styles(*re.findall(r' s="(\d+)"', sample)), told):
        write(lines.encode("utf-8"))
    write(tail.encode("utf-8"))


def line(number: int, row: Sequence[Any], styles: Styles, told: Written) -> str:
    """The XML of row ``number`` of a sheet; ``told`` counts the cells that were cut."""
    cells = [f'<row r="{number}">']
    for name, value in zip(_column_names(), row, strict=False):
        if value is None or value == "" or value is False:
            continue
        if isinstance(value, str) or value is True:
            words = _escaped(_short("是" if value is True else value, told))
            inside = f'<is><t xml:space="preserve">{words}</t></is>'
            cells.append(f'<c r="{name}{number}" s="{styles.text}" t="inlineStr">{inside}</c>')
        elif isinstance(value, datetime.date):
            cells.append(f'<c r="{name}{number}" s="{styles.date}"><v>{(value - EPOCH).days}</v></c>')
        elif math.isfinite(value):
            cells.append(f'<c r="{name}{number}" s="{styles.figure}"><v>{value}</v></c>')
    cells.append("</row>")
    return "".join(cells)


def _short(words: str, told: Written) -> str:
    if len(words) <= CELL_CHARS:
        return words
    told.cut += 1
    return words[: CELL_CHARS - len(CUT)] + CUT


@functools.cache
def _column_names() -> tuple[str, ...]:
    return tuple(xl_col_to_name(at) for at in range(100))


def _escaped(text: str) -> str:
    return _UNSAFE.sub(_escape, text) if _UNSAFE.search(text) else text


def _escape(found: re.Match[str]) -> str:
    return ENTITIES.get(found[0]) or f"_x{ord(found[0]):04X}_"
