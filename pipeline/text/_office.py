"""Runs LibreOffice: older files to .docx, one or many in a call, with a profile and a time limit of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

# A source: the ending by which LibreOffice tells the format, and the bytes.
Source = tuple[str, bytes]


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_docx(sources: Sequence[Source], seconds: float) -> tuple[list[bytes | None], bool]:
    """For each source the .docx made of it, None where none came out; and whether the call ended within ``seconds``.

    Raises FileNotFoundError where LibreOffice is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="zongjie-") as name:
        folder = Path(name)
        files = [folder / f"{number}{suffix}" for number, (suffix, _) in enumerate(sources)]
        for file, (_, data) in zip(files, sources, strict=True):
            file.write_bytes(data)
        in_time = _run(files, folder, seconds)
        return [_whole(folder / "out" / f"{file.stem}.docx") for file in files], in_time


def _run(files: Sequence[Path], folder: Path, seconds: float) -> bool:
    command = [program() or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")]
    # A session of its own, so that a hanging converter can be ended with all its children.
    none = subprocess.DEVNULL
    command += map(str, files)
    process = subprocess.Popen(command, stdin=none, stdout=none, stderr=none, start_new_session=True)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def _whole(file: Path) -> bytes | None:
    """The bytes of a package that was written to its end."""
    return file.read_bytes() if file.exists() and zipfile.is_zipfile(file) else None
