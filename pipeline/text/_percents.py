"""Which cells of an .xlsx show their number as a percentage: the file holds 0.985 where the sheet says 98.5%."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from pipeline.text import _package
from pipeline.text._wordml import R, whole

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORKBOOK = "xl/workbook.xml"
# Number formats that need no definition (ECMA-376 part 1, 18.8.30): 0% and 0.00%.
_BUILT_IN = {9: 0, 10: 2}
_PERCENT = re.compile(r"^[#0,]*(?:\.(0+))?%")
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")

# (row, column) from 0 → decimals that are shown.
Percents = dict[tuple[int, int], int]


def percents(package: zipfile.ZipFile, path: str) -> dict[str, Percents]:
    """The cells by sheet. Raises ReadError ``corrupt``."""
    styles = _styles(_package.xml(package, "xl/styles.xml", path))
    book = _package.xml(package, _WORKBOOK, path) if styles else None
    targets = _package.relations(package, _WORKBOOK, path) if styles else {}
    sheets = book.iter(f"{_S}sheet") if book is not None else ()
    members = {sheet.get("name", ""): targets.get(sheet.get(f"{R}id", ""), ("", ""))[1] for sheet in sheets}
    return {name: _cells(_package.member(package, member, path) or b"", styles) for name, member in members.items()}


def _styles(root: etree._Element | None) -> dict[str, int]:
    """Index of a cell style → decimals, of those that are percentages."""
    known = dict(_BUILT_IN)
    for defined in root.iter(f"{_S}numFmt") if root is not None else ():
        shown = _PERCENT.match(defined.get("formatCode", "").split(";")[0])
        if shown:
            known[whole(defined.get("numFmtId")) or 0] = len(shown[1] or "")
    cells = root.find(f"{_S}cellXfs") if root is not None else None
    formats = [whole(style.get("numFmtId")) for style in cells] if cells is not None else []
    return {str(index): known[code] for index, code in enumerate(formats) if code in known}


def _cells(sheet: bytes, styles: dict[str, int]) -> Percents:
    found: Percents = {}
    if b"<!DOCTYPE" in sheet[:4096] or not sheet:
        return found
    for _, cell in etree.iterparse(io.BytesIO(sheet), tag=f"{_S}c", resolve_entities=False, no_network=True):
        place = _PLACE.fullmatch(cell.get("r", ""))
        if place and cell.get("s") in styles:
            found[int(place[2]) - 1, _column(place[1])] = styles[cell.get("s")]
        cell.clear()
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
