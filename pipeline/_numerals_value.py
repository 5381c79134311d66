"""A run of numeral characters to an exact value: Arabic, full-width, Chinese and mixed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"两": 2, "○": 0, "貳": 2, "參": 3, "陸": 6}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_FOLD = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_SPAN_PAIRS = {(3, 5)}  # 三五个 is three to five; every other spoken range runs n, n + 1


@dataclass(frozen=True, slots=True)
class Figure:
    """What a numeral stands for.

    ``value`` is null for a range, which has ``low`` and ``high``; ``place`` is the unit of the last place as written
    (1.5万: 1000); ``approx`` is ``exact``, ``more_than`` (余, 多, 上百) or ``range`` (三四, 十几, 数百).
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    place: Decimal = Decimal(1)
    approx: str = "exact"


def multiplier(text: str) -> int:
    """百万 is 1000000; the empty string is 1."""
    product = 1
    for char in text:
        product *= SMALL.get(char) or LARGE[char]
    return product


def arabic(text: str) -> tuple[Decimal, Decimal]:
    """Value and unit of the last place of digits with thousands separators and a decimal point, in either width."""
    folded = "".join(text.translate(_FOLD).replace(",", "").split())
    value = Decimal(folded)
    exponent = value.as_tuple().exponent
    return value, Decimal(1).scaleb(int(exponent))


def chinese(text: str) -> Decimal | None:
    """The value of Chinese numeral characters (一百二十, 二〇一二, 两万五, 三点五); None where they make no number."""
    whole, point, fraction = text.partition("点")
    if point:
        value = _whole(whole)
        digits = "".join(str(DIGITS[c]) for c in fraction)
        return None if value is None else value + Decimal(f"0.{digits}")
    return _whole(whole)


def _whole(text: str) -> Decimal | None:
    if not text:
        return None
    if all(c in DIGITS for c in text):
        if len(text) > 1 and "两" in text:
            return None
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _structured(text)


def _structured(text: str) -> Decimal | None:
    total, section, digit, unit, gap, reach = 0, 0, None, 10**5, False, 0
    for char in text:
        if char in DIGITS:
            if digit is not None:
                return None
            gap = gap or DIGITS[char] == 0
            digit = DIGITS[char] or None
        elif char in SMALL:
            size = SMALL[char]
            if size >= unit:
                return None
            section += size if char in "廿卅" else (1 if digit is None else digit) * size
            digit, unit, gap = None, 10 if char in "廿卅" else size, False
        else:
            section += digit or 0
            total = _grown(total, section, LARGE[char], reach)
            section, digit, unit, gap, reach = 0, None, 10**5, False, max(reach, LARGE[char])
    if digit is None:
        return Decimal(total + section)
    return Decimal(total + section + digit * _spoken_place(text, unit, gap))


def _grown(total: int, section: int, size: int, reach: int) -> int:
    """一亿二千万 adds the section; 三万亿 and a bare 万 multiply what came before."""
    if size < reach:
        return total + section * size
    return (total + section or 1) * size


def _spoken_place(text: str, unit: int, gap: bool) -> int:
    """The place of a last digit without its own: 一百二 is 120, 两万五 is 25000, 一百零二 is 102."""
    if gap or len(text) < 2:
        return 1
    before = text[-2]
    if before in LARGE:
        return LARGE[before] // 10
    return unit // 10 if before in SMALL and unit >= 100 else 1


def chinese_place(text: str) -> Decimal:
    """The unit of the last place: 三万 is written in ten thousands, 一百二十 to the one."""
    if "点" in text:
        digits = len(text.partition("点")[2])
        return Decimal(1).scaleb(-digits)
    large = max(text.rfind(c) for c in LARGE)
    if large < 0:
        return Decimal(1)
    tail = text[large + 1 :]
    if not tail:
        return Decimal(multiplier("".join(c for c in text if c in LARGE)))
    if len(tail) == 1 and tail in DIGITS:
        return Decimal(LARGE[text[large]] // 10)
    return Decimal(SMALL.get(tail[-1], 1))


def spoken_range(text: str) -> tuple[Decimal, Decimal] | None:
    """三四十 is 30 to 40, 十七八 17 to 18, 三五 3 to 5; None for a plain numeral."""
    if len(text) > 2 and all(c in DIGITS for c in text):
        return None
    for at in range(len(text) - 1):
        first, second = DIGITS.get(text[at]), DIGITS.get(text[at + 1])
        if not first or not second:
            continue
        if second != first + 1 and (first, second) not in _SPAN_PAIRS:
            return None
        low, high = chinese(text[: at + 1] + text[at + 2 :]), chinese(text[:at] + text[at + 1 :])
        if low is None or high is None or not low < high:
            return None
        return low, high
    return None


def several(text: str) -> tuple[Decimal, Decimal] | None:
    """The bounds of 几十, 数百, 十几, 二十几万: 几 and 数 stand for two to nine."""
    at = text.find("几") if "几" in text else 0
    if any(char not in SMALL and char not in LARGE for char in text[at + 1 :]):
        return None
    if text[0] in "几数":
        if "几" in text[1:]:
            return None
        size = multiplier(text[1:])
        return Decimal(2 * size), Decimal(10 * size - 1)
    if at < 1:
        return None
    base, size = chinese(text[:at]), multiplier(text[at + 1 :])
    if base is None:
        return None
    step = SMALL.get(text[at - 1], 1) // 10 or 1
    return (base + step) * size, (base + 9 * step) * size
