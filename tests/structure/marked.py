"""Reads documents with marks in place (cases/README.md) into a plain text and what is to be found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(
    r"⟦(?:(?P<level>[0-9]) (?P<role>[a-z]+)|(?P<table>[pmn])(?P<themes>(?:#[a-z_]+)*)(?::(?P<scope>[^|]+))?"
    r"|c:(?P<item>[^|]*))\|"
)
_TABLES = {"p": "problems", "m": "measures", "n": "plans"}


@dataclass
class Wanted:
    """One document as marked: its field values, its plain text, its rows by table, and the themes of its items."""

    fields: dict[str, str | None]
    text: str = ""
    rows: dict[str, list[tuple[object, ...]]] = field(
        default_factory=lambda: {"sections": [], "problems": [], "measures": [], "plans": [], "counts": []}
    )
    themes: dict[str, list[tuple[str, ...]]] = field(
        default_factory=lambda: {"problems": [], "measures": [], "plans": []}
    )


@dataclass
class Case:
    """One file: its name, its plain text with the chrome, and the documents in it."""

    name: str
    text: str = ""
    documents: list[Wanted] = field(default_factory=list)


def read(path: Path) -> list[Case]:
    """The cases of a file of marked documents; a mark that is not understood fails."""
    parts = re.split(r"^=== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_case(title, body) for title, body in zip(parts[1::2], parts[2::2], strict=True)]


def _case(name: str, body: str) -> Case:
    case = Case(name)
    for chunk in re.split(r"^(?=@doc )|^@end\n", body, flags=re.MULTILINE):
        if not chunk.startswith("@doc "):
            case.text += chunk
            continue
        head, _, marked = chunk.partition("\n")
        values = dict(pair.split("=", 1) for pair in head.split()[1:])
        wanted = Wanted({key: None if value == "-" else value for key, value in values.items()})
        wanted.text = _unmark(marked, wanted).strip()
        case.text += wanted.text + "\n"
        case.documents.append(wanted)
    return case


def _unmark(marked: str, wanted: Wanted) -> str:
    """``marked`` without its marks; the rows go into ``wanted`` in the order in which their marks open."""
    plain, at = "", 0
    open_marks: list[tuple[int, int, re.Match[str]]] = []
    found: list[tuple[int, str, tuple[object, ...], re.Match[str]]] = []
    order = 0
    while at < len(marked):
        if marked[at] == "⟦":
            match = _MARK.match(marked, at)
            assert match, f"mark not understood: {marked[at : at + 30]}"
            open_marks.append((order, len(plain), match))
            order, at = order + 1, match.end()
        elif marked[at] == "⟧":
            number, start, match = open_marks.pop()
            found.append((number, *_row(match, plain[start:]), match))
            at += 1
        else:
            plain, at = plain + marked[at], at + 1
    assert not open_marks, f"mark not closed in {plain[:40]}"
    for _, table, row, match in sorted(found, key=lambda mark: mark[0]):
        wanted.rows[table].append(row)
        if table in wanted.themes:
            wanted.themes[table].append(tuple(match.group("themes").split("#")[1:]))
    return plain


def _row(match: re.Match[str], text: str) -> tuple[str, tuple[object, ...]]:
    if match.group("item") is not None:
        return "counts", (match.group("item"), text)
    if match.group("level"):
        return "sections", (int(match.group("level")), text, match.group("role"))
    if match.group("table") == "p":
        return "problems", (match.group("scope"), text)
    return _TABLES[match.group("table")], (text,)
