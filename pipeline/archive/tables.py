"""The tables of a run on disk and in memory, as the stages over the whole archive see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import ResultsError
from pipeline.records import Tables

if TYPE_CHECKING:
    import pandas as pd

_BATCH = 1024  # rows; documents are the widest, at 20,000 characters each this is 60 MB


@dataclass(frozen=True)
class ParquetTables:
    """The Parquet files of a results folder. Raises ResultsError where a table is missing."""

    folder: Path

    def _path(self, name: str) -> Path:
        path = self.folder / f"{name}.parquet"
        if not path.exists():
            raise ResultsError(
                f"{self.folder}: 没有 {name}.parquet。请先对档案运行 zongjie run，并指明它的结果文件夹。"
            )
        return path

    def read(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows of table ``name`` in document order, with all or the named columns."""
        frame: pd.DataFrame = pq.read_table(self._path(name), columns=_list(columns)).to_pandas()
        return frame

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The same in parts of at most 1,024 rows."""
        with pq.ParquetFile(self._path(name)) as file:
            for batch in file.iter_batches(batch_size=_BATCH, columns=_list(columns)):
                yield batch.to_pandas()

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a small table as plain values."""
        rows: list[dict[str, Any]] = pq.read_table(self._path(name)).to_pylist()
        return rows


@dataclass(frozen=True)
class ReadOnce:
    """Other tables, each read once: for many questions of one row."""

    tables: Tables
    _read: dict[tuple[str, tuple[str, ...] | None], pd.DataFrame] = field(default_factory=dict)

    def read(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows of table ``name`` in document order, with all or the named columns."""
        key = name, None if columns is None else tuple(columns)
        if key not in self._read:
            self._read[key] = self.tables.read(name, columns)
        return self._read[key]

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The same, in one part."""
        yield self.read(name, columns)


@dataclass(frozen=True)
class MemoryTables:
    """Tables held in this process, by name."""

    tables: Mapping[str, pa.Table]

    def read(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows of table ``name`` in document order, with all or the named columns."""
        table = self.tables[name]
        frame: pd.DataFrame = (table.select(list(columns)) if columns is not None else table).to_pandas()
        return frame

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The same, in one part."""
        yield self.read(name, columns)


def _list(columns: Sequence[str] | None) -> list[str] | None:
    return None if columns is None else list(columns)
