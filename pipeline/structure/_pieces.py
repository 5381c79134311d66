"""Sections and pieces: what stands under which heading, item by item and sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records import Piece
from pipeline.structure._blocks import Block
from pipeline.structure._foot import foot, is_head
from pipeline.structure._markers import Marker, inline
from pipeline.structure._mood import orders
from pipeline.structure._outline import Heading
from pipeline.structure._paired import pair
from pipeline.structure._roles import names_role, worded
from pipeline.structure._sentences import sentences, stops, trim
from pipeline.structure._talk import (
    amends,
    closes,
    heads_both,
    heads_plans,
    looks_ahead,
    sets_to_work,
    starts_anew,
    sums_up,
    turned,
    turns_to_plans,
)

# An item of so few characters before a first item of a lower kind only names what they share.
_NAME = 16
_FIRST = re.compile("[1１一①⑴]")
# A heading that tells a failing itself, rather than the field in which there are some (财政资金).
_FAULT = re.compile(
    "[不未没无缺欠弱差慢低难乱少浅散软虚旧窄]|滞后|单一|老化|偏|流于|淡薄|有待|重.{1,6}轻|问题|短板|空白|随意|应付|形式|落后|堵点|断层|隐患|瓶颈|复杂|繁琐|紧张|矛盾|压力"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A heading with its role and extent, and the id of its section."""

    heading: Heading
    section_id: str
    role: str
    end: int


def pieces(text: str, blocks: Sequence[Block], places: Sequence[Place]) -> list[Piece]:
    """The items and sentences of a document, in order."""
    by_block = {place.heading.block: place for place in places}
    owners = _owners(blocks, by_block)
    last = foot(text, blocks)
    result: list[Piece] = []
    zone: str | None = None
    done = -1
    for number, block in enumerate(blocks):
        place, owner = by_block.get(number), owners[number]
        if place is not None:
            zone = None
        if block.start < done or (number < 3 and is_head(text, block)) or (number >= last and place is None):
            continue
        whole = _whole_problem(text, blocks, number, place) if place else None
        if whole is not None:
            done = place.end if place else done
            result.append(whole)
            continue
        found, zone = _under(text, _of_block(text, block, place), owner, zone)
        if block.listed:
            found = [replace(piece, kind="item") if piece.role in ("problems", "plans") else piece for piece in found]
        result.extend(found)
    return _nested(text, result)


def _whole_problem(text: str, blocks: Sequence[Block], number: int, place: Place) -> Piece | None:
    """A failing named by a heading on its own line, with the unmarked paragraphs that tell of it, as one item."""
    heading, block = place.heading, blocks[number]
    if place.role != "problems" or heading.parent is None or not heading.alone or block.marker is None:
        return None
    if not _FAULT.search(text, heading.head, heading.head_end):
        return None
    after = number + 1
    while after < len(blocks) and blocks[after].start < place.end:
        listed = text[blocks[after].end - 1] in "；;"
        if blocks[after].marker or blocks[after].run or listed:
            return None
        after += 1
    start, end = trim(text, heading.head, place.end)
    return Piece(
        start=start,
        end=end,
        kind="item",
        role="problems",
        marker=block.marker.text,
        section_id=place.section_id,
        heading_end=heading.head_end,
    )


def _owners(blocks: Sequence[Block], by_block: dict[int, Place]) -> list[Place | None]:
    """The innermost section of each block."""
    result: list[Place | None] = []
    open_places: list[Place] = []
    for number, block in enumerate(blocks):
        while open_places and open_places[-1].end <= block.start:
            open_places.pop()
        if number in by_block:
            open_places.append(by_block[number])
        result.append(open_places[-1] if open_places else None)
    return result


def _of_block(text: str, block: Block, place: Place | None) -> list[Piece]:
    """The pieces of one block, with the role still empty where it is that of the section."""
    if block.row:
        return [Piece(start=block.start, end=block.end, kind="row", role="")]
    if place is not None:
        return _of_heading(text, block, place)
    if block.marker is None or block.marker.text == "【":
        return _running(text, block.start, block.end, block.run)
    start, end = trim(text, block.body, block.end)
    if start >= end:
        return []
    marker = block.marker.text
    if both := pair(text, block):
        return [
            Piece(start=a, end=b, kind="item", role=role, marker=marker)
            for (a, b), role in ((both.failing, "problems"), (both.mending, both.role))
        ]
    if block.run and block.run[0].kind == block.marker.kind:
        return _series(text, [block.marker, *block.run], block.end)
    if not block.run or block.marker.kind in ("shi", "di", "seq", "circle"):
        closed = not block.run and (block.marker.kind == "shi" or not block.first)
        kept = _without_close(text, start, end) if closed else end
        item = Piece(start=start, end=kept, kind="item", role="", marker=marker)
        return [item, *(_running(text, kept, end, ()) if kept < end and not block.first else [])]
    whole = Piece(start=start, end=end, kind="item", role="", marker=marker, container=True)
    return [whole, *_running(text, block.body, block.end, block.run)]


def _of_heading(text: str, block: Block, place: Place) -> list[Piece]:
    heading = place.heading
    start, end = trim(text, heading.head, block.end)
    marker = block.marker.text if block.marker else None
    if start >= end:
        return []
    if heading.alone or (heading.parent is None and end <= heading.head_end):
        if marker is None or place.end > block.end or heading.parent is None:
            return []
        return [
            Piece(start=start, end=heading.head_end, kind="item", role="", marker=marker, heading_end=heading.head_end)
        ]
    if marker is None or _lost_its_line(text, block, heading) or _names_part(text, place):
        return _running(text, heading.rest, block.end, block.run)
    whole = Piece(start=start, end=end, kind="item", role="", marker=marker, heading_end=heading.head_end)
    if not block.run or block.run[0].kind in ("seq", "di"):
        return [whole]
    return [replace(whole, container=True), *_running(text, heading.rest, block.end, block.run)]


def _lost_its_line(text: str, block: Block, heading: Heading) -> bool:
    """Whether only a space parts a heading of the outer levels from its text: it stood on a line of its own once."""
    outer = block.marker is not None and block.marker.kind in ("part", "chapter", "cn")
    return outer and text[heading.head_end] in " 　"


def _names_part(text: str, place: Place) -> bool:
    """Whether a heading of the first level only says what part begins (问题与不足。…) and belongs to no item."""
    heading = place.heading
    words = text[heading.head : heading.head_end]
    named = len(words) <= _NAME and worded(words, "self_report") in ("problems", "plans")
    return heading.parent is None and (named or names_role(words, "self_report"))


def _running(text: str, start: int, end: int, run: Sequence[Marker]) -> list[Piece]:
    """Sentences, and the items of the run inside, if any: leads before it, closing sentences after it."""
    if not run:
        return [Piece(start=a, end=b, kind=_kind(text, b), role="") for a, b in sentences(text, start, end)]
    leads = [Piece(start=a, end=b, kind="lead", role="") for a, b in sentences(text, start, run[0].start)]
    return leads + _series(text, run, end)


def _kind(text: str, end: int) -> str:
    return "lead" if text[end - 1] in ":：" else "sentence"


def _series(text: str, run: Sequence[Marker], end: int) -> list[Piece]:
    ends = [marker.start for marker in run[1:]] + [end]
    bounds = [(marker, *trim(text, marker.end, stop)) for marker, stop in zip(run, ends, strict=True)]
    most = max((len(stops(text, a, b)) for _, a, b in bounds[:-1]), default=0)
    last, start, stop = bounds[-1]
    cut = _without_close(text, start, stop, most)
    items = [
        Piece(start=a, end=b, kind="item", role="", marker=m.text)
        for m, a, b in [*bounds[:-1], (last, start, cut)]
        if a < b
    ]
    return items + (_running(text, cut, stop, inline(text, cut, stop)) if cut < stop else [])


def _without_close(text: str, start: int, end: int, most: int = 0) -> int:
    """Where the last item of a run ends: before a closing sentence, or before a new start after as many sentences
    as its longest sibling has and more than one beyond."""
    found = sentences(text, start, end)
    for number, (at, _) in enumerate(found[1:], 1):
        words = text[at : at + 20]
        if (
            closes(words)
            or amends(text[at : at + 80])
            or heads_plans(words)
            or (most == 1 and sums_up(words))
            or (turns_to_plans(text[at : at + 60]) and not turns_to_plans(text[start : start + 60]))
        ):
            return found[number - 1][1]
        if most and number >= most and len(found) > most + 1 and starts_anew(words):
            return found[number - 1][1]
    return end


def _under(text: str, found: list[Piece], owner: Place | None, zone: str | None) -> tuple[list[Piece], str | None]:
    """``found`` with section and role, and the role that the talk has turned to, if any.

    A sentence that turns to failings or to what comes next gives the role from there on; a paragraph that closes the
    document's talk has the role ``other``.
    """
    section = owner.section_id if owner else None
    role = owner.role if owner else "other"
    if owner and role == "problems" and zone is None and _orders(text, found, owner):
        zone = "plans"
    result: list[Piece] = []
    for number, piece in enumerate(found):
        if piece.kind in ("sentence", "lead"):
            words = text[piece.start : piece.end + (text[piece.end : piece.end + 1] in ("，", ","))]
            back = sets_to_work(words)
            if number == 0 and piece.kind == "sentence" and closes(words) and not (back or looks_ahead(words)):
                return [replace(p, role="other", section_id=section) for p in found], zone
            if amends(words) and (zone or role) == "problems":
                zone = "plans"
            else:
                zone = None if back else turned(words, role) or zone
        result.append(replace(piece, role=piece.role or zone or role, section_id=section))
    return result, zone


def _orders(text: str, found: Sequence[Piece], owner: Place) -> bool:
    """Whether a paragraph under 存在问题和下一步打算 tells only what is to be done."""
    told = [text[p.start : p.end] for p in found]
    headed = heads_both(text[owner.heading.head : owner.heading.head_end])
    return headed and bool(told) and all(orders(words) for words in told)


def _kind_of(marker: str) -> str:
    """What a marker of the same series shares with ``marker``: its shape and the kind of its numeral."""
    return re.sub("[①-⑳⑴-⒇]", "①", re.sub("[一二三四五六七八九十]+", "一", re.sub("[0-9０-９]+", "1", marker)))


def _names_items(text: str, piece: Piece, following: Piece) -> bool:
    """Whether an item only names what the items of its section that begin with ``following`` share."""
    short = piece.end - piece.start <= _NAME and not re.search("[0-9０-９。；]", text[piece.start : piece.end])
    first = _FIRST.search(following.marker or "")
    return short and first is not None and following.section_id == piece.section_id


def _nested(text: str, found: list[Piece]) -> list[Piece]:
    """Marks the items that the items after them belong to, and the sentences that announce items."""
    result = list(found)
    for number, piece in enumerate(found[:-1]):
        following = found[number + 1]
        if piece.container or piece.kind not in ("item", "sentence") or following.kind != "item":
            continue
        ends = text[piece.end : piece.end + 1] in ("：", ":") or text[piece.end - 1] in "：:"
        deeper = following.marker and piece.marker and _kind_of(following.marker) != _kind_of(piece.marker)
        if deeper and (ends or _names_items(text, piece, following)):
            result[number] = replace(piece, container=True)
        elif ends and piece.kind == "sentence":
            result[number] = replace(piece, kind="lead")
    return result
