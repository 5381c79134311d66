"""The two sides of each unit and year: what its own report says, what inspections say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from pipeline.audit._rectify import rectifications
from pipeline.records import Tables

_ENDS = "。；！\n\t"
_MARKER = re.compile(r"[\s　]*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、．.]|[一二三四五六七八九十]是)[\s　]*")
_DONE = ("measures", "achievements", "evaluation")  # roles of sections that claim
_SHORTEST = 6  # characters; less is a name or a date
Key = tuple[str, int]  # name of the unit in the register, year


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of a table as words with their place; ``said`` is what to read, ``text`` what stands in the document."""

    table: str
    doc_id: str
    year: int
    said: str
    text: str
    start: int
    end: int
    theme: str | None


@dataclass(slots=True)
class Sides:
    """All statements of one unit and year; ``mended`` is what a later report on rectification says was put right."""

    claims: list[Statement] = field(default_factory=list)
    findings: list[Statement] = field(default_factory=list)
    plans: list[Statement] = field(default_factory=list)
    mended: list[Statement] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    inspected: bool = False


def known(value: Any) -> bool:
    """Whether a cell of a table holds a value (null comes as None, NaN, NaT or NA)."""
    return value is not None and not (isinstance(value, float) and value != value) and str(value) not in ("<NA>", "NaT")


def rows(tables: Tables, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as tuples of the named columns."""
    frame = tables.read(name, list(columns))
    yield from zip(*(frame[column].to_numpy(dtype=object) for column in columns), strict=True)


def register(tables: Tables) -> dict[str, str]:
    """Every name and alias of an unmasked unit to the name its register row has.

    An alias that two units share names neither.
    """
    named: dict[str, set[str]] = defaultdict(set)
    full = set()
    for name, aliases, hidden in rows(tables, "units", ("name", "aliases", "masked")):
        if known(name) and not hidden:
            full.add(str(name))
            for alias in aliases if known_list(aliases) else ():
                named[str(alias)].add(str(name))
    clear = {alias: next(iter(names)) for alias, names in named.items() if len(names) == 1}
    return clear | {name: name for name in full}


def successors(tables: Tables) -> dict[str, str]:
    """The name of every unit that was renamed or merged to the name of the last of its successors."""
    names: dict[str, str] = {}
    after: dict[str, str] = {}
    for unit_id, name, successor in rows(tables, "units", ("unit_id", "name", "successor_id")):
        if known(name):
            names.setdefault(str(unit_id), str(name))
        if known(successor):
            after[str(unit_id)] = str(successor)
    result = {}
    for unit_id in after:
        last, seen = unit_id, {unit_id}
        while last in after and after[last] not in seen:
            last = after[last]
            seen.add(last)
        if unit_id in names and last in names:
            result[names[unit_id]] = names[last]
    return result


def known_list(value: Any) -> bool:
    """Whether a list cell has entries."""
    return value is not None and hasattr(value, "__len__") and len(value) > 0


def masked(name: str) -> bool:
    """Whether a unit's name hides it (X乡, **局, 某单位): such a unit is one unknown of its own document."""
    return any(mark in name for mark in "XxＸ×*＊某_＿○〇□")


@dataclass(frozen=True, slots=True)
class _Documents:
    kind: Mapping[str, str]
    year: Mapping[str, int]
    unit: Mapping[str, str]
    names: Mapping[str, str]
    rectifying: frozenset[str]

    def name(self, unit: Any) -> str | None:
        """The register's name of a unit, the name itself where there is no register, none where it is masked."""
        if not known(unit) or masked(str(unit)):
            return None
        return self.names.get(str(unit), str(unit))


def _documents(tables: Tables) -> _Documents:
    kind: dict[str, str] = {}
    year: dict[str, int] = {}
    unit: dict[str, str] = {}
    for doc_id, its_kind, its_year, its_unit in rows(tables, "documents", ("doc_id", "kind", "year", "unit")):
        kind[doc_id] = its_kind
        if known(its_year):
            year[doc_id] = int(its_year)
        if known(its_unit):
            unit[doc_id] = str(its_unit)
    return _Documents(kind, year, unit, register(tables), rectifications(tables))


def gather(tables: Tables) -> dict[Key, Sides]:
    """The sides of every unit and year that the archive names, in order of unit and year."""
    documents = _documents(tables)
    sides: dict[Key, Sides] = defaultdict(Sides)
    for doc_id, kind in documents.kind.items():
        name = documents.name(documents.unit.get(doc_id))
        if kind == "self_report" and name and doc_id in documents.year and doc_id not in documents.rectifying:
            sides[name, documents.year[doc_id]].reports.add(doc_id)
    for table in ("measures", "problems", "plans"):
        _own_words(tables, table, documents, sides)
    _deductions(tables, documents, sides)
    _inspected_units(tables, documents, sides)
    _further(tables, documents, sides)
    return {key: sides[key] for key in sorted(sides)}


def _own_words(tables: Tables, table: str, documents: _Documents, sides: dict[Key, Sides]) -> None:
    for doc_id, text, start, end, themes in rows(tables, table, ("doc_id", "text", "start", "end", "themes")):
        name = documents.name(documents.unit.get(doc_id))
        if documents.kind.get(doc_id) != "self_report" or not name or doc_id not in documents.year:
            continue
        year = documents.year[doc_id]
        statement = Statement(table, doc_id, year, text, text, int(start), int(end), _first(themes))
        side = sides[name, year]
        if table == "plans":
            side.plans.append(statement)
        elif doc_id not in documents.rectifying:
            side.claims.append(statement)
        elif table == "measures":  # its problems are the inspection's, told back
            side.mended.append(statement)


def _further(tables: Tables, documents: _Documents, sides: dict[Key, Sides]) -> None:
    """Sentences of reports on inspected units that are no row but claim something too.

    Those are the ones with a figure, and all under headings on what was done (窗口没有红过脸 is no action).
    """
    met = {doc for side in sides.values() if side.inspected for doc in side.reports} | documents.rectifying
    places = _places(tables, met)
    told = _told(sides)
    for batch in tables.batches("documents", ["doc_id", "text"]):
        for doc_id, text in zip(batch["doc_id"], batch["text"], strict=True):
            name, year = documents.name(documents.unit.get(doc_id)), documents.year.get(doc_id)
            if doc_id not in places or not name or year is None:
                continue
            claims = sides[name, year].mended if doc_id in documents.rectifying else sides[name, year].claims
            for start, end in _sentences(text, places[doc_id]):
                if not any(start < e and s < end for s, e in told[doc_id]):
                    claims.append(
                        Statement("sentences", doc_id, year, text[start:end], text[start:end], start, end, None)
                    )


def _told(sides: Mapping[Key, Sides]) -> dict[str, list[tuple[int, int]]]:
    told: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for side in sides.values():
        for statement in (*side.claims, *side.plans, *side.mended):
            told[statement.doc_id].append((statement.start, statement.end))
    return told


def _places(tables: Tables, met: Set[str]) -> dict[str, list[tuple[int, int]]]:
    """Where the documents of ``met`` give figures and tell what was done; headings are left out."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for doc_id, start in rows(tables, "counts", ("doc_id", "start")):
        if doc_id in met:
            places[doc_id].append((int(start), int(start) + 1))
    before: tuple[str, int] | None = None  # a section's own words end where the next one begins
    columns = ("doc_id", "role", "marker", "heading", "start", "end")
    for doc_id, role, marker, heading, start, end in reversed(list(rows(tables, "sections", columns))):
        own = min(int(end), before[1]) if before and before[0] == doc_id else int(end)
        before = (doc_id, int(start))
        if doc_id in met and role in _DONE:
            places[doc_id].append((int(start) + len(marker or "") + len(heading or "") + 1, own))
    return places


def _sentences(text: str, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], None]:
    """The sentences in and around ``places``, in order, each once; marks that number them left out."""
    found = set()
    for start, end in places:
        at = start
        while at < end:
            first, last = _sentence(text, at)
            marker = _MARKER.match(text, first, last)
            found.add((marker.end() if marker else first, last))
            at = last + 1
    return dict.fromkeys(sorted((s, e) for s, e in found if e - s >= _SHORTEST))


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence around a place, without its closing mark."""
    start = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    ends = [end for mark in _ENDS if (end := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))


def _first(themes: Any) -> str | None:
    return str(themes[0]) if known_list(themes) else None


def _deductions(tables: Tables, documents: _Documents, sides: dict[Key, Sides]) -> None:
    columns = ("doc_id", "unit", "reason", "rule", "theme", "text", "start", "end")
    for doc_id, unit, reason, rule, theme, text, start, end in rows(tables, "deductions", columns):
        name = documents.name(unit if known(unit) else documents.unit.get(doc_id))
        if rule or documents.kind.get(doc_id) != "inspection" or not name or doc_id not in documents.year:
            continue
        year = documents.year[doc_id]
        told = str(theme) if known(theme) else None
        side = sides[name, year]
        side.inspected = True
        side.findings.append(Statement("deductions", doc_id, year, reason, text, int(start), int(end), told))


def _inspected_units(tables: Tables, documents: _Documents, sides: dict[Key, Sides]) -> None:
    """Problems and praise of inspections, given to the unit that the words, or their heading, name."""
    spoken_to = _Named(_names(documents, sides))
    headings: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for doc_id, heading, start, end in rows(tables, "sections", ("doc_id", "heading", "start", "end")):
        if documents.kind.get(doc_id) == "inspection":
            headings[doc_id].append((int(start), int(end), heading))
    for table in ("problems", "measures"):
        for doc_id, text, start, end, themes in rows(tables, table, ("doc_id", "text", "start", "end", "themes")):
            if documents.kind.get(doc_id) != "inspection" or doc_id not in documents.year:
                continue
            around = [h for s, e, h in reversed(headings[doc_id]) if s <= start < e]
            year = documents.year[doc_id]
            for name in spoken_to.units(text, around, documents.name(documents.unit.get(doc_id))):
                side = sides[name, year]
                side.inspected = True
                side.findings.append(Statement(table, doc_id, year, text, text, int(start), int(end), _first(themes)))


def _names(documents: _Documents, sides: Mapping[Key, Sides]) -> dict[str, str]:
    units = {name for name, _ in sides}
    return {alias: name for alias, name in documents.names.items() if name in units} | {name: name for name in units}


class _Named:
    """Which units a stretch of text names; their names are looked up by the first two characters."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._units = frozenset(names.values())
        self._by_pair: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for alias, name in names.items():
            self._by_pair[alias[:2]].append((alias, name))
        self._in_heading: dict[str, list[str]] = {}

    def units(self, text: str, headings: Sequence[str], whole: str | None) -> list[str]:
        """The units named in ``text``, else in the nearest heading that names one, else ``whole`` if it is known."""
        named = self._in(text)
        for heading in () if named else headings:
            if heading not in self._in_heading:
                self._in_heading[heading] = self._in(heading)
            if named := self._in_heading[heading]:
                break
        return named or ([whole] if whole in self._units and whole is not None else [])

    def _in(self, place: str) -> list[str]:
        found = set()
        for at in range(len(place)):
            for alias, name in self._by_pair.get(place[at : at + 2], ()):
                if place.startswith(alias, at):
                    found.add(name)
        return sorted(found)
