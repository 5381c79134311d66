"""Sheets on scores that the tables have no columns for: departures, grades, both splits, crosswalk, parents."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pipeline.records import Statistic, Tables
from pipeline.scores import _cases
from pipeline.scores._cases import Case, ReadRubric
from pipeline.scores._grades import grade
from pipeline.scores.changes import Scored, crosswalk, shared
from pipeline.scores.differences import found as departures
from pipeline.scores.reckon import ranks, reckon, row_id
from pipeline.scores.scheme import Scheme
from pipeline.scores.scorer import Result
from pipeline.scores.splits import splits
from pipeline.scores.units import Register
from pipeline.settings import Settings

_KINDS = {"score": "总分不符", "cap": "超过上限", "price": "扣分与细则不符", "grade": "等次不符"}
_WHYS = {"原文": "原文", "名称": "由名称推出", "文档": "由通报所属乡镇推出"}


def everything(tables: Tables, settings: Settings) -> list[Statistic]:
    """All views, in the order of the workbook."""
    register, scored = reckon(tables, settings)
    return [
        departing(scored, register),
        standings(scored, register),
        both_ways(scored, register),
        counterparts(tables, settings),
        belonging(register),
    ]


def departing(scored: Scored, register: Register) -> Statistic:
    """Where inspections part from their rubric, each with the deductions it rests on."""
    rows = [
        (d.year, d.unit, _KINDS[d.kind], d.stated, d.computed, d.why, list(d.row_ids))
        for d in departures(scored, register)
    ]
    heads = ("年度", "单位", "不符之处", "通报", "应为", "说明", "证据编号")
    return Statistic("评分不符", "通报的得分、扣分、等次与评分细则对照，只列不符的。", heads, rows, "departures")


def standings(scored: Scored, register: Register) -> Statistic:
    """Every inspected unit with stated and computed score, rank and grade."""
    places = ranks(scored)
    rows = [
        _standing(register, case, result, places.get((unit_id, year)))
        for (unit_id, year), (case, result) in sorted(scored.items(), key=lambda item: _order(item[0], *item[1]))
    ]
    heads = ("年度", "单位", "评分规则", "满分", "通报得分", "计算得分", "最低", "最高", "相差", "通报名次", "计算名次",
             "通报等次", "应得等次", "否决", "证据编号")  # fmt: skip
    note = (
        "应得等次按评分规则中的分数线和计算得分；扣分不明的只知道最低和最高；没有检查过的单位没有得分；"
        "有否决情形的，等次由办法另定。"
    )
    return Statistic("得分与等次", note, heads, rows, "grades")


def _order(key: tuple[str, int], case: Case, result: Result | None) -> tuple[int, str, Decimal, str]:
    best = (result.total.value if result else None) or case.stated or Decimal(0)
    return key[1], case.doc_id, -best, key[0]


def _standing(register: Register, case: Case, result: Result | None, place: int | None) -> tuple[Any, ...]:
    total = result.total if result else None
    value = total.value if total else None
    open_ = total is not None and value is None
    bounds = case.scheme.grades if case.scheme else ()
    return (
        case.year,
        register.label(case.unit),
        case.scheme.name if case.scheme else None,
        _float(case.base),
        _float(case.stated),
        _float(value),
        _float(total.low) if total and open_ else None,
        _float(total.high) if total and open_ else None,
        _float(case.stated - value) if case.stated is not None and value is not None else None,
        case.stated_rank,
        place,
        case.stated_grade,
        None if case.vetoes else grade(value, bounds),
        "；".join(case.vetoes) or None,
        _evidence(case, result),
    )


def _evidence(case: Case, result: Result | None) -> list[str]:
    """The rows of the stated and the computed total, then the deductions; the unit where only a place is told."""
    totals = [row_id(case, None, "computed")] if result else []
    totals += [row_id(case, None, "stated")] if case.stated is not None else []
    return [*totals, *(fault.row_id for fault in case.faults)] or [case.unit.row_id]


def both_ways(scored: Scored, register: Register) -> Statistic:
    """Changes between years parted into rules and conduct by the old year's faults and by the new year's."""
    rows = []
    for split in splits(scored, register):
        parts = split.parts
        first = (parts.start, parts.end, parts.change, parts.old_by_new, *parts.by_old_faults)
        figures = (*first, parts.new_by_old, *parts.by_new_faults)
        place = (split.unit, split.indicator or "总分", split.formerly if split.formerly != split.indicator else None)
        rows.append((*place, split.year_from, split.year_to, *map(_float, figures), list(split.row_ids)))
    heads = ("单位", "指标", "原名称", "上次年度", "本次年度", "上次得分", "本次得分", "变化",
             "上次的扣分按新规则得", "规则所致（甲）", "工作所致（甲）",
             "本次的扣分按旧规则得", "规则所致（乙）", "工作所致（乙）", "证据编号")  # fmt: skip
    note = (
        "甲：把上次的扣分按新规则重算（表 changes 用这一种）；乙：把本次的扣分按旧规则重算。"
        "两种算法中规则与工作之和都等于变化；相差大，说明规则的影响取决于哪一年的问题。扣分不明的空着。"
    )
    return Statistic("变化两算", note, heads, rows, "changes")


def counterparts(tables: Tables, settings: Settings) -> Statistic:
    """Which indicator of a rubric was which in the one before, and why we say so."""
    ids = {one.name: one for one in _cases.read_rubrics(tables)}
    known = sorted(_cases.schemes(tables, settings), key=lambda pair: (pair[1], pair[0].year or 0, pair[0].name))
    rows = []
    for (old, before), (new, region) in itertools.pairwise(known):
        if before == region and old.year != new.year:
            rows += [_counterpart(region, old, new, *pair, ids) for pair in crosswalk(old, new)]
    heads = ("地区", "旧规则", "新规则", "旧指标", "旧分值", "新指标", "新分值", "依据", "证据编号")
    note = '对应不对的，在导出的评分规则（zongjie rubric export）里给新指标写 formerly = "旧名称"，再运行。'
    return Statistic("指标对应", note, heads, rows, "crosswalk")


def _counterpart(
    region: str, old: Scheme, new: Scheme, was: str | None, now: str | None, read: dict[str, ReadRubric]
) -> tuple[Any, ...]:
    ids = [*_row_ids(read.get(old.name), was), *_row_ids(read.get(new.name), now)]
    fulls = _float(old.full(was)) if was else None, _float(new.full(now)) if now else None
    return region, old.name, new.name, was, fulls[0], now, fulls[1], _why(old, new, was, now), ids


def _why(old: Scheme, new: Scheme, was: str | None, now: str | None) -> str:
    if was is None or now is None:
        return "新设" if was is None else "取消"
    if any(i.name == now and i.formerly == was for i in new.indicators):
        return "人工指定"
    return "同名" if was == now else f"{shared(old, was, new, now):.0%} 的规则相同"


def _row_ids(rubric: ReadRubric | None, indicator: str | None) -> Iterator[str]:
    if rubric and indicator:
        yield from (row.row_id for row in rubric.rows if row.indicator == indicator and row.item is None)


def belonging(register: Register) -> Statistic:
    """The register with what each unit belongs to and the words that say so."""
    rows = []
    for unit in register.units:
        parent = register.parents.get(unit.unit_id)
        heir = register.by_id[unit.successor_id].name if unit.successor_id else None
        told = (parent.name, _WHYS[parent.why], parent.text) if parent else (None, None, None)
        days = unit.valid_from, unit.valid_to
        evidence = [unit.row_id, *([parent.unit_id] if parent and parent.unit_id else [])]
        aliases = "、".join(unit.aliases)
        rows.append((register.label(unit), unit.level, *told, aliases, *days, heir, unit.text, evidence))
    heads = ("单位", "层级", "上级", "上级依据", "上级原文", "别名", "起", "止", "后继", "更名合并原文", "证据编号")
    return Statistic("单位与上级", "上级由原文、名称或所在通报得出；看不出的空着，不猜。", heads, rows, "units")


def _of_scores(view: Callable[[Scored, Register], Statistic]) -> Callable[[Tables, Settings], Statistic]:
    def made(tables: Tables, settings: Settings) -> Statistic:
        register, scored = reckon(tables, settings)
        return view(scored, register)

    return made


VIEWS: Mapping[str, Callable[[Tables, Settings], Statistic]] = {
    "grades": _of_scores(standings),
    "changes": _of_scores(both_ways),
    "crosswalk": counterparts,
    "units": _of_scores(lambda _, register: belonging(register)),
}


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
