"""One run over the sample archive for all tests here, and its key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import analyse

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"


@pytest.fixture(scope="session")
def found() -> dict[str, pd.DataFrame]:
    return analyse(SAMPLE / "documents")


@pytest.fixture(scope="session")
def key() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SAMPLE / "key" / "archive.json").read_text(encoding="utf-8"))
    return read
