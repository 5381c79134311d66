"""The page in a real browser: a click, an address or a key leads to the words in the document."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.report import page
from tests.report.browser import Browser

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs a browser: Debian package chromium")
MARKED = "document.querySelector('mark.now')?.textContent"


@pytest.fixture(scope="module")
def browser(results: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(page.write(results), folder / "report.html")
    with Browser(str(PROGRAM), f"file://{folder}/report.html", folder / "profile") as opened:
        yield opened


@pytest.fixture(autouse=True)
def _closed(browser: Browser) -> None:
    browser.ask("close()")


def opened(browser: Browser, words: str) -> str:
    browser.wait(f"{MARKED} === '{words}'")
    return str(browser.ask("document.getElementById('trail').textContent"))


def test_a_click_on_a_figure_opens_its_rows_and_keys_turn_them(browser: Browser) -> None:
    browser.ask(
        "[...document.querySelectorAll('.cross a')]"
        ".find(a => a.hash.includes('problems') && a.textContent == 2).click()"
    )
    assert opened(browser, "少数学校公开内容更新仍不及时。") == "存在问题 · 公开内容 · 2012：2 条"
    browser.press("ArrowRight")
    assert opened(browser, "个别村公开栏内容更新不及时。")
    browser.press("ArrowLeft")
    assert opened(browser, "少数学校公开内容更新仍不及时。")
    browser.press("Escape")
    assert browser.ask("document.getElementById('panel').hidden && !location.hash")


def test_the_words_are_scrolled_into_view(browser: Browser) -> None:
    browser.ask("location.hash = 'r/000000000001-1-plans1'")
    opened(browser, "建立公开内容定期更新制度。")
    assert browser.ask("""(() => {
      const box = document.getElementById('doc').getBoundingClientRect();
      const mark = document.querySelector('mark.now').getBoundingClientRect();
      return mark.top >= box.top && mark.bottom <= box.bottom;
    })()""")


def test_a_click_on_a_row_shows_both_sides_of_a_finding(browser: Browser) -> None:
    browser.ask("document.querySelector('tr[data-id=\"F-1\"]').click()")
    opened(browser, "档案资料已全部规范归档。")
    assert "自报 · 第1页 第6段" in browser.ask("document.getElementById('about').textContent")
    browser.press("ArrowRight")
    opened(browser, "档案资料不规范扣4分")


def test_an_address_with_chinese_words_opens_its_rows(browser: Browser) -> None:
    browser.ask(f"location.hash = 'q/problems/{quote('theme=公开内容')}/year=2012'")
    assert opened(browser, "少数学校公开内容更新仍不及时。").endswith("2 条")


def test_lists_are_searched_filtered_and_sorted(browser: Browser) -> None:
    count = "document.querySelectorAll('[data-list=deductions] tbody tr').length"
    assert browser.ask(count) == 6
    browser.ask("lists.deductions.search.value = '档案资料'; lists.deductions.search.dispatchEvent(new Event('input'))")
    assert browser.ask(count) == 2
    browser.ask("lists.deductions.search.value = ''; lists.deductions.search.dispatchEvent(new Event('input'))")
    browser.ask(
        "[...document.querySelectorAll('[data-list=deductions] th')].find(t => t.textContent == '扣分').click()"
    )
    column = (
        "[...document.querySelectorAll('[data-list=deductions] tbody tr')].map(r => r.querySelector('.n').textContent)"
    )
    assert browser.ask(column) == ["2", "2", "3", "4", "4", "5"]
