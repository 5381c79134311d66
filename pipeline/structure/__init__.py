"""Second stage: the text of a file to its documents, each with masthead, outline and pieces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.records import Doc, Document, Place, Revision, Section, SourceText
from pipeline.structure import _frame, _identity, _kind, _mood, _regions, _roles, _split, _unit
from pipeline.structure import _pieces as pieces_of
from pipeline.structure._blocks import blocks
from pipeline.structure._cells import celled
from pipeline.structure._foot import foot
from pipeline.structure._lines import Line, lines
from pipeline.structure._outline import Heading, outline
from pipeline.structure._talk import turned

# How much of the line above a heading is looked at for words that lead over to it.
_LEAD = 120
# Titles of papers that list nothing but failings.
_LISTS_PROBLEMS = re.compile(r"^[^整改]*问题(?:的)?(?:清单|台账|汇总|通报)$")


def documents(source: SourceText, sha256: str, first_ordinal: int = 1) -> list[Doc]:
    """The documents of one text in order; ``ordinal`` counts on from ``first_ordinal`` within the file.

    The text of each is a contiguous slice of ``source.text``; all offsets of the result are into that slice.
    """
    every = lines(source)
    found, fields = _split.segments(every)
    alone = len(found) == 1
    if alone and fields:
        start = found[0].lines[0].start
        above = _identity.above([line for line in every if line.end <= start])
    else:
        above = None
    fields = {**fields, **source.metadata} if alone else {}
    return [
        _document(source, sha256, ordinal, segment, fields, above, every)
        for ordinal, segment in enumerate(found, first_ordinal)
    ]


def _document(
    source: SourceText,
    sha256: str,
    ordinal: int,
    segment: _split.Segment,
    fields: Mapping[str, str],
    above: str | None,
    every: Sequence[Line],
) -> Doc:
    """The document of one segment, with the ``fields`` of its masthead and the title ``above`` it, amid these.

    ``every`` are the lines of the file.
    """
    start, end = segment.lines[0].start, segment.lines[-1].end
    text = source.text[start:end]
    own = [Line(x.start - start, x.end - start, x.text, x.row, x.hint) for x in segment.lines]
    recognised = _shifted_stretches(source.recognised, start, end)
    frame = _frame.frame(own)
    title = _identity.title(frame.head) or above
    named = title or segment.heading or fields.get("标题")
    kind = _kind.kind(named or segment.page, text)
    signed = _identity.signed(frame)
    unit = _unit.unit(_unit.Paper(kind, title, segment.heading, frame, text, fields))
    meta = Document(
        doc_id=f"{sha256[:12]}-{ordinal}",
        path=source.path,
        sha256=sha256,
        ordinal=ordinal,
        title=named,
        unit=unit,
        region=_regions.of_document(unit, title, text),
        year=_identity.year(kind, title, segment.heading, text, _identity.written(signed, fields)),
        date=_identity.date(signed, fields),
        kind=kind,
        text=text,
        chars=len(text),
        encoding=source.encoding,
        ocr=bool(recognised),
    )
    paragraphs = celled(text, blocks(text, own))
    body = paragraphs[: foot(text, paragraphs)]
    told = "problems" if _LISTS_PROBLEMS.search(named or "") else None
    placed = _placed(text, outline(text, body, kind), kind, told)
    return Doc(
        meta=meta,
        sections=tuple(_section(text, place, placed) for place in placed),
        pieces=tuple(pieces_of.pieces(text, paragraphs, placed)),
        places=_shifted_places(source.places, start, end),
        revisions=_shifted_revisions(source.revisions, start, end),
        recognised=recognised,
        left_out=_left_out(segment.lines, every),
    )


def _left_out(own: Sequence[Line], every: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """The lines between the first and the last of a document's ``own`` lines that are none of them."""
    start, kept = own[0].start, {line.start for line in own}
    first, last = (bisect_left(every, line.start, key=lambda x: x.start) for line in (own[0], own[-1]))
    return tuple((line.start - start, line.end - start) for line in every[first:last] if line.start not in kept)


def _placed(text: str, headings: Sequence[Heading], kind: str, told: str | None) -> list[pieces_of.Place]:
    """The headings with roles and extents; a section ends where the next of its own or a higher level begins."""
    result: list[pieces_of.Place] = []
    before: dict[int | None, str] = {}
    led: dict[int, str] = {}
    ends = _ends(text, headings)
    for number, heading in enumerate(headings):
        parent = result[heading.parent].role if heading.parent is not None else None
        if heading.parent is not None and parent is not None:
            parent = _led(text, heading, parent) or led.get(heading.parent, parent)
            led[heading.parent] = parent
        words = text[heading.head : heading.head_end]
        role = _roles.role(words, kind, parent, before.get(heading.parent), told)
        if heading.parent is None and role == "measures" and not _roles.settles(words, kind):
            role = _of_content(text[heading.head_end : ends[number]], before.get(None))
        before[heading.parent] = role
        result.append(pieces_of.Place(heading, f"S{number + 1}", role, ends[number]))
    return result


def _of_content(words: str, before: str | None) -> str:
    """The role of a part whose heading names none, from what it tells; ``before`` is the role of the part before it."""
    if _mood.tells_failings(words):
        return "problems"
    return "plans" if before == "problems" and _mood.looks_ahead(words) else "measures"


def _led(text: str, heading: Heading, role: str) -> str | None:
    """The role to which the words right above a heading turn (我局将着力做好以下工作：), if it is not ``role``."""
    lead = text[max(0, heading.start - _LEAD) : heading.start].rstrip().rpartition("\n")[2]
    lead = re.split("[。；;]", lead.rstrip("。"))[-1].strip(" 　")
    first = heading.marker is not None and heading.marker.value == 1
    return turned(lead, role) if first or lead[-1:] in ("：", ":") else None


def _ends(text: str, headings: Sequence[Heading]) -> list[int]:
    """Where the text under each heading ends, the white space before the next heading left out."""
    ends = [len(text)] * len(headings)
    open_numbers: list[int] = []
    for number, heading in enumerate(headings):
        end = heading.start
        while end and text[end - 1].isspace():
            end -= 1
        while open_numbers and headings[open_numbers[-1]].level >= heading.level:
            ends[open_numbers.pop()] = end
        open_numbers.append(number)
    return ends


def _section(text: str, place: pieces_of.Place, placed: Sequence[pieces_of.Place]) -> Section:
    heading = place.heading
    return Section(
        section_id=place.section_id,
        parent_id=placed[heading.parent].section_id if heading.parent is not None else None,
        level=heading.level,
        marker=heading.marker.text if heading.marker else None,
        heading=text[heading.head : heading.head_end],
        role=place.role,
        start=heading.start,
        end=place.end,
    )


def _shifted_places(places: Sequence[Place], start: int, end: int) -> tuple[Place, ...]:
    """The places inside the slice ``start``..``end``, as offsets into it."""
    return tuple(
        replace(place, start=max(place.start, start) - start, end=min(place.end, end) - start)
        for place in places
        if place.start < end and (place.end > start or start <= place.start == place.end)
    )


def _shifted_revisions(revisions: Sequence[Revision], start: int, end: int) -> tuple[Revision, ...]:
    """The tracked changes of the slice; deleted text, which has no place, stays with the file's first document."""
    result = []
    for revision in revisions:
        if revision.start is None or revision.end is None:
            if start == 0 or revision is revisions[0]:
                result.append(revision)
        elif start <= revision.start and revision.end <= end:
            result.append(replace(revision, start=revision.start - start, end=revision.end - start))
    return tuple(result)


def _shifted_stretches(
    stretches: Sequence[tuple[int, int, bool]], start: int, end: int
) -> tuple[tuple[int, int, bool], ...]:
    return tuple(
        (max(a, start) - start, min(b, end) - start, sure) for a, b, sure in stretches if a < end and b > start
    )


__all__ = ["documents"]
