"""The rows of one file as bytes: Arrow batches in one compressed body with a checksum."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
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
    """What ``pack`` made, as batches by table; ``data`` must be whole."""
    size = unpacked_size(data)
    body = pa.Codec(_CODEC).decompress(data[_HEAD.size :], decompressed_size=size)
    at = 8 + int.from_bytes(body[:8].to_pybytes(), "little")
    batches = {}
    for name, length in json.loads(body[8:at].to_pybytes()):
        batches[name] = pa.ipc.read_record_batch(body[at : at + length], schema.of(classes[name]))
        at += length
    return batches


def whole(data: bytes) -> bool:
    """Whether ``data`` is what ``pack`` made, to the last byte."""
    if len(data) < _HEAD.size:
        return False
    magic, crc, _ = _HEAD.unpack_from(data)
    return bool(magic == _MAGIC and crc == zlib.crc32(memoryview(data)[_HEAD.size :]))


def unpacked_size(data: bytes) -> int:
    """Bytes of the rows before compression."""
    return int(_HEAD.unpack_from(data)[2])
