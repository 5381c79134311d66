"""Names and figures inside copied passages: what gives a copy away, and what was copied along."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def foreign(passage: str, own: Iterable[str], known: re.Pattern[str] | None) -> tuple[str, ...]:
    """Names of places and units in ``passage`` that are not among or inside the names in ``own``, in order."""
    mine = tuple(name for name in own if name)
    named = [match.group() for match in known.finditer(passage)] if known else []
    named += [match.group(1) for match in _PLACE.finditer(passage) if not _NOT_NAMES.search(match.group(1))]
    strange = [name for name in named if not any(name in other or other in name for other in mine)]
    return tuple(dict.fromkeys(name for name in strange if not any(name != n and name in n for n in strange)))


def pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of ``names`` (at least three characters, longest first); none where there are none."""
    usable = sorted({name for name in names if len(name) >= 3}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, usable))) if usable else None
