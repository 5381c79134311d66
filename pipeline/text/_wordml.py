"""Names of WordprocessingML elements and the few ways in which their values are read."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
VAL = f"{W}val"


def value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of the child ``name``."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(VAL) if child is not None else None


def number(parent: Element | None, name: str) -> int | None:
    """The ``w:val`` of the child ``name`` as a whole number; None where it is none."""
    return whole(value(parent, name))


def whole(text: str | None) -> int | None:
    """``text`` as a whole number, None where it is none."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def flag(parent: Element | None, name: str) -> bool | None:
    """A toggle property: true where the child stands, unless its value says no; None where it is absent."""
    child = parent.find(W + name) if parent is not None else None
    if child is None:
        return None
    return child.get(VAL) not in ("0", "false", "off", "none")


def branch(alternate: Element) -> Element | None:
    """The one branch of mc:AlternateContent to read: the first choice that has text, else the fallback."""
    choices = alternate.findall(f"{MC}Choice")
    for choice in choices:
        if next(choice.iter(f"{W}t"), None) is not None:
            return choice
    fallback = alternate.find(f"{MC}Fallback")
    return fallback if fallback is not None else (choices[0] if choices else None)
