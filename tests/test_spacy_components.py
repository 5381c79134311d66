"""The bridge to spaCy, as its users call it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline import facts

TEXT = """松原镇2019年政务公开工作总结
一、主要做法
（一）强化组织领导。成立领导小组，全年召开会议6次。
二、存在问题
1、少数村公开不及时。
"""
TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "zongjie.words.v1"}}}


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    made = spacy.blank("zh", config=TOKENIZER)
    made.add_pipe("zongjie_facts")
    return made


def test_rows_become_spans(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    assert "".join(token.text for token in doc) == TEXT
    spans = {(span.label_, span.text) for span in doc.spans["facts"]}
    assert {("counts", "6次"), ("problems", "少数村公开不及时")} <= spans
    for span in doc.spans["facts"]:
        row = doc._.facts[span.id_]
        assert span.start_char <= row["start"] < row["end"] <= span.end_char
        assert "text" not in row or row["text"] == TEXT[row["start"] : row["end"]]


def test_rows_of_the_second_document_of_a_text_stand_in_their_place(nlp: spacy.Language) -> None:
    both = f"第一篇：{TEXT}第二篇：{TEXT.replace('松原', '柏坡')}"
    found = nlp(both)._.facts.values()
    problems = [row["start"] for row in found if row["table"] == "problems"]
    assert [both[start : start + 9] for start in problems] == ["少数村公开不及时"[:9] + "。"] * 2


def test_a_pipeline_is_saved_and_loaded_again(nlp: spacy.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert [token.text for token in again(TEXT)] == [token.text for token in nlp(TEXT)]


def test_values_survive_storage_with_user_data(nlp: spacy.Language) -> None:
    stored = DocBin(docs=[nlp(TEXT)], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert any(row["table"] == "counts" for row in doc._.facts.values())


PLUGIN = """
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    row_id: str = ""
    doc_id: str = ""
    text: str
    start: int
    end: int


def extract(doc, found):
    at = doc.text.find("领导小组")
    if at >= 0:
        yield Row(text="领导小组", start=at, end=at + 4)
"""


def test_an_installed_package_adds_an_extractor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "leading_groups.py").write_text(PLUGIN, encoding="utf-8")
    told = tmp_path / "leading_groups-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: leading-groups\nVersion: 1\n", encoding="utf-8")
    (told / "entry_points.txt").write_text("[zongjie_facts]\nleading_groups = leading_groups\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    facts.extractors.cache_clear()
    try:
        from pipeline import run

        ((_, rows),) = run.analyse_text(TEXT)
        assert [row.text for row in rows["leading_groups"]] == ["领导小组"]
        assert run.further_tables()["leading_groups"].__name__ == "Row"
    finally:
        facts.extractors.cache_clear()
        sys.modules.pop("leading_groups", None)
