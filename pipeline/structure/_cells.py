"""Lines that are the cells of a table which lost its ruling in copying: 东河乡, 96, 优秀, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.structure._blocks import Block

# A cell has at most so many characters; so many of them in a row, one being a figure, are a table.
_LONGEST, _ROW = 14, 3
_FIGURE = re.compile(r"[-－]?[0-9０-９,，.．]+[ ]?(?:[万亿]?[\u4e00-\u9fff%％]{0,3})")
_GRADE = re.compile("[优良中差]|优秀|良好|较好|合格|基本合格|不合格|一般|较差|达标|不达标|[一二三]等")
_STOP = re.compile("[。；;：:，,]")


def celled(text: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with those that are cells as rows."""
    result = list(blocks)
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and _is_short(text, blocks, end):
            end += 1
        if end > start and end < len(blocks) and not is_cell(text, blocks[end - 1]):
            end -= 1  # what stands right above running text may be its heading
        if end - start >= _ROW and any(_FIGURE.fullmatch(_words(text, b)) for b in blocks[start:end]):
            result[start:end] = [replace(block, row=True) for block in blocks[start:end]]
        start = max(end, start) + 1
    return result


def _words(text: str, block: Block) -> str:
    return text[block.body : block.end].strip()


def is_cell(text: str, block: Block) -> bool:
    """Whether a line is a figure or a grade, which head nothing."""
    words = _words(text, block)
    return bool(_FIGURE.fullmatch(words) or _GRADE.fullmatch(words))


def _is_short(text: str, blocks: Sequence[Block], number: int) -> bool:
    block = blocks[number]
    words = _words(text, block)
    if block.hint or not words or len(words) > _LONGEST or _STOP.search(words):
        return False
    follows = number + 1 < len(blocks) and _FIGURE.fullmatch(_words(text, blocks[number + 1]))
    return block.marker is None or (block.marker.kind == "dig" and bool(follows))
