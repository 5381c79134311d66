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
    """The styles of a file by id; which paragraph style is the default, which character styles hide their text.

    ``lists`` are the numbering styles with their list.
    """

    raw: dict[str, Element] = field(default_factory=dict)
    default: str | None = None
    hidden_runs: frozenset[str] = frozenset()
    lists: dict[str, str] = field(default_factory=dict)
    _known: dict[str, Style] = field(default_factory=dict)

    def paragraph(self, name: str) -> Style:
        """The paragraph style ``name``, resolved when first asked for: files define many more than they use."""
        found = self._known.get(name)
        if found is None:
            is_one = name in self.raw and _kind(self.raw[name]) == "paragraph"
            found = self._known[name] = _resolve(name, self.raw) if is_one else Style()
        return found


def read_styles(root: Element | None) -> Styles:
    """The styles of ``word/styles.xml``; none of them where the file has no such part."""
    if root is None:
        return Styles()
    raw = {style.get(f"{W}styleId", ""): style for style in root.iterchildren(f"{W}style")}
    hides = next(root.iter(f"{W}vanish"), None) is not None
    characters = [name for name, style in raw.items() if hides and _kind(style) == "character"]
    lists = {name: _resolve(name, raw).num_id for name, style in raw.items() if _kind(style) == "numbering"}
    defaults = (n for n, s in raw.items() if s.get(f"{W}default") in ("1", "true", "on") and _kind(s) == "paragraph")
    hidden = frozenset(name for name in characters if _resolve(name, raw).hidden)
    return Styles(raw, next(defaults, None), hidden, {name: num for name, num in lists.items() if num})


def _kind(style: Element) -> str:
    kind: str = style.get(f"{W}type", "paragraph")
    return kind


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
