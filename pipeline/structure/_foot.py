"""What frames the talk of a document: title, date and form of address above it, 落款, notes and appendices below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.structure import _dates
from pipeline.structure._blocks import Block
from pipeline.structure._lines import Line, finished
from pipeline.structure._titles import is_title

_GREETING = re.compile(r"^[^。；，]{2,30}[:：]$")
_APPENDED = re.compile(r"附(?:件|表|录)?[0-9一二三四五]?[ 　]?[:：]")
# So many blocks of an appendix are looked through for its head.
_APPENDIX = 60
_SHORT = 40
_NOTE = re.compile(
    r"^(?:附件|附表|附)[0-9一二三四五]?[:：]|^[（(]此件"
    r"|^(?:报|送|发|抄)[ 　]?[:：]"
    r"|^(?:主题词|抄送|抄报|报送|发送|印发|拟稿|联系人|联系电话)[ 　]?[:：]"
)


def is_head(text: str, block: Block) -> bool:
    """Whether the block is a title, a date below it, or a form of address."""
    words = text[block.start : block.end]
    line = Line(block.start, block.end, words)
    return block.marker is None and bool(is_title(line) or _dates.closing(words) or _GREETING.match(words))


def foot(text: str, blocks: Sequence[Block]) -> int:
    """The number of the first block of the 落款, of a note or of an appendix at the end."""
    tail = range(max(1, len(blocks) - _APPENDIX), len(blocks))
    at = next((n for n in tail if _is_appendix(text, blocks[n:])), len(blocks))
    for number in range(at - 1, max(0, at - 6), -1):
        words = text[blocks[number].start : blocks[number].end]
        name = at == number + 1 and len(words) <= 30 and not re.search("[。；，,]", words)
        if _dates.closing(words) or _NOTE.match(words) or (name and not blocks[number].marker):
            at = number
    return at


def _is_appendix(text: str, blocks: Sequence[Block]) -> bool:
    """Whether ``blocks`` begin with the words 附表：… and go on with rows and short lines to the document's end."""
    if not _APPENDED.match(text, blocks[0].start):
        return False
    return all(b.row or (b.end - b.start <= _SHORT and not finished(text[b.start : b.end])) for b in blocks[1:])
