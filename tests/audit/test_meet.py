"""How one claim and one finding meet: a sentence of each, what a careful reader concludes, and the reason told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit._matters import matters, spoken_of
from pipeline.audit._meet import meet
from pipeline.audit._quantity import quantities
from pipeline.audit._reading import read

EXAMPLES = [
    # claim, finding, verdict, words of the reason
    ("及时报送统计报表", "未按要求上报统计报表", "contradicts", "“及时”"),
    ("召开领导小组会议6次", "只召开了2次领导小组会议", "contradicts", "自报6次，检查认定只有2次"),
    ("召开领导小组会议2次", "领导小组会议次数不足（规定不少于6次只召开了2次）", "agrees", "数量一致"),
    ("召开领导小组会议4次", "领导小组会议未达到不少于6次的规定", "agrees", "少于规定的6次"),
    ("档案齐全规范", "文书档案不规范", "contradicts", "两说相反"),
    ("档案管理还不够规范", "文书档案不规范", "agrees", "报告自己承认"),
    ("档案基本规范", "文书档案不规范", "undecided", "留有余地"),
    ("正在逐步完善档案", "文书档案不规范", "undecided", "打算"),
    ("购置档案柜四组", "文书档案不规范", "undecided", "两说可以同时成立"),
    ("全年没有发生泄密事件", "发生泄密事件一起", "contradicts", "没有发生"),
    ("群众投诉件件按期办结，无一超时", "两起投诉逾期未办结", "contradicts", "逾期"),
    ("群众来信无人反映超期", "信访件超期两件", "contradicts", "超期"),
    ("公开栏每月更新", "干部培训没有开展", "unrelated", "不是一件事"),
    ("出台了考勤制度", "未制定责任追究制度", "unrelated", "不是一件事"),
    ("各项制度健全", "未制定责任追究制度", "contradicts", "未制定"),
    ("试点领域以外的公开内容还比较少", "试点领域有4个事项的公开内容为空", "unrelated", "不是一件事"),
    ("机房的设备没有出过一次毛病，网络安全", "机房存在漏洞", "contradicts", "两说相反"),
    ("自查没有写成材料", "缺少自查报告", "agrees", "没有写成"),
    ("县乡道路坑洼随坏随补", "道路破损失修", "contradicts", "随坏随"),
    ("坚持每季度召开一次专题会议", "专题会议全年只开过1次", "contradicts", "一年4次"),
]


@pytest.mark.parametrize(("claim", "finding", "verdict", "reason"), EXAMPLES)
def test_a_claim_meets_a_finding(claim: str, finding: str, verdict: str, reason: str) -> None:
    meeting = meet(claim, finding)
    assert meeting.verdict == verdict, meeting.reason
    assert reason in meeting.reason


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("规定不少于6次只召开了2次", [(6, "次", True), (2, "次", False)]),
        ("到位资金3.5亿元", [(350_000_000, "元", False)]),
        ("网办率不足三成", [(30, "%", False)]),
        ("百分之八十五的村", [(85, "%", False)]),
        ("一百二十人次参加", [(120, "人", False)]),
        ("实行一次性告知", []),
    ],
)
def test_quantities_of_a_clause(clause: str, expected: list[tuple[float, str, bool]]) -> None:
    assert [(q.value, q.unit, q.required) for q in quantities(clause)] == expected


@pytest.mark.parametrize(
    ("clause", "sign"),
    [
        ("投诉全部办结", 1),
        ("投诉无一超期", 1),
        ("投诉逾期未办", -1),
        ("未按规定归档", -1),
        ("不断完善档案", 1),
        ("全年无人迟到早退", 1),
        ("窗口无人值守", -1),
        ("规范性文件", 0),
    ],
)
def test_whether_a_clause_speaks_well(clause: str, sign: int) -> None:
    assert read(clause)[0].sign == sign


def test_a_longer_object_hides_the_shorter_inside_it() -> None:
    assert spoken_of("领导小组会议") == {"领导小组会议"}
    assert spoken_of("举报电话无人接听") == {"举报电话"}
    assert "投诉处理" not in spoken_of("窗口热情，零投诉")


def test_every_matter_has_a_theme_of_the_contract() -> None:
    themes = (
        "organization rules content channels on_request interpretation response review supervision assessment training "
        "service digital records law integrity other"
    )
    assert {matter.theme for matter in matters().values()} <= set(themes.split())


@given(st.text(alphabet="未不没有及时规范档案投诉报表召开会议6只，。；无一次", max_size=40), st.text(max_size=40))
def test_any_text_meets_any_other(claim: str, finding: str) -> None:
    meeting = meet(claim, finding)
    assert 0 <= meeting.ground <= 1
    assert 0 <= meeting.force <= 1
