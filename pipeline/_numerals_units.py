"""The units and stock phrases that tell a quantity from a name, read once from ``words/``."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib import resources

_RARE_AFTER_CHINESE = set("角尺寸丈担度升伏瓦兆里口面头对道段首手板片级束只针则端线把步字路车")
_COMPOUND = re.compile(
    r"\s?[/／]\s?(?:人|年|月|日|天|周|次|亩|户|吨|平方米|公里|公顷|小时|分钟|件|个|㎡|立方米|套|所|村|季度?|学期|m²|m³|百公里|千克|公斤|斤|生)"
    r"(?:[·•.](?:年|月|日|天|次))?"
)
_BRACKETED = re.compile(r"[（(](?:套|次|人次|人|件|份|册|处|只|头|户|项|条|场|组|名|座|个|座次|班)[）)]")


@functools.cache
def _lines(name: str) -> tuple[str, ...]:
    text = resources.files("pipeline.words").joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@functools.cache
def measures() -> Mapping[str, tuple[str, str]]:
    """Kind by unit, and the characters before which the unit is part of another word, from ``words/measures.tsv``."""
    rows = (line.split("\t") for line in _lines("measures.tsv")[1:])
    return {unit: (kind, not_before) for unit, kind, not_before in rows}


@functools.cache
def _longest() -> Mapping[str, int]:
    longest: dict[str, int] = {}
    for unit in measures():
        longest[unit[0]] = max(longest.get(unit[0], 0), len(unit))
    return longest


@functools.cache
def aspects() -> re.Pattern[str]:
    """Matches after a numeral and its measure where both only tell aspects (三个方面, 四个强化)."""
    words = "|".join(sorted(_lines("numeral_aspects.txt"), key=len, reverse=True))
    firm = "方面|环节|层面|层次|角度|维度|阶段|步骤|要素|关口|部分(?:组成|构成)"
    return re.compile(
        rf"[“\"]?(?:重点|关键|主要|基本|突出|核心|重要|具体|不同|工作|关键性){{0,2}}"
        rf"(?:{firm}|(?:{words})(?=[”\"，。、；：,;:）)\s]|$|的?(?:要求|工作|目标|原则)[，。、；,;])|[^\n，。；、,]{{0,4}}(?:{firm}))"
    )


@functools.cache
def names() -> re.Pattern[str]:
    """Matches at a numeral that begins a fixed name or slogan."""
    words = "|".join(sorted(_lines("numeral_names.txt"), key=len, reverse=True))
    return re.compile(rf"(?:{words})")


@functools.cache
def nouns() -> re.Pattern[str]:
    """Matches a noun that a figure counts without a measure word."""
    return re.compile("|".join(sorted(_lines("numeral_nouns.txt"), key=len, reverse=True)))


def unit_at(text: str, position: int, chinese: bool) -> tuple[str, str] | None:
    """The longest unit at ``position``, as written, with its kind; ``chinese`` tells the style of the numeral."""
    if position >= len(text):
        return None
    known = measures()
    for length in range(_longest().get(text[position], 0), 0, -1):
        unit = text[position : position + length]
        entry = known.get(unit)
        if entry is None or (text[position + length : position + length + 1] or "\n") in entry[1]:
            continue
        if chinese and unit in _RARE_AFTER_CHINESE:
            return None
        return _whole(text, position + length, unit), entry[0]
    return None


def _whole(text: str, position: int, unit: str) -> str:
    """The unit with what follows it: 次/年, 台（套）."""
    following = text[position : position + 1]
    if following and following in "/／ ":
        match = _COMPOUND.match(text, position)
    elif following and following in "（(":
        match = _BRACKETED.match(text, position)
    else:
        return unit
    return unit + match[0] if match else unit
