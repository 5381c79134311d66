"""The row lists of the page: for each the query that makes its rows, with the spans that each row points at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.report import _store, names

# A page with every list full stays near 6 MB (measured on 2,000 reports); the workbook has the rest.
ROWS_A_LIST = 2_000
# Of each group (say, one theme in one year) at most this many rows, so that every figure has some of its rows.
ROWS_A_GROUP = 150

YEAR = "coalesce(CAST(d.year AS VARCHAR), '不详') AS year"
UNIT = "coalesce(d.unit, '不详') AS unit"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the query, its name, how it is shown, and whether it can be filtered by value."""

    key: str
    name: str
    kind: str = "text"  # text · words (long text) · number · tag
    choose: bool = False
    words: str | None = None  # the set of fixed words that the values are translated with


@dataclass(frozen=True, slots=True)
class Spec:
    """One list: ``sql`` gives row_id, the columns, ``spans`` (doc_id, start, end, label) and ``_n``."""

    key: str
    title: str
    columns: Sequence[Column]
    sql: str
    group: str = "''"  # what ROWS_A_GROUP is counted by
    preset: Mapping[str, str] | None = None  # filter that is set when the page opens
    sheet: str | None = None  # table whose sheet in the workbook has all rows


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of one list as the page holds them; ``total`` counts those left out too."""

    spec: Spec
    rows: list[list[Any]]
    ids: list[str]
    spans: list[list[dict[str, Any]]]
    total: int


def _span(doc: str, start: str, end: str, label: str) -> str:
    return f"{{'doc_id': {doc}, 'start': {start}, 'end': {end}, 'label': {label}}}"


_ONE = "[" + _span("r.doc_id", "r.start", 'r."end"', "''") + "]"
_UNIT = Column("unit", "单位", "tag", True)
_YEAR = Column("year", "年度", "tag", True)
_THEME = Column("theme", "主题", "tag", True, "theme")
_DECIDED = Column("certain", "判定", "tag", True)
_CERTAIN = f"""CASE WHEN r.uncertain THEN '存疑' WHEN r.decided_by = 'model' THEN '程序'
        ELSE coalesce({_store.DECIDED}, '') END AS certain"""


def _themed(table: str, *extra: Column, fields: str = "") -> Spec:
    columns = (_UNIT, _YEAR, _THEME, *extra, Column("text", "原文", "words"), _DECIDED)
    sql = f"""
      SELECT r.row_id, r._n, {UNIT}, {YEAR}, coalesce(r.themes[1], 'other') AS theme, {fields} r.text,
        {_CERTAIN}, {_ONE} AS spans FROM {table} r JOIN docs d USING (doc_id)"""
    return Spec(table, names.table(table), columns, sql, "theme || year", sheet=table)


DOCUMENTS = Spec(
    "documents",
    "文档",
    (Column("title", "标题", "words"), _UNIT, _YEAR, Column("kind", "文种", "tag", True, "kind"),
     Column("date", "成文日期", "tag"), Column("chars", "字数", "number"), Column("path", "文件", "words")),
    f"""SELECT d.row_id, d._n, coalesce(d.title, '（无标题）') AS title, {UNIT}, {YEAR}, d.kind,
      CAST(d.date AS VARCHAR) AS date, d.chars,
      d.path || CASE WHEN d.ordinal > 1 THEN ' · 第' || d.ordinal || '篇' ELSE '' END AS path,
      [{_span("d.doc_id", "0", "0", "''")}] AS spans FROM docs d""",
    sheet="documents",
)  # fmt: skip
PROBLEMS = _themed("problems", Column("scope", "范围", "tag"), fields="r.scope,")
MEASURES = _themed("measures")
PLANS = _themed("plans")
DEDUCTIONS = Spec(
    "deductions",
    "扣分",
    (_UNIT, _YEAR, _THEME, Column("reason", "扣分原因", "words"), Column("points", "扣分", "number"),
     Column("need", "应有 / 实有", "tag"), _DECIDED),
    f"""SELECT r.row_id, r._n, coalesce(c.name, r.unit, '第' || r.unit_ordinal || '家（隐名）', '不详') AS unit, {YEAR},
      coalesce(r.theme, 'other') AS theme, r.reason, CASE WHEN r.masked AND r.points IS NULL THEN NULL ELSE r.points END
      AS points, CASE WHEN r.required IS NULL THEN '' ELSE format('{{:g}} / {{}}', r.required,
      coalesce(format('{{:g}}', r.actual), '—')) END AS need, {_CERTAIN}, {_ONE} AS spans
      FROM deductions r JOIN docs d USING (doc_id) {_store.NAMED.format(unit="r.unit")} WHERE NOT r.rule""",
    "theme || year",
    sheet="deductions",
)  # fmt: skip
SCORES = Spec(
    "unit_scores",
    "单位得分",
    (_UNIT, _YEAR, Column("indicator", "指标", "tag", True), Column("source", "来源", "tag", True, "source"),
     Column("score", "得分", "number"), Column("bounds", "上下限", "tag"), Column("full_score", "满分", "number"),
     Column("rank", "名次", "number"), Column("rubric", "考核办法", "words")),
    """SELECT r.row_id, r._n, r.unit, coalesce(CAST(r.year AS VARCHAR), '不详') AS year,
      coalesce(r.indicator, '总分') AS indicator, r.source, r.score, CASE WHEN r.low IS DISTINCT FROM r.high
      THEN coalesce(format('{:g}', r.low), '—') || ' ~ ' || coalesce(format('{:g}', r.high), '—') ELSE '' END AS bounds,
      r.full_score, r.rank, r.rubric, s.spans FROM unit_scores r LEFT JOIN score_spans s USING (row_id)""",
    "year || source",
    sheet="unit_scores",
)  # fmt: skip
CHANGES = Spec(
    "changes",
    "年度变化",
    (_UNIT, Column("indicator", "指标", "tag", True), Column("years", "年度", "tag", True),
     Column("score_from", "前得分", "number"), Column("score_to", "后得分", "number"),
     Column("change", "变化", "signed"), Column("due_to_rules", "因办法", "signed"),
     Column("due_to_conduct", "因表现", "signed"), Column("ranks", "名次", "tag"),
     Column("comparable", "可比", "tag", True), Column("reason", "不可比之由", "words")),
    """SELECT r.row_id, r._n, r.unit, coalesce(r.indicator, '总分') AS indicator,
      r.year_from || '→' || r.year_to AS years, r.score_from, r.score_to, r.change, r.due_to_rules, r.due_to_conduct,
      coalesce(CAST(r.rank_from AS VARCHAR), '—') || ' → ' || coalesce(CAST(r.rank_to AS VARCHAR), '—') AS ranks,
      CASE WHEN r.comparable THEN '可比' ELSE '不可比' END AS comparable, r.reason,
      (SELECT flatten(list(s.spans ORDER BY s.year)) FROM score_spans s WHERE s.unit = r.unit
       AND s.indicator IS NOT DISTINCT FROM r.indicator AND s.year IN (r.year_from, r.year_to)) AS spans
      FROM changes r""",
    "years",
    {"indicator": "总分"},
    sheet="changes",
)  # fmt: skip
CHECKS = Spec(
    "checks",
    "核对",
    (_UNIT, _YEAR, Column("kind", "核对项", "tag", True, "check"), Column("verdict", "结论", "tag", True, "verdict"),
     Column("claimed", "文中数", "number"), Column("computed", "算得数", "number"),
     Column("consequence", "影响", "tag", True, "consequence"), Column("words", "涉及原文", "words")),
    f"""SELECT r.row_id, r._n, {UNIT}, {YEAR}, r.kind, r.verdict, r.claimed, r.computed, r.consequence,
      array_to_string(r.texts, '；') AS words, list_transform(range(1, len(r.starts) + 1), lambda i:
      {_span("r.doc_id", "r.starts[i]", "r.ends[i]", "''")}) AS spans FROM checks r JOIN docs d USING (doc_id)""",
    "kind || verdict",
    {"verdict": "不符"},
    sheet="checks",
)  # fmt: skip
FINDINGS = Spec(
    "findings",
    "自报与检查对照",
    (_UNIT, _YEAR, _THEME, Column("verdict", "结论", "tag", True, "finding"), Column("claim_text", "自报说", "words"),
     Column("finding_text", "检查说", "words"), Column("reason", "判断理由", "words"),
     Column("confidence", "把握", "number")),
    f"""SELECT r.row_id, r._n, r.unit, coalesce(CAST(r.year AS VARCHAR), '不详') AS year,
      coalesce(r.theme, 'other') AS theme, r.verdict, r.claim_text, r.finding_text, r.reason, r.confidence,
      list_filter([{_span("r.claim_doc_id", "r.claim_start", "r.claim_end", "'自报'")},
      {_span("r.finding_doc_id", "r.finding_start", "r.finding_end", "'检查'")}],
      lambda s: s.doc_id IS NOT NULL AND s.start IS NOT NULL) AS spans FROM findings r""",
    "verdict || year",
    {"verdict": "相矛盾"},
    sheet="findings",
)  # fmt: skip
HISTORIES = Spec(
    "histories",
    "屡查屡犯",
    (_UNIT, _THEME, Column("problem", "问题", "words"), Column("years", "出现年度", "tag"),
     Column("times", "次数", "number"), Column("promised", "曾承诺整改", "words"),
     Column("claimed_mended", "曾称已整改", "words")),
    f"""SELECT r.row_id, r._n, r.unit, coalesce(r.theme, 'other') AS theme, r.problem,
      array_to_string(r.years, '、') AS years, r.times, r.promised, r.claimed_mended,
      list_transform(range(1, len(r.starts) + 1), lambda i:
      {_span("r.doc_ids[i]", "r.starts[i]", "r.ends[i]", "''")}) AS spans FROM histories r""",
    sheet="histories",
)  # fmt: skip
COPIES = Spec(
    "copies",
    "雷同段落",
    (Column("kind", "种类", "tag", True, "copy"), Column("doc_a", "甲文档", "words"),
     Column("doc_b", "乙文档", "words"), Column("chars", "字数", "number"),
     Column("similarity", "相似度", "number"),
     Column("figures", "数字照抄", "tag", True), Column("names", "外地名称", "words"),
     Column("passage", "乙文档中的段落", "words")),
    f"""SELECT r.row_id, r._n, r.kind, coalesce(a.title, a.path) AS doc_a, coalesce(b.title, b.path) AS doc_b,
      r.chars, r.similarity, CASE WHEN r.same_figures THEN '照抄' ELSE '' END AS figures,
      array_to_string(r.foreign_names, '、') AS names,
      substring(b.text, r.start_b + 1, least(r.end_b - r.start_b, 300)) AS passage,
      [{_span("r.doc_id_b", "r.start_b", "r.end_b", "'乙'")},
       {_span("r.doc_id_a", "r.start_a", "r.end_a", "'甲'")}] AS spans
      FROM copies r LEFT JOIN documents a ON a.doc_id = r.doc_id_a LEFT JOIN documents b ON b.doc_id = r.doc_id_b""",
    "kind",
    sheet="copies",
)  # fmt: skip
UNEXPLAINED = Spec(
    "unexplained",
    "归处未明的数字",
    (_UNIT, _YEAR, Column("text", "数字", "tag"), Column("around", "前后文", "words")),
    f"""SELECT r.row_id, r._n, {UNIT}, {YEAR}, r.text, replace(replace(substring(d.text, greatest(r.start - 19, 1), 44),
      chr(10), ' '), chr(9), ' ') AS around, {_ONE} AS spans FROM numbers r JOIN docs d USING (doc_id)
      WHERE r.fate = 'unexplained'""",
    sheet="numbers",
)
UNCERTAIN = Spec(
    "uncertain",
    "主题存疑的行",
    (Column("table", "表", "tag", True), _UNIT, _YEAR, _THEME, Column("text", "原文", "words"),
     Column("why", "概率与起作用的词", "words")),
    f"""SELECT r.row_id, r._n, CASE r."table" WHEN 'measures' THEN '工作措施' WHEN 'problems' THEN '存在问题'
      WHEN 'deductions' THEN '扣分' ELSE '下步打算' END AS "table", coalesce(r.unit, '不详') AS unit,
      coalesce(CAST(r.year AS VARCHAR), '不详') AS year, coalesce(r.theme, 'other') AS theme, r.text,
      w.why, {_ONE} AS spans FROM themed r LEFT JOIN reasoned w USING (row_id) WHERE r.uncertain""",
    '"table" || theme',
)  # fmt: skip
FAILURES = Spec(
    "failures",
    "失败清单",
    (Column("path", "文件", "words"), Column("part", "部分", "tag"), Column("code", "代号", "tag", True),
     Column("message", "情况与办法", "words")),
    "SELECT r.row_id, r._n, r.path, r.part, r.code, r.message, [] AS spans FROM failures r",
    sheet="failures",
)  # fmt: skip
# In the order in which their documents are taken into the page while there is room.
ALL = (FINDINGS, CHECKS, HISTORIES, COPIES, SCORES, CHANGES, DEDUCTIONS, PROBLEMS, UNEXPLAINED, UNCERTAIN, MEASURES,
       PLANS, DOCUMENTS, FAILURES)  # fmt: skip

# The words behind a score: what the inspection states for the unit, under any of its names, and what was taken off.
_SCORE_SPANS = f"""
CREATE TEMP TABLE score_spans AS
WITH names AS (
  SELECT DISTINCT s.unit, a.alias FROM unit_scores s JOIN (
    SELECT name, unit_id, unnest(list_append(coalesce(aliases, []), name)) AS alias FROM units) a
  ON s.unit = a.name OR s.unit = a.unit_id
  UNION SELECT DISTINCT unit, unit FROM unit_scores
), words AS (
  SELECT doc_id, unit AS alias, start, "end", '得分' AS label, 1 AS turn FROM scores
  UNION ALL SELECT doc_id, unit, start, "end", '扣分', 2 FROM deductions WHERE NOT rule
)
SELECT s.row_id, s.unit, s.indicator, s.year,
  list({_span("w.doc_id", "w.start", 'w."end"', "w.label")} ORDER BY w.turn, w.start) AS spans
FROM unit_scores s JOIN names n ON n.unit = s.unit JOIN words w ON w.doc_id = s.doc_id AND w.alias = n.alias
WHERE s.indicator IS NULL OR w.label = '扣分'
GROUP BY ALL
"""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table that some of the queries join."""
    connection.execute(_SCORE_SPANS)


def listings(connection: duckdb.DuckDBPyConnection) -> dict[str, Listing]:
    """Every list of the page, by key."""
    prepare(connection)
    return {spec.key: _listing(connection, spec) for spec in ALL}


def _listing(connection: duckdb.DuckDBPyConnection, spec: Spec) -> Listing:
    total = connection.execute(f"SELECT count(*) FROM ({spec.sql})").fetchone()
    found = _store.rows(
        connection,
        f"SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY {spec.group} ORDER BY _n, row_id) AS _turn "
        f"FROM ({spec.sql})) WHERE _turn <= {ROWS_A_GROUP if spec.group != chr(39) * 2 else ROWS_A_LIST} "
        f"ORDER BY _turn > 40, _n, row_id LIMIT {ROWS_A_LIST}",
    )
    found.sort(key=lambda row: (row["_n"], row["row_id"]))
    called = {column.key: _store.words(connection, column.words) for column in spec.columns if column.words}
    return Listing(
        spec=spec,
        rows=[[_shown(row[column.key], column, called) for column in spec.columns] for row in found],
        ids=[row["row_id"] for row in found],
        spans=[row["spans"] or [] for row in found],
        total=total[0] if total else 0,
    )


def _shown(value: Any, column: Column, called: Mapping[str, Mapping[str, str]]) -> Any:
    if column.words:
        return names.named(called[column.key], value)
    if isinstance(value, float):
        return round(value, 4)
    return "" if value is None and column.kind != "number" else value
