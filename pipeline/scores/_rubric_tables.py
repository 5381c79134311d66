"""Tables of indicators (一级指标, 分值, 二级指标, 评分标准) row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.records import Rubric
from pipeline.scores._rules import rule_row, rules

_INDICATOR = re.compile(r"指标|考核项目|考评项目|考核内容|考评内容|项目|内容|考核要点|考评要点|类别|类型")
_FULL = re.compile(r"分值|标准分|分数|满分|权重|基本分|赋分")
_RULES = re.compile(r"标准|细则|办法|扣分|计分|评分|要求|说明|情形")
_BOTH = re.compile(r"(?:指标|项目|内容|要点)[及和与、](?:分值|分数|标准分)")  # the points stand behind the names
_BRACKETS = re.compile(r"\s*[(（]?(?:共|满分|计)?\s*(?P<full>\d+(?:\.\d+)?)\s*分[)）]?\s*$")
_ASIDE = re.compile(r"[(（。；;]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TOTALS = re.compile(r"合计|总计|总分|小计")
_SPECIAL = re.compile("(?:一票|单项)?否决|加分|奖励|附加分")


@dataclass
class Table:
    """The columns of one table and the values that merged cells hand down; made anew for every table."""

    kinds: list[str] = field(default_factory=list)
    above: dict[int, str] = field(default_factory=dict)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    head: list[str] = field(default_factory=list)

    def row(self, name: str, text: str, start: int, end: int) -> Iterator[Rubric]:
        """The rows of the table row ``text[start:end]``; the first row that names its columns is the head."""
        cells = list(_cells(text, start, end))
        values = [text[a:b].strip() for a, b in cells]
        if not self.kinds:
            self._head(values)
            return
        if values == self.head:  # a table that goes on on the next page
            return
        if _TOTALS.fullmatch(values[0] or ""):
            return
        self._hand_down(values)
        chain = self._chain(cells)
        yield from self._indicators(name, text, chain)
        owner = chain[-1][0] if chain else None
        parent = chain[-2][0] if len(chain) > 1 else None
        full = chain[-1][1] if chain and not _special(chain) else None
        for column, (a, b) in enumerate(cells):
            if column in self._rule_columns():
                yield from (rule_row(name, text, rule, owner, parent, full) for rule in rules(text, a, b))

    def _head(self, names: list[str]) -> None:
        kinds = [_kind(cell) for cell in names]
        if "indicator" in kinds and ("rules" in kinds or "full" in kinds):
            self.kinds, self.head = kinds, names

    def _rule_columns(self) -> list[int]:
        """Where rules stand: under their own head, else beside the name in the innermost indicator."""
        own = [column for column, kind in enumerate(self.kinds) if kind == "rules"]
        return own or [column for column, kind in enumerate(self.kinds) if kind == "indicator"][-1:]

    def _hand_down(self, values: list[str]) -> None:
        """An empty cell takes the value above; a new value empties what stood to its right."""
        for column, value in enumerate(values[: len(self.kinds)]):
            if self.kinds[column] in ("indicator", "full") and value:
                if self.kinds[column] == "indicator" and value != self.above.get(column):
                    self.above = {key: kept for key, kept in self.above.items() if key < column}
                self.above[column] = value

    def _chain(self, cells: list[tuple[int, int]]) -> list[tuple[str, float | None, int, int]]:
        """Name, full score and span of the indicators of this row from the outside in."""
        chain: list[tuple[str, float | None, int, int]] = []
        for column, kind in enumerate(self.kinds):
            value = self.above.get(column)
            if value is None:
                continue
            if kind == "indicator":
                inside = _BRACKETS.search(value)
                full = float(inside.group("full")) if inside else None
                bare = _ASIDE.split(value[: inside.start()] if inside else value)[0]
                start, end = cells[column] if column < len(cells) else (0, 0)
                chain.append((re.sub(r"\s+", "", bare), full, start, end))
            elif kind == "full" and chain and (points := _NUMBER.search(value)):
                bare, _, start, end = chain[-1]
                chain[-1] = (bare, float(points.group()), start, end)
        return chain

    def _indicators(self, name: str, text: str, chain: list[tuple[str, float | None, int, int]]) -> Iterator[Rubric]:
        for depth, (indicator, full, start, end) in enumerate(chain):
            path = tuple(link[0] for link in chain[: depth + 1])
            beside = _special(chain[: depth + 1])
            if path in self.seen or (beside and (full is None or "否决" in beside)):
                continue
            self.seen.add(path)
            yield Rubric(
                rubric=name,
                indicator=indicator,
                parent=path[-2] if depth else None,
                full_score=None if beside else full,
                cap=full,
                kind="bonus" if beside else "deduction",
                text=text[start:end],
                start=start,
                end=end,
            )


def _special(chain: Sequence[tuple[str, float | None, int, int]]) -> str | None:
    """加分, 一票否决 or the like among the indicators of a row: they hold no points of the full score."""
    return next((name for name, *_ in chain if _SPECIAL.match(name)), None)


def _kind(head: str) -> str:
    if _FULL.search(head) and not _BOTH.search(head):
        return "full"
    if _INDICATOR.search(head) and not re.search("标准|细则|办法|扣分|计分", head):
        return "indicator"
    return "rules" if _RULES.search(head) else "other"


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while True:
        stop = text.find("\t", start, end)
        yield start, end if stop < 0 else stop
        if stop < 0:
            return
        start = stop + 1
