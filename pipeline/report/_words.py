"""Words that rose and fell: each year's self-reports against those of the other years, by log-likelihood keyness."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb

from pipeline import segment

# Critical values with one degree of freedom: P. Rayson & R. Garside, Comparing Corpora (2000).
LEVELS = ((15.13, "p<0.0001"), (10.83, "p<0.001"), (6.63, "p<0.01"))
_DOCUMENTS = 2  # a word of a single document tells of that document, not of the year
_A_YEAR = 60  # words a year and direction
_PLACES = 5
# Words of two or more ideographs; single characters, numerals and Latin runs say little.
_WORD = re.compile("[\u4e00-\u9fff]{2,}")
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿年月日第个]+")


def keywords(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Rows (year, 升/降, word, count, of all, per 10,000, the same elsewhere, keyness, level, documents, places)."""
    counts, documents, places = _counted(connection)
    totals = {year: sum(counter.values()) for year, counter in counts.items()}
    everything: Counter[str] = Counter()
    for counter in counts.values():
        everything.update(counter)
    spread = Counter(word for year in documents for word in documents[year].elements())
    rows = []
    for year in sorted(counts):
        found = []
        for word, both in everything.items():
            here, size, rest = counts[year][word], totals[year], sum(totals.values()) - totals[year]
            score = keyness(here, size, both - here, rest)
            if score >= LEVELS[-1][0] and spread[word] >= _DOCUMENTS:
                found.append((score, word, here, size, both - here, rest))
        found.sort(key=lambda item: (-item[0], item[1]))
        for rose in (True, False):
            chosen = [item for item in found if (item[2] * item[5] > item[4] * item[3]) == rose][:_A_YEAR]
            others = [year] if rose else [other for other in sorted(counts) if other != year]
            for item in chosen:
                at = [place for other in others for place in places.get((other, item[1]), ())][:_PLACES]
                rows.append(_row(year, rose, *item, documents[year][item[1]], at))
    return rows


def keyness(here: int, size: int, there: int, rest: int) -> float:
    """The log-likelihood of ``here`` of ``size`` words against ``there`` of ``rest``; 0.0 without a comparison."""
    if not size or not rest:
        return 0.0
    both = (here + there) / (size + rest)
    parts = [(n, n / (total * both)) for n, total in ((here, size), (there, rest)) if n]
    return 2 * sum(n * math.log(ratio) for n, ratio in parts)


def _row(
    year: int,
    rose: bool,
    score: float,
    word: str,
    here: int,
    size: int,
    there: int,
    rest: int,
    documents: int,
    places: list[str],
) -> tuple[Any, ...]:
    shares = round(10_000 * here / size, 3), round(10_000 * there / rest, 3)
    way = "升" if rose else "降"
    level = next(name for least, name in LEVELS if score >= least)
    return (year, way, word, here, size, shares[0], there, rest, shares[1], round(score, 2), level, documents, places)


_Counts = defaultdict[int, Counter[str]]


def _counted(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[_Counts, _Counts, defaultdict[tuple[int, str], list[str]]]:
    counts: _Counts = defaultdict(Counter)
    documents: _Counts = defaultdict(Counter)
    places: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    cursor = connection.execute(
        "SELECT doc_id, year, text FROM documents WHERE kind = 'self_report' AND year IS NOT NULL ORDER BY _n"
    )
    while batch := cursor.fetchmany(200):
        for doc_id, year, text in batch:
            cut = segment.cut(text)
            found = Counter(cut)
            for word in [word for word in found if not _tells(word)]:
                del found[word]
            fresh = {word for word in found if len(places[year, word]) < _PLACES}
            for word, at in _first(cut, fresh):
                places[year, word].append(f"{doc_id}:{at}-{at + len(word)}")
            counts[year].update(found)
            documents[year].update(found.keys())
    return counts, documents, places


def _first(words: list[str], wanted: set[str]) -> Iterator[tuple[str, int]]:
    """The first place of each of the ``wanted`` words."""
    at = 0
    for word in words if wanted else ():
        if word in wanted:
            wanted.remove(word)
            yield word, at
        at += len(word)


@functools.lru_cache(maxsize=1 << 17)
def _tells(word: str) -> bool:
    return _WORD.fullmatch(word) is not None and not _NUMERAL.fullmatch(word)
