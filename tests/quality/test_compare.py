"""The comparing tool itself: what it calls a hit."""

from __future__ import annotations

import pytest

from tests.quality import compare, gate


def test_texts_are_alike_by_shared_pairs_of_characters() -> None:
    assert compare.dice("召开 专题会议。", "召开专题会议") == 1.0
    assert compare.dice("ＡＢ", "AB") == 1.0
    assert compare.dice("公开栏更新", "公开栏更新不及时") == pytest.approx(8 / 11)
    assert compare.dice("扣分", "加分") == 0.0


def test_pairs_are_one_to_one_and_the_likest_first() -> None:
    wanted = [{"text": "公开内容不全"}, {"text": "公开内容不全面"}]
    found = [{"text": "公开内容不全面"}]
    tally = compare.Tally()
    pairs = compare.settle(tally, wanted, found, lambda a, b: compare.dice(a["text"], b["text"]), 0.8)
    assert pairs == [(wanted[1], found[0])]
    assert (tally.hits, tally.missed, tally.alarms) == (1, ["公开内容不全"], [])


def test_precision_recall_and_f1() -> None:
    tally = compare.Tally(hits=3, missed=["甲"], alarms=["乙", "丙", "丁"])
    assert (tally.precision, tally.recall) == (0.5, 0.75)
    assert tally.f1 == pytest.approx(0.6)
    assert compare.Tally().f1 is None


def test_a_row_that_only_meets_a_doubtful_entry_counts_neither_way() -> None:
    tally = compare.Tally()
    compare.settle(
        tally, [], [{"text": "三个方面"}], lambda a, b: 0.0, 0.9, doubtful=[{"text": "三个方面"}]
    )  # fmt: skip
    assert (tally.hits, tally.missed, tally.alarms) == (0, [], [])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 1.0),
        ({"text": "各类信息15条"}, 1.0),
        ({"text": "15个"}, 0.9),
        ({"value": 16}, 0.0),
        ({"unit": "个"}, 0.0),
    ],
)
def test_counts_need_figure_and_unit(change: dict[str, object], expected: float) -> None:
    count = {"text": "15条", "value": 15, "low": None, "high": None, "unit": "条"}
    assert compare.count_likeness(count, {**count, "low": 15.0, "high": 15.0, **change}) == expected


def test_deductions_need_points_and_place_in_the_list() -> None:
    wanted = {"points": 2, "unit_ordinal": 3, "reason": "更新不及时", "rule": False}
    assert compare.deduction_likeness(wanted, {**wanted, "unit_ordinal": None}) == 1.0
    assert compare.deduction_likeness(wanted, {**wanted, "unit_ordinal": 4}) == 0.0
    assert compare.deduction_likeness(wanted, {**wanted, "points": 3.0}) == 0.0


def test_a_document_that_swallows_its_neighbour_is_no_hit() -> None:
    wanted = [{"begins": "甲局总结", "ends": "谢谢。", "title": "甲局总结", "kind": "self_report"}]
    whole = {"text": "甲局总结\n" + "全年公开信息。" * 20 + "谢谢。", "title": "甲局总结", "kind": "self_report"}
    for found, hits in ((whole, 1), ({**whole, "text": whole["text"] + "乙局总结" + "另一篇。" * 20}, 0)):
        tallies = compare.new_tallies()
        assert compare.documents(wanted, [found], tallies) == [(wanted[0], found)]
        assert tallies["documents"].hits == hits
        assert tallies["document kind"].f1 == 1.0


def test_checks_are_found_by_their_figures() -> None:
    tallies = compare.new_tallies()
    told = {"relations": [{"kind": "sum", "whole": "九个", "parts": ["3个", "6个"], "holds": True}]}
    made = {"kind": "sum", "texts": ["九个", "3个", "6个"], "verdict": "holds"}
    wrong = {"kind": "sum", "texts": ["8个", "1个"], "verdict": "fails"}
    compare.checks(told, [made, wrong], tallies)
    assert (tallies["checks"].hits, len(tallies["checks"].alarms)) == (1, 1)
    assert tallies["check verdict"].f1 == 1.0


def test_floors_are_only_raised() -> None:
    tallies = compare.new_tallies()
    tallies["counts"] = compare.Tally(hits=2, missed=["甲"])
    floors = gate.raised(gate.SAMPLE, tallies, {"sample": {"inputs": "", "f1": {"counts": 0.9, "plans": 0.5}}})
    assert floors["sample"]["f1"] == {"counts": 0.9, "plans": 0.5}
    assert gate.fallen(gate.SAMPLE, tallies, floors) == ["counts: F1 0.8000 < 0.9", "plans: F1 0.0000 < 0.5"]
    assert gate.raised(gate.SAMPLE, tallies, {})["sample"]["f1"] == {"counts": 0.8}
