"""Links between units that words do not settle: asked for in a workbook, read back from it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError
from pipeline.records import Tables
from pipeline.scores.units import Register, register

_SHEET = "待定"
_HEAD = ("名称一", "名称二", "为什么要问", "文档", "是同一个单位吗（是/否）")
_DECIDED = "已经定过，改了以后重新运行即可"
_YES, _NO = {"是", "是的", "y", "Y", "yes"}, {"否", "不是", "n", "N", "no"}


Answers = Mapping[tuple[str, str], bool]  # two names → whether a person said that they are one unit


def write(tables: Tables, path: Path, answered: Answers | None = None) -> int:
    """Write the workbook: what is to be decided, what was, and the register. Returns how many are open."""
    import xlsxwriter

    answers = answered or {}
    found = register(tables, same(answers))
    doubts = [doubt for doubt in found.doubts if (doubt.a, doubt.b) not in answers]
    rows = [(doubt.a, doubt.b, doubt.why, doubt.doc_id, "") for doubt in doubts]
    rows += [(a, b, _DECIDED, "", "是" if yes else "否") for (a, b), yes in sorted(answers.items())]
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    _open_sheet(book.add_worksheet(_SHEET), rows)
    _register_sheet(book.add_worksheet("登记"), found)
    book.close()
    return len(doubts)


def _open_sheet(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for n, row in enumerate((_HEAD, *rows)):
        sheet.write_row(n, 0, row)
    if rows:
        sheet.data_validation(1, 4, len(rows), 4, {"validate": "list", "source": ["是", "否"]})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 4, 28)


def _register_sheet(sheet: Any, found: Register) -> None:
    sheet.write_row(0, 0, ("编号", "名称", "别名", "层级", "上级", "上级依据", "起", "止", "后继", "依据"))
    for n, unit in enumerate(found.units, 1):
        heir = found.by_id[unit.successor_id].name if unit.successor_id else None
        parent = found.parents.get(unit.unit_id)
        days = [str(day) if day else "" for day in (unit.valid_from, unit.valid_to)]
        row = (
            unit.unit_id,
            unit.name or "",
            "、".join(unit.aliases),
            unit.level or "",
            parent.name if parent else "",
            (parent.text or parent.why) if parent else "",
            *days,
            heir or "",
            unit.text or "",
        )
        sheet.write_row(n, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.set_column(1, 9, 24)


def same(answers: Answers) -> list[tuple[str, str]]:
    """The pairs a person marked 是."""
    return [pair for pair, yes in answers.items() if yes]


def decisions(path: Path) -> list[tuple[str, str]]:
    """The pairs that the workbook marks 是; raises as ``read`` does."""
    return same(read(path))


def read(path: Path) -> dict[tuple[str, str], bool]:
    """The answers of a workbook. Raises SettingsError for what is no such workbook or an answer not understood."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = list(book[_SHEET].iter_rows(min_row=2, max_col=5, values_only=True))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException) as error:
        raise SettingsError(f"{path}: 读不出单位登记表（{error}）。请用 zongjie units review 重新生成。") from error
    answers = {}
    for n, (a, b, _, _, answer) in enumerate(rows, 2):
        said = str(answer or "").strip()
        if said and said not in _YES | _NO:
            raise SettingsError(f"{path}: 工作表“{_SHEET}”第 {n} 行填的是“{said}”，请填 是 或 否，不清楚就空着。")
        if said:
            answers[str(a), str(b)] = said in _YES
    return answers
