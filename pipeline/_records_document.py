"""What structure gives: a document with its outline and the pieces of its running text."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass

from pipeline._records_source import Place, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document; a file may hold several. ``year`` is the year reported on."""

    row_id: str = ""
    doc_id: str
    path: str
    sha256: str
    ordinal: int
    title: str | None = None
    unit: str | None = None
    region: str | None = None
    year: int | None = None
    date: datetime.date | None = None
    kind: str = "other"
    text: str
    chars: int
    encoding: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading of the outline; ``start`` is that of its marker, ``end`` that of all the text under it."""

    row_id: str = ""
    doc_id: str = ""
    section_id: str
    parent_id: str | None = None
    level: int
    marker: str | None = None
    heading: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of running text between headings: one marked item or one sentence, without its marker.

    ``role`` is that of the innermost section; ``kind`` is ``item`` (under its own marker), ``sentence``, ``lead`` (a
    sentence that announces the items after it) or ``row`` (a row of a table). ``heading_end`` is where a run-in
    heading ends. ``container`` is true for an item that itemises itself further.
    """

    start: int
    end: int
    kind: str
    role: str
    marker: str | None = None
    section_id: str | None = None
    heading_end: int | None = None
    container: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """A document with its structure: what every extractor gets. All offsets are into ``meta.text``."""

    meta: Document
    sections: tuple[Section, ...] = ()
    pieces: tuple[Piece, ...] = ()
    places: tuple[Place, ...] = ()
    revisions: tuple[Revision, ...] = ()
    recognised: tuple[tuple[int, int, bool], ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()  # lines amid the text that are the page's own, in order

    def is_left_out(self, position: int) -> bool:
        """Whether ``position`` lies in a line that is the page's own (2/4, 上一页)."""
        at = bisect_right(self.left_out, (position, len(self.text))) - 1
        return at >= 0 and position < self.left_out[at][1]

    @property
    def text(self) -> str:
        """The text all offsets point into."""
        return self.meta.text
