"""Rubrics as files that an analyst corrects once: TOML out and in, shown as a table, checked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError
from pipeline.records import Rubric
from pipeline.scores._grades import Grades
from pipeline.scores.scheme import Scheme, build

_HEAD = """# 评分规则。改好以后放进一个文件夹，在设置文件里写 rubrics = "文件夹"，以后就用这一份。
# kind: deduction 扣分, bonus 加分, veto 一票否决, weight 权重；per 是每次扣分的单位；cap 是这一条最多扣（加）多少分，
# 没有 item 的 cap 是这项指标（或全部加分）合计最多扣（加）多少分。
# 指标改了名，可以在 [[indicators]] 里写 formerly = "上一年的名称"，两年就按同一指标比较。
# 某单位没有某项职能，写 [[lacking]] unit = "单位" indicator = "指标"，这项的分值就摊到其他指标。
"""
_KINDS = ("deduction", "bonus", "veto", "weight")
_RULE_FIELDS = {"kind": str, "item": str, "points": (int, float), "per": str, "cap": (int, float), "text": str}
_INDICATOR_FIELDS = {"name": str, "parent": str, "full_score": (int, float), "text": str, "formerly": str}
_GRADE_FIELDS = {"name": str, "from": (int, float)}


def to_toml(rows: Sequence[Rubric], year: int | None = None, region: str | None = None, grades: Grades = ()) -> str:
    """The rows of one rubric as TOML; what has no value is left out."""
    base = next((row.full_score for row in rows if row.indicator is None and row.item is None), None)
    head = {"name": rows[0].rubric, "year": year, "region": region or None, "full_score": base}
    blocks = [_HEAD + _block(None, head)]
    blocks += [_block("grades", {"name": name, "from": float(low)}) for low, name in grades]
    for row in rows:
        if row.indicator and row.item is None and row.kind == "deduction" and row.cap == row.full_score:
            about = {"name": row.indicator, "parent": row.parent, "full_score": row.full_score, "text": row.text}
            blocks.append(_block("indicators", about))
        elif row.indicator or row.item or row.kind != "deduction":
            place = {"indicator": row.indicator, "parent": row.parent, "full_score": row.full_score}
            rule = {name: getattr(row, name) for name in _RULE_FIELDS}
            blocks.append(_block("rules", {**place, **rule}))
    return "\n".join(blocks)


def _block(name: str | None, values: dict[str, Any]) -> str:
    lines = [f"[[{name}]]"] if name else []
    lines += [f"{key} = {_value(value)}" for key, value in values.items() if value is not None]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value == round(value, 4) and abs(value) < 1e6 else repr(value)
    return json.dumps(value, ensure_ascii=False)


def from_toml(words: str, path: str) -> tuple[list[Rubric], Scheme, str]:
    """The rows, the scheme and the region of a rubric file. Raises SettingsError with the place and the remedy."""
    try:
        data = tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: 不是合格的 TOML（{error}）。请按报错的行改正。") from error
    head = {"name": str, "year": int, "region": str, "full_score": (int, float)}
    _check(data, {**head, "indicators": list, "rules": list, "grades": list, "lacking": list}, ("name",), path)
    name, full = data["name"], _float(data.get("full_score"))
    rows = [Rubric(rubric=name, full_score=full, kind="deduction", text="", start=0, end=0)] if full else []
    rows += [_indicator(name, item, path) for item in data.get("indicators", [])]
    rows += [_rule(name, item, path) for item in data.get("rules", [])]
    if not any(row.indicator or row.item for row in rows):
        raise SettingsError(f"{path}: 没有任何指标或规则。请用 zongjie rubric export 导出一份再改。")
    return rows, _scheme(data, rows, path), data.get("region", "")


def _scheme(data: dict[str, Any], rows: Sequence[Rubric], path: str) -> Scheme:
    """The scheme of a file: its rows, its grades and the former names of its indicators."""
    for item in data.get("grades", []):
        _check(item, _GRADE_FIELDS, ("name", "from"), path)
    grades = sorted(((Decimal(str(item["from"])), item["name"]) for item in data.get("grades", [])), reverse=True)
    formerly = {item["name"]: item["formerly"] for item in data.get("indicators", []) if "formerly" in item}
    scheme = build(data["name"], data.get("year"), None, rows)
    indicators = tuple(replace(one, formerly=formerly.get(one.name)) for one in scheme.indicators)
    return replace(scheme, grades=tuple(grades), indicators=indicators, lacking=_lacking(data, scheme, path))


def _lacking(data: dict[str, Any], scheme: Scheme, path: str) -> dict[str, tuple[str, ...]]:
    """Which units lack which indicators."""
    found: dict[str, tuple[str, ...]] = {}
    for item in data.get("lacking", []):
        _check(item, {"unit": str, "indicator": str}, ("unit", "indicator"), path)
        if scheme.full(item["indicator"]) is None:
            raise SettingsError(
                f"{path}: 没有带分值的指标 {item['indicator']}（lacking）。请写 [[indicators]] 里的名称。"
            )
        found[item["unit"]] = (*found.get(item["unit"], ()), item["indicator"])
    return found


def _indicator(name: str, item: dict[str, Any], path: str) -> Rubric:
    _check(item, _INDICATOR_FIELDS, ("name",), path)
    full = _float(item.get("full_score"))
    return Rubric(
        rubric=name,
        indicator=item["name"],
        parent=item.get("parent"),
        full_score=full,
        cap=full,
        kind="deduction",
        text=item.get("text", ""),
        start=0,
        end=0,
    )


def _rule(name: str, item: dict[str, Any], path: str) -> Rubric:
    fields = {**_RULE_FIELDS, "indicator": str, "parent": str, "full_score": (int, float)}
    _check(item, fields, ("kind",), path)
    if item["kind"] not in _KINDS:
        raise SettingsError(f"{path}: 不认识的 kind {item['kind']}。可用的有 {', '.join(_KINDS)}。")
    return Rubric(
        rubric=name,
        indicator=item.get("indicator"),
        parent=item.get("parent"),
        full_score=_float(item.get("full_score")),
        item=item.get("item"),
        points=_float(item.get("points")),
        per=item.get("per"),
        cap=_float(item.get("cap")),
        kind=item["kind"],
        text=item.get("text", ""),
        start=0,
        end=0,
    )


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def _check(item: dict[str, Any], fields: dict[str, Any], needed: Sequence[str], path: str) -> None:
    for key, value in item.items():
        if key not in fields:
            raise SettingsError(f"{path}: 不认识的项 {key}。可用的有 {', '.join(fields)}。")
        if not isinstance(value, fields[key]) or isinstance(value, bool):
            raise SettingsError(f"{path}: {key} = {value!r} 的类型不对。")
    for key in needed:
        if key not in item:
            raise SettingsError(f"{path}: 有一项缺少 {key}。")


def load_folder(folder: Path) -> list[tuple[Scheme, str]]:
    """The corrected rubrics in ``folder`` (*.toml) with their regions. Raises SettingsError where it is no folder."""
    if not folder.is_dir():
        raise SettingsError(f"{folder}: rubrics 应当是放 TOML 的文件夹。请检查设置文件。")
    found = []
    for path in sorted(folder.glob("*.toml")):
        try:
            words = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path}: 文件读不出来（{error}）。请检查权限和编码（应为 UTF-8）。") from error
        _, scheme, region = from_toml(words, str(path))
        found.append((scheme, region))
    return found


def show(rows: Sequence[Rubric]) -> list[tuple[str, ...]]:
    """The rubric as the lines of a table: 指标, 分值, 规则, 分数, 单位, 上限."""
    lines = []
    for row in rows:
        if row.item or row.indicator:
            place = " / ".join(filter(None, (row.parent, row.indicator)))
            lines.append((place, *map(_shown, (row.full_score, _what(row), row.points, row.per, row.cap))))
    return lines


def _what(row: Rubric) -> str:
    kinds = {"bonus": "加分", "veto": "一票否决", "weight": "权重", "deduction": "扣分"}
    return f"{kinds[row.kind]}：{row.item}" if row.item else ""


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def faults(scheme: Scheme) -> Iterator[str]:
    """Where the points of a rubric don't add up, each as a sentence."""
    tops = [(name, scheme.full(name) or Decimal(0)) for name in scheme.top()]
    total = sum((full for _, full in tops), Decimal(0))
    if tops and not scheme.weights and total != scheme.base:
        yield f"各一级指标合计 {total} 分，与满分 {scheme.base} 分不符。"
    for indicator in scheme.indicators:
        parts = [i.full for i in scheme.indicators if i.parent == indicator.name and i.full is not None]
        if indicator.full is not None and parts and sum(parts, Decimal(0)) != indicator.full:
            yield f"{indicator.name}：下级指标合计 {sum(parts, Decimal(0))} 分，与分值 {indicator.full} 分不符。"
    for rule in scheme.rules:
        full = scheme.full(rule.indicator) if rule.indicator else None
        if full is not None and rule.kind == "deduction" and rule.points is not None and rule.points > full:
            yield f"{rule.indicator}：“{rule.item}”一次扣 {rule.points} 分，超过指标分值 {full} 分。"
    shares = sum(scheme.weights.values(), Decimal(0))
    if shares and shares != 1:
        yield f"权重合计 {shares * 100:f}%，不是 100%。"
