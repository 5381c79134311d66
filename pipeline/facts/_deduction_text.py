"""Deductions in running text: the clause that ends in 扣N分, its reason, its price and what it required."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline import numerals
from pipeline.facts import _deduction_units as units
from pipeline.facts import _deduction_words as words
from pipeline.facts._entries import is_masked

_SENTENCE = set("。；;！!？?\n\t")
_MARKER = r"(?:[0-9]{1,2}[、.．)）]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]是)\s?"
_LEAD = re.compile(
    rf"^[\s,，、:：)）]*(?:{_MARKER})?"
    r"(?:(?:经查|经检查|检查发现|其中)[,，:：]?|(?:主要|具体)?(?:扣分|失分)(?:原因|事项|项目?|情况|理由|依据|点)?(?:主要)?(?:有|是|为)?[:：]"
    rf"|(?:主要)?原因(?:是|为)?[:：,，]?|(?:存在)?(?:主要|的)*问题[:：]|但?因(?=[\u4e00-\u9fff])|由于)?(?:\s?{_MARKER})?"
)
_SCORED = re.compile(r"[^（(]*[0-9]\s?分[^，,（(]{0,12}[,，](?=[^,，])")
_FULL = re.compile(r"[（(](?:满分|分值|共)?\s?[0-9]+(?:\.[0-9]+)?\s?分[)）]$")


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


def taken(text: str, heads: Sequence[int] = (), rules: bool = False) -> list[Taken]:
    """The deductions of ``text``, or its rules where it only lays down ``rules``.

    ``heads`` are the rising ends of what leads an entry (a unit and its score).
    """
    found: list[Taken] = []
    previous = 0
    for match in sorted([*_matches(text), *_brackets(text)], key=lambda m: m.start()):
        if match.start() < previous or _is_limit(text, match):
            continue
        head = bisect_right(heads, match.start())
        _add(found, text, match, max(previous, heads[head - 1] if head else 0), rules)
        previous = max(match.end(), found[-1].end if found else 0)
    return found


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


def _add(found: list[Taken], text: str, match: re.Match[str], floor: int, rules: bool) -> None:
    """The deduction of ``match``, or what it adds to the one before (每少一次扣1分，共扣3分)."""
    start = _clause_start(text, match.start(), floor)
    scored = _SCORED.match(text[start : match.start()])
    start += scored.end() if scored else 0
    lead = _LEAD.match(text[start : match.start()])
    start += lead.end() if lead else 0
    reason = words.TAIL.sub("", text[start : match.start()], count=1).rstrip(";；")
    total = bool(match.groupdict().get("total"))
    if not reason and (words.BECAUSE.match(text, match.end()) or words.AFTER_COLON.match(text, match.end())):
        found.append(_one(text, match, match.start(), ""))
        return
    if total or not reason:
        once = words.ONCE.search(found[-1].reason) if found else None
        if found and not text[found[-1].end : match.start()].strip(" ,，、（(") and (found[-1].per or once):
            found[-1] = replace(
                found[-1], end=match.end(), points=_points(match), rule=False, masked=is_masked(_written(match)),
                per=found[-1].per or (once["per"] if once else None),
            )  # fmt: skip
        if not reason or (found and not text[found[-1].end : start].strip(" ,，、")):
            return
    if rules or words.is_rule(reason):
        demanded = words.demand(reason)
        start, reason = start + demanded, reason[demanded:]
    one = _one(text, match, start, reason)
    end, parts = units.several(text, start, match, reason)
    if parts:
        found.extend(
            replace(one, end=end, unit=unit, reason=why, points=units.figure(points) or one.points)
            for unit, why, points in parts
        )
        return
    if one.unit is None and found and found[-1].unit and "\n" not in text[found[-1].end : start]:
        one = replace(one, unit=_of_line(text, found[-1]))
    found.append(one)


def _of_line(text: str, before: Taken) -> str | None:
    """石桥乡：…扣2分，…扣5分: the unit before a colon speaks for the rest of its line."""
    line = text.rfind("\n", 0, before.start) + 1
    headed = before.unit is not None and re.search(rf"{re.escape(before.unit)}[:：]", text[line : before.end])
    return before.unit if headed else None


def _one(text: str, match: re.Match[str], start: int, told: str) -> Taken:
    whose = units.alone(told)
    after = words.AFTER.match(text, match.end()) if _tells_no_fault(text, match, told) else None
    after = after or (words.AFTER_COLON.match(text, match.end()) if whose or not told else None)
    end = match.end() + (text[match.start() - 1] in "（(" and text[match.end() : match.end() + 1] in ("）", ")"))
    if after:
        start, end, told = match.start(), after.end(), after["reason"]
    unit, begins = units.named(told)
    reason, per = words.price(told[begins:])
    needed, actual = words.required(told)
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
        unit=unit or (whose if after else None),
    )


def _tells_no_fault(text: str, match: re.Match[str], told: str) -> bool:
    """Whether the words before the points only state a score, so that the fault must follow them."""
    return words.STATED.search(told) is not None or words.BECAUSE.match(text, match.end()) is not None


def _clause_start(text: str, end: int, floor: int) -> int:
    """Where the clause begins: after the last sentence mark outside brackets, or the deduction before."""
    depth, at = 0, end
    ends = _SENTENCE - set("；;") if text[max(0, end - 2) : end].rstrip()[-1:] in ("；", ";") else _SENTENCE
    while at > max(floor, end - 400):
        char = text[at - 1]
        if char in ")）":
            depth += 1
        elif char in "(（" and depth:
            depth -= 1
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
