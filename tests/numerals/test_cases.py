"""The case file: numerals in context with what each is, readable and extensible by an analyst."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from pipeline.numerals import Mention, scan

FILE = Path(__file__).parents[2] / "corpora" / "numerals" / "cases.tsv"


def cases() -> list[list[str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert lines[1].split("\t") == ["text", "value", "low", "high", "unit", "approx", "kind"]
    return [line.split("\t") for line in lines[2:]]


def marked(text: str) -> tuple[str, int, int]:
    assert text.count("【") == text.count("】") == 1, text
    start, end = text.index("【"), text.index("】") - 1
    return text.replace("【", "").replace("】", ""), start, end


def same(figure: object, written: str) -> bool:
    if figure is None or not written:
        return figure is None and not written
    return math.isclose(float(str(figure)), float(written), rel_tol=1e-9)


def right(case: list[str]) -> bool:
    text, start, end = marked(case[0])
    found = [m for m in scan(text) if m.fate == "quantity" and m.start < end and start < m.end]
    if case[1] == "no count":
        return not found
    return len(found) == 1 and (found[0].start, found[0].end) == (start, end) and fits(found[0], case[1:])


def fits(mention: Mention, expected: list[str]) -> bool:
    value, low, high, unit, approx, kind = expected
    figures = same(mention.value, value) and same(mention.low, low) and same(mention.high, high)
    return figures and (mention.unit or "", mention.approx, mention.kind) == (unit, approx, kind)


def test_there_are_at_least_1500_cases_and_none_twice() -> None:
    texts = [case[0] for case in cases()]
    assert len(texts) >= 1500
    assert len(set(texts)) == len(texts)


def test_every_case_is_read_as_the_file_says() -> None:
    wrong = [case for case in cases() if not right(case)]
    assert wrong == []


@pytest.mark.parametrize(
    "case",
    [["共发放【12份】", "12", "", "", "条", "exact", "count"], ["【三】个代表", "3", "", "", "个", "exact", "count"]],
)
def test_a_wrong_line_would_be_noticed(case: list[str]) -> None:
    assert not right(case)
