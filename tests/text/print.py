"""Writes small PDFs by hand, so that machines without LibreOffice test the basics, and in any order of drawing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

# The font is named and not embedded, so what it draws needs one with Chinese characters on the machine.
needs_glyphs = pytest.mark.skipif(
    not any(Path("/usr/share/fonts").rglob("*CJK*")), reason="needs the Debian package fonts-noto-cjk"
)
# x, y from the top, size (or the operators that set it), characters
Text = tuple[float, float, float | str, str]
Rule = tuple[float, float, float, float]  # x0, y0, x1, y1 from the top

WIDTH, HEIGHT = 595, 842
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< "
    "/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
    "/Supplement 4 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor << /Type /FontDescriptor "
    "/FontName /STSong-Light /Flags 6 "
    "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)


def pdf(pages: Sequence[Sequence[Text]], rules: Sequence[Sequence[Rule]] = (), trailer: str = "") -> bytes:
    """A PDF of pages of text, drawn in the order given, with ruling lines; ``trailer`` adds to the trailer."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT]
    kids = []
    for index, page in enumerate(pages):
        content = "".join(
            f"BT /F1 {size} Tf {x} {HEIGHT - y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in page
        )
        for x0, y0, x1, y1 in rules[index] if index < len(rules) else ():
            content += f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects, trailer)


def _file(objects: Sequence[str], trailer: str) -> bytes:
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return (body + f"startxref\n{body.index('xref')}\n%%EOF\n").encode("latin-1")


def column(text: str, x: float, y: float, per_line: int, size: float = 12, indent: int = 2) -> list[Text]:
    """A paragraph set in lines of ``per_line`` Chinese characters, its first line indented."""
    lines: list[Text] = []
    line, room = "", per_line - float(indent)
    for char in text:
        width = 0.5 if char < "\x7f" else 1.0
        if width > room:
            lines.append((x, y + 1.5 * size * len(lines), size, line))
            line, room = "", float(per_line)
        line, room = line + char, room - width
    lines.append((x, y + 1.5 * size * len(lines), size, line))
    return [(x + indent * size, *lines[0][1:]), *lines[1:]]
