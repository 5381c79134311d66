"""Sample documents to DOCX, PDF and TXT files."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_FORMATS = {
    "、": ("chineseCountingThousand", "%1、"),
    "（一）": ("chineseCountingThousand", "（%1）"),
    "1.": ("decimal", "%1."),
    "1、": ("decimal", "%1、"),
    "（1）": ("decimal", "（%1）"),
}
_FIRST = {"一、": "、", "（一）": "（一）", "1.": "1.", "1、": "1、", "（1）": "（1）"}
_SHAPE = [
    (re.compile(r"[一二三四五六七八九十]+、"), "、"),
    (re.compile(r"（[一二三四五六七八九十]+）"), "（一）"),
    (re.compile(r"\d+\."), "1."),
    (re.compile(r"\d+、"), "1、"),
    (re.compile(r"（\d+）"), "（1）"),
]
_EPOCH = (2020, 1, 1, 0, 0, 0)


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


class _Numbering:
    """Word's automatic numbers: one abstract list a format, one instance a list that starts again at one."""

    def __init__(self, document: Document) -> None:
        self.root = document.part.numbering_part.element
        self.root.clear()
        self.abstract = {name: str(n) for n, name in enumerate(_FORMATS)}
        for name, (style, text) in _FORMATS.items():
            item = _element("w:abstractNum", abstractNumId=self.abstract[name])
            level = _element("w:lvl", ilvl="0")
            for tag, value in (("start", "1"), ("numFmt", style), ("suff", "nothing"), ("lvlText", text)):
                level.append(_element(f"w:{tag}", val=value))
            item.append(level)
            self.root.append(item)
        self.last: dict[str, str] = {}

    def apply(self, paragraph: Any, marker: str) -> bool:
        """Give ``paragraph`` the automatic number that prints as ``marker``; false where Word has no such format."""
        shape = next((name for pattern, name in _SHAPE if pattern.fullmatch(marker)), None)
        if shape is None:
            return False
        if _FIRST.get(marker) == shape:
            ident = str(len(self.root.findall(qn("w:num"))) + 1)
            num = _element("w:num", numId=ident)
            num.append(_element("w:abstractNumId", val=self.abstract[shape]))
            override = _element("w:lvlOverride", ilvl="0")
            override.append(_element("w:startOverride", val="1"))
            num.append(override)
            self.root.append(num)
            self.last[shape] = ident
        properties = _element("w:numPr")
        properties.append(_element("w:ilvl", val="0"))
        properties.append(_element("w:numId", val=self.last[shape]))
        paragraph._p.get_or_add_pPr().append(properties)
        return True


def _table(document: Document, rows: list[list[str]], merged: tuple[int, ...]) -> None:
    """A ruled table; an empty cell in a ``merged`` column joins the cell above it."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if not (c in merged and r and not text):
                table.cell(r, c).text = text
    _widths(table, rows)
    for c in merged:
        top = 0
        for r in range(1, len(rows) + 1):
            if r == len(rows) or rows[r][c]:
                if r - top > 1:
                    table.cell(top, c).merge(table.cell(r - 1, c))
                    table.cell(top, c).text = rows[top][c]
                top = r


def _widths(table: Any, rows: list[list[str]]) -> None:
    """Sixteen centimetres shared out by the longest text of each column."""
    longest = [min(30, max(4, *(len(row[c]) for row in rows))) for c in range(len(rows[0]))]
    for c, size in enumerate(longest):
        table.columns[c].width = Cm(16 * size / sum(longest))
        for cell in table.columns[c].cells:
            cell.width = Cm(16 * size / sum(longest))


def to_docx(elements: list[tuple[Any, ...]], automatic: bool) -> bytes:
    """The bytes of a DOCX file, the same on every run."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(12)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
    numbers = _Numbering(document)
    for element in elements:
        if element[0] == "table":
            _table(document, element[1], element[2])
        elif element[0] == "p":
            _, marker, text, style = element
            paragraph = document.add_paragraph()
            if style in ("title", "right"):
                paragraph.alignment = 1 if style == "title" else 2
            typed = not (automatic and marker and numbers.apply(paragraph, marker))
            run = paragraph.add_run(f"{marker}{text}" if typed else text)
            run.bold = style in ("title", "h1") or None
    return _fixed(document)


def _fixed(document: Document) -> bytes:
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def to_pdf(document: bytes, target: Path) -> None:
    """Print a DOCX through LibreOffice (Debian: libreoffice-writer)."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / (target.stem + ".docx")
        source.write_bytes(document)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def to_text(elements: list[tuple[Any, ...]]) -> str:
    """Plain text: a paragraph a line, blank lines between as web pages give them."""
    lines = []
    for element in elements:
        if element[0] == "p":
            lines.append(f"{element[1]}{element[2]}")
        elif element[0] == "table":
            lines.append("\n".join("\t".join(row) for row in element[1]))
    return "\n\n".join(lines) + "\n"
