"""``python -m tests.quality.peers PYTHON [GOLD]``: our figures beside those of other libraries, by value only.

PYTHON is the interpreter that has the libraries (``make quality-peers`` makes it). A value is right where the key has
a count of that value in the same file; text and unit are not asked, and years, marks and other numerals that count
nothing are errors of whoever reports them. Readers of money are held against the key's counts in 元 alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import numerals
from pipeline.run import analyse_file
from tests.quality import gate

READER = Path(__file__).with_name("peers_read.py")


@dataclass(frozen=True)
class File:
    """One annotated file: its text, the values of the key and of our own counts, each with whether it is money."""

    text: str
    wanted: tuple[tuple[float, bool], ...]
    doubtful: tuple[float, ...]
    ours: tuple[tuple[float, bool], ...]


def files(what: gate.Annotated) -> list[File]:
    """The annotated files that could be read."""
    found = []
    sources = {path.stem: path for path in sorted(what.sources.rglob("*")) if path.is_file()}
    for key in sorted(what.keys.glob("*.json")):
        told = json.loads(key.read_text(encoding="utf-8"))
        if isinstance(told, list) and key.stem in sources:
            rows = analyse_file(sources[key.stem].name, sources[key.stem].read_bytes())
            found.append(_file(told, rows))
    return found


def _file(told: Sequence[dict[str, Any]], rows: dict[str, list[Any]]) -> File:
    ours = [(row.value, row.kind == "money") for row in rows.get("counts", ()) if row.value is not None]
    return File(
        "\n".join(document.text for document in rows.get("documents", ())),
        tuple(_value(count) for wanted in told for count in wanted.get("counts", ()) if count.get("value") is not None),
        tuple(value for wanted in told for c in wanted.get("doubtful_counts", ()) for value in _figures(c["text"])),
        tuple(ours),
    )


def _value(count: dict[str, Any]) -> tuple[float, bool]:
    return float(count["value"]), "元" in (count.get("unit") or "")


def _figures(text: str) -> list[float]:
    return [float(mention.value) for mention in numerals.scan(text) if mention.value is not None]


def read_by_peers(python: str, texts: Sequence[str]) -> dict[str, Any]:
    """The values that the other libraries read, by reader, text by text."""
    run = subprocess.run(
        [python, str(READER)], input=json.dumps(texts), capture_output=True, text=True, timeout=1800, check=False
    )
    if run.returncode:
        return {"peers": f"failed: {run.stderr.strip().splitlines()[-1]}"}
    return dict(json.loads(run.stdout))


def agreement(wanted: Sequence[float], doubtful: Sequence[float], found: Sequence[float]) -> Counter[str]:
    """Hits, misses and false alarms between two bags of values; doubtful values count neither way."""
    want, got = (Counter(round(value, 6) for value in values) for values in (wanted, found))
    hits = (want & got).total()
    aside = ((got - want) & Counter(round(value, 6) for value in doubtful)).total()
    return Counter(hits=hits, missed=want.total() - hits, alarms=got.total() - hits - aside)


def line(name: str, annotated: Sequence[File], found: Sequence[Sequence[float]], money: bool) -> str:
    """One row of the table."""
    total: Counter[str] = Counter()
    for file, values in zip(annotated, found, strict=True):
        wanted = [value for value, is_money in file.wanted if is_money or not money]
        total += agreement(wanted, file.doubtful, values)
    precision = total["hits"] / max(1, total["hits"] + total["alarms"])
    recall = total["hits"] / max(1, total["hits"] + total["missed"])
    return f"{name:36}{total['hits'] + total['missed']:>8}{precision:>8.3f}{recall:>8.3f}"


def main() -> None:
    """Print the table."""
    what = gate.annotated(Path(sys.argv[2])) if len(sys.argv) > 2 else gate.SAMPLE
    annotated = files(what)
    print(f"{what.name + ', values only':36}{'key':>8}{'P':>8}{'R':>8}")
    print(line("zongjie counts", annotated, [[v for v, _ in f.ours] for f in annotated], money=False))
    print(line("zongjie counts (money)", annotated, [[v for v, m in f.ours if m] for f in annotated], money=True))
    began = time.perf_counter()
    for name, told in read_by_peers(sys.argv[1], [f.text for f in annotated]).items():
        print(f"{name:36}{told}" if isinstance(told, str) else line(name, annotated, told, name.endswith("(money)")))
    print(f"the others took {time.perf_counter() - began:.1f} s for {sum(len(f.text) for f in annotated)} characters")


if __name__ == "__main__":
    main()
