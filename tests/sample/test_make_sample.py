"""The committed sample is what its generator writes."""

from __future__ import annotations

import importlib
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

CORPORA = Path(__file__).parents[2] / "corpora"


def content(path: Path) -> bytes:
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in sorted(package.namelist()))


def test_documents_and_key_come_from_the_generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(CORPORA))
    monkeypatch.setattr(sys, "argv", ["make_sample.py"])
    make_sample = importlib.import_module("make_sample")
    monkeypatch.setattr(make_sample, "TARGET", tmp_path)
    kept = CORPORA / "sample"
    for printed in kept.rglob("*.pdf"):  # a printer stamps the time into its files
        target = tmp_path / printed.relative_to(kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(printed, target)
    make_sample.main()
    names = {path.relative_to(kept) for path in kept.rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()} == names
    assert [str(name) for name in sorted(names) if content(kept / name) != content(tmp_path / name)] == []
