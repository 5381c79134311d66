"""Builds small Word files from raw XML, so that tests can hold what no library writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH, STRICT_MATH = (
    f"http://{host}/math"
    for host in ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
)
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:m="{MATH}"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{}</Types>'
)
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def docx(body: str, parts: Mapping[str, str] | None = None, strict: bool = False) -> bytes:
    """A .docx with ``body``; ``parts`` are further members by name (``numbering`` → XML inside its root element).

    The relationship id of a part is its name.
    """
    buffer = io.BytesIO()
    parts = parts or {}
    overrides = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{_PART.format(n.rstrip("0123456789"))}"/>' for n in parts
    )
    relations = "".join(
        f'<Relationship Id="{n}" Type="{_OFFICE}/{n.rstrip("0123456789")}" Target="{n}.xml"/>' for n in parts
    )
    roots = {"header": "hdr", "footer": "ftr"}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name: str, xml: str) -> None:
            package.writestr(name, xml.replace(W, STRICT).replace(MATH, STRICT_MATH) if strict else xml)

        put("[Content_Types].xml", _TYPES.format(overrides))
        main = f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        put("_rels/.rels", _RELATIONS.format(main))
        put("word/_rels/document.xml.rels", _RELATIONS.format(relations))
        put("word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            root = roots.get(name.rstrip("0123456789"), name.rstrip("0123456789"))
            put(f"word/{name}.xml", f"<w:{root} {_NAMESPACES}>{xml}</w:{root}>")
    return buffer.getvalue()


def r(text: str, properties: str = "") -> str:
    """A run."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph of plain strings and raw XML; ``num`` is (list, level)."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def level(
    ilvl: int, number_format: str, template: str, inside: str = "", suffix: str = "nothing", start: int = 1
) -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{inside}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{template}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: str = "") -> str:
    """The inside of numbering.xml: one list a definition, numbered from 1, and further ``nums``."""
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{a}</w:abstractNum>'
        for i, a in enumerate(abstracts, 1)
    )
    own = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, len(abstracts) + 1))
    return definitions + own + nums


def cell(*content: str, properties: str = "") -> str:
    """A table cell of paragraphs (plain strings) and raw XML."""
    inner = "".join(c if c.startswith("<") else p(c) for c in content) or p()
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    trpr = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{trpr}{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    columns = max(r.count("<w:tc>") for r in rows)
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
