"""The comparison by value: what is a hit, and that a library that is missing is told."""

from __future__ import annotations

import sys

from tests.quality.peers import agreement, read_by_peers


def test_values_are_paired_one_to_one_and_doubtful_ones_count_neither_way() -> None:
    assert agreement([12, 12, 5], [2018], [12, 5, 5, 2018]) == {"hits": 2, "missed": 1, "alarms": 1}


def test_a_library_that_is_not_installed_is_told() -> None:
    told = read_by_peers(sys.executable, ["共12件"])
    assert all(isinstance(words, str) and "not installed" in words for words in told.values())
