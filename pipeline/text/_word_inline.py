"""The content of one Word paragraph: runs, fields, tracked changes, symbols, text boxes anchored in it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from pipeline.text._styles import Styles
from pipeline.text._symbols import symbol
from pipeline.text._wordml import MATH, MC, VAL, VML, Element, R, W, branch

_T, _RPR, _R, _TAB, _BR, _CR = f"{W}t", f"{W}rPr", f"{W}r", f"{W}tab", f"{W}br", f"{W}cr"
_INS, _DEL = f"{W}ins", f"{W}del"
_MOVED_HERE, _MOVED_AWAY = f"{W}moveTo", f"{W}moveFrom"
_FIELD, _INSTRUCTION, _SYMBOL, _RUBY = f"{W}fldChar", f"{W}instrText", f"{W}sym", f"{W}ruby"
_ALTERNATE, _BOX, _TEXT_PATH = f"{MC}AlternateContent", f"{W}txbxContent", f"{VML}textpath"
_MATH_TEXT, _DENOMINATOR = f"{MATH}t", f"{MATH}den"
_BREAKS = {_TAB: "\t", f"{W}ptab": "\t", _CR: "\n", f"{W}noBreakHyphen": "-", _BR: "\n"}
_GRAPHICS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_PAGE_SHOWN = f"{W}lastRenderedPageBreak"
# Children whose content is not on the page, or is taken elsewhere.
_SILENT = {f"{W}pPr", _RPR, f"{W}sdtPr", f"{W}sdtEndPr", f"{W}customXmlPr", f"{W}smartTagPr", f"{W}rt", f"{W}delText",
           f"{W}sectPr", f"{W}tblPr", f"{W}fldData"}  # fmt: skip
_VANISH, _RSTYLE = f"{W}vanish", f"{W}rStyle"
# 带圈字符: Chinese Word draws circled numbers with a field that has no result, EQ \o\ac(○,1).
_CIRCLED = re.compile(r"eq\s*\\o\s*(?:\\a[clr]\s*)*\(\s*([○△□◇])\s*[,，;]\s*([^)]{1,4})\)", re.IGNORECASE)
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,4}")


@dataclass(slots=True)
class Line:
    """The text of one paragraph as it grows; revisions have offsets in the line, ``boxes`` wait to be read.

    ``breaks`` are the offsets at which a new page begins.
    """

    parts: list[str] = field(default_factory=list)
    revisions: list[tuple[str, str | None, datetime.date | None, str | None, int, int]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def length(self) -> int:
        """Characters so far."""
        return sum(map(len, self.parts))


@dataclass(slots=True)
class Flow:
    """What runs on from one paragraph to the next: fields still open, pages passed, notes referred to.

    ``fields`` has an entry for each open field: its instruction so far, or None once its result began.
    """

    styles: Styles
    fields: list[str | None] = field(default_factory=list)
    pages: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: bool = False

    def inside_instruction(self) -> bool:
        """Whether what comes now is part of a field's instruction, not of its result."""
        return any(instruction is not None for instruction in self.fields)


def inline(parent: Element, line: Line, flow: Flow) -> None:
    """Append the visible text under ``parent`` (a paragraph or a wrapper inside one) to ``line``."""
    for child in parent:
        tag = child.tag
        if tag == _R:
            _run(child, line, flow)
        elif tag in _SILENT or not isinstance(tag, str):
            continue
        elif tag in (_DEL, _MOVED_AWAY):
            _deleted(child, line, flow)
        elif tag in (_INS, _MOVED_HERE):
            _inserted(child, line, flow)
        elif tag == _ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                inline(chosen, line, flow)
        elif tag == _MATH_TEXT:
            line.parts.append(child.text or "")
        elif tag == _DENOMINATOR:
            line.parts.append("/")
            inline(child, line, flow)
        elif tag in _GRAPHICS:
            _graphics(child, line)
        else:
            inline(child, line, flow)


def _run(run: Element, line: Line, flow: Flow) -> None:
    hidden = flow.hidden
    for child in run:
        tag = child.tag
        if tag == _RPR:
            hidden = _is_hidden(child, flow)
        elif tag == _T:
            if child.text and not hidden and not (flow.fields and flow.inside_instruction()):
                line.parts.append(_characters(child))
        elif tag == _PAGE_SHOWN:
            _new_page(line, flow)
        elif tag == _FIELD:
            _field(child, line, flow)
        elif tag == _INSTRUCTION:
            if flow.fields and flow.fields[-1] is not None:
                flow.fields[-1] += child.text or ""
        elif not hidden and not (flow.fields and flow.inside_instruction()):
            _special(child, tag, line, flow)


def _new_page(line: Line, flow: Flow) -> None:
    flow.pages += 1
    line.breaks.append(line.length())


def _special(child: Element, tag: str, line: Line, flow: Flow) -> None:
    """What a run may hold beside plain text."""
    if tag in _BREAKS:
        page = tag == _BR and child.get(f"{W}type") in ("page", "column")
        if not page or line.parts:
            line.parts.append(_BREAKS[tag])
    elif tag == _SYMBOL:
        line.parts.append(_symbol(child))
    elif tag in _GRAPHICS:
        _graphics(child, line)
    elif tag in _NOTES:
        flow.notes.append((_NOTES[tag], child.get(f"{W}id", "")))
    elif tag == _ALTERNATE:
        chosen = branch(child)
        for inner in chosen if chosen is not None else ():
            _special(inner, inner.tag, line, flow)
    elif tag == _RUBY:
        base = child.find(f"{W}rubyBase")
        if base is not None:
            inline(base, line, flow)
    elif tag == _T:
        line.parts.append(_characters(child))


def _symbol(element: Element) -> str:
    code = element.get(f"{W}char", "")
    font = element.get(f"{W}font", "")
    return symbol(int(code, 16), font) if _HEXADECIMAL.fullmatch(code) else ""


def _characters(text: Element) -> str:
    characters: str = text.text or ""
    if text.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve" and (
        characters[:1].isspace() or characters[-1:].isspace()
    ):
        characters = characters.strip(" \t\r\n")
    if "\n" in characters:
        characters = characters.replace("\n", " ")
    return characters.replace("\u00ad", "") if "\u00ad" in characters else characters


def _is_hidden(properties: Element, flow: Flow) -> bool:
    vanish = properties.find(_VANISH)
    if vanish is not None:
        return vanish.get(VAL) not in ("0", "false", "off")
    if flow.styles.hidden_runs:
        style = properties.find(_RSTYLE)
        if style is not None and style.get(VAL) in flow.styles.hidden_runs:
            return True
    return flow.hidden


def _field(char: Element, line: Line, flow: Flow) -> None:
    kind = char.get(f"{W}fldCharType")
    if kind == "begin":
        flow.fields.append("")
    elif kind == "separate" and flow.fields:
        flow.fields[-1] = None
    elif kind == "end" and flow.fields:
        instruction = flow.fields.pop()
        if instruction and not flow.inside_instruction():
            line.parts.append(_drawn(instruction))


def _drawn(instruction: str) -> str:
    """What a field without a result draws, where that is a circled number or character."""
    circled = _CIRCLED.search(instruction)
    if not circled:
        return ""
    shape, inner = circled[1], circled[2].strip()
    if shape == "○" and inner.isdecimal() and 1 <= int(inner) <= 20:
        return chr(0x2460 + int(inner) - 1)
    return inner


def _graphics(graphic: Element, line: Line) -> None:
    """Collect the text boxes of a drawing, each once, and the words of WordArt."""
    for child in graphic:
        tag = child.tag
        if tag == _BOX:
            line.boxes.append(child)
        elif tag == _ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                _graphics(chosen, line)
        elif tag == _TEXT_PATH and child.get("string"):
            line.parts.append(child.get("string"))
        elif len(child):
            _graphics(child, line)


def _inserted(change: Element, line: Line, flow: Flow) -> None:
    start = line.length()
    inline(change, line, flow)
    end = line.length()
    if end > start:
        line.revisions.append(("inserted", change.get(f"{W}author"), changed_on(change), None, start, end))


def _deleted(change: Element, line: Line, flow: Flow) -> None:
    for _ in change.iter(_PAGE_SHOWN):
        _new_page(line, flow)
    text = deleted_text(change)
    if text:
        line.revisions.append(("deleted", change.get(f"{W}author"), changed_on(change), text, 0, 0))


def deleted_text(change: Element) -> str:
    """All characters of a deleted stretch."""
    return "".join(e.text or "" for e in change.iter(f"{W}delText", _T))


def changed_on(change: Element) -> datetime.date | None:
    """The day of a tracked change, None where the file does not say."""
    try:
        return datetime.date.fromisoformat((change.get(f"{W}date") or "")[:10])
    except ValueError:
        return None


RELATION = f"{R}id"
