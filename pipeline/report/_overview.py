"""The first section of the page: what was read, how much of it is understood, and what to look at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.records import Statistic
from pipeline.report import _store, names
from pipeline.report._figures import query
from pipeline.report._lists import Listing


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its numerator and denominator; ``query`` opens the rows that ``link`` speaks of.

    ``source`` is the SQL after FROM of the rows that are its evidence.
    """

    name: str
    value: int
    of: int
    query: str
    link: str
    note: str
    source: str

    @property
    def percent(self) -> str:
        """The share in percent, "—" of nothing."""
        return f"{100 * self.value / self.of:.1f}%" if self.of else "—"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing worth looking at: how many, what it is, where it leads."""

    value: int
    name: str
    text: str
    query: str
    grave: bool = False


def totals(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Files, documents, units, years and characters of the archive."""
    return _store.rows(
        connection,
        "SELECT count(*) AS documents, count(DISTINCT path) AS files, count(DISTINCT unit) AS units, "
        "min(year) AS first_year, max(year) AS last_year, coalesce(sum(chars), 0) AS chars, "
        "count(*) FILTER (year IS NULL) AS without_year, count(*) FILTER (unit IS NULL) AS without_unit, "
        "(SELECT count(*) FROM failures) AS failures, "
        "(SELECT count(DISTINCT path) FROM failures WHERE path NOT IN (SELECT path FROM documents)) AS failed_files "
        "FROM docs",
    )[0]


def shares(connection: duckdb.DuckDBPyConnection) -> list[Share]:
    """What was read and how much of it is understood, each with numerator and denominator."""
    total = totals(connection)
    failed, files = total["failed_files"], total["files"]
    result = [
        Share("文件读出", files, files + failed, "failures",
              f"失败 {total['failures']} 处" if total["failures"] else "",
              "分子是读出文档的文件数，分母加上一篇也没有读出的文件；读不出的文件或部分列在失败清单中", "documents"),
        *_numbers(connection),
    ]  # fmt: skip
    found = _store.rows(
        connection, 'SELECT "table", count(*) AS n, count(*) FILTER (uncertain) AS unsure FROM themed GROUP BY ALL'
    )
    themed = {row["table"]: row for row in found}
    for name in _store.THEMED:
        row = themed.get(name, {"n": 0, "unsure": 0})
        title = names.table(name)
        link = f"{row['unsure']} 条" if row["unsure"] else ""
        result.append(
            Share(f"{title}主题存疑", row["unsure"], row["n"], query("uncertain", table=title), link,
                  "主题判定的把握低于界限，宜由人复核；在 tables.xlsx 的「复核」表中更正",
                  f"""themed WHERE "table" = '{name}' AND (uncertain OR {row["unsure"]} = 0)""")
        )  # fmt: skip
    return result


def _numbers(connection: duckdb.DuckDBPyConnection) -> list[Share]:
    found = connection.execute("SELECT count(*), count(*) FILTER (fate <> 'unexplained') FROM numbers").fetchone()
    total, known = found or (0, 0)
    link = f"未明 {total - known} 个" if total > known else ""
    note = "每个数字都应有归处：数量、得分、扣分，或说得出理由的不计（序号、日期、文号……）"
    return [Share("数字归处查明", known, total, "unexplained", link, note, "numbers WHERE fate <> 'unexplained'")]


_SIZES = (
    ("documents", "文档", "读出的文档篇数，一份文件可有几篇", "documents"),
    ("units", "单位", "文档的单位，按单位名册合并异名后的个数",
     "docs WHERE unit IS NOT NULL QUALIFY row_number() OVER (PARTITION BY unit ORDER BY _n) = 1"),
    ("chars", "字数", "全部文档的字数之和", "documents"),
)  # fmt: skip


def statistic(connection: duckdb.DuckDBPyConnection, most: int) -> Statistic:
    """The size of the archive and how well it was read, with at most ``most`` ids of evidence a row."""
    total = totals(connection)
    rows: list[tuple[Any, ...]] = [
        (name, total[key], None, None, note, _ids(connection, source, most)) for key, name, note, source in _SIZES
    ]
    rows += [
        (s.name, s.value, s.of, round(100 * s.value / s.of, 2) if s.of else None, s.note,
         _ids(connection, s.source, most))
        for s in shares(connection)
    ]  # fmt: skip
    heads = ("项目", "分子", "分母", "占比（%）", "算法", "证据编号")
    return Statistic("概况", "读了什么，读得怎样；分子是零的，证据是查过的行。", heads, rows, "overview")


def _ids(connection: duckdb.DuckDBPyConnection, source: str, most: int) -> list[str]:
    return [row[0] for row in connection.execute(f"SELECT row_id FROM {source} ORDER BY _n LIMIT {most}").fetchall()]


def points(connection: duckdb.DuckDBPyConnection, lists: Mapping[str, Listing]) -> list[Point]:
    """What an analyst would look at first; what there is none of is left out."""
    verdicts = dict(connection.execute("SELECT verdict, count(*) FROM findings GROUP BY 1").fetchall())
    fails = connection.execute("SELECT count(*) FROM checks WHERE verdict = 'fails'").fetchone()
    repeated = lists["histories"].total
    copies = dict(connection.execute("SELECT kind, count(*) FROM copies GROUP BY 1").fetchall())
    found = [
        Point(verdicts.get("contradicts", 0), "自报与检查相矛盾", "自报说做到了，检查说没有",
              query("findings", verdict="相矛盾"), True),
        Point(verdicts.get("undisclosed", 0), "自报未提", "检查发现了，自报只字不提",
              query("findings", verdict="自报未提")),
        Point(fails[0] if fails else 0, "算术不符", "分项合计、总分、扣分规则等重算对不上",
              query("checks", verdict="不符"), True),
        Point(repeated, "屡查屡犯", "同一单位同一问题出现在不止一年", "histories", True),
        Point(copies.get("between_units", 0), "单位之间雷同", "与别的单位的段落相同", query("copies", kind="单位之间")),
        Point(copies.get("between_years", 0), "照抄往年", "与自己往年的段落相同", query("copies", kind="年度之间")),
    ]  # fmt: skip
    return [point for point in found if point.value]
