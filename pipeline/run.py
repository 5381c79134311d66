"""The whole way of one file, from its bytes to its rows; the only file that knows the order of the stages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import audit, facts, scores, script, structure, tags, text
from pipeline.audit import checks
from pipeline.errors import ReadError
from pipeline.records import Doc, Failure, SourceText, Statistic, Tables
from pipeline.scores import rubrics
from pipeline.settings import Settings
from pipeline.theme_notes import ThemeNotes

Rows = dict[str, list[Any]]

# What a row id adds to the id of its document: short, since reports quote it.
CODES = {
    "places": "PL", "sections": "S", "scores": "SC", "deductions": "D", "counts": "C", "problems": "P",
    "measures": "M", "plans": "PN", "numbers": "N", "revisions": "R", "checks": "K", "rubrics": "RU", "failures": "X",
}  # fmt: skip


def analyse_document(doc: Doc, settings: Settings | None = None) -> Rows:
    """All rows of one document, by table, with their ids."""
    found = tags.tag(doc, facts.extract(doc), settings)
    recounted = checks.check(doc, found)
    proved = checks.prove(doc, found, recounted)
    rows: Rows = {
        "documents": [replace(doc.meta, row_id=doc.meta.doc_id)],
        "places": list(doc.places),
        "sections": list(doc.sections),
        "revisions": list(doc.revisions),
        **proved,
        "checks": recounted,
        "rubrics": rubrics.read(doc),
    }
    return {name: table if name == "documents" else _identified(table, name, doc) for name, table in rows.items()}


def _identified(table: list[Any], name: str, doc: Doc) -> list[Any]:
    """The rows with their ids: written into them here, before anyone else has them, since ``replace`` takes 5 µs a row
    and setting 0.4, on some 300 rows a document."""
    code, doc_id, put = CODES.get(name, name), doc.meta.doc_id, object.__setattr__
    for number, row in enumerate(table, 1):
        put(row, "doc_id", doc_id)
        put(row, "row_id", f"{doc_id}-{code}{number}")
    return table


def is_older(path: str) -> bool:
    """Whether ``prepare`` does something for a file of that name."""
    return text.convert.is_older(path)


def prepare(files: Sequence[tuple[str, bytes]], seconds: float) -> Mapping[str, bytes]:
    """What can be done for several files, given as path and bytes, at once: older ones are converted by one call.

    For ``analyse_file``, which does alone what is missing. Ends within ``seconds``.
    """
    return text.convert.batch(files, seconds)


def analyse_file(
    path: str, data: bytes, settings: Settings | None = None, ready: Mapping[str, bytes] = text.convert.NOTHING
) -> Rows:
    """All rows of one file, by table; what could not be read stands in ``failures``. ``ready`` is from ``prepare``."""
    sha256 = hashlib.sha256(data).hexdigest()
    rows: Rows = {"failures": []}
    try:
        reading = text.read(path, data, ready)
    except ReadError as error:
        failure = Failure(path=path, stage="text", code=error.code, message=error.message)
        return {"failures": [replace(failure, row_id=f"{sha256[:12]}-X1")]}
    ordinal = 1
    for source in reading.texts:
        for _, found in _analysed(source, sha256, ordinal, settings):
            ordinal += 1
            for name, table in found.items():
                rows.setdefault(name, []).extend(table)
    rows["failures"] = [replace(f, row_id=f"{sha256[:12]}-X{n}") for n, f in enumerate(reading.failures, 1)]
    return rows


def analyse_text(text: str) -> list[tuple[int, Rows]]:
    """The documents in a text at hand: where each begins in it, and its rows."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return list(_analysed(SourceText(path="", text=text), sha256, 1, None))


def _analysed(source: SourceText, sha256: str, ordinal: int, settings: Settings | None) -> Iterator[tuple[int, Rows]]:
    """Where each document begins in the text of ``source``, and its rows."""
    read, at = script.simplified(source), 0
    for doc in structure.documents(read, sha256, ordinal):
        at = read.text.index(doc.text, at)
        rows = analyse_document(doc, settings)
        yield at, rows if read is source else script.restored(rows, source.text, read.text, at)
        at += len(doc.text)


def further_tables() -> dict[str, type]:
    """The row classes of the extractors found, by table; some may be none of the contract's."""
    return {name: module.Row for name, module in facts.extractors().items()}


def archive_steps() -> list[Callable[[Tables, Settings], Mapping[str, Sequence[Any]]]]:
    """What is done once over all tables, in order; each step sees the tables of those before it."""
    return [scores.score, audit.audit]


def archive_sheets() -> Callable[[Tables, Settings], Mapping[str, Sequence[Any]]]:
    """What makes further sheets of the workbook from all tables, under the key ``sheets``."""
    return scores.sheets


def theme_notes(tables: Tables, settings: Settings) -> ThemeNotes:
    """What the report tells about themes besides the tables."""
    return tags.notes(tables, settings)


def publish(results: Path, further: Sequence[Statistic]) -> None:
    """Write the report and the workbook of a results folder, with ``further`` sheets."""
    from pipeline import report  # here, since workers have no use for it and it takes half a second to load

    report.write(results, further)


def paper(results: Path, out: Path, unit: str | None = None, year: int | None = None) -> int:
    """Write the working paper ``out`` (.docx) of a unit and year, or of all, and its sheet; how many entries it has."""
    from pipeline.report import paper as written  # here, for the same reasons

    return len(written.write(results, out, unit, year))
