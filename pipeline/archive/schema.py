"""The columns and Parquet types of the tables, derived from the row classes."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import types
import typing
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

import pyarrow as pa

from pipeline import records

_TYPES: Mapping[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime.date: pa.date32(),
    tuple[str, ...]: pa.list_(pa.string()),
    tuple[int, ...]: pa.list_(pa.int64()),
}


def arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a field's annotation; ``X | None`` is that of ``X``. Raises TypeError for others."""
    if isinstance(annotation, types.UnionType):
        annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
    if annotation not in _TYPES:
        raise TypeError(f"a row can't hold {annotation}: use one of {', '.join(map(str, _TYPES))}")
    return _TYPES[annotation]


@functools.cache
def of(row_class: type) -> pa.Schema:
    """The schema of the table whose rows are ``row_class``, columns in the order of its fields."""
    hints = typing.get_type_hints(row_class)
    return pa.schema([(field.name, arrow_type(hints[field.name])) for field in dataclasses.fields(row_class)])


def to_batch(rows: Sequence[Any], row_class: type) -> pa.RecordBatch:
    """``rows`` as one Arrow batch of the schema of ``row_class``."""
    schema = of(row_class)
    values = zip(*map(attrgetter(*schema.names), rows), strict=True) if rows else ((),) * len(schema)
    columns = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def row_classes(extra: Mapping[str, type]) -> dict[str, type]:
    """The row class of every table a run writes: those of the contract, then ``extra`` ones of further extractors."""
    return {**records.TABLES, **{name: row for name, row in sorted(extra.items()) if name not in records.TABLES}}
