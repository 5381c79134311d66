"""One claim of a report against one finding of an inspection: same matter? same respect? opposite or alike?"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.audit._matters import first_words, matters
from pipeline.audit._quantity import Quantity
from pipeline.audit._reading import ACTS, Clause, Subject, every, read, subjects

RESPECTS = {"timely": "时限", "complete": "完整性", "quality": "质量", "any": "要求"}
_Conclusion = tuple[str, float, str]  # verdict, force, reason
SAME_MATTER = 0.35  # less common ground than this and the two do not speak of the same thing


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a claim and a finding meet.

    ``verdict`` is of the contract, or ``unrelated``. ``ground`` (0..1) is how surely both speak of one matter,
    ``force`` (0..1) how squarely the words answer each other.
    """

    verdict: str
    matter: str | None
    ground: float
    force: float
    counted: bool
    reason: str


# Character pairs that any two sentences of the genre may share.
_COMMON = frozenset(re.findall("..", "工作全年情况单位开展进行相关有关年度部分个别问题没有要求按照及时不够加强公开"))
# A finding's figure answers the claim's only where the inspection tells how much there was, not how much was wrong.
_EXCEPT = re.compile(r"(?:^|[除在对，])([一-鿿]{2,8}?)(?:以外|之外)")
_ACTUAL = re.compile(r"只|仅|实际|实为|实有|实收|实测|才|属实|核实|核查|查验|[率额]为|不足|未达|少于")


@functools.lru_cache(maxsize=1024)
def _grams(text: str) -> frozenset[str]:
    pairs = frozenset(a + b for a, b in itertools.pairwise(text) if "一" <= a <= "鿿" and "一" <= b <= "鿿")
    return pairs - _COMMON


def likeness(a: str, b: str) -> float:
    """Share of the character pairs of the shorter text that the other has too; 0 where fewer than three are shared."""
    first, second = _grams(a), _grams(b)
    shared = len(first & second)
    return shared / min(len(first), len(second)) if shared >= 3 else 0.0


def alike(a: str, b: str) -> bool:
    """Whether both texts have a pair of characters that is not common in the genre."""
    return not _grams(a).isdisjoint(_grams(b))


def _excepts(claim: str, finding: str) -> bool:
    """Whether a clause speaks of all but what the finding speaks of (试点领域以外的…)."""
    return any(match[1] in finding for match in _EXCEPT.finditer(claim))


def _ground(claim: Subject, finding: Clause) -> tuple[float, str | None]:
    """How surely both clauses speak of one matter, and which.

    A head word alone (制度, 整改) joins only what is not told apart by matters of its own, or the whole with a part.
    """
    known = matters()
    mine, theirs = ({name for name in side.matters if not known[name].generic} for side in (claim, finding))
    if mine & theirs:
        strange = bool(mine - theirs) + bool(theirs - mine)
        return (1.0, 0.85, 0.7)[strange] * (1.0 if claim.own and finding.own else 0.85), min(mine & theirs)
    heads = claim.matters & finding.matters
    if heads and not (mine or theirs):
        return (0.9 if claim.matters == finding.matters else 0.75), min(heads)
    if heads and not (mine and theirs):
        return (0.5 if (finding if mine else claim).whole else 0.2), min(heads)
    like = likeness(claim.text, finding.text)
    if claim.matters and finding.matters:
        return (0.4 if like >= 0.6 else 0.0), None
    return (like if like >= SAME_MATTER else 0.0), None


def _by_number(claim: Clause, finding: Clause, counted: Sequence[Quantity]) -> tuple[str, float, str] | None:
    if not any(q.required for q in counted) and not _ACTUAL.search(finding.text):
        return None
    for mine in (q for q in claim.quantities if not q.required):
        same = [q for q in counted if q.unit == mine.unit]
        done = next((q for q in same if not q.required), None)
        required = next((q for q in same if q.required), None)
        if done:
            return _compared(mine, done, required)
        if required and finding.sign <= 0:
            if mine.value < required.value:
                return "agrees", 0.9, f"自报{mine.text}，本身少于规定的{required.text}"
            return "contradicts", 0.9, f"自报{mine.text}，检查认定没有达到{required.text}"
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
    told, denied = claim.aspects - ACTS, finding.aspects - ACTS
    if "none" in denied:
        return 1.0 if told else _undone(claim, finding)
    if not told:
        return 0.0
    if told & denied or "any" in denied:
        return 1.0
    return 0.8 if "complete" in told else 0.6


def _undone(claim: Clause, finding: Clause) -> float:
    """A bare act against what was not done at all: denied where it is the same act, or the thing does not exist."""
    if finding.partial:
        return 0.3
    acts = (finding.aspects & ACTS) or {"create", "hold", "perform"}
    return 0.9 if claim.act != "means" and claim.act in acts else 0.2


def _words(clause: Clause, default: str) -> str:
    return "、".join(f"“{cue}”" for cue in clause.cues[:3]) or default


def _respects(aspects: frozenset[str]) -> str:
    return "、".join(dict.fromkeys(RESPECTS.get(aspect, "有无") for aspect in sorted(aspects))) or "有无"


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


def _clauses(claim: Clause, finding: Clause, signs: tuple[int, int], counted: Sequence[Quantity]) -> _Conclusion:
    by_number = _by_number(claim, finding, counted)
    if by_number:
        return by_number
    if signs == (1, -1):
        return _opposed(claim, finding)
    mine, theirs = _words(claim, "有不足"), _words(finding, "有问题")
    if signs == (-1, -1):
        same = claim.aspects & finding.aspects or "any" in finding.aspects | claim.aspects
        return "agrees", 1.0 if same else 0.7, f"报告自己承认{mine}，检查也认定{theirs}"
    if signs == (1, 1):
        return "agrees", 0.8, f"自报{mine}，检查也肯定{theirs}"
    return "undecided", 0.5, f"自报{mine}，检查却说{theirs}"


def _sign(clause: Clause, default: int) -> int:
    """The sign the words give; a bare act (开展, 报送) among failings is what failed, so it takes the default."""
    return default if clause.sign >= 0 and clause.aspects <= ACTS else clause.sign


def _as_claimed(clause: Clause, default: int) -> Clause:
    """A clause of a claim of good: an ill denied (没有出过漏子) is all well, an ill put right (坑洼随坏随补) an act."""
    if default > 0 and clause.bare:
        return replace(clause, sign=1, aspects=frozenset({"complete"}))
    if default > 0 and clause.mended:
        each = every(clause.text)
        aspects = {"perform", "complete"} if each else {"perform"}
        return replace(clause, sign=1, aspects=frozenset(aspects), cues=(each or "已整治",), act="perform")
    return clause


def _finding_clauses(finding: str, *, failing: bool) -> tuple[Clause, ...]:
    """The clauses of a finding; in a list of failings, words of praise are what failed and say nothing well."""
    clauses = read(finding)
    if not failing:
        return clauses
    return tuple(replace(c, aspects=frozenset(), cues=(), sign=-1) if c.sign > 0 else c for c in clauses)


@functools.lru_cache(maxsize=1024)
def _words_about(finding: str) -> frozenset[str]:
    """Words of which a claim on a matter of ``finding`` has one."""
    return frozenset().union(*(first_words(name) for clause in subjects(finding) for name in clause.matters))


def meet(claim: str, finding: str, *, claim_sign: int = 1, finding_sign: int = -1, failing: bool = False) -> Meeting:
    """How ``claim`` and ``finding`` meet; the signs are what each is where its words do not tell.

    ``failing`` is true where the finding stands in a list of failings (deductions). The best-grounded pair of clauses
    decides; among equals one that gives a verdict goes before ``undecided``.
    """
    best = Meeting("unrelated", None, 0.0, 0.0, False, "两处说的不是一件事")
    if not any(word in claim for word in _words_about(finding)) and len(_grams(claim) & _grams(finding)) < 3:
        return best  # no clause can have ground, and most pairs are of this kind
    found = _finding_clauses(finding, failing=failing)
    counted = [quantity for clause in found for quantity in clause.quantities]
    for theirs in found:
        for at, subject in enumerate(subjects(claim)):
            ground, matter = _ground(subject, theirs)
            if ground < SAME_MATTER or _excepts(subject.text, finding):
                continue
            mine = _as_claimed(read(claim)[at], claim_sign)
            signs = _sign(mine, claim_sign), _sign(theirs, finding_sign)
            verdict, force, reason = _clauses(mine, theirs, signs, counted)
            about = f"事项：{matter}。" if matter else "两处用语相近。"
            by_number = bool(mine.quantities and counted)
            meeting = Meeting(verdict, matter, ground, force, by_number, f"{about}{reason}。")
            best = max(best, meeting, key=_rank)
    return best


def _rank(meeting: Meeting) -> tuple[float, float, bool]:
    return (meeting.ground * (0.4 + 0.6 * meeting.force), meeting.force, meeting.counted)
