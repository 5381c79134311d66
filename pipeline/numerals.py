"""Numerals of Chinese text: ``parse()`` one, ``points()`` of a clause, ``scan()`` all of a text with what each is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline import _numerals_asides as asides
from pipeline import _numerals_codes as codes
from pipeline import _numerals_fate as fate
from pipeline._numerals_quantity import Quantity, quantity
from pipeline._numerals_token import Token, tokens
from pipeline._numerals_value import Figure

__all__ = ["Figure", "Mention", "parse", "points", "scan"]

_QUOTED = re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,15}”|「[^「」\n]{1,15}」|\"[^\"\n，。；]{1,15}\"|‘[^‘’\n]{1,15}’")
_STRAY_PAGE = re.compile(r"[ \u3000](?=[^\n]*[\u4e00-\u9fff])|\s*\n|\s*$")
_POINTS = re.compile(r"分(?!之|别|钟|为|类)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One numeral of a text and what it is.

    ``start`` and ``end`` bound the numeral, or for a quantity the whole span with approximator and unit. ``fate`` is
    ``quantity``, ``excluded`` (``why`` tells the reason) or ``unexplained``. ``value``, ``low`` and ``high`` are exact,
    in base units; ``place`` is the unit of the last place as written; ``approx`` and ``kind`` are those of counts.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    fate: str
    why: str | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    place: Decimal = Decimal(1)
    approx: str = "exact"
    unit: str | None = None
    kind: str = "count"


def parse(text: str) -> Figure | None:
    """The figure that ``text`` as a whole writes (12.70万, 一百二十余, 三四十); None where it is no single numeral."""
    found = list(tokens(text))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    return found[0].figure


def points(text: str) -> Decimal | None:
    """The first number of points in ``text`` (扣0.5分, 扣两分); None where there is none or it is no single figure."""
    for token in tokens(text):
        if token.figure and _POINTS.match(text, token.end):
            return token.figure.value
    return None


@functools.lru_cache(maxsize=4)
def scan(text: str) -> tuple[Mention, ...]:
    """Every numeral of ``text`` in order, each in exactly one mention."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    quotes = _Spans(text)
    reached, token = 0, next(tokens(text), None)
    while token is not None:
        mention = _mention(text, token, quotes.hold(token.start), reached)
        reached = mention.end
        yield mention
        token = next(tokens(text, reached), None)


class _Spans:
    """The quoted stretches of a text, asked for at rising positions."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _QUOTED.finditer(text)]
        self._at = 0

    def hold(self, position: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at][1] <= position:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at][0] <= position


def _mention(text: str, token: Token, quoted: bool, reached: int) -> Mention:
    if token.style == "arabic":
        whole = fate.span_reason(text, token)
        if whole is not None:
            return _excluded(token, whole[1], end=whole[0])
    why = fate.reason(text, token, quoted)
    if why is not None:
        return _excluded(token, why)
    found = quantity(text, token, reached)
    if isinstance(found, Quantity):
        aside = asides.reason(text, found.start, found.end, found.unit, found.kind)
        if aside is not None:
            return Mention(
                found.number_start, found.end, found.number_start, found.number_end, "excluded", aside, found.value
            )  # fmt: skip
        return Mention(
            found.start, found.end, found.number_start, found.number_end, "quantity", None,
            found.value, found.low, found.high, found.place, found.approx, found.unit, found.kind,
        )  # fmt: skip
    if found is not None:
        return _excluded(token, found)
    return _leftover(text, token)


def _leftover(text: str, token: Token) -> Mention:
    """A numeral without a unit: part of a Chinese word, a stray page number, a bare code, or not understood."""
    if token.style == "chinese":
        return _excluded(token, "name")
    left, right = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    if right == "\t" and left in ("", "\n") and token.end - token.start <= 3:
        return _excluded(token, "marker")
    if "\t" in (left, right):
        return _unexplained(token)
    if (not left or left in " \u3000\n、，") and token.end - token.start <= 3 and _STRAY_PAGE.match(text, token.end):
        return _excluded(token, "page")
    if right.isascii() and right.isalpha():
        return _excluded(token, "name")
    if codes.is_code(text, token.start, token.end):
        return _excluded(token, "telephone")
    return _unexplained(token)


def _unexplained(token: Token) -> Mention:
    value = token.figure.value if token.figure else None
    return Mention(token.start, token.end, token.start, token.end, "unexplained", value=value)


def _excluded(token: Token, why: str, end: int | None = None) -> Mention:
    value = token.figure.value if token.figure and end is None else None
    return Mention(token.start, end or token.end, token.start, end or token.end, "excluded", why, value)
