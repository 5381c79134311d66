"""docs/tables.md from the row classes: ``python -m tests.archive.tables_page`` writes it, a test holds it current."""

from __future__ import annotations

import dataclasses
import inspect
import typing
from pathlib import Path

from pipeline import records
from pipeline.archive import schema

PAGE = Path(__file__).parent.parent.parent / "docs" / "tables.md"
HEAD = """# The tables of a results folder

Made from `pipeline/records.py` by `python -m tests.archive.tables_page`; don't edit it by hand.

Each table is one Parquet file, `documents.parquet` and so on, with exactly these columns in this order, also where it
has no rows. Offsets (`start`, `end`) are half-open character positions in the text of the row's own document:
`text == documents.text[start:end]`. Unknown is null. `row_id` names a row in reports: the same bytes give the same ids
on every run and machine. A column that may be null has a `?` after its type.

Beside the tables `run.json` says what ran, and `themes.json` what no table has a column for: `names` of the themes in
use, and by row id `dates` of persons' decisions and `reasons` of doubtful themes.
"""


def page() -> str:
    """The text of docs/tables.md."""
    return "\n".join([HEAD, *(_table(name, row) for name, row in records.TABLES.items())])


def _table(name: str, row: type) -> str:
    hints = typing.get_type_hints(row)
    lines = [f"## {name}", "", inspect.cleandoc(row.__doc__ or "").replace("``", "`"), ""]
    lines += ["| column | type |", "| --- | --- |"]
    for field in dataclasses.fields(row):
        optional = "?" if type(None) in typing.get_args(hints[field.name]) else ""
        kind = (
            str(schema.arrow_type(hints[field.name])).replace("list<item: ", "list<").replace("date32[day]", "date32")
        )
        lines.append(f"| {field.name} | {kind}{optional} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
