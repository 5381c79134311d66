"""One claim of a report against one finding of an inspection: same matter? same respect? opposite or alike?"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass

from pipeline.audit._matters import matters
from pipeline.audit._quantity import Quantity
from pipeline.audit._reading import Clause, read

ASPECTS = {"timely": "时限", "complete": "完整性", "quality": "质量", "done": "有无", "none": "有无", "any": "要求"}
SAME_MATTER = 0.35  # less common ground than this and the two do not speak of the same thing


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a claim and a finding meet.

    ``verdict`` is of the contract, or ``unrelated``. ``ground`` (0..1) is how surely both speak of one matter,
    ``force`` (0..1) how squarely the words answer each other, ``explicit`` whether both sides carry words for it.
    """

    verdict: str
    matter: str | None
    ground: float
    force: float
    explicit: bool
    counted: bool
    reason: str


@functools.cache
def _grams(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in itertools.pairwise(text) if "一" <= a <= "鿿" and "一" <= b <= "鿿")


def likeness(a: str, b: str) -> float:
    """Share of the character pairs of the shorter text that the other has too."""
    first, second = _grams(a), _grams(b)
    return len(first & second) / max(1, min(len(first), len(second)))


def _ground(claim: Clause, finding: Clause) -> tuple[float, str | None]:
    shared = claim.matters & finding.matters
    known = matters()
    specific = sorted(name for name in shared if not known[name].generic)
    if specific:
        return (1.0 if claim.own and finding.own else 0.8), specific[0]
    if shared:
        strange = [{m for m in side.matters if not known[m].generic} for side in (claim, finding)]
        return (0.2 if all(strange) else 0.5 if any(strange) else 0.8), min(shared)
    like = likeness(claim.text, finding.text)
    if claim.matters and finding.matters:
        return (0.4 if like >= 0.6 else 0.0), None
    return (like if like >= SAME_MATTER else 0.0), None


def _by_number(claim: Clause, finding: Clause) -> tuple[str, float, str] | None:
    told = [q for q in claim.quantities if not q.required]
    for mine in told:
        found = [q for q in finding.quantities if q.unit == mine.unit]
        done = [q for q in found if not q.required]
        if done:
            return _compared(mine, done[0], next((q for q in found if q.required), None))
        if found and finding.sign <= 0:
            if mine.value < found[0].value:
                return "agrees", 0.9, f"自报{mine.text}，本身少于规定的{found[0].text}"
            return "contradicts", 0.9, f"自报{mine.text}，检查认定没有达到{found[0].text}"
    return None


def _compared(mine: Quantity, done: Quantity, required: Quantity | None) -> tuple[str, float, str] | None:
    rule = f"（规定{required.text}）" if required else ""
    if mine.value == done.value:
        return "agrees", 1.0, f"数量一致：自报{mine.text}，检查认定{done.text}{rule}"
    if mine.value > done.value:
        return "contradicts", 1.0, f"数量不符：自报{mine.text}，检查认定只有{done.text}{rule}"
    return None


def _force(claim: Clause, finding: Clause) -> float:
    """How squarely a claim of good is denied by a finding of ill (0: the claim did not go so far)."""
    told, denied = claim.aspects - {"done"}, finding.aspects
    if "none" in denied:
        return 1.0 if told or not finding.partial else 0.3
    if not told:
        return 0.0
    if told & denied or "any" in denied:
        return 1.0
    return 0.8 if "complete" in told else 0.6


def _words(clause: Clause, default: str) -> str:
    return "、".join(f"“{cue}”" for cue in clause.cues[:3]) or default


def _respects(aspects: frozenset[str]) -> str:
    return "、".join(dict.fromkeys(ASPECTS[aspect] for aspect in sorted(aspects))) or "有无"


def _opposed(claim: Clause, finding: Clause) -> tuple[str, float, str]:
    mine, theirs = _words(claim, "已做"), _words(finding, "有问题")
    if claim.intent:
        return "undecided", 0.5, f"自报{mine}只是打算或正在做，不能算已经做到；检查认定{theirs}"
    if claim.hedged:
        return "undecided", 0.5, f"自报{mine}留有余地（“基本”“大部分”一类），检查认定{theirs}，两说不必相反"
    force = _force(claim, finding)
    if force < 0.5:
        respects = _respects(finding.aspects)
        return "undecided", 0.5, f"自报只说做了（{mine}），检查说的是{respects}（{theirs}），两说可以同时成立"
    return "contradicts", force, f"自报{mine}，检查认定{theirs}（{_respects(finding.aspects)}），两说相反"


def _clauses(claim: Clause, finding: Clause, claim_sign: int, finding_sign: int) -> tuple[str, float, str]:
    counted = _by_number(claim, finding) if claim_sign >= 0 or finding_sign <= 0 else None
    if counted:
        return counted
    if claim_sign > 0 and finding_sign < 0:
        return _opposed(claim, finding)
    mine, theirs = _words(claim, "有不足"), _words(finding, "有问题")
    if claim_sign < 0 and finding_sign < 0:
        same = claim.aspects & finding.aspects or "any" in finding.aspects | claim.aspects
        return "agrees", 1.0 if same else 0.7, f"报告自己承认{mine}，检查也认定{theirs}"
    if claim_sign > 0:
        return "agrees", 0.8, f"自报{mine}，检查也肯定{theirs}"
    return "undecided", 0.5, f"自报{mine}，检查却说{theirs}"


def _sign(clause: Clause, default: int) -> int:
    """The sign the words give; a bare act (开展, 报送) among failings is what failed, so it takes the default."""
    return default if clause.sign >= 0 and clause.aspects <= {"done"} else clause.sign


def meet(claim: str, finding: str, *, claim_sign: int = 1, finding_sign: int = -1) -> Meeting:
    """How ``claim`` and ``finding`` meet; the signs are what each is where its words do not tell.

    The best-grounded pair of clauses decides; among equals one that gives a verdict goes before ``undecided``.
    """
    best = Meeting("unrelated", None, 0.0, 0.0, False, False, "两处说的不是一件事")
    for theirs in read(finding):
        for mine in read(claim):
            ground, matter = _ground(mine, theirs)
            if ground < SAME_MATTER:
                continue
            verdict, force, reason = _clauses(mine, theirs, _sign(mine, claim_sign), _sign(theirs, finding_sign))
            about = f"事项：{matter}。" if matter else "两处用语相近。"
            explicit = bool(mine.cues and theirs.cues)
            counted = reason.startswith(("数量", "自报")) and bool(mine.quantities and theirs.quantities)
            found = Meeting(verdict, matter, ground, force, explicit, counted, f"{about}{reason}。")
            if _rank(found) > _rank(best):
                best = found
    return best


def _rank(meeting: Meeting) -> tuple[float, float, bool]:
    return (meeting.ground * (0.4 + 0.6 * meeting.force), meeting.force, meeting.counted)
