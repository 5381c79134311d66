"""LibreOffice as an oracle and as a maker of fixtures; tests that need it are skipped where it is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs the Debian package libreoffice-writer")


def convert(data: bytes, suffix: str, target: str, folder: Path) -> bytes:
    """``data``, a file with ``suffix``, as LibreOffice writes it for ``target`` (``pdf``, ``rtf``, ``txt:Text``)."""
    source = folder / f"source.{suffix}"
    source.write_bytes(data)
    out = folder / "out"
    profile = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", target]
    subprocess.run([*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=120)
    return (out / f"source.{target.split(':')[0]}").read_bytes()
