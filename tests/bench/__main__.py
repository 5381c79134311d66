"""``python -m tests.bench``: a table of ratios, each measured in this one run on the same files, beside its aim.

Runs are whole commands as a user starts them, with start-up, tables and report, held to one core (or two). The known
tools are timed in this process with their dictionaries loaded before, on the same one core. Seconds on one core are
those of the processor, so that other work on the machine doesn't count; two cores are told by the clock. Reading alone
(``reading.py``) is measured without start-up, tables and report.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import corpus, reading

_TEXTS, _WORDS, _PDF_ORIGINALS, _PDF_COPIES = 2000, 300, 30, 10
# The command as a child of a process of its own, which tells seconds by the clock and of the processor, and the peak
# memory of the largest process in kB.
_MEASURED = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, of the processor, and megabytes of its largest process."""

    clock: float
    processor: float
    peak: float


def run(files: Path, out: Path, workers: int) -> Cost:
    """The cost of ``zongjie run`` on as many cores as workers."""
    cores = sorted(os.sched_getaffinity(0))[:workers]
    command = [sys.executable, "-m", "pipeline", "run", str(files), "--out", str(out), "--workers", str(workers)]
    pinned = ["taskset", "-c", ",".join(map(str, cores)), sys.executable, "-c", _MEASURED, *command]
    told = subprocess.run(pinned, capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == "0", f"zongjie run ended with {told[0]}; see {out}/.kept/log.txt"
    return Cost(float(told[1]), float(told[2]), float(told[3]) / 1024)


def timed(work: Callable[[Path], object], paths: Sequence[Path]) -> float:
    """Processor seconds of ``work`` over the files, on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:1])
    start = time.process_time()
    for path in paths:
        work(path)
    os.sched_setaffinity(0, before)
    return time.process_time() - start


def by_jieba(path: Path) -> object:
    """jieba's words of a text file."""
    import jieba

    return jieba.lcut(path.read_text(encoding="utf-8"))


def by_python_docx(path: Path) -> object:
    """The paragraphs and table cells of a Word file, by python-docx."""
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def tell(what: str, ratio: float, aim: str, detail: str) -> None:
    """One line of the table."""
    print(f"{what:44}{ratio:8.3f}   aim {aim:8}  {detail}", flush=True)


def bench_text(home: Path) -> None:
    """Text against jieba, two cores against one, a rerun against the first run, memory at 100 and 2,000 files."""
    paths = corpus.texts(home / "text", _TEXTS)
    small = home / "small"
    small.mkdir()
    for path in paths[:100]:
        shutil.copy(path, small)
    little = run(small, home / "out small", 1)
    one = run(home / "text", home / "out one", 1)
    again = run(home / "text", home / "out one", 1)
    by_jieba(paths[0])
    jieba = timed(by_jieba, paths)
    ours = one.processor
    tell("text: run / jieba.lcut", ours / jieba, "<= 1.5", f"{ours:.1f} s / {jieba:.1f} s, {_TEXTS} files")
    tell("unchanged rerun / first run", again.processor / ours, "<= 0.05", f"{again.processor:.2f} s / {ours:.1f} s")
    tell("peak memory: 2,000 / 100 files", one.peak / little.peak, "flat", f"{one.peak:.0f} MB / {little.peak:.0f} MB")
    if len(os.sched_getaffinity(0)) >= 2:
        two = run(home / "text", home / "out two", 2)
        tell("one core / two cores", one.clock / two.clock, ">= 1.7", f"{one.clock:.1f} s / {two.clock:.1f} s")


def bench_documents(home: Path) -> None:
    """Word files against python-docx, PDF against pdfminer.six."""
    paths = corpus.word_files(home / "docx", _WORDS)
    ours = run(home / "docx", home / "out docx", 1).processor
    by_python_docx(paths[0])
    theirs = timed(by_python_docx, paths)
    tell("docx: run / python-docx", ours / theirs, "<= 2.0", f"{ours:.1f} s / {theirs:.1f} s, {len(paths)} files")
    if not corpus.can_make_pdfs():
        print("pdf: not measured, LibreOffice is missing (Debian package libreoffice-writer)")
        return
    paths = corpus.pdfs(home / "pdf", paths[:_PDF_ORIGINALS], _PDF_COPIES)
    ours = run(home / "pdf", home / "out pdf", 1).processor
    reading.by_pdfminer(paths[0])
    theirs = timed(reading.by_pdfminer, paths)
    tell("pdf: run / pdfminer.six", ours / theirs, "<= 0.5", f"{ours:.1f} s / {theirs:.1f} s, {len(paths)} files")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        bench_text(Path(folder))
        bench_documents(Path(folder))
        reading.bench_reading(Path(folder), tell)
