"""The texts of cited documents inside the page, packed, up to a limit that the page states."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from pipeline.report import _store

# Packed they are some 3 MB of page, the texts of 600 reports; what is left out is told there and stands in its file.
CHARS_IN_PAGE = 2_500_000
# One text longer than this would take the room of hundreds of others.
CHARS_A_TEXT = 400_000


@dataclass(frozen=True, slots=True)
class Text:
    """One document as the page knows it; ``packed`` is its text as base64 of gzip, null where it was left out."""

    about: dict[str, Any]
    packed: str | None
    cited: bool


def chosen(connection: duckdb.DuckDBPyConnection, cited: Iterable[str], known: Iterable[str]) -> list[Text]:
    """The documents that rows point at, first come first served, then the merely ``known`` ones without text."""
    order = list(dict.fromkeys(cited))
    sizes = dict(connection.execute("SELECT doc_id, chars FROM documents").fetchall())
    taken, room = set(), CHARS_IN_PAGE
    for doc_id in order:
        size = sizes.get(doc_id, CHARS_A_TEXT + 1)
        if size <= CHARS_A_TEXT and size <= room:
            taken.add(doc_id)
            room -= size
    everything = list(dict.fromkeys([*order, *known]))
    return _loaded(connection, everything, taken, set(order))


def _loaded(connection: duckdb.DuckDBPyConnection, doc_ids: list[str], taken: set[str], cited: set[str]) -> list[Text]:
    wanted = pd.DataFrame({"doc_id": doc_ids, "taken": [d in taken for d in doc_ids]}, dtype=object)
    connection.register("wanted", wanted.astype({"taken": bool}))
    cursor = connection.execute(
        "SELECT d.doc_id, d.title, d.unit, d.year, d.path, d.ordinal, d.chars, d.encoding, d.ocr, "
        "CASE WHEN w.taken THEN d.text END AS text FROM wanted w JOIN documents d USING (doc_id) ORDER BY d._n"
    )
    names = [column[0] for column in cursor.description or ()]
    texts = []
    while batch := cursor.fetchmany(500):
        for values in batch:
            about = dict(zip(names, values, strict=True))
            text = about.pop("text")
            texts.append(Text(about, None if text is None else _packed(text), about["doc_id"] in cited))
    connection.unregister("wanted")
    return texts


def _packed(text: str) -> str:
    data = text.encode("utf-8", errors="replace")
    return base64.b64encode(gzip.compress(data, 6, mtime=0)).decode("ascii")


def located(connection: duckdb.DuckDBPyConnection, spans: list[dict[str, Any]]) -> dict[tuple[str, int, int], str]:
    """Where each span (doc_id, start, end) stands in its file, in words: 第3页 第2段, 第3–4页 第2段, 表1 第4行第2列."""
    frame = pd.DataFrame(
        [(s["doc_id"], s["start"], s["end"], max(s["start"], s["end"] - 1)) for s in spans],
        columns=["doc_id", "start", "end", "last"],
    ).drop_duplicates()
    if frame.empty:
        return {}
    connection.register("asked", frame)
    found = _store.rows(
        connection,
        'WITH filled AS (SELECT * FROM places WHERE start < "end") '
        'SELECT a.doc_id, a.start, a."end", p.page, q.page AS last_page, p.paragraph, p."table", p."row", p."column" '
        "FROM asked a ASOF JOIN filled p ON a.doc_id = p.doc_id AND a.start >= p.start "
        'ASOF JOIN filled q ON a.doc_id = q.doc_id AND a."last" >= q.start',
    )
    connection.unregister("asked")
    return {(row["doc_id"], row["start"], row["end"]): _where(row) for row in found}


def _where(row: dict[str, Any]) -> str:
    pages = row["page"] if row["page"] == row["last_page"] else f"{row['page']}–{row['last_page']}"
    page = f"第{pages}页" if row["page"] else ""
    if row["table"]:
        cell = f"第{row['row']}行第{row['column']}列" if row["row"] and row["column"] else ""
        return " ".join(filter(None, [page, f"表{row['table']}", cell]))
    paragraph = f"第{row['paragraph']}段" if row["paragraph"] else ""
    return " ".join(filter(None, [page, paragraph]))
