"""A sentence among its document, and how two figures in it, or far apart, belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from pipeline.audit._interval import Interval, verdict
from pipeline.audit._recount import Term, made
from pipeline.records import Check

_TAIL = re.compile("[\u4e00-\u9fff]{1,8}")
_WIDE = 10  # per cents that may lie so far apart (1万亩 over 1.2万亩) confirm nothing
_NEAR = 30  # terms of one sentence looked at on each side
_FAR = 200  # terms of one unit looked back over: more than real documents have


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence among its document: its terms, those of the sentence before it in the paragraph, and all by unit."""

    text: str
    group: Sequence[Term]
    before: Sequence[Term]
    by_unit: Mapping[str | None, Sequence[Term]]

    def counted(self, term: Term) -> list[Term]:
        """The terms before ``term`` in its sentence that are no per cents, at most thirty."""
        at = bisect_left(self.group, term.start, key=lambda t: t.start)
        earlier = (t for t in reversed(self.group[:at]) if t.kind != "percent")
        return list(islice(earlier, _NEAR))[::-1]

    def around(self, term: Term) -> Sequence[Term]:
        """The terms of its sentence beside ``term``, at most thirty on each side."""
        at = bisect_left(self.group, term.start, key=lambda t: t.start)
        return self.group[max(0, at - _NEAR) : at + _NEAR]

    def far(self, term: Term) -> list[Term]:
        """The terms like ``term`` anywhere before it, nearest first."""
        listed = self.by_unit.get(unit_of(term), ())
        at = bisect_left(listed, term.start, key=lambda t: t.start)
        return [t for t in listed[max(0, at - _FAR) : at] if t.kind == term.kind][::-1]

    def noun(self, term: Term) -> str:
        """What follows a figure up to the end of its clause: 行政村 in 182个行政村."""
        found = _TAIL.match(self.text, term.end)
        return found[0] if found else ""


def unit_of(term: Term) -> str | None:
    """The unit, one word for persons and one for cases."""
    return {"名": "人", "位": "人", "件次": "件"}.get(term.unit or "", term.unit)


def alike(one: Term, other: Term) -> bool:
    """Whether two figures count the same way."""
    return unit_of(one) == unit_of(other) and one.kind == other.kind


def linked(scene: Scene, whole: Term, part: Term, of: str = "") -> bool:
    """Whether the words of two figures far apart name the same things; ``of`` is what the part is said to be of."""
    told = scene.text[
        max(scene.text.rfind("。", 0, part.start), scene.text.rfind("\n", 0, part.start)) + 1 : part.start
    ]
    if len(whole.item) > 1 and whole.item in told:
        return True
    wholes = _pairs(whole.item) | _pairs(scene.noun(whole))
    return bool(wholes & (_pairs(part.item) | _pairs(scene.noun(part)) | _pairs(of)))


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


def quotient(term: Term, part: Interval, whole: Interval) -> tuple[Interval, str] | None:
    """The part over the whole in per cent, and what it says of the per cent told."""
    found = part.over(whole)
    if found is None:
        return None
    computed = found.scaled(Decimal(100))
    return computed, verdict(term.interval, computed)


def settled(term: Term, pairs: Sequence[tuple[Term, Term]], certain: bool) -> Check | None:
    """The per cent over the pair of part and whole that it fits best.

    Called wrong, over the first pair, only where that is ``certain``.
    """
    fitting: list[tuple[Decimal, Check]] = []
    first = None
    for part, whole in pairs:
        found = quotient(term, part.interval, whole.interval)
        if found is None or (found[1] != "open" and found[0].high is not None and found[0].high - found[0].low > _WIDE):
            continue
        check = made("percent", term.value, found[0], found[1], [term, part, whole])
        first = first or check
        if found[1] != "fails":
            fitting.append((abs((found[0].value or term.value) - term.value), check))
    if fitting:
        return min(fitting, key=lambda pair: pair[0])[1]
    return first if certain else None


def scenes(text: str, terms: Sequence[Term]) -> Iterator[Scene]:
    """The sentences that have terms, in order."""
    groups: dict[int, list[Term]] = {}
    by_unit: dict[str | None, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.sentence, []).append(term)
        by_unit.setdefault(unit_of(term), []).append(term)
    for sentence, group in groups.items():
        before = groups.get(sentence - 1, [])
        told = before if before and before[0].paragraph == group[0].paragraph else []
        yield Scene(text, group, told, by_unit)
