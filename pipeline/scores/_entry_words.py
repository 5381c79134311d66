"""What the words of a unit's entry in a circular say beside its rows: points added, vetoes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

_BONUS = re.compile(r"(?<![扣参])加(?:了)?(\d+(?:\.\d+)?)分")
_BONUS_HEAD = re.compile(r"(?:加分|奖励分|附加分)(?:项|值|情况)?(?:[（(]分[)）])?")
_POINTS = re.compile(r"[+＋]?(\d+(?:\.\d+)?)分?")
_VETO = re.compile(r"[^。；;\n\t]*(?:一票|单项)否决(?![、项指事因情制])[^。；;\n\t]*")
_NOT_MET = re.compile(r"(?:未|没有|无)[^，。；]{0,12}否决")


def bonuses(text: str, starts: Sequence[int], opened: Sequence[int]) -> Iterator[Decimal]:
    """Points added in the lines where the unit's rows stand, in words or in a column 加分.

    ``starts`` are those of the unit's rows, ``opened`` those of all units' rows, sorted.
    """
    seen: set[int] = set()
    for start, end in _stretches(text, starts, opened):
        found = [match for match in _BONUS.finditer(text, start, end) if match.start() not in seen]
        seen |= {match.start() for match in found}
        yield from (Decimal(match.group(1)) for match in found)
    if not seen:
        lines = {text.rfind("\n", 0, start) + 1 for start in starts}
        yield from (points for line in sorted(lines) if (points := _in_column(text, line)) is not None)


def vetoes(text: str, starts: Sequence[int], opened: Sequence[int]) -> Iterator[str]:
    """The clauses that say a unit was vetoed."""
    seen: set[int] = set()
    for start, end in _stretches(text, starts, opened):
        for match in _VETO.finditer(text, start, end):
            if match.end() not in seen and not _NOT_MET.search(match.group()):
                seen.add(match.end())
                yield match.group().strip()


def _stretches(text: str, starts: Sequence[int], opened: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From each row of the unit to the end of its line, or to where another unit's rows begin."""
    mine = set(starts)
    for start in sorted(mine):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, min(end, next((other for other in opened if other > start and other not in mine), end))


def _in_column(text: str, line: int) -> Decimal | None:
    """The figure under the head 加分 of the table that the line at offset ``line`` belongs to."""
    cells = _cells(text, line)
    head = _head(text, line)
    if head is None or len(head) != len(cells):
        return None
    at = next((n for n, name in enumerate(head) if _BONUS_HEAD.fullmatch(re.sub(r"\s", "", name))), None)
    found = _POINTS.fullmatch(cells[at].strip()) if at is not None else None
    return Decimal(found.group(1)) if found and Decimal(found.group(1)) else None


def _head(text: str, line: int) -> list[str] | None:
    """The cells of the first row of the table above the line, or null for a line of no table."""
    first = line
    while first > 0:
        before = text.rfind("\n", 0, first - 1) + 1
        if "\t" not in text[before : first - 1]:
            break
        first = before
    return _cells(text, first) if first < line else None


def _cells(text: str, line: int) -> list[str]:
    end = text.find("\n", line)
    return text[line : len(text) if end < 0 else end].split("\t")
