"""Any evidence id that a deliverable quotes, explained: from a figure to its formula, its rows, their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import run, theme_notes
from pipeline.archive import note
from pipeline.archive.tables import ParquetTables, ReadOnce
from pipeline.audit import explain as chain
from pipeline.records import Statistic, Tables
from pipeline.report import evidence as figures

_WHOLE = 3  # rows of a figure that are explained in full; of more each is told with its words


def explain(results: Path, evidence: str) -> list[str]:
    """The chain behind ``evidence``, one line a step, indented by depth.

    An id as the address in the report has it (#q/…, #r/…) will do. Raises ResultsError where there is no such id.
    """
    return explain_with(ReadOnce(ParquetTables(results)), results, evidence)


def explain_with(tables: Tables, results: Path, evidence: str) -> list[str]:
    """The same with the tables of ``results`` at hand, for many ids."""
    evidence = evidence.removeprefix("#").removeprefix("r/")
    if not figures.is_figure(evidence):
        return chain.explain(tables, evidence, theme_notes.read(results))
    told = figures.told(results, evidence, _further(tables, results) if evidence.startswith("T-") else ())
    return [*told.lines, *_evidence(tables, results, told)]


def _evidence(tables: Tables, results: Path, told: figures.Told) -> Iterator[str]:
    if not told.ids:
        yield "  没有计入的行。"
        return
    yield f"  依据 {told.total:,} 条" + (f"，列前 {len(told.ids)} 条：" if told.total > len(told.ids) else "：")
    for each in told.ids:
        if figures.is_figure(each):
            yield f"    {each}"
        else:
            whole = len(told.ids) <= _WHOLE
            lines = explain_with(tables, results, each) if whole else chain.quote(tables, each)
            yield from (f"    {line}" for line in lines)


def _further(tables: Tables, results: Path) -> Sequence[Statistic]:
    """The statistics on scores, under the settings of the run."""
    found: Sequence[Statistic] = run.archive_sheets()(tables, note.settings_of(results)).get("sheets", ())
    return found
