"""Older word processor files (.doc, .wps, .rtf, .odt …): LibreOffice makes a .docx of them, which our reader reads."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from pipeline.errors import ReadError
from pipeline.records import Failure, Reading
from pipeline.text import _office, docx
from pipeline.text._encoding import plausibility
from pipeline.text._sniff import sniff

# What was converted beforehand: the .docx by the hash of the older file.
Ready = Mapping[str, bytes]
NOTHING: Ready = MappingProxyType({})
_SECONDS = 90
# LibreOffice takes what it does not know for plain text; random bytes score under 1 so, Chinese over 4, English 3.
_READABLE = 2.0
# Seconds that a call for several files has: to start, and for each (measured on a busy machine: 4 and 0.3).
_START, _EACH = 30, 5
# The bit of a Word 97 file's header that says it is encrypted, and where the header stands (MS-DOC 2.5.1).
_HEADER, _FLAGS, _ENCRYPTED = 512, 10, 0x0100
_SUFFIXES = {"doc": ".doc", "rtf": ".rtf", "odf": ".odt", "wordxml": ".xml"}
KINDS = frozenset(_SUFFIXES)
# Files that go into one call: more gain little over the start of the program, and lose more where one breaks it.
MOST_FILES, MOST_BYTES = 32, 64_000_000
_NAMES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt")
# LibreOffice writes the signs around automatic numbers into RTF as question marks: 一、 and （一） become 一? and ?一?.
_LOST_SIGN = re.compile(rb"\\leveltext \\'0[1-9](?:\\'3f|[^;\\]|\\'0[0-8])*\\'3f")
_LEVEL_TEXT = re.compile(rb"(\\leveltext \\'0[1-9])((?:\\'[0-9a-f]{2}|[^;\\])*);")


def is_older(path: str) -> bool:
    """Whether the name says that the file has to be converted, which ``batch`` does faster for several at once."""
    return PurePosixPath(path).suffix.lower() in _NAMES


def batch(files: Sequence[tuple[str, bytes]], seconds: float = math.inf) -> Ready:
    """The .docx of the older ones among several files, given as path and bytes, by the hash of the file's bytes.

    One call makes them all. What does not come out of it, since it or another file broke the call or the time was up
    (some seconds a file, at most ``seconds``), is left out: ``read`` then converts it alone, so that no file harms
    another.
    """
    if len(files) < 2 or _office.program() is None:
        return NOTHING
    kinds = ((sniff(path, data), data) for path, data in files if data)
    sources = {_key(data): _source(kind, data)[0] for kind, data in kinds if kind in KINDS}
    if len(sources) < 2:
        return NOTHING
    made, _ = _office.to_docx(list(sources.values()), min(seconds, _START + _EACH * len(sources)))
    return {key: result for key, result in zip(sources, made, strict=True) if result is not None}


def read(path: str, data: bytes, kind: str, ready: Ready = NOTHING) -> Reading:
    """The text of an older file, by way of LibreOffice, unless it is ``ready``: made with others by ``batch``.

    Raises ReadError ``needs_converter`` without LibreOffice, ``encrypted``, ``timeout``, ``corrupt``.
    """
    if kind == "doc" and _is_encrypted(data):
        raise ReadError("encrypted", f"{path}: 文件有打开密码，读不出来。请解除密码后重新提供。")
    if kind == "rtf" and not data.rstrip(b"\0\r\n\t ").endswith(b"}"):
        raise ReadError("corrupt", f"{path}: RTF 文件不完整，末尾缺失。请重新获取完整的原件。")
    if _office.program() is None:
        advice = "请安装 LibreOffice（Debian/Ubuntu：apt install libreoffice-writer）后重新运行，或另存为 .docx。"
        raise ReadError("needs_converter", f"{path}: 读这种旧格式要用 LibreOffice 转换，本机没有安装。{advice}")
    source, lost = _source(kind, data)
    converted = ready.get(_key(data)) or _alone(path, source)
    # Word's page breaks are not those of LibreOffice, so pages of a converted file are unknown.
    reading = docx.read(path, converted, paged=False)
    if any(plausibility(text.text[:2000]) < _READABLE for text in reading.texts):
        raise ReadError("corrupt", f"{path}: 文件已损坏，转换出来的不是可读的文字。请重新获取完整的原件。")
    return replace(reading, failures=(*reading.failures, _lost_signs(path))) if lost else reading


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _source(kind: str, data: bytes) -> tuple[_office.Source, bool]:
    """What LibreOffice is given, and whether signs of automatic numbers had to be put back."""
    lost = kind == "rtf" and b"LibreOffice" in data[:20_000] and _LOST_SIGN.search(data) is not None
    return (_SUFFIXES[kind], _with_signs(data) if lost else data), lost


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


def _alone(path: str, source: _office.Source) -> bytes:
    (made,), in_time = _office.to_docx([source], _SECONDS)
    if not in_time:
        message = f"{path}: 用 LibreOffice 转换超过 {_SECONDS} 秒，已中止。请在 Word 中另存为 .docx 后重新提供。"
        raise ReadError("timeout", message)
    if made is None:
        raise ReadError(
            "corrupt", f"{path}: LibreOffice 打不开这个文件，可能已损坏。请在 Word 中另存为 .docx 后重新提供。"
        )
    return made
