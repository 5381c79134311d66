"""Self-report against inspection: each finding on a unit meets what the unit's own report says on that matter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.audit._confidence import THRESHOLD, confidence
from pipeline.audit._meet import Meeting, meet
from pipeline.audit._sides import Key, Sides, Statement
from pipeline.audit._silence import THRESHOLD as SILENT
from pipeline.audit._silence import UNDISCLOSED, UNVERIFIED, silence
from pipeline.audit._silence import confidence as silence_confidence
from pipeline.audit._themes import names, theme
from pipeline.records import Finding


@dataclass(frozen=True, slots=True)
class _Match:
    claim: Statement
    meeting: Meeting
    confidence: float


def find(gathered: Mapping[Key, Sides]) -> list[Finding]:
    """The findings of every unit and year with both a self-report and an inspection, by unit and year."""
    return [row for key, sides in gathered.items() if sides.reports and sides.inspected for row in _meet(key, sides)]


def _meet(key: Key, sides: Sides) -> list[Finding]:
    result = []
    touched: set[tuple[str, int]] = set()
    for finding in sides.findings:
        matches = meeting_claims(sides.claims, finding)
        touched.update((match.claim.doc_id, match.claim.start) for match in matches)
        row = _verdict(key, finding, matches, sides)
        if row:
            result.append(row)
    for claim in sides.claims:
        if claim.table == "measures" and (claim.doc_id, claim.start) not in touched:
            sure = silence_confidence(silence(sides.findings, claim), UNVERIFIED)
            result.append(_row(key, "unverified", claim, None, "报告这样说，检查没有谈到这一事项。", sure))
    return result


def meeting_claims(claims: Sequence[Statement], finding: Statement) -> list[_Match]:
    """Every claim that speaks of the finding's matter, the surest first."""
    found = []
    ill = 1 if finding.table == "measures" else -1
    for claim in claims:
        well = -1 if claim.table == "problems" else 1
        failing = finding.table == "deductions"
        meeting = meet(claim.said, finding.said, claim_sign=well, finding_sign=ill, failing=failing)
        if meeting.verdict != "unrelated":
            found.append(_Match(claim, meeting, confidence(meeting)))
    return sorted(found, key=lambda match: (-match.confidence, -match.meeting.force, match.claim.start))


def _verdict(key: Key, finding: Statement, matches: Sequence[_Match], sides: Sides) -> Finding | None:
    sure = [match for match in matches if match.confidence >= THRESHOLD]
    for verdict in ("agrees", "contradicts"):
        chosen = next((match for match in sure if match.meeting.verdict == verdict), None)
        if chosen:
            return _row(key, verdict, chosen.claim, finding, chosen.meeting.reason, chosen.confidence)
    if matches:
        best = matches[0]
        doubt = "" if best.meeting.verdict == "undecided" else f"把握只有{best.confidence:.2f}，不下结论。"
        return _row(key, "undecided", best.claim, finding, best.meeting.reason + doubt, best.confidence)
    if finding.table == "measures":
        return None
    return _silent(key, finding, sides)


def _silent(key: Key, finding: Statement, sides: Sides) -> Finding:
    """The report says nothing on the finding: told only where it is unlikely that words not understood speak of it."""
    if not sides.claims:
        return _row(key, "undecided", None, finding, "自查报告里没有读出可以对照的做法和问题。", 0.5)
    about = names(finding.said)
    if not about:
        return _row(key, "undecided", None, finding, "检查所说的事项不在词表里，报告有没有提到，要人来判断。", 0.5)
    found = silence(sides.claims, finding)
    sure = silence_confidence(found, UNDISCLOSED)
    matter = f"检查查出的“{'、'.join(about[:2])}”"
    if sure < SILENT:
        doubt = f"{matter}，报告没有明说；这一处可能是指它，把握只有{sure:.2f}，不下结论。"
        return _row(key, "undecided", found.suspect, finding, doubt, sure)
    admitted = sum(claim.table == "problems" for claim in sides.claims)
    places = [f"报告谈到同一主题的{len(found.near)}处"] if found.near else []
    places.append(f"“存在问题”的{admitted}条" if admitted else "没有列出问题的全文")
    return _row(key, "undisclosed", None, finding, f"{matter}，{'和'.join(places)}都没有提到。", sure)


def _row(
    key: Key, verdict: str, claim: Statement | None, finding: Statement | None, reason: str, sure: float
) -> Finding:
    about = finding or claim
    return Finding(
        row_id=_row_id(key, verdict, claim, finding),
        doc_id=about.doc_id if about else None,
        unit=key[0],
        year=key[1],
        theme=theme(about) if about else None,
        verdict=verdict,
        claim_doc_id=claim.doc_id if claim else None,
        claim_text=claim.text if claim else None,
        claim_start=claim.start if claim else None,
        claim_end=claim.end if claim else None,
        finding_doc_id=finding.doc_id if finding else None,
        finding_text=finding.text if finding else None,
        finding_start=finding.start if finding else None,
        finding_end=finding.end if finding else None,
        reason=reason,
        confidence=round(sure, 4),
    )


def _row_id(key: Key, verdict: str, claim: Statement | None, finding: Statement | None) -> str:
    spans = [f"{s.doc_id}:{s.start}:{s.end}" if s else "" for s in (claim, finding)]
    identity = "\x1f".join((key[0], str(key[1]), verdict, *spans))
    return "F-" + hashlib.sha256(identity.encode()).hexdigest()[:12]
