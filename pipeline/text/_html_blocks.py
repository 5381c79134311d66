"""A web page's elements to lines of text: paragraphs, list numbers, table rows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from pipeline.records import Place, Revision
from pipeline.text._builder import Builder
from pipeline.text._number_formats import write
from pipeline.text._pdf_lines import WIDE

Element: TypeAlias = etree._Element

SILENT = {"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "select", "button", "textarea",
          "input", "audio", "video", "canvas", "map"}  # fmt: skip
_BLOCKS = {"p", "div", "section", "article", "main", "body", "html", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
           "pre", "form", "fieldset", "center", "address", "figure", "figcaption", "header", "footer", "nav", "aside",
           "h1", "h2", "h3", "h4", "h5", "h6", "hr", "tr", "td", "th", "tbody", "thead", "tfoot", "caption",
           "table"}  # fmt: skip
_SPACES = re.compile("[ \t\r\n\f]+")
# A line break of the page's source between Chinese characters is no space.
_WRAPPED = re.compile(rf"(?<={WIDE.pattern})[ \t]*[\r\n]+[ \t]*(?={WIDE.pattern})")
_LIST_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE_FORMATS = {
    "cjk-ideographic": "chineseCountingThousand", "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "taiwaneseCountingThousand", "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "none": "none", "disc": "none", "circle": "none", "square": "none",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_HEADING_LENGTH = 40
# A single row with a cell of more characters than that is two columns of a page.
_COLUMN_LENGTH = 150
# The numbers of the levels of official documents (GB/T 9704, 7.3.3).
_USUAL = {
    1: ("chineseCountingThousand", "{}、"),
    2: ("chineseCountingThousand", "（{}）"),
    3: ("decimal", "{}."),
    4: ("decimal", "（{}）"),
}
# How LibreOffice and Word link a footnote's number with its note, in both directions.
_NOTE = re.compile("#(?:sd(?:foot|end)note[0-9]+(?:sym|anc)|_(?:ft|ed)n(?:ref)?[0-9]+)$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(slots=True)
class Writer:
    """Lines as they grow. ``line`` is what the open line holds, ``label`` what the next line starts with.

    ``level`` is the outline level of the lines in an open heading, ``item`` that of the next line. ``plain`` tells
    pages of LibreOffice, which saves nested lists without the formats of their numbers; ``restored`` that some were.
    ``chrome`` tells lines that are the portal's own, which are left out.
    """

    builder: Builder
    part: str = "body"
    line: list[str] = field(default_factory=list)
    label: str = ""
    level: int | None = None
    item: int | None = None
    preserved: int = 0
    plain: bool = False
    restored: bool = False
    chrome: Callable[[str], bool] | None = None

    def flush(self) -> None:
        """Close the open line."""
        if not self.line:
            return
        text = "".join(self.line)
        self.line.clear()
        lines = text.split("\n") if self.preserved else [text]
        for one in lines:
            text = one.rstrip() if self.preserved else _folded(one)
            if text and not (self.chrome and self.chrome(text)):
                start = self.builder.line(self.label + text, part=self.part)
                self.label = ""
                level = self.level or (self.item if len(text) <= _HEADING_LENGTH and text[-1] not in "。；;" else None)
                self.item = None
                if level:
                    self.builder.hints[start] = level

    def deleted(self, element: Element) -> None:
        """Note text that was taken out of the page, which Word saves with its day."""
        text = _folded("".join(element.itertext()))
        if text:
            self.builder.revisions.append(Revision(kind="deleted", date=_day(element.get("datetime", "")), text=text))


def _folded(text: str) -> str:
    return _SPACES.sub(" ", _WRAPPED.sub("", text)).strip()


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def tag_of(element: Element) -> str:
    """The lower-case name, "" for comments and the like."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_hidden(element: Element) -> bool:
    """Whether the page hides the element by its own style."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _is_note_mark(element: Element) -> bool:
    """Whether an element is the number of a footnote, which would be taken for a digit of the figure before it."""
    return tag_of(element) == "a" and _NOTE.match(element.get("href", "")) is not None


def write_element(element: Element, writer: Writer, skip: set[Element]) -> None:
    """Write the text under ``element`` but for the elements in ``skip``."""
    tag = tag_of(element)
    if not tag or tag in SILENT or element in skip or is_hidden(element) or _is_note_mark(element):
        return
    if tag == "br":
        writer.flush()
        return
    if tag == "del":
        writer.deleted(element)
        return
    if tag == "table" and is_data(element, skip):
        writer.flush()
        _write_table(element, writer, skip)
        return
    block = tag in _BLOCKS
    if block:
        writer.flush()
    heading = tag[0] == "h" and tag[1:].isdigit()
    if heading:
        writer.level = int(tag[1:])
    if tag == "li":
        writer.item = _list_level(element)
        usual = _USUAL.get(writer.item or 0) if writer.plain else None
        writer.label = _list_label(element, usual)
        writer.restored = writer.restored or bool(usual and writer.label)
    writer.preserved += tag == "pre"
    _write_inside(element, writer, skip)
    if block:
        writer.flush()
    writer.preserved -= tag == "pre"
    if heading:
        writer.level = None


def _write_inside(element: Element, writer: Writer, skip: set[Element]) -> None:
    if element.text:
        writer.line.append(element.text)
    for child in element:
        write_element(child, writer, skip)
        if child.tail:
            writer.line.append(child.tail)


def _list_label(item: Element, usual: tuple[str, str] | None) -> str:
    """The number that a browser shows before an item of an ordered list, or the usual one of its level."""
    parent = item.getparent()
    if parent is None or tag_of(parent) != "ol":
        return ""
    style = _LIST_STYLE.search(item.get("style", "") + ";" + parent.get("style", ""))
    kind = _LIST_FORMATS.get(item.get("type") or parent.get("type") or "1", "decimal")
    kind = _STYLE_FORMATS.get(style[1], kind) if style else kind
    if kind == "none":
        return ""
    number = _whole(parent.get("start"), 1)
    for sibling in parent:
        if tag_of(sibling) == "li":
            number = _whole(sibling.get("value"), number)
            if sibling is item:
                break
            number += 1
    if usual:
        return usual[1].format(write(number, usual[0]))
    return write(number, kind) + ("、" if kind.endswith("Thousand") else ". ")


def _list_level(item: Element) -> int | None:
    """How deep the item is in nested lists, as which word processors save the outline of a document."""
    lists = list(item.iterancestors("ol"))
    if not lists or next(lists[-1].iterdescendants("ol"), None) is None:
        return None
    return len(lists)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,6}", text) else default


def rows_of(table: Element, skip: Collection[Element] = ()) -> list[list[Element]]:
    """The cells of each row, without those of nested tables and of rows in ``skip``."""
    rows = []
    for child in table:
        tag = tag_of(child)
        if tag == "tr" and child not in skip:
            rows.append([cell for cell in child if tag_of(cell) in ("td", "th")])
        elif tag in ("tbody", "thead", "tfoot"):
            rows.extend(rows_of(child, skip))
    return rows


def is_data(table: Element, skip: Collection[Element] = ()) -> bool:
    """Whether a table, but for rows in ``skip``, holds data: rows of several short cells, not the layout of a page."""
    rows = rows_of(table, skip)
    wide = [row for row in rows if len(row) > 1]
    if not wide:
        return False
    nested = any(True for _ in table.iterdescendants("table"))
    longest = max(len("".join(cell.itertext())) for row in rows for cell in row)
    if len(wide) == 1 and longest > _COLUMN_LENGTH:
        return False
    return not nested and longest < 2000 and len(wide) * 2 >= len(rows)


def _write_table(table: Element, writer: Writer, skip: set[Element]) -> None:
    """Rows as lines, cells parted by tabs; a cell that another spans has no place."""
    builder = writer.builder
    builder.tables += 1
    spanned: dict[int, int] = {}
    for row, cells in enumerate(rows_of(table, skip), 1):
        column, owed = 1, ""
        for cell in cells:
            while spanned.get(column, 0) > 0:
                spanned[column] -= 1
                owed, column = owed + "\t", column + 1
            text = _cell_text(cell, builder, skip)
            builder.add(owed)
            start = builder.add(text)
            builder.places.append(
                Place(start=start, end=builder.length, table=builder.tables, row=row, column=column, part=writer.part)
            )
            span = min(100, max(1, _whole(cell.get("colspan"), 1)))
            down = min(1000, _whole(cell.get("rowspan"), 1)) - 1
            spanned.update((column + i, down) for i in range(span) if down > 0)
            owed, column = "\t" * span, column + span
        for rest in [at for at, left in spanned.items() if at >= column and left > 0]:
            spanned[rest] -= 1
        builder.add("\n")


def _cell_text(cell: Element, outer: Builder, skip: set[Element]) -> str:
    inner = Writer(Builder(revisions=outer.revisions))
    _write_inside(cell, inner, skip)
    inner.flush()
    return "".join(inner.builder.chunks).strip().replace("\n", " ").replace("\t", " ")
