"""A hundred planted errors of arithmetic and a hundred clean documents, twice over: all errors found, none cried."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.audit.test_checks import made

NOUNS = ["信访件", "咨询", "行政许可事项", "安全隐患", "纠纷", "执法案件", "公共服务事项", "群众诉求"]
UNITS = ["件", "起", "项", "条", "宗"]
PARTS = [
    ("窗口受理", "网上受理", "电话受理"),
    ("城区", "乡镇", "园区"),
    ("教育类", "卫生类", "住建类"),
    ("一季度前的", "新增", "转办"),
]


def breakdown(rng: random.Random, wrong: int) -> str:
    parts = [rng.randint(100, 900) for _ in range(3)]
    names, unit = rng.choice(PARTS[:3]), rng.choice(UNITS)
    listed = "，".join(f"{name}{part}{unit}" for name, part in zip(names, parts, strict=True))
    cue = rng.choice(["其中", "其中：", "具体为：", "分别为"])
    return f"全年共处理{rng.choice(NOUNS)}{sum(parts) + wrong}{unit}，{cue}{listed}。"


def settled(rng: random.Random, wrong: int) -> str:
    done, unit = rng.randint(200, 900), rng.choice(UNITS)
    came = done + (rng.randint(5, 60) if not wrong else -abs(wrong))
    return f"受理群众诉求{came}{unit}，办结{done}{unit}。"


def rate(rng: random.Random, wrong: int) -> str:
    came = rng.randint(200, 900)
    done = rng.randint(came // 2, came)
    percent = round(100 * done / came, 1) - abs(wrong)
    return f"接到投诉{came}件，办结{done}件，办结率{percent:.1f}%。"


def growth(rng: random.Random, wrong: int) -> str:
    old = rng.randint(200, 900)
    new = old + rng.randint(20, 300)
    percent = round(100 * (new - old) / old, 1) + wrong
    return f"培训人数由{old}人增加到{new}人，增长{percent:.1f}%。"


def change(rng: random.Random, wrong: int) -> str:
    old, more = rng.randint(20, 90), rng.randint(3, 30)
    return f"现设窗口{old + more}个，较上年的{old}个增加{more + wrong}个。"


def total(rng: random.Random, wrong: int) -> str:
    off = [rng.randint(1, 4) for _ in range(2)]
    score = 100 - sum(off) - wrong
    return f"考核满分100分。\n1、青山镇，{score}分。会议记录不全扣{off[0]}分，信息报送迟缓扣{off[1]}分。\n"


def shortfall(rng: random.Random, wrong: int) -> str:
    rows = []
    for number, unit in enumerate(["青山镇", "白河镇", "红旗乡"], 1):
        done = rng.randint(1, 4)
        off = 6 - done + (wrong if number == 3 else 0)
        rows.append(f"{number}、{unit}，{100 - off}分。开会次数不足（规定不少于6次只召开了{done}次）扣{off}分。")
    return "\n".join(rows)


def rest(rng: random.Random, wrong: int) -> str:
    done, left = rng.randint(10, 60), rng.randint(5, 40)
    return f"全县{done + left + wrong}个村有{done}个完成改造，其余{left}个正在施工。"


def bracket(rng: random.Random, wrong: int) -> str:
    first, second = rng.randint(20, 80), rng.randint(20, 80)
    return f"开展巡查{first + second + wrong}次（日间巡查{first}次，夜间巡查{second}次）。"


def ranks(rng: random.Random, wrong: int) -> str:
    values = sorted(rng.sample(range(80, 99), 4), reverse=True)
    order = [1, 2, 3, 4] if not wrong else [1, 3, 2, 4]
    units = ["青山镇", "白河镇", "红旗乡", "石桥乡"]
    return "".join(f"{u}得分{v}分，排名第{r}。\n" for u, v, r in zip(units, values, order, strict=True))


def beside(rng: random.Random, wrong: int) -> str:
    whole = rng.randint(300, 900)
    part = rng.randint(whole // 3, whole - 40)
    percent = round(100 * part / whole, 1) + wrong
    first, second = rng.choice(RATES)
    return first.format(whole) + second.format(part, f"{percent:.1f}")


RATES = [
    ("应缴保费农户{}户，", "实缴{}户，缴费率{}%。"), ("抽检食品{}批次，", "合格{}批次，合格率{}%。"),
    ("计划改造危房{}户，", "已竣工{}户，竣工率{}%。"), ("发放问卷{}份，", "收回{}份，回收率{}%。"),
    ("受理投诉{}件，", "调解成功{}件，调解成功率{}%。"), ("排查隐患{}处，", "整改到位{}处，整改率{}%。"),
    ("全县适龄儿童{}人，", "接种疫苗{}人，接种率{}%。"), ("抽查办件{}件，", "发现不规范的{}件，占{}%。"),
    ("共审结案件{}件，其中", "调解结案{}件，占{}%。"), ("全镇党员{}名，其中", "流动党员{}名，占{}%。"),
]  # fmt: skip


def of_target(rng: random.Random, wrong: int) -> str:
    aim, done = rng.randint(2000, 6000), rng.randint(2000, 6500)
    percent = round(100 * done / aim, 1) + wrong
    return f"全年完成税收{done}万元，完成年度任务{aim}万元的{percent:.1f}%。"


def since_last_year(rng: random.Random, wrong: int) -> str:
    old, more = rng.randint(3000, 9000), rng.randint(200, 900)
    return f"公共预算收入{old + more}万元，同比增收{more}万元，增长{round(100 * more / old, 1) + wrong:.1f}%。"


def than_last_year(rng: random.Random, wrong: int) -> str:
    old, more = rng.randint(300, 900), rng.randint(20, 200)
    percent = round(100 * more / old, 1) + wrong
    cue = rng.choice(["比去年的{}件增长{}%", "较上年的{}件增长{}%", "同比增长{1}%（上年为{0}件）"])
    return f"全年办理行政许可{old + more}件，{cue.format(old, f'{percent:.1f}')}。"


def points_up(rng: random.Random, wrong: int) -> str:
    old, more = rng.randint(700, 900) / 10, rng.randint(10, 90) / 10
    return f"群众满意率由去年的{old:.1f}%上升到{old + more:.1f}%，提高{more + wrong:.1f}个百分点。"


def after_colon(rng: random.Random, wrong: int) -> str:
    parts = [rng.randint(100, 400) for _ in range(3)]
    mark = rng.choice("、；，")
    listed = mark.join(f"{name}{part}件" for name, part in zip(("咨询", "投诉", "建议"), parts, strict=True))
    return f"网上信箱收到来信{sum(parts) + wrong}件：{listed}。"


def not_done(rng: random.Random, wrong: int) -> str:
    done, left = rng.randint(20, 60), rng.randint(3, 19)
    verb = rng.choice(["完成", "落实", "办结", "验收"])
    return f"县里下达目标任务{done + left + wrong}项。年末核对，{verb}{done}项，未{verb}{left}项。"


def absent(rng: random.Random, wrong: int) -> str:
    here, away = rng.randint(60, 120), rng.randint(3, 9)
    return f"抽查在岗情况，应到{here + away + wrong}人，实到{here}人，缺岗{away}人。"


def left_over(rng: random.Random, wrong: int) -> str:
    done, left = rng.randint(20, 80), rng.randint(3, 15)
    cue = rng.choice(["余下", "其余", "剩余"])
    return f"收到意见建议{done + left + wrong}条，已整改{done}条，{cue}{left}条正在办理。"


def carried(rng: random.Random, wrong: int) -> str:
    came, before, onward = rng.randint(30, 90), rng.randint(2, 9), rng.randint(1, 9)
    done = came + before - onward + wrong
    return f"本年收到申请{came}件，上年结转{before}件，办结{done}件，结转下年{onward}件。"


def own_marks(rng: random.Random, wrong: int) -> str:
    marks = [rng.randint(10, 20) for _ in range(3)]
    listed = "；".join(
        f"{name}20分，自评{mark}分" for name, mark in zip(("组织领导", "公开内容", "监督"), marks, strict=True)
    )
    return f"我局自评得{sum(marks) + wrong}分。其中，{listed}。"


def own_total(rng: random.Random, wrong: int) -> str:
    off = [rng.randint(1, 4) for _ in range(2)]
    return f"我镇自评{100 - sum(off) + wrong}分（满分100分）。扣分情况：档案不全扣{off[0]}分；报表迟报扣{off[1]}分。"


def ranked_list(rng: random.Random, wrong: int) -> str:
    rows = ["考核满分100分，结果如下："]
    for number, unit in enumerate(["青山镇", "白河镇", "红旗乡"], 1):
        off = 3 * number + rng.randint(0, 1)
        score = 100 - off - number - (wrong if number == 2 else 0)
        rows.append(f"第{number}名：{unit}，{score}分。公开栏陈旧扣{off}分，台账不全扣{number}分。")
    return "\n".join(rows)


def flat_table(rng: random.Random, wrong: int) -> str:
    high, low = rng.randint(850, 950) / 10, rng.randint(700, 800) / 10
    gap = high - low + wrong
    rows = f"1 青山县 {high}\n2 白河县 {(high + low) / 2:.2f}\n3 红旗区 {low}"
    return f"名次 单位 得分\n{rows}\n最高的青山县与最低的红旗区相差{gap:.1f}分。"


def since_then(rng: random.Random, wrong: int) -> str:
    old, more = rng.randint(600, 700) / 10, rng.randint(50, 200) / 10
    return f"评估中我镇得分{old}分。\n整改后自测得分{old + more:.1f}分，比评估时提高{more + wrong:.1f}分。"


def line_by_line(rng: random.Random, wrong: int) -> str:
    parts = [rng.randint(100, 400) for _ in range(3)]
    lines = "\n".join(
        f"{n}.{name}{part}件；" for n, (name, part) in enumerate(zip(("来信", "来访", "网上"), parts, strict=True), 1)
    )
    return f"全年受理信访件{sum(parts) + wrong}件，其中：\n{lines}"


def elsewhere(rng: random.Random, wrong: int) -> str:
    whole = rng.randint(120, 300)
    part = rng.randint(whole // 2, whole - 10)
    percent = round(100 * part / whole, 1) - wrong
    return f"我县共有{whole}个行政村。\n预警喇叭已架设到{part}个行政村，覆盖率{percent:.1f}%。"


WRITERS: list[Callable[[random.Random, int], str]] = [
    breakdown, settled, rate, growth, change, total, shortfall, rest, bracket, ranks, beside, of_target,
    since_last_year,
    than_last_year, points_up, after_colon, not_done, absent, left_over, carried, own_marks, own_total, ranked_list,
    flat_table, since_then, line_by_line, elsewhere,
]  # fmt: skip
FRAME = (
    "2021年工作总结\n一、主要工作\n我单位扎实推进各项任务，配备专职人员12名，投入资金35.6万元。\n"
    "{}\n二、下一步打算\n计划新增窗口3个。\n"
)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_ten_planted_errors_of_each_kind_are_found_and_ten_clean_documents_pass(
    writer: Callable[[random.Random, int], str],
) -> None:
    """Ten of each of twenty-seven kinds; no kind may miss one nor cry wrong once."""
    rng = random.Random(writer.__name__)
    for _ in range(10):
        planted = FRAME.format(writer(rng, rng.randint(2, 9)))
        assert "fails" in [c.verdict for c in made(planted)], planted
        clean = FRAME.format(writer(rng, 0))
        assert "fails" not in [c.verdict for c in made(clean)], clean
