"""zongjie: reads archives of Chinese work summaries into tables, scores, audits and reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.settings import Settings

__all__ = ["analyse"]


def analyse(
    sources: str | Path | bytes | Sequence[str | Path | bytes], settings: Settings | None = None
) -> dict[str, pd.DataFrame]:
    """Every table that ``zongjie run`` would write, as DataFrames by name, made in this process.

    ``sources`` are files, folders, wildcards or the bytes of files. Raises ZongjieError where there is nothing to read.
    """
    from pipeline.archive import memory

    return memory.analyse(sources, settings)
