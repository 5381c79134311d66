"""Deductions in running text: the clause that ends in 扣N分, its reason, its price and what it required."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from pipeline import numerals
from pipeline.facts import _deduction_units as units
from pipeline.facts import _deduction_words as words
from pipeline.facts._entry_names import is_masked

_SENTENCE = set("。；;！!？?\n\t")
_MARKER = r"(?:[0-9]{1,2}[、.．)）]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]是)\s?"
_LEAD = re.compile(
    rf"^[\s,，、:：)）]*(?:{_MARKER})?"
    r"(?:(?:经查|经检查|检查发现|其中)[,，:：]?|(?:主要|具体)?(?:扣分|失分)(?:原因|事项|项目?|情况|理由|依据|点)?(?:主要)?(?:有|是|为)?[:：]"
    rf"|(?:主要)?原因(?:是|为)?[:：,，]?|(?:存在)?(?:主要|的)*问题[:：]|但?因(?=[\u4e00-\u9fff])|由于)?(?:\s?{_MARKER})?"
)
_SCORED = re.compile(r"[^（(]*[0-9]\s?分[^，,（(]{0,12}[,，](?=[^,，])")
_PARTS = re.compile(r"\s?(?:(?P<bracket>[（(])|[,，:：;；。]?\s?(?:其中|分别是|具体[为是]?)[:：,，]?)")
_FARTHEST = 400  # no clause is longer; without a bound a text without stops would be read again and again
_FULL = re.compile(r"[（(](?:满分|分值|共)?\s?[0-9]+(?:\.[0-9]+)?\s?分[)）]$")


class Told(NamedTuple):
    """The bounds of what is told of a unit under its name, and whether it surely tells what was taken off."""

    start: int
    end: int
    made: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """One deduction as found; ``start`` and ``end`` bound its reason and its points."""

    start: int
    end: int
    reason: str
    points: Decimal | None
    per: str | None = None
    required: Decimal | None = None
    actual: Decimal | None = None
    rule: bool = False
    masked: bool = False
    unit: str | None = None
    unit_ordinal: int | None = None


def taken(text: str, listed: Sequence[Told] = (), rules: bool = False) -> list[Taken]:
    """The deductions of ``text``, or its rules where it only lays down ``rules``.

    ``listed`` is what is told of units under their names, in document order.
    """
    reader = _Reader(text)
    told = [one.start for one in listed]
    for match in sorted([*_matches(text), *_brackets(text)], key=lambda m: m.start()):
        if match.start() < reader.reached or _is_limit(text, match):
            continue
        entry = bisect_right(told, match.start()) - 1
        inside = entry >= 0 and match.start() < listed[entry].end
        floor = max(reader.reached, told[entry] if entry >= 0 else 0)
        reader.read(match, floor, inside, rules and not (inside and listed[entry].made))
    return reader.found


def _is_limit(text: str, match: re.Match[str]) -> bool:
    """Whether the points are a cap (最多扣5分) or a threshold (扣10分以上的)."""
    capped = words.CAP.search(text, max(0, match.start() - 6), match.start())
    return capped is not None or words.THRESHOLD.match(text, match.end()) is not None


def _matches(text: str) -> Iterator[re.Match[str]]:
    return words.TAKEN.finditer(text) if re.search("[扣减]|不得分|不给分|[-－—–]", text) else iter(())


def _brackets(text: str) -> Iterator[re.Match[str]]:
    """(2分) counts as a deduction only in what a line tells as 扣分原因."""
    for cue in words.BRACKET_CUE.finditer(text):
        stop = text.find("\n", cue.end())
        yield from words.BRACKETED.finditer(text, cue.end(), len(text) if stop < 0 else stop)


class _Reader:
    """Reads deductions one after the other; a unit named at the head of a sentence is meant until it ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Taken] = []
        self.reached = 0
        self._unit: str | None = None
        self._meant, self._ends = 0, ""

    def read(self, match: re.Match[str], floor: int, listed: bool, rules: bool) -> None:
        """Take the deduction or rule of ``match``, whose clause begins at ``floor`` or later, in an entry or not."""
        start = self._begins(match, floor)
        reason = words.TAIL.sub("", self.text[start : match.start()], count=1).rstrip(";；")
        if not rules and _is_sum(self.text, match, not reason or units.alone(reason) is not None):
            self._mean(units.alone(reason), match.end(), "。；;\n")
        elif not self._completes(match, start, reason):
            self._add(match, start, reason, listed, rules)
        self.reached = max(match.end(), self.found[-1].end if self.found else 0)

    def _begins(self, match: re.Match[str], floor: int) -> int:
        start = _clause_start(self.text, match.start(), floor)
        scored = _SCORED.match(self.text[start : match.start()])
        start += scored.end() if scored else 0
        lead = _LEAD.match(self.text[start : match.start()])
        start += lead.end() if lead else 0
        opened = self.text[start : start + 1]
        return start + (opened in ("（", "(") and not re.search("[）)]", self.text[start : match.start()]))

    def _completes(self, match: re.Match[str], start: int, reason: str) -> bool:
        """Whether ``match`` only adds to the deduction before (每少一次扣1分，共扣3分) or sums up."""
        text, found = self.text, self.found
        if not reason and (words.BECAUSE.match(text, match.end()) or words.AFTER_COLON.match(text, match.end())):
            return False
        if reason and not match.groupdict().get("total"):
            return False
        once = words.ONCE.search(found[-1].reason) if found else None
        if found and not text[found[-1].end : match.start()].strip(" ,，、（(") and (found[-1].per or once):
            found[-1] = replace(
                found[-1], end=match.end(), points=_points(match), rule=False, masked=is_masked(_written(match)),
                per=found[-1].per or (once["per"] if once else None),
            )  # fmt: skip
        return not reason or bool(found and not text[found[-1].end : start].strip(" ,，、"))

    def _add(self, match: re.Match[str], start: int, reason: str, listed: bool, rules: bool) -> None:
        if rules or words.is_rule(reason):
            demanded = words.demand(reason)
            start, reason = start + demanded, reason[demanded:]
        end, parts = units.several(self.text, start, match, reason)
        if parts:
            one = _one(self.text, match, start, reason, None)
            self.found.extend(
                replace(one, end=end, unit=unit, reason=why, points=units.figure(points) or one.points)
                for unit, why, points in parts
            )
            self._unit = None
            return
        named = None
        if not (listed or rules):
            before = units.aside(reason)
            start, reason = start + before, reason[before:]
            named = units.named(reason)
        one = _one(self.text, match, start, reason, named)
        one = replace(one, rule=rules or one.rule)
        if named:
            self._mean(named.unit, match.end(), named.ends)
        elif one.unit is None and start < self._meant:
            one = replace(one, unit=self._unit)
        self.found.append(one)

    def _mean(self, unit: str | None, at: int, ends: str) -> None:
        self._unit = unit
        if at >= self._meant or ends != self._ends:
            self._meant, self._ends = _first(self.text, at, ends), ends


def _is_sum(text: str, match: re.Match[str], bare: bool) -> bool:
    """Whether the points sum up those of a bracket or list that follows (扣1.5分（迟到扣0.5分，未归档扣1分）)."""
    opened = _PARTS.match(text, match.end())
    if opened is None:
        return False
    stop = _first(text, opened.end(), "）)\n" if opened["bracket"] else "。\n")
    parts = list(words.TAKEN.finditer(text, opened.end(), stop))
    if bare:
        return bool(parts)
    figures = [_points(part) for part in parts]
    return bool(parts) and sum((f for f in figures if f is not None), Decimal(0)) == _points(match)


def _first(text: str, start: int, marks: str) -> int:
    stop = min(len(text), start + _FARTHEST)
    return min((at for at in (text.find(mark, start, stop) for mark in marks) if at >= 0), default=stop)


def _one(text: str, match: re.Match[str], start: int, told: str, named: units.Named | None) -> Taken:
    whose = units.alone(told)
    after = words.AFTER.match(text, match.end()) if _tells_no_fault(text, match, told) else None
    after = after or (words.AFTER_COLON.match(text, match.end()) if whose or not told else None)
    end = match.end() + (text[match.start() - 1] in "（(" and text[match.end() : match.end() + 1] in ("）", ")"))
    if after:
        start, end, told, named = match.start(), after.end(), after["reason"], units.named(after["reason"])
    reason, per = words.price(told[named.begins if named else 0 :])
    needed, actual = words.required(told[named.begins if named else 0 :])
    return Taken(
        start=start,
        end=end,
        reason=_FULL.sub("", reason).rstrip(",，、:： ") or told,
        points=_points(match),
        per=match.groupdict().get("each") or per,
        required=needed,
        actual=actual,
        rule=words.is_rule(told),
        masked=is_masked(_written(match)),
        unit=(named.unit if named else None) or (whose if after else None),
    )


def _tells_no_fault(text: str, match: re.Match[str], told: str) -> bool:
    """Whether the words before the points only state a score, so that the fault must follow them."""
    return words.STATED.search(told) is not None or words.BECAUSE.match(text, match.end()) is not None


def _clause_start(text: str, end: int, floor: int) -> int:
    """Where the clause begins: after a sentence mark outside brackets, the deduction before, an open bracket."""
    depth, at = 0, end
    ends = _SENTENCE - set("；;") if text[max(0, end - 2) : end].rstrip()[-1:] in ("；", ";") else _SENTENCE
    while at > max(floor, end - _FARTHEST):
        char = text[at - 1]
        if char in ")）":
            depth += 1
        elif char in "(（" and depth:
            depth -= 1
        elif char in "(（" and words.TAKEN.search(text, end + 3, _first(text, end, "）)\n")):
            return at
        elif char in ends and (depth == 0 or char in "\n\t") and text[at:end].strip(" ,，\n\u3000"):
            break
        at -= 1
    return at


def _written(match: re.Match[str]) -> str:
    return next(v for k, v in match.groupdict().items() if k in ("points", "points2", "minus", "whole", "whole2") and v)


def _points(match: re.Match[str]) -> Decimal | None:
    if match.groupdict().get("range"):
        return None
    written = _written(match)
    if written == "半":
        return Decimal("0.5")
    figure = numerals.parse(written)
    return figure.value if figure else None
