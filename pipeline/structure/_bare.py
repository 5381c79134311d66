"""Headings that have lost their numbers: short lines of one form, most of them with running text below."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from pipeline.structure import _dates
from pipeline.structure._blocks import Block
from pipeline.structure._cells import is_cell
from pipeline.structure._lines import Line, finished
from pipeline.structure._names import body
from pipeline.structure._roles import worded
from pipeline.structure._titles import is_title

# A line of one or two clauses without a stop; what stands below it has at least so many characters, a whole sentence
# fewer.
_BARE = re.compile(
    r"(?![—─-])[^。；;：:！!？?，,\s（(]{2,22}(?:[，, —-]{1,2}[^。；;：:！!？?，,\s（(]{2,16})?"
    r"(?:[（(][^（()）\s]{1,12}[)）])?"
)
_PROSE, _SENTENCE = 20, 12
# A short first sentence without a figure that heads its paragraph, and words that make it a sentence like others.
_RUN_IN = re.compile(
    r"(?P<head>[^。；;：:！!？?，,、\s0-9（(《]{2,16}(?:[，,][^。；;：:！!？?，,\s0-9（(《]{3,16})?)"
    r"(?:。|(?<=方面)[:：]|[ \u3000\xa0]{2,})(?=[^\n]{15})"
)
_TELLS = re.compile(
    "^(?:今年|近年|20|全[县市区镇乡村]|各|我们?|本|该|为了?|根据|按照|在|通过|对|于是|同时|总之|下一?步|今后)|[了已将是有于]|如下|以来"
)
_ROW = 2
# The title stands among so many blocks at the head and above the first paragraph, which has at least so many
# characters.
_HEAD, _OPENING = 8, 25
# Of the lines of this form so many must have running text below them; else they are a list of names or cells.
_MOST = 0.6
# Words that name a role and nothing else are a part's name up to this length.
_LABEL = 14


def bare(text: str, blocks: Sequence[Block], labelled: Collection[int], kind: str) -> Mapping[int, tuple[int, bool]]:
    """By block number where the words of a heading without a number end, and whether it is one of the first level.

    ``labelled`` are the blocks that are known as headings already.
    """
    opening = next((n for n, b in enumerate(blocks[:_HEAD]) if _opens(text[b.start : b.end])), _HEAD)
    top = max((n for n, b in enumerate(blocks[:opening]) if _entitles(text[b.start : b.end])), default=0)
    lone = [n for n in range(top + 1, len(blocks)) if n not in labelled and _stands_bare(text, blocks[n])]
    heads = {n for n in lone if n + 1 < len(blocks) and _is_prose(text, blocks[n + 1])}
    above = {n for n in lone if n + 1 in heads}
    found = heads | above
    if not found or len(found) + len(labelled) < 2 or len(found) < _MOST * len(lone):
        return {}
    return {n: _placed(text, blocks[n], n in above, kind) for n in found}


def run_in(text: str, blocks: Sequence[Block], labelled: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """By block number where a heading without a number ends that runs in with its text, and where that text begins.

    学习教育扎实开展。召开动员会1次… Only a row of paragraphs that all begin so is taken.
    """
    found: dict[int, tuple[int, int]] = {}
    row: list[tuple[int, int, int]] = []
    for number in range(1, len(blocks) + 1):
        block = blocks[number] if number < len(blocks) else None
        plain = block is not None and not (block.row or block.hint or block.marker) and number not in labelled
        match = _RUN_IN.match(text, block.body, block.end) if block is not None and plain else None
        if block is not None and match is not None and not _TELLS.search(match["head"]):
            row.append((number, match.end("head"), match.end()))
            continue
        if len(row) >= _ROW:
            found.update({n: (end, rest) for n, end, rest in row})
        row = []
    return found


def _entitles(words: str) -> bool:
    """Whether a line is a title or, after a dash, what stands below one."""
    return words.startswith(("—", "--", "──")) or is_title(Line(0, len(words), words))


def _opens(words: str) -> bool:
    """Whether a block is running text, so that no title stands below it."""
    return len(words) >= _OPENING and finished(words)


def _placed(text: str, block: Block, above: bool, kind: str) -> tuple[int, bool]:
    head = _words(text, block)
    return block.body + len(head), above or (worded(head, kind) is not None and len(head) <= _LABEL)


def _stands_bare(text: str, block: Block) -> bool:
    if block.row or block.hint or block.listed or (block.marker and block.marker.kind != "bullet"):
        return False
    if is_cell(text, block):
        return False
    words = _words(text, block)
    return bool(_BARE.fullmatch(words)) and not _dates.closing(words) and body(words) is None


def _words(text: str, block: Block) -> str:
    """The words of a lone line, without the bracket that closes after it."""
    return text[block.body : block.end].removesuffix("】")


def _is_prose(text: str, block: Block) -> bool:
    long = block.end - block.start >= (_SENTENCE if finished(text[block.start : block.end]) else _PROSE)
    opens = block.marker is not None and block.marker.value == 1
    return not block.row and (block.run != () or opens or (block.marker is None and long))
