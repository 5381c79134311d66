"""What headings say of the text under them, in a report unless told otherwise."""

from __future__ import annotations

import pytest

from pipeline.structure._roles import role


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("基本情况", "overview"),
        ("考核工作的组织情况", "overview"),
        ("考核结果", "results"),
        ("主要做法及成效", "measures"),
        ("工作开展情况", "measures"),
        ("问题整改情况", "measures"),
        ("提高认识，明确目标", "measures"),
        ("坚持公开为常态的原则", "measures"),
        ("补短板", "measures"),
        ("着力解决突出问题", "measures"),
        ("加强领导，健全机制", "measures"),
        ("取得的成绩和经验", "achievements"),
        ("工作亮点", "achievements"),
        ("总体评价", "evaluation"),
        ("存在的主要问题", "problems"),
        ("存在问题及整改情况", "problems"),
        ("存在问题和下一步打算", "problems"),
        ("工作中的不足", "problems"),
        ("还有哪些不足", "problems"),
        ("依然存在的差距", "problems"),
        ("我们的不足", "problems"),
        ("绕不过去的难题", "problems"),
        ("自查出来的毛病", "problems"),
        ("已整改到位的问题", "measures"),
        ("尚未解决的问题", "problems"),
        ("仍需改进的地方", "problems"),
        ("尚待解决的问题", "problems"),
        ("面临的困惑", "problems"),
        ("排查化解矛盾纠纷", "measures"),
        ("源头治理，排查矛盾纠纷", "measures"),
        ("坚持问题导向", "measures"),
        ("破解发展难题", "measures"),
        ("已采取的整改措施", "measures"),
        ("对违规问题的处理情况", "measures"),
        ("原因分析", "other"),
        ("成因剖析", "other"),
        ("几点体会", "other"),
        ("工作启示", "other"),
        ("下步工作建议", "plans"),
        ("2014年工作安排", "plans"),
        ("改进措施", "plans"),
        ("今后努力的方向", "plans"),
        ("努力的方向", "plans"),
        ("明年怎么干", "plans"),
        ("二季度工作安排", "plans"),
        ("巩固措施", "plans"),
        ("下步措施", "plans"),
        ("几点要求", "plans"),
        ("指导思想", "principles"),
        ("政府信息公开的原则", "principles"),
        ("投诉方式", "other"),
    ],
)
def test_a_heading_names_its_role(heading: str, wanted: str) -> None:
    assert role(heading, "self_report", None, None) == wanted


@pytest.mark.parametrize(
    ("heading", "kind", "parent", "before", "wanted"),
    [
        ("加强组织领导", "plan", None, None, "plans"),
        ("主要内容", "plan", None, None, "plans"),
        ("加强领导", "inspection", "overview", None, "measures"),
        ("机构设置", "self_report", "overview", None, "overview"),
        ("加强领导", "self_report", "plans", None, "plans"),
        ("落实整改措施", "inspection", "plans", None, "plans"),
        ("改进措施", "self_report", "problems", None, "plans"),
        ("进一步加强领导", "self_report", None, "problems", "plans"),
        ("关于信息更新不及时的问题", "self_report", "measures", None, "measures"),
        ("组织领导", "rubric", None, None, "other"),
        ("提高认识", "rules", None, None, "plans"),
    ],
)
def test_kind_parent_and_place_decide_where_the_words_do_not(
    heading: str, kind: str, parent: str | None, before: str | None, wanted: str
) -> None:
    assert role(heading, kind, parent, before) == wanted


def test_a_list_of_failings_gives_its_role_to_headings_that_name_none() -> None:
    assert role("县财政局", "inspection", None, None, "problems") == "problems"
