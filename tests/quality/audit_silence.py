"""Fits what silence is worth on the small reports: ``python -m tests.quality.audit_silence``.

A case is a finding that meets no claim, or a measure that meets no finding; it is right where the key says so too.
Since no list knows every wording, every pair that does meet stands as a further case, as if one side were worded in
words not known, with the weight ``HIDDEN``. The weights are ``_silence.UNDISCLOSED`` and ``_silence.UNVERIFIED``; the
other archives, on which nothing is fitted, show whether the confidence keeps its word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sklearn.linear_model import LogisticRegression

from pipeline.audit._sides import Sides, Statement, gather
from pipeline.audit._silence import THRESHOLD, UNDISCLOSED, UNVERIFIED, Silence, confidence, silence
from pipeline.audit.findings import meeting_claims
from tests.quality import audit_table

ARCHIVES = ("small", "third", "second", "sample")
HIDDEN = 0.1  # assumed share of what is spoken of that is worded beyond the lists


@dataclass(frozen=True)
class Case:
    """One silence, whether the key calls it one, and what it weighs."""

    found: Silence
    right: bool
    weight: float = 1.0


def undisclosed(name: str) -> list[Case]:
    """The findings of an archive that meet no claim of the report."""
    return [case for sides, about in _units(name) for finding in sides.findings for case in _on(finding, sides, about)]


def _on(finding: Statement, sides: Sides, about: Mapping[str, tuple[str, str | None]]) -> Iterator[Case]:
    if finding.text not in about:
        return
    verdict, words = about[finding.text]
    found = silence(sides.claims, finding)
    if not meeting_claims(sides.claims, finding):
        yield Case(found, verdict == "undisclosed")
    yield from _hidden(found, [claim for claim in sides.claims if words and words in claim.text])


def unverified(name: str) -> list[Case]:
    """The measures of an archive that no finding meets: each among the findings on other things, and among all."""
    return [
        case
        for sides, about in _units(name)
        for claim in sides.claims
        if claim.table == "measures"
        for case in _of(claim, sides, about)
    ]


def _of(claim: Statement, sides: Sides, about: Mapping[str, tuple[str, str | None]]) -> Iterator[Case]:
    mine = [one for one in sides.findings if (about.get(one.text, ("", None))[1] or "\n") in claim.text]
    others = [one for one in sides.findings if one not in mine]
    if not any(meeting_claims([claim], finding) for finding in others):
        yield Case(silence(others, claim), right=True)
        if mine and not any(meeting_claims([claim], finding) for finding in mine):
            yield Case(silence(sides.findings, claim), right=False)
    yield from _hidden(silence(sides.findings, claim), mine)


def _hidden(found: Silence, spoken: Sequence[Statement]) -> Iterator[Case]:
    if spoken:
        vague = (*found.vague, *(one for one in spoken if one in found.near))
        yield Case(replace(found, vague=vague), right=False, weight=HIDDEN)


def _units(name: str) -> Iterator[tuple[Sides, Mapping[str, tuple[str, str | None]]]]:
    """The sides of every unit and year of an archive that its key speaks of, and the key by words of the finding."""
    tables, key = audit_table.archive(name)
    for unit_year, sides in gather(tables).items():
        about = {place[2]: conclusion for place, conclusion in key.items() if place[:2] == unit_year}
        if about:
            yield sides, about


def fit(cases: Sequence[Case]) -> tuple[float, ...]:
    """Intercept and weights of the curve."""
    features = [case.found.features for case in cases]
    right, weight = [case.right for case in cases], [case.weight for case in cases]
    curve = LogisticRegression(C=1.0).fit(features, right, sample_weight=weight)
    return (float(curve.intercept_[0]), *map(float, curve.coef_[0]))


def precision(cases: Sequence[Case], weights: Sequence[float], threshold: float) -> tuple[int, float, float]:
    """How many silences are told at this threshold, their mean confidence and the share right, hidden wordings in."""
    told = [(confidence(case.found, weights), case) for case in cases]
    told = [(sure, case) for sure, case in told if sure >= threshold]
    total = max(1e-9, sum(case.weight for _, case in told))
    mean = sum(sure * case.weight for sure, case in told) / total
    return sum(case.weight == 1 for _, case in told), mean, sum(case.weight for _, case in told if case.right) / total


def main() -> None:
    """Print the fits and the figures."""
    kinds: Mapping[str, tuple[Callable[[str], list[Case]], Sequence[float], float]] = {
        "undisclosed": (undisclosed, UNDISCLOSED, THRESHOLD),
        "unverified": (unverified, UNVERIFIED, 0.0),
    }
    for kind, (cases_of, weights, threshold) in kinds.items():
        print(f"{kind}: weights fitted ({', '.join(f'{weight:.2f}' for weight in fit(cases_of('small')))})")
        for name in ARCHIVES:
            cases = cases_of(name)
            told, mean, right = precision(cases, weights, threshold)
            silences = sum(case.weight == 1 for case in cases)
            print(f"  {name:7} {silences} silences, told {told}, mean confidence {mean:.3f}, right {right:.3f}")


if __name__ == "__main__":
    main()
