"""The documents say what the program does: examples are executed, helps and lists compared."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.records import TABLES
from pipeline.settings import Settings
from tests.docs import generate

README = pytest.mark.parametrize("path", generate.READMES, ids=lambda path: path.name)
# Blocks of the README, by the language after the fence.
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.S)
SAMPLE = generate.ROOT / "corpora" / "sample" / "documents"


@README
def test_rows_of_the_example_are_what_the_program_gives(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert generate.with_rows(text) == text, "run python -m tests.docs.generate"


def test_commands_page_is_current() -> None:
    written = generate.COMMANDS.read_text(encoding="utf-8")
    assert written == generate.commands_page(), "run python -m tests.docs.generate"


@README
def test_every_table_and_setting_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)`", text, re.M))
    assert named == set(TABLES) | {field.name for field in fields(Settings)}
    for field in fields(Settings):
        shown = "" if field.default is None else f"{field.default:g}" if field.default != 20_000_000 else "20000000"
        assert re.search(rf"^\| `{field.name}` \| {shown}", text, re.M), field.name


@README
def test_links_lead_to_files(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@README
def test_make_has_the_two_commands(path: Path) -> None:
    makefile = (generate.ROOT / "Makefile").read_text(encoding="utf-8")
    for block in (body for language, body in BLOCK.findall(path.read_text(encoding="utf-8")) if language == "sh"):
        for target in re.findall(r"^make (\w+)", block, re.M):
            assert f"\n{target}:" in makefile


def blocks(path: Path, *languages: str) -> list[tuple[str, str]]:
    return [found for found in BLOCK.findall(path.read_text(encoding="utf-8")) if found[0] in languages]


def test_both_readmes_have_the_same_blocks() -> None:
    english, chinese = (blocks(path, "text", "console", "python") for path in generate.READMES)
    assert english == chinese


def test_blocks_run_and_print_what_the_readme_says(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "总结")
    for language, body in blocks(generate.READMES[0], "console", "python"):
        if language == "python":
            subprocess.run([sys.executable, "-c", body], cwd=tmp_path, check=True)
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.M):
            assert_like(run(command, tmp_path), expected, command)
    assert (tmp_path / "results" / "report.html").exists()
    assert (tmp_path / "results" / "tables.xlsx").exists()


def run(command: str, folder: Path) -> str:
    assert command.startswith("zongjie ")
    here = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -m pipeline {command.removeprefix('zongjie ')}",
        shell=True, cwd=folder, capture_output=True, text=True, env=here, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_like(shown: str, expected: str, command: str) -> None:
    """``…`` stands for anything, also for several lines."""
    pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))
    assert re.fullmatch(pattern, shown.strip(), re.S), f"{command}\n{shown}"
