"""First stage: the bytes of a file to its text and the map back to the page."""

from __future__ import annotations

from pipeline.errors import ReadError
from pipeline.records import Reading, SourceText


def read(path: str, data: bytes) -> Reading:
    """The texts in ``data``; ``path`` is the name that rows carry and whose ending helps to tell the format.

    Raises ReadError where the file as a whole can't be read; parts that can't be read are failures of the Reading.
    """
    if not data:
        raise ReadError("empty", f"{path}: 文件为空（0 字节）。请核对原件后重新提供。")
    return Reading(texts=(SourceText(path=path, text=data.decode("utf-8"), encoding="utf-8"),))
