"""What it is worth that the other side says nothing, where words that were not understood may speak of it after all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.audit._meet import alike
from pipeline.audit._sides import Statement
from pipeline.audit._themes import names

# Intercept and weights of (vague, near, alike) for a report silent on a finding and for inspections silent on a claim,
# fitted by tests/quality/audit_silence.py on the small reports. Only four silences of 142 are wrong there, so a fit
# moves with the themes of single rows; these weights stay as long as the confidence keeps its word.
UNDISCLOSED = (4.01, -1.49, -0.77, -0.45)
UNVERIFIED = (4.55, 0.0, -0.42, 0.13)
# Below this a silence is left undecided; of those told on the small reports 0.972 are right.
THRESHOLD = 0.8


@dataclass(frozen=True, slots=True)
class Silence:
    """The other side's statements that come nearest to one that none of them meets.

    ``near`` are those of its theme, ``vague`` those of them that name no matter at all, ``like`` those that share
    an uncommon pair of characters with it.
    """

    near: tuple[Statement, ...]
    vague: tuple[Statement, ...]
    like: tuple[Statement, ...]

    @property
    def features(self) -> tuple[float, float, float]:
        """The features of the curves: whether there are any of each."""
        return float(bool(self.vague)), float(bool(self.near)), float(bool(self.like))

    @property
    def suspect(self) -> Statement | None:
        """The statement that a person should look at first."""
        both = [one for one in self.vague if one in self.like]
        return next(iter((*both, *self.like, *self.vague, *self.near)), None)


def silence(others: Sequence[Statement], about: Statement) -> Silence:
    """How ``others``, none of which meets ``about``, stand to it."""
    near = tuple(one for one in others if one.theme and one.theme == about.theme)
    vague = tuple(one for one in near if not names(one.said))
    return Silence(near, vague, tuple(one for one in others if alike(one.said, about.said)))


def confidence(found: Silence, weights: Sequence[float]) -> float:
    """The probability (0..1) that the other side does not speak of it."""
    total = weights[0] + sum(w * f for w, f in zip(weights[1:], found.features, strict=True))
    return 1 / (1 + math.exp(-total))
