"""Fits what silence is worth on the small reports: ``python -m tests.quality.audit_silence``.

A case is a finding that meets no claim, or a measure that meets no finding; it is right where the key says so too. The
weights are ``_silence.UNDISCLOSED`` and ``_silence.UNVERIFIED``; the other archives, on which nothing is fitted, show
whether the confidence keeps its word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sklearn.linear_model import LogisticRegression

from pipeline.audit._sides import Sides, Statement, gather
from pipeline.audit._silence import THRESHOLD, UNDISCLOSED, UNVERIFIED, Silence, confidence, silence
from pipeline.audit.findings import meeting_claims
from tests.quality import audit_table

ARCHIVES = ("small", "third", "second", "sample")


@dataclass(frozen=True)
class Case:
    """One silence, and whether the key calls it one."""

    found: Silence
    right: bool


def undisclosed(name: str) -> list[Case]:
    """The findings of an archive that meet no claim of the report."""
    return [case for sides, about in _units(name) for finding in sides.findings for case in _on(finding, sides, about)]


def _on(finding: Statement, sides: Sides, about: Mapping[str, tuple[str, str | None]]) -> Iterator[Case]:
    if finding.text not in about:
        return
    if not meeting_claims(sides.claims, finding):
        yield Case(silence(sides.claims, finding), about[finding.text][0] == "undisclosed")


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


def _units(name: str) -> Iterator[tuple[Sides, Mapping[str, tuple[str, str | None]]]]:
    """The sides of every unit and year of an archive that its key speaks of, and the key by words of the finding."""
    tables, key = audit_table.archive(name)
    for unit_year, sides in gather(tables).items():
        about = {place[2]: conclusion for place, conclusion in key.items() if place[:2] == unit_year}
        if about:
            yield sides, about


def fit(cases: Sequence[Case]) -> tuple[float, ...]:
    """Intercept and weights of the curve."""
    curve = LogisticRegression(C=1.0).fit([case.found.features for case in cases], [case.right for case in cases])
    return (float(curve.intercept_[0]), *map(float, curve.coef_[0]))


def precision(cases: Sequence[Case], weights: Sequence[float], threshold: float) -> tuple[int, float, float]:
    """How many silences are told at this threshold, their mean confidence and the share of them that is right."""
    told = [(sure, case.right) for case in cases if (sure := confidence(case.found, weights)) >= threshold]
    count = max(1, len(told))
    return len(told), sum(sure for sure, _ in told) / count, sum(right for _, right in told) / count


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
            print(f"  {name:7} {len(cases)} silences, told {told}, mean confidence {mean:.3f}, right {right:.3f}")


if __name__ == "__main__":
    main()
