"""Results of one file as bytes, and the folder that keeps them from run to run.

A kept file is named after the content, path, rules and settings it came from, so finding it means it still holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.archive import schema

_MAGIC = b"ZJK1"
_HEAD = struct.Struct("<4sIQ")  # magic, crc32 of what follows, its size before compression
_CODEC = "zstd"


def pack(rows: Mapping[str, Sequence[Any]], classes: Mapping[str, type]) -> bytes:
    """The rows of one file, by table, as compressed Arrow batches; tables without rows are left out."""
    parts = [(name, schema.to_batch(rows[name], classes[name]).serialize()) for name in classes if rows.get(name)]
    index = json.dumps([(name, part.size) for name, part in parts]).encode()
    body = b"".join([len(index).to_bytes(8, "little"), index, *(part.to_pybytes() for _, part in parts)])
    packed: bytes = pa.Codec(_CODEC).compress(body, asbytes=True)
    return _HEAD.pack(_MAGIC, zlib.crc32(packed), len(body)) + packed


def unpack(data: bytes, classes: Mapping[str, type]) -> dict[str, pa.RecordBatch]:
    """What ``pack`` made, as batches by table. Raises ValueError for damaged data."""
    if len(data) < _HEAD.size:
        raise ValueError("kept results are cut short")
    magic, crc, size = _HEAD.unpack_from(data)
    if magic != _MAGIC or crc != zlib.crc32(data[_HEAD.size :]):
        raise ValueError("kept results are damaged")
    body = pa.Codec(_CODEC).decompress(data[_HEAD.size :], decompressed_size=size)
    at = 8 + int.from_bytes(body[:8].to_pybytes(), "little")
    batches = {}
    for name, length in json.loads(body[8:at].to_pybytes()):
        batches[name] = pa.ipc.read_record_batch(body[at : at + length], schema.of(classes[name]))
        at += length
    return batches


def place(folder: Path, sha256: str, path: str) -> Path:
    """Where the results of the file with this content and row path are kept."""
    key = hashlib.sha256(f"{sha256}\0{path}".encode("utf-8", "surrogatepass")).hexdigest()
    return folder / key[:2] / key[2:34]


def write(target: Path, data: bytes) -> None:
    """Put ``data`` at ``target`` whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}.half")
    half.write_bytes(data)
    half.replace(target)


def sound(target: Path) -> bool:
    """Whether whole results are kept there (a machine that lost power may leave a damaged file)."""
    try:
        data = target.read_bytes()
    except FileNotFoundError:
        return False
    return len(data) >= _HEAD.size and _HEAD.unpack_from(data)[1] == zlib.crc32(data[_HEAD.size :])
