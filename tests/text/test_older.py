"""Older files: several are converted by one call, and a file that breaks the call harms no other."""

from __future__ import annotations

import io
import os
import random
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline import text
from pipeline.errors import ReadError
from pipeline.text import _office, convert
from tests.text.office import convert as made_by_office
from tests.text.office import needs_office
from tests.text.word import docx, level, lists, p

NUMBERS = {"numbering": lists(level(0, "chineseCounting", "%1、"))}


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    """Three reports: two .doc, one .rtf."""
    folder = tmp_path_factory.mktemp("older")
    return [
        (f"{unit}.{suffix}", made_by_office(docx(p("主要做法", num=(1, 0)) + p(f"{unit}公开信息98条。"), NUMBERS),
                                          "docx", suffix, folder))
        for unit, suffix in (("东乡", "doc"), ("西乡", "doc"), ("南乡", "rtf"))
    ]  # fmt: skip


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each call of LibreOffice was given."""
    seen: list[int] = []
    real = _office.to_docx

    def counted(sources: Sequence[_office.Source], seconds: float) -> tuple[list[bytes | None], bool]:
        seen.append(len(sources))
        return real(sources, seconds)

    monkeypatch.setattr(_office, "to_docx", counted)
    return seen


def fake_office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A soffice of our own: ``script`` in place of the real one, which it may call as ``$REAL``."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\nREAL={shutil.which('soffice')}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def lines(path: str, data: bytes, ready: convert.Ready = convert.NOTHING) -> list[str]:
    return text.read(path, data, ready).texts[0].text.splitlines()


@needs_office
def test_several_files_are_converted_by_one_call(older: list[tuple[str, bytes]], calls: list[int]) -> None:
    ready = convert.batch([*older, ("说明.txt", "公开。".encode()), ("空.doc", b"")])
    assert calls == [3]
    for path, data in older:
        assert lines(path, data, ready) == ["一、主要做法", f"{path[:2]}公开信息98条。"] == lines(path, data)


@needs_office
def test_flat_open_documents_are_no_text(tmp_path: Path) -> None:
    flat = made_by_office(docx(p("主要做法", num=(1, 0)) + p("公开信息98条。"), NUMBERS), "docx", "fodt", tmp_path)
    assert lines("总结.fodt", flat) == ["一、主要做法", "公开信息98条。"]


@needs_office
def test_a_damaged_file_among_them_fails_alone(older: list[tuple[str, bytes]], calls: list[int]) -> None:
    broken = older[1][1][:5000]
    ready = convert.batch([older[0], ("断.doc", broken), older[2]])
    assert len(ready) == 2
    with pytest.raises(ReadError) as caught:
        text.read("断.doc", broken, ready)
    assert caught.value.code == "corrupt"
    assert lines(*older[2], ready)[1] == "南乡公开信息98条。"
    assert calls == [3, 1]


@needs_office
def test_what_libreoffice_takes_for_text_is_damage() -> None:
    noise = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(5).randbytes(20_000)
    with pytest.raises(ReadError) as caught:
        text.read("总结.wps", noise)
    assert caught.value.code == "corrupt"


@needs_office
def test_where_the_call_breaks_down_each_is_converted_alone(
    older: list[tuple[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = 'case "$*" in *1.*) kill -9 $$;; esac; exec "$REAL" "$@"'
    fake_office(tmp_path, several, monkeypatch)
    ready = convert.batch(older)
    assert ready == {}
    assert [lines(path, data, ready)[1] for path, data in older] == [f"{path[:2]}公开信息98条。" for path, _ in older]


def test_a_call_that_hangs_is_ended_in_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, "sleep 608 & wait", monkeypatch)
    files = [(f"{n}.rtf", b"{\\rtf1\\ansi %d}" % n) for n in range(3)]
    assert convert.batch(files, seconds=0.5) == {}
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert b"sleep\x00608\x00" not in running


@needs_office
def test_older_files_of_an_archive_are_converted_together(older: list[tuple[str, bytes]], calls: list[int]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path, data in [*older[:2], ("附注.txt", "办结5件。".encode()), ("坏.doc", b"\x7fELF"), older[2]]:
            package.writestr(path, data)
    reading = text.read("上报.zip", buffer.getvalue())
    assert [source.path for source in reading.texts] == [
        "上报.zip!/东乡.doc", "上报.zip!/西乡.doc", "上报.zip!/附注.txt", "上报.zip!/南乡.rtf",
    ]  # fmt: skip
    assert [(failure.path, failure.part, failure.code) for failure in reading.failures] == [
        ("上报.zip", "坏.doc", "unsupported"), ("上报.zip!/南乡.rtf", "自动编号", "damaged"),
    ]  # fmt: skip
    assert calls == [2, 1]
