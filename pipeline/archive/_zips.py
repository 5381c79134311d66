"""Damage inside a zip package (.docx, .xlsx): which part, and as far as it can still be unpacked, what it holds."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Of a local header, where the lengths of name and extra field stand (APPNOTE 4.3.7).
_HEADER, _LENGTHS = 30, slice(26, 30)
_STEP = 64  # bytes fed to zlib at once: what comes before the damage is then kept but for so many


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a package by name; of a damaged one what could still be unpacked."""

    parts: dict[str, bytes]
    damaged: frozenset[str] = frozenset()
    openable: bool = True


def package(file: Path) -> Package:
    """The parts of ``file``, none where even its directory can't be read."""
    parts: dict[str, bytes] = {}
    damaged = set()
    try:
        with zipfile.ZipFile(file) as zipped:
            data = file.read_bytes()
            for info in zipped.infolist():
                try:
                    parts[info.filename] = zipped.read(info)
                except Exception:  # zipfile raises whatever the damaged header or stream leads to
                    damaged.add(info.filename)
                    parts[info.filename] = _unpacked(data, info)
    except Exception:
        return Package({}, openable=False)
    return Package(parts, frozenset(damaged))


def damage(file: Path) -> Iterator[str]:
    """What of ``file`` is damaged, a sentence each; nothing for a package whose checksums all hold."""
    found = package(file)
    if not found.openable:
        yield f"{file.name} 打不开：压缩包的目录已损坏。"
    yield from (f"{file.name} 中的 {name} 已损坏（校验和不符）。" for name in sorted(found.damaged))


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """What can be unpacked of a part without regard to its checksum, up to the damage."""
    lengths = data[info.header_offset : info.header_offset + _HEADER][_LENGTHS]
    if len(lengths) < 4:
        return b""
    start = info.header_offset + _HEADER + sum(struct.unpack("<HH", lengths))
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        return packed
    inflate, found = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    try:
        for at in range(0, len(packed), _STEP):
            found += inflate.decompress(packed[at : at + _STEP])
    except zlib.error:
        pass
    return bytes(found)
