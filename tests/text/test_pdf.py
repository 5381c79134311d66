"""PDFs: paragraphs as their author wrote them, tables as rows, nothing of the page's furniture in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import text
from pipeline.errors import ReadError
from pipeline.records import SourceText
from pipeline.text import _ocr
from pipeline.text._pdf_lines import shapes
from tests.text.office import convert, needs_office
from tests.text.print import HEIGHT, Rule, Text, column, needs_glyphs, pdf
from tests.text.word import cell, docx, p, row, table

FIRST = (
    "2012年，河口县农牧局认真贯彻县委、县政府的部署，以公开促规范，以公开促服务，全年共主动公开各类信息九千九百零六条，"
    "办结群众来信来访三十五件。"
)
SECOND = "少数站所公开栏更新不及时，按照考核办法扣二分；个别乡镇台账不齐全，扣一分。"


def read(data: bytes) -> SourceText:
    (source,) = text.read("总结.pdf", data).texts
    for place in source.places:
        assert 0 <= place.start <= place.end <= len(source.text)
    return source


def furniture(number: int) -> list[Text]:
    return [(230, 40, 9, "河口县政务公开工作总结"), (280, HEIGHT - 40, 9, f"— {number} —")]


def test_wrapped_lines_are_paragraphs_again_also_across_pages() -> None:
    lines = column(FIRST, 80, 100, 30)
    pages = [[*furniture(1), *lines[:2]], [*furniture(2), *[(x, y + 20, s, t) for x, y, s, t in lines[2:]],
             *column(SECOND, 80, 220, 30)], furniture(3) + column(SECOND, 80, 100, 30)]  # fmt: skip
    source = read(pdf(pages))
    assert source.text == f"{FIRST}\n{SECOND}\n{SECOND}\n河口县政务公开工作总结\n"
    assert [(x.page, x.paragraph, x.part) for x in source.places] == [
        (1, 1, "body"), (2, 1, "body"), (2, 2, "body"), (3, 3, "body"), (None, 4, "header"),
    ]  # fmt: skip
    assert source.text[source.places[0].start : source.places[1].end] == FIRST


def test_columns_are_read_one_after_the_other_whatever_the_order_of_the_file() -> None:
    left = column(FIRST, 60, 100, 18) + column(SECOND, 60, 220, 18)
    right = column(SECOND, 320, 100, 18) + column(FIRST, 320, 200, 18)
    paragraphs = f"{FIRST}\n{SECOND}\n{SECOND}\n{FIRST}\n"
    by_height = sorted(left + right, key=lambda line: (line[1], line[0]))
    assert read(pdf([left + right])).text == paragraphs
    assert read(pdf([by_height])).text == paragraphs
    assert read(pdf([right + left])).text == paragraphs


def test_long_titles_hanging_items_and_gaps_keep_their_shape() -> None:
    title = [(80, 60, 20, "关于河口县二〇一二年度政务公开考核情"), (220, 90, 20, "况的通报")]
    item = [
        (80, 150, 12, "1. " + "公开栏更新不及时的单位要限期整改，并在月底以前把整改的结果"),
        (98, 168, 12, "报县政务公开办公室。"),
    ]
    full = "各单位要加强组织领导，把政务公开列入重要议事日程，做到有人抓、"
    apart = [(80, 210, 12, full), (80, 240, 12, "二是健全制度，落实责任，做到有章可循。")]
    wrapped = column(FIRST, 80, 280, 30, indent=0)
    source = read(pdf([[*title, *item, *apart, *wrapped]]))
    assert source.text.splitlines() == [
        title[0][3] + title[1][3], item[0][3] + item[1][3], full, "二是健全制度，落实责任，做到有章可循。", FIRST,
    ]  # fmt: skip


SLANTED = "60 Tf 0.707 0.707 -0.707 0.707 200 300 Tm /F1 60"


@pytest.mark.parametrize("mark", [(150, 340, 60, "内部资料"), (0, HEIGHT, SLANTED, "内部资料")])
@pytest.mark.parametrize("under", [True, False])
def test_a_watermark_breaks_no_paragraph_and_stands_once(mark: Text, under: bool) -> None:
    full = column(FIRST, 80, 150, 30) + column(SECOND, 80, 300, 30) + column(FIRST, 80, 420, 30)
    pages = [full, column(SECOND, 80, 150, 30) + column(FIRST, 80, 300, 30), column(SECOND, 80, 150, 30)]
    source = read(pdf([[mark, *page] if under else [*page, mark] for page in pages]))
    assert source.text.splitlines() == [FIRST, SECOND, FIRST, SECOND, FIRST, SECOND, "内部资料"]
    assert source.places[-1].part == "header"


@needs_glyphs
def test_a_title_over_two_columns_is_read_before_them() -> None:
    title: list[Text] = [(150, 90, 18, "河口县政务公开工作简报第十二期")]
    left, right = column(FIRST + SECOND, 60, 140, 18), column(SECOND + FIRST, 320, 140, 18)
    expected = [title[0][3], FIRST + SECOND, SECOND + FIRST]
    for body in (left + right, sorted(left + right, key=lambda line: (line[1], line[0])), right + left):
        assert read(pdf([title + body])).text.splitlines() == expected


@pytest.mark.parametrize("number", ["- {} -", "第 {} 页 共 3 页", "{}/3", "Page {}", "~{}~", "（{}）"])
def test_paragraphs_that_begin_alike_at_the_top_of_pages_are_no_header(number: str) -> None:
    pages = [[*column(FIRST + SECOND * n, 80, 100, 30), (280, HEIGHT - 40, 9, number.format(n))] for n in (1, 2, 3)]
    assert read(pdf(pages)).text.splitlines() == [FIRST + SECOND * n for n in (1, 2, 3)]


def test_numbers_of_footnotes_are_no_digits_of_figures() -> None:
    mark = "7 Tf 5 Ts <0031> Tj 0 Ts /F1 12"  # a raised 1 in small type

    def line(first: str, then: str) -> bytes:
        size = f"12 Tf 80 742 Td <{first.encode('utf-16-be').hex()}> Tj /F1 {mark}"
        width = sum(6 if char.isascii() else 12 for char in first) + 3.5
        return pdf([[(width, HEIGHT, size, then)]])

    assert read(line("全年公开各类信息98", "条，会议12次。")).text == "全年公开各类信息98条，会议12次。\n"
    assert read(line("全年办结群众来信来访", "，共35件。")).text == "全年办结群众来信来访，共35件。\n"
    assert read(line("建成公开栏10m", "，召开会议6次。")).text == "建成公开栏10m1，召开会议6次。\n"


def test_radicals_that_printers_name_for_ideographs_are_ideographs() -> None:
    assert shapes("部⻔负责⼈成⽴⼯作组⻓，⼆是⾯向群众") == "部门负责人成立工作组长，二是面向群众"


def grid(columns: list[float], rows: list[float]) -> list[Rule]:
    return [(columns[0], y, columns[-1], y) for y in rows] + [(x, rows[0], x, rows[-1]) for x in columns]


def test_ruled_tables_are_rows_of_cells_also_across_pages() -> None:
    edges = [80.0, 160, 220, 400]
    one = [
        [
            (80, 60, 12, "得分如下："),
            (84, 95, 12, "单位"),
            (164, 95, 12, "得分"),
            (224, 95, 12, "扣分原因"),
            (84, 125, 12, "县农牧局"),
            (164, 125, 12, "96"),
            (224, 125, 12, "公开栏更新不及时扣二分"),
            (224, 145, 12, "；"),
        ]
    ]
    two = [[(84, 95, 12, "单位"), (164, 95, 12, "得分"), (224, 95, 12, "扣分原因"),
            (224, 125, 12, "台账不齐全扣一分。"), (84, 155, 12, "县教育局"), (164, 155, 12, "100"),
            (80, 200, 12, "以上。")]]  # fmt: skip
    rules = [grid(edges, [80, 110, 160]), grid(edges, [80, 110, 140, 170])]
    source = read(pdf(one + two, rules))
    assert source.text.splitlines() == [
        "得分如下：", "单位\t得分\t扣分原因", "县农牧局\t96\t公开栏更新不及时扣二分；台账不齐全扣一分。",
        "县教育局\t100\t", "以上。",
    ]  # fmt: skip
    cells = {(x.row, x.column): (source.text[x.start : x.end], x.page) for x in source.places if x.table == 1}
    assert cells[3, 1] == ("县教育局", 2)
    assert cells[3, 3] == ("", 2)


def test_garbled_text_is_not_taken_for_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ocr, "installed", lambda: False)
    noise = "\ue001\ue0a2\ue0b3\ue0c4" * 10
    with pytest.raises(ReadError) as caught:
        text.read("扫描.pdf", pdf([[(80, 100, 12, noise)]]))
    assert caught.value.code == "needs_ocr"
    assert "pip install 'zongjie[ocr]'" in caught.value.message
    reading = text.read("半份.pdf", pdf([[(80, 100, 12, noise)], column(SECOND, 80, 100, 30)]))
    assert reading.texts[0].text == SECOND + "\n"
    assert [(f.part, f.code) for f in reading.failures] == [("第1页", "needs_ocr")]


WHOLE = pdf([column(FIRST, 80, 100, 30)])
LOCK = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]".format("5a" * 32)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (WHOLE[: len(WHOLE) // 2], "corrupt"),
        (b"%PDF-1.4\n" + bytes(500) + b"%%EOF", "corrupt"),
        (pdf([column(FIRST, 80, 100, 30)], trailer=LOCK), "encrypted"),
        (pdf([[]] * 3001), "too_large"),
        (pdf([[]]), "empty"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        text.read("总结.pdf", data)
    assert caught.value.code == code
    assert "总结.pdf" in caught.value.message


@needs_office
def test_a_printed_document_has_the_paragraphs_and_cells_of_its_source(tmp_path: Path) -> None:
    written = [FIRST, SECOND, "（一）加强领导。" + FIRST * 3, "1.公开各类信息9906条，其中网站2028条，占20.5%。" * 6] * 5
    rows = [[f"{n}乡", str(90 + n / 2), SECOND * (1 + n % 3)] for n in range(1, 25)]
    indent = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
    body = "".join(p(line).replace("<w:pPr>", f"<w:pPr>{indent}") for line in written)
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    ruled = table(*(row(*(cell(c) for c in cells)) for cells in rows))
    ruled = ruled.replace("<w:tblPr>", f"<w:tblPr><w:tblBorders>{border}</w:tblBorders>")
    source = read(convert(docx(body + ruled + p("以上。")), "docx", "pdf", tmp_path))
    expected = [*written, *("\t".join(cells) for cells in rows), "以上。"]
    assert source.text.splitlines() == expected


@needs_glyphs
@pytest.mark.skipif(not _ocr.installed(), reason="needs the optional extra: pip install 'zongjie[ocr]'")
def test_a_scan_is_recognised_and_says_so() -> None:
    import pypdfium2 as pdfium

    printed = pdfium.PdfDocument(pdf([column(FIRST, 80, 100, 30) + column(SECOND, 80, 200, 30)]))
    image = printed[0].render(scale=200 / 72).to_pil().convert("L")
    scan = pdfium.PdfDocument.new()
    page = scan.new_page(595, 842)
    picture = pdfium.PdfImage.new(scan)
    picture.set_bitmap(pdfium.PdfBitmap.from_pil(image))
    picture.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    page.insert_obj(picture)
    page.gen_content()
    import io

    buffer = io.BytesIO()
    scan.save(buffer)
    source = read(buffer.getvalue())
    assert "扣二分" in source.text
    assert source.recognised
    assert all(source.text[a:b] for a, b, _ in source.recognised)
