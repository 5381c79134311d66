"""Changes between years: what rules did, what conduct did, renames, merged units, indicators that come and go."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Change
from pipeline.scores import score
from pipeline.scores.changes import crosswalk
from pipeline.scores.scheme import Indicator, Rule, Scheme
from pipeline.scores.scorer import Fault, reprice
from pipeline.scores.scorer import score as reckon
from pipeline.scores.splits import parts as parted
from pipeline.scores.views import VIEWS
from pipeline.settings import Settings
from tests.scores.archive_of import Archive

OLD = """青川县2020年考核细则
满分100分。
一、组织领导（30分）。专题会议全年不少于6次，每少1次扣1分；未制定工作方案的，扣3分。
二、公开内容（70分）。应公开而未公开的，每项扣5分；办事指南不完整的，每处扣1分。
"""
NEW = """青川县2021年考核细则
满分100分。
一、机构建设（20分）。专题会议全年不少于4次，每少1次扣2分；未制定工作方案的，扣5分。
二、公开内容（70分）。应公开而未公开的，每项扣8分；办事指南不完整的，每处扣1分。
三、政策解读（10分）。没有解读的，每件扣2分。
"""


def archive(before: str, after: str, unit: str = "石门镇", later: str | None = None) -> Archive:
    made = Archive()
    made.document("rubric", OLD, "青川县2020年考核细则", "青川县政务公开办", 2020)
    made.document("rubric", NEW, "青川县2021年考核细则", "青川县政务公开办", 2021)
    made.inspection("青川县2020年考核通报", 2020, [(unit, 90, before)])
    made.inspection("青川县2021年考核通报", 2021, [(later or unit, 90, after)])
    return made


def changes(made: Archive) -> dict[str | None, Change]:
    rows: list[Change] = score(made.tables(), Settings())["changes"]
    return {row.indicator: row for row in rows}


def parts(row: Change) -> tuple[float | None, ...]:
    return row.score_from, row.score_to, row.change, row.due_to_rules, row.due_to_conduct


def test_old_faults_are_priced_by_the_new_rubric() -> None:
    rows = changes(archive("应公开的名单未公开扣5分", "应公开的名单未公开扣8分"))
    assert parts(rows["公开内容"]) == (65, 62, -3, -3, 0)
    assert rows["公开内容"].repeated_problems == 1


def test_a_change_is_parted_by_the_faults_of_either_year() -> None:
    made = archive("应公开的名单未公开扣5分", "2项应公开的名单未公开扣16分")
    found = {row[1]: row[5:14] for row in VIEWS["changes"](made.tables(), Settings()).rows}
    # one fault then, two now: by the old one the dearer price cost 3 points, by the two new ones 6
    assert found["公开内容"] == (65, 54, -11, 62, -3, -8, 60, -6, -5)
    assert found["总分"] == (95, 84, -11, 92, -3, -8, 90, -6, -5)
    assert [row[2] for row in VIEWS["changes"](made.tables(), Settings()).rows] == ["组织领导", None, None]


def test_parts_sum_exactly_where_the_old_price_does_not_divide() -> None:
    def scheme(price: str) -> Scheme:
        rule = Rule(indicator="公开", kind="deduction", item="栏目没有更新", points=Decimal(price), per="次",
                    size=Decimal(1), cap=None, required=None)  # fmt: skip
        one = Indicator(name="公开", parent=None, full=Decimal(20))
        return Scheme(name=price, year=2020, doc_id=price, base=Decimal(20), indicators=(one,), rules=(rule,),
                      bonus_cap=None, weights={})  # fmt: skip

    old, new = scheme("0.45"), scheme("1")
    faults = [Fault(reason="栏目没有更新", points=Decimal(5))]
    made = parted(reckon(old, faults), reckon(new, []), reprice(old, new, faults), reprice(new, old, []), None, None)
    assert (made.start, made.old_by_new, made.end) == (15, Decimal("8.8889"), 20)
    assert made.by_old_faults == (Decimal("-6.1111"), Decimal("11.1111"))


def test_a_series_goes_on_through_two_renames() -> None:
    made = archive("未制定工作方案扣3分", "未制定工作方案扣5分", "县教育局", "县教育文化局")
    for year, old, new in ((2020, "教育局", "教育体育局"), (2021, "教育体育局", "教育文化局")):
        text = f"自{year}年3月1日起，青川县{old}更名为青川县{new}。"
        made.document("other", text, "青川县人民政府通知", "青川县人民政府", year)
    assert parts(changes(made)[None]) == (97, 95, -2, -2, 0)


def test_what_is_masked_is_not_comparable_and_says_why() -> None:
    rows = changes(archive("办事指南有1处不完整扣X分", "办事指南有1处不完整扣1分"))
    assert not rows["公开内容"].comparable
    assert rows["公开内容"].reason == "2020年有扣分没有写明分值，得分只知道上下限"
    assert (rows["公开内容"].score_from, rows["公开内容"].change, rows["公开内容"].due_to_rules) == (None, None, None)
    assert rows["机构建设"].comparable


def test_a_shortage_is_counted_anew_against_the_new_requirement() -> None:
    made = archive("专题会议次数不足扣3分", "会议正常")
    number = {"required": 6.0, "actual": 3.0}
    first = made.rows["deductions"][0]
    values = {name: getattr(first, name) for name in type(first).__slots__}
    made.rows["deductions"][0] = type(first)(**{**values, **number})
    made.rows["scores"][1] = type(made.rows["scores"][1])(
        **{**{n: getattr(made.rows["scores"][1], n) for n in type(made.rows["scores"][1]).__slots__}, "score": 100.0}
    )
    rows = changes(made)
    assert parts(rows[None]) == (97, 100, 3, 1, 2)


def test_an_indicator_of_another_name_is_known_by_its_rules() -> None:
    row = changes(archive("未制定工作方案扣3分", "未制定工作方案扣5分"))["机构建设"]
    assert row.comparable
    assert parts(row) == (27, 15, -12, -12, 0)


def test_an_indicator_that_is_new_is_not_comparable() -> None:
    row = changes(archive("未制定工作方案扣3分", "有1件文件没有解读扣2分"))["政策解读"]
    assert (row.comparable, row.reason, row.score_from, row.score_to) == (False, "2021年新设的指标", None, 8)


def test_a_series_goes_on_through_a_rename() -> None:
    made = archive("未制定工作方案扣3分", "未制定工作方案扣5分", "县教育局", "县教育体育局")
    made.document(
        "other", "自2021年3月1日起，青川县教育局更名为青川县教育体育局。", "青川县人民政府通知", "青川县人民政府", 2021
    )
    rows = changes(made)
    assert rows[None].unit == "青川县教育体育局"
    assert parts(rows[None]) == (97, 95, -2, -2, 0)


def test_a_merged_unit_has_no_comparable_year_before() -> None:
    made = archive("未制定工作方案扣3分", "未制定工作方案扣5分", "县文化局", "县文化和旅游局")
    text = "将青川县文化局、青川县旅游局的职责整合，组建青川县文化和旅游局。"
    made.document("other", text, "青川县人民政府通知", "青川县人民政府", 2021)
    rows = changes(made)
    assert set(rows) == {None}
    assert (rows[None].comparable, rows[None].due_to_rules) == (False, None)
    assert rows[None].reason == "由青川县文化局、青川县旅游局合并组成，没有可比的上年得分"


def test_without_a_rubric_rules_and_conduct_cannot_be_told_apart() -> None:
    made = Archive()
    made.inspection("青川县2020年考核通报", 2020, [("石门镇", 90, "")])
    made.inspection("青川县2021年考核通报", 2021, [("石门镇", 95, "")])
    row = changes(made)[None]
    assert (row.change, row.due_to_rules, row.comparable) == (5, None, False)
    assert row.reason == "缺少2020、2021年的评分细则，分不清是规则变了还是工作变了"


ITEMS = ("领导小组会议", "工作方案", "统计报表", "公开栏更新", "群众投诉", "业务培训", "档案管理", "保密审查")
AMOUNT = st.sampled_from([Decimal(n) / 4 for n in range(1, 40)])


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """A rubric with some of the items under one to four indicators, with prices and caps drawn at random."""
    names = [f"指标{n}" for n in range(draw(st.integers(1, 4)))]
    full = {name: draw(st.sampled_from([Decimal(10), Decimal(25), Decimal("37.5")])) for name in names}
    rules = tuple(
        Rule(
            indicator=draw(st.sampled_from(names)),
            kind="deduction",
            item=item,
            points=draw(AMOUNT),
            per=draw(st.sampled_from([None, "次"])),
            size=Decimal(1),
            cap=draw(st.none() | AMOUNT),
            required=draw(st.none() | st.just(Decimal(6))),
        )
        for item in draw(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True))
    )
    return Scheme(
        name="规则",
        year=2020,
        doc_id=str(draw(st.integers(0, 10**9))),
        base=sum(full.values(), Decimal(0)),
        indicators=tuple(Indicator(name=name, parent=None, full=full[name]) for name in names),
        rules=rules,
        bonus_cap=None,
        weights={},
    )


FAULTS = st.lists(
    st.builds(Fault, reason=st.sampled_from([f"{item}不到位" for item in ITEMS]), points=AMOUNT), max_size=6
)


@settings(max_examples=150, deadline=None)
@given(schemes(), schemes(), FAULTS, FAULTS)
def test_rules_and_conduct_sum_to_the_change(old: Scheme, new: Scheme, before: list[Fault], after: list[Fault]) -> None:
    was, now, again = reckon(old, before), reckon(new, after), reprice(old, new, before)
    for a, b, c in [
        (was.total, now.total, again.total),
        *((was.indicators[o], now.indicators[n], again.indicators[n]) for o, n in crosswalk(old, new) if o and n),
    ]:
        if a.value is not None and b.value is not None and c.value is not None:
            assert (c.value - a.value) + (b.value - c.value) == b.value - a.value
        assert a.low <= a.high
        assert b.low <= b.high
        assert c.low <= c.high


@settings(max_examples=150, deadline=None)
@given(schemes(), schemes(), FAULTS, FAULTS)
def test_both_ways_of_parting_sum_to_the_change(
    old: Scheme, new: Scheme, before: list[Fault], after: list[Fault]
) -> None:
    was, now = reckon(old, before), reckon(new, after)
    again, back = reprice(old, new, before), reprice(new, old, after)
    for name, other in [(None, None), *((o, n) for o, n in crosswalk(old, new) if o and n)]:
        made = parted(was, now, again, back, name, other)
        for rules, conduct in (made.by_old_faults, made.by_new_faults):
            if rules is not None and conduct is not None:
                assert rules + conduct == made.change


@settings(max_examples=60, deadline=None)
@given(schemes(), schemes(), FAULTS, FAULTS)
def test_turning_time_round_turns_the_two_ways(
    old: Scheme, new: Scheme, before: list[Fault], after: list[Fault]
) -> None:
    was, now = reckon(old, before), reckon(new, after)
    again, back = reprice(old, new, before), reprice(new, old, after)
    forth, turned = parted(was, now, again, back, None, None), parted(now, was, back, again, None, None)
    for mine, other in zip(forth.by_new_faults, turned.by_old_faults, strict=True):
        assert mine == (None if other is None else -other)


@settings(max_examples=60, deadline=None)
@given(schemes(), FAULTS)
def test_the_same_rubric_explains_nothing(scheme: Scheme, faults: list[Fault]) -> None:
    single = {f.reason: f for f in faults if _at_its_price(scheme, f)}.values()
    assert reprice(scheme, scheme, list(single)).total == reckon(scheme, list(single)).total


def _at_its_price(scheme: Scheme, fault: Fault) -> bool:
    rule = next((rule for rule in scheme.rules if rule.item in fault.reason), None)
    if rule is None or rule.points is None or fault.points is None or rule.required is not None:
        return rule is None
    return fault.points % rule.points == 0 if rule.per else fault.points == rule.points


@settings(max_examples=60, deadline=None)
@given(schemes(), FAULTS)
def test_the_order_of_faults_changes_nothing(scheme: Scheme, faults: list[Fault]) -> None:
    turned = sorted(faults, key=lambda fault: (fault.reason[::-1], fault.points))
    a, b = reckon(scheme, faults), reckon(scheme, turned)
    assert (a.total, a.indicators) == (b.total, b.indicators)


def test_an_analyst_says_which_indicator_is_which() -> None:
    def scheme(name: str, item: str, formerly: str | None = None) -> Scheme:
        rule = Rule(indicator=name, kind="deduction", item=item, points=Decimal(1), per=None, size=Decimal(1),
                    cap=None, required=None)  # fmt: skip
        one = Indicator(name=name, parent=None, full=Decimal(10), formerly=formerly)
        return Scheme(name=name, year=2020, doc_id=item, base=Decimal(10), indicators=(one,), rules=(rule,),
                      bonus_cap=None, weights={})  # fmt: skip

    old = scheme("组织保障", "没有开会研究")
    assert crosswalk(old, scheme("机构建设", "公章管理混乱")) == [(None, "机构建设"), ("组织保障", None)]
    assert crosswalk(old, scheme("机构建设", "公章管理混乱", "组织保障")) == [("组织保障", "机构建设")]


def test_another_thing_under_the_same_rule_is_no_repeated_problem() -> None:
    made = archive("应公开的补贴名单未公开扣5分", "应公开的招聘公告未公开扣8分")
    assert changes(made)["公开内容"].repeated_problems == 0
    made = archive("应公开的补贴名单未公开扣5分", "2次应公开的补贴名单未公开扣8分")
    assert changes(made)["公开内容"].repeated_problems == 1
