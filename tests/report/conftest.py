"""One small results folder for all tests of the report stage."""

from pathlib import Path

import pytest

from tests.report.small_archive import build, save


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(build(), tmp_path_factory.mktemp("r") / "青溪 结果[1]")
