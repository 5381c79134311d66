"""Paragraphs and tables of a Word story in their order, written into the builder with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.records import Place, Revision, SourceText
from pipeline.text._builder import Builder, stretches
from pipeline.text._numbering import Numbering
from pipeline.text._styles import Style, Styles
from pipeline.text._word_inline import RELATION, Flow, Line, changed_on, deleted_text, inline
from pipeline.text._wordml import MC, VAL, Element, W, branch, flag, number, value

_P, _TBL, _TR, _TC, _PPR, _CHUNK = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}pPr", f"{W}altChunk"
_ALTERNATE, _FRAME = f"{MC}AlternateContent", f"{W}framePr"
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo", f"{W}docPartBody"}
_MOST_COLUMNS = 63  # as many as Word allows; larger figures are damage


@dataclass(slots=True)
class Story:
    """One run over a Word file: what its parts share, and where the walk stands.

    ``cell`` is the offset at which the innermost open table cell starts, None outside of tables. ``waiting`` is a
    paragraph whose mark is deleted or hidden, so that it goes on in the next. ``paged`` tells files that say where
    Word broke the pages; ``turns`` are the offsets in tables from which on the text stands on a page. ``embedded``
    reads the file that stands in the place of a w:altChunk, by its relationship.
    """

    builder: Builder
    styles: Styles
    numbering: Numbering
    flow: Flow
    part: str = "body"
    cell: int | None = None
    waiting: Line | None = None
    boxes: list[Element] = field(default_factory=list)
    paged: bool = False
    turns: list[tuple[int, int | None]] = field(default_factory=list)
    embedded: Callable[[str], tuple[SourceText, ...]] = lambda _: ()

    def page(self) -> int | None:
        """The page that the walk has reached."""
        return self.flow.pages + 1 if self.paged and self.part in ("body", "text_box") else None


def blocks(parent: Element, story: Story) -> None:
    """Write the paragraphs and tables under ``parent``; a text box comes right after the block it is anchored in."""
    for child in parent:
        tag = child.tag
        if tag == _P:
            _paragraph(child, story)
        elif tag == _TBL:
            _table(child, story)
        elif tag in _WRAPPERS:
            blocks(child, story)
        elif tag == _CHUNK:
            _chunk(child, story)
        elif tag == _ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                blocks(chosen, story)
        if story.boxes and story.cell is None:
            _text_boxes(story)


def _chunk(chunk: Element, story: Story) -> None:
    """Write the text of an embedded file; in a cell as one line."""
    for source in story.embedded(chunk.get(RELATION) or ""):
        if story.cell is None:
            story.builder.append(source, story.part)
        else:
            story.builder.add(" ".join(source.text.split()))


def finish(story: Story) -> None:
    """Write a last paragraph that waited for one to go on in."""
    line, story.waiting = story.waiting, None
    if line is not None and line.length():
        _emit(line, "", None, story)


def _text_boxes(story: Story) -> None:
    boxes, story.boxes = story.boxes, []
    flow, part = story.flow, story.part
    fields, pages = flow.fields, flow.pages
    story.part, flow.fields = ("text_box" if part == "body" else part), []
    for box in boxes:
        blocks(box, story)
        finish(story)
    story.part, flow.fields, flow.pages = part, fields, pages


def _paragraph(paragraph: Element, story: Story) -> None:
    properties = paragraph.find(_PPR)
    name = (value(properties, "pStyle") if properties is not None else None) or story.styles.default or ""
    style = story.styles.paragraph(name)
    story.flow.hidden = style.hidden
    line, story.waiting = story.waiting or Line(), None
    inline(paragraph, line, story.flow)
    story.boxes.extend(line.boxes)
    line.boxes.clear()
    mark = properties.find(f"{W}rPr") if properties is not None else None
    if (mark is not None and _goes_on(mark, line)) or _is_drop_cap(properties):
        story.waiting = line
        return
    label = _label(properties, name, style, story)
    _emit(line, label, _outline(properties, style), story)
    if mark is not None and flag(mark, "specVanish") and story.cell is None:
        _take_back_line_feed(story)


def _goes_on(mark: Element, line: Line) -> bool:
    """Whether the paragraph has no end of its own: its mark is deleted, or hidden with nothing before it."""
    if mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None:
        return True
    return bool(flag(mark, "vanish")) and not line.parts


def _is_drop_cap(properties: Element | None) -> bool:
    """Whether the paragraph is the large first character of the next (首字下沉), which Word keeps apart."""
    frame = properties.find(_FRAME) if properties is not None else None
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _take_back_line_feed(story: Story) -> None:
    """A style separator: the next paragraph goes on in the same line."""
    builder = story.builder
    if builder.chunks and builder.chunks[-1] == "\n":
        builder.chunks.pop()
        builder.length -= 1


def _label(properties: Element | None, name: str, style: Style, story: Story) -> str:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    num_id, level = value(numbering, "numId"), number(numbering, "ilvl")
    if num_id is None:
        num_id = style.num_id
        if level is None and num_id is not None:
            level = story.numbering.level_of_style(num_id, name)
            level = style.level if level is None else level
    if not num_id or num_id == "0":
        return ""
    return story.numbering.label(num_id, level or 0)


def _outline(properties: Element | None, style: Style) -> int | None:
    own = number(properties, "outlineLvl")
    level = style.outline if own is None else own
    return level + 1 if level is not None and 0 <= level < 9 else None


def _emit(line: Line, label: str, outline: int | None, story: Story) -> None:
    text = label + "".join(line.parts)
    builder = story.builder
    if story.cell is not None:
        text = text.replace("\n", " ").replace("\t", " ")
        if text and builder.length > story.cell:
            builder.add(" ")
        start = builder.add(text)
        story.turns += [(start + at, page) for at, page in _pages(line, len(label), len(text), story)]
    else:
        start = builder.line(text, pages=_pages(line, len(label), len(text), story), part=story.part)
        if outline is not None and text:
            builder.hints[start] = outline
    for kind, author, date, deleted, begin, end in line.revisions:
        offset = start + len(label)
        if deleted is not None:
            builder.revisions.append(Revision(kind=kind, author=author, date=date, text=deleted))
        else:
            begin, end = begin + offset, end + offset
            changed = text[begin - start : end - start]
            builder.revisions.append(Revision(kind=kind, author=author, date=date, text=changed, start=begin, end=end))


def _pages(line: Line, label: int, length: int, story: Story) -> list[tuple[int, int | None]]:
    """Where in a paragraph, its label counted, which page begins."""
    reached = story.page()
    if reached is None or not line.breaks:
        return [(0, reached)]
    first = reached - len(line.breaks)
    if story.part == "text_box":
        return [(0, first)]
    turns = {label + at if at else 0: first + nth for nth, at in enumerate(line.breaks, 1)}
    return [(at, page) for at, page in {0: first, **turns}.items() if at < length] or [(0, reached)]


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, wanted)


def _table(table: Element, story: Story) -> None:
    story.builder.tables += 1
    number_, outer = story.builder.tables, story.cell
    merged: set[int] = set()
    shown = 0
    for row in _children(table, _TR):
        properties = row.find(f"{W}trPr")
        change = properties.find(f"{W}del") if properties is not None else None
        if change is not None:
            _deleted_row(row, change, story)
            continue
        if flag(properties, "hidden"):
            continue
        shown += 1
        if outer is not None and story.builder.length > outer:
            story.builder.add(" ")
        _row(row, (number_, shown), merged, story)
        if outer is None:
            story.builder.add("\n")
    story.cell = outer


def _deleted_row(row: Element, change: Element, story: Story) -> None:
    text = deleted_text(row)
    if text:
        author = change.get(f"{W}author")
        revision = Revision(kind="deleted", author=author, date=changed_on(change), text=text)
        story.builder.revisions.append(revision)


def _row(row: Element, where: tuple[int, int], merged: set[int], story: Story) -> None:
    """Write the cells of a row. ``merged`` are the columns whose cell goes on downwards; it is kept up to date."""
    outer, builder = story.cell, story.builder
    gap = "\t" if outer is None else " "
    ahead = min(_MOST_COLUMNS, max(0, number(row.find(f"{W}trPr"), "gridBefore") or 0))
    column, owed = 1 + ahead, gap * ahead
    base, moved, furthest = story.flow.pages, 0, story.flow.pages
    for cell in _children(row, _TC):
        properties = cell.find(f"{W}tcPr")
        span = min(_MOST_COLUMNS, max(1, number(properties, "gridSpan") or 1))
        builder.add(owed)
        if not _swallowed(properties, column, merged):
            story.flow.pages = base + moved
            start, before = builder.length, len(story.turns)
            story.cell = start
            blocks(cell, story)
            finish(story)
            moved = max(moved, _settle(story, start, before, base, moved))
            furthest = max(furthest, story.flow.pages)
            _place_cell(story, (*where, column), start, before)
        owed = gap * span
        column += span
    story.cell, story.flow.pages = outer, furthest


def _settle(story: Story, start: int, before: int, base: int, moved: int) -> int:
    """How many pages a cell moves its row on from page ``base``; that counts once, though each cell may say it."""
    first = next((page for at, page in story.turns[before:] if at == start), None)
    leading = first - base - 1 - moved if first else 0
    if leading and moved:
        story.turns[before:] = [(at, page - moved if page else page) for at, page in story.turns[before:]]
        story.flow.pages -= moved
    return leading


def _place_cell(story: Story, where: tuple[int, int, int], start: int, before: int) -> None:
    """The places of a cell that ends here: one for each page that it is on."""
    reached = [(0, story.page())]
    for at, page in story.turns[before:]:
        if at == start:
            reached = [(0, page)]
        elif page != reached[-1][1]:
            reached.append((at - start, page))
    table, row, column = where
    for begin, end, page in stretches(reached, start, story.builder.length):
        place = Place(start=begin, end=end, page=page, table=table, row=row, column=column, part=story.part)
        story.builder.places.append(place)


def _swallowed(properties: Element | None, column: int, merged: set[int]) -> bool:
    if properties is None:
        merged.discard(column)
        return False
    horizontal = properties.find(f"{W}hMerge")
    if horizontal is not None and horizontal.get(VAL) != "restart":
        return True
    vertical = properties.find(f"{W}vMerge")
    if vertical is None:
        merged.discard(column)
        return False
    if vertical.get(VAL) == "restart":
        merged.add(column)
        return False
    return column in merged
