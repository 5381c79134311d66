"""Shared passages, measures of nobody and problems worded as last year: counted, with their formula and their rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from pipeline import records as r
from pipeline.cli import app
from pipeline.report import _empty, stats
from tests.report.small_archive import build, save, span


def figures(tables: dict[str, list[Any]], folder: Path) -> dict[tuple[int, str, str], dict[str, Any]]:
    found = stats.named(save(tables, folder), "empty")
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return {(row["年度"], row["单位"], row["项目"]): row for row in rows}


def test_passages_of_neighbours_and_of_the_own_past_are_told_apart(tmp_path: Path) -> None:
    tables = build()
    first, second, town = tables["documents"][:3]
    copy = tables["copies"][0]
    theirs = span(second, "少数学校公开内容更新仍不及时。")
    ours = span(town, "个别村公开栏内容更新不及时。")
    tables["copies"] += [
        replace(copy, row_id=f"CP-{n}", doc_id=town.doc_id, doc_id_a=second.doc_id, start_a=theirs["start"],
                end_a=theirs["end"], doc_id_b=town.doc_id, start_b=ours["start"] + n, end_b=ours["end"], kind=kind)
        for n, kind in ((2, "between_units"), (0, "template"))
    ]  # fmt: skip
    found = figures(tables, tmp_path)
    shared = found[2012, "白石镇", "公用套话"]
    assert (shared["分子"], shared["分母"]) == (len("个别村公开栏内容更新不及时。"), town.chars)
    assert shared["证据编号"] == ["CP-0", "CP-2"]
    assert found[2012, "青溪县教育局", "公用套话"]["分子"] == len("少数学校公开内容更新仍不及时。")
    past = found[2012, "青溪县教育局", "照抄本单位往年"]
    assert (past["分子"], past["证据编号"]) == (len("调整充实政务公开工作领导小组，由局长任组长。"), ["CP-1"])
    assert found[2011, "青溪县教育局", "照抄本单位往年"]["分子"] == 0
    assert first.chars == found[2011, "青溪县教育局", "公用套话"]["分母"]


@pytest.mark.parametrize(
    ("measure", "bare"),
    [
        ("大力推进政务公开，取得明显成效。", True),
        ("我局高度重视，各单位积极配合，扎实开展工作。", True),
        ("由办公室逐条登记群众来信。", False),
        ("安排专人保管档案。", False),
        ("每季度张贴财务收支。", False),
        ("9月完成网站改版。", False),
        ("公开各类信息若干条。", True),
    ],
)
def test_a_measure_is_bare_without_anybody_any_time_and_any_figure(measure: str, bare: bool, tmp_path: Path) -> None:
    tables = build()
    town = tables["documents"][2]
    tables["measures"] = [
        r.Measure(
            doc_id=town.doc_id, row_id="M-1", ordinal=1, themes=("other",), text=measure, start=0, end=len(measure)
        )
    ]
    row = figures(tables, tmp_path)[2012, "白石镇", "无人无时无数的做法"]
    assert (row["分子"], row["分母"], row["证据编号"]) == ((1, 1, ["M-1"]) if bare else (0, 1, [town.doc_id]))


def test_a_quantity_read_in_a_measure_makes_it_definite(tmp_path: Path) -> None:
    tables = build()
    town = tables["documents"][2]
    tables["counts"].append(
        r.Count(doc_id=town.doc_id, row_id="C-1", item="公开栏", value=21.0, unit="个", **span(town, "21个"))
    )
    row = figures(tables, tmp_path)[2012, "白石镇", "无人无时无数的做法"]
    assert (row["分子"], row["分母"]) == (0, 1)


def test_problems_worded_as_last_year_name_both_wordings(tmp_path: Path) -> None:
    row = figures(build(), tmp_path)[2012, "青溪县教育局", "问题措辞同上年"]
    assert (row["分子"], row["分母"], row["占比（%）"]) == (1, 1, 100.0)
    assert row["证据编号"] == ["000000000002-1-problems1", "000000000001-1-problems1"]


def test_a_unit_without_a_report_last_year_has_no_such_figure(tmp_path: Path) -> None:
    assert (2012, "白石镇", "问题措辞同上年") not in figures(build(), tmp_path)


def test_a_renamed_unit_is_held_against_its_report_under_the_old_name(tmp_path: Path) -> None:
    tables = build()
    old = replace(tables["units"][0], unit_id="U-0", name="青溪县文教局", aliases=(), successor_id="U-青溪县教育局")
    tables["units"].append(old)
    tables["documents"][0] = replace(tables["documents"][0], unit="青溪县文教局")
    assert figures(tables, tmp_path)[2012, "青溪县教育局", "问题措辞同上年"]["分子"] == 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("个别村公示栏更新不够及时。", "个别村公示栏更新还不够及时。", True),
        ("档案整理不规范，目录有3处缺漏", "档案整理仍然不规范，目录有5处缺漏", True),
        ("少数干部对政务公开工作认识不到位。", "个别干部对政务公开工作认识不到位。", True),
        ("少数学校公开内容更新不及时", "少数学校公开栏目设置不规范", False),
        ("少数干部对政务公开工作认识不到位", "少数干部对信息化操作不熟练", False),
        ("", "", False),
    ],
)
def test_wordings_are_alike_by_their_pairs_of_characters(first: str, second: str, same: bool) -> None:
    assert (_empty.alike(first, second) >= 0.8) is same


def test_each_figure_shows_its_formula_and_years_are_summed(tmp_path: Path) -> None:
    found = figures(build(), tmp_path)
    assert all(row["算法"] == _empty.FORMULAS[item] for (_, _, item), row in found.items())
    whole = found[2012, "合计", "公用套话"]["分母"]
    assert whole == sum(found[2012, unit, "公用套话"]["分母"] for unit in ("白石镇", "青溪县教育局"))


def test_it_is_a_command_and_a_sheet(results: Path, tmp_path: Path) -> None:
    out = tmp_path / "空话.xlsx"
    assert CliRunner().invoke(app, ["stats", str(results), "empty", "--out", str(out)]).exit_code == 0
    assert "套话与空话" in openpyxl.load_workbook(out).sheetnames
