"""Plain text in any of the encodings that Chinese archives hold."""

from __future__ import annotations

from pipeline.records import Failure, Place, Reading, SourceText
from pipeline.text._encoding import decode


def read(path: str, data: bytes) -> Reading:
    """The characters of ``data`` as they are, with line ends as line feeds; each line that has text has a place.

    Raises ReadError ``not_text``. Bytes that fit no encoding stand as U+FFFD and give a failure ``damaged``.
    """
    decoded = decode(data, path)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    source = SourceText(path=path, text=text, places=tuple(_places(text)), encoding=decoded.encoding)
    return Reading(texts=(source,), failures=tuple(_damage(path, decoded.damaged)))


def _places(text: str) -> list[Place]:
    places = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            places.append(Place(start=start, end=start + len(line), paragraph=number))
        start += len(line) + 1
    return places


def _damage(path: str, damaged: int) -> list[Failure]:
    if not damaged:
        return []
    message = f"{path}: 有 {damaged} 处字节损坏，在文本中以“\ufffd”代替，其余照常读入。请核对原件后重新提供。"
    return [Failure(path=path, part="字符", stage="text", code="damaged", message=message)]
