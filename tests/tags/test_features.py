"""Texts as terms: the fast way over arrays holds against a plain one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tags import _features

CLAUSE, MARK = set("，,。；;：:！!？?"), set(_features._OTHER_MARKS)


def plainly(text: str) -> list[set[str]]:
    """The terms of each clause of ``text``, as the definition says."""
    folded = "".join(";" if c in CLAUSE else "|" if c in MARK else "0" if c in _features._DIGITS else c for c in text)
    folded = re.sub("[ \t\r\n\u3000\xa0\0]", "", folded)
    folded = re.sub("([0|])[0|]+", "\\1", folded)
    return [set(part) | set(map("".join, pairwise(part))) for part in folded.split(";") if part]


def spelled(key: int) -> str:
    return chr(key) if key < 1 << 16 else chr(key >> 16) + chr(key & 0xFFFF)


def found(texts: list[str]) -> list[list[set[str]]]:
    terms = _features.find_terms(texts)
    clauses = [set() for _ in range(int(terms.ends[-1]))]
    for key, clause in zip(terms.key.tolist(), terms.clause.tolist(), strict=True):
        clauses[clause].add(spelled(key))
    pairs = pairwise(terms.ends)
    return [[clause for clause in clauses[a:b] if clause] for a, b in pairs]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "成立领导小组",
        "（一）强化领导。成立小组，下设办公室",
        "共12.5万元、3项",
        "规定不少于6次，只开2次",
        ",,，a，",
    ],
)
def test_terms_of_a_text(text):
    assert found([text]) == [plainly(text)]


TEXT = st.text(st.sampled_from("政务公开，。、；12（） \n《ab"), max_size=20)


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_terms_of_many_texts_are_those_of_each(texts):
    assert found(texts) == [plainly(text) for text in texts]


def test_places_lead_back_to_the_characters():
    texts = ["强化 领导。", "成立\n小组"]
    terms = _features.find_terms(texts)
    joined = "".join(texts)
    for key, first, last in zip(terms.key.tolist(), terms.first.tolist(), terms.last.tolist(), strict=True):
        assert spelled(key) == (joined[first] if key < 1 << 16 else joined[first] + joined[last])


def test_vectors_have_length_one_and_unknown_terms_do_not_count():
    vocabulary = _features.learn_vocabulary(["成立领导小组", "领导重视", "公开栏"], least=2)
    assert [spelled(key) for key in vocabulary.keys.tolist()] == ["导", "领", "领导"]
    vectors = _features.vectors(["领导，龘龘", "领龘导"], vocabulary)
    assert [float(row.multiply(row).sum()) for row in vectors.whole] == pytest.approx([1.0, 1.0])
    assert vectors.parts.shape == (3, 3)
    assert vectors.ends.tolist() == [0, 2, 3]
