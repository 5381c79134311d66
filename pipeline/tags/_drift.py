"""How far an archive is from the sentences a model learnt from, and how often a person agreed with it, by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.tags._features import familiarity
from pipeline.tags._model import Model, decide


def _rows(results: Path, table: str) -> pd.DataFrame:
    theme, text = ("theme", "reason") if table == "deductions" else ("themes", "text")
    frame = pd.read_parquet(results / f"{table}.parquet", columns=["doc_id", "text", theme, "decided_by"])
    if text != "text":
        frame["text"] = pd.read_parquet(results / f"{table}.parquet", columns=[text])[text].fillna(frame["text"])
    years = pd.read_parquet(results / "documents.parquet", columns=["doc_id", "year"])
    return frame.rename(columns={theme: "themes"}).merge(years, on="doc_id", how="left")


def _year(value: object) -> str:
    return "年份不明" if pd.isna(value) else f"{int(str(value).removesuffix('.0'))}年"  # type: ignore[call-overload]


def drift(model: Model, results: Path, table: str) -> list[tuple[str, int, int]]:
    """For each year of ``table``: the year, rows further from the training sentences than 95 % of these, all rows."""
    rows = _rows(results, table)
    far = familiarity(rows["text"].tolist(), model.vocabulary) < model.unfamiliar_below
    years = [_year(year) for year in rows["year"]]
    strange = Counter(year for year, one in zip(years, far.tolist(), strict=True) if one)
    return [(year, strange[year], n) for year, n in sorted(Counter(years).items())]


def agreement(model: Model, results: Path, table: str) -> Iterator[tuple[str, int, int]]:
    """For each year of ``table`` with rows that a person decided: rows whose main theme the model gives too, all."""
    rows = _rows(results, table)
    rows = rows[rows["decided_by"].notna() & (rows["decided_by"] != "model")]
    mains = [themes if isinstance(themes, str) else themes[0] for themes in rows["themes"]]
    given = [decision.themes[0] for decision in decide(model, rows["text"].tolist())]
    years = [_year(year) for year in rows["year"]]
    same = Counter(year for year, a, b in zip(years, mains, given, strict=True) if a == b)
    yield from ((year, same[year], n) for year, n in sorted(Counter(years).items()))
