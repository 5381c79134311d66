"""The scan of a text: nothing dropped, nothing twice, and why a numeral counts nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numerals import scan

WORDS = """共 2019年 3月 1.2万 12 ， 。 三 十 百分之 件 个 X （一） 1、 第 条 - 至 / % 近 余 扣 分 （ ） “ ” 《 》 ：
0551- 84321567 １２ 两 几 数 年 号 亿 半 点 成 倍 、"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " ", "\t"])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_digit_has_exactly_one_mention(text: str) -> None:
    mentions = scan(text)
    reached = 0
    for mention in mentions:
        assert reached <= mention.start <= mention.number_start < mention.number_end <= mention.end <= len(text)
        reached = mention.end
    for at, char in enumerate(text):
        if char.isdigit():
            assert sum(m.start <= at < m.end for m in mentions) == 1, (text, at)


@given(st.text(max_size=40))
def test_any_text_is_scanned(text: str) -> None:
    assert all(m.fate in ("quantity", "excluded", "unexplained") for m in scan(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("一、基本情况", "marker"),
        ("加强整改。2.加强培训", "marker"),
        ("2018年12月", "date"),
        ("截至11月底", "date"),
        ("6-9月", "date"),
        ("下午2:30开会", "time"),
        ("中办发〔2016〕8号", "document_number"),
        ("第270号令", "document_number"),
        ("依照第五条办理", "article"),
        ("获得第一名", "ordinal"),
        ("三等奖", "ordinal"),
        ("电话：84321567", "telephone"),
        ("“三公开”", "name"),
        ("一站式服务", "name"),
        ("20xx年", "masked"),
        ("从三个方面入手", "aspect"),
        ("一套制度", "indefinite"),
        ("比例为1:3", "ratio"),
        ("满分100分", "full_score"),
        ("还需进 4\n\n一步加强", "page"),
    ],
)
def test_reasons(text: str, why: str) -> None:
    assert scan(text)[0].fate == "excluded"
    assert scan(text)[0].why == why


@pytest.mark.parametrize("text", ["共X件", "XX人次", "扣×分", "约**户", "某镇X个村", "投入__万元"])
def test_masked_figures_give_nothing(text: str) -> None:
    assert [m for m in scan(text) if m.fate == "quantity"] == []


def test_a_separator_at_the_end_of_a_line_joins_its_groups() -> None:
    assert [m.value for m in scan("培训1,106,\n300人次") if m.fate == "quantity"] == [1106300]


def test_a_line_break_alone_joins_nothing() -> None:
    assert [m.value for m in scan("受理12\n345件") if m.fate == "quantity"] == [345]


@pytest.mark.parametrize("text", ["数十几户", "上万几第"])
def test_numerals_that_make_no_figure_do_no_harm(text: str) -> None:
    assert [m for m in scan(text) if m.fate == "quantity"] == []
