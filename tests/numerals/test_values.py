"""Numerals to values: examples of every style, and writing a number and reading it again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numerals import parse, points, scan

DIGITS = "零一二三四五六七八九"


def write_group(number: int) -> str:
    written, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            written += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        elif written:
            gap = True
    return written


def write_chinese(number: int) -> str:
    """123004 → 十二万三千零四."""
    if number == 0:
        return "零"
    high, middle, low = number // 10**8, number // 10**4 % 10**4, number % 10**4
    written = write_group(high) + "亿" if high else ""
    for group, name in ((middle, "万"), (low, "")):
        if group:
            written += ("零" if written and group < 1000 else "") + write_group(group) + name
    return written.removeprefix("一") if written.startswith("一十") else written


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_come_back(number: int) -> None:
    figure = parse(write_chinese(number))
    assert figure is not None
    assert figure.value == number


@given(st.integers(0, 10**12))
def test_digits_come_back_in_both_widths_and_with_separators(number: int) -> None:
    for written in (
        str(number),
        str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"{number:,}",
    ):
        figure = parse(written)
        assert figure is not None
        assert figure.value == number


@given(st.decimals(0, 99999, places=2), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("百万", 10**6)]))
def test_mixed_numerals_come_back_exactly(number: Decimal, size: tuple[str, int]) -> None:
    figure = parse(f"{number:f}{size[0]}")
    assert figure is not None
    assert figure.value == number * size[1]
    assert figure.place == Decimal("0.01") * size[1]


@given(st.integers(1, 999), st.sampled_from("余多"))
def test_more_than_comes_back(number: int, more: str) -> None:
    figure = parse(f"{number * 10}{more}")
    assert figure is not None
    assert (figure.value, figure.approx) == (number * 10, "more_than")


@given(st.integers(1, 8), st.sampled_from([("", 1), ("十", 10), ("百", 100), ("万", 10**4)]))
def test_spoken_ranges_come_back(low: int, size: tuple[str, int]) -> None:
    figure = parse(f"{DIGITS[low]}{DIGITS[low + 1]}{size[0]}")
    assert figure is not None
    assert (figure.low, figure.high, figure.approx) == (low * size[1], (low + 1) * size[1], "range")


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["至", "-", "—", "～", "到"]))
def test_ranges_in_context_come_back(first: int, second: int, link: str) -> None:
    low, high = sorted((first, first + second))
    found = [m for m in scan(f"组织了{low}{link}{high}名志愿者") if m.fate == "quantity"]
    assert [(m.low, m.high, m.value, m.approx) for m in found] == [(low, high, None, "range")]


@given(st.integers(1, 99))
def test_percent_in_words_comes_back(number: int) -> None:
    found = [m for m in scan(f"合格率达百分之{write_chinese(number)}") if m.fate == "quantity"]
    assert [(m.value, m.unit) for m in found] == [(number, "%")]


STYLES = {
    "一百二": 120, "两万五": 25000, "一百零二": 102, "一亿二千万": 120_000_000, "二〇一二": 2012, "廿五": 25,
    "三点五": Decimal("3.5"), "叁拾万": 300_000, "1.2万": 12000, "2余万": 20000, "一千零五十万": 10_500_000,
    "三万亿": 3 * 10**12,
}  # fmt: skip


@pytest.mark.parametrize(("written", "value"), STYLES.items())
def test_styles(written: str, value: Decimal) -> None:
    figure = parse(written)
    assert figure is not None
    assert figure.value == value


@pytest.mark.parametrize("written", ["", "次", "12次", "一二三千千", "十百", "3和4", "两两"])
def test_what_is_no_single_numeral_has_no_figure(written: str) -> None:
    figure = parse(written)
    assert figure is None or figure.value is None


@pytest.mark.parametrize(
    ("clause", "value"),
    [("扣0.5分", Decimal("0.5")), ("扣两分", 2), ("满分100分", 100), ("扣X分", None), ("三分之二", None)],
)
def test_points(clause: str, value: Decimal | None) -> None:
    assert points(clause) == value
