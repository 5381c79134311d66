"""考核办法 and 评分细则 read into scoring rules: articles, lists and tables with indicators in up to three levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import Doc, Rubric
from pipeline.scores import _rubric_tables
from pipeline.scores._rules import rule_row, rules

# Marks from the outside in; what a mark opens ends at the next mark of the same or an outer kind.
_MARKS = (
    re.compile(r"第[一二三四五六七八九十百零\d]+章"),
    re.compile(r"第[一二三四五六七八九十百零\d]+条"),
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"[(（]\d{1,2}[)）]"),
    re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩]"),
)
_FULL = r"(?P<full>\d+(?:\.\d+)?)\s*分"
_NAME = r"(?P<name>[^。；;：:,，\d()（）]{2,24}?)"
_IN_BRACKETS = re.compile(
    rf"\s*{_NAME}\s*[(（](?:共|满分|计|分值|总分|标准分)?[:：]?\s*{_FULL}[^)）]{{0,8}}[)）][。：:，,]?"
)
_AFTER_NAME = re.compile(
    rf"\s*{_NAME}[：:，,\s]+(?:满分|共|计|分值|总分)?(?:为)?\s*{_FULL}(?=[。；;：:，,\s]|$)[。：:，,]?"
)
_INSIDE = re.compile(rf"\s*(?P<name>[^()（）]{{2,160}}?)[(（](?:满分|共|计)?{_FULL}[)）][。：:，,；;]?")
_SPECIAL = re.compile(r"\s*(?P<name>(?:加分|减分|奖励|扣分|一票否决|否决)(?:项目?|事项|因素|指标|情形)?)(?:[。：:]|$)")
_PLAIN = re.compile(r"\s*(?P<name>[^。；;：:,，\d扣加]{2,16})[。：:]?\s*$")
_TOTAL = re.compile(r"(?:满分|总分|基准分|标准分|百分制)[^\d。]{0,6}(?P<full>\d{2,4})\s*分|(?P<hundred>百分制)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A heading of the rubric with the points it holds; ``level`` orders the marks, ``special`` is 加分, 否决."""

    name: str
    level: int
    full: float | None
    parent: str | None
    start: int
    end: int
    special: bool = False


def read(doc: Doc) -> list[Rubric]:
    """The scoring rules of one document of kind ``rubric``, without row ids; none for other kinds.

    An indicator has a row of its own without ``item`` and ``points``, its ``cap`` the full score; a row without
    indicator and item states the full score of the whole.
    """
    if doc.meta.kind != "rubric":
        return []
    name = _rubric_name(doc)
    text = doc.text
    rows: list[Rubric] = []
    table = _rubric_tables.Table()
    stack: list[Indicator] = []
    for start, end in _lines(text):
        if "\t" in text[start:end]:
            rows += table.row(name, text, start, end)
            continue
        table = _rubric_tables.Table()
        rows += _line(name, text, start, end, stack)
    return rows


def _rubric_name(doc: Doc) -> str:
    title = doc.meta.title or "评分规则"
    return title if doc.meta.year is None or _YEAR.search(title) else f"{title}({doc.meta.year})"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\r\n]+", text):
        if line.group().strip():
            yield line.start(), line.end()


def _line(name: str, text: str, start: int, end: int, stack: list[Indicator]) -> Iterator[Rubric]:
    """The rows of one paragraph; ``stack`` holds the open indicators and is brought up to date."""
    level, after = _mark(text, start, end)
    if level is not None:
        while stack and stack[-1].level >= level:
            stack.pop()
    total = _TOTAL.search(text, start, end)
    if total and not stack and not any(_heading(text, after, end, level, stack)):
        full = float(total.group("full") or 100)
        a, b = total.span()
        yield Rubric(rubric=name, full_score=full, kind="deduction", text=text[a:b], start=a, end=b)
    indicator = next(_heading(text, after, end, level, stack), None)
    if indicator:
        stack.append(indicator)
        after = indicator.end
        if not indicator.special:
            yield _indicator_row(name, text, indicator)
    owner = stack[-1] if stack else None
    for rule in rules(text, after, end):
        if owner or rule.item or rule.kind == "bonus":
            yield rule_row(name, text, rule, *((owner.name, owner.parent, owner.full) if owner else (None, None, None)))


def _mark(text: str, start: int, end: int) -> tuple[int | None, int]:
    while start < end and text[start] in " \u3000":
        start += 1
    for level, pattern in enumerate(_MARKS):
        if found := pattern.match(text, start, end):
            return level, found.end()
    return None, start


def _heading(text: str, start: int, end: int, level: int | None, stack: list[Indicator]) -> Iterator[Indicator]:
    """The indicator that opens at ``start``, if one does."""
    parent = next((open_.name for open_ in reversed(stack) if not open_.special), None)
    patterns = (_IN_BRACKETS,) if level is None else (_IN_BRACKETS, _AFTER_NAME, _INSIDE)
    found = next((match for pattern in patterns if (match := pattern.match(text, start, end))), None)
    if found and not re.search("扣|加分|满分|基准|得分", found.group("name")):
        full, special = float(found.group("full")), False
    elif found := _SPECIAL.match(text, start, end):
        full, special = None, True
    elif level is not None and parent and (found := _PLAIN.match(text, start, end)):
        full, special = None, False
    else:
        return
    depth = level if level is not None else len(_MARKS)
    name, start = _short(found.group("name").strip()), found.start("name")
    yield Indicator(name=name, level=depth, full=full, parent=parent, special=special, start=start, end=found.end())


def _short(name: str) -> str:
    """The name of an indicator that is a whole sentence: its first clause."""
    return name if len(name) <= 30 else re.split("[，,。；;：:]", name)[0][:30]


def _indicator_row(name: str, text: str, indicator: Indicator) -> Rubric:
    return Rubric(
        rubric=name,
        indicator=indicator.name,
        parent=indicator.parent,
        full_score=indicator.full,
        cap=indicator.full,
        kind="deduction",
        text=text[indicator.start : indicator.end],
        start=indicator.start,
        end=indicator.end,
    )
