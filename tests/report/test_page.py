"""The page: every figure leads to rows, every row to the right words, nothing comes from or goes to the network."""

import base64
import gzip
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ResultsError
from pipeline.records import TABLES
from pipeline.report import _lists, _texts, names, page
from tests.report.small_archive import build, save


def parts(html: str) -> tuple[dict, dict[str, str]]:
    data = json.loads(re.search(r'id="data">(.*?)</script>', html, re.S)[1])
    packed = dict(re.findall(r'id="text-([0-9a-f-]+)">(.*?)</script>', html, re.S))
    return data, {doc_id: gzip.decompress(base64.b64decode(text)).decode() for doc_id, text in packed.items()}


@pytest.fixture(scope="module")
def html(results: Path) -> str:
    return page.write(results).read_text(encoding="utf-8")


def test_every_span_of_every_row_marks_the_words_the_row_quotes(html: str) -> None:
    data, texts = parts(html)
    marked = set()
    for name, listing in data["lists"].items():
        for row, spans in zip(listing["rows"], listing["spans"], strict=True):
            for doc, start, end, _label, where in spans:
                words = texts[data["docs"][doc]["doc_id"]][start:end]
                marked.add((name, words))
                if name in ("problems", "measures", "plans"):
                    assert words in row
                if name == "deductions":
                    assert any(words.startswith(str(cell)) for cell in row if cell)
                assert where.startswith("第1页 第")
    assert ("problems", "少数学校公开内容更新仍不及时。") in marked
    assert {("findings", "档案资料已全部规范归档。"), ("findings", "档案资料不规范扣4分")} <= marked
    assert {("checks", "146条"), ("checks", "40条"), ("checks", "50条")} <= marked
    assert ("unit_scores", "青溪县教育局，92分") in marked


def test_every_figure_asks_for_rows_that_are_there(html: str) -> None:
    data, _ = parts(html)
    queries = re.findall(r'href="#q/([^"]+)"[^>]*>(?:<strong>)?([\d,.]+)<', html)
    assert len(queries) > 40
    for query, figure in queries:
        key, *choices = query.split("/")
        at = {column["key"]: i for i, column in enumerate(data["lists"][key]["columns"])}
        wanted = dict(choice.split("=", 1) for choice in choices)
        rows = [r for r in data["lists"][key]["rows"] if all((r[at[k]] or "不详") == v for k, v in wanted.items())]
        assert rows, query
        if key != "unit_scores":
            assert len(rows) == int(figure.replace(",", "")), query


def test_stated_and_computed_scores_that_differ_are_shown_side_by_side(html: str) -> None:
    assert re.search(
        r'总分">92</a><sup title="文中名次">2</sup><small class="bad" title="由扣分算得">算得 94，第 2</small>', html
    )


def test_shares_have_numerator_and_denominator(html: str) -> None:
    assert re.search(r'数字归处查明</th><td class="n">3</td><td class="n">4</td><td class="n">75.0%', html)
    assert re.search(r'下步打算主题存疑</th><td class="n">1</td><td class="n">1</td><td class="n">100.0%', html)


def test_needs_no_network_and_lets_no_other_script_run(html: str) -> None:
    assert not re.search(r'(?:src|href)="(?!#)', html)
    assert "http" not in html.split('id="data"')[0].replace("http-equiv", "")
    assert re.search(r"default-src 'none'; .*script-src 'sha256-", html)


def test_text_of_documents_can_not_become_markup(tmp_path: Path) -> None:
    rows = build()
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    rows["documents"] = [replace(doc, title=evil, unit=evil, path=evil) for doc in rows["documents"]]
    rows["failures"] = [replace(row, message=evil) for row in rows["failures"]]
    html = page.write(save(rows, tmp_path)).read_text(encoding="utf-8")
    assert "alert(1)</script><img" not in html
    assert html.count("<script>") == 1
    assert parts(html)[0]["docs"][0]["title"] == evil


def test_same_tables_give_the_same_bytes(results: Path) -> None:
    assert page.write(results).read_bytes() == page.write(results).read_bytes()


def test_a_folder_without_rows_gives_a_page_too(tmp_path: Path) -> None:
    html = page.write(save({name: [] for name in TABLES}, tmp_path)).read_text(encoding="utf-8")
    assert "没有被检查的单位没有得分" in html


def test_what_is_too_much_for_the_page_is_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "CHARS_IN_PAGE", 400)
    monkeypatch.setattr(_lists, "ROWS_A_LIST", 3)
    html = page.write(save(build(), tmp_path)).read_text(encoding="utf-8")
    data, texts = parts(html)
    cited = sum(doc["cited"] for doc in data["docs"])
    assert 0 < len(texts) < cited
    assert f"被引用的 {cited} 篇文档，本页收入全文 {len(texts)} 篇；另 {cited - len(texts)} 篇因篇幅未收" in html
    assert re.search(r'扣分 3 / <span data-id="q/deductions"[^>]*>6</span>', html)
    assert data["lists"]["deductions"]["total"] == 6


def test_a_folder_that_is_no_results_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match=r"不是完整的结果文件夹（缺 documents.parquet"):
        page.write(tmp_path)


def test_every_column_of_every_table_has_a_chinese_name() -> None:
    for name, row_class in TABLES.items():
        assert names.table(name) != name
        for column in row_class.__dataclass_fields__:
            assert names.column(name, column) != column, (name, column)
            assert names.column_note(name, column), (name, column)
