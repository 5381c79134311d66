"""Title, unit, kind, year and date of the documents in fields/ come out as a careful reader takes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import structure
from pipeline.records import SourceText

FIELDS = ("title", "unit", "kind", "year", "date")
_BODY = "公开工作涉及面广，要摆上重要位置，统一部署，统一检查，切实抓好落实。\n" * 4


def read(name: str) -> list[tuple[str, dict[str, str | None], str]]:
    """The cases of ``fields/<name>.txt``: name, wanted values (``-`` is unknown), text with ``{文}`` filled in."""
    source = (Path(__file__).parent / "fields" / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", source, flags=re.MULTILINE)[1:]
    cases = []
    for title, part in zip(parts[::2], parts[1::2], strict=True):
        head, text = part.split("---\n", 1)
        wanted = dict(line.split(": ", 1) for line in head.splitlines())
        assert set(wanted) <= set(FIELDS), f"a field of {title} is not known"
        values = {key: None if value == "-" else value for key, value in wanted.items()}
        cases.append((title, values, text.replace("{文}\n", _BODY).strip()))
    return cases


CASES = read("known") + read("more") + read("held") + read("bodies")


@pytest.mark.parametrize(("wanted", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_fields_come_out_as_a_reader_takes_them(wanted: dict[str, str | None], text: str) -> None:
    (doc,) = structure.documents(SourceText(path="x", text=text), "0" * 64)
    found = {key: getattr(doc.meta, key) for key in wanted}
    assert {key: None if value is None else str(value) for key, value in found.items()} == wanted
