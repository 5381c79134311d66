"""Statistics over the tables of a run: named ones, and free questions by columns or in SQL; all read-only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import QueryError
from pipeline.records import TABLES, Statistic
from pipeline.report import _empty, _gaps, _overview, _quantities, _store, _trend, _words, names

# Ids in the evidence column; the count beside them tells how many there are.
EVIDENCE = 50


_COUNTED = "每行按第一主题计一次；分母是同一{of}的全部条数"
_SHARE = """count(*) AS n, sum(count(*)) OVER (PARTITION BY {within}) AS of_n,
  round(100.0 * n / of_n, 2) AS share, count(DISTINCT doc_id) AS docs,
  list(row_id ORDER BY _n, row_id)[:{evidence}] AS ids"""
_SHARE_HEADS = ("分子（条）", "分母（条）", "占比（%）", "文档数", "证据编号")


def _by_theme(connection: duckdb.DuckDBPyConnection, other: str, name: str) -> Statistic:
    share = _SHARE.format(within=f'"table", {other}', evidence=EVIDENCE)
    found = connection.execute(
        f'SELECT "table", theme, {other}, {share} FROM themed GROUP BY "table", theme, {other} '
        f'ORDER BY "table", {other} NULLS LAST, n DESC, theme'
    ).fetchall()
    called = _store.words(connection, "theme")
    rows = [(names.table(table), names.named(called, theme), *rest) for table, theme, *rest in found]
    note = _COUNTED.format(of="表、同一" + name) + "。"
    return Statistic(f"主题×{name}", note, ("表", "主题", name, *_SHARE_HEADS), rows, f"themes-{other}s")


def themes_years(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """Rows by table, theme and year."""
    return _by_theme(connection, "year", "年度")


def themes_units(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """Rows by table, theme and unit."""
    return _by_theme(connection, "unit", "单位")


def problems(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """How many documents of each year name a problem of each theme, and whether that rises or falls."""
    found = connection.execute(
        f"""WITH docs AS (SELECT year, count(*) AS of_n, list(row_id ORDER BY _n)[:{EVIDENCE}] AS searched
              FROM documents
              WHERE year IS NOT NULL AND kind IN ('self_report', 'inspection') GROUP BY year),
            named AS (SELECT theme, t.year, count(*) AS rows, count(DISTINCT doc_id) AS n,
              list(row_id ORDER BY _n)[:{EVIDENCE}] AS ids FROM themed t
              WHERE "table" = 'problems' AND kind IN ('self_report', 'inspection') GROUP BY ALL)
            SELECT theme, docs.year, coalesce(n, 0), of_n, coalesce(rows, 0), coalesce(ids, searched)
            FROM (SELECT DISTINCT theme FROM named) CROSS JOIN docs LEFT JOIN named USING (theme, year)
            ORDER BY theme, year"""
    ).fetchall()
    courses: dict[str, list[tuple[int, int, int]]] = {}
    for theme, year, n, of_n, _, _ in found:
        courses.setdefault(theme, []).append((year, n, of_n))
    rows = []
    called = _store.words(connection, "theme")
    for theme, year, n, of_n, lines, ids in found:
        trend = _trend.trend(courses[theme])
        share = round(100 * n / of_n, 2)
        rows.append((names.named(called, theme), year, n, of_n, share, lines, trend.word, trend.z, ids))
    note = (
        "分子是当年提到这一主题问题的自查与检查文档篇数，分母是当年自查与检查文档篇数。"
        "趋势按 Cochran–Armitage 检验，|z| ≥ 1.96 才说升或降。分子是零的，证据是查过的文档。"
    )
    heads = ("主题", "年度", "分子（篇）", "分母（篇）", "占比（%）", "条数", "趋势", "z", "证据编号")
    return Statistic("问题趋势", note, heads, rows, "problems")


# What may differ between two wordings of one reason: remarks in brackets, punctuation, how many times.
_UNITS = "[个项次条期起件处份篇人]"
_ASIDE = "|".join(
    (
        r"[（(][^（）()]*[）)]",
        r"[\s，。；、：:,.;]",
        rf"有?[0-9０-９]+([.．][0-9０-９]+)?{_UNITS}?",
        rf"有?[一二三四五六七八九十两]+{_UNITS}",
    )
)


def deductions(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """Deductions made, by reason: how often, and how many of all points."""
    found = connection.execute(
        f"""WITH made AS (SELECT *, regexp_replace(reason, ?, '', 'g') AS said
              FROM deductions WHERE NOT rule)
            SELECT arg_min(theme, _n), arg_min(reason, _n), count(*) AS n, sum(count(*)) OVER () AS of_n,
              round(100.0 * n / of_n, 2), sum(points) AS taken, sum(sum(points)) OVER () AS of_taken,
              round(100.0 * taken / of_taken, 2), count(*) FILTER (points IS NULL), count(DISTINCT unit),
              list(row_id ORDER BY _n)[:{EVIDENCE}] FROM made GROUP BY said ORDER BY n DESC, taken DESC, said""",
        [_ASIDE],
    ).fetchall()
    called = _store.words(connection, "theme")
    rows = [(names.named(called, theme), *rest) for theme, *rest in found]
    heads = ("主题", "扣分原因", "分子（次）", "分母（次）", "次数占比（%）", "分子（分）", "分母（分）",
             "分值占比（%）", "分值不明（次）", "单位数", "证据编号")  # fmt: skip
    return Statistic(
        "扣分原因",
        "只有数量、括注或标点不同的原因合为一行，写法取最先的；考核规则的条文不计。",
        heads,
        rows,
        "deductions",
    )


def regions(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """Problems a report, points taken off a deduction, and mean totals, by region and level of unit."""
    found = connection.execute(
        f"""WITH units_of AS (SELECT region, unit_level AS level, doc_id FROM docs WHERE kind = 'self_report'),
            parts AS (
              SELECT region, level, 1 AS turn, '每篇自查的问题条数' AS what, count(p.row_id)::DOUBLE AS n,
                count(DISTINCT u.doc_id) AS of_n, coalesce(list(p.row_id ORDER BY p._n) FILTER (p.row_id IS NOT NULL),
                  list(DISTINCT u.doc_id ORDER BY u.doc_id)) AS ids
              FROM units_of u LEFT JOIN problems p USING (doc_id) GROUP BY ALL
              UNION ALL SELECT d.region, c.level, 2, '每次扣分的分值', sum(x.points), count(x.points),
                list(x.row_id ORDER BY x._n) FILTER (x.points IS NOT NULL)
              FROM deductions x JOIN documents d USING (doc_id) {_store.NAMED.format(unit="x.unit")}
              WHERE NOT x.rule GROUP BY ALL
              UNION ALL SELECT d.region, c.level, 3, '平均总分（文中）', sum(s.score), count(s.score),
                list(s.row_id ORDER BY s._n) FROM unit_scores s LEFT JOIN documents d USING (doc_id)
              {_store.NAMED.format(unit="s.unit")}
              WHERE s.indicator IS NULL AND s.source = 'stated' AND s.score IS NOT NULL GROUP BY ALL)
            SELECT coalesce(region, '不详'), coalesce(level, '不详'), what, round(n, 4), of_n, round(n / of_n, 4),
              coalesce(ids, [])[:{EVIDENCE}] FROM parts WHERE of_n > 0
            ORDER BY region NULLS LAST, level NULLS LAST, turn"""
    ).fetchall()
    heads = ("地区", "层级", "项目", "分子", "分母", "值", "证据编号")
    return Statistic(
        "地区与层级",
        "层级取自单位名册；名册中对不上的单位记作不详。分子是零的，证据是查过的文档。",
        heads,
        found,
        "regions",
    )


def words(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """Words of each year's reports that are more, or less, frequent than in the other years."""
    found = _words.keywords(connection)
    heads = ("年度", "升降", "词", "分子（次）", "分母（词）", "每万词", "他年分子（次）", "他年分母（词）",
             "他年每万词", "对数似然", "显著性", "文档数", "证据编号（文档:起-止）")  # fmt: skip
    note = (
        "自查总结按词切分，每一年与其余各年相比（对数似然检验，p < 0.01 的才列），词至少见于 2 篇。"
        "降的词，证据是他年的原文。"
    )
    return Statistic("升降词", note, heads, found, "words")


def empty(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """How much of each self-report is shared, without anybody, date or figure, or worded as last year."""
    heads = ("年度", "单位", "文档", "项目", "算法", "分子", "分母", "占比（%）", "证据编号")
    rows = [(*row[:-1], row[-1][:EVIDENCE]) for row in _empty.rows(connection)]
    return Statistic(
        "套话与空话",
        "只作描述，不作评价。每年先列合计，再列各篇；一段话与几处相同只计一次。分子是零的，证据是查过的文档。",
        heads,
        rows,
        "empty",
    )


def gaps(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """The numbers that series of headings leave out."""
    heads = ("年度", "单位", "文档", "缺的序号", "前一标题", "后一标题", "分子（缺）", "分母（应有）", "证据编号")
    note = "标题序号跳过的地方：原件可能漏了、错编了，或网上的文本被删节。中间正文里有这个序号的不算。"
    return Statistic("序号缺漏", note, heads, _gaps.rows(connection), "gaps")


def quantities(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """The same quantity of the same unit between two years, and why it can't be compared where it can't."""
    heads = ("单位", "数量对象", "计量单位", "上次年度", "本次年度", "上次数值（分母）", "本次数值（分子）", "变化",
             "可比", "不可比的原因", "证据编号")  # fmt: skip
    note = "只取自查总结；对象、范围（其中、累计、当期）和期间都相同、两年都是确数的才可比。"
    return Statistic("数量变化", note, heads, _quantities.rows(connection), "counts")


def overview(connection: duckdb.DuckDBPyConnection) -> Statistic:
    """The size of the archive and how well it was read."""
    return _overview.statistic(connection, EVIDENCE)


STATISTICS: Mapping[str, Callable[[duckdb.DuckDBPyConnection], Statistic]] = {
    "overview": overview,
    "themes-years": themes_years,
    "themes-units": themes_units,
    "problems": problems,
    "deductions": deductions,
    "regions": regions,
    "words": words,
    "empty": empty,
    "gaps": gaps,
    "counts": quantities,
}


def text(value: Any, ids: int | None = None) -> str:
    """A cell as text; of a list of evidence ids only the first ``ids``, where given."""
    if value is None:
        return ""
    if isinstance(value, list):
        shown = value if ids is None else value[:ids]
        return "；".join(map(str, shown)) + ("…" if len(shown) < len(value) else "")
    return f"{value:g}" if isinstance(value, float) else str(value)


def named(results: Path, name: str) -> Statistic:
    """The statistic ``name``; raises QueryError for a name that there is none of."""
    if name not in STATISTICS:
        raise QueryError(f"没有名为 {name} 的统计。可用的有 {'、'.join(STATISTICS)}。")
    with _store.opened(results) as connection:
        return STATISTICS[name](connection)


def ask(results: Path, by: Sequence[str], where: str | None = None, of: str = "themed") -> Statistic:
    """Rows of table ``of`` that satisfy ``where``, counted by the columns ``by``.

    The denominator is the rows that share all columns but the first. ``of`` is a table of the contract or ``themed``
    (measures, plans, problems and deductions together). Raises QueryError for unknown tables, columns and bad SQL.
    """
    if of not in (*TABLES, "themed"):
        raise QueryError(f"没有表 {of}。可用的有 themed、{'、'.join(TABLES)}。")
    with _store.opened(results) as connection:
        _store.widen(connection, of)
        known = [row[0] for row in connection.execute("DESCRIBE asked").fetchall() if row[0] != "_n"]
        for column in by:
            if column not in known:
                raise QueryError(f"表 {of} 没有列 {column}。可用的有 {'、'.join(known)}。")
        _store.lock(connection)
        keys = ", ".join(f'"{column}"' for column in by)
        within = ", ".join(f'"{column}"' for column in by[1:]) or "NULL"
        share = _SHARE.format(within=within, evidence=EVIDENCE)
        rows = _select(
            connection,
            f"SELECT {keys}, {share} FROM (SELECT * FROM asked WHERE ({where or 'true'}\n)) "
            f"GROUP BY {keys} ORDER BY ALL",
        )[1]
        shown = [_named(connection, of, by, row) for row in rows]
    heads = [names.column(of if of != "themed" else "*", column) for column in by]
    others = "、".join(heads[1:])
    note = f"分母是{'同一' + others + '的' if others else ''}全部条数" + (f"；条件：{where}" if where else "") + "。"
    return Statistic("统计", note, (*heads, *_SHARE_HEADS), shown)


def _named(connection: duckdb.DuckDBPyConnection, of: str, by: Sequence[str], row: Sequence[Any]) -> list[Any]:
    values = list(row)
    for at, column in enumerate(by):
        words = names.word_set(of, column) or names.word_set("documents", column.removeprefix("doc_"))
        if column == "table" and of == "themed":
            values[at] = names.table(values[at])
        elif words and isinstance(values[at], str):
            values[at] = names.named(_store.words(connection, words), values[at])
    return values


def sql(results: Path, query: str) -> Statistic:
    """The result of one SELECT over the tables (and ``themed``); nothing else is let through, no other file is read."""
    with _store.opened(results) as connection:
        _store.lock(connection)
        columns, rows = _select(connection, query)
    return Statistic("查询", query, columns, rows)


def _select(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    try:
        statements = connection.extract_statements(query)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            raise QueryError("只接受一条 SELECT 查询。")
        cursor = connection.execute(statements[0])
        return [column[0] for column in cursor.description or ()], cursor.fetchall()
    except duckdb.Error as error:
        raise QueryError(f"查询不成立：{error}") from error
