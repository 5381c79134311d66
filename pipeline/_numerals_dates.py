"""Numerals in dates, clock times and spans of time that count nothing (2018年, 6-9月, 三年来, 下午2:30)."""

from __future__ import annotations

import re

LINK = "[-—–－~～─至到、和及,，/]"
DIGIT = "[0-9０-９]"
_SMALL = "[一二三四五六七八九十]"
FULL_DATE = re.compile(
    r"(?:19|20)\d\d\s?([-—./．])\s?(?:1[0-2]|0?[1-9])(?:\s?\1\s?(?:3[01]|[12]\d|0?[1-9]))?(?![\d.．:：])"
)
NAMED_DAY = re.compile(r"(?:1[0-2]|[1-9])\s?[·•]\s?(?:3[01]|[12]?\d)(?!\d)")  # 12·4宪法日
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\s?[:：]\s?[0-5]\d(?:[:：][0-5]\d)?(?!\d)")
_COUNTED_RANGE = re.compile(
    rf"\s?[-—–～~至到]{{1,2}}\s?{DIGIT}+(?:[.．]{DIGIT}+)?\s?[个名人件次条项户家份元万亿亩平米吨公册篇场台]"
)
_SHORT_YEAR = re.compile(rf"\s?年(?:[底初末终中]|上半年|下半年|度|\s?(?:{DIGIT}{{1,2}}|{_SMALL}{{1,3}})\s?月)")
PERIOD = re.compile(
    r"\s?(?:多|余|几)?(?:年|个月|个多月|天|周|个学期|个学年)(?:多)?"
    r"(?:[之以]?来|间|规划|行动|计划|攻坚|大庆|抗战|制(?!度)|期(?:间|国债)?|一次|磨|时间里)"
)
_LINKED_DATE = re.compile(
    rf"\s?(?:{LINK}{{1,2}}\s?(?:{DIGIT}{{1,4}}|[一二三四五六七八九十〇○]{{1,4}})\s?)+"
    r"(?:年(?!级|内|以)|月(?!均)|日(?!内|以内)|季度|世纪|年代|时(?!间)|点(?:钟|半|整))"
)
_WITHIN_DAYS = re.compile(r"\s?日(?:内|以内|之内|以上|左右|游)")
_DURATION_CUE = re.compile(
    r"(?:为期|历时|期限|共计|总计|累计|时限|连续|长达|满|延长|缩短|压缩至|压缩到|缩短至|提前"
    r"|不得?超过|不少于|至少|最多|不足|不到|约|近)$"
)
# 时限由60日缩短为20日: two lengths of time and no days of a month.
_SHORTENED = re.compile(r"\s?日\s?(?:缩短|压缩|减少|减|缩减|延长|提速)")
_FROM = re.compile(r"(?:[由从]|时间|时限|期限|周期)\s?$")
_TO = re.compile(r"(?:缩短|压缩|减少|减|缩减|延长|提速)(?:为|到|至|成)$")
_HOUR = re.compile(r"\s?(?:时(?![间限效常段代而候有])|点(?=[半整钟前后起至到—\-~]|\s?\d|[一二三四五]?十))")
_CLOCK_CUE = re.compile(r"(?:上午|下午|早上|早|晚上?|凌晨|中午|傍晚|日|每天)\s?$")
_AFTER_HOUR = re.compile(r"[0-9一二三四五六七八九十][时点]$")


def is_year(text: str, start: int, end: int) -> bool:
    return end - start == 4 and text[start : start + 2] in ("19", "20", "１９", "２０") and text[start:end].isdigit()


def arabic_date(text: str, start: int, end: int, year: bool) -> str | None:
    right = text[end : end + 1]
    if right not in "年月日季世时点分 至到-—–－~～、和及/" and not year:
        return "date" if right in ",，" and _LINKED_DATE.match(text, end) else None
    if _AFTER_HOUR.search(text, max(0, start - 2), start) and right == "分":
        return "time"
    if year:
        return _after_year(text, end)
    if _SHORT_YEAR.match(text, end) or _LINKED_DATE.match(text, end):
        return "date"
    unit = text[end : end + 2].strip()[:1]
    if unit == "月" or (unit == "季" and text[end : end + 3].strip().startswith("季度")):
        return "date"
    if unit == "日":
        counted = _counts_days(text, start, end)
        return None if counted and text[start - 1 : start] != "月" else "date"
    if unit == "世" or text[end : end + 2] == "年代" or PERIOD.match(text, end):
        return "date"
    return _time(text, start, end)


def _after_year(text: str, end: int) -> str | None:
    if _COUNTED_RANGE.match(text, end):
        return None
    following = text[end : end + 2].strip()[:1]
    if following and following in "余多个件条项名人次份户元万亿亩平米吨公%％篇册家笔批宗处座台辆套场期本只株棵盏枚幅张":
        return None
    return "date"


def chinese_date(text: str, start: int, end: int) -> str | None:
    numeral, unit = text[start:end], text[end : end + 2].strip()[:1]
    if unit == "年" and len(numeral) in (2, 4) and all(c in "一二三四五六七八九〇零○" for c in numeral):
        return "date"
    if _LINKED_DATE.match(text, end) or _SHORT_YEAR.match(text, end):
        return "date"
    if unit == "月" or text.startswith(("季度", "世纪", "年代"), end):
        return "date"
    if unit == "日":
        return None if _counts_days(text, start, end) else "date"
    return _time(text, start, end) if numeral != "一" else None


def _counts_days(text: str, start: int, end: int) -> bool:
    """Whether N日 is a length of time and no day of a month."""
    before = max(0, start - 4)
    shortened = _FROM.search(text, before, start) and _SHORTENED.match(text, end)
    cue = _DURATION_CUE.search(text, before, start) or _TO.search(text, before, start)
    return bool(_WITHIN_DAYS.match(text, end) or shortened or cue)


def _time(text: str, start: int, end: int) -> str | None:
    if _HOUR.match(text, end):
        return "time"
    if text[end : end + 1] == "点" and _CLOCK_CUE.search(text, max(0, start - 3), start):
        return "time"
    return None
