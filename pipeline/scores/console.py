"""What ``zongjie rubric``, ``zongjie units`` and ``zongjie scores`` print and write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.errors import ResultsError
from pipeline.records import Rubric, Tables
from pipeline.scores import _cases, review, rubric_files
from pipeline.scores.differences import differences
from pipeline.scores.scheme import build
from pipeline.settings import Settings

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


def show(tables: Tables, part: str | None) -> None:
    """Print the rubrics whose names contain ``part`` as tables."""
    for name, _, _, rows in _rubrics(tables, part):
        table = Table("指标", "分值", "规则", "分数", "每", "上限", title=name)
        for line in rubric_files.show(rows):
            table.add_row(*line)
        Console().print(table)


def check(tables: Tables, part: str | None) -> int:
    """Print where the points of rubrics don't add up; returns how many places."""
    count = 0
    for name, year, _, rows in _rubrics(tables, part):
        found = list(rubric_files.faults(build(name, year, None, rows)))
        print(f"{name}：{len(rows)} 条规则，{'分值都对得上。' if not found else f'{len(found)} 处对不上：'}")
        for sentence in found:
            print(f"  {sentence}")
        count += len(found)
    return count


def export(tables: Tables, out: Path, part: str | None) -> None:
    """Write each rubric as TOML into the folder ``out``; files that are there already are left alone."""
    out.mkdir(parents=True, exist_ok=True)
    for name, year, region, rows in _rubrics(tables, part):
        path = out / f"{_UNSAFE.sub('_', name)}.toml"
        if path.exists():
            print(f"{path} 已经有了，没有改动。")
            continue
        path.write_text(rubric_files.to_toml(rows, year, region), encoding="utf-8")
        print(path)


def _rubrics(tables: Tables, part: str | None) -> Iterator[tuple[str, int | None, str, list[Rubric]]]:
    found = [row for row in _cases.rubric_rows(tables) if part is None or part in row[0]]
    if not found:
        raise ResultsError(
            f"没有{f'名称含“{part}”的' if part else '任何'}评分规则。请检查档案里有没有考核办法或评分细则。"
        )
    yield from found


def review_units(tables: Tables, out: Path, settings: Settings) -> None:
    """Write the workbook of doubtful links between units."""
    decided = review.decisions(Path(settings.units)) if settings.units else []
    count = review.write(tables, out, decided)
    print(f'{out}：{count} 处要人来定。填好“是/否”后，在设置文件里写 units = "{out.name}" 再运行。')


def scores(tables: Tables, settings: Settings) -> int:
    """Print where stated scores part from computed ones and why; returns how many."""
    found: list[Any] = differences(tables, settings)
    for one in found:
        print(f"{one.year} {one.unit}：{one.why}（{'、'.join(one.row_ids)}）")
    print(f"共 {len(found)} 处不符。")
    return len(found)
