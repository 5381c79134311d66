"""A run's rows against annotations, table by table: who is paired with whom, and what counts as a hit.

An annotation file is a JSON list of documents (corpora/sample/key, and any folder of the same form with ``sources``).
Entries under a ``doubtful_…`` key count neither way.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Likeness = Callable[[Row, Row], float]

_SPACE = re.compile(r"\s+")
_ENDS = "。；;，,、:："
_ITEM_TABLES = ("problems", "measures", "plans")


@dataclass
class Tally:
    """Hits, misses and false alarms of one table, with their words."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of the rows found that are right; none without rows."""
        found = self.hits + len(self.alarms)
        return self.hits / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of the annotated rows that were found; none without annotations."""
        wanted = self.hits + len(self.missed)
        return self.hits / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; none where there was nothing to find and nothing was found."""
        total = 2 * self.hits + len(self.alarms) + len(self.missed)
        return 2 * self.hits / total if total else None


Tallies = defaultdict[str, Tally]


def new_tallies() -> Tallies:
    """Empty tallies by name."""
    return defaultdict(Tally)


def squeeze(value: object) -> str:
    """Text without white space and with full-width forms folded; empty for what is no text."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else ""


def dice(one: object, other: object) -> float:
    """Likeness of two texts, 0 to 1, by shared pairs of neighbouring characters."""
    a, b = squeeze(one).strip(_ENDS), squeeze(other).strip(_ENDS)
    if a == b:
        return 1.0
    x, y = (Counter(itertools.pairwise(s)) for s in (a, b))
    total = x.total() + y.total()
    return 2 * (x & y).total() / total if total else 0.0


def figure(value: Any) -> float | None:
    """A figure rounded to six places; none for none and for what is no figure."""
    try:
        return round(float(value), 6)
    except (TypeError, ValueError):
        return None


def pairs(wanted: Sequence[Row], found: Sequence[Row], likeness: Likeness, least: float) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, the likest first, in order among equals."""
    scored = [(likeness(w, f), -i, -j) for i, w in enumerate(wanted) for j, f in enumerate(found)]
    used: tuple[set[int], set[int]] = (set(), set())
    result = []
    for _, i, j in sorted((s for s in scored if s[0] >= least), reverse=True):
        if -i not in used[0] and -j not in used[1]:
            used[0].add(-i)
            used[1].add(-j)
            result.append((-i, -j))
    return result


def settle(
    tally: Tally, wanted: Sequence[Row], found: Sequence[Row], likeness: Likeness, least: float,
    words: str = "text", doubtful: Iterable[Row] = (),
) -> list[tuple[Row, Row]]:  # fmt: skip
    """Pair, count and return the pairs; found rows that only match a doubtful entry are left out."""
    paired = pairs(wanted, found, likeness, least)
    aside = list(doubtful)
    tally.hits += len(paired)
    tally.missed += [str(w.get(words)) for i, w in enumerate(wanted) if i not in {i for i, _ in paired}]
    for j, row in enumerate(found):
        if j not in {j for _, j in paired} and not any(dice(d.get(words), row.get(words)) >= 0.7 for d in aside):
            tally.alarms.append(str(row.get(words)))
    return [(wanted[i], found[j]) for i, j in paired]


def share(tally: Tally, right: bool, told: str) -> None:
    """Count one field asked of a pair; a wrong value is both a miss and a false alarm, so F1 is the share right."""
    if right:
        tally.hits += 1
    else:
        tally.missed.append(told)
        tally.alarms.append(told)


def extent(wanted: Row, document: Row) -> float:
    """How much of a document's text lies between the annotation's first and last words; 0.5 if only one is there."""
    text, first, last = squeeze(document["text"]), squeeze(wanted["begins"]), squeeze(wanted["ends"])
    start = text.find(first)
    end = text.find(last, max(start, 0))
    if start >= 0 and end >= 0:
        return (end + len(last) - start) / len(text)
    return 0.5 if start >= 0 or end >= 0 else 0.0


def documents(wanted: Sequence[Row], found: Sequence[Row], tallies: Tallies) -> list[tuple[Row, Row | None]]:
    """Each annotated document with the one found for it; a hit lies within the annotated extent by nine tenths."""
    paired = pairs(wanted, found, extent, 0.5)
    hits = [(i, j) for i, j in paired if extent(wanted[i], found[j]) >= 0.9]
    tally = tallies["documents"]
    tally.hits += len(hits)
    tally.missed += [str(w.get("title") or w["begins"]) for i, w in enumerate(wanted) if i not in dict(hits)]
    tally.alarms += [str(f.get("title")) for j, f in enumerate(found) if j not in {j for _, j in hits}]
    for i, j in paired:
        for name in ("kind", "year", "unit"):
            want, got = wanted[i].get(name), found[j].get(name)
            right = figure(want) == figure(got) if name == "year" else squeeze(want) == squeeze(got)
            share(tallies[f"document {name}"], right, f"{wanted[i].get('title')}: {want} / {got}")
    partner = dict(paired)
    return [(w, found[partner[i]] if i in partner else None) for i, w in enumerate(wanted)]


def count_likeness(a: Row, b: Row) -> float:
    """Same figure and unit; full likeness only where the words are the same too."""
    key = [
        (figure(r.get("value")), figure(r.get("low")), figure(r.get("high")), squeeze(r.get("unit"))) for r in (a, b)
    ]
    bounds_apart = key[0][0] is not None and key[0][0] == key[1][0] and key[0][3] == key[1][3]
    if key[0] != key[1] and not bounds_apart:
        return 0.0
    one, other = squeeze(a["text"]), squeeze(b["text"])
    return 1.0 if one in other or other in one else 0.9


def deduction_likeness(a: Row, b: Row) -> float:
    """Same points, rule or not, same place in the list where both say; then the likeness of the reasons."""
    places = [figure(row.get("unit_ordinal")) for row in (a, b)]
    if figure(a["points"]) != figure(b["points"]) or bool(a.get("rule")) != bool(b.get("rule")):
        return 0.0
    return 0.0 if None not in places and places[0] != places[1] else dice(a["reason"], b["reason"])


def heading_likeness(a: Row, b: Row) -> float:
    """Likeness of two headings."""
    return dice(a["heading"], b["heading"])


def score_likeness(a: Row, b: Row) -> float:
    """Same unit (by name, else by place in the list), figure, and rank where annotated."""
    key = "unit" if a.get("unit") else "unit_ordinal"
    same = squeeze(str(a.get(key))) == squeeze(str(b.get(key))) and figure(a.get("score")) == figure(b.get("score"))
    return float(same and figure(a.get("rank")) in (None, figure(b.get("rank"))))


def facts(wanted: Row, rows: Mapping[str, Sequence[Row]], tallies: Tallies) -> None:
    """Count every table of one document."""
    doubtful = {name: wanted.get(f"doubtful_{name}", ()) for name in (*rows, "sections")}
    headings = [
        s for s in rows["sections"] if all(dice(d["heading"], s["heading"]) < 0.85 for d in doubtful["sections"])
    ]
    outline = wanted.get("sections", ())
    by_heading = settle(tallies["sections"], outline, headings, heading_likeness, 0.85, "heading")
    for a, b in by_heading:
        share(tallies["section role"], a["role"] == b["role"], f"{a['heading']}: {a['role']} / {b['role']}")
    aside = {squeeze(count["text"]) for count in doubtful["counts"]}
    counts = [count for count in rows["counts"] if squeeze(count["text"]) not in aside]
    for a, b in settle(tallies["counts"], wanted.get("counts", ()), counts, count_likeness, 0.9):
        share(tallies["count approx"], a["approx"] == b["approx"], f"{a['text']}: {a['approx']} / {b['approx']}")
        if a.get("item"):
            share(tallies["count item"], dice(a["item"], b["item"]) >= 0.6, f"{a['text']}: {a['item']} / {b['item']}")
    _deductions(wanted, rows["deductions"], doubtful["deductions"], tallies)
    settle(
        tallies["scores"], wanted.get("scores", ()), rows["scores"], score_likeness, 0.9, doubtful=doubtful["scores"]
    )
    for name in _ITEM_TABLES:
        _items(name, wanted.get(name, ()), rows[name], doubtful[name], tallies)


def _deductions(wanted: Row, found: Sequence[Row], doubtful: Sequence[Row], tallies: Tallies) -> None:
    for a, b in settle(
        tallies["deductions"], wanted.get("deductions", ()), found, deduction_likeness, 0.8, "reason", doubtful
    ):
        want, got = ((figure(row.get("required")), figure(row.get("actual"))) for row in (a, b))
        if want != (None, None) or got != (None, None):
            share(tallies["deduction required"], want == got, f"{a['reason']}: {want} / {got}")
        if a.get("theme"):
            share(tallies["deduction theme"], a["theme"] == b["theme"], f"{a['reason']}: {a['theme']} / {b['theme']}")


def _items(name: str, wanted: Sequence[Row], found: Sequence[Row], doubtful: Sequence[Row], tallies: Tallies) -> None:
    for a, b in settle(
        tallies[name], wanted, found, lambda a, b: dice(a["text"], b["text"]), 0.8, doubtful=doubtful
    ):  # fmt: skip
        want, got, tally = set(a["themes"]), set(b["themes"] or ()), tallies[f"{name} themes"]
        tally.hits += len(want & got)
        tally.missed += [f"{a['text']}: {theme}" for theme in sorted(want - got)]
        tally.alarms += [f"{a['text']}: {theme}" for theme in sorted(got - want)]


def checks(wanted: Row, found: Sequence[Row], tallies: Tallies) -> None:
    """Count the arithmetic that a document invites, and the verdicts; arguable relations count neither way."""
    made = [(row, {_printed(text) for text in row.get("texts") or ()}) for row in found]
    for relation in sorted(wanted.get("relations", ()), key=_arguable):
        want = {_printed(text) for text in [relation["whole"], *relation["parts"]]}
        fits = [
            (len(want & got) + (relation["kind"] == row["kind"]), -n)
            for n, (row, got) in enumerate(made)
            if len(want & got) >= max(1, len(want) - 1)
        ]
        check = made.pop(-max(fits)[1])[0] if fits else None
        if _arguable(relation):
            continue
        told = f"{relation['kind']} {relation['whole']} {relation['parts']}"
        if check is None:
            tallies["checks"].missed.append(told)
        else:
            tallies["checks"].hits += 1
            right = (check["verdict"] != "fails") == bool(relation["holds"])
            share(tallies["check verdict"], right, f"{told}: {check['verdict']}")
    tallies["checks"].alarms += [f"{row['kind']} {row['texts']}" for row, _ in made if row["verdict"] == "fails"]


def _arguable(relation: Row) -> bool:
    return relation.get("holds") is None or bool(relation.get("list")) or bool(relation.get("doubtful"))


def _printed(text: object) -> float | str:
    """A printed figure by its digits, else by its words."""
    digits = re.sub(r"[^0-9.]", "", squeeze(text))
    return round(float(digits), 6) if re.fullmatch(r"[0-9]*\.?[0-9]+|[0-9]+\.", digits) else squeeze(text)
