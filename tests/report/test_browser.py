"""The page in a real browser: an address opens the document at its words."""

import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.report import page

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs a browser: Debian package chromium")


@pytest.fixture(scope="module")
def address(results: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(page.write(results), folder / "report.html")
    return f"file://{folder / 'report.html'}"


def dom(address: str, profile: Path) -> str:
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000",
               f"--user-data-dir={profile}", "--dump-dom", address]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


def test_a_figure_opens_its_rows_with_the_words_marked(address: str, tmp_path: Path) -> None:
    shown = dom(f"{address}#q/problems/{quote('theme=公开内容')}/year=2012", tmp_path)
    assert '<mark class="now">少数学校公开内容更新仍不及时。</mark>' in shown
    assert "存在问题 · 公开内容 · 2012：2 条" in shown
    assert ">1 / 2<" in shown


def test_a_row_opens_by_its_id_with_its_place_in_the_file(address: str, tmp_path: Path) -> None:
    shown = dom(f"{address}#r/F-1", tmp_path)
    assert '<mark class="now">档案资料已全部规范归档。</mark>' in shown
    assert "自报 · 第1页 第6段" in shown
