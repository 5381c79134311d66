"""Passages that documents share: a unit with its neighbours, with its own past, with a template from above."""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.audit._candidates import Candidates, candidates
from pipeline.audit._names import Names, by_pair, foreign, same_figures
from pipeline.audit._passages import Passage, Read, prepare, shared
from pipeline.audit._shingles import Hashes, fingerprints
from pipeline.audit._sides import known, masked, register, rows
from pipeline.records import Copy, Tables

_COLUMNS = ("doc_id", "kind", "unit", "region", "year", "date", "title")


_AT_HAND = 256  # texts kept prepared, some 50 kB each; pairs come in the order of the later document
_AT_ONCE = 64  # texts hashed together: some 30 bytes a character meanwhile
_FROM_ABOVE = ("plan", "rules", "rubric", "inspection")


@dataclass(frozen=True, slots=True)
class _Document:
    doc_id: str
    kind: str
    unit: str | None
    own_names: tuple[str, ...]
    year: int
    when: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    earlier: _Document
    later: _Document
    passage: Passage
    kind: str


def find(tables: Tables) -> list[Copy]:
    """The shared passages of an archive, by the later document and the place in it."""
    documents = sorted(_documents(tables), key=lambda document: document.when)
    if len(documents) < 2:
        return []
    place = {document.doc_id: rank for rank, document in enumerate(documents)}
    chosen = _candidates(tables, documents, place)
    texts = _texts(tables, {documents[rank].doc_id for pair in chosen.pairs for rank in pair})
    names = by_pair(register(tables)) or by_pair(d.unit for d in documents if d.unit)
    result = []
    for found in _best(_compare(documents, chosen, texts)):
        result.append(_row(found, texts, names))
    return sorted(result, key=lambda row: (place[row.doc_id_b], row.start_b, place[row.doc_id_a], row.start_a))


def _documents(tables: Tables) -> Iterator[_Document]:
    """Every document with its place in time: its date, else the end of its year; without both, before all others."""
    names = register(tables)
    for doc_id, kind, unit, region, year, date, title in rows(tables, "documents", _COLUMNS):
        when = str(date)[:10] if known(date) else f"{int(year)}-12-31" if known(year) else ""
        own = tuple(str(name) for name in (unit, region, title, names.get(str(unit))) if known(name))
        told = names.get(str(unit), str(unit)) if known(unit) and not masked(str(unit)) else None
        yield _Document(doc_id, kind, told, own, int(year) if known(year) else 0, (when, doc_id))


def _candidates(tables: Tables, documents: Sequence[_Document], place: Mapping[str, int]) -> Candidates:
    prints: list[Hashes] = []
    ranks = []
    for batch in tables.batches("documents", ["doc_id", "text"]):
        for at in range(0, len(batch), _AT_ONCE):
            part = batch.iloc[at : at + _AT_ONCE]
            found, owner = fingerprints(list(part["text"]))
            prints.append(found)
            ranks.append(np.array([place[doc_id] for doc_id in part["doc_id"]], dtype=np.int64)[owner])
    codes: dict[str, int] = {}
    units = [codes.setdefault(d.unit or d.doc_id, len(codes)) for d in documents]
    years = np.array([document.year for document in documents], dtype=np.int64)
    return candidates(np.concatenate(prints), np.concatenate(ranks), np.array(units, dtype=np.int64), years)


def _texts(tables: Tables, wanted: set[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for batch in tables.batches("documents", ["doc_id", "text"]):
        texts.update((i, text) for i, text in zip(batch["doc_id"], batch["text"], strict=True) if i in wanted)
    return texts


def _compare(documents: Sequence[_Document], chosen: Candidates, texts: Mapping[str, str]) -> Iterator[_Found]:
    @functools.lru_cache(maxsize=_AT_HAND)
    def prepared(doc_id: str) -> Read:
        return prepare(texts[doc_id])

    for first, second in chosen.pairs:
        earlier, later = documents[first], documents[second]
        if later.kind != "self_report":
            continue
        for passage in shared(prepared(earlier.doc_id), prepared(later.doc_id)):
            words = texts[later.doc_id][passage.start_b : passage.end_b]
            yield _Found(earlier, later, passage, _kind(earlier, later, words, chosen.common))


def _kind(earlier: _Document, later: _Document, words: str, common: Hashes) -> str:
    if earlier.kind == "self_report" and earlier.unit is not None and earlier.unit == later.unit:
        return "between_years"
    if earlier.kind in _FROM_ABOVE:
        return "template"
    mine, _ = fingerprints([words])
    at = np.minimum(np.searchsorted(common, mine), max(0, len(common) - 1))
    handed_down = len(common) > 0 and len(mine) > 0 and float(np.mean(common[at] == mine)) >= 0.5
    return "template" if handed_down else "between_units"


_ORDER = {"between_years": 0, "template": 1, "between_units": 2}


def _best(found: Iterator[_Found]) -> Iterator[_Found]:
    """One source for each stretch of a document: its own past before a template, a template before a neighbour."""
    by_later: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        by_later[one.later.doc_id].append(one)
    for several in by_later.values():
        several.sort(key=lambda f: (_ORDER[f.kind], -f.passage.chars * f.passage.similarity, f.earlier.when))
        kept: list[_Found] = []
        for one in several:
            if not any(_overlap(one.passage, other.passage) for other in kept):
                kept.append(one)
        yield from kept


def _overlap(one: Passage, other: Passage) -> bool:
    common = min(one.end_b, other.end_b) - max(one.start_b, other.start_b)
    return common > 0.5 * (one.end_b - one.start_b)


def _row(found: _Found, texts: Mapping[str, str], names: Names) -> Copy:
    passage, earlier, later = found.passage, found.earlier, found.later
    first = texts[earlier.doc_id][passage.start_a : passage.end_a]
    second = texts[later.doc_id][passage.start_b : passage.end_b]
    places = f"{earlier.doc_id}:{passage.start_a}:{passage.end_a}\x1f{later.doc_id}:{passage.start_b}:{passage.end_b}"
    return Copy(
        row_id="CP-" + hashlib.sha256(places.encode()).hexdigest()[:12],
        doc_id=later.doc_id,
        doc_id_a=earlier.doc_id,
        start_a=passage.start_a,
        end_a=passage.end_a,
        doc_id_b=later.doc_id,
        start_b=passage.start_b,
        end_b=passage.end_b,
        chars=passage.chars,
        similarity=passage.similarity,
        kind=found.kind,
        same_figures=same_figures(first, second),
        foreign_names=foreign(_to_sentence_end(texts[later.doc_id], passage), later.own_names, names),
    )


def _to_sentence_end(text: str, passage: Passage) -> str:
    """The passage with the rest of its last sentence, where a name that was not changed still belongs to it."""
    ends = [end for mark in "。\n" if (end := text.find(mark, passage.end_b - 1)) >= 0]
    return text[passage.start_b : min(ends, default=len(text))]
