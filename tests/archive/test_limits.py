"""A file that hangs, dies or eats memory costs itself and nothing else."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.archive.conftest import Run


def failures(out: Path) -> dict[str, str]:
    return {row["path"]: row["code"] for row in pq.read_table(out / "failures.parquet").to_pylist()}


@pytest.mark.usefixtures("faults")
def test_bad_files_become_failures_and_their_neighbours_are_read(archive: Path, tmp_path: Path, run: Run) -> None:
    for n, word in enumerate(["HANG", "CRASH", "MEMORY", "BUG"]):
        (archive / f"{3 * n + 1}b.txt").write_text(word, encoding="utf-8")
    summary = run(archive, seconds_per_file=1.5, memory_megabytes=128)
    assert failures(tmp_path / "结果") == {
        "档案 2012/1b.txt": "timeout",
        "档案 2012/4b.txt": "crashed",
        "档案 2012/7b.txt": "memory",
        "档案 2012/10b.txt": "internal",
    }
    assert summary.rows["documents"] == 12
    assert all(path in failed["message"] for failed in summary.failures for path in [failed["path"]])


@pytest.mark.usefixtures("faults")
def test_a_crash_while_files_are_converted_together_is_blamed_on_none(archive: Path, tmp_path: Path, run: Run) -> None:
    for n in (20, 21, 22):
        (archive / f"{n}.doc").write_bytes((archive / f"{n - 19}.txt").read_bytes() + "扣2分".encode() * n)
    (archive / "23.doc").write_text("TOGETHER，全年公开信息12条，扣2分。", encoding="utf-8")
    assert run(archive, workers=1).rows["documents"] == 16
    assert failures(tmp_path / "结果") == {}


@pytest.mark.usefixtures("faults")
def test_what_a_worker_has_started_ends_with_it(archive: Path, tmp_path: Path, run: Run) -> None:
    (archive / "a.txt").write_text("CONVERTER", encoding="utf-8")
    run(archive, seconds_per_file=1.5)
    assert failures(tmp_path / "结果") == {"档案 2012/a.txt": "timeout"}
    processes = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert b"sleep\x00607\x00" not in processes


@pytest.mark.usefixtures("faults")
def test_a_failure_by_limits_is_kept_until_the_limits_change(archive: Path, run: Run) -> None:
    (archive / "6.txt").write_text("SLOW" + (archive / "6.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert run(archive, seconds_per_file=0.3).rows["failures"] == 1
    (archive / "13.txt").write_text("另一个文件", encoding="utf-8")
    assert run(archive, seconds_per_file=0.3).worked == 1
    again = run(archive, seconds_per_file=60)
    assert (again.worked, again.rows["failures"]) == (1, 0)


def test_too_large_files_are_not_opened(archive: Path, run: Run) -> None:
    with (archive / "big.txt").open("wb") as file:
        file.truncate(2 << 20)
    summary = run(archive, megabytes_per_file=1)
    assert [(failed["path"], failed["code"]) for failed in summary.failures] == [("档案 2012/big.txt", "too_large")]


def test_too_much_text(archive: Path, run: Run) -> None:
    (archive / "long.txt").write_text("全年公开信息12条。" * 200, encoding="utf-8")
    summary = run(archive, chars_per_file=1000)
    assert [(failed["path"], failed["code"]) for failed in summary.failures] == [("档案 2012/long.txt", "too_large")]
    assert "chars_per_file" in summary.failures[0]["message"]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.usefixtures("faults")
def test_a_run_that_was_killed_goes_on_where_it_was(
    archive: Path, tmp_path: Path, run: Run, end: signal.Signals
) -> None:
    for n in range(1, 13):
        with (archive / f"{n}.txt").open("a", encoding="utf-8") as file:
            file.write("SLOW")
    out = tmp_path / "结果"
    command = [sys.executable, "-m", "pipeline", "run", str(archive), "--out", str(out), "--workers", "2"]
    # Tests started in the background ignore Ctrl-C and hand that on; the program under test must hear it.
    heard = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    piped = subprocess.PIPE
    with subprocess.Popen(command, stdout=piped, stderr=subprocess.STDOUT, preexec_fn=heard) as started:
        while len(done(out)) < 3:
            time.sleep(0.05)
            assert started.poll() is None
        started.send_signal(end)
        told = started.communicate(timeout=10)[0].decode()
    if end == signal.SIGINT:
        assert started.returncode == 130
        assert "再运行同一条命令" in told
        assert "Traceback" not in told
    assert not (out / "run.json").exists()
    wait_for_end_of_workers(archive)
    before = len(done(out))
    summary = run(archive, out=out)
    assert summary.worked == 12 - before < 12
    assert summary.rows["documents"] == 12


def done(out: Path) -> list[Path]:
    return [path for path in (out / ".kept").glob("*/*/*") if path.suffix != ".half"]


def wait_for_end_of_workers(archive: Path) -> None:
    """The host ends with the program that started it, also when that was killed."""
    for _ in range(100):
        hosts = [pid for pid in os.listdir("/proc") if pid.isdigit() and is_host(pid, archive)]
        if not hosts:
            return
        time.sleep(0.1)
    raise AssertionError(f"workers still run: {hosts}")


def is_host(pid: str, archive: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        return b"pipeline.archive.host" in command and str(archive.parent).encode() in os.fsencode(
            os.readlink(f"/proc/{pid}/fd/2")
        )
    except OSError:
        return False
