"""Fits the audit's confidence on half of the labelled pairs: ``python -m tests.quality.audit_calibrate``.

A pair belongs to development where the first hexadecimal digit of the sha256 of "claim<TAB>finding" is below 8, else
to the test half, which nothing is fitted on. A finding meets some twenty claims of a report, most of them on other
things; so each claim also meets twenty findings of other themes out of its half, which count as unrelated. One logistic
curve over ``_confidence.features`` is fitted to whether a told verdict (agrees, contradicts) is the label. Printed are
the weights for ``_confidence.WEIGHTS``, the lowest threshold with precision of at least 0.95 on development, and the
figures of both halves at the threshold in force.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from pipeline.audit._confidence import THRESHOLD, confidence, features
from pipeline.audit._meet import Meeting, meet

PAIRS = Path(__file__).parents[2] / "corpora" / "audit" / "pairs.tsv"
TOLD = ("agrees", "contradicts")


@dataclass(frozen=True)
class Pair:
    """One labelled pair and how the rules read it."""

    claim: str
    finding: str
    theme: str
    label: str
    meeting: Meeting

    @property
    def development(self) -> bool:
        """Whether rules and curves may be made on it."""
        return int(hashlib.sha256(f"{self.claim}\t{self.finding}".encode()).hexdigest()[0], 16) < 8


def pairs() -> list[Pair]:
    """All labelled pairs."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()[2:]
    cells = [line.split("\t") for line in lines]
    return [Pair(claim, finding, theme, label, meet(claim, finding)) for claim, finding, theme, label, _ in cells]


def crossed(some: Sequence[Pair]) -> list[Pair]:
    """``some``, and each claim of theirs with twenty findings of other themes, as unrelated."""
    result = list(some)
    related = [pair for pair in some if pair.label != "unrelated"]
    for at, pair in enumerate(related):
        others = [related[(at + step) % len(related)] for step in range(1, 61, 3)]
        strange = [other for other in others if other.theme != pair.theme and "other" not in (other.theme, pair.theme)]
        result += [Pair(pair.claim, o.finding, o.theme, "unrelated", meet(pair.claim, o.finding)) for o in strange]
    return result


def figures(some: Sequence[Pair], verdict: str, threshold: float) -> tuple[float, float, int]:
    """Precision and recall of ``verdict`` told with at least this confidence, and how many pairs ask for it."""
    told = [p for p in some if p.meeting.verdict == verdict and confidence(p.meeting) >= threshold]
    wanted = [p for p in some if p.label == verdict]
    right = sum(p.label == verdict for p in told)
    return right / max(1, len(told)), right / max(1, len(wanted)), len(wanted)


def reliability(some: Sequence[Pair]) -> list[tuple[str, int, float, float]]:
    """Told confidence against share right, by band of confidence: band, pairs, mean confidence, share right."""
    told = [(confidence(p.meeting), p.meeting.verdict == p.label) for p in some if p.meeting.verdict in TOLD]
    rows = []
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        band = [(c, r) for c, r in told if low <= c < high]
        if band:
            mean = sum(c for c, _ in band) / len(band)
            rows.append((f"{low:.2f}..{min(high, 1):.2f}", len(band), mean, sum(r for _, r in band) / len(band)))
    return rows


def main() -> None:
    """Print the fit and the figures."""
    every = pairs()
    development = crossed([p for p in every if p.development])
    told = [p for p in development if p.meeting.verdict in TOLD]
    right = [p.meeting.verdict == p.label for p in told]
    curve = LogisticRegression(C=10.0).fit([features(p.meeting) for p in told], right)
    weights = (float(curve.intercept_[0]), *map(float, curve.coef_[0]))
    print(f"told {len(told)}, right {sum(right)}; weights: ({', '.join(f'{weight:.2f}' for weight in weights)})")
    steps = [step / 100 for step in range(20, 100)]
    enough = [t for t in steps if all(figures(development, verdict, t)[0] >= 0.95 for verdict in TOLD)]
    print("lowest threshold with precision >= 0.95 on development:", enough[0] if enough else None)
    for name, half in (("development", development), ("test", crossed([p for p in every if not p.development]))):
        print(f"{name}: {len(half)} pairs with the crossed ones")
        for verdict in TOLD:
            precision, recall, wanted = figures(half, verdict, THRESHOLD)
            print(f"  {verdict:12} precision {precision:.3f} recall {recall:.3f} of {wanted}")
        for band in reliability(half):
            print("  confidence {}: {} pairs, mean {:.3f}, right {:.3f}".format(*band))


if __name__ == "__main__":
    main()
