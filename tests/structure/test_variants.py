"""The same documents come out of every way in which archives set them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from .marked import Case
from .test_cases import CASES, fields, found, rows


def indented(text: str) -> str:
    return "\n".join(f"　　{line}" if line.strip() and "\t" not in line else line for line in text.split("\n"))


def spaced_out(text: str) -> str:
    return re.sub(r"\n+", "\n\n\n", text)


def with_carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_page_numbers(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{line}\n- {n} -" if n % 9 == 8 else line for n, line in enumerate(lines))


def squeezed(table: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [
        tuple(re.sub(r"- \d+ -|\s", "", value) if isinstance(value, str) else value for value in row) for row in table
    ]


@pytest.mark.parametrize("change", [indented, spaced_out, with_carriage_returns, with_page_numbers])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_setting_changes_nothing(case: Case, change: Callable[[str], str]) -> None:
    plain, changed = found(case), found(Case(case.name, change(case.text), case.documents))
    assert len(plain) == len(changed)
    for wanted, a, b in zip(case.documents, plain, changed, strict=True):
        assert fields(a, wanted) == fields(b, wanted)
        before, after = rows(a), rows(b)
        assert {name: squeezed(table) for name, table in before.items()} == {
            name: squeezed(table) for name, table in after.items()
        }


def wrapped(text: str, width: int) -> str:
    """``text`` with its lines broken after ``width`` characters, no stop at the beginning of a line."""
    pattern = re.compile(rf"[^\t\n]{{{width}}}[，。；、：！？）”》,;]?(?=[^\n])")
    return pattern.sub(lambda match: match.group() + "\n", text)


@pytest.mark.parametrize("width", [38, 42, 45])
def test_wrapping_at_a_fixed_width_loses_little(width: int) -> None:
    """Small documents with few full lines are the hardest; 1 to 3 in a hundred rows change."""
    wanted = lost = 0
    for case in CASES:
        plain, broken = found(case), found(Case(case.name, wrapped(case.text, width), case.documents))
        assert len(plain) == len(broken), case.name
        for a, b in zip(plain, broken, strict=True):
            before, after = rows(a), rows(b)
            wanted += sum(map(len, before.values()))
            lost += sum(len(set(squeezed(before[name])) - set(squeezed(after[name]))) for name in before)
    assert lost <= 0.03 * wanted
