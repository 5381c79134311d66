"""Segmentation: our fast cut gives jieba's words, always."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import cut, lexicon, reference, words

PIECES = [
    "政务公开",
    "依申请公开",
    "领导小组",
    "扣2分",
    "6.9%",
    "2008-11-09",
    "〔2012〕2号",
    "12345热线",
    "“三公”经费",
    "http://www.gov.cn/a?b=1",
    "A4纸",
    "5+2",
    "PM2.5",
    "㎡",
    "①",
    "一、",
    "\n",
    "\t",
    "\u3000",
    " ",
    "……",
    "X乡",
    "**局",
    "䶮",
    "𠮷",
    "﨑",
    "喆",
    "é",
    "ひらがな",
    "한국",
    "v1.0_beta",
    "100 %",
    "0.5",
    "3‰",
    "C++",
    "c#",
    "AT&T",
    "ＡＢＣ１２３",
    "在便民服务中心设立公开栏",
    "一站式服务",
    "提高了办事效率",
    "未按要求上报统计报表",
    "县（市、区）",
    "20xx年",
    "e-mail",
]


@pytest.mark.parametrize("text", ["", *PIECES])
def test_known_pieces(text):
    assert cut(text) == reference().lcut(text)


def test_pieces_put_together_at_random():
    chance = random.Random(7)
    for _ in range(2000):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 8)))
        assert cut(text) == reference().lcut(text), text


# Characters of the genre and its neighbours: Chinese, ASCII, full-width forms, rare ideographs.
ALPHABET = st.one_of(
    st.sampled_from(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    ),
    st.sampled_from("\r\n\t\x0b\x0c\x1c\x85\u2028䶮"),
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.characters(min_codepoint=0x3000, max_codepoint=0x303F),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
    st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF),
    st.characters(min_codepoint=0xFF00, max_codepoint=0xFFEF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2FA1F),
)


@settings(max_examples=400, deadline=None)
@given(st.text(ALPHABET, max_size=40))
def test_any_text(text):
    assert cut(text) == reference().lcut(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_words_put_together_are_the_text(text):
    assert "".join(cut(text)) == text


def test_lexicon_is_sorted_unique_and_used():
    found = lexicon()
    assert found == sorted(set(found))
    assert len(found) >= 300
    assert all(cut(word) == [word] for word in found)


def test_words_carries_the_offsets_of_the_text():
    text = "在网站公开\n2012年度预算（12.5万元）。"
    assert [text[token.idx : token.idx + len(token.text)] for token in words(text)] == cut(text)


def test_cutting_alone_does_not_load_spacy():
    code = "import sys; from pipeline.segment import cut; cut('政务公开'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
