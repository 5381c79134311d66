"""Numbers with their units in a clause, told as done or as required, for setting claim against finding."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` in base units (万 and 亿 multiplied out, 九成 is 90 %), ``required`` where it is what a rule asks."""

    value: float
    unit: str
    required: bool
    text: str


_NUMBER = re.compile(
    r"百分之(?P<share>[一二三四五六七八九十百零]+)|"
    r"(?P<digits>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?P<scale>[万亿]?)[余多]?"
    r"(?P<unit>人次|%|％|成|次|期|场|条|件|起|人|名|亩|元|户|份|篇|个百分点|家|批次|批|宗|项|例)(?!性)"
)
_DEMAND = re.compile(r"规定|不少于|不低于|应开|应为|应当|要求|至少|标准为|任务")
# A rate tells how many there should be in a year: 每季度一次 is four.
_RATE = re.compile(r"每(?:个)?(半年|两个月|季度|季|月|周|星期|礼拜)[^，]{0,10}$")
_A_YEAR = {"半年": 2, "两个月": 6, "季度": 4, "季": 4, "月": 12, "周": 52, "星期": 52, "礼拜": 52}
_DONE = re.compile(r"只|仅|实际|才|共|召开了|开了|完成")
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2}
_SAME = dict.fromkeys("％成", "%") | {"名": "人", "人次": "人"} | dict.fromkeys(("批次", "场", "期"), "次")
_SAME |= dict.fromkeys("起例宗", "件")


def _chinese(digits: str) -> float:
    if digits == "百":
        return 100
    if "百" in digits:
        head, _, tail = digits.partition("百")
        return _DIGITS.get(head, 1) * 100 + (_chinese(tail.lstrip("零")) if tail.lstrip("零") else 0)
    if "十" in digits:
        head, _, tail = digits.partition("十")
        return _DIGITS.get(head, 1) * 10 + _DIGITS.get(tail, 0)
    return _DIGITS.get(digits, 0)


def quantities(clause: str) -> tuple[Quantity, ...]:
    """The quantities of ``clause`` in order; 规定不少于6次只召开了2次 gives 6 required and 2 done."""
    result = []
    last = 0
    for match in _NUMBER.finditer(clause):
        before = clause[last : match.start()]
        last = match.end()
        demand, done = _last(_DEMAND, before), _last(_DONE, before)
        result.append(_yearly(_quantity(match, required=demand > done), _RATE.search(before)))
    return tuple(result)


def _yearly(quantity: Quantity, rate: re.Match[str] | None) -> Quantity:
    """A rate of times (每季度开会一次) as times a year."""
    if rate is None or quantity.unit != "次":
        return quantity
    times = quantity.value * _A_YEAR[rate[1]]
    return replace(quantity, value=times, text=f"每{rate[1]}{quantity.text}（一年{times:g}次）")


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _quantity(match: re.Match[str], *, required: bool) -> Quantity:
    if match["share"]:
        return Quantity(_chinese(match["share"]), "%", required, match.group())
    digits, unit = match["digits"], match["unit"]
    value = float(digits) if digits[0].isdigit() else float(_chinese(digits))
    value *= {"": 1, "万": 1e4, "亿": 1e8}[match["scale"]] * (10 if unit == "成" else 1)
    return Quantity(value, _SAME.get(unit, unit), required, match.group())
