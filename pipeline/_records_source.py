"""What reading gives: the text of a file, the map back to its pages and cells, and what could not be read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch of text stands in its file.

    Pages, paragraphs, tables, rows and columns count from 1. An empty cell has a place with ``start == end``; a cell
    that a merge has swallowed has none, so a reader of a table takes the value above (or to the left) of the gap.
    """

    row_id: str = ""
    doc_id: str = ""
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    part: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One tracked insertion or deletion of a Word file. ``start`` and ``end`` are null for deleted text."""

    row_id: str = ""
    doc_id: str = ""
    kind: str
    author: str | None = None
    date: datetime.date | None = None
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file, or a part of one, that could not be read, and what to do about it."""

    row_id: str = ""
    doc_id: str | None = None
    path: str
    part: str | None = None
    stage: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The whole text of one file (or one member of an archive file) with the map back to its pages and cells.

    ``text`` is what a person would copy from the page: paragraphs end in a line feed, cells of a table row are parted
    by tabs. ``hints`` maps the start of a paragraph to the outline level (1..9) its style gives it. ``metadata`` holds
    what the file says beside its text, by its Chinese name (标题, 索引号, 成文日期, 公开主体, 公开日期, 有效性 …).
    ``recognised`` are the stretches whose text came from recognition, with whether two readings agreed.
    """

    path: str
    text: str
    places: tuple[Place, ...] = ()
    revisions: tuple[Revision, ...] = ()
    hints: Mapping[int, int] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    recognised: tuple[tuple[int, int, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file gave: its texts (several for an archive file) and what of it could not be read."""

    texts: tuple[SourceText, ...] = ()
    failures: tuple[Failure, ...] = ()
