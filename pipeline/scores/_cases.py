"""From the tables of facts to cases: one unit in one year, what an inspection took off, gave and stated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.records import Rubric, Tables, Unit
from pipeline.scores import _entry_words, _names, rubric_files, scorer
from pipeline.scores._grades import Grades, grades
from pipeline.scores.scheme import Scheme, build, exact
from pipeline.scores.scorer import Fault
from pipeline.scores.units import Register
from pipeline.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_ADDED = re.compile(r"\(\d{4}\)$")  # the year that a rubric's name was given where its title has none
_BASE = re.compile(r"(?:满分|总分|基准分)[^\d。]{0,4}(\d{2,4})分|百分制")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One unit in one inspection. ``scheme`` is null where the archive has no rubric of that year and region.

    ``own``: the inspection names the rubric, or both tell the same region; else it was taken for its year alone.
    """

    unit: Unit
    year: int
    doc_id: str
    scheme: Scheme | None
    base: Decimal | None
    faults: tuple[Fault, ...]
    bonuses: tuple[Decimal, ...]
    stated: Decimal | None
    stated_full: Decimal | None
    stated_rank: int | None
    stated_grade: str | None
    own: bool = False
    vetoes: tuple[str, ...] = ()  # the words that say the unit was vetoed


@dataclass(slots=True)
class _Entry:
    """The rows of one unit in one document while they are gathered."""

    faults: list[tuple[int, Fault]]
    starts: list[int]
    stated: Decimal | None = None
    full: Decimal | None = None
    rank: int | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRubric:
    """One rubric as read from a document."""

    name: str
    year: int | None
    region: str
    rows: list[Rubric]
    grades: Grades


def read_rubrics(tables: Tables) -> Iterator[ReadRubric]:
    """Every rubric that was read from a document, in the order of documents."""
    groups = {str(doc_id): _rows(_each(rows)) for doc_id, rows in tables.read("rubrics").groupby("doc_id", sort=False)}
    for batch in tables.batches("documents", ["doc_id", "year", "region", "unit", "title", "kind", "text"]):
        for about in _each(batch[batch["kind"] == "rubric"]):
            if rows := groups.get(about.doc_id):
                year = None if _missing(about.year) else int(about.year)
                yield ReadRubric(
                    name=rows[0].rubric, year=year, region=_region(about), rows=rows, grades=grades(about.text)
                )


def schemes(tables: Tables, settings: Settings) -> list[tuple[Scheme, str]]:
    """All rubrics of the archive with their regions; a corrected one (settings.rubrics) wins over one of its name."""
    found = {}
    for one in read_rubrics(tables):
        scheme = build(one.name, one.year, one.rows[0].doc_id, one.rows)
        found[one.name, one.region] = replace(scheme, grades=one.grades), one.region
    corrected = rubric_files.load_folder(Path(settings.rubrics)) if settings.rubrics else []
    names = {scheme.name for scheme, _ in corrected}
    return [pair for (name, _), pair in sorted(found.items()) if name not in names] + corrected


def _each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame by attribute."""
    return iter(frame.itertuples(index=False))


def _rows(rows: Iterable[Any]) -> list[Rubric]:
    names = [field.name for field in fields(Rubric)]
    made: list[dict[str, Any]] = []
    for row in rows:
        values = ((name, getattr(row, name)) for name in names)
        made.append({name: None if _missing(value) else value for name, value in values})
    return [Rubric(**row) for row in made]


def _missing(value: Any) -> bool:
    return value is None or value != value


def _region(document: Any) -> str:
    sources = (document.region, document.unit, document.title)
    return next((r for s in sources if isinstance(s, str) and (r := _names.region_of(s))), "")


def cases(tables: Tables, register: Register, known: Sequence[tuple[Scheme, str]]) -> list[Case]:
    """All cases, one for each unit and year: of several inspections the one that says most; sorted."""
    entries = _entries(tables)
    best: dict[tuple[str, int], Case] = {}
    for case in _read(tables, register, known, entries):
        key = (case.unit.unit_id, case.year)
        best[key] = min((best.get(key, case), case), key=_poverty)
    return sorted(best.values(), key=lambda case: (case.year, case.unit.name or "", case.unit.unit_id))


def _poverty(case: Case) -> tuple[bool, int, str]:
    return case.stated is None, -len(case.faults), case.doc_id


def _entries(tables: Tables) -> dict[str, dict[str, _Entry]]:
    """Rows by document and unit as written (or #place where the name is hidden)."""
    found: dict[str, dict[str, _Entry]] = defaultdict(dict)

    def entry(doc_id: str, unit: Any, ordinal: Any) -> _Entry | None:
        name = unit if isinstance(unit, str) and unit and not _names.hidden(unit) else None
        mention = name or (None if _missing(ordinal) else f"#{int(ordinal)}")
        return found[doc_id].setdefault(mention, _Entry([], [])) if mention else None

    scores = tables.read("scores", ["doc_id", "unit", "unit_ordinal", "score", "full_score", "rank", "grade", "start"])
    for doc_id, unit, ordinal, score, full, rank, grade, start in _each(scores):
        if one := entry(doc_id, unit, ordinal):
            one.starts.append(int(start))
            one.stated = one.stated if one.stated is not None else exact(score)
            one.full = one.full if one.full is not None else exact(full)
            one.grade = one.grade or (grade if isinstance(grade, str) else None)
            one.rank = one.rank if one.rank is not None or _missing(rank) else int(rank)
    columns = ["doc_id", "row_id", "unit", "unit_ordinal", "reason", "points", "required", "actual", "rule", "start"]
    for row in _each(tables.read("deductions", columns)):
        one = None if row.rule else entry(row.doc_id, row.unit, row.unit_ordinal)
        if one:
            one.starts.append(int(row.start))
            limits = {"required": exact(row.required), "actual": exact(row.actual)}
            fault = Fault(reason=row.reason, points=exact(row.points), row_id=row.row_id, **limits)
            one.faults.append((int(row.start), fault))
    return found


def _read(
    tables: Tables, register: Register, known: Sequence[tuple[Scheme, str]], entries: Mapping[str, dict[str, _Entry]]
) -> Iterator[Case]:
    columns = ["doc_id", "kind", "year", "region", "unit", "title", "text"]
    for batch in tables.batches("documents", columns):
        for document in _each(batch[batch["kind"] == "inspection"]):
            if not _missing(document.year) and document.doc_id in entries:
                yield from _of_document(document, register, known, entries[document.doc_id])


def _of_document(
    document: Any, register: Register, known: Sequence[tuple[Scheme, str]], entries: Mapping[str, _Entry]
) -> Iterator[Case]:
    scheme, own = _scheme(document, known)
    scheme = _inspected(scheme, list(entries.values())) if scheme and scheme.weights else scheme
    base = scheme.base if scheme else _base(document.text)
    opened = sorted(start for one in entries.values() for start in one.starts)
    for unit, one in _by_unit(document.doc_id, register, entries):
        yield Case(
            unit=unit,
            year=int(document.year),
            doc_id=document.doc_id,
            scheme=_for_unit(scheme, unit),
            base=base,
            faults=tuple(fault for _, fault in sorted(one.faults, key=lambda pair: pair[0])),
            bonuses=tuple(_entry_words.bonuses(document.text, one.starts, opened)),
            vetoes=tuple(_entry_words.vetoes(document.text, one.starts, opened)),
            stated=one.stated,
            stated_full=one.full,
            stated_rank=one.rank,
            stated_grade=one.grade,
            own=own,
        )


def _inspected(scheme: Scheme, entries: Sequence[_Entry]) -> Scheme:
    """Of a weighted rubric the part that a circular is about, where its scores close only so (a quarter's 季度测评)."""
    told = [
        ([fault for _, fault in one.faults], one.stated) for one in entries if one.faults and one.stated is not None
    ]

    def closing(rubric: Scheme) -> int:
        return sum(scorer.score(rubric, faults).total.value == stated for faults, stated in told)

    parts = [scheme.part(top) for top in scheme.top()]
    best = max(parts, key=closing, default=scheme)
    return best if closing(best) > closing(scheme) else scheme


def _by_unit(doc_id: str, register: Register, entries: Mapping[str, _Entry]) -> Iterator[tuple[Unit, _Entry]]:
    """The entries of a document by unit: 县住建局 in the scores and 县住房和城乡建设局 in the deductions are one."""
    together: dict[str, _Entry] = {}
    for mention, one in entries.items():
        ident = register.keys.get((doc_id, mention))
        if ident is None:
            continue
        first = together.setdefault(ident, one)
        if first is not one:
            together[ident] = _Entry(
                faults=first.faults + one.faults,
                starts=first.starts + one.starts,
                stated=first.stated if first.stated is not None else one.stated,
                full=first.full if first.full is not None else one.full,
                rank=first.rank if first.rank is not None else one.rank,
                grade=first.grade or one.grade,
            )
    return ((register.by_id[ident], one) for ident, one in together.items())


def _for_unit(scheme: Scheme | None, unit: Unit) -> Scheme | None:
    """The rubric without the indicators that the unit lacks, as an analyst has told."""
    if scheme is None or not scheme.lacking:
        return scheme
    return scheme.without(
        [name for called in (unit.name or "", *unit.aliases) for name in scheme.lacking.get(called, ())]
    )


def _scheme(document: Any, known: Sequence[tuple[Scheme, str]]) -> tuple[Scheme | None, bool]:
    """The rubric that the document names, of its own year if several; else that of its year and region."""
    region, year = _region(document), int(document.year)
    near = [(s, where) for s, where in known if not where or not region or where == region]
    named = [(s, where) for s, where in near if _ADDED.sub("", s.name) in document.text]
    of_year = [pair for pair in named if pair[0].year == year] or named
    found = next(iter(of_year or [pair for pair in near if pair[0].year == year]), None)
    return (found[0], bool(named) or found[1] == region != "") if found else (None, False)


def _base(text: str) -> Decimal | None:
    found = _BASE.search(text)
    return Decimal(found.group(1) or 100) if found else None
