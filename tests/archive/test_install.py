"""The package by itself, away from the checkout: models and words are inside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent.parent


def pip(*arguments: object) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=120)


def test_an_installed_zongjie_runs_outside_the_checkout(archive: Path, tmp_path: Path) -> None:
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, ROOT)
    site = tmp_path / "site"
    pip("install", "--no-deps", "--target", site, next(tmp_path.glob("*.whl")))
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-P", "-m", "pipeline", "run", str(archive), "--out", "结果"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert pq.read_table(tmp_path / "结果" / "documents.parquet").num_rows == 12
    where = [sys.executable, "-P", "-c", "import pipeline; print(pipeline.__file__)"]
    assert str(site) in subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True).stdout
    assert list((site / "pipeline" / "models").rglob("model.json"))
    assert (site / "bin" / "zongjie").exists()
