"""Builds a text and the map back to its file at one go, so that neither can drift from the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.records import Place, Revision, SourceText

# Offsets (in a paragraph or cell) from which on it stands on a page, the first of them 0.
Pages = Sequence[tuple[int, int | None]]


def stretches(pages: Pages, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """(start, end, page) of each stretch of the text from ``start`` to ``end`` that is on a page of its own."""
    ends = [start + at for at, _ in pages[1:]] + [end]
    return ((start + at, until, page) for (at, page), until in zip(pages, ends, strict=True))


@dataclass(slots=True)
class Builder:
    """The text so far. ``length`` is its number of characters: the offset at which the next stretch starts."""

    chunks: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    hints: dict[int, int] = field(default_factory=dict)
    recognised: list[tuple[int, int, bool]] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def add(self, text: str) -> int:
        """Append ``text``; the offset at which it starts."""
        start = self.length
        self.chunks.append(text)
        self.length += len(text)
        return start

    def line(self, text: str, *, pages: Pages = ((0, None),), part: str = "body") -> int:
        """Append a paragraph of its own line with a place for each of its ``pages``; the offset at which it starts."""
        start = self.add(text)
        self.paragraphs += 1
        for begin, end, page in stretches(pages, start, self.length):
            self.places.append(Place(start=begin, end=end, page=page, paragraph=self.paragraphs, part=part))
        self.add("\n")
        return start

    def append(self, source: SourceText, part: str) -> None:
        """Append the text of another file that is embedded here, with its map; its tables and paragraphs count on."""
        start = self.add(source.text)
        paragraphs, tables = self.paragraphs, self.tables
        for place in source.places:
            if place.part != "body":
                continue
            table = place.table + tables if place.table else None
            paragraph = place.paragraph + paragraphs if place.paragraph else None
            self.tables, self.paragraphs = max(self.tables, table or 0), max(self.paragraphs, paragraph or 0)
            moved = replace(place, start=place.start + start, end=place.end + start, part=part)
            self.places.append(replace(moved, page=None, table=table, paragraph=paragraph))
        self.hints.update({start + at: level for at, level in source.hints.items()})

    def source(self, path: str, **known: object) -> SourceText:
        """What was built, as the record that the next stage takes."""
        return SourceText(
            path=path,
            text="".join(self.chunks),
            places=tuple(self.places),
            revisions=tuple(self.revisions),
            hints=self.hints,
            recognised=tuple(self.recognised),
            **known,  # type: ignore[arg-type]
        )
