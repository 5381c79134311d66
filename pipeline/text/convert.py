"""Older word processor files (.doc, .wps, .rtf, .odt …): LibreOffice makes a .docx of them, which our reader reads."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.records import Failure, Reading
from pipeline.text import docx

_SECONDS = 90
# The bit of a Word 97 file's header that says it is encrypted, and where the header stands (MS-DOC 2.5.1).
_HEADER, _FLAGS, _ENCRYPTED = 512, 10, 0x0100
_SUFFIXES = {"doc": ".doc", "rtf": ".rtf", "odf": ".odt", "wordxml": ".xml"}
# LibreOffice writes the signs around automatic numbers into RTF as question marks: 一、 and （一） become 一? and ?一?.
_LOST_SIGN = re.compile(rb"\\leveltext \\'0[1-9](?:\\'3f|[^;\\]|\\'0[0-8])*\\'3f")
_LEVEL_TEXT = re.compile(rb"(\\leveltext \\'0[1-9])((?:\\'[0-9a-f]{2}|[^;\\])*);")


def read(path: str, data: bytes, kind: str) -> Reading:
    """The text of an older file, by way of LibreOffice with a profile and a time limit of its own.

    Raises ReadError ``needs_converter`` without LibreOffice, ``encrypted``, ``timeout``, ``corrupt``.
    """
    if kind == "doc" and _is_encrypted(data):
        raise ReadError("encrypted", f"{path}: 文件有打开密码，读不出来。请解除密码后重新提供。")
    if kind == "rtf" and not data.rstrip(b"\0\r\n\t ").endswith(b"}"):
        raise ReadError("corrupt", f"{path}: RTF 文件不完整，末尾缺失。请重新获取完整的原件。")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        advice = "请安装 LibreOffice（Debian/Ubuntu：apt install libreoffice-writer）后重新运行，或另存为 .docx。"
        raise ReadError("needs_converter", f"{path}: 读这种旧格式要用 LibreOffice 转换，本机没有安装。{advice}")
    lost = kind == "rtf" and b"LibreOffice" in data[:20_000] and _LOST_SIGN.search(data) is not None
    with tempfile.TemporaryDirectory(prefix="zongjie-") as folder:
        source = _with_signs(data) if lost else data
        converted = _converted(path, source, program, Path(folder), _SUFFIXES[kind])
    reading = _without_converter_traces(docx.read(path, converted))
    return replace(reading, failures=(*reading.failures, _lost_signs(path))) if lost else reading


def _with_signs(data: bytes) -> bytes:
    """The file with the usual signs in the place of lost ones: （ ） on both sides of a number, 、 after it."""

    def usual(match: re.Match[bytes]) -> bytes:
        inside = match[2]
        if inside.startswith(b"\\'3f") and inside.endswith(b"\\'3f"):
            inside = b"\\u-248\\'3f" + inside[4:-4] + b"\\u-247\\'3f"
        elif inside.endswith(b"\\'3f"):
            inside = inside[:-4] + b"\\u12289\\'3f"
        return match[1] + inside + b";"

    return _LEVEL_TEXT.sub(usual, data)


def _lost_signs(path: str) -> Failure:
    message = "这个 RTF 由 LibreOffice 写出，自动编号里的标点已丢失，按通例补作“、”和“（）”。请以 .docx 原件为准。"
    return Failure(path=path, part="自动编号", stage="text", code="damaged", message=f"{path}: {message}")


def _is_encrypted(data: bytes) -> bool:
    header = data[_HEADER : _HEADER + 12]
    return header[:2] == b"\xec\xa5" and bool(int.from_bytes(header[_FLAGS:], "little") & _ENCRYPTED)


def _converted(path: str, data: bytes, program: str, folder: Path, suffix: str) -> bytes:
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)]
    # A session of its own, so that a hanging converter can be ended with all its children.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        message = f"{path}: 用 LibreOffice 转换超过 {_SECONDS} 秒，已中止。请在 Word 中另存为 .docx 后重新提供。"
        raise ReadError("timeout", message) from error
    result = folder / "out" / "source.docx"
    if not result.exists():
        raise ReadError(
            "corrupt", f"{path}: LibreOffice 打不开这个文件，可能已损坏。请在 Word 中另存为 .docx 后重新提供。"
        )
    return result.read_bytes()


def _without_converter_traces(reading: Reading) -> Reading:
    """Word's page breaks are not those of LibreOffice, so pages of a converted file are unknown."""
    texts = tuple(
        replace(text, places=tuple(replace(p, page=None) if p.page else p for p in text.places))
        for text in reading.texts
    )
    return replace(reading, texts=texts)
