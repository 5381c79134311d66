"""Which block stands under which, from the order in which a document uses its markers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.structure._blocks import Block
from pipeline.structure._markers import RANK

# How many blocks ahead the next member of a series is looked for, so that no text takes quadratic time.
_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """How a block could begin with a heading: its form, where its words end, and where the text after it begins."""

    form: str
    end: int
    rest: int


def nest(text: str, blocks: Sequence[Block], labels: dict[int, Candidate]) -> dict[int, int | None]:
    """The block above each marked or labelled block, from the order in which the document uses its markers."""
    stack: list[tuple[str, int]] = []
    parents: dict[int, int | None] = {}
    named = Counter(text[blocks[n].body : c.end] for n, c in labels.items() if c.form == "colon")
    repeated = {words for words, times in named.items() if times > 1}  # 问题表现：… 整改情况：… under each item
    for number, block in enumerate(blocks):
        if number in labels and labels[number].form == "bare":
            kind = "bare"
            _settle_bare(blocks, stack, number)
        elif number in labels:
            kind = f"hint{block.hint}" if block.hint else labels[number].form
            colon = block.body < block.end and labels[number].form == "colon"
            inside = colon and bool(stack) and blocks[stack[-1][1]].marker is not None
            inside = inside and (stack[-1][1] == number - 1 or text[block.body : labels[number].end] in repeated)
            _settle(stack, kind, len(stack) if inside else int(colon))
        elif block.marker and block.marker.kind in RANK:
            kind = block.marker.kind
            if kind in [k for k, _ in stack]:
                while stack[-1][0] != kind:
                    stack.pop()
                stack.pop()
            elif block.marker.value == 1 and stack and _goes_on(blocks, number, stack[-1]):
                pass
            else:
                while stack and RANK.get(stack[-1][0], -1) > RANK[kind]:
                    stack.pop()
        else:
            continue
        parents[number] = stack[-1][1] if stack else None
        stack.append((kind, number))
    return parents


def _settle(stack: list[tuple[str, int]], kind: str, depth: int) -> None:
    if kind in [k for k, _ in stack]:
        while stack.pop()[0] != kind:
            pass
    elif kind.startswith("hint"):
        while stack and (not stack[-1][0].startswith("hint") or stack[-1][0] > kind):
            stack.pop()
    else:
        del stack[depth:]


def _settle_bare(blocks: Sequence[Block], stack: list[tuple[str, int]], number: int) -> None:
    """Leave on the stack what a heading without a number stands under: the heading right above the first of them, or
    the outermost numbered part, where its series goes on."""
    if any(kind == "bare" for kind, _ in stack):
        while stack.pop()[0] != "bare":
            pass
    elif stack and stack[-1][1] != number - 1:
        outer = stack[0][0]
        on = any(b.marker and b.marker.kind == outer for b in blocks[number + 1 : number + 1 + _AHEAD])
        del stack[int(on) :]


def _goes_on(blocks: Sequence[Block], number: int, above: tuple[str, int]) -> bool:
    """Whether the series of ``above`` has a next member after block ``number`` before a higher marker comes."""
    kind, at = above
    marker = blocks[at].marker
    if marker is None or kind not in RANK or RANK[kind] < RANK[blocks[number].marker.kind]:  # type: ignore[union-attr]
        return True
    for block in blocks[number + 1 : number + 1 + _AHEAD]:
        if block.marker and block.marker.kind in RANK:
            if block.marker.kind == kind:
                return block.marker.value == marker.value + 1
            if RANK[block.marker.kind] < min(RANK[kind], RANK[blocks[number].marker.kind]):  # type: ignore[union-attr]
                return False
    return False


def series_of(blocks: Sequence[Block], parents: dict[int, int | None]) -> list[list[int]]:
    """The blocks that count on from each other: one parent, one kind of marker, a new series at each 1."""
    found: dict[tuple[int | None, str], list[list[int]]] = {}
    for number, parent in parents.items():
        marker = blocks[number].marker
        if marker is None:
            continue
        runs = found.setdefault((parent, marker.kind), [])
        if not runs or marker.value == 1:
            runs.append([])
        runs[-1].append(number)
    return [run for runs in found.values() for run in runs]
