"""Tables written as Parquet part by part, in row groups of bounded size, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.archive import schema

# A row group is closed at whichever comes first; both depend on the rows alone, so the bytes of a table do too.
_ROWS = 100_000
_BYTES = 32 << 20


class Writer:
    """Open Parquet files for all tables in one folder; a table without rows gets its columns all the same."""

    def __init__(self, folder: Path, classes: Mapping[str, type]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.rows = dict.fromkeys(classes, 0)
        self._classes = classes
        self._files = {name: _open(folder, name, row) for name, row in classes.items()}
        self._waiting: dict[str, list[pa.RecordBatch]] = {name: [] for name in classes}
        self._weight = dict.fromkeys(classes, (0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for name, file in self._files.items():
            if error is None:
                self._flush(name)
            file.close()

    def add(self, name: str, batch: pa.RecordBatch) -> None:
        """Append ``batch`` to table ``name``."""
        rows, size = self._weight[name]
        self._waiting[name].append(batch)
        self._weight[name] = rows + batch.num_rows, size + batch.nbytes
        self.rows[name] += batch.num_rows
        if self._weight[name][0] >= _ROWS or self._weight[name][1] >= _BYTES:
            self._flush(name)

    def add_rows(self, name: str, rows: Sequence[Any]) -> None:
        """Append rows of the table's row class."""
        if rows:
            self.add(name, schema.to_batch(rows, self._classes[name]))

    def _flush(self, name: str) -> None:
        if self._waiting[name]:
            table = pa.Table.from_batches(self._waiting[name])
            self._files[name].write_table(table, row_group_size=max(1, table.num_rows))
        self._waiting[name], self._weight[name] = [], (0, 0)


def _open(folder: Path, name: str, row: type) -> pq.ParquetWriter:
    return pq.ParquetWriter(folder / f"{name}.parquet", schema.of(row), compression="zstd")


def write_table(folder: Path, name: str, row: type, rows: Sequence[Any]) -> int:
    """Write one whole table and return its number of rows."""
    with Writer(folder, {name: row}) as writer:
        writer.add_rows(name, rows)
    return len(rows)
