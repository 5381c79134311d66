"""Links between units that words do not settle: asked for in a workbook, read back from it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.records import Tables
from pipeline.scores.units import Register, register

_SHEET = "待定"
_HEAD = ("名称一", "名称二", "为什么要问", "文档", "是同一个单位吗（是/否）")
_YES, _NO = {"是", "是的", "y", "Y", "yes"}, {"否", "不是", "n", "N", "no"}


def write(tables: Tables, path: Path, decided: Sequence[tuple[str, str]] = ()) -> int:
    """Write the workbook: what is to be decided, and the register for reference. Returns how many are open."""
    import xlsxwriter

    found = register(tables, decided)
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    open_ = book.add_worksheet(_SHEET)
    open_.write_row(0, 0, _HEAD)
    for n, doubt in enumerate(found.doubts, 1):
        open_.write_row(n, 0, (doubt.a, doubt.b, doubt.why, doubt.doc_id))
    if found.doubts:
        open_.data_validation(1, 4, len(found.doubts), 4, {"validate": "list", "source": ["是", "否"]})
    open_.set_column(0, 4, 28)
    _register_sheet(book.add_worksheet("登记"), found)
    book.close()
    return len(found.doubts)


def _register_sheet(sheet: object, found: Register) -> None:
    write_row = sheet.write_row  # type: ignore[attr-defined]
    write_row(0, 0, ("编号", "名称", "别名", "层级", "起", "止", "后继", "依据"))
    for n, unit in enumerate(found.units, 1):
        heir = found.by_id[unit.successor_id].name if unit.successor_id else None
        days = [str(day) if day else "" for day in (unit.valid_from, unit.valid_to)]
        row = (
            unit.unit_id,
            unit.name or "",
            "、".join(unit.aliases),
            unit.level or "",
            *days,
            heir or "",
            unit.text or "",
        )
        write_row(n, 0, row)


def decisions(path: Path) -> list[tuple[str, str]]:
    """The pairs a person marked 是. Raises SettingsError for what is no such workbook or an answer not understood."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = list(book[_SHEET].iter_rows(min_row=2, max_col=5, values_only=True))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException) as error:
        raise SettingsError(f"{path}: 读不出单位登记表（{error}）。请用 zongjie units review 重新生成。") from error
    pairs = []
    for n, (a, b, _, _, answer) in enumerate(rows, 2):
        said = str(answer or "").strip()
        if said and said not in _YES | _NO:
            raise SettingsError(f"{path}: 工作表“{_SHEET}”第 {n} 行填的是“{said}”，请填 是 或 否，不清楚就空着。")
        if said in _YES:
            pairs.append((str(a), str(b)))
    return pairs
