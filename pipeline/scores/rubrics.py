"""考核办法 and 评分细则 read into scoring rules: articles, lists and tables with indicators in up to three levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.records import Doc, Rubric
from pipeline.scores import _rubric_tables
from pipeline.scores._rules import Rule, rule_row, rules

# Marks from the outside in; what a mark opens ends at the next mark of the same or an outer kind.
_MARKS = (
    re.compile(r"第[一二三四五六七八九十百零\d]+章"),
    re.compile(r"第[一二三四五六七八九十百零\d]+条"),
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"[(（]\d{1,2}[)）]"),
    re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩]"),
    re.compile(r"[一二三四五六七八九十]是"),
)
_FULL = r"(?P<full>\d+(?:\.\d+)?)\s*分"
_NAME = r"(?P<name>[^。；;：:,，\d()（）]{2,24}?)"
_IN_BRACKETS = re.compile(
    rf"\s*{_NAME}\s*[(（](?:共|满分|计|分值|总分|标准分)?[:：]?\s*{_FULL}(?!以上|以下|及|[（(])[^)）]{{0,8}}[)）][。：:，,]?"
)
_AFTER_NAME = re.compile(
    rf"\s*{_NAME}[：:，,\s]+(?:满分|共|计|分值|总分)?(?:为)?\s*{_FULL}(?=[。；;：:，,\s]|$)[。：:，,]?"
)
_BARE = re.compile(
    rf"\s*(?P<name>[^。；;：:,，\d()（）]{{2,16}}?(?<![得最不超低高达满计为获]))(?:共|计)?{_FULL}[。：:]"
)
_INSIDE = re.compile(rf"\s*(?P<name>[^()（）]{{2,160}}?)[(（](?:满分|共|计)?{_FULL}[)）][。：:，,；;]?")
_BESIDE = r"(?:加减分|奖励分|倒扣分|附加分|加分|减分|扣分|奖励)"
_SPECIAL = re.compile(
    rf"\s*(?P<name>(?:{_BESIDE}(?:[、和与及]{_BESIDE})?|(?:一票|单项)?否决)(?:项目?|事项|因素|指标|情形)?)"
    rf"(?:[(（](?:共|满分|计|最高|最多)?{_FULL}[)）])?(?:[。：:]|$)"
)
# What opens a list of vetoes: 有下列情形之一的，实行一票否决.
_VETOES = re.compile(r"(?:下列|以下|如下)[^。；;]{0,40}?(?:否决|不合格|不得评|取消)[^。；;]*[：:。]?\s*$")
# An unnumbered line that ends what stands above it.
_REMARKS = re.compile(r"\s*(?:附加|其他|几点|有关)?(?:说明|备注|附则)[：:]?\s*$")
_CONDITION = re.compile(r"[^。；;]+?(?=的(?:[。；;]|$))")
_PLAIN = re.compile(r"\s*(?P<name>[^。；;：:,，\d扣加]{2,16})[。：:]?\s*$")
_TOTAL = re.compile(r"(?:满分|总分|基准分|标准分|百分制)[^\d。]{0,6}(?P<full>\d{2,4})\s*分|(?P<hundred>百分制)")
_PART = re.compile(rf"\s*(?P<name>[^。；;：:,，\d()（）]{{2,12}}?)(?:满分|总分)为?{_FULL}[。：:,，]")
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
    veto: bool = False


@dataclass(slots=True)
class _Open:
    """What reading has met so far: the indicators it stands under, the parts that have weights, the full score."""

    stack: list[Indicator] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    total: bool = False


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
    met = _Open()
    for start, end in _lines(text):
        if "\t" in text[start:end]:
            rows += table.row(name, text, start, end)
            continue
        table = _rubric_tables.Table()
        rows += _line(name, text, start, end, met)
    return rows


def _rubric_name(doc: Doc) -> str:
    title = doc.meta.title or "评分规则"
    return title if doc.meta.year is None or _YEAR.search(title) else f"{title}({doc.meta.year})"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\r\n]+", text):
        if line.group().strip():
            yield line.start(), line.end()


def _line(name: str, text: str, start: int, end: int, met: _Open) -> Iterator[Rubric]:
    """The rows of one paragraph; ``met`` is brought up to date."""
    level, after = _mark(text, start, end)
    stack = met.stack
    if _REMARKS.match(text, start, end):
        stack.clear()
    if level is not None:
        while stack and stack[-1].level >= level:
            stack.pop()
    indicator = next(_heading(text, after, end, level, met), None)
    if indicator is None and not stack and not met.total and (total := _TOTAL.search(text, start, end)):
        met.total = True
        full, (a, b) = float(total.group("full") or 100), total.span()
        yield Rubric(rubric=name, full_score=full, kind="deduction", text=text[a:b], start=a, end=b)
    if indicator:
        stack.append(indicator)
        after = indicator.end
        yield from _indicator_rows(name, text, indicator)
    yield from _rows(name, text, after, end, met)


def _rows(name: str, text: str, start: int, end: int, met: _Open) -> Iterator[Rubric]:
    """The rules of a paragraph as rows of the indicator that they stand under."""
    owner = met.stack[-1] if met.stack else None
    place = (owner.name or None, owner.parent, None if owner.special else owner.full) if owner else (None, None, None)
    for rule in _found(text, start, end, owner):
        if rule.kind == "weight" and rule.item:
            met.parts.add(rule.item)
        said_before = rule.item is None and rule.cap is not None and owner is not None and rule.cap == owner.full
        if not said_before and (owner or rule.item or rule.kind == "bonus"):
            yield rule_row(name, text, rule, *place)


def _found(text: str, start: int, end: int, owner: Indicator | None) -> list[Rule]:
    """The rules of a paragraph; under a heading of vetoes its bare conditions (弄虚作假的) are vetoes too."""
    if owner and owner.end == end and owner.special and not owner.name:
        return []
    found = rules(text, start, end)
    if found or owner is None or not owner.veto:
        return found
    conditions = _CONDITION.finditer(text, start, end)
    return [Rule(kind="veto", item=c.group().strip("；;。 \u3000"), start=c.start(), end=c.end()) for c in conditions]


def _mark(text: str, start: int, end: int) -> tuple[int | None, int]:
    while start < end and text[start] in " \u3000":
        start += 1
    for level, pattern in enumerate(_MARKS):
        if found := pattern.match(text, start, end):
            return level, found.end()
    return None, start


def _heading(text: str, start: int, end: int, level: int | None, met: _Open) -> Iterator[Indicator]:
    """The indicator that opens at ``start``, if one does."""
    stack = met.stack
    parent = next((open_.name for open_ in reversed(stack) if not open_.special), None)
    patterns = (_IN_BRACKETS,) if level is None else (_IN_BRACKETS, _AFTER_NAME, _BARE, _INSIDE)
    found = next((match for pattern in patterns if (match := pattern.match(text, start, end))), None)
    if found and not re.search("扣|加分|奖励分|满分|基准|得分", found.group("name")):
        full, special = _figure(found), False
    elif found := _SPECIAL.match(text, start, end):
        full, special = _figure(found), True
    elif (found := _PART.match(text, start, end)) and found.group("name") in met.parts:
        full, special = _figure(found), False
    elif _VETOES.search(text, start, end):
        depth = level if level is not None else stack[-1].level if stack else -1
        yield Indicator(name="", level=depth, full=None, parent=None, start=start, end=end, special=True, veto=True)
        return
    elif level is not None and parent and (found := _PLAIN.match(text, start, end)):
        full, special = None, False
    else:
        return
    depth = level if level is not None else len(_MARKS)
    name, start = _short(found.group("name").strip()), found.start("name")
    yield Indicator(
        name=name, level=depth, full=full, parent=parent, special=special, veto=special and "否决" in name,
        start=start, end=found.end(),
    )  # fmt: skip


def _figure(found: re.Match[str]) -> float | None:
    return float(found.group("full")) if found.group("full") else None


def _short(name: str) -> str:
    """The name of an indicator that is a whole sentence: its first clause."""
    return name if len(name) <= 30 else re.split("[，,。；;：:]", name)[0][:30]


def _indicator_rows(name: str, text: str, indicator: Indicator) -> Iterator[Rubric]:
    """The row of an indicator; of 加分 and the like only what all bonuses together come to at most."""
    if indicator.special and (indicator.full is None or not re.search("[附加奖]", indicator.name)):
        return
    yield Rubric(
        rubric=name,
        indicator=indicator.name,
        parent=indicator.parent,
        full_score=None if indicator.special else indicator.full,
        cap=indicator.full,
        kind="bonus" if indicator.special else "deduction",
        text=text[indicator.start : indicator.end],
        start=indicator.start,
        end=indicator.end,
    )
