"""Reports made up for measuring: any number of different ones, some 3,500 characters each, in three formats.

They are put together at random from clauses and words (words.txt), so that no two share long passages, and most
sentences have no figure: one count in some 150 characters, as in real reports.
"""

from __future__ import annotations

import functools
import random
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx

NUMERALS = "一二三四五六七八九十"
COUNTIES = [f"{first}{second}县" for first in "云清石临平" for second in "溪河山江"]
_SLOT = re.compile(r"\{([a-z]+)\}")


@functools.cache
def words() -> Mapping[str, list[str]]:
    """The choices by name."""
    choices: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, *rest = line.split(" ")
            choices.setdefault(name, []).extend(rest)
    return choices


def _figure(rng: random.Random, name: str) -> str:
    figures = {"n": rng.randint(2, 60), "k": rng.randint(1, 9), "big": rng.randint(100, 9000)}
    return str({**figures, "p": rng.randint(80, 100), "wan": rng.randint(10, 900) / 10}[name])


def made(rng: random.Random, name: str) -> str:
    """One of the choices of ``name`` with its own slots filled."""
    if name not in words():
        return _figure(rng, name)
    return _SLOT.sub(lambda slot: made(rng, slot[1]), rng.choice(words()[name]))


def _sentence(rng: random.Random) -> str:
    clauses = [made(rng, "clause") for _ in range(rng.randint(2, 4))]
    return "，".join([*clauses, made(rng, "close")]) + "。"


def report(number: int) -> list[str]:
    """The paragraphs of report ``number``, always the same: one of a unit and a year."""
    rng, units = random.Random(number), words()["units"]
    unit = COUNTIES[number // len(units) % len(COUNTIES)] + units[number % len(units)]
    year = 2008 + number // (len(units) * len(COUNTIES))
    lines = [f"{unit}{year}年工作总结", f"{year}年，在县委、县政府的正确领导下，我们开展了以下工作。"]
    for part in range(3):
        lines.append(f"{NUMERALS[part]}、加强{made(rng, 'topic')}工作")
        for item in range(4):
            head = "".join(made(rng, name) for name in ("way", "do", "what"))
            lines.append(f"（{NUMERALS[item]}）{head}。" + "".join(_sentence(rng) for _ in range(5)))
    lines += ["四、存在问题", *(f"{n}、{made(rng, 'problem')}。" for n in range(1, 5))]
    lines += ["五、下一步打算", "；".join(f"{NUMERALS[n]}是{made(rng, 'plan')}" for n in range(3)) + "。"]
    return [*lines, unit, f"{year + 1}年1月{rng.randint(2, 28)}日"]


def texts(folder: Path, count: int) -> list[Path]:
    """``count`` reports as UTF-8 text."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text("\n".join(report(number)) + "\n", encoding="utf-8")
    return paths


def word_files(folder: Path, count: int, tables: bool = True) -> list[Path]:
    """``count`` reports as Word files, each with a table unless ``tables`` are not wanted."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.docx" for number in range(count)]
    for number, path in enumerate(paths):
        document = docx.Document()
        for line in report(number):
            document.add_paragraph(line)
        if tables:
            _add_table(document, number)
        document.save(str(path))
    return paths


def _add_table(document: docx.document.Document, number: int) -> None:
    table = document.add_table(rows=0, cols=3)
    rows = [(unit, str((number + n) % 90), made(random.Random(n), "who")) for n, unit in enumerate(words()["units"])]
    for texts_of_row in [("单位", "件数", "经办"), *rows]:
        for cell, text in zip(table.add_row().cells, texts_of_row, strict=True):
            cell.text = text


def pdfs(folder: Path, originals: Sequence[Path], copies: int) -> list[Path]:
    """The Word files as PDF, by LibreOffice; each several times, told apart by a closing comment."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for original in converted(folder.with_name(folder.name + " originals"), originals, "pdf"):
        for copy in range(copies):
            paths.append(folder / f"{original.stem}-{copy}.pdf")
            paths[-1].write_bytes(original.read_bytes() + f"%{copy}\n".encode())
    return paths


def converted(folder: Path, originals: Sequence[Path], target: str) -> list[Path]:
    """The Word files in another format, by one call of LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    office = ["soffice", f"-env:UserInstallation={(folder.parent / 'office').as_uri()}", "--headless"]
    command = [*office, "--convert-to", target, "--outdir", str(folder), *map(str, originals)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return sorted(folder.glob(f"*.{target}"))


def can_make_pdfs() -> bool:
    """Whether LibreOffice is there (Debian: libreoffice-writer)."""
    return shutil.which("soffice") is not None
