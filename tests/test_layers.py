"""The rules of the house: who may import whom, what patterns may hold, how long things may be."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"
STAGES = {"text", "structure", "facts", "tags", "archive", "scores", "audit", "report"}
SHARED = {"records", "errors", "segment", "settings", "numerals", "theme_notes", "words"}
FILES = sorted(PACKAGE.rglob("*.py"))
WORDS = sorted(path for path in (PACKAGE / "words").iterdir() if path.suffix in {".txt", ".tsv"})
NAMES = [path.relative_to(PACKAGE).as_posix() for path in FILES]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports, at the top or inside a function."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("pipeline"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield "a relative import"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_stage_imports_no_other_stage(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    if stage not in STAGES:
        return
    allowed = SHARED | {stage} | ({"run"} if stage == "archive" else set())
    foreign = [name for name in imports(path) if name.split(".")[1] not in allowed]
    assert not foreign


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_pattern_holds_what_means_nothing_between_chinese_characters(path: Path) -> None:
    strings = [n for n in ast.walk(tree(path)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    docstrings = {
        id(n.body[0].value) for n in ast.walk(tree(path)) if documented(n) and ast.get_docstring(n, clean=False)
    }
    wrong = [n.lineno for n in strings if id(n) not in docstrings and ("\\b" in n.value or "\\w" in n.value)]
    assert not wrong


def documented(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


def lengths() -> Iterator[tuple[str, int]]:
    for path, name in zip(FILES, NAMES, strict=True):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_functions_are_short() -> None:
    found = list(lengths())
    assert not [(name, size) for name, size in found if size > 60]
    assert statistics.median(size for _, size in found) <= 12


def test_files_are_short() -> None:
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for path, name in zip(FILES, NAMES, strict=True)}
    assert not {name: size for name, size in sizes.items() if size > 300}


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_nothing_is_stored_by_pickle(path: Path) -> None:
    names = {alias.name for n in ast.walk(tree(path)) if isinstance(n, ast.Import) for alias in n.names}
    names |= {n.module or "" for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom)}
    assert not names & {"pickle", "joblib", "marshal", "shelve", "cloudpickle", "dill"}


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.name)
def test_word_lists_are_sorted_unique_and_name_their_source(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.strip() and not line.startswith("#")]
    assert lines[0].startswith("#"), "the first line says where the words come from"
    words = entries[1:] if path.suffix == ".tsv" else entries  # a table begins with the names of its columns
    assert words == sorted(set(words))
