"""The full marks of a rubric: those of its indicators make the whole, those under an indicator make the indicator's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.audit._interval import exact, verdict
from pipeline.audit._recount import made
from pipeline.records import Check

_WHOLE = re.compile(
    r"(?:满分|总分(?:值)?|共计?|合计|总计)[为是计:：]?\s?(?P<full>[0-9]{2,4}\s?分)|(?P<hundred>百分制|100分制)"
    r"|^[^\n]{0,40}[（(](?P<title>[1-9][0-9]{0,2}0\s?分)[)）]\s*$",
    re.M,
)
_STYLES = (
    r"第(?P<a>[一二三四五六七八九十百]{1,4})条",
    r"(?P<b>[一二三四五六七八九十]{1,3})、",
    r"[（(](?P<c>[一二三四五六七八九十]{1,3})[)）]",
    r"(?P<d>[0-9]{1,2})[、.．](?![0-9])",
    r"[（(](?P<e>[0-9]{1,2})[)）]",
)
_ITEM = re.compile(
    rf"^[ \u3000]*(?:{'|'.join(_STYLES)})[ \u3000]*(?P<name>[^\n（(。；：:]{{2,50}})"
    r"(?:[（(](?:满分|共|计|分值|权重|本项|总分)?[为:：]?\s?(?P<marks>[0-9]{1,3}(?:\.[0-9])?)\s?分[)）])?",
    re.M,
)
_EXTRA = re.compile(r"加分|奖励|附加|附则|否决|扣分项|倒扣|说明|备注|减分")
_KINDS = ("rubric", "plan", "rules")

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Indicator:
    """A marked line: the style of its marker, its marks with their place (None without), and where it begins."""

    style: str
    marks: Decimal | None
    span: Span
    start: int


def marks(text: str, kind: str) -> list[Check]:
    """The sums of marks of a document that lays down a rubric."""
    if kind not in _KINDS or "分" not in text:
        return []
    every = [(_indicator(match), _EXTRA.search(match["name"])) for match in _ITEM.finditer(text)]
    items = [item for item, extra in every if not extra]
    if not (top := next((item.style for item in items if item.marks is not None), None)):
        return []
    first = [item for item in items if item.style == top]
    found = [*_of_whole(text, first)]
    outer = [item.start for item, _ in every if item.style == top]
    for item in first:
        end = next((start for start in outer if start > item.start), len(text))
        found += _of_indicator(item, [i for i in items if item.start < i.start < end])
    return found


def _indicator(match: re.Match[str]) -> _Indicator:
    style = next(name for name in "abcde" if match[name])
    told = match["marks"]
    span = (match.string[match.start("marks") : match.end("marks") + 1], match.start("marks"), match.end("marks") + 1)
    return _Indicator(style, Decimal(told) if told else None, span if told else ("", 0, 0), match.start())


def _of_whole(text: str, items: Sequence[_Indicator]) -> list[Check]:
    """The indicators against 满分100分; wrong only where none between the first and the last goes without marks."""
    whole = _WHOLE.search(text)
    marked = [item for item in items if item.marks is not None]
    if whole is None or len(marked) < 2:
        return []
    name = next(key for key in ("full", "hundred", "title") if whole[key])
    value = Decimal(100 if name == "hundred" else whole[name].rstrip("分").strip())
    between = [item for item in items if marked[0].start <= item.start <= marked[-1].start]
    return _sum(value, (whole[name], *whole.span(name)), marked, len(between) == len(marked))


def _of_indicator(item: _Indicator, inner: Sequence[_Indicator]) -> list[Check]:
    style = next((i.style for i in inner if i.marks is not None), None)
    own = [i for i in inner if i.style == style]
    marked = [i for i in own if i.marks is not None]
    if item.marks is None or len(marked) < 2 or len(marked) < len(own):
        return []
    return _sum(item.marks, item.span, marked, certain=True)


def _sum(value: Decimal, span: Span, parts: Sequence[_Indicator], certain: bool) -> list[Check]:
    computed = exact(sum((part.marks for part in parts if part.marks is not None), Decimal(0)))
    result = verdict(exact(value), computed)
    if result == "fails" and not certain:
        result = "open"
    return [made("sum", value, computed, result, [span, *(part.span for part in parts)])]
