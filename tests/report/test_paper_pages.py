"""The page in a working paper's 依据 is the page of the PDF on which the words are printed."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest

from pipeline import evidence, run
from pipeline.archive import job
from pipeline.settings import Settings
from tests.text.print import Text, column, pdf

# Every matter of the report on a page of its own; the inspection's paragraph on 松林镇 runs over on to its second page.
REPORT = (
    ("松林镇2015年政务公开工作总结", "一、主要做法", "1、全年召开领导小组会议6次。"),
    ("2、统计报表按月及时上报，数据准确。", "3、编印便民手册，发放到户。"),
    ("4、文书档案分类立卷，归档齐全规范。", "二、存在问题", "1、个别村公开栏更新不及时。"),
    ("松林镇人民政府", "2015年12月20日"),
)
INSPECTION = (
    "青溪县2015年度政务公开考核情况通报",
    "考核结果如下：",
    "1、柏林镇，98分。公开栏更新不及时扣2分。",
    "2、松林镇，93分。领导小组会议次数不足（规定不少于6次只召开了2次）扣4分，未按要求上报统计报表扣2分，"
    "文书档案不规范扣1分。",
    "青溪县政务公开领导小组办公室",
    "2016年1月10日",
)
LINES_ON_FIRST = 4  # the fourth is the first line of the paragraph on 松林镇


def lines_of(paragraphs: tuple[str, ...]) -> list[Text]:
    return [line for paragraph in paragraphs for line in column(paragraph, 90, 0, 34)]


def page(lines: list[Text], bottom: float | None = None) -> list[Text]:
    """Lines one under the other from the top, or so that the last ends at ``bottom``."""
    first = 90.0 if bottom is None else bottom - 18 * (len(lines) - 1)
    return [(x, first + 18 * at, size, text) for at, (x, _, size, text) in enumerate(lines)]


def printed_report() -> bytes:
    return pdf([page(lines_of(paragraphs)) for paragraphs in REPORT])


def printed_inspection() -> bytes:
    lines = lines_of(INSPECTION)
    return pdf([page(lines[:LINES_ON_FIRST], bottom=760), page(lines[LINES_ON_FIRST:])])


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("pages")
    archive = base / "档案"
    archive.mkdir()
    (archive / "总结.pdf").write_bytes(printed_report())
    (archive / "通报.pdf").write_bytes(printed_inspection())
    job.run([archive], base / "结果", Settings(workers=1), lambda done, total: None)
    run.paper(base / "结果", base / "结果" / "底稿.docx")
    return base / "结果"


def pages_of(file: Path, words: str) -> str:
    """The page of a PDF that prints ``words``, or the first and last one, by another reading than the run's."""
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(file)]
    assert "".join(texts).count(words) == 1, words
    at = "".join(texts).index(words)
    ends = list(itertools.accumulate(map(len, texts)))
    first, last = (next(n for n, end in enumerate(ends, 1) if each < end) for each in (at, at + len(words) - 1))
    return str(first) if first == last else f"{first}–{last}"


def test_the_page_of_every_quotation_is_where_the_pdf_prints_it(results: Path) -> None:
    files = {"自报": results.parent / "档案" / "总结.pdf", "检查": results.parent / "档案" / "通报.pdf"}
    seen = set()
    for table in docx.Document(str(results / "底稿.docx")).tables:
        for row in table.rows:
            cells = [cell.text for cell in row.cells]
            if "证据编号：" not in cells[-1]:
                continue
            quoted = {"自报": cells[2], "检查": cells[3]}
            for side, number in re.findall(r"^(自报|检查)：《.+》第([\d–]+)页", cells[-1], re.M):
                words = quoted[side].strip("“”")
                assert pages_of(files[side], words) == number, cells
                seen.add((side, number))
    assert seen == {("自报", "1"), ("自报", "2"), ("自报", "3"), ("检查", "1–2"), ("检查", "2")}


def test_explain_tells_the_same_page(results: Path) -> None:
    told = "\n".join(cell.text for table in docx.Document(str(results / "底稿.docx")).tables
                     for row in table.rows for cell in row.cells)  # fmt: skip
    ids = set(re.findall("证据编号：(F-[0-9a-f]{12})", told))
    assert ids
    for row_id in ids:
        chain = "\n".join(evidence.explain(results, row_id))
        places = re.findall(r"《(.+?)》.*?第([\d–]+)页.*\n.*【(.+?)】", chain)
        assert places
        for title, number, words in places:
            file = "总结.pdf" if "总结" in title else "通报.pdf"
            assert pages_of(results.parent / "档案" / file, words) == number
