"""Small archives on disk, and runs over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archive import job
from pipeline.archive.note import Summary
from pipeline.settings import Settings

TEXT = """{unit}2012年政务公开工作总结
一、主要做法
（一）加强组织领导。成立了领导小组，召开会议{n}次。
（二）拓宽公开渠道。通过网站公开信息{n}5条。
二、存在问题
一是公开内容不够全面；二是更新不够及时。
三、下一步打算
一是完善制度；二是加强培训。
{unit}
2013年1月{n}日
"""

Run = Callable[..., Summary]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with twelve short reports."""
    folder = tmp_path / "档案 2012"
    folder.mkdir()
    for n in range(1, 13):
        (folder / f"{n}.txt").write_text(TEXT.format(unit=f"第{n}中学", n=n), encoding="utf-8")
    return folder


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that say HANG, CRASH, MEMORY, BUG or SLOW do so in the workers."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "faults"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run over paths into a results folder, with settings by name."""

    def run(*paths: Path | str, out: Path = tmp_path / "结果", workers: int = 2, **settings: float) -> Summary:
        return job.run(paths, out, Settings(workers=workers, **settings), lambda done, total: None)  # type: ignore[arg-type]

    return run
