"""The page on the tables says what the row classes say."""

from __future__ import annotations

from tests.archive import tables_page


def test_the_page_on_tables_is_current() -> None:
    told = "run python -m tests.archive.tables_page"
    assert tables_page.PAGE.read_text(encoding="utf-8") == tables_page.page(), told
