"""Sentences end at stops outside quotes, brackets and book-title marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.structure._sentences import sentences, stops


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("成立了领导小组。制定了方案。", ["成立了领导小组", "制定了方案"]),
        ("坚持“公开是常态。不公开是例外。”的原则。效果好！", ["坚持“公开是常态。不公开是例外。”的原则", "效果好！"]),
        ("群众说：“办事方便了。”大家满意。", ["群众说：“办事方便了。”", "大家满意"]),
        ("印发《关于公开。的通知》(试行。)两份。", ["印发《关于公开。的通知》(试行。)两份"]),
        ("只有左引号“没有右引号。照样断句。", ["只有左引号“没有右引号", "照样断句"]),
        ("没有句号", ["没有句号"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == parts


@given(st.text(alphabet="中文。！？“”（）《》；，\n 1一是", max_size=80))
def test_stops_part_the_whole_text(text: str) -> None:
    ends = stops(text, 0, len(text))
    assert ends == sorted(set(ends))
    assert ends[-1] == len(text)
