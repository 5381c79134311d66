"""Scores from deductions and rubric: caps, bonuses, masks, ranks, units nobody inspected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import UnitScore
from pipeline.scores import score
from pipeline.scores.differences import differences
from pipeline.settings import Settings
from tests.scores.archive_of import Archive

RULES = """青川县2020年考核细则
满分100分。
一、组织领导（30分）。专题会议全年不少于4次，每少1次扣2分，最多扣6分；未制定工作方案的，扣3分。
二、公开内容（70分）。应公开而未公开的，每项扣5分；公开栏更新不及时的，每次扣0.5分。
三、加分项目。受到市级表彰的，加3分；经验被推广的，加2分；加分累计不超过4分。
"""


def archive(*lines: tuple[str, float | None, str], rules: str | None = RULES) -> Archive:
    made = Archive()
    if rules:
        made.document("rubric", rules, "青川县2020年考核细则", "青川县政务公开办", 2020)
    made.inspection("青川县2020年考核通报", 2020, lines)
    return made


def rows(made: Archive, settings: Settings | None = None) -> dict[tuple[str, str | None, str], UnitScore]:
    found: list[UnitScore] = score(made.tables(), settings or Settings())["unit_scores"]
    return {(row.unit, row.indicator, row.source): row for row in found}


def test_score_by_indicator_and_in_total() -> None:
    found = rows(archive(("石门镇", 92, "未制定工作方案扣3分，应公开的补贴名单未公开扣5分")))
    assert found["石门镇", "组织领导", "computed"].score == 27
    assert found["石门镇", "公开内容", "computed"].score == 65
    total = found["石门镇", None, "computed"]
    assert (total.score, total.full_score, total.rubric) == (92, 100, "青川县2020年考核细则")
    assert found["石门镇", None, "stated"].score == 92


def test_a_cap_cuts_what_goes_beyond_it_and_is_told() -> None:
    made = archive(("石门镇", 92, "专题会议次数不足扣8分"))
    assert rows(made)["石门镇", None, "computed"].score == 94
    (found,) = differences(made.tables(), Settings())
    assert (found.kind, found.stated, found.computed) == ("cap", 8, 6)
    assert found.why == "“专题会议全年不少于4次”最多扣6分，通报扣了8分"


def test_a_misprinted_score_is_told_with_its_sum() -> None:
    (found,) = differences(archive(("石门镇", 95, "未制定工作方案扣3分")).tables(), Settings())
    assert found.kind == "score"
    assert found.why == "满分100分，扣3分，应为97分，通报写95分"


def test_a_fault_at_another_price_than_the_rule_is_told() -> None:
    (found,) = differences(archive(("石门镇", 96, "未制定工作方案扣4分")).tables(), Settings())
    assert (found.kind, found.stated, found.computed) == ("price", 4, 3)


def test_bonuses_count_up_to_their_common_cap() -> None:
    found = rows(archive(("石门镇", 101, "未制定工作方案扣3分，受到市级表彰加3分，经验被推广加2分")))
    assert found["石门镇", "加分", "computed"].score == 4
    assert found["石门镇", None, "computed"].score == 101


def test_a_masked_deduction_gives_bounds() -> None:
    total = rows(archive(("石门镇", None, "专题会议次数不足扣X分，应公开的名单未公开扣5分")))[
        "石门镇", None, "computed"
    ]
    assert (total.score, total.low, total.high, total.rank) == (None, 89, 95, None)


def test_equal_scores_share_a_rank() -> None:
    made = archive(
        ("石门镇", 97, "未制定工作方案扣3分"),
        ("白岩镇", 95, "应公开的名单未公开扣5分"),
        ("红山乡", 97, "未制定工作方案扣3分"),
        ("黑水乡", 90, "应公开的名单未公开扣10分"),
    )
    found = rows(made)
    ranks = [found[unit, None, "computed"].rank for unit in ("石门镇", "白岩镇", "红山乡", "黑水乡")]
    assert ranks == [1, 3, 1, 4]


def test_a_unit_nobody_inspected_has_no_score() -> None:
    made = archive(("石门镇", 97, "未制定工作方案扣3分"))
    made.document("self_report", "红山乡2020年总结", "红山乡2020年总结", "红山乡人民政府", 2020)
    assert {unit for unit, _, _ in rows(made)} == {"石门镇"}


def test_a_stated_total_without_deductions_is_not_recomputed() -> None:
    found = rows(archive(("石门镇", 88, "工作较好")))
    assert set(found) == {("石门镇", None, "stated")}


def test_without_a_rubric_only_the_total_is_reckoned() -> None:
    made = archive(("石门镇", 92, "满分100分，未制定方案扣3分，名单未公开扣5分"), rules=None)
    assert set(rows(made)) == {("石门镇", None, "computed"), ("石门镇", None, "stated")}
    assert rows(made)["石门镇", None, "computed"].score == 92


def test_a_fault_without_a_rule_leaves_indicators_open() -> None:
    found = rows(archive(("石门镇", 98, "会场布置杂乱扣2分")))
    assert found["石门镇", None, "computed"].score == 98
    one = found["石门镇", "组织领导", "computed"]
    assert (one.score, one.low, one.high) == (None, 28, 30)


def test_weights_of_parts() -> None:
    rules = (
        "青川县2020年考核细则\n网上考核占总分的80%，现场考核占20%。\n"
        "一、网上考核（100分）。栏目为空的，每个扣5分。\n二、现场考核（100分）。公开栏破损的，每处扣10分。"
    )
    made = archive(("石门镇", 90, "2个栏目为空扣10分，公开栏有1处破损扣10分"), rules=rules)
    total = rows(made)["石门镇", None, "computed"]
    assert (total.score, total.full_score) == (90, 100)


def test_a_circular_on_one_part_of_a_weighted_rubric() -> None:
    rules = (
        "青川县2020年测评办法\n季度测评占年度成绩的60%，年终测评占40%。\n"
        "一、季度测评（100分）\n（一）信息更新（100分）。工作动态缺少的，每条扣0.5分。\n"
        "二、年终测评（100分）。年度报告迟发的，每迟1天扣1分。"
    )
    made = archive(("石门镇", 97.5, "工作动态缺少5条扣2.5分"), ("白岩镇", 99, "工作动态缺少2条扣1分"), rules=rules)
    total = rows(made)["石门镇", None, "computed"]
    assert (total.score, total.full_score) == (97.5, 100)
    assert differences(made.tables(), Settings()) == []


def test_points_added_in_a_column_of_the_table() -> None:
    made = Archive()
    made.document("rubric", RULES, "青川县2020年考核细则", "青川县政务公开办", 2020)
    made.inspection("青川县2020年考核通报", 2020, [("石门镇", 100, "未制定工作方案扣3分")])
    text = "单位\t得分\t加分\t扣分原因\n石门镇\t100\t3\t未制定工作方案扣3分"
    old, at = made.rows["documents"][1], text.index("石门镇")
    made.rows["documents"][1] = replace(old, text=text)
    made.rows["scores"][0] = replace(made.rows["scores"][0], start=at, end=at + 3)
    why = text.index("未制定")
    made.rows["deductions"][0] = replace(made.rows["deductions"][0], start=why, end=len(text))
    assert rows(made)["石门镇", None, "computed"].score == 100


def test_another_rule_that_fits_the_price_leaves_no_departure() -> None:
    rules = (
        "青川县2020年考核细则\n满分100分。\n一、主动公开（60分）。提前或者超期公开的，每条扣2分。\n"
        "二、保密审查（40分）。公开了不应公开的信息的，扣10分。"
    )
    made = archive(("石门镇", 96, "2条信息超期公开扣4分"), rules=rules)
    assert differences(made.tables(), Settings()) == []
    assert rows(made)["石门镇", "主动公开", "computed"].score == 56


def test_a_vetoed_unit_that_was_graded_excellent_is_told() -> None:
    rules = RULES + "四、等次。95分以上为优秀，80分以上不足95分为合格，80分以下为不合格。\n"
    made = archive(("石门镇", 97, "未制定工作方案扣3分，发生失泄密事件，实行一票否决"), rules=rules)
    made.rows["scores"][0] = replace(made.rows["scores"][0], grade="优秀")
    (found,) = differences(made.tables(), Settings())
    assert (found.kind, found.why[-14:]) == ("grade", "实行一票否决，通报仍评为优秀")


def test_a_limit_for_all_deductions_of_an_indicator() -> None:
    rules = (
        "青川县2020年考核细则\n满分100分。\n一、民主监督（40分）。"
        "没有活动记录的，每次扣3分；群众意见没有答复的，每条扣2分，以上扣分最多不超过8分。\n"
        "二、公开内容（60分）。应公开而未公开的，每项扣5分。"
    )
    made = archive(("石门镇", 92, "3次没有活动记录扣9分，2条群众意见没有答复扣4分"), rules=rules)
    found = rows(made)
    assert found["石门镇", "民主监督", "computed"].score == 32
    assert found["石门镇", None, "computed"].score == 92
    (told,) = differences(made.tables(), Settings())
    assert (told.kind, told.why) == ("cap", "“民主监督”合计最多扣8分，通报扣了13分")


def test_limits_of_two_headings_of_bonuses_add_up() -> None:
    rules = (
        "青川县2020年考核细则\n满分100分。\n一、公开内容（100分）。应公开而未公开的，每项扣5分。\n"
        "二、加分项目（3分）\n受到市级表彰的，加2分；受到省级表彰的，加3分。\n三、奖励分（1分）\n经验被推广的，每次加1分。"
    )
    made = archive(
        ("石门镇", 99, "应公开的名单未公开扣5分，受到市级表彰加2分，受到省级表彰加3分，经验被推广加1分"), rules=rules
    )
    assert rows(made)["石门镇", "加分", "computed"].score == 4


def test_a_corrected_rubric_wins(tmp_path: Path) -> None:
    made = archive(("石门镇", 94, "未制定工作方案扣6分"))
    assert differences(made.tables(), Settings())[0].kind == "price"
    (tmp_path / "a.toml").write_text(
        'name = "青川县2020年考核细则"\nyear = 2020\nregion = "青川县"\nfull_score = 100\n'
        '[[indicators]]\nname = "组织领导"\nfull_score = 100\n'
        '[[rules]]\nindicator = "组织领导"\nkind = "deduction"\nitem = "未制定工作方案"\npoints = 6\n',
        encoding="utf-8",
    )
    assert differences(made.tables(), Settings(rubrics=str(tmp_path))) == []


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_the_order_of_documents_changes_nothing(turn: int) -> None:
    def whole(order: int) -> dict[str, list[Any]]:
        made = archive(("石门镇", 97, "未制定工作方案扣3分"), ("县教育局", 95, "名单应公开未公开扣5分"))
        made.document("self_report", "县教育局2020年总结", "云", "青川县教育局", 2020)
        documents = made.rows["documents"]
        made.rows["documents"] = documents[order:] + documents[:order]
        return score(made.tables(), Settings())

    assert whole(turn % 3) == whole(0)


def test_a_grade_that_the_score_does_not_give_is_told() -> None:
    rules = RULES + "四、等次。95分以上为优秀，80分以上不足95分为合格，80分以下为不合格。\n"
    (found,) = differences(archive(("石门镇", 96, "应公开的名单未公开扣5分"), rules=rules).tables(), Settings())
    assert found.why == "满分100分，扣5分，应为95分，通报写96分"
    (found,) = differences(archive(("石门镇", 97, "应公开的名单未公开扣10分"), rules=rules).tables(), Settings())
    assert found.why == "满分100分，扣10分，应为90分，通报写97分；等次由优秀变为合格"


def test_rows_under_two_names_of_one_unit_are_put_together() -> None:
    made = archive(("县住建局", 92, "未制定工作方案扣3分"), ("县住房和城乡建设局", None, "应公开的名单未公开扣5分"))
    total = rows(made)["青川县住房和城乡建设局", None, "computed"]
    assert (total.score, rows(made)["青川县住房和城乡建设局", None, "stated"].score) == (92, 92)


def test_points_of_an_indicator_that_a_unit_lacks_are_spread_over_the_others(tmp_path: Path) -> None:
    made = archive(("石门镇", 93.33, "未制定工作方案扣3分"), ("白岩镇", 97, "未制定工作方案扣3分"))
    (tmp_path / "a.toml").write_text(
        'name = "青川县2020年考核细则"\nyear = 2020\nregion = "青川县"\nfull_score = 100\n'
        '[[indicators]]\nname = "组织领导"\nfull_score = 45\n[[indicators]]\nname = "行政审批"\nfull_score = 55\n'
        '[[rules]]\nindicator = "组织领导"\nkind = "deduction"\nitem = "未制定工作方案"\npoints = 3\n'
        '[[lacking]]\nunit = "石门镇"\nindicator = "行政审批"\n',
        encoding="utf-8",
    )
    settings = Settings(rubrics=str(tmp_path))
    found = rows(made, settings)
    assert found["石门镇", None, "computed"].score == pytest.approx(42 / 45 * 100)
    assert found["石门镇", None, "computed"].full_score == 100
    assert ("石门镇", "行政审批", "computed") not in found
    assert found["白岩镇", None, "computed"].score == 97
    assert differences(made.tables(), settings) == []


def test_a_rubric_of_an_earlier_year_counts_where_the_circular_names_it() -> None:
    made = Archive()
    made.document("rubric", RULES.replace("2020年", ""), "青川县考核细则", "青川县政务公开办", 2018)
    lines = [("石门镇", 97.0, "依据《青川县考核细则》，未制定工作方案扣3分")]
    made.inspection("青川县2020年考核通报", 2020, lines)
    assert rows(made)["石门镇", None, "computed"].rubric == "青川县考核细则(2018)"
    other = Archive()
    other.document("rubric", RULES.replace("2020年", ""), "青川县考核细则", "青川县政务公开办", 2018)
    other.inspection("青川县2020年考核通报", 2020, [("石门镇", 97.0, "未制定工作方案扣3分")])
    assert ("石门镇", None, "computed") not in rows(other)
