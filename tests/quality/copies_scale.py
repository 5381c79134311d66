"""Time and memory of the search for copies as the archive doubles: ``python -m tests.quality.copies_scale 50000``.

The reports have about 2,000 characters: random ones, three stock passages out of 400 that all share, and in every tenth
a passage taken from an earlier report. Processor seconds, so that other programs on the machine don't count, without
those that the writing of the reports takes.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from pipeline.audit import copies

BATCH = 1024


def letters(rng: np.random.Generator, count: int) -> str:
    """Random characters, each as frequent as any other."""
    return rng.integers(0x4E10, 0x4E10 + 1200, count, dtype=np.uint32).tobytes().decode("utf-32-le")


class Reports:
    """An archive of made-up reports that are written when they are read, always the same ones."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.writing = 0.0  # processor seconds
        rng = np.random.default_rng(0)
        self.stock = [letters(rng, 60) + "。" for _ in range(400)]

    def _own(self, number: int) -> str:
        rng = np.random.default_rng(number + 1)
        body = letters(rng, 1700)
        stock = "".join(self.stock[at] for at in rng.integers(0, len(self.stock), 3))
        return body[:850] + stock + body[850:]

    def text(self, number: int) -> str:
        """The text of one report."""
        rng = np.random.default_rng(number + 10_000_019)
        if number and rng.random() < 0.1:
            start = int(rng.integers(0, 600))
            return self._own(number)[:1600] + self._own(int(rng.integers(0, number)))[start : start + 250]
        return self._own(number)

    def read(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """The columns of all reports but their text; other tables are empty."""
        if name != "documents":
            return pd.DataFrame([], columns=list(columns))
        rows = ({"doc_id": f"{n:012d}-1", "kind": "self_report", "unit": f"{n % (self.count // 4)}镇", "region": None,
                 "year": 2010 + n % 9, "date": None, "title": None} for n in range(self.count))  # fmt: skip
        return pd.DataFrame(rows, dtype=object)[list(columns)]

    def batches(self, name: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Ids and texts in parts."""
        assert name == "documents"
        for first in range(0, self.count, BATCH):
            started = time.process_time()
            numbers = range(first, min(first + BATCH, self.count))
            frame = {"doc_id": [f"{n:012d}-1" for n in numbers], "text": [self.text(n) for n in numbers]}
            self.writing += time.process_time() - started
            yield pd.DataFrame(frame)[list(columns)]


def seconds_of(count: int) -> tuple[float, int]:
    """Processor seconds of the search, and passages found."""
    reports = Reports(count)
    started = time.process_time()
    rows = copies.find(reports)  # type: ignore[arg-type]
    return time.process_time() - started - reports.writing, len(rows)


def main(counts: Sequence[int]) -> None:
    """Print a line for each count and its double."""
    for count in counts:
        before, _ = seconds_of(count)
        after, found = seconds_of(2 * count)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count} reports {before:.1f} s, {2 * count} reports {after:.1f} s: {after / before:.2f} times; "
              f"{found} passages, peak {peak} MB", flush=True)  # fmt: skip


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [5000])
