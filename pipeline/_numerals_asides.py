"""Quantities that say nothing of the world: page numbers, print runs, a page's visits, bands and parts of scores."""

from __future__ import annotations

import re

_GRADE = "优秀|优良|优|良好|良|中|基本合格|合格|不合格|较好|一般|较差|差|达标|不达标|[一二三]等|[一二三四五]级|[A-D]级"
_BAND = re.compile(rf"的?(?:评定为|评为|确定为|定为|属于?|为|是)(?:{_GRADE})")  # 80分至89分为良好
_PART = re.compile(r"[（(](?:[0-9.]+分[,，、；;]\s?)?(?:自评|自查|实得|实际?得?)分?[:：]?$")  # （20分，自评18分）
_WEIGHT = re.compile(r"[,，、；;]\s?(?:自评|自查|实得)")
_BONUS = re.compile("(?<![增参追])加$")
_BOUND = re.compile("(?:得分|分数|总分|评分|成绩)(?:在|不?低于|不?高于|未达到?|达到|超过)?$")  # 测评成绩低于70分的科室
_PAGE_END = re.compile(r"[ \u3000]*(?:\n|$)|[ \u3000]{2,}")
_IMPRINT = re.compile("(?:共印发?|印数[:：]?|印刷)[ \u3000]?$")
_LINE_END = re.compile(r"[)）]?[ \u3000]*(?:\n|$)")
_VISITS = re.compile("(?:浏览|访问|点击|阅读|下载)(?:次数|人数|量)?[:：][ \u30000-9,，]{0,8}$")


def reason(text: str, start: int, end: int, unit: str | None, kind: str) -> str | None:
    """Why the quantity from ``start`` to ``end`` counts nothing of the world; None where it may."""
    before = text[max(0, start - 16) : start]
    if unit == "分":
        return _of_points(text, start, end, before)
    if kind == "ratio" and " " in text[start:end] and not before.rpartition("\n")[2].strip():
        return "page" if "/" in text[start:end] and _PAGE_END.match(text, end) else None
    if unit == "份" and _IMPRINT.search(before) and _LINE_END.match(text, end):
        return "imprint"
    return "visits" if _VISITS.search(before) else None


def _of_points(text: str, start: int, end: int, before: str) -> str | None:
    if _BAND.match(text, end) and any(mark in text[start:end] for mark in "至到-—–~～"):
        return "threshold"
    if _BOUND.search(before) and text.startswith("的", end) and not text[start].isdigit():
        return "threshold"
    if before[-1:] in ("（", "(") and _WEIGHT.match(text, end):
        return "full_score"
    if _PART.search(before) and text[end : end + 1] in ("）", ")"):
        return "part_score"
    return "bonus" if _BONUS.search(before) else None
