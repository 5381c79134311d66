"""The rule by which a row of a derived table came about, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CHECKS = {
    "sum": "“其中”各项之和应等于总数",
    "difference": "两数之差应等于文中所说的差",
    "ratio": "两数之比应等于文中所说的比",
    "percent": "分子除以分母应等于文中的百分比",
    "growth": "（今年 − 去年）÷ 去年应等于文中的增减幅度",
    "order": "部分不大于整体，办结不大于受理",
    "deduction_rule": "扣分应等于按规定和实有数算得的分，同样的问题扣同样的分",
    "score_total": "满分 − 扣分 + 加分（不超过上限）应等于通报的总分",
    "rank": "名次应与得分的高低一致",
    "carry": "今年所说的去年数应等于去年报告中的数",
    "grade": "等次应与得分所在的分数线一致",
    "cap": "一项指标的扣分不超过它的分值",
}
_INTERVAL = "；写下的数按其精度当作一个区间，近、余、多等当作不知其界"
_FINDINGS = {
    "agrees": "自报承认了检查所发现的，或双方说法相同",
    "contradicts": "自报所称正是检查所否定的",
    "undisclosed": "检查发现了，自报没有提到",
    "unverified": "自报所称，检查没有涉及",
    "undecided": "双方都说到，但字面不足以断定",
}
_SOURCES = {
    "stated": "通报写明的分数，照录",
    "computed": "满分减去该单位的扣分，按评分规则的单价和上限计；扣分不明的给出上下限",
}
_TABLES = {
    "changes": "变化 = 后得分 − 前得分；因办法 = 上次的扣分按新规则重算之得分 − 前得分；因表现 = 变化 − 因办法",
    "histories": "同一单位的同一问题见于不止一年的自查或检查，换了说法的也算",
    "copies": "遮去名称、日期和数字后两篇文档共有的段落；先后按成文日期",
    "units": "单位名册：文档的单位、得分和扣分中的单位，按全称、简称、更名、合并归并",
}


def formula(table: str, row: Mapping[str, Any]) -> str | None:
    """What makes a row of ``table`` what it is; null for tables whose rows are read off the page."""
    if table == "checks":
        told = _CHECKS.get(row["kind"])
        return told + _INTERVAL if told else None
    if table == "findings":
        return _FINDINGS.get(row["verdict"])
    if table == "unit_scores":
        return _SOURCES.get(row["source"])
    return _TABLES.get(table)
