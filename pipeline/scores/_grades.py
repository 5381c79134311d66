"""Grades of a rubric: 95分以上为优秀, 80分以上不足90分为合格."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

Grades = tuple[tuple[Decimal, str], ...]  # lower bound and name, best first

_NAMES = "优秀|优良|良好|优|良|称职|合格|达标|基本合格|一般|中|较差|差|不称职|不合格|不达标"
_NAME = rf"(?:评(?:定|为)?|确定|定|属于|列|记)?为?[“\"]?(?P<name>{_NAMES})"
_NUMBER = r"(?P<low>\d+(?:\.\d+)?)"
_BOUNDS = (
    re.compile(rf"{_NUMBER}分?(?:[(（]含[^)）]*[)）])?(?:及)?以上[^，,；;。]{{0,24}}?{_NAME}"),
    re.compile(
        rf"{_NUMBER}分?(?:[(（]含[^)）]*[)）])?(?:至|到|—|－|-|~|～)\d+(?:\.\d+)?分?[^，,；;。\d]{{0,12}}?{_NAME}"
    ),
    re.compile(rf"(?:不足|不满|低于|(?P<low>\d+(?:\.\d+)?)分?以下|未达到?)[^，,；;。]{{0,12}}?{_NAME}"),
)


# 优秀（90分以上，含90分）、良好（80—90分）、不合格（低于60分）: the bounds stand behind the names.
_BRACKETED = re.compile(
    rf"(?P<name>{_NAMES})[(（](?:(?:低于|不足|不满|未达到?|\d+(?:\.\d+)?分?以下)"
    rf"|{_NUMBER}分?(?:[(（]含[^)）]*[)）])?(?:及?以上|(?:至|到|—|－|-|~|～)\d))"
)


def grades(text: str) -> Grades:
    """The grades that a rubric's text lays down, best first; the lowest begins at 0. Empty where it has none."""
    bracketed = [(match.group("name"), Decimal(match.group("low") or 0)) for match in _BRACKETED.finditer(text)]
    found = dict(reversed(bracketed if len(bracketed) > 1 else list(_before_names(text))))
    ordered = sorted(((low, name) for name, low in found.items()), reverse=True)
    return tuple(ordered) if len(ordered) > 1 else ()


def _before_names(text: str) -> Iterator[tuple[str, Decimal]]:
    for n, pattern in enumerate(_BOUNDS):
        for match in pattern.finditer(text):
            yield match.group("name"), Decimal(0) if n == 2 else Decimal(match.group("low"))


def grade(score: Decimal | None, bounds: Sequence[tuple[Decimal, str]]) -> str | None:
    """The grade of a score; null for an unknown score or where none fits."""
    if score is None:
        return None
    return next((name for low, name in bounds if score >= low), None)
