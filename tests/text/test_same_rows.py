"""One document, many formats: the same facts come out of each. All ten in all formats: tests/text/same_rows.py."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.text import _ocr
from tests.text.office import needs_office
from tests.text.same_rows import convert_all, facts, scanned


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ten")
    convert_all(folder, ())
    return folder


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "pdf", "html", "txt"])
def test_ten_documents_give_the_same_rows(suffix: str, converted: Path) -> None:
    # LibreOffice starts anew for each file of these formats; two of the ten keep the test short.
    chosen = range(2) if suffix in ("doc", "rtf") else range(10)
    for n in chosen:
        expected = facts(converted / f"{n}.docx")
        assert len(expected) > 5, n
        assert facts(converted / f"{n}.{suffix}") == expected, n


@needs_office
@pytest.mark.skipif(not _ocr.installed(), reason="needs the optional extra: pip install 'zongjie[ocr]'")
def test_a_scan_gives_nearly_the_same_rows(converted: Path) -> None:
    expected, found = Counter[object](), Counter[object]()
    for n in range(2):
        expected.update((n, fact) for fact in facts(converted / f"{n}.docx"))
        (converted / f"{n}.scan").write_bytes(scanned((converted / f"{n}.pdf").read_bytes()))
        found.update((n, fact) for fact in facts(converted / f"{n}.scan"))
    assert (expected & found).total() >= 0.95 * expected.total()
