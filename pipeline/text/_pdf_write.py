"""Pages of lines and tables to text with its places, for PDFs and pictures."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Place
from pipeline.text._builder import Builder
from pipeline.text._pdf_flow import Page, Paragraph, joined, paragraphs
from pipeline.text._pdf_tables import Table, continued


def write(pages: Sequence[Page], headers: Sequence[str], footers: Sequence[str]) -> Builder:
    """The text of the pages; headers and footers once, after it."""
    builder = Builder()
    flow = paragraphs(pages)
    for index, (number, block) in enumerate(flow):
        if isinstance(block, Paragraph):
            _write_paragraph(block, builder)
        elif index + 1 < len(flow) and isinstance(following := flow[index + 1][1], Table):
            whole = continued(block, following) if flow[index + 1][0] > number else None
            if whole:
                flow[index + 1] = (flow[index + 1][0], whole)
            else:
                _write_table(block, builder)
        else:
            _write_table(block, builder)
    for part, texts in (("header", headers), ("footer", footers)):
        for text in texts:
            builder.line(text, part=part)
    return builder


def _write_paragraph(paragraph: Paragraph, builder: Builder) -> None:
    """One line of text; each page that the paragraph stands on has its place."""
    builder.paragraphs += 1
    page, start, last = paragraph.lines[0][0], builder.length, ""
    for number, line in paragraph.lines:
        if number != page:
            builder.places.append(Place(start=start, end=builder.length, page=page, paragraph=builder.paragraphs))
            page, start = number, builder.length
        builder.add(joined(last, line.text))
        begin = builder.add(line.text)
        if line.agreed is not None:
            builder.recognised.append((begin, builder.length, line.agreed))
        last = line.text
    builder.places.append(Place(start=start, end=builder.length, page=page, paragraph=builder.paragraphs))
    builder.add("\n")


def _write_table(table: Table, builder: Builder) -> None:
    builder.tables += 1
    for row, (cells, page) in enumerate(zip(table.rows, table.pages, strict=True), 1):
        owed = ""
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                builder.add(owed)
                owed = ""
                start = builder.add(cell)
                place = Place(start=start, end=builder.length, page=page, table=builder.tables, row=row, column=column)
                builder.places.append(place)
                if cell and table.agreed:
                    builder.recognised.append((start, builder.length, bool(table.agreed[row - 1][column - 1])))
            owed += "\t"
        builder.add("\n")
