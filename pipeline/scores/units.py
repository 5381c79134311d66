"""The register of units over the whole archive: one entry a body, with its aliases, renames and mergers."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.records import Tables, Unit
from pipeline.scores import _names, _parents, _renames
from pipeline.scores._names import Name
from pipeline.scores._parents import Parent

_MENTIONS = ("scores", "deductions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two names that may be one body, and why; a person decides."""

    a: str
    b: str
    why: str
    doc_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The units with the way from a name in a document to its unit."""

    units: Sequence[Unit]
    keys: Mapping[tuple[str, str], str]  # (doc_id, name as written, or place in the list for a masked one) → unit_id
    doubts: Sequence[Doubt] = ()
    by_id: Mapping[str, Unit] = field(default_factory=dict)
    became: Mapping[str, Sequence[Unit]] = field(default_factory=dict)  # by the id of the successor
    parents: Mapping[str, Parent] = field(default_factory=dict)  # by the id of the child

    def label(self, unit: Unit) -> str:
        """What other tables call the unit: its name; a masked one carries its id, so that it stays one of its own."""
        return unit.name if unit.name and not unit.masked else f"{unit.name or '未具名单位'}（{unit.unit_id}）"

    def predecessors(self, unit_id: str) -> Sequence[Unit]:
        """The units that became this one."""
        return self.became.get(unit_id, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What one document says of units: who speaks, its region, whom it lists, what it tells of renames."""

    doc_id: str
    unit: str | None
    region: str
    listed: tuple[str, ...]
    renames: tuple[tuple[_renames.Said, str], ...]
    belongs: tuple[_parents.Belongs, ...] = ()


class _Told(NamedTuple):
    """One sentence on a rename or merger; ``vague`` where it gives no day."""

    vague: bool
    doc_id: str
    start: int
    said: _renames.Said
    words: str
    after: Name


def _mention(name: str | None, ordinal: float | None) -> str | None:
    if isinstance(name, str) and name and not _names.hidden(name):
        return name
    if ordinal is not None and ordinal == ordinal:
        return f"#{int(ordinal)}"
    return name if isinstance(name, str) and name else None


def register(tables: Tables, decided: Iterable[tuple[str, str]] = ()) -> Register:
    """The register of an archive; ``decided`` are pairs of names that a person said are one body."""
    listed, masked = _listed(tables)
    seen = list(_documents(tables, listed))
    names = _resolve(seen)
    same = _joined(set(names.values()), decided)
    names = {key: same.get(name, name) for key, name in names.items()}
    rows = _entries(seen, names)
    parents = _parents.parents(rows, *_belonging(seen, names))
    units, keys = _with_masked(list(rows.values()), names, masked)
    settled = {(unit.name or "", heir) for unit in units if (heir := _heir(units, unit))}
    doubts = [d for d in _doubts(sorted(set(names.values())), names) if (d.a, d.b) not in settled]
    became: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.successor_id:
            became[unit.successor_id].append(unit)
    by_id = {unit.unit_id: unit for unit in units}
    return Register(units=units, keys=keys, doubts=doubts, by_id=by_id, became=became, parents=parents)


def _belonging(
    seen: Sequence[_Seen], names: Mapping[tuple[str, str], Name]
) -> tuple[list[tuple[str, Name, Name, _parents.Belongs]], dict[Name, tuple[str, Name]]]:
    """The sentences on who belongs to whom, and the villages that a town's own document lists."""
    told: list[tuple[str, Name, Name, _parents.Belongs]] = []
    listed: dict[Name, tuple[str, Name]] = {}
    for one in seen:
        told += [(one.doc_id, names[one.doc_id, b.child], names[one.doc_id, b.parent], b) for b in one.belongs]
        speaker = names.get((one.doc_id, one.unit)) if one.unit else None
        if speaker and speaker.level == "乡镇":
            mine = (names[one.doc_id, mention] for mention in one.listed)
            listed |= {name: (one.doc_id, speaker) for name in mine if name.level == "村"}
    return told, listed


class _Hidden(NamedTuple):
    """A masked place of a list: what is left of the name, and the words that tell of it."""

    name: str | None
    text: str
    start: int
    end: int


def _listed(tables: Tables) -> tuple[dict[str, list[str]], dict[tuple[str, str], _Hidden]]:
    """Names by document in the lists of results, and the masked places of such lists."""
    listed: dict[str, list[str]] = defaultdict(list)
    masked: dict[tuple[str, str], _Hidden] = {}
    for table in _MENTIONS:
        frame = tables.read(table, ["doc_id", "unit", "unit_ordinal", "text", "start", "end"])
        for doc_id, unit, ordinal, *words in frame.itertuples(index=False):
            mention = _mention(unit, ordinal)
            if mention is None:
                continue
            if mention.startswith("#") or _names.hidden(mention):
                masked.setdefault((doc_id, mention), _Hidden(unit if isinstance(unit, str) else None, *words))
            else:
                listed[doc_id].append(mention)
    return listed, masked


def _documents(tables: Tables, listed: Mapping[str, list[str]]) -> Iterable[_Seen]:
    columns = ["doc_id", "title", "unit", "region", "text"]
    for batch in tables.batches("documents", columns):
        for doc_id, title, unit, region, text in batch.itertuples(index=False):
            unit = unit if isinstance(unit, str) and unit and not _names.hidden(unit) else None
            sources = (region, unit, title)
            here = next(
                (r for s in sources if isinstance(s, str) and not _names.hidden(s) and (r := _names.region_of(s))), ""
            )
            told = tuple((said, text[said.start : said.end]) for said in _renames.said(text, unit))
            yield _Seen(
                doc_id=doc_id,
                unit=unit,
                region=here,
                listed=tuple(dict.fromkeys(listed.get(doc_id, ()))),
                renames=told,
                belongs=tuple(_parents.said(text, unit)),
            )


def _resolve(seen: Sequence[_Seen]) -> dict[tuple[str, str], Name]:
    """Every name of every document as a body; towns that only one county of the archive has need no region."""
    found: dict[tuple[str, str], Name] = {}
    for one in seen:
        told = [name for said, _ in one.renames for name in (*said.before, said.after)]
        told += [name for belongs in one.belongs for name in (belongs.child, belongs.parent)]
        for mention in dict.fromkeys([*([one.unit] if one.unit else []), *one.listed, *told]):
            found[one.doc_id, mention] = _names.parse(mention, one.region)
    regions: dict[str, set[str]] = defaultdict(set)
    for name in found.values():
        if name.region:
            regions[name.core].add(name.region)
    return {key: _placed(name, regions) for key, name in found.items()}


def _placed(name: Name, regions: Mapping[str, set[str]]) -> Name:
    """A town without a region belongs to the only region that has one of its name; others stay open."""
    known = regions.get(name.core, set())
    if not name.region and name.level == "乡镇" and len(known) == 1:
        return Name(next(iter(known)), name.core)
    return name


def _joined(names: set[Name], decided: Iterable[tuple[str, str]]) -> dict[Name, Name]:
    """Which names a person put together: each to the longest of its group."""
    groups: dict[str, set[str]] = {}
    for a, b in decided:
        merged = groups.get(a, {a}) | groups.get(b, {b})
        for name in merged:
            groups[name] = merged
    by_full = {name.full: name for name in names}
    return {
        by_full[name]: by_full[max((n for n in group if n in by_full), key=lambda n: (len(n), n))]
        for name, group in groups.items()
        if name in by_full
    }


def _ident(*parts: str) -> str:
    return "U-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def _entries(seen: Sequence[_Seen], names: Mapping[tuple[str, str], Name]) -> dict[Name, Unit]:
    """One row a body, with its aliases and, for those that were renamed or merged, the sentence that says so."""
    written: dict[Name, set[str]] = defaultdict(set)
    for (_, mention), name in names.items():
        written[name].add(mention)
    shared = defaultdict(set)
    for name in written:
        shared[name.core].add(name.region)
    rows = {}
    for name in sorted(written):
        alone = name.level == "乡镇" and len(shared[name.core]) == 1
        shown = name.core if alone else name.full
        aliases = sorted((written[name] | _usual(name)) - {shown})
        ident = _ident(name.region, name.core)
        rows[name] = Unit(row_id=ident, unit_id=ident, name=shown, aliases=tuple(aliases), level=name.level)
    ended, began = _told(seen, names)
    return {name: _renamed(rows, name, ended.get(name), began.get(name)) for name in rows}


def _usual(name: Name) -> set[str]:
    """The names that a body goes by in its own county: without the region, with 县, in short."""
    shorts = {short for short, long in _names.short_names().items() if long == name.core}
    forms = {name.core, *shorts} if name.level != "县" else set()
    if not name.region:
        return forms
    relative = set() if name.level == "乡镇" else {name.region[-1] + form for form in forms}
    return forms | relative | {name.region + form for form in forms}


def _told(seen: Sequence[_Seen], names: Mapping[tuple[str, str], Name]) -> tuple[dict[Name, _Told], dict[Name, _Told]]:
    """The best sentence on how every body ended, and on how it began: with the day first, else the first there is."""
    ended: dict[Name, _Told] = {}
    began: dict[Name, _Told] = {}
    for one in seen:
        for said, words in one.renames:
            before = tuple(names[one.doc_id, old] for old in said.before)
            after = names[one.doc_id, said.after]
            found = _Told(said.date is None, one.doc_id, said.start, said, words.strip(), after)
            for name in (*before, after):
                told = began if name == after else ended
                told[name] = min(told.get(name, found), found, key=lambda t: (t.vague, t.doc_id, t.start))
    return ended, began


def _renamed(rows: Mapping[Name, Unit], name: Name, end: _Told | None, start: _Told | None) -> Unit:
    """The row with its days and successor; the words are those on its end, if it has one."""
    row, words = rows[name], end or start
    if words:
        begin = words.said.start
        row = replace(row, doc_id=words.doc_id, text=words.words, start=begin, end=begin + len(words.words))
    if end:
        row = replace(row, valid_to=end.said.date, successor_id=rows[end.after].unit_id)
    return replace(row, valid_from=start.said.date) if start else row


def _with_masked(
    units: list[Unit], names: Mapping[tuple[str, str], Name], masked: Mapping[tuple[str, str], _Hidden]
) -> tuple[list[Unit], dict[tuple[str, str], str]]:
    """The units with one more for every masked place, and the way to each from its document."""
    keys = {key: _ident(name.region, name.core) for key, name in names.items()}
    hidden = []
    for (doc_id, mention), told in masked.items():
        ident = _ident(doc_id, mention)
        keys[doc_id, mention] = ident
        hidden.append(Unit(row_id=ident, doc_id=doc_id, unit_id=ident, name=told.name, masked=True,
                           text=told.text, start=int(told.start), end=int(told.end)))  # fmt: skip
    return [*units, *sorted(hidden, key=lambda unit: unit.unit_id)], keys


def _heir(units: Sequence[Unit], unit: Unit) -> str | None:
    """The name of the unit that this one became."""
    return (
        next((other.name for other in units if other.unit_id == unit.successor_id), None) if unit.successor_id else None
    )


def _doubts(known: Sequence[Name], names: Mapping[tuple[str, str], Name]) -> list[Doubt]:
    """Links that words alone do not settle: a name without region, an abbreviation that no list holds."""
    first = {name: doc_id for (doc_id, _), name in sorted(names.items(), reverse=True)}
    by_region: dict[str, list[Name]] = defaultdict(list)
    by_core: dict[str, list[Name]] = defaultdict(list)
    for name in known:
        by_region[name.region].append(name)
        by_core[name.core].append(name)
    found = []
    for a in known:
        why = "没有写明属于哪个县（市、区）"
        homes = by_core[a.core] + by_core[a.core.lstrip("县市区旗")] if not a.region else []
        found += [Doubt(a=a.full, b=b.full, why=why, doc_id=first[a]) for b in homes if b.region]
        longer = [b for b in by_region[a.region] if _names.is_short_for(a.core, b.core)]
        found += [Doubt(a=a.full, b=b.full, why="可能是简称", doc_id=first[a]) for b in longer]
    return found
