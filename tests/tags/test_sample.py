"""How many rows a person has to look at, which ones, and what the result allows to be said."""

from __future__ import annotations

import pytest

from pipeline.tags import _sample


# Cochran 1977, 4.4: 95 %, p = 0.5, ± 5 %: 385 of many, 278 of 1,000.
@pytest.mark.parametrize(("rows", "n"), [(10**9, 385), (1000, 278), (10, 10), (0, 0)])
def test_sample_size(rows, n):
    assert _sample.size(rows, 0.5, 0.05) == n


# Agresti & Coull 1998, and by hand: 0 of 10 gives 0–0.278, 9 of 10 gives 0.596–0.982.
@pytest.mark.parametrize(("right", "n", "low", "high"), [(0, 10, 0.0, 0.278), (9, 10, 0.596, 0.982), (0, 0, 0.0, 1.0)])
def test_wilson(right, n, low, high):
    assert _sample.wilson(right, n) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_strata_are_in_proportion_and_none_is_left_out():
    assert _sample.shares({"a": 90, "b": 9, "c": 1}, 20) == {"a": 18, "b": 1, "c": 1}
    rows = [_sample.Row(f"r{n}", "t", "a" if n % 10 else "b", "measures") for n in range(100)]
    drawn = _sample.draw(rows, 20)
    assert set(drawn) == set(_sample.draw(rows[::-1], 20))
    assert sum(row.theme == "b" for row in drawn) == 2
