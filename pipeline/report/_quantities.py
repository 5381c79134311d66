"""The same quantity of the same unit between two years: compared only where object, scope and period match."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

_COUNTS = """
SELECT d.unit, d.year, c.item, c.unit, c.value, c.approx, c.row_id, d.title,
       substr(t.text, greatest(c.start - {longest}, 0) + 1, least(c.start, {longest}))
FROM counts c JOIN docs d USING (doc_id) JOIN documents t USING (doc_id)
WHERE d.kind = 'self_report' AND d.unit IS NOT NULL AND d.year IS NOT NULL
  AND c.item IS NOT NULL AND c.value IS NOT NULL AND c.kind <> 'duration'
ORDER BY d.unit, c._n
"""
_SAID = """
SELECT c.row_id, d.year, d.title, substr(t.text, greatest(c.start - {longest}, 0) + 1, least(c.start, {longest}))
FROM counts c JOIN docs d USING (doc_id) JOIN documents t USING (doc_id) ORDER BY c._n
"""
_BREAK = re.compile(r"[。；;！\n]")
_PERIOD = re.compile(
    r"上半年|下半年|前[一二三四1-4]个?季度|第?[一二三四1-4]季度|\d{1,2}[-—至到]\d{1,2}月|截[至止]\d{1,2}月|每[年月周季日天]|[月季周日]均|日前|当月|本月"
)
_LAST = re.compile(r"(?:去年|上年度?|上一年度?|同期)[^，,。；;、]{0,12}$")
_YEARLY = re.compile("季度|半年|月$")  # a span of the document's year
_TOTAL = re.compile(r"累计|历年|[一二三四五六七八九十\d]年来|以来|至今|建成以来|目前[已共]|现有|共有")
_PART = re.compile(r"其中")
_LONGEST = 200  # characters of a sentence before its count
_WHOLE_YEAR = re.compile(r"全年|年内|本年度?|今年|一年来")


@dataclass(frozen=True, slots=True)
class _Quantity:
    """One count with what its sentence says of period and scope."""

    year: int
    value: float
    approx: str
    row_id: str
    period: str
    scope: str


def rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Rows (unit, item, unit of count, years, values, change, comparable, reason, ids), by unit and item."""
    groups: dict[tuple[str, str, str], list[_Quantity]] = defaultdict(list)
    found = connection.execute(_COUNTS.format(longest=_LONGEST)).fetchall()
    for unit, year, item, measure, value, approx, row_id, title, before in found:
        period, scope = _told(before, title or "")
        groups[unit, item, measure or ""].append(_Quantity(year, value, approx, row_id, period, scope))
    return [(*key, *row) for key, found in sorted(groups.items()) for row in _compared(found)]


def _told(before: str, title: str) -> tuple[str, str]:
    """Period and scope that the words before a count tell; the title's period where they tell none."""
    words = _BREAK.split(before)[-1]
    told = list(_PERIOD.finditer(words))
    of_title = _PERIOD.search(title)
    period = told[-1].group() if told else of_title.group() if of_title and not _WHOLE_YEAR.search(words) else "全年"
    if _LAST.search(words):
        return period, "上年"
    return period, "其中" if _PART.search(words) else "累计" if _TOTAL.search(words) else "当期"


def tell(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``counted``: row_id, period and scope of every count as its sentence tells them, in words.

    Spans of a year are told with it (2018年上半年); a document whose year is unknown has them bare.
    """
    connection.execute("CREATE TABLE counted(row_id VARCHAR, period VARCHAR, scope VARCHAR)")
    cursor = connection.cursor().execute(_SAID.format(longest=_LONGEST))
    while batch := cursor.fetchmany(20_000):
        found = [(row_id, year, *_told(before, title or "")) for row_id, year, title, before in batch]
        columns = [[row[0] for row in found], [_dated(*row[1:]) for row in found], [row[3] for row in found]]
        connection.execute(
            "INSERT INTO counted SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", columns
        )


def _dated(year: int | None, period: str, scope: str) -> str:
    if year is None:
        return "上年" if scope == "上年" else period
    year -= scope == "上年"
    if period == "全年":
        return f"{year}年"
    return f"{year}年{period}" if _YEARLY.search(period) and not period.startswith("每") else period


def _compared(found: Sequence[_Quantity]) -> Iterator[tuple[Any, ...]]:
    by_year: dict[int, list[_Quantity]] = defaultdict(list)
    for quantity in found:
        by_year[quantity.year].append(quantity)
    for old, new in itertools.pairwise(sorted(by_year)):
        yield _pair(by_year[old], by_year[new])


def _pair(before: Sequence[_Quantity], after: Sequence[_Quantity]) -> tuple[Any, ...]:
    """The pair that matches; else the first two with the reason why they can't be compared."""
    matches = [(a, b) for a in before for b in after if (a.period, a.scope) == (b.period, b.scope)]
    old, new = matches[0] if matches else (before[0], after[0])
    reason = _reason(before, after, old, new, len(matches))
    ids = [old.row_id, new.row_id] if reason is None else [each.row_id for each in (*before, *after)]
    change = new.value - old.value if reason is None else None
    return old.year, new.year, old.value, new.value, change, "否" if reason else "是", reason, ids


def _reason(
    before: Sequence[_Quantity], after: Sequence[_Quantity], old: _Quantity, new: _Quantity, matches: int
) -> str | None:
    if matches > 1:
        return f"{old.year}年{len(before)}处、{new.year}年{len(after)}处，分不清哪一处对哪一处"
    if matches == 0 and old.period != new.period:
        return f"期间不同：{old.year}年是{old.period}，{new.year}年是{new.period}"
    if matches == 0:
        return f"范围不同：{old.year}年是{old.scope}，{new.year}年是{new.scope}"
    rough = [str(each.year) for each in (old, new) if each.approx != "exact"]
    return f"{'、'.join(rough)}年是约数" if rough else None
