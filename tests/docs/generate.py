"""Writes what the documents quote from the program: ``python -m tests.docs.generate``.

docs/commands.md has the help of every command; README.md and README.zh.md have the rows that their example gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pandas as pd
from typer.main import get_command
from typer.testing import CliRunner

from pipeline import analyse
from pipeline.cli import app

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
COMMANDS = ROOT / "docs" / "commands.md"
# What the example shows of each table; the tables have more columns.
SHOWN = {
    "scores": ("row_id", "unit", "score", "start", "end"),
    "deductions": ("row_id", "unit", "reason", "points", "required", "actual", "theme", "start", "end"),
    "checks": ("row_id", "kind", "claimed", "computed", "verdict", "consequence", "texts"),
}
_EXAMPLE = re.compile(r"<!-- example -->\n+```text\n(.*?)```", re.S)
_ROWS = re.compile(r"(<!-- rows -->\n).*?(<!-- end -->)", re.S)


def commands_page() -> str:
    """The help of every command, in the order of ``zongjie --help``."""
    parts = ["# 命令\n\n由 `python -m tests.docs.generate` 从程序生成，不要手改。\n"]
    for names in _commands(get_command(app), ()):
        title = " ".join(("zongjie", *names))
        wide = {"COLUMNS": "110", "TERM": "dumb", "NO_COLOR": "1"}
        shown = CliRunner().invoke(app, [*names, "--help"], prog_name="zongjie", env=wide).stdout
        lines = "\n".join(line.rstrip() for line in shown.strip().splitlines())
        parts.append(f"## {title}\n\n```text\n{lines}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield names
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*names, name))


def example_rows(readme: str) -> str:
    """The rows that the example paragraph of a README gives, as Markdown tables."""
    found = _EXAMPLE.search(readme)
    assert found, "the README has no example"
    tables = analyse(found[1].encode("utf-8"))
    return "\n".join(f"`{name}`\n\n{_table(tables[name][list(shown)])}" for name, shown in SHOWN.items())


def _table(frame: pd.DataFrame) -> str:
    head = f"| {' | '.join(frame.columns)} |\n|{' --- |' * len(frame.columns)}\n"
    return head + "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in frame.itertuples(index=False))


def _cell(value: object) -> str:
    if pd.api.types.is_list_like(value):
        return "；".join(map(str, value))
    if pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def with_rows(readme: str) -> str:
    """The README with its rows brought up to date."""
    rows = example_rows(readme)
    return _ROWS.sub(lambda found: f"{found[1]}\n{rows}\n{found[2]}", readme)


def main() -> None:
    """Write docs/commands.md and the rows of both READMEs."""
    COMMANDS.write_text(commands_page(), encoding="utf-8")
    for path in READMES:
        path.write_text(with_rows(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
