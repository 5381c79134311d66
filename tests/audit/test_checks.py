"""Arithmetic recounted: what holds, rounds, stays open and fails."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.audit import checks
from pipeline.audit._interval import exact, stated, verdict
from pipeline.facts import counts, deductions, scores
from pipeline.records import Check, Doc, Document


def doc(text: str, kind: str = "other") -> Doc:
    return Doc(meta=Document(doc_id="d", path="d.txt", sha256="", ordinal=1, text=text, chars=len(text), kind=kind))


def made(text: str, kind: str = "other") -> list[Check]:
    document = doc(text, kind)
    found: dict[str, list[object]] = {"deductions": list(deductions.extract(document, {}))}
    found["scores"] = list(scores.extract(document, found))
    found["counts"] = list(counts.extract(document, found))
    return checks.check(document, found)


def told(text: str) -> list[tuple[str, str]]:
    return [(check.kind, check.verdict) for check in made(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共受理信访件120件，其中来信45件，来访60件，网上信访15件。", ("sum", "holds")),
        ("共受理信访件120件，其中来信45件，来访60件，网上信访25件。", ("sum", "fails")),
        ("接待群众86人次（其中窗口50人次，电话36人次）。", ("sum", "holds")),
        ("接待群众86人次（其中窗口50人次，电话46人次）。", ("sum", "fails")),
        ("全镇28个村，其中18个已通自来水，其余10个正在施工。", ("sum", "holds")),
        ("争取资金1.2亿元，具体为：水利5000万元，交通4000万元，教育3000万元。", ("sum", "holds")),
        ("全年举办讲座40余场，具体为：健康讲座21场，法律讲座20场。", ("sum", "open")),
        ("共查处案件35件，其中已办结38件。", ("order", "fails")),
        ("受理投诉210件，办结205件。", ("order", "holds")),
        ("受理投诉210件，办结250件。", ("order", "fails")),
        ("受理申请200件，办结190件，办结率95%。", ("percent", "holds")),
        ("受理申请200件，办结190件，办结率93%。", ("percent", "fails")),
        ("受理申请9件，办结8件，办结率88.9%。", ("percent", "rounds")),
        ("受理申请近200件，办结190件，办结率93%。", ("percent", "open")),
        ("共检查企业80家，其中整改16家，占20%。", ("percent", "holds")),
        ("收到咨询电话35件，均已答复，答复率100%。", ("percent", "holds")),
        ("现有窗口46个，较去年的40个增加了6个。", ("difference", "holds")),
        ("现有窗口46个，较去年的40个增加了8个。", ("difference", "fails")),
        ("床位由200张增加到250张，增长25%。", ("growth", "holds")),
        ("床位由200张增加到250张，增长20%。", ("growth", "fails")),
        ("今年受理92件，比上年增加16件，增长21.1%。", ("growth", "rounds")),
        ("甲线运量90吨，是乙线30吨的3倍。", ("ratio", "holds")),
        ("召开专题会议次数不足（规定不少于6次只召开了2次）扣4分。", ("deduction_rule", "holds")),
    ],
)
def test_one_check(text: str, expected: tuple[str, str]) -> None:
    assert expected in told(text)


def written(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("example", written("checks.txt"), ids=lambda e: e[0][:20])
def test_checks_as_written(example: list[str]) -> None:
    told = {f"{c.kind} {c.verdict}: {' '.join([c.texts[0], *sorted(c.texts[1:])])}" for c in made(example[0])}
    wanted = set()
    for line in example[1:]:
        head, figures = line.split(": ")
        first, *others = figures.split(" ")
        wanted.add(f"{head}: {' '.join([first, *sorted(others)])}")
    assert wanted <= told
    assert {line for line in told if " fails:" in line} <= wanted


RUBRIC = """县直单位考核细则
本细则满分{full}分，由办公室组织考核。
一、组织领导（15分）
1.领导小组（5分）。未成立的扣5分。
2.专题会议（{second}分）。每少一次扣2分。
二、公开内容（45分）
必须公开的内容每漏一项扣4分。
三、公开形式（20分）
公开栏未更新的扣2分。
四、监督保障（20分）
1.聘请监督员，定期评议（12分）。未聘请的扣12分。
2.按时归档、专人保管（8分）。档案不全的扣2分。
五、加分项（5分）
1.受市级表彰的加2分。
2.受省级表彰的加3分。
"""


@pytest.mark.parametrize(
    ("full", "second", "expected"),
    [
        (100, 10, {"100分": "holds", "15分": "holds", "20分": "holds"}),
        (110, 10, {"110分": "fails", "15分": "holds", "20分": "holds"}),
        (100, 8, {"100分": "holds", "15分": "fails", "20分": "holds"}),
    ],
)
def test_the_marks_of_a_rubric_make_its_whole(full: int, second: int, expected: dict[str, str]) -> None:
    text = RUBRIC.format(full=full, second=second)
    assert {c.texts[0]: c.verdict for c in made(text, "rubric") if c.kind == "sum"} == expected


def test_articles_with_marks_among_others_without() -> None:
    text = (
        "第一条 为推动工作，制定本办法。\n第二条 考核实行百分制。\n第三条 组织领导（15分）。未成立小组的扣5分。\n"
        "第四条 公开内容（65分）。漏一项扣4分。\n第五条 监督保障（20分）。档案不全扣2分。\n第六条 本办法由办公室解释。"
    )
    assert [(c.texts, c.verdict) for c in made(text, "rubric")] == [(("百分制", "15分", "65分", "20分"), "holds")]


def test_the_same_shortfall_at_another_price_fails() -> None:
    entries = [("安平镇", 6, 2, 4), ("永宁镇", 6, 3, 3), ("东河乡", 6, 4, 4)]
    text = "\n".join(
        f"{n}、{unit}，{100 - off}分。开会次数不足（规定不少于{need}次只召开了{done}次）扣{off}分。"
        for n, (unit, need, done, off) in enumerate(entries, 1)
    )
    rules = [c.verdict for c in made(text) if c.kind == "deduction_rule"]
    assert rules == ["holds", "holds", "fails"]


def test_the_same_fault_at_another_price_fails() -> None:
    text = "1、甲镇，97分。公开栏陈旧扣3分。\n2、乙镇，97分。公开栏陈旧扣3分。\n3、丙镇，98分。公开栏陈旧扣2分。"
    assert ("deduction_rule", "fails") in told(text)


def test_a_score_that_its_deductions_do_not_give() -> None:
    text = "考核满分100分。\n1、城关镇，96分。未报送总结扣2分，档案不全扣2分。\n"
    text += "2、永安乡，93分。未报送总结扣2分，无会议记录扣3分。\n"
    totals = [c for c in made(text) if c.kind == "score_total"]
    assert [(c.claimed, c.computed, c.verdict, c.consequence) for c in totals] == [
        (96, 96, "holds", "none"),
        (93, 95, "fails", "figure"),
    ]


def test_ranks_against_scores() -> None:
    text = "城关镇得分96分，排名第1。\n永安乡得分94分，排名第3。\n清河乡得分92分，排名第2。\n"
    assert [c.verdict for c in made(text) if c.kind == "rank"] == ["holds", "fails", "fails"]


def test_a_masked_deduction_leaves_the_total_open() -> None:
    text = "满分100分。\n1、城关镇，95分。未报送总结扣X分，档案不全扣2分。\n"
    assert [c.verdict for c in made(text) if c.kind == "score_total"] == ["open"]


def test_what_does_not_exhaust_its_whole_is_not_called_wrong() -> None:
    assert "fails" not in [v for _, v in told("全院职工856人，其中高级职称96人，中级职称210人。")]
    assert "fails" not in [v for _, v in told("培训学员120人，其中女学员70人，党员65人。")]


def test_every_span_of_a_check_is_the_text() -> None:
    text = "共受理信访件120件，其中来信45件，来访60件，网上信访15件，办结118件，办结率98.3%。"
    for check in made(text):
        for quoted, start, end in zip(check.texts, check.starts, check.ends, strict=True):
            assert text[start:end] == quoted


def figure(value: str, place: str = "1", approx: str = "exact", kind: str = "count") -> object:
    return stated(Decimal(value), None, None, Decimal(place), approx, kind, value)


def test_intervals() -> None:
    wan = stated(Decimal(15000), None, None, Decimal(1000), "exact", "count", "1.5万")
    assert wan is not None
    assert (wan.low, wan.high) == (14500, 15500)
    over = stated(Decimal(4300), None, None, Decimal(1), "more_than", "count", "4300余")
    assert over is not None
    assert (over.low, over.high) == (4300, None)
    assert verdict(wan, exact(15400)) == "rounds"
    assert verdict(wan, exact(15600)) == "fails"
    assert verdict(over, exact(4350)) == "open"
    assert verdict(over, exact(4200)) == "fails"
    assert verdict(exact(5), exact(5)) == "holds"


def test_long_lists_cost_no_more_than_their_length() -> None:
    """Nine hundred entries of one unit: each deduction belongs to the entry it stands in."""
    text = "满分100分。\n" + "".join(f"{n}、青山镇，96分。资料不全扣4分。\n" for n in range(1, 901))
    totals = [c for c in made(text) if c.kind == "score_total"]
    assert len(totals) == 900
    assert {(c.verdict, len(c.texts)) for c in totals} == {("holds", 3)}  # the score, 满分100分, the one deduction


@pytest.mark.parametrize(
    ("text", "agreed", "trust"),
    [
        ("共受理信访件120件，其中来信45件，来访75件。", True, ["proved", "proved", "proved"]),
        ("共受理信访件120件，其中来信45件，来访75件。", False, ["read", "read", "read"]),
        ("共受理信访件120件，其中来信45件，来访85件。", True, ["read", "read", "read"]),
        ("共受理信访件120件，召开会议6次。", True, ["read", "read"]),
    ],
)
def test_recognised_figures_are_proved_by_agreeing_readings_and_a_sum(
    text: str, agreed: bool, trust: list[str]
) -> None:
    document = replace(doc(text), recognised=((0, len(text), agreed),))
    found = {"counts": list(counts.extract(document, {}))}
    proved = checks.prove(document, found, checks.check(document, found))
    assert [row.trust for row in proved["counts"]] == trust


@pytest.mark.parametrize(("dealt", "expected"), [("54", "holds"), ("53", "fails")])
def test_the_balance_of_the_table_of_requests(dealt: str, expected: str) -> None:
    text = (
        "一、本年新收政府信息公开申请数量\t52\t2\n二、上年结转政府信息公开申请数量\t3\t0\n"
        "三、本年度办理结果\t（一）予以公开\t40\t2\n（二）部分公开\t（小计）合计\t14\t0\n"
        f"（七）总计\t{dealt}\t2\n四、结转下年度继续办理\t1\t0"
    )
    balances = [check for check in made(text) if check.texts[1:] in (("52", "3", "1"), ("2", "0", "0"))]
    assert [check.verdict for check in balances] == [expected, "holds"]
