"""How sure a verdict is: a logistic curve over two plain features of a meeting, fitted on labelled pairs."""

from __future__ import annotations

import math

from pipeline.audit._meet import Meeting

# Intercept and weights of (ground, counted), fitted by tests/quality/audit_calibrate.py; how squarely the words answer
# each other and whether both sides have explicit words had no weight beside them.
WEIGHTS = (-0.83, 4.35, 1.33)
# Below this a verdict is left undecided. On the development half every threshold has precision above 0.95; this one
# also leaves open what is joined by little more than likeness of words.
THRESHOLD = 0.75


def features(meeting: Meeting) -> tuple[float, float]:
    """The features of the curve, each 0..1: common ground, and whether figures answer each other."""
    return meeting.ground, float(meeting.counted)


def confidence(meeting: Meeting) -> float:
    """The probability (0..1) that the verdict is right; 0.5 for verdicts that say nothing either way."""
    if meeting.verdict not in ("agrees", "contradicts"):
        return 0.5
    total = WEIGHTS[0] + sum(w * f for w, f in zip(WEIGHTS[1:], features(meeting), strict=True))
    return 1 / (1 + math.exp(-total))
