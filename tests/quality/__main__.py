"""``python -m tests.quality [GOLD] [--show N] [--raise]``: print the figures, hold or lift the floors."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.quality import gate


def main() -> int:
    """Measure; 1 where a figure has fallen below its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality")
    parser.add_argument("gold", nargs="?", type=Path, help="folder of annotations with sources; default: our own")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="first N misses and false alarms of each table"
    )
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    told = parser.parse_args()
    sets = [gate.annotated(told.gold)] if told.gold else list(gate.OWN)
    return max([_held(what, told.show, told.lift) for what in sets])


def _held(what: gate.Annotated, show: int, lift: bool) -> int:
    tallies = gate.measure(what, gate.ROOT / "build" / "quality" / what.name)
    print(f"{what.name}\n{gate.table(tallies)}")
    for name, tally in tallies.items():
        for kind, words in (("missed", tally.missed), ("false alarm", tally.alarms)):
            for word in words[:show]:
                print(f"{name} {kind}: {word}")
    floors = gate.load_floors()
    if lift:
        lifted = gate.raised(what, tallies, floors)
        gate.FLOORS.write_text(json.dumps(lifted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return 0
    fallen = gate.fallen(what, tallies, floors)
    print("\n".join(f"BELOW ITS FLOOR {line}" for line in fallen) or "no figure is below its floor")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
