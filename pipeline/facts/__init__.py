"""Third stage: a document to its facts. One extractor is one file here; a new file is a new table.

An extractor module has ``Row`` (its row class), ``extract(doc, found)`` and, where it builds on other tables,
``NEEDS`` (their names). Nothing else has to be told about it. An installed package adds extractors of its own by entry
points of the group ``zongjie_facts`` (name of the table = module), found as spaCy finds its components.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any

from pipeline.records import Doc

Facts = Mapping[str, Sequence[Any]]


@functools.cache
def extractors() -> Mapping[str, ModuleType]:
    """All extractors by table name, each after those that it needs."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = {point.name: point.load() for point in sorted(entry_points(group="zongjie_facts"))}
    modules |= {name: importlib.import_module(f"{__name__}.{name}") for name in sorted(names)}
    ordered: dict[str, ModuleType] = {}

    def place(name: str) -> None:
        if name not in ordered:
            for needed in getattr(modules[name], "NEEDS", ()):
                place(needed)
            ordered[name] = modules[name]

    for name in modules:
        place(name)
    return ordered


def extract(doc: Doc) -> dict[str, list[Any]]:
    """The rows of every extractor for one document, without row ids."""
    found: dict[str, list[Any]] = {}
    for name, module in extractors().items():
        found[name] = list(module.extract(doc, found))
    return found
