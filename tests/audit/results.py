"""A results folder from tables in memory, with the findings, histories and copies that the audit makes of them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.archive import schema
from pipeline.archive.tables import MemoryTables
from pipeline.audit import audit
from pipeline.records import TABLES
from pipeline.settings import Settings


def save(tables: MemoryTables, folder: Path) -> Path:
    """Write all tables into ``folder``."""
    found = audit(tables, Settings())
    for name in TABLES:
        batch = schema.to_batch(found[name], TABLES[name]) if name in found else None
        table = tables.tables[name] if batch is None else pa.Table.from_batches([batch])
        pq.write_table(table, folder / f"{name}.parquet")
    return folder
