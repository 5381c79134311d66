"""Deductions in running text: the clause that ends in 扣N分, its reason, its price and what it required."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from pipeline import numerals
from pipeline.facts import _deduction_units as units
from pipeline.facts import _deduction_words as words
from pipeline.facts._entry_names import MASKED, is_masked
from pipeline.facts._entry_owners import owner

_SENTENCE = set("。；;！!？?\n\t")
_MARKER = r"(?:[0-9]{1,2}[、.．)）]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]是)\s?"
_LEAD = re.compile(
    rf"^[\s,，、:：)）]*(?:{_MARKER})?"
    r"(?:例如|比如|如(?![东皋意])[:：]?)?(?:(?:经查|经检查|检查发现|其中)[,，:：]?|(?:按照|依据|根据)[^，,。]{2,14}(?:办法|细则|标准|规定)[,，]|(?:我|本|该|各)?(?:单位|局|镇|乡|村)?(?:自评|自查|主要|具体)?(?:扣分|失分)(?:原因|事项|项目?|情况|理由|依据|点)?(?:主要)?(?:有|是|为)?[:：]"
    r"|(?:主要)?(?:扣分|失分)(?:点|项)?(?:主要)?(?:集中|体现|反映|表现)[在于为]"
    rf"|(?:主要)?原因(?:是|为)?[:：,，]?|(?:存在)?(?:主要|的)*问题[:：]|但?因(?=[\u4e00-\u9fff])|由于)?(?:\s?{_MARKER})?"
)
_SCORED = re.compile(rf"[^（(]*(?:[0-9]|{MASKED})\s?分[^，,（(]{{0,12}}[,，](?=[^,，])")
_PARTS = re.compile(
    r"\s?(?:(?P<bracket>[（(])|(?P<line>[)）]?[:：](?!\s?其中))|[,，:：;；。]?\s?(?:其中|分别是|具体[为是]?)[:：,，]?)"
)
_MOST_PARTS = 30
_FARTHEST = 400  # no clause is longer; without a bound a text without stops would be read again and again
_AMONG = re.compile("其中(?:[:：,，]|(?=因|由于))")
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
        self._topic, self._told = "", 0

    def read(self, match: re.Match[str], floor: int, listed: bool, rules: bool) -> None:
        """Take the deduction or rule of ``match``, whose clause begins at ``floor`` or later, in an entry or not."""
        start = self._begins(match, floor)
        reason = words.TAIL.sub("", self.text[start : match.start()], count=1).rstrip(";；")
        reason = "" if words.BASE.match(reason) else reason
        whose = units.alone(reason)
        parts = None if rules else _parts(self.text, match, not reason or whose is not None)
        self.reached = match.end()
        if parts is not None:
            self._mean(whose, parts, "。；;\n")
        elif not reason and units.behind(self.text, match.end())[1]:
            self.reached = units.behind(self.text, match.end())[0]
        elif match.groupdict().get("total") and units.alone(re.split("[，,]", reason)[-1]):
            pass  # …最多的是李集中学和王楼小学，李集中学共扣6分: a sum of what was told before
        elif not self._completes(match, start, reason):
            self._add(match, start, reason, listed, rules)
        self.reached = max(self.reached, self.found[-1].end if self.found else 0)

    def _begins(self, match: re.Match[str], floor: int) -> int:
        start = _clause_start(self.text, match.start(), floor)
        scored = _SCORED.match(self.text[start : match.start()])
        start += scored.end() if scored else 0
        if scored or self.text[start - 1 : start] in ("（", "("):
            whose = owner(self.text, start - 1, scored=True)
            self._mean(whose.unit if whose else None, start, "）)\n" if not scored else "。；;\n")
        start += max((m.end() for m in _AMONG.finditer(self.text[start : match.start()])), default=0)
        lead = _LEAD.match(self.text[start : match.start()])
        start += lead.end() if lead else 0
        opened = self.text[start : start + 1]
        return start + (opened in ("（", "(") and not re.search("[）)]", self.text[start : match.start()]))

    def _completes(self, match: re.Match[str], start: int, reason: str) -> bool:
        """Whether ``match`` only adds to the deduction before (每少一次扣1分，共扣3分) or sums up."""
        text, found = self.text, self.found
        again = bool(found and found[-1].per and words.AGAIN.match(reason))
        if not reason and any(after.match(text, match.end()) for after in words.BEHIND):
            return False
        if reason and not again and not match.groupdict().get("total"):
            return False
        once = words.ONCE.search(found[-1].reason) if found else None
        between = "" if again else text[found[-1].end : match.start()] if found else ""
        if found and not between.strip(" ,，、（(") and (found[-1].per or once):
            found[-1] = replace(
                found[-1], end=match.end(), points=_points(match), rule=False, masked=is_masked(_written(match)),
                per=found[-1].per or (once["per"] if once else None),
            )  # fmt: skip
        return again or not reason or bool(found and not text[found[-1].end : start].strip(" ,，、"))

    def _add(self, match: re.Match[str], start: int, reason: str, listed: bool, rules: bool) -> None:
        if rules or words.is_rule(units.unshared(reason)):
            demanded = words.demand(reason)
            start, reason = start + demanded, reason[demanded:]
        end, parts = units.several(self.text, start, match, reason)
        if not parts and not (rules or listed):
            end, names = units.behind(self.text, match.end())
            parts = [(name, reason, None) for name in names]
            self.reached = end
        if parts:
            one = _one(self.text, match, start, units.unshared(reason), None)
            self.found.extend(
                replace(one, end=end, unit=unit, reason=why, points=units.figure(points) or one.points, rule=rules)
                for unit, why, points in parts
                if why
            )
            self._unit = None
        elif listed or rules:
            one = _one(self.text, match, start, reason, None)
            self.found.append(replace(one, rule=rules or one.rule))
        else:
            self._own(match, start, reason)

    def _own(self, match: re.Match[str], start: int, reason: str) -> None:
        """Add a deduction of the unit that its clause names, or of the one meant, or under a topic told before."""
        before = units.aside(reason)
        start, reason = start + before, reason[before:]
        named = units.named(reason)
        one = _one(self.text, match, start, reason, named)
        topic = words.TOPIC.match(reason)
        whose = units.alone(topic["unit"] if topic else reason)
        if topic and whose and words.NO_TOPIC.search(topic["topic"]):
            one = replace(one, start=start + topic.start("unit"), reason=whose)
        elif topic and whose and not units.alone(topic["topic"]):
            self._topic, self._told = topic["topic"], _first(self.text, match.end(), "\n")
        if whose and one.reason in (reason, whose):
            told = self._topic if start < self._told else one.reason
            one, named = replace(one, unit=None if is_masked(whose) else whose, reason=told), None
            self._unit = None
        if named:
            self._mean(named.unit, match.end(), named.ends)
        elif one.unit is None and start < self._meant:
            one = replace(one, unit=self._unit)
        self.found.append(one)

    def _mean(self, unit: str | None, at: int, ends: str) -> None:
        self._unit = unit
        if at >= self._meant or ends != self._ends:
            self._meant, self._ends = _first(self.text, at, ends), ends


def _parts(text: str, match: re.Match[str], bare: bool) -> int | None:
    """Where the parts begin that the points sum up (扣1.5分（迟到扣0.5分，未归档扣1分）); None where none do."""
    opened = _PARTS.match(text, match.end())
    if opened is None:
        return None
    stop = _first(text, opened.end(), "）)\n" if opened["bracket"] else "\n" if opened["line"] else "。\n")
    parts = list(islice(words.TAKEN.finditer(text, opened.end(), stop), _MOST_PARTS))
    figures = [_points(part) for part in parts]
    if opened["line"] and not words.TAKEN.search(text, opened.end(), _first(text, opened.end(), "。；;\n")):
        return None
    whole = (bare and not opened["line"]) or sum((f for f in figures if f is not None), Decimal(0)) == _points(match)
    return opened.end() if parts and whole else None


def _first(text: str, start: int, marks: str) -> int:
    stop = min(len(text), start + _FARTHEST)
    return min((at for at in (text.find(mark, start, stop) for mark in marks) if at >= 0), default=stop)


def _one(text: str, match: re.Match[str], start: int, told: str, named: units.Named | None) -> Taken:
    whose = units.alone(told)
    after = words.AFTER.match(text, match.end()) if _tells_no_fault(text, match, told) else None
    behind = next((m for after in words.BEHIND[1:] if (m := after.match(text, match.end()))), None)
    if after is None and behind and (whose or not told or _tells(behind["reason"], told)):
        after = behind
    end = match.end() + (text[match.start() - 1] in "（(" and text[match.end() : match.end() + 1] in ("）", ")"))
    if after:
        start = start if after is behind and told and not whose else match.start()
        end, told, named = after.end(), after["reason"], units.named(after["reason"])
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
        unit=(named.unit if named else None) or (whose if after and whose and not is_masked(whose) else None),
    )


def _tells_no_fault(text: str, match: re.Match[str], told: str) -> bool:
    """Whether the words before the points only state a score, so that the fault must follow them."""
    return words.STATED.search(told) is not None or words.BECAUSE.match(text, match.end()) is not None


def _tells(behind: str, before: str) -> bool:
    """Whether the words behind the points tell the fault, those before only where (组织领导扣1分（会议未记录）)."""
    return words.tells_fault(behind) and not words.tells_fault(before)


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
