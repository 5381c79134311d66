"""A run inside this process, without files: what notebooks call as ``pipeline.analyse``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import run
from pipeline.archive import assemble, inventory, schema, work
from pipeline.archive.inventory import Item
from pipeline.archive.tables import MemoryTables
from pipeline.errors import ZongjieError
from pipeline.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_TOGETHER = 32  # files that are prepared at once
Source = str | Path | bytes


def analyse(sources: Source | Sequence[Source], settings: Settings | None = None) -> dict[str, pd.DataFrame]:
    """Every table of a run as a DataFrame, by name. Raises ZongjieError where there is nothing to read."""
    chosen = settings or Settings()
    classes = schema.row_classes(run.further_tables())
    batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in classes}

    def add(rows: work.Rows) -> None:
        for name, table in rows.items():
            batches[name].append(schema.to_batch(table, classes[name]))

    for rows in _all_rows([sources] if isinstance(sources, Source) else sources, chosen):
        add(rows)
    tables = {name: pa.Table.from_batches(parts, schema.of(classes[name])) for name, parts in batches.items()}
    seen = MemoryTables(tables)
    for step in run.archive_steps():
        made, failed = assemble.attempt(step, seen, chosen)
        for name, table in {**made, "failures": failed}.items():
            new = pa.Table.from_batches([schema.to_batch(table, classes[name])])
            tables[name] = pa.concat_tables([tables[name], new]) if name == "failures" else new
    return {name: seen.read(name) for name in classes}


def _all_rows(sources: Sequence[Source], settings: Settings) -> Iterable[work.Rows]:
    given = [source for source in sources if isinstance(source, bytes)]
    paths = [source for source in sources if not isinstance(source, bytes)]
    items, _ = inventory.items(paths, settings.megabytes_per_file << 20)
    if not given and not any(item.problem != "missing" for item in items):
        raise ZongjieError(f"没有可读的文件：{'、'.join(map(str, paths))}。请检查路径。")
    for number, data in enumerate(given, 1):
        item = Item("", f"bytes-{number}", len(data), hashlib.sha256(data).hexdigest())
        yield work.rows_of_bytes(item, data, settings)
    for start in range(0, len(items), _TOGETHER):
        chunk = items[start : start + _TOGETHER]
        ready = work.prepared(chunk, settings)
        yield from (work.rows_of(item, settings, ready) for item in chunk)
