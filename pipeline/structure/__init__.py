"""Second stage: the text of a file to its documents, each with masthead, outline and pieces."""

from __future__ import annotations

from pipeline.records import Doc, Document, SourceText


def documents(source: SourceText, sha256: str, first_ordinal: int = 1) -> list[Doc]:
    """The documents of one text in order; ``ordinal`` counts on from ``first_ordinal`` within the file."""
    meta = Document(
        doc_id=f"{sha256[:12]}-{first_ordinal}",
        path=source.path,
        sha256=sha256,
        ordinal=first_ordinal,
        text=source.text,
        chars=len(source.text),
        encoding=source.encoding,
    )
    return [Doc(meta=meta)]
