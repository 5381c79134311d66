"""What a clause speaks of: the matters of ``words/matters.tsv`` found by their object words."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from operator import add

from pipeline import words

_IDIOM = re.compile(r"零投诉|零上访|三公开|五公开|公开栏目")  # words for an object that speak of none


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: its theme, whether it is a mere head word (制度, 公开内容) and its own words of praise and blame."""

    name: str
    theme: str
    generic: bool
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    matter: str
    parts: tuple[str, ...]
    length: int


@functools.cache
def matters() -> Mapping[str, Matter]:
    """All matters by name."""
    result = {}
    for name, theme, kind, _, positive, negative in words.rows("matters.tsv")[1:]:
        own = tuple(positive.split("|")) if positive else (), tuple(negative.split("|")) if negative else ()
        result[name] = Matter(name, theme, kind == "generic", *own)
    return result


@functools.cache
def _patterns() -> tuple[tuple[_Pattern, ...], Mapping[str, tuple[str, ...]]]:
    """The object patterns, and their words by their first two characters."""
    patterns = []
    for name, _, _, objects, _, _ in words.rows("matters.tsv")[1:]:
        for entry in objects.split("|"):
            parts = tuple(entry.split("+"))
            patterns.append(_Pattern(name, parts, sum(map(len, parts))))
    by_pair: dict[str, set[str]] = {}
    for pattern in patterns:
        for part in pattern.parts:
            by_pair.setdefault(part[:2], set()).add(part)
    return tuple(patterns), {first: tuple(sorted(parts)) for first, parts in by_pair.items()}


@functools.cache
def _by_word() -> Mapping[str, tuple[_Pattern, ...]]:
    """The patterns by their first part."""
    result: dict[str, list[_Pattern]] = {}
    for pattern in _patterns()[0]:
        result.setdefault(pattern.parts[0], []).append(pattern)
    return {word: tuple(patterns) for word, patterns in result.items()}


def _occurrences(clause: str) -> dict[str, list[tuple[int, int]]]:
    by_pair = _patterns()[1]
    found: dict[str, list[tuple[int, int]]] = {}
    for at, pair in enumerate(map(add, clause, clause[1:] + "\n")):
        for word in by_pair.get(pair[0], ()):  # words of a single character
            found.setdefault(word, []).append((at, at + 1))
        for word in by_pair.get(pair, ()):
            if clause.startswith(word, at):
                found.setdefault(word, []).append((at, at + len(word)))
    return found


def _covered(spans: list[tuple[int, int]], by: list[tuple[int, int]]) -> bool:
    return all(any(start <= s and e <= end for start, end in by) for s, e in spans)


def spoken_of(clause: str) -> frozenset[str]:
    """Names of the matters of ``clause``; one whose words lie inside those of a longer match is left out."""
    found = _occurrences(_IDIOM.sub("　", clause))
    longest: dict[str, tuple[int, list[tuple[int, int]]]] = {}
    every: dict[str, list[tuple[int, int]]] = {}
    for word in found:
        for pattern in _by_word().get(word, ()):
            if all(part in found for part in pattern.parts):
                spans = [span for part in pattern.parts for span in found[part]]
                every.setdefault(pattern.matter, []).extend(spans)
                if pattern.length > longest.get(pattern.matter, (0, []))[0]:
                    longest[pattern.matter] = (pattern.length, spans)
    return frozenset(
        name
        for name, (length, spans) in longest.items()
        if not any(other > length and _covered(spans, every[key]) for key, (other, _) in longest.items() if key != name)
    )


@functools.cache
def first_words(matter: str) -> frozenset[str]:
    """Words of which every clause that speaks of ``matter`` has one."""
    return frozenset(pattern.parts[0] for pattern in _patterns()[0] if pattern.matter == matter)
