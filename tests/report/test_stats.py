"""Statistics: numerator, denominator and evidence of every figure; questions can read the tables and nothing else."""

import math
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import QueryError
from pipeline.report import _trend, _words, stats
from tests.report.small_archive import build, save


def rows(found: stats.Statistic) -> list[dict]:
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_themes_by_year_have_numerator_denominator_and_evidence(results: Path) -> None:
    found = rows(stats.named(results, "themes-years"))
    row = next(r for r in found if (r["表"], r["主题"], r["年度"]) == ("扣分", "档案报送", 2011))
    assert (row["分子（条）"], row["分母（条）"], row["占比（%）"], row["文档数"]) == (2, 3, 66.67, 1)
    assert row["证据编号"] == ["00000000000b-1-deductions1", "00000000000b-1-deductions2"]


def test_denominators_are_the_sums_of_their_numerators(results: Path) -> None:
    for name, key in (("themes-years", "年度"), ("themes-units", "单位")):
        found = rows(stats.named(results, name))
        for row in found:
            same = [r["分子（条）"] for r in found if (r["表"], r[key]) == (row["表"], row[key])]
            assert sum(same) == row["分母（条）"]


def test_a_unit_is_one_under_all_names_that_the_register_knows(results: Path, tmp_path: Path) -> None:
    tables = build()
    short = {"青溪县教育局": "县教育局"}
    tables["deductions"] = [replace(d, unit=short.get(d.unit, d.unit)) for d in tables["deductions"]]
    assert stats.named(save(tables, tmp_path), "themes-units") == stats.named(results, "themes-units")


def test_a_name_that_two_units_share_is_that_of_the_documents_county(tmp_path: Path) -> None:
    tables = build()
    tables["units"].append(replace(tables["units"][0], row_id="U-3", unit_id="U-3", name="赤水县教育局"))
    tables["deductions"] = [replace(d, unit="县教育局") for d in tables["deductions"]]
    units = {row["单位"] for row in rows(stats.named(save(tables, tmp_path), "themes-units")) if row["表"] == "扣分"}
    assert units == {"青溪县教育局"}


def test_problems_are_counted_against_the_documents_of_the_year(results: Path) -> None:
    found = {(r["主题"], r["年度"]): r for r in rows(stats.named(results, "problems"))}
    assert (found["公开内容", 2012]["分子（篇）"], found["公开内容", 2012]["分母（篇）"]) == (2, 3)
    assert (found["档案报送", 2012]["分子（篇）"], found["档案报送", 2012]["证据编号"]) == (
        0,
        ["000000000002-1", "000000000003-1", "00000000000c-1"],
    ), "of nothing the evidence is what was searched"


def test_deductions_by_reason_count_times_and_points(results: Path) -> None:
    first = rows(stats.named(results, "deductions"))[0]
    assert first["扣分原因"] == "档案资料不规范"
    assert (first["分子（次）"], first["分母（次）"], first["分子（分）"], first["分母（分）"]) == (2, 6, 8.0, 20.0)


def test_reasons_that_differ_in_number_only_are_one(tmp_path: Path) -> None:
    tables = build()
    said = [
        "有1期统计报表未按要求上报",
        "有2期统计报表未按要求上报",
        "统计报表未按要求上报（三次催报）",
        "公开栏更新不及时",
        "一把手不重视",
        "把手不重视",
    ]
    tables["deductions"] = [replace(d, reason=text) for d, text in zip(tables["deductions"], said, strict=True)]
    found = [(r["扣分原因"], r["分子（次）"]) for r in rows(stats.named(save(tables, tmp_path), "deductions"))]
    assert found[0] == ("有1期统计报表未按要求上报", 3)
    assert len(found) == 4


def test_regions_and_levels_use_the_register(results: Path) -> None:
    found = {(r["层级"], r["项目"]): r for r in rows(stats.named(results, "regions"))}
    assert (found["部门", "每篇自查的问题条数"]["分子"], found["部门", "每篇自查的问题条数"]["分母"]) == (3, 2)
    assert found["乡镇", "平均总分（文中）"]["值"] == 96


def test_words_that_rose_point_at_their_places(tmp_path: Path) -> None:
    tables = build()
    told = {2011: "认真抓好厂务公开、村务公开和校务公开。" * 20, 2012: "推进基层政务公开标准化规范化试点工作。" * 20}
    tables["documents"] = [replace(d, text=d.text + told[d.year]) for d in tables["documents"]]
    texts = {d.doc_id: d.text for d in tables["documents"]}
    found = rows(stats.named(save(tables, tmp_path), "words"))
    row = next(r for r in found if (r["词"], r["年度"]) == ("标准化", 2012))
    assert (row["年度"], row["升降"], row["分子（次）"], row["他年分子（次）"]) == (2012, "升", 40, 0)
    for place in row["证据编号（文档:起-止）"]:
        doc_id, start, end = re.fullmatch(r"(.+):(\d+)-(\d+)", place).groups()
        assert texts[doc_id][int(start) : int(end)] == "标准化"
    assert any(r["词"] == "标准化" and r["升降"] == "降" and r["年度"] == 2011 for r in found)


def test_keyness_is_the_log_likelihood_of_the_two_by_two_table() -> None:
    expected = (120 / 3000 * 1000, 120 / 3000 * 2000)
    assert _words.keyness(80, 1000, 40, 2000) == pytest.approx(
        2 * (80 * math.log(80 / expected[0]) + 40 * math.log(40 / expected[1]))
    )
    assert _words.keyness(5, 100, 5, 100) == 0.0
    assert _words.keyness(5, 100, 0, 0) == 0.0


@pytest.mark.parametrize(
    ("course", "word"),
    [
        ([(2010, 2, 40), (2011, 10, 40), (2012, 20, 40)], "升"),
        ([(2010, 20, 40), (2011, 10, 40), (2012, 2, 40)], "降"),
        ([(2010, 10, 40), (2011, 11, 40), (2012, 10, 40)], "不显著"),
        ([(2010, 10, 40)], "年度不足"),
        ([(2010, 5, 5), (2011, 5, 5)], "不显著"),
    ],
)
def test_a_trend_is_named_only_where_it_is_significant(course: list[tuple[int, int, int]], word: str) -> None:
    assert _trend.trend(course).word == word


def test_free_questions_by_columns_and_condition(results: Path) -> None:
    found = rows(stats.ask(results, ["theme", "year"], "kind = 'self_report' AND \"table\" = 'problems'"))
    assert [(r["主题"], r["年度"], r["分子（条）"], r["分母（条）"]) for r in found] == [
        ("公开内容", 2011, 1, 2), ("公开内容", 2012, 2, 2), ("档案报送", 2011, 1, 2)]  # fmt: skip
    counted = rows(stats.ask(results, ["doc_unit", "kind"], of="counts"))
    assert [(r["分子（条）"], r["分母（条）"]) for r in counted] == [(1, 1)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "COPY documents TO 'x.csv'",
        "ATTACH 'x.db'",
        "SET enable_external_access = true",
        "DROP VIEW documents",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM documents",
        "SELEC",
    ],
)
def test_a_query_reads_the_tables_and_nothing_else(results: Path, query: str) -> None:
    with pytest.raises(QueryError):
        stats.sql(results, query)


def test_a_condition_can_not_end_the_question_and_start_another(results: Path) -> None:
    with pytest.raises(QueryError):
        stats.ask(results, ["theme"], "true)) TO 'x'; SELECT ((1")


def test_unknown_columns_tables_and_names_are_answered_with_what_there_is(results: Path) -> None:
    with pytest.raises(QueryError, match=r"没有列 colour。可用的有 .*theme"):
        stats.ask(results, ["colour"])
    with pytest.raises(QueryError, match="没有表 nothing。可用的有 themed、documents"):
        stats.ask(results, ["year"], of="nothing")
    with pytest.raises(QueryError, match="可用的有 overview、themes-years"):
        stats.named(results, "nothing")


def test_the_command_prints_rows_and_writes_one_sheet_a_statistic(results: Path, tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["stats", str(results), "--by", "theme,year", "--where", "kind='self_report'"])
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0] == "主题\t年度\t分子（条）\t分母（条）\t占比（%）\t文档数\t证据编号"
    done = CliRunner().invoke(app, ["stats", str(results), "--out", str(tmp_path / "统计.xlsx")])
    assert done.exit_code == 0
    names = openpyxl.load_workbook(tmp_path / "统计.xlsx").sheetnames
    assert names == [
        "说明",
        "概况",
        "主题×年度",
        "主题×单位",
        "问题趋势",
        "扣分原因",
        "地区与层级",
        "升降词",
        "套话与空话",
        "序号缺漏",
        "数量变化",
    ]
