"""Styles of a Word file, resolved along basedOn: numbering, outline level, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.text._wordml import VAL, Element, W, flag, number, value

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style gives: list and level, outline level 0..8, whether its text is hidden."""

    num_id: str | None = None
    level: int | None = None
    outline: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles by id, the default one, ids of character styles that hide text, lists of numbering styles."""

    paragraphs: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    hidden_runs: frozenset[str] = frozenset()
    lists: dict[str, str] = field(default_factory=dict)


def read_styles(root: Element | None) -> Styles:
    """The styles of ``word/styles.xml``; none of them where the file has no such part."""
    raw = {s.get(f"{W}styleId", ""): s for s in (root if root is not None else ()) if s.tag == f"{W}style"}
    kinds = {name: style.get(f"{W}type", "paragraph") for name, style in raw.items()}
    paragraphs = {name: _resolve(name, raw) for name, kind in kinds.items() if kind == "paragraph"}
    hidden = frozenset(n for n, kind in kinds.items() if kind == "character" and _resolve(n, raw).hidden)
    lists = {n: _resolve(n, raw).num_id for n, kind in kinds.items() if kind == "numbering"}
    default = next((n for n in paragraphs if raw[n].get(f"{W}default") in ("1", "true", "on")), None)
    return Styles(paragraphs, default, hidden, {name: num for name, num in lists.items() if num})


def _chain(name: str, raw: dict[str, Element]) -> list[Element]:
    """The style and those it is based on, itself first; a circle ends the chain."""
    chain: list[Element] = []
    current: str | None = name
    seen: set[str] = set()
    while current and current in raw and current not in seen:
        seen.add(current)
        chain.append(raw[current])
        current = value(raw[current], "basedOn")
    return chain


def _resolve(name: str, raw: dict[str, Element]) -> Style:
    num_id = level = outline = hidden = None
    for style in _chain(name, raw):
        properties = style.find(f"{W}pPr")
        numbering = properties.find(f"{W}numPr") if properties is not None else None
        if num_id is None:
            num_id = value(numbering, "numId")
        level = number(numbering, "ilvl") if level is None else level
        outline = _outline(style, properties) if outline is None else outline
        hidden = flag(style.find(f"{W}rPr"), "vanish") if hidden is None else hidden
    return Style(num_id, level, outline, bool(hidden))


def _outline(style: Element, properties: Element | None) -> int | None:
    level = number(properties, "outlineLvl")
    if level is not None:
        return level
    named = style.find(f"{W}name")
    heading = _HEADING.match(named.get(VAL, "")) if named is not None else None
    return int(heading[1]) - 1 if heading else None
