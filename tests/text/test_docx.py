"""Word files: everything on the page once, in order, with its place."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest

from pipeline import text
from pipeline.errors import ReadError
from pipeline.records import SourceText
from tests.text.word import cell, docx, level, lists, p, r, row, table

INS = '<w:ins w:id="1" w:author="王敏" w:date="2012-12-03T09:00:00Z">'
DEL = '<w:del w:id="2" w:author="李强" w:date="2012-12-04T09:00:00Z">'


def read(body: str, parts: dict[str, str] | None = None, **options: bool) -> SourceText:
    (source,) = text.read("总结.docx", docx(body, parts, **options)).texts
    for place in source.places:
        assert 0 <= place.start <= place.end <= len(source.text)
    for revision in source.revisions:
        if revision.start is not None:
            assert source.text[revision.start : revision.end] == revision.text
    return source


CHAPTERS = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3．")


def test_automatic_numbers_stand_where_the_page_shows_them() -> None:
    body = p("基本情况", num=(1, 0)) + p("加强领导", num=(1, 1)) + p("健全制度", num=(1, 1)) + p("工作打算", num=(1, 0))
    body += p("完善机制", num=(1, 1)) + p("三、手工编号的标题")
    source = read(body, {"numbering": lists(CHAPTERS)})
    assert source.text.splitlines() == [
        "一、基本情况", "（一）加强领导", "（二）健全制度", "二、工作打算", "（一）完善机制", "三、手工编号的标题",
    ]  # fmt: skip


def test_numbers_and_outline_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="二级"/>'
        '<w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    numbering = lists(level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/><w:isLgl/>', "space"))  # fmt: skip
    body = p("主要做法", style="H1") + p("组织领导", style="H2") + p("正文。") + p("存在问题", style="H1")
    source = read(body, {"styles": styles, "numbering": numbering})
    assert source.text == "一、主要做法\n1.1 组织领导\n正文。\n二、存在问题\n"
    assert source.hints == {0: 1, 7: 2, 20: 1}


def test_accepted_text_is_the_text_and_changes_are_told() -> None:
    body = p(
        "公开各类信息", f"{INS}{r('9906')}</w:ins>", f"{DEL}<w:r><w:delText>9806</w:delText></w:r></w:del>", "条。"
    )
    source = read(body)
    assert source.text == "公开各类信息9906条。\n"
    assert [(v.kind, v.author, v.date, v.text, v.start) for v in source.revisions] == [
        ("inserted", "王敏", datetime.date(2012, 12, 3), "9906", 6),
        ("deleted", "李强", datetime.date(2012, 12, 4), "9806", None),
    ]


def test_moves_deleted_paragraph_marks_and_deleted_rows() -> None:
    gone = p(f"{DEL}<w:r><w:delText>删去的一段</w:delText></w:r></w:del>", num=(1, 0), mark='<w:del w:author="李强"/>')
    moved = p('<w:moveFrom w:author="王敏">' + r("移动的话。") + "</w:moveFrom>", "留下。")
    arrived = p('<w:moveTo w:author="王敏">' + r("移动的话。") + "</w:moveTo>")
    removed = row("甲乡", "扣3分", properties='<w:del w:author="李强"/>')
    source = read(
        p("第一", num=(1, 0)) + gone + p("第二", num=(1, 0)) + moved + arrived + table(row("乙乡", "扣2分"), removed),
        {"numbering": lists(CHAPTERS)},
    )
    assert source.text == "一、第一\n二、第二\n留下。\n移动的话。\n乙乡\t扣2分\n"
    assert [(v.kind, v.text) for v in source.revisions] == [
        ("deleted", "删去的一段"), ("deleted", "移动的话。"), ("inserted", "移动的话。"), ("deleted", "甲乡扣3分"),
    ]  # fmt: skip


def test_tables_stand_in_order_with_their_cells() -> None:
    inner = table(row("季度", "次数"), row("一", "3"))
    merged = row(cell("合计", properties='<w:gridSpan w:val="2"/>'), "扣4分")
    body = p("得分如下：") + table(
        row("单位", "得分", "扣分原因"),
        row(cell("县农牧局", properties='<w:vMerge w:val="restart"/>'), "96", cell("更新不及时", "台账不全")),
        row(cell(properties="<w:vMerge/>"), "", cell(inner, "见上表")),
        merged,
    ) + p("以上。")  # fmt: skip
    source = read(body)
    assert source.text == (
        "得分如下：\n单位\t得分\t扣分原因\n县农牧局\t96\t更新不及时 台账不全\n"
        "\t\t季度 次数 一 3 见上表\n合计\t\t扣4分\n以上。\n"
    )
    cells = {(x.table, x.row, x.column): source.text[x.start : x.end] for x in source.places if x.table}
    assert cells[1, 2, 1] == "县农牧局"
    assert (1, 3, 1) not in cells
    assert cells[1, 3, 2] == ""
    assert cells[1, 4, 3] == "扣4分"
    assert cells[2, 2, 2] == "3"
    assert [x.paragraph for x in source.places if x.table is None] == [1, 2]


def test_boxes_headers_footers_and_notes_come_once() -> None:
    box = "<w:txbxContent>" + p("内部资料") + "</w:txbxContent>"
    alternate = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    page = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText>'
    page += '<w:fldChar w:fldCharType="separate"/></w:r>' + r("7") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    parts = {
        "header1": p("河口县政务公开工作总结"),
        "footer1": p("— ", page, " —"),
        "footnotes": '<w:footnote w:id="1" w:type="separator"/><w:footnote w:id="2">'
        + p("据县统计局。")
        + "</w:footnote>",
    }
    source = read(p("标题", alternate) + p("共公开", note, "98条。") + section, parts)
    assert source.text == "标题\n内部资料\n共公开98条。\n河口县政务公开工作总结\n据县统计局。\n"
    assert [x.part for x in source.places] == ["body", "text_box", "body", "header", "footnote"]


def test_what_a_run_may_hold() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ "yyyy"</w:instrText></w:r>'
    field += (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("2012") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    circled = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>'
    circled += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p(
        "截至", field, "年，", '<w:hyperlink r:id="x">' + r("网站") + "</w:hyperlink>",
        "<w:sdt><w:sdtPr/><w:sdtContent>" + r("访问量") + "</w:sdtContent></w:sdt>",
        "<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>15</w:t><w:softHyphen/><w:tab/><w:t>万</w:t></w:r>",
        r("隐藏", "<w:vanish/>"), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', circled,
        "<w:r><w:t>次</w:t><w:br/><w:t>完</w:t></w:r>",
    )  # fmt: skip
    assert read(body).text == "截至2012年，网站访问量12-15\t万✓③次\n完\n"


def test_fractions_and_dropped_capitals_are_read_as_one_reads_them() -> None:
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    capital = f'<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="2"/></w:pPr>{r("全")}</w:p>'
    assert read(capital + p("县", half, "以上的村建成公开栏。")).text == "全县1/2以上的村建成公开栏。\n"


@pytest.mark.parametrize("body", ["", p() + p(), p('<w:r><w:drawing><wps:pic name="扫描"/></w:drawing></w:r>')])
def test_a_file_without_words_is_told(body: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(body)
    assert caught.value.code == "empty"


def test_strict_files_read_alike() -> None:
    formula = "<m:oMath><m:r><m:t>5</m:t></m:r></m:oMath>"
    body = p("强化领导", num=(1, 0)) + table(row("甲", "乙")) + p("共", formula, "件")
    parts = {"numbering": lists(CHAPTERS)}
    assert read(body, parts, strict=True).text == read(body, parts).text == "一、强化领导\n甲\t乙\n共5件\n"


def test_pages_are_told_where_the_file_tells_them() -> None:
    source = read(p("第一页。") + p("<w:r><w:lastRenderedPageBreak/><w:t>第二页。</w:t></w:r>"))
    assert [x.page for x in source.places] == [1, 2]


TURN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_a_paragraph_over_a_page_break_stands_on_both_pages() -> None:
    body = p("全年召开会议6次，", TURN, "公开信息98条。", num=(1, 0)) + p(TURN, "办结35件。", num=(1, 0))
    body += p(
        f"{DEL}<w:r><w:delText>删去</w:delText></w:r>{TURN}<w:r><w:delText>的话</w:delText></w:r></w:del>", "完。"
    )
    source = read(body, {"numbering": lists(CHAPTERS)})
    assert [(source.text[x.start : x.end], x.page, x.paragraph) for x in source.places] == [
        ("一、全年召开会议6次，", 1, 1), ("公开信息98条。", 2, 1), ("二、办结35件。", 3, 2), ("完。", 4, 3),
    ]  # fmt: skip


def test_rows_that_a_page_break_cuts_are_counted_once() -> None:
    cut = row(cell(p("东乡")), cell(p("公开栏更新不及时，", TURN, "扣2分；")), cell(p("限期", TURN, "整改")))
    moved = row(cell(p(TURN, "西乡")), cell("台账不全，扣1分；"), cell(p(TURN, "整改")))
    source = read(p("表一") + table(row("单位", "原因", "意见"), cut, moved) + p("以上。"))
    assert [(source.text[x.start : x.end], x.page) for x in source.places] == [
        ("表一", 1), ("单位", 1), ("原因", 1), ("意见", 1),
        ("东乡", 1), ("公开栏更新不及时，", 1), ("扣2分；", 2), ("限期", 1), ("整改", 2),
        ("西乡", 3), ("台账不全，扣1分；", 3), ("整改", 3), ("以上。", 3),
    ]  # fmt: skip


def test_a_break_inside_a_text_box_is_none_of_the_page() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p(TURN, '内部资料')}</w:txbxContent></v:textbox></w:pict></w:r>"
    source = read(p("标题", box) + p(TURN, "第二页。"))
    assert [(x.page, x.part) for x in source.places] == [(1, "body"), (1, "text_box"), (2, "body")]


def test_embedded_files_are_read_where_they_stand() -> None:
    page = "<html><body><p>全年公开98条。</p><table><tr><td>甲乡</td><td>扣2分</td></tr></table></body></html>".encode()
    body = p("一、成效") + table(row("甲", "乙")) + '<w:altChunk r:id="aFChunk"/>' + p("二、问题")
    # The builder of these files names a relation after its part.
    data = docx(body, {"aFChunk": ""})
    for name, content in (("page", page), ("word", docx(p("全年公开98条。") + table(row("甲乡", "扣2分"))))):
        (source,) = text.read("总结.docx", package(data, aFChunk=content)).texts
        assert source.text == "一、成效\n甲\t乙\n全年公开98条。\n甲乡\t扣2分\n二、问题\n", name
        assert [(x.paragraph, x.table) for x in source.places] == [
            (1, None), (None, 1), (None, 1), (2, None), (None, 2), (None, 2), (3, None),
        ]  # fmt: skip
        assert all(x.end <= len(source.text) for x in source.places)
    reading = text.read("总结.docx", package(data, aFChunk=b"\x7fELF" + bytes(99)))
    assert [f.code for f in reading.failures] == ["unsupported"]
    assert reading.texts[0].text == "一、成效\n甲\t乙\n二、问题\n"


def package(data: bytes, **replaced: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replaced.get(name.split("/")[-1].split(".")[0], old.read(name)))
    return buffer.getvalue()


WHOLE = docx(p("总结") * 200)
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (WHOLE[: len(WHOLE) // 2], "corrupt"),
        (package(WHOLE, document="<w:document"), "corrupt"),
        (package(WHOLE, document=LAUGHS), "corrupt"),
        (package(WHOLE, document="<x>" * 100_000), "corrupt"),
        (package(WHOLE, document=" " * 20_000_000), "too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_damaged_and_hostile_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        text.read("收到的总结.docx", data)
    assert caught.value.code == code
    assert "收到的总结.docx" in caught.value.message
