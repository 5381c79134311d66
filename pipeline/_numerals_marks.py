"""Numerals that mark items and articles, or tell a place in an order."""

from __future__ import annotations

import re

from pipeline import _numerals_dates as dates

_ARTICLE = re.compile(r"\s?(?:条(?!线|规|生产)|款|章|节(?!课)|编)")
CHINESE_ORDINAL = re.compile(
    r"期(?:工程|项目|建设|改造|学员|培训)|等[奖功]?|年级|级|届|中全会|号(?!召)|类(?:事业|保障|地区|城市|口岸|医疗|固废|区)|楼|层(?!层)"
    r"|班(?=学生)|星级?|把手|审|模|线|路|维|手|代(?:表|理)?|度(?:创业|空间)?|元(?:化|结构|论)|产业|产(?=[、，])|大(?![类项])"
)
GRADES = re.compile(rf"{dates.LINK}\s?{dates.DIGIT}{{1,2}}(?:年级|级|号楼?|班(?!次)|楼|届)")
RANKED = re.compile(
    r"(?:排名|名次|位次|位居|位列|名列|列全[市县省区国]|排在|排序|排位)(?:全[市县省区国])?(?:为|[:：])?\s?$"
)
_PART = re.compile(r"[0-9０-９]{1,2}[.．][0-9０-９]{1,2}")  # 2.1项目公示 at the start of a line
_AFTER_MARK = "、.．)）:：，,·﹑"
BEFORE_MARK = "。；;：:！!？?”,，"


def numbered(text: str, end: int) -> str:
    match = _ARTICLE.match(text, end)
    if match:
        return "article"
    if text[end : end + 2] == "季度":
        return "date"
    if re.match(r"\s?号(?:令|文|公告|通告)", text[end : end + 5]):
        return "document_number"
    return "ordinal"


def marker(text: str, start: int, end: int) -> str | None:
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and left in "(（[【<＜〔〈" and right and right in ")）]】>＞〕〉" and end - start <= 3:
        return "marker"
    if right and right in ")）" and end - start <= 2 and (not left or left in "。；;：: \n　，,"):
        return "marker"
    after = text[end + 1 : end + 2]
    if _line_start(text, start):
        return _leads_line(text, start, end, right, after)
    if right and right in "、.．" and end - start <= 2 and not after.isdigit():
        before = text[max(0, start - 3) : start].rstrip()
        if (before and before[-1] in BEFORE_MARK) or left in (" ", "　", "\t"):
            return "marker"
    return None


def _leads_line(text: str, start: int, end: int, right: str, after: str) -> str | None:
    numeral = text[start:end]
    if _PART.fullmatch(numeral) and text.startswith("项目", end):
        return "marker"
    if right and right in _AFTER_MARK and len(numeral) <= 3 and not (right in ",，:：" and after.isdigit()):
        return "marker"
    if "." in numeral and len(numeral) <= 6 and right in (" ", "　", ".", "．", "\t", "、") and right:
        return "marker"
    if (
        len(numeral) <= 2
        and right
        and right in " 　"
        and "\u4e00" <= after <= "\u9fff"
        and after not in "个件条项名人次份户"
    ):
        return "marker"
    return None


def _line_start(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] in " \u3000\xa0●■◆▲★•·*#":
        at -= 1
    return at < 0 or text[at] == "\n"


def chinese_marker(text: str, start: int, end: int, left: str, right: str) -> str | None:
    if not right:
        return None
    if right in "是要则者" and (not left or left in " \n　。；;：:，,、\t”（("):
        return "marker"
    if right == "是" and end - start <= 2 and left not in ("每", "统", "唯", "万", "同"):
        return "marker"
    if left in ("其", "之") and right in "，,：:是、。" and end - start == 1:
        return "marker" if left == "其" else "name"
    if right in "、.．,，:：" and end - start <= 3:
        inside = left and left in BEFORE_MARK and right in "、.．" and not _digit_follows(text, end)
        if inside or _line_start(text, start):
            return "marker"
    if left and left in "(（[【〔〈" and right in ")）]】〕〉":
        return "marker"
    return None


def _digit_follows(text: str, end: int) -> bool:
    return text[end + 1 : end + 2] in set("一二三四五六七八九十两百千0123456789")
