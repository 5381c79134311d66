"""The report: one Chinese HTML page that needs no network, every figure a click from its words in the document."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report import _charts, _figures, _overview, _store, _texts, evidence, names, stats
from pipeline.report._lists import Listing, listings

_PARTS = [("problems", "存在问题"), ("deductions", "扣分"), ("measures", "工作措施"), ("plans", "下步打算")]


def page(connection: duckdb.DuckDBPyConnection) -> str:
    """The page of a results folder; the same tables give the same characters."""
    lists = listings(connection)
    texts = _texts.chosen(connection, _cited(lists), lists["documents"].ids)
    environment = Environment(loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined)
    environment.filters["figure"] = figure
    environment.globals["spark"] = lambda cells: Markup(_charts.line([cell and cell.score for cell in cells]))
    script = (Path(__file__).parent / "templates" / "page.js").read_text(encoding="utf-8")
    style = (Path(__file__).parent / "templates" / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.get_template("page.html.j2").render(
        **_context(connection, lists, texts),
        script=Markup(script),
        style=Markup(style),
        script_hash=digest,
        data=Markup(_data(connection, lists, texts)),
        texts=texts,
    )


def _cited(lists: Mapping[str, Listing]) -> list[str]:
    return [s["doc_id"] for key, found in lists.items() if key != "documents" for row in found.spans for s in row]


def _context(
    connection: duckdb.DuckDBPyConnection, lists: Mapping[str, Listing], texts: list[_texts.Text]
) -> dict[str, Any]:
    kinds = _figures.crossed(connection, lists["documents"], "kind", "year", "文种")
    return {
        "total": _overview.totals(connection),
        "own": _own(connection),
        "shares": _overview.shares(connection),
        "points": _overview.points(connection, lists),
        "lists": lists,
        "kinds": kinds,
        "chart": Markup(_charts.bars(kinds)),
        "units": _figures.crossed(connection, lists["documents"], "unit", "year", "单位"),
        "themes": [(k, name, _figures.crossed(connection, lists[k], "theme", "year", "主题")) for k, name in _PARTS],
        "scores": _figures.scores(connection),
        "checks": _figures.crossed(connection, lists["checks"], "kind", "verdict", "核对项"),
        "findings": _figures.crossed(connection, lists["findings"], "verdict", "year", "结论"),
        "cited": sum(text.cited for text in texts),
        "packed": sum(text.packed is not None for text in texts),
        "left_out": [text.about for text in texts if text.cited and text.packed is None],
        "version": importlib.metadata.version("zongjie"),
        "table_name": names.table,
    }


def _own(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The evidence ids of the figures of the overview."""
    found = stats.overview(connection)
    return {row[0]: evidence.own_id(found, row) for row in found.rows}


def _data(connection: duckdb.DuckDBPyConnection, lists: Mapping[str, Listing], texts: list[_texts.Text]) -> str:
    places = _texts.located(connection, [s for found in lists.values() for row in found.spans for s in row])
    index = {text.about["doc_id"]: number for number, text in enumerate(texts)}

    def span(of: dict[str, Any]) -> list[Any]:
        where = places.get((of["doc_id"], of["start"], of["end"]), "")
        return [index.get(of["doc_id"], -1), of["start"], of["end"], of["label"], where]

    data = {
        "docs": [{**text.about, "packed": text.packed is not None, "cited": text.cited} for text in texts],
        "lists": {
            key: {
                "title": found.spec.title,
                "columns": [
                    {"key": c.key, "name": c.name, "kind": c.kind, "choose": c.choose} for c in found.spec.columns
                ],
                "rows": found.rows,
                "ids": found.ids,
                "spans": [[span(s) for s in row] for row in found.spans],
                "total": found.total,
                "preset": dict(found.spec.preset or {}),
                "sheet": names.table(found.spec.sheet) if found.spec.sheet else "",
            }
            for key, found in lists.items()
        },
    }
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    return packed.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def figure(value: float | None) -> str:
    """A figure as people write it: 94, 92.5, 1,280; a dash for what is not known."""
    return "—" if value is None else f"{round(value, 3):,}".removesuffix(".0")


def write(results: Path) -> Path:
    """Write ``report.html`` of a results folder, whole or not at all."""
    with _store.opened(results) as connection:
        html = page(connection)
    target, part = results / "report.html", results / "report.html.part"
    part.write_text(html, encoding="utf-8")
    part.replace(target)
    return target
