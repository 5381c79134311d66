"""Shares and rates: what a per cent is of, beside it in the sentence or elsewhere in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import Term, change, made, names
from pipeline.records import Check

_SHARE = re.compile(r"占[^，。；]{0,16}$")
_RATE = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,16}率)[^，。；0-9]{0,8}$")
_PLAIN = ("总", "平均", "综合", "案件", "事项", "问题", "隐患", "信访", "投诉", "件", "工单", "提案", "建议")
_ALL = re.compile(r"均已?|全部|全都|都已|悉数")
_MISSING = re.compile(r"^[（(](?P<names>[^（）()0-9]{2,30}?)(?:尚?未|没有|暂未|除外|待)[^（）()]*[)）]")
_SUBSET = re.compile(r"^[^，。；0-9]{0,14}?(?:中)?(?:已经?)?有$")


def shares(text: str, group: Sequence[Term], before: Sequence[Term]) -> list[Check]:
    found: list[Check] = []
    percents = [t for t in group if t.unit == "%" and change(text, t) == 0]
    together = _respective(text, group, percents)
    found += together
    done = {start for check in together for start in check.starts}
    starts = [t.start for t in group]
    for term in percents:
        if term.start in done:
            continue
        lead = text[max(0, term.start - 24) : term.start]
        at = bisect_left(starts, term.start)
        earlier = [t for t in group[max(0, at - 30) : at] if t.kind != "percent"]
        check = None
        if _SHARE.search(lead):
            check = _share(term, earlier, before)
        elif rate := _RATE.search(lead):
            check = _rate(text, term, rate["noun"], [*before[-8:], *earlier])
        if check is not None:
            found.append(check)
    return found


def _quotient(term: Term, part: Interval, whole: Interval) -> tuple[Interval, str] | None:
    quotient = part.over(whole)
    if quotient is None:
        return None
    computed = quotient.scaled(Decimal(100))
    return computed, verdict(term.interval, computed)


def _share(term: Term, earlier: Sequence[Term], before: Sequence[Term]) -> Check | None:
    """A件，占P%: the share of the nearest figure in a whole before it."""
    if not earlier:
        return None
    part = earlier[-1]
    wholes = [
        t
        for t in [*before[-8:], *earlier[:-1]]
        if t.unit == part.unit and t.kind == part.kind and t.value >= part.value
    ]
    if not wholes:
        return None
    tried = [(w, q) for w in reversed(wholes) if (q := _quotient(term, part.interval, w.interval)) is not None]
    for whole, (computed, result) in tried:
        if result != "fails":
            return made("percent", term.value, computed, result, [term, part, whole])
    if not tried:
        return None
    whole, (computed, result) = tried[-1]
    return made("percent", term.value, computed, result if len(tried) == 1 else "open", [term, part, whole])


def _rate(text: str, term: Term, noun: str, earlier: Sequence[Term]) -> Check | None:
    """受理A件，办结B件，办结率P%: what the rate names, over what came in."""
    stem = noun[-3:-1]
    counted = [t for t in earlier if t.kind != "percent"]
    done = [t for t in counted if stem in _around(text, t)]
    part = next(
        (t for t in reversed(done) if not re.search(f"(?:基本|较|不|未|非|部分){stem}", _around(text, t))), None
    )
    if part is not None:
        return _over(term, part, _wholes(part, [t for t in counted if t not in done]), len(noun) > 3 and noun[:-3])
    if term.value == 100 and counted and not done:
        same = [t for t in counted if t.sentence == counted[-1].sentence]
        if _ALL.search(text[same[0].end : term.start]):
            return made("percent", term.value, exact(100), "holds", [term, same[0]])
    return None


def _around(text: str, term: Term) -> str:
    """The words right before a figure and up to the end of its clause after it."""
    return text[max(0, term.start - 10) : term.start] + re.split("[，,。；;、]", text[term.end : term.end + 6])[0]


def _wholes(part: Term, counted: Sequence[Term]) -> list[Term]:
    """What the part can be a part of, nearest first; those of its own sentence go before all others."""
    fit = [t for t in counted if t.end <= part.start and t.unit == part.unit and t.value >= part.value]
    return [t for t in reversed(fit) if t.sentence == part.sentence] or fit[::-1]


def _over(term: Term, part: Term, wholes: Sequence[Term], qualifier: str | bool) -> Check | None:
    """The rate over the whole that fits; wrong only where there is one whole and the rate is a plain one."""
    tried = [(whole, found) for whole in wholes if (found := _quotient(term, part.interval, whole.interval))]
    for whole, (computed, result) in tried:
        if result != "fails":
            return made("percent", term.value, computed, result, [term, part, whole])
    if len(tried) != 1 or (qualifier and qualifier not in _PLAIN):
        return None
    whole, (computed, result) = tried[0]
    return made("percent", term.value, computed, result, [term, part, whole])


def _respective(text: str, group: Sequence[Term], percents: Sequence[Term]) -> list[Check]:
    """甲达到8个（乙镇未建成），丙达到7个，覆盖率分别达到88.9%和70%: each rate with its own figure."""
    if len(percents) < 2 or "分别" not in text[max(0, percents[0].start - 8) : percents[0].start]:
        return []
    counted = [t for t in group if t.kind != "percent" and t.end <= percents[0].start][-len(percents) :]
    if len(counted) < len(percents):
        return []
    return [_of_known_gap(text, percent, part) for percent, part in zip(percents, counted, strict=False)]


def _of_known_gap(text: str, percent: Term, part: Term) -> Check:
    """The rate over the figure and those that the bracket after it names as missing; open where no base is told."""
    gap = _MISSING.match(text[part.end : part.end + 40])
    if gap is None:
        return made("percent", percent.value, None, "open", [percent, part])
    missing = names(gap["names"])
    found = _quotient(percent, part.interval, part.interval + exact(len(missing)))
    if found is None:
        return made("percent", percent.value, None, "open", [percent, part])
    start = part.end + gap.start("names")
    named = (text[start : start + len(gap["names"])], start, start + len(gap["names"]))
    return made("percent", percent.value, found[0], found[1], [percent, part, named])


def remote(text: str, terms: Sequence[Term], made_already: Sequence[Check]) -> list[Check]:
    """A rate whose figures stand elsewhere: 九个县有三个建立了政务中心 … 政务中心建成率只有30%."""
    used = {start for check in made_already if check.kind == "percent" for start in check.starts}
    subsets = [
        (whole, part)
        for whole, part in pairwise(terms)
        if whole.sentence == part.sentence and whole.unit == part.unit and whole.value > part.value
        and _SUBSET.match(text[whole.end : part.start])
    ]  # fmt: skip
    found = []
    for term in terms:
        if term.unit != "%" or term.start in used or not term.item.endswith("率"):
            continue
        close = [(_likeness(term.item[:-1], _clause(text, part)), whole, part) for whole, part in subsets]
        best = max(close, key=lambda c: c[0], default=None)
        if best is None or best[0] < 0.45 or sum(c[0] >= best[0] for c in close) > 1:
            continue
        share = _quotient(term, best[2].interval, best[1].interval)
        if share is not None:
            found.append(made("percent", term.value, share[0], share[1], [term, best[2], best[1]]))
    return found


def _clause(text: str, part: Term) -> str:
    return re.split(r"[，,。；;\n]", text[part.end : part.end + 40])[0]


def _likeness(noun: str, clause: str) -> float:
    pairs = {noun[i : i + 2] for i in range(len(noun) - 1)}
    return sum(pair in clause for pair in pairs) / len(pairs) if pairs else 0.0
