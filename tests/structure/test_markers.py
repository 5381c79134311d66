"""List markers in every width and punctuation, at the start of a line and inside a paragraph."""

from __future__ import annotations

import pytest

from pipeline.structure import _markers


@pytest.mark.parametrize(
    ("line", "kind", "value", "rest"),
    [
        ("一、加强领导", "cn", 1, "加强领导"),
        ("十二．加强领导", "cn", 12, "加强领导"),
        ("二 、加强领导", "cn", 2, "加强领导"),
        ("三　加强领导", "cn", 3, "加强领导"),
        ("（四）健全制度", "paren", 4, "健全制度"),
        ("( 五 ) 健全制度", "paren", 5, "健全制度"),
        ("【六】健全制度", "paren", 6, "健全制度"),
        ("1.财务公开", "dig", 1, "财务公开"),
        ("２、财务公开", "dig", 2, "财务公开"),
        ("3．财务公开", "dig", 3, "财务公开"),
        ("4,财务公开", "dig", 4, "财务公开"),
        ("1.2 财务公开", "dec", 2, "财务公开"),
        ("（5）财务公开", "pdig", 5, "财务公开"),
        ("6）财务公开", "pdig", 6, "财务公开"),
        ("⑦财务公开", "circle", 7, "财务公开"),
        ("⑻财务公开", "circle", 8, "财务公开"),
        ("第九条 财务公开", "article", 9, "财务公开"),
        ("第二十三条　财务公开", "article", 23, "财务公开"),
        ("第一部分 总体情况", "part", 1, "总体情况"),
        ("第三章 附则", "chapter", 3, "附则"),
        ("一是加强领导", "shi", 1, "加强领导"),
        ("二要加强领导", "shi", 2, "加强领导"),
        ("其三，加强领导", "shi", 3, "加强领导"),
        ("首先，加强领导", "seq", 1, "加强领导"),
        ("第二，加强领导", "di", 2, "加强领导"),
        ("● 加强领导", "bullet", 0, "加强领导"),
    ],
)
def test_a_marker_is_told_with_its_value(line: str, kind: str, value: int, rest: str) -> None:
    marker = _markers.at_line(line, 0)
    assert marker is not None
    assert (marker.kind, marker.value, line[marker.end :]) == (kind, value, rest)


@pytest.mark.parametrize(
    "line",
    [
        "2013年工作总结",
        "1.5万元用于维修",
        "10:30召开会议",
        "3月1日前完成",
        "一些单位重视不够",
        "一方面加大宣传",
        "第一书记到村任职",
        "首先进党校",
    ],
)
def test_figures_dates_and_words_are_no_markers(line: str) -> None:
    assert _markers.at_line(line, 0) is None


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("主要做法：一是抓领导；二是抓制度。三是抓落实。", ["一是", "二是", "三是"]),
        ("运行正常,一是领导重视。二是制度健全;二是群众满意。", ["一是", "二是", "二是"]),
        ("总体情况看，一是意识增强。", ["一是"]),
        ("要求如下：1、按时报送。2、内容真实。", ["1、", "2、"]),
        ("包括①财务公开②村务公开", ["①", "②"]),
        ("问题有：(1)认识不足；(2)经费不足。", ["(1)", "(2)"]),
        ("首先，认识不到位。其次，制度不健全。", ["首先，", "其次，"]),
        ("全年发布信息1、2月各20条。", []),
        ("他是一是一、二是二的人", []),
    ],
)
def test_markers_inside_a_paragraph_make_a_run(text: str, markers: list[str]) -> None:
    assert [marker.text for marker in _markers.inline(text, 0, len(text))] == markers
