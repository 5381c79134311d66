"""The labelled sentences themselves: what training may rely on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.tags import _data, _scheme

FOLDER = Path(__file__).parents[2] / "corpora" / "themes"
THEMES = _scheme.read(FOLDER / "themes.toml")


@pytest.fixture(scope="module")
def labels():
    return _data.read(sorted(FOLDER.glob("[0-9]*.tsv")), THEMES)


def test_there_are_enough_sentences_for_every_theme(labels):
    counts = Counter(theme for label in labels for theme in label.themes)
    assert len(labels) >= 3000
    assert min(counts[theme.code] for theme in THEMES) >= 120, counts


def test_kinds_are_those_of_the_tables_and_every_sentence_has_a_field(labels):
    assert {label.kind for label in labels} == {"measure", "plan", "problem", "deduction"}
    assert all(label.field for label in labels)


def test_a_deduction_has_one_theme(labels):
    assert [label.text for label in labels if label.kind == "deduction" and len(label.themes) > 1] == []


def test_near_duplicates_are_few_and_never_in_two_folds(labels):
    texts = [label.text for label in labels]
    groups, folds = _data.groups(texts), _data.folds(texts)
    assert len(texts) - len(set(groups.tolist())) <= len(texts) * 0.02
    places = {}
    for group, fold in zip(groups.tolist(), folds.tolist(), strict=True):
        assert places.setdefault(group, fold) == fold


def test_folds_depend_on_the_texts_alone(labels):
    texts = [label.text for label in labels]
    backwards = _data.folds(texts[::-1])[::-1]
    groups = Counter(_data.groups(texts).tolist())
    alone = [n for n, group in enumerate(_data.groups(texts).tolist()) if groups[group] == 1]
    assert (_data.folds(texts)[alone] == backwards[alone]).all()


def test_the_blind_sentences_are_in_no_training_file_and_like_none(labels):
    blind = _data.read([FOLDER / "blind.tsv"], THEMES)
    assert len(blind) >= 150
    assert {label.kind for label in blind} == {"measure", "plan", "problem", "deduction"}
    known = _data.shingles([label.text for label in labels])
    assert _data.jaccard(_data.shingles([label.text for label in blind]), known).max() < _data.NEAR


def test_near_duplicates_are_found():
    texts = ["各窗口人员按规定统一着装、挂牌上岗接受监督", "窗口人员按规定统一着装、挂牌上岗接受监督", "档案室无人"]
    groups = _data.groups(texts).tolist()
    assert groups[0] == groups[1] != groups[2]


@pytest.mark.parametrize(
    "line",
    ["只有文本", "文本\t不是主题\tmeasure\t教育", "文本\tlaw,law\tmeasure\t教育", "\tlaw\tmeasure\t教育",
     "文本\tlaw,rules,other,content\tmeasure\t教育"],
)  # fmt: skip
def test_a_line_that_is_not_understood_is_named(tmp_path, line):
    path = tmp_path / "01.tsv"
    path.write_text(f"text\tthemes\tkind\tfield\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="第 2 行"):
        _data.read([path], THEMES)


def test_a_scheme_needs_codes_and_names(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text('[[theme]]\ncode = "a"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"my\.toml"):
        _scheme.read(path)


def test_the_second_labeller_gets_300_of_our_sentences(labels):
    lines = (FOLDER / "second_blank.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "text"
    assert len(set(lines[1:])) == 300
    assert set(lines[1:]) <= {label.text for label in labels}
