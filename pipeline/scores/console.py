"""What ``zongjie rubric``, ``zongjie units`` and ``zongjie scores`` print and write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.errors import ResultsError
from pipeline.records import Tables
from pipeline.scores import _cases, review, rubric_files
from pipeline.scores._cases import ReadRubric
from pipeline.scores.changes import crosswalk
from pipeline.scores.differences import differences
from pipeline.scores.scheme import Scheme, build
from pipeline.settings import Settings

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


def show(tables: Tables, part: str | None) -> None:
    """Print the rubrics whose names contain ``part`` as tables, with which indicator was which in the one before."""
    before: ReadRubric | None = None
    for one in _rubrics(tables, part):
        table = Table("指标", "分值", "规则", "分数", "每", "上限", title=one.name)
        for line in rubric_files.show(one.rows):
            table.add_row(*line)
        Console().print(table)
        if one.grades:
            print("等次：" + "，".join(f"{low}分以上{name}" for low, name in one.grades))
        if before and before.region == one.region:
            print("与上一份的对应：" + "，".join(_pairs(_scheme(before), _scheme(one))))
        before = one


def _pairs(old: Scheme, new: Scheme) -> Iterator[str]:
    for was, now in crosswalk(old, new):
        yield f"{was or '（无）'}→{now or '（无）'}"


def _scheme(one: ReadRubric) -> Scheme:
    return build(one.name, one.year, None, one.rows)


def check(tables: Tables, part: str | None) -> int:
    """Print where the points of rubrics don't add up; returns how many places."""
    return sum(
        _told(one.name, len(one.rows), list(rubric_files.faults(_scheme(one)))) for one in _rubrics(tables, part)
    )


def check_file(path: Path) -> int:
    """Print where the points of a corrected rubric (TOML) don't add up; returns how many places."""
    try:
        rows, scheme, _ = rubric_files.from_toml(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ResultsError(f"{path}: 文件读不出来（{error}）。请检查路径和编码（应为 UTF-8）。") from error
    return _told(scheme.name, len(rows), list(rubric_files.faults(scheme)))


def _told(name: str, rules: int, found: list[str]) -> int:
    print(f"{name}：{rules} 条规则，{'分值都对得上。' if not found else f'{len(found)} 处对不上：'}")
    for sentence in found:
        print(f"  {sentence}")
    return len(found)


def export(tables: Tables, out: Path, part: str | None) -> None:
    """Write each rubric as TOML into the folder ``out``; files that are there already are left alone."""
    out.mkdir(parents=True, exist_ok=True)
    for one in _rubrics(tables, part):
        path = out / f"{_UNSAFE.sub('_', one.name)}.toml"
        if path.exists():
            print(f"{path} 已经有了，没有改动。")
            continue
        path.write_text(rubric_files.to_toml(one.rows, one.year, one.region, one.grades), encoding="utf-8")
        print(path)


def _rubrics(tables: Tables, part: str | None) -> list[ReadRubric]:
    found = [one for one in _cases.read_rubrics(tables) if part is None or part in one.name]
    if not found:
        named = f"名称含“{part}”的" if part else "任何"
        raise ResultsError(f"没有{named}评分规则。请检查档案里有没有考核办法或评分细则。")
    return sorted(found, key=lambda one: (one.region, one.year or 0, one.name))


def review_units(tables: Tables, out: Path, settings: Settings) -> None:
    """Write the workbook of doubtful links between units; answers given before, there or in ``out``, are kept."""
    answers = review.read(Path(settings.units)) if settings.units else {}
    if out.exists():
        answers |= review.read(out)
    count = review.write(tables, out, answers)
    then = f'填好“是/否”后，在设置文件里写 units = "{out}" 再运行。'
    print(f"{out}：{count} 处要人来定。{then if count or answers else '不用填写。'}")


def scores(tables: Tables, settings: Settings) -> int:
    """Print where stated scores part from computed ones and why; returns how many."""
    found: list[Any] = differences(tables, settings)
    for one in found:
        print(f"{one.year} {one.unit}：{one.why}（{'、'.join(one.row_ids)}）")
    print(f"共 {len(found)} 处不符。")
    return len(found)
