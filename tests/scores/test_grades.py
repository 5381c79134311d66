"""Grades as rubrics write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.scores._grades import grade, grades


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "95分以上为优秀，90分以上不足95分为良好，80分以上不足90分为合格，80分以下为不合格。",
            [(95, "优秀"), (90, "良好"), (80, "合格"), (0, "不合格")],
        ),
        (
            "考核得分90分（含）以上的为优秀，80分至89分的为良好，60-79分的为合格，60分以下的为不合格。",
            [(90, "优秀"), (80, "良好"), (60, "合格"), (0, "不合格")],
        ),
        (
            "考核结果分为优秀（90分以上，含90分）、良好（80—90分，含80分）、合格（60—80分）、不合格（低于60分）四个等次。",
            [(90, "优秀"), (80, "良好"), (60, "合格"), (0, "不合格")],
        ),
        ("85分及以上的评为“优秀”；低于60分的确定为不达标。", [(85, "优秀"), (0, "不达标")]),
        ("每少1次扣1分。", []),
    ],
)
def test_grades_from_text(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(int(low), name) for low, name in grades(text)] == expected


def test_grade_of_a_score() -> None:
    bounds = grades("90分以上为优秀，60分以上不足90分为合格，60分以下为不合格。")
    assert [grade(Decimal(n), bounds) for n in (90, 89, 60, 3)] == ["优秀", "合格", "合格", "不合格"]
    assert grade(None, bounds) is None
