"""Whom a title, an opening and a 落款 name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.structure import _names, _regions, _subject

FIELDS = Path(__file__).parent / "fields"


def rows(name: str) -> list[list[str]]:
    lines = (FIELDS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("title", "body"), rows("titles.tsv"))
def test_a_title_names_the_body_that_it_begins_with(title: str, body: str) -> None:
    assert (_names.titled(title) or "-") == body


@pytest.mark.parametrize(("who", "text", "body"), rows("openings.tsv"))
def test_an_opening_names_its_body(who: str, text: str, body: str) -> None:
    found = {"speaker": _subject.speaker, "sender": _subject.sender, "place": _subject.place}[who](text)
    assert (found or "-") == body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("青山县民政局", "青山县民政局"),
        ("青山县民政局（盖章）", "青山县民政局"),
        ("报告单位：青山县民政局", "青山县民政局"),
        ("单位（公章）：青山县民政局", "青山县民政局"),
        ("青 山 县 民 政 局", "青山县民政局"),
        ("青山县民政局　王红", "青山县民政局"),
        ("河东镇党委 河东镇人民政府", "河东镇"),
        ("中共河东镇委员会　河东镇人民政府", "河东镇"),
        ("石桥村党支部、石桥村村委会", "石桥村"),
        ("县纪委 县监察局", "县纪委"),
        ("附件", None),
        ("各乡镇人民政府", None),
        ("全体职工", None),
    ],
)
def test_a_signature_names_one_body(line: str, body: str | None) -> None:
    assert _names.signed(line) == body


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("呼和浩特市新城区教育局", "新城区"),
        ("高陵市交通运输局", "高陵市"),
        ("剪市镇水利站", "剪市镇"),
        ("城市管理局", None),
        ("市教育局", None),
    ],
)
def test_a_name_begins_with_its_region(name: str, region: str | None) -> None:
    assert _regions.leading(name) == region
