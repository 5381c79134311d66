"""How much of a report says nothing of its own: shared passages, measures of nobody, problems worded as last year."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline import words

# Of ten pairs made up for it, five of one problem told again with 仍, another figure or another scope have 0.87 to 1.0,
# five of another problem in the same neighbourhood 0.09 to 0.42.
_ALIKE = 0.8
_TOLD_AGAIN = re.compile("[^\u4e00-\u9fff]|[一二三四五六七八九十两百〇零]|依然|仍然|仍旧|仍|还|依旧")
_NAMED = "(?:由|经)[\u4e00-\u9fff]{2,12}?(?:负责|牵头|担任|承办|签字|审核)"
_NUMERAL = "[0-9０-９一二三四五六七八九十〇○]"
_DATED = (
    f"{_NUMERAL}[年月日]|{_NUMERAL}季度|[上下]半年|年[初中底末]|[月季][初底末]|每(?:年|月|周|天|日|季|半年|逢)"
    "|按(?:年|月|周|季)|春节|元旦|国庆"
)
SHARED, OWN_PAST, NOBODYS, AGAIN = "公用套话", "照抄本单位往年", "无人无时无数的做法", "问题措辞同上年"
FORMULAS: Mapping[str, str] = {
    SHARED: "与其他单位相同或与上级模板相同的字数 ÷ 全文字数",
    OWN_PAST: "与本单位往年报告相同的字数 ÷ 全文字数",
    NOBODYS: "既没有承办的人或机构、也没有日期、也没有数量的做法条数 ÷ 做法条数",
    AGAIN: f"不计数字和“仍”“还”，与上年任一条问题的二字组重合（Dice）≥ {_ALIKE} 的条数 ÷ 问题条数"
    "（上年报告也列有问题的）",
}


@dataclass(frozen=True, slots=True)
class Share:
    """One figure of one report: ``part`` of ``whole``, and the ids of the rows that make up the part."""

    doc_id: str
    item: str
    part: int
    whole: int
    ids: tuple[str, ...]


def rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Rows (year, unit, document, item, formula, part, whole, per cent, ids), each year's totals before its reports."""
    reports = {
        doc_id: (year, unit)
        for doc_id, year, unit in connection.execute(
            "SELECT doc_id, year, unit FROM docs WHERE kind = 'self_report' ORDER BY _n"
        ).fetchall()
    }
    found = [*_copied(connection), *_bare(connection), *_told_again(connection, reports)]
    totals: dict[tuple[int | None, str], list[Share]] = defaultdict(list)
    for share in found:
        totals[reports[share.doc_id][0], share.item].append(share)
    result = [_row(year, "合计", None, item, several) for (year, item), several in totals.items()]
    result += [_row(*reports[share.doc_id], share.doc_id, share.item, [share]) for share in found]
    items = list(FORMULAS)
    return sorted(
        result, key=lambda row: (row[0] or 0, row[2] is not None, row[1] or "", row[2] or "", items.index(row[3]))
    )


def _row(
    year: int | None, unit: str | None, doc_id: str | None, item: str, several: Sequence[Share]
) -> tuple[Any, ...]:
    part, whole = sum(share.part for share in several), sum(share.whole for share in several)
    # Of a numerator of nothing the evidence is what was looked through.
    ids = list(dict.fromkeys(one for share in several for one in share.ids)) or [share.doc_id for share in several]
    return year, unit, doc_id, item, FORMULAS[item], part, whole, round(100 * part / whole, 2), ids


_PASSAGES = """
WITH sides AS (
  SELECT doc_id_b AS doc_id, start_b AS start, end_b AS "end", kind, row_id, _n FROM copies
  UNION ALL SELECT doc_id_a, start_a, end_a, kind, row_id, _n FROM copies WHERE kind <> 'between_years'
)
SELECT d.doc_id, d.chars, s.start, s."end", s.kind = 'between_years', s.row_id
FROM docs d LEFT JOIN sides s USING (doc_id) WHERE d.kind = 'self_report' AND d.chars > 0
ORDER BY d._n, s.start, s._n
"""


def _copied(connection: duckdb.DuckDBPyConnection) -> Iterator[Share]:
    """Characters shared with others and with the unit's own past; a passage shared with several counts once."""
    chars: dict[str, int] = {}
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    ids: dict[tuple[str, str], list[str]] = defaultdict(list)
    for doc_id, size, start, end, own, row_id in connection.execute(_PASSAGES).fetchall():
        chars[doc_id] = size
        if row_id is not None:
            key = doc_id, OWN_PAST if own else SHARED
            spans[key].append((start, end))
            ids[key].append(row_id)
    for doc_id, size in chars.items():
        for item in (SHARED, OWN_PAST):
            yield Share(doc_id, item, covered(spans[doc_id, item]), size, tuple(ids[doc_id, item]))


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """The characters that half-open ``spans`` cover together."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


_MEASURES = """
WITH figured AS (
  SELECT DISTINCT m.row_id FROM measures m JOIN counts c
  ON c.doc_id = m.doc_id AND c.start >= m.start AND c.start < m."end"
), said AS (
  SELECT m.doc_id, m.row_id, m._n, NOT regexp_matches(m.text, ?) AND f.row_id IS NULL AS bare
  FROM measures m JOIN documents d USING (doc_id) LEFT JOIN figured f ON f.row_id = m.row_id
  WHERE d.kind = 'self_report'
)
SELECT doc_id, count(*) FILTER (bare), count(*), coalesce(list(row_id ORDER BY _n) FILTER (bare), [])
FROM said GROUP BY doc_id ORDER BY min(_n)
"""


def _bare(connection: duckdb.DuckDBPyConnection) -> Iterator[Share]:
    """Measures that name nobody, no time and no quantity."""
    specific = "|".join((*map(re.escape, words.entries("actors.txt")), _NAMED, _DATED))
    for doc_id, bare, count, ids in connection.execute(_MEASURES, [specific]).fetchall():
        yield Share(doc_id, NOBODYS, bare, count, tuple(ids))


def _told_again(
    connection: duckdb.DuckDBPyConnection, reports: Mapping[str, tuple[int | None, str | None]]
) -> Iterator[Share]:
    """Problems that the unit's report of the year before had in nearly the same words."""
    told: dict[tuple[str, int], list[tuple[str, str, str]]] = defaultdict(list)
    after = _successors(connection)
    for row_id, doc_id, text in connection.execute("SELECT row_id, doc_id, text FROM problems ORDER BY _n").fetchall():
        year, unit = reports.get(doc_id, (None, None))
        if year is not None and unit is not None:
            told[after.get(unit, unit), year].append((doc_id, row_id, text))
    for (unit, year), problems in told.items():
        before = told.get((unit, year - 1))
        if before:
            yield from _against(problems, before)


def _against(problems: Sequence[tuple[str, str, str]], before: Sequence[tuple[str, str, str]]) -> Iterator[Share]:
    counts = Counter(doc_id for doc_id, _, _ in problems)
    again: dict[str, list[str]] = defaultdict(list)
    for doc_id, row_id, text in problems:
        nearest = max(before, key=lambda other: alike(text, other[2]))
        if alike(text, nearest[2]) >= _ALIKE:
            again[doc_id] += [row_id, nearest[1]]
    for doc_id, count in counts.items():
        yield Share(doc_id, AGAIN, len(again[doc_id]) // 2, count, tuple(again[doc_id]))


def alike(first: str, second: str) -> float:
    """Dice's coefficient (0..1) over pairs of characters, figures, marks and 仍, 还 left out."""
    one, other = (_pairs(_TOLD_AGAIN.sub("", text)) for text in (first, second))
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _successors(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The last name of every unit that was renamed or merged."""
    known = connection.execute("SELECT unit_id, name, successor_id FROM units WHERE name IS NOT NULL").fetchall()
    names = {unit_id: name for unit_id, name, _ in known}
    after = {unit_id: successor for unit_id, _, successor in known if successor in names}
    result = {}
    for unit_id in after:
        last, seen = unit_id, {unit_id}
        while last in after and after[last] not in seen:
            last = after[last]
            seen.add(last)
        result[names[unit_id]] = names[last]
    return result
