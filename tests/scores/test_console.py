"""What the commands print and write."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ResultsError
from pipeline.scores import console
from pipeline.settings import Settings
from tests.scores.test_changes import archive
from tests.scores.test_score import archive as one_year


def test_rubrics_are_shown_with_their_counterparts(capsys: pytest.CaptureFixture[str]) -> None:
    console.show(archive("未制定工作方案扣3分", "未制定工作方案扣5分").tables(), None)
    shown = capsys.readouterr().out
    assert "青川县2020年考核细则" in shown
    assert "与上一份的对应：组织领导→机构建设，公开内容→公开内容，（无）→政策解读" in shown


def test_a_rubric_that_adds_up_passes_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.check(one_year().tables(), None) == 0
    assert "分值都对得上" in capsys.readouterr().out


def test_export_leaves_corrected_files_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = one_year().tables()
    console.export(tables, tmp_path, None)
    (path,) = tmp_path.glob("*.toml")
    path.write_text("改过", encoding="utf-8")
    console.export(tables, tmp_path, None)
    assert path.read_text(encoding="utf-8") == "改过"
    assert "没有改动" in capsys.readouterr().out


def test_differences_are_printed_with_their_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.scores(one_year(("石门镇", 95, "未制定工作方案扣3分")).tables(), Settings()) == 1
    printed = capsys.readouterr().out
    assert "2020 石门镇：满分100分，扣3分，应为97分，通报写95分（" in printed
    assert "-D1）" in printed


def test_an_archive_without_rubrics_says_so() -> None:
    with pytest.raises(ResultsError, match="没有名称含“甲”的评分规则"):
        console.show(one_year().tables(), "甲")


def test_a_corrected_file_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    console.export(one_year().tables(), tmp_path, None)
    (path,) = tmp_path.glob("*.toml")
    assert console.check_file(path) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("full_score = 30", "full_score = 20"), encoding="utf-8")
    assert console.check_file(path) == 1
    assert "各一级指标合计 90 分，与满分 100 分不符。" in capsys.readouterr().out


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("name = '细则'".encode("gb18030"))
    with pytest.raises(ResultsError, match="UTF-8"):
        console.check_file(path)
