"""Rows of a workbook's sheet by their column names; workbooks come from users, so nothing in them is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import python_calamine

from pipeline.errors import SettingsError


def rows(path: Path, sheet: str | None, needed: Sequence[str]) -> list[tuple[int, dict[str, object]]]:
    """The rows of ``sheet`` (None: the first) under its header, with their number in the sheet, without empty ones.

    Cells hold str, float, bool, date or "". Raises SettingsError for a file that is no workbook, a sheet that is not
    there and columns that are missing.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        if sheet is not None and sheet not in book.sheet_names:
            raise SettingsError(f"{path}：没有名为“{sheet}”的工作表，现有 {'、'.join(book.sheet_names)}。")
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        table = found.to_python(skip_empty_area=False)
    except (OSError, python_calamine.CalamineError) as error:
        raise SettingsError(f"{path}：工作簿读不出来（{error}）。请确认是未加密的 .xlsx 文件。") from error
    header = [str(cell).strip() for cell in table[0]] if table else []
    missing = [name for name in needed if name not in header]
    if missing:
        raise SettingsError(f"{path}：工作表缺少列 {'、'.join(missing)}。")
    return [
        (number, dict(zip(header, cells, strict=True)))
        for number, cells in enumerate(table[1:], 2)
        if any(map(str, cells))
    ]
