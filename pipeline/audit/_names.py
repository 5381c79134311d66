"""Names and figures inside copied passages: what gives a copy away, and what was copied along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

Names = Mapping[str, tuple[str, ...]]  # by their first two characters
_FIGURE = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?![0-9.])\s*[万亿]?")
_DATE = re.compile(r"[0-9]{1,4}\s*(?:年|月|日|[./-][0-9]{1,2}[./-][0-9]{1,2}日?)|〔[0-9]{4}〕\s*[0-9]+\s*号")
_PLACE = re.compile(r"(?:^|[，。；：“（\s、]|[在向到对由与和为是将使让])([一-龥]{2}(?:县|镇|乡|街道))(?![长级域委党])")
_NOT_NAMES = re.compile(
    r"各|全|我|本|该|每|乡镇|两|几|县级|基层|所有|部分|多数|有的|个别|周边|其他|先进|示范|试点|中心"
)


def figures(text: str) -> list[str]:
    """The figures of ``text`` in order, dates and document numbers apart."""
    return [match.group().strip() for match in _FIGURE.finditer(_DATE.sub("　", text))]


def same_figures(first: str, second: str) -> bool:
    """Whether both passages have figures, and the same ones in the same order."""
    mine = figures(first)
    return bool(mine) and mine == figures(second)


def foreign(passage: str, own: Iterable[str], known: Names) -> tuple[str, ...]:
    """Names of places and units in ``passage`` that are not among or inside the names in ``own``, in order."""
    mine = tuple(name for name in own if name)
    named = list(_named(passage, known))
    named += [match.group(1) for match in _PLACE.finditer(passage) if not _NOT_NAMES.search(match.group(1))]
    strange = [name for name in named if not any(name in other or other in name for other in mine)]
    return tuple(dict.fromkeys(name for name in strange if not any(name != n and name in n for n in strange)))


def _named(passage: str, known: Names) -> Iterator[str]:
    at = 0
    while at < len(passage):
        name = next((name for name in known.get(passage[at : at + 2], ()) if passage.startswith(name, at)), "")
        if name:
            yield name
        at += len(name) or 1


def by_pair(names: Iterable[str]) -> Names:
    """``names`` of at least three characters by their first two, longest first.

    A pattern of all names would be tried name by name, in an archive of many units for every passage.
    """
    found: dict[str, list[str]] = {}
    for name in sorted({name for name in names if len(name) >= 3}, key=lambda name: (-len(name), name)):
        found.setdefault(name[:2], []).append(name)
    return {pair: tuple(several) for pair, several in found.items()}
