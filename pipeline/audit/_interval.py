"""What a printed figure can stand for: an interval, and what follows when two of them are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_WHOLE_KINDS = ("count",)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a figure can stand for.

    ``high`` is None without an upper bound, ``soft`` tells that the words leave it open.

    ``value`` is the figure named. A count of whole things without 万 is exact; every other printed figure stands for
    half a unit of its last place either way, and a per cent, often cut off, for a whole unit above. 余, 多, 近, 不足
    and ranges are soft.
    """

    low: Decimal
    high: Decimal | None
    value: Decimal | None
    soft: bool = False

    def __add__(self, other: Interval) -> Interval:
        high = None if self.high is None or other.high is None else self.high + other.high
        value = None if self.value is None or other.value is None else self.value + other.value
        return Interval(self.low + other.low, high, value, self.soft or other.soft)

    def __sub__(self, other: Interval) -> Interval:
        low = Decimal("-Infinity") if other.high is None else self.low - other.high
        high = None if self.high is None else self.high - other.low
        value = None if self.value is None or other.value is None else self.value - other.value
        return Interval(low, high, value, self.soft or other.soft)

    def scaled(self, factor: Decimal) -> Interval:
        """The interval times a positive number."""
        high = None if self.high is None else self.high * factor
        return Interval(self.low * factor, high, None if self.value is None else self.value * factor, self.soft)

    def over(self, other: Interval) -> Interval | None:
        """The quotient of two intervals of positive values; None where the divisor may be nothing."""
        if other.low <= 0 or self.low < 0:
            return None
        low = Decimal(0) if other.high is None else self.low / other.high
        high = None if self.high is None else self.high / other.low
        value = self.value / other.value if self.value is not None and other.value else None
        return Interval(low, high, value, self.soft or other.soft)


def exact(value: Decimal | int) -> Interval:
    """A figure that stands for itself."""
    return Interval(Decimal(value), Decimal(value), Decimal(value))


def stated(
    value: Decimal | None, low: Decimal | None, high: Decimal | None, place: Decimal, approx: str, kind: str, text: str
) -> Interval | None:
    """The interval of a figure as written in ``text``; None where nothing is known of it.

    三百 and 一百二十 are exact, 4.86万 is not: a figure with 万 or a point was cut to its last place.
    """
    if value is None:
        return None if low is None or high is None else Interval(low, high, None, True)
    if approx == "more_than":
        return Interval(value, None, value, True)
    if approx == "less_than":
        return Interval(Decimal(0), value, value, True)
    if approx != "exact":
        return Interval(value * Decimal("0.8"), value * Decimal("1.2"), value, True)
    cut = place > 1 and re.search("[.．点]", text)
    if (kind in _WHOLE_KINDS and place < 1000 and not cut) or place == 0:
        return exact(value)
    above = place if kind == "percent" else place / 2
    return Interval(value - place / 2, value + above, value)


def verdict(claimed: Interval, computed: Interval) -> str:
    """``holds``, ``rounds`` (equal within the rounding as written), ``open`` (the words allow both) or ``fails``."""
    if claimed.high is not None and claimed.high < computed.low:
        return "fails"
    if computed.high is not None and computed.high < claimed.low:
        return "fails"
    if claimed.soft or computed.soft:
        return "open"
    return "holds" if claimed.value == computed.value else "rounds"
