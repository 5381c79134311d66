"""Pieces of a Word paper to sign: page, titles, and tables whose rows stay whole and whose heads repeat."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML can't hold
_DATE = (1980, 1, 1, 0, 0, 0)


def save(document: WordDocument, path: Path) -> None:
    """Write the document with the same dates inside every time, so that the same paper gives the same bytes."""
    data = io.BytesIO()
    document.save(data)
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))


def title(document: WordDocument, text: str) -> None:
    """A centred title in large type."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(16)


def page(document: WordDocument) -> None:
    """Landscape A4 with margins of 2 cm, Song type and numbered pages."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("第 ")
    _field(footer.add_run()._r, "PAGE")
    footer.add_run(" 页　共 ")
    _field(footer.add_run()._r, "NUMPAGES")
    footer.add_run(" 页")


def _field(run: Any, code: str) -> None:
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run.append(element)


def heading(document: WordDocument, text: str) -> None:
    """A bold line that stays with what follows."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def table(document: WordDocument, rows: int, widths: Sequence[float]) -> Table:
    """A table with lines, its columns as wide as told in centimetres."""
    made: Table = document.add_table(rows, len(widths), "Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for row in made.rows:
        _widths(row.cells, widths)
    return made


def add(table: Any, widths: Sequence[float], texts: Sequence[str]) -> None:
    """A further row, kept on one page; python-docx types ``add_row`` as unknown."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _widths(row.cells, widths)
    fill(table, len(table.rows) - 1, texts)


def _widths(cells: Sequence[_Cell], widths: Sequence[float]) -> None:
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Cm(width)


def repeat_head(table: Table) -> None:
    """Have the first row stand on every page that the table goes on to."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def fill(table: Table, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    """Write ``texts`` into the cells of a row."""
    for cell, text in zip(table.rows[row].cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(CONTROL.sub("", text))
        run.bold, run.font.size = bold, Pt(9.5)
