"""Names of regions in text, by the list of the country's divisions and, for names it lacks, by their shape."""

from __future__ import annotations

import functools
import re

from pipeline import words

_SUFFIXES = "省市县区旗州盟"
# What cannot be part of a region's name, so that a name begins after it.
_STOPS = frozenset(
    "在由向对为于和与是了的让经按照据过强关把将及给到我各全该本我进行从被建现加高推动使以至并等含即比如同受"
)
_MASK = re.compile(r"(?:[Xx×*＊_○]{1,4}|某{1,2})$")


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(words.entries("regions.tsv"))


def before(text: str, end: int, shaped: bool = True) -> int | None:
    """Where the region's name that ends at ``end`` (after its 市, 县 …) begins; None where it has none.

    A bare 市 or 县 begins at itself. Names outside the list are taken by shape where ``shaped``: two to four
    characters after a stop, a mark or a particle.
    """
    if text[end - 1] not in _SUFFIXES and text[end - 1] not in "镇乡":
        return None
    for length in range(min(12, end), 1, -1):
        if text[end - length : end] in _known():
            return end - length
    if not shaped:
        return end - 1
    at = end - 1
    while at > 0 and end - at <= 5 and "\u4e00" <= text[at - 1] <= "\u9fff" and text[at - 1] not in _STOPS:
        at -= 1
    named = 3 <= end - at <= 5 and (at == 0 or not "\u4e00" <= text[at - 1] <= "\u9fff" or text[at - 1] in _STOPS)
    return at if named else end - 1


def masked(text: str, start: int) -> bool:
    """Whether the characters before ``start`` are a placeholder (X县, **市, 某区)."""
    return bool(_MASK.search(text[max(0, start - 4) : start]))


def first(text: str) -> str | None:
    """The first region of the list that ``text`` names."""
    for match in re.finditer(f"[{_SUFFIXES}]", text):
        end = match.end()
        start = before(text, end, shaped=False)
        if start is not None and end - start > 1:
            return text[start:end]
    return None


def leading(name: str) -> str | None:
    """The last region among those that ``name`` begins with (呼和浩特市新城区教育局 → 新城区)."""
    found, at = None, 0
    for match in re.finditer(f"[{_SUFFIXES}镇乡]", name):
        start = before(name, match.end())
        if at == 0 and 3 <= match.end() <= 5:
            start = 0  # 高陵市…: what elsewhere parts words may begin the name of a region
        elif at == 0 and match.end() < 3:
            continue
        if start is None or start > at or match.end() - start < 2:
            break
        found, at = name[start : match.end()], match.end()
    return found


def of_document(unit: str | None, title: str | None, text: str) -> str | None:
    """The region of a document: that of its unit, else of its title; for a town the county that the text puts it in."""
    named = (unit and leading(unit)) or first(title or "")
    if named is None or named[-1] not in "镇乡":
        return named
    for match in re.finditer(f"(?<=[县市区旗]){re.escape(named)}", text):
        start = before(text, match.start())
        if start is not None and match.start() - start > 1:
            return text[start : match.start()]
    counties = {name for m in re.finditer("[县区旗]", text) if (name := _listed(text, m.end())) is not None}
    return counties.pop() if len(counties) == 1 else None


def _listed(text: str, end: int) -> str | None:
    start = before(text, end, shaped=False)
    return text[start:end] if start is not None and end - start > 1 else None
