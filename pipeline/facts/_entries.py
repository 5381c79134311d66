"""The entries of a list of assessed units: 1、永陵镇,96分。…扣2分, and headings that name a unit."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.facts._entry_heads import Head, heads
from pipeline.facts._entry_names import NAME, is_masked
from pipeline.records import Doc

_BREAK = re.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|第[一二三四五六七八九十]+|……|\.{3,})",
    re.M,
)
_UNIT_HEADING = re.compile(rf"^(?P<name>{NAME})(?:[（(][^）)]*[)）])?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of the list: its place, name (None where masked), its bounds, where what is told begins, its score."""

    ordinal: int
    name: str | None
    masked: bool
    start: int
    end: int
    name_start: int
    told: int
    score: str | None = None
    score_start: int = 0
    rank: str | None = None


def entries(doc: Doc) -> list[Entry]:
    """The entries in document order."""
    listed = _listed(doc.text) if "分" in doc.text else ()
    if any(entry.score for entry in listed):
        return list(listed)
    return _headed(doc) or list(listed)


@functools.lru_cache(maxsize=4)
def _listed(text: str) -> tuple[Entry, ...]:
    found: list[Entry] = []
    begun = heads(text)
    for number, head in enumerate(begun):
        end = _end(text, head, begun[number + 1].start if number + 1 < len(begun) else len(text))
        masked = is_masked(head.name)
        name = None if masked else head.name
        found.append(
            Entry(
                _place(found, head, name), name, masked, head.start, end, head.name_start, head.told,
                head.score, head.score_start, head.rank,
            )
        )  # fmt: skip
    return tuple(found)


def _end(text: str, head: Head, end: int) -> int:
    """Where an entry ends that ``end`` bounds: before the next part, without a score at its head with its line."""
    if head.score is None:
        line = text.find("\n", head.told, end)
        return end if line < 0 else line
    for stop in _BREAK.finditer(text, head.told, end):
        if not _same_style(head.marker, stop[0].strip()):
            return stop.start()
    return end


def _place(before: list[Entry], head: Head, name: str | None) -> int:
    """The place in the list: one further than the entry before, or where the unit was named already."""
    if not before or _restarts(head.marker or head.rank or "") or head.start - before[-1].end > 400:
        return 1
    if head.score is None and name:
        known = next((entry.ordinal for entry in before if entry.name == name), None)
        if known:
            return known
    return before[-1].ordinal + 1


def _restarts(marker: str) -> bool:
    return marker.strip("（()）、.． ") in ("1", "一", "①", "１")


def _same_style(marker: str, line: str) -> bool:
    if not marker:
        return False
    return (marker[0] in "（(") == (line[0] in "（(") and (marker[0] in "（(" or marker[0] in "一二三四五六七八九十")


def _headed(doc: Doc) -> list[Entry]:
    """Sections whose heading is the name of a unit."""
    found: list[Entry] = []
    counts: dict[str | None, int] = {}
    for section in doc.sections:
        match = _UNIT_HEADING.match(section.heading.strip())
        if match and "扣" in doc.text[section.start : section.end]:
            counts[section.parent_id] = counts.get(section.parent_id, 0) + 1
            masked = is_masked(match["name"])
            at = doc.text.find(match["name"], section.start)
            name = None if masked else match["name"]
            told = at + len(match["name"])
            found.append(Entry(counts[section.parent_id], name, masked, section.start, section.end, at, told))
    return found


def entry_at(found: list[Entry], position: int) -> Entry | None:
    """The entry whose text holds ``position``."""
    at = bisect_right([entry.start for entry in found], position) - 1
    if at >= 0 and position < found[at].end:
        return found[at]
    return None
