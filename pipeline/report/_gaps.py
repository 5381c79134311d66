"""Numbers missing in a series of headings: 一、二、四、 says that 三、 was lost, or that the document was cut."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb

from pipeline import numerals

_NUMBER = re.compile("[0-9０-９]+|[一二三四五六七八九十百]+")
# A wider jump is another numbering (1. after 第八条), no loss.
_WIDEST = 3
_SERIES = """
SELECT s.doc_id, s.parent_id, s.row_id, s.marker, s.heading, s.start, d.unit, d.year, d.title
FROM sections s JOIN docs USING (doc_id) JOIN documents d USING (doc_id)
WHERE s.marker IS NOT NULL ORDER BY s._n
"""


def rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Rows (year, unit, title, missing marker, heading before, heading after, missing, in series, ids of the two)."""
    series: dict[tuple[str, str | None, str], list[tuple[Any, ...]]] = defaultdict(list)
    for row in connection.execute(_SERIES).fetchall():
        series[row[0], row[1], _NUMBER.sub("", row[3])].append(row)
    return [gap for members in series.values() for gap in _gaps(connection, members)]


def _between(connection: duckdb.DuckDBPyConnection, doc_id: str, start: int, end: int) -> str:
    """The text from one offset of a document to another."""
    query = "SELECT substr(text, ?, ?) FROM documents WHERE doc_id = ?"
    return str(connection.execute(query, [start + 1, end - start, doc_id]).fetchall()[0][0])


def _gaps(connection: duckdb.DuckDBPyConnection, members: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for before, after in itertools.pairwise(members):
        first, second = _value(before[3]), _value(after[3])
        if first is None or second is None or not 1 < second - first <= _WIDEST:
            continue
        missing = [_marker(before[3], number) for number in range(first + 1, second)]
        between = _between(connection, before[0], before[5], after[5])
        lost = [marker for marker in missing if marker not in between]
        if lost:
            doc = (before[7], before[6], before[8])
            yield *doc, "".join(lost), before[4], after[4], len(lost), second, [before[2], after[2]]


def _value(marker: str) -> int | None:
    number = _NUMBER.search(marker)
    figure = numerals.parse(number.group()) if number else None
    return int(figure.value) if figure is not None and figure.value is not None else None


def _marker(like: str, number: int) -> str:
    """``number`` written as ``like`` writes its own."""
    chinese = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else chinese[tens]) + ("十" if tens else "") + (chinese[ones] if ones else "")
    return _NUMBER.sub(str(number) if re.search("[0-9０-９]", like) else written, like, count=1)
