"""Why a numeral is no quantity, whatever follows it: dates, codes, marks, ordinals, names and masks."""

from __future__ import annotations

import re

from pipeline import _numerals_codes as codes
from pipeline import _numerals_dates as dates
from pipeline import _numerals_marks as marks
from pipeline._numerals_token import Token

_NAMED_GROUPS = re.compile("[一二三四五六七八九十]{1,3}组[、和][一二三四五六七八九十]{1,3}组(?!成|织|建)")
_GROUPS = re.compile("[0-9]组[、和][0-9]+组")  # 3组、7组: villagers' groups by their numbers


def reason(text: str, token: Token, quoted: bool) -> str | None:
    """Why the numeral is certainly no quantity, whatever unit may follow; None where a unit decides."""
    if token.style == "sign":
        return "marker"
    if token.style == "arabic":
        return _of_arabic(text, token, quoted)
    return _of_chinese(text, token, quoted)


def span_reason(text: str, token: Token) -> tuple[int, str] | None:
    """The end of a whole date, clock time or telephone number that begins with the token, and which it is."""
    if text[token.end : token.end + 1] in codes.COLONS and text[token.start - 1 : token.start] not in codes.COLONS:
        match = codes.PROPORTION.match(text, token.start)
        if match and (
            re.search("比例?[为是约达]?$", text[max(0, token.start - 4) : token.start])
            or not dates.CLOCK.match(text, token.start)
        ):
            return match.end(), "ratio"
    if text[token.end : token.end + 1] in ("·", "•"):
        match = dates.NAMED_DAY.match(text, token.start)
        if match:
            return match.end(), "date"
    for pattern, why in ((dates.FULL_DATE, "date"), (dates.CLOCK, "time")):
        match = pattern.match(text, token.start)
        if match and match.end() > token.end - 1 and text[match.end() : match.end() + 1] not in ("%", "％"):
            return match.end(), why
    if token.end - token.start >= 3:
        match = codes.PHONE.match(text, token.start)
        if match and match.end() >= token.end and codes.is_phone(text, token.start, match.end()):
            return match.end(), "telephone"
    return None


def _of_arabic(text: str, token: Token, quoted: bool) -> str | None:
    start, end = token.start, token.end
    left, right = text[start - 1 : start], text[end : end + 1]
    if (right in codes.MASK and right) or (left in codes.MASK and left):
        return (
            "date"
            if text[end : end + 1] == "年" and dates.is_year(text, start, end)
            else codes.masked(text, start, end)
        )
    if left == "第" or text[max(0, start - 2) : start] in ("第 ", "第\u3000"):
        return marks.numbered(text, end)
    if right == "组" and _GROUPS.search(text, max(0, start - 4), end + 5):
        return "name"
    if quoted and not text.startswith("%", end):
        return "date" if dates.is_year(text, start, end) else "name"
    if left in codes.CLOSING and left and text[end : end + 2].strip().startswith("号"):
        return "document_number"
    if right == "号" or text[end : end + 2] == " 号":
        return codes.number_sign(text, start)
    year = dates.is_year(text, start, end)
    if year and (codes.YEAR_BRACKET.search(text, max(0, start - 2), start) and right in codes.CLOSING and right):
        return "document_number" if codes.bracketed_number(text, start, end) else "date"
    return (
        dates.arabic_date(text, start, end, year) or marks.marker(text, start, end) or _other_arabic(text, start, end)
    )


def _other_arabic(text: str, start: int, end: int) -> str | None:
    left, right = text[start - 1 : start], text[end : end + 1]
    if marks.RANKED.search(text, max(0, start - 8), start):
        return "ordinal"
    if left and left in "前后" and right and right in "名位强十":
        return "ordinal"
    if right and (
        text.startswith(("年级", "等奖", "号楼", "强企业", "号线"), end)
        or (right == "强" and text[end + 1 : end + 2] in "，。、；县区企")
    ):
        return "ordinal" if right in "年等" else "name"
    if marks.GRADES.match(text, end):
        return "ordinal"
    if dates.PERIOD.match(text, end) or (left in "近第" and left and text[end : end + 1] == "年"):
        return "date"
    if codes.joined(text, start, -1) or codes.joined(text, end, 1):
        return "name"
    if (
        text.startswith("小时", end)
        and text[start:end] == "24"
        and not text.startswith(("内", "以内", "之内", "前", "后", "以上"), end + 2)
    ):
        return "name"
    if text.startswith("天", end) and text[start:end] == "365":
        return "name"
    return None


def _of_chinese(text: str, token: Token, quoted: bool) -> str | None:
    start, end = token.start, token.end
    left, right = text[start - 1 : start], text[end : end + 1]
    if text[start] in "百千万亿" and not text.startswith("分之", end) and _lacks_digits(end - start, left):
        return "masked" if left and left in codes.MASK else "name"
    if left == "第":
        leads = (
            right and right in "，,、：:" and text[start - 2 : start - 1] in ("", *marks.BEFORE_MARK, "\n", " ", "　")
        )
        return "marker" if leads and token.end - start == 1 else marks.numbered(text, end)
    if left and left in "周初高" and end - start == 1 and not (right and right in "个名所家"):
        return "date" if left == "周" else "ordinal"
    if left == "期" and text[start - 2 : start] == "星期":
        return "date"
    if right == "组" and _NAMED_GROUPS.search(text, max(0, start - 5), end + 6):
        return "name"
    mark = marks.chinese_marker(text, start, end, left, right)
    if mark:
        return mark
    if quoted and not text.startswith("分之", end):
        return "name"
    if right and right in "年月日时点季世 至到-—、和及":
        date = dates.chinese_date(text, start, end)
        if date:
            return date
    if left and left in "前后" and right and right in "名位强":
        return "ordinal"
    if dates.PERIOD.match(text, end) or (left == "近" and right == "年"):
        return "date"
    if marks.CHINESE_ORDINAL.match(text, end):
        return "ordinal" if right and right in "期等年级届班" else "name"
    return None


def _lacks_digits(length: int, left: str) -> bool:
    """Whether a run that begins with 百, 千, 万 or 亿 lacks its number: a word (百姓), or a mask before it (X万)."""
    return bool(left and left in codes.MASK) or (length == 1 and not (left and left in "近约逾超过足到于"))
