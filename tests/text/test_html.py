"""Web pages: the article, its masthead, and nothing of the portal."""

from __future__ import annotations

import datetime

import pytest

from pipeline import text
from pipeline.errors import ReadError
from pipeline.records import SourceText

PORTAL = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>河口县2012年政务公开工作总结_河口县人民政府</title><style>p{{color:red}}</style></head><body>
<div class="top-nav"><ul><li><a href="/">首页</a></li><li>
<a href="/zw">政务公开</a></li><li><a href="/bm">部门</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; 信息公开</div>
<div class="wrap"><div class="xxgk"><table><tr><th>标题</th><td colspan="3">河口县2012年政务公开工作总结</td></tr>
<tr><th>索引号</th><td>HK001-2012-0098</td><th>发文字号</th><td>河政办发〔2012〕98号</td></tr>
<tr><th>成文日期</th><td>2012-12-28</td><th>公开主体</th><td>河口县政务服务中心</td></tr>
<tr><th>公开日期</th><td>2013-01-04</td><th>有效性</th><td>有效</td></tr></table></div>
<h1>河口县2012年政务公开工作总结</h1><div class="info">来源：县政府办 浏览次数：98</div>
<div class="content"><p>　　2012年，全县共公开各类信息9906条，
其中网站公开2028条。</p><p>一、主要做法</p><p>召开会议&nbsp;6&nbsp;次；<br>举办培训班2期。</p>
<table border="1"><tr><td rowspan="2">甲乡</td><td>96</td><td>扣2分</td></tr><tr><td>95</td><td>扣1分</td></tr></table>
<ol start="3"><li>更新不及时。</li><li>台账不齐全。</li></ol><p style="display:none">隐藏</p></div>
<div class="related"><a href="1">相关文件一</a><a href="2">相关文件二</a><a href="3">相关文件三</a></div></div>
<div id="footer">版权所有：河口县人民政府 备案号 ICP备12345号</div></body></html>"""


def read(page: str, encoding: str = "utf-8") -> SourceText:
    (source,) = text.read("总结.html", page.encode(encoding)).texts
    return source


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030")])
def test_the_article_without_the_portal(charset: str, encoding: str) -> None:
    source = read(PORTAL.format(charset=charset), encoding)
    assert source.text.splitlines() == [
        "河口县2012年政务公开工作总结",
        "2012年，全县共公开各类信息9906条，其中网站公开2028条。",
        "一、主要做法",
        "召开会议\xa06\xa0次；",
        "举办培训班2期。",
        "甲乡\t96\t扣2分",
        "\t95\t扣1分",
        "3. 更新不及时。",
        "4. 台账不齐全。",
    ]
    assert source.encoding == encoding
    cells = {(x.row, x.column): source.text[x.start : x.end] for x in source.places if x.table}
    assert cells == {(1, 1): "甲乡", (1, 2): "96", (1, 3): "扣2分", (2, 2): "95", (2, 3): "扣1分"}


def test_the_masthead_is_metadata() -> None:
    metadata = read(PORTAL.format(charset="utf-8")).metadata
    assert metadata == {
        "标题": "河口县2012年政务公开工作总结",
        "索引号": "HK001-2012-0098",
        "发文字号": "河政办发〔2012〕98号",
        "成文日期": "2012-12-28",
        "公开主体": "河口县政务服务中心",
        "公开日期": "2013-01-04",
        "有效性": "有效",
    }


def test_a_masthead_as_a_list() -> None:
    items = "".join(
        f"<li>{a}：{b}</li>" for a, b in (("索引号", "HK-3"), ("公开主体", "县住建局"), ("成文日期", "2011年3月5日"))
    )
    source = read(f"<html><body><ul>{items}</ul><p>全年办理提案12件，办结率100%。</p></body></html>")
    assert source.metadata == {"索引号": "HK-3", "公开主体": "县住建局", "成文日期": "2011年3月5日"}
    assert source.text == "全年办理提案12件，办结率100%。\n"


def test_a_page_that_a_word_processor_saved_is_kept_whole() -> None:
    source = read("<html><body><p>工作总结</p><h2>一、成效</h2><p>办结45件。</p><div><p>县政府</p></div></body></html>")
    assert source.text == "工作总结\n一、成效\n办结45件。\n县政府\n"
    assert source.hints == {5: 2}


def test_a_page_without_words_is_told() -> None:
    with pytest.raises(ReadError) as caught:
        text.read("空.html", b"<html><body><div id='app'></div><script>load()</script></body></html>")
    assert caught.value.code == "empty"
    assert "空.html" in caught.value.message


def test_numbers_of_nested_lists_that_libreoffice_lost_are_restored_and_told() -> None:
    page = (
        '<html><head><meta name="generator" content="LibreOffice 25.2"/></head><body><ol><li><p>主要做法</p><ol><li><p>'
        "健全制度。</p><li><p>加强培训。</p></ol><li><p>存在问题</p></ol></body></html>"
    )
    reading = text.read("总结.html", page.encode())
    assert reading.texts[0].text == "一、主要做法\n（一）健全制度。\n（二）加强培训。\n二、存在问题\n"
    assert reading.texts[0].hints == {0: 1, 25: 1}
    assert [f.code for f in reading.failures] == ["damaged"]


ARTICLE = [
    "河口县2012年政务公开工作总结",
    "2012年，我县认真贯彻落实省、市的部署，以公开促规范，取得了新的成效。",
    "通过县政府网站公开各类信息9906条，发放宣传资料4300余份，群众满意率达95.6%。",
    "一是少数乡镇公开栏更新不及时，内容不够完整。二是个别单位台账资料不齐全，依申请公开办理不够规范。",
    "继续完善制度，加大督查力度，组织培训2期，各单位公开情况纳入年度考核，确保政务公开工作取得实效。",
]
HEADLINE, *PROSE = ARTICLE
LAYOUT = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>政务信息</title>
</head><body><marquee>热烈庆祝</marquee><table><tr><td>|<a href=1>首页</a>|<a href=3>政务信息</a>|</td>
</tr></table><table><tr><td width=150>最新文章<br>·<a href=1>县会议</a><br>·<a href=2>县领导检查公开栏</a><br></td>
<td><center><h3>{HEADLINE}</h3>作者：李明　时间：2013-1-15　点击数：88　字体：[<a>大</a> <a>小</a>]</center><hr>
<div><font face=宋体>　　{"<br>　　".join(PROSE)}</font></div><p>【打印本页】【关闭窗口】</p></td></tr></table>
<table><tr><td>河口县政务公开办公室版权所有<br>电话：0931-1234567</td></tr></table></body></html>"""
SOUP = f"""<html><head><meta charset=utf-8><title>河口县人民政府 {HEADLINE}</title></head><body>
<iframe src=h>不支持框架</iframe><div><a href=1>首页</a> | <a href=2>公开</a> | <a href=3>办事</a></div>
<div><div>当前位置：<a href=1>首页</a> / 总结</div>
<div>{HEADLINE}</div><div><span>日期：2013-01-15</span><span>来源：县政府办</span><span>【字体：大 中 小】</span></div>
<div>{"".join(f"<div><span>{one}</span></div>" for one in PROSE)}</div><div>首页 上一页 1 2 下一页 尾页</div>
<div class="bdsharebuttonbox">分享到：<a href=1>微信</a></div></div><div><div>主办：河口县人民政府</div>
<div>网站标识码：6201000001</div></div></body></html>"""


@pytest.mark.parametrize(("page", "encoding"), [(LAYOUT, "gbk"), (SOUP, "utf-8")])
def test_old_portals_of_layout_tables_and_of_nameless_boxes(page: str, encoding: str) -> None:
    assert read(page, encoding).text.replace("\u3000", "").splitlines() == ARTICLE


def test_labels_of_a_masthead_may_be_spaced_out_and_stand_before_their_values() -> None:
    table = "<table><tr><td>索 引 号：</td><td>HK-3</td><td>文　　号：</td><td>河政办发〔2013〕5号</td></tr>"
    table += "<tr><td>有 效 性：</td><td>有效</td><td>成文日期：</td><td>2013-01-10</td></tr></table>"
    items = "<ul><li><b>索引号</b>HK-3</li><li><b>文号</b>河政办发〔2013〕5号</li><li><b>有效性</b>有效</li>"
    items += "<li><b>成文日期</b>2013-01-10</li></ul>"
    for directory in (table, items):
        source = read(f"<html><body>{directory}<div><p>{PROSE[1]}</p></div></body></html>")
        assert source.metadata == {
            "索引号": "HK-3", "文号": "河政办发〔2013〕5号", "有效性": "有效", "成文日期": "2013-01-10",
        }  # fmt: skip
        assert source.text == PROSE[1] + "\n"


def test_a_masthead_in_the_rows_above_the_article_of_one_table() -> None:
    rows = "<tr><td>索引号</td><td>HK-3</td><td>公开主体</td><td>县农牧局</td></tr>"
    rows += "<tr><td>成文日期</td><td>2013-1-4</td></tr>"
    article = f"<tr><td colspan=4><p>{PROSE[1]}</p><p>{PROSE[2]}</p></td></tr>"
    source = read(f"<html><body><table>{rows}{article}</table></body></html>")
    assert source.metadata == {"索引号": "HK-3", "公开主体": "县农牧局", "成文日期": "2013-1-4"}
    assert source.text == f"{PROSE[1]}\n{PROSE[2]}\n"


def test_text_that_was_taken_out_is_no_text() -> None:
    page = (
        "<p>公开<ins datetime=2012-12-03>98</ins><del datetime='2012-12-04T09:00'>97</del>条，</p>"
        "<table><tr><td>甲乡</td><td>扣2分<del>，扣3分</del></td></tr></table>"
    )
    source = read(f"<html><body>{page}</body></html>")
    assert source.text == "公开98条，\n甲乡\t扣2分\n"
    assert [(v.kind, v.text, v.date) for v in source.revisions] == [
        ("deleted", "97", datetime.date(2012, 12, 4)), ("deleted", "，扣3分", None),
    ]  # fmt: skip


@pytest.mark.parametrize(("there", "back"), [("#sdfootnote1sym", "#sdfootnote1anc"), ("#_ftn1", "#_ftnref1")])
def test_numbers_of_footnotes_are_no_digits_of_figures(there: str, back: str) -> None:
    page = f"<p>公开98<a href='{there}'><sup>1</sup></a>条，见<a href='#fj1'>附件1</a>。</p>"
    source = read(f"<html><body>{page}<div><p><a href='{back}'>1</a>据县统计局。</p></div></body></html>")
    assert source.text == "公开98条，见附件1。\n据县统计局。\n"
