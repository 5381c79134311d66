"""Differences, growth, multiples and orders between the figures of one sentence, and its shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import Term, change, made, names
from pipeline.audit._recount_shares import remote, shares
from pipeline.records import Check

_COMPARED = re.compile(r"较|(?<![同环占])比|由|从|去年|上年|同期|原来|年初|首批")
_EXCEPT = re.compile(r"除(?P<names>[^，。；]{2,40}?)(?:以?外|之外)")
_RECEIVED = re.compile(r"受理|收到|接收|接到|接受|立案|应办|应(?:参|缴|检|整改)|排查出|查出|发现|梳理出")
_FINISHED = re.compile(
    r"办结|办复|答复|回复|办理完毕|结案|审结|处理完毕|整改(?:到位|完成|完毕)|完成整改|已整改|实缴|化解|调处成功"
)


def rates(text: str, terms: Sequence[Term]) -> list[Check]:
    """Everything that sets two or three figures of a sentence or its neighbour against each other."""
    found: list[Check] = []
    by_sentence = _grouped(terms)
    for sentence, group in by_sentence.items():
        before = (
            by_sentence.get(sentence - 1, []) if group[0].paragraph == _paragraph(by_sentence, sentence - 1) else []
        )
        found += _differences(text, group, before)
        found += _growths(text, group, before)
        found += _excepted(text, group)
        found += shares(text, group, before)
        found += _finished(text, group)
        found += _multiples(text, group)
    found += remote(text, terms, found)
    return found


def _grouped(terms: Sequence[Term]) -> dict[int, list[Term]]:
    groups: dict[int, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.sentence, []).append(term)
    return groups


def _paragraph(groups: dict[int, list[Term]], sentence: int) -> int:
    group = groups.get(sentence)
    return group[0].paragraph if group else -1


def _pair(text: str, term: Term, earlier: Sequence[Term], unit: str | None) -> tuple[Term, Term] | None:
    """The newer and the older of the two figures that ``term`` compares."""
    same = [t for t in earlier if t.unit == unit and t.kind != "percent" and change(text, t) == 0]
    if len(same) < 2:
        return None
    first, second = same[-2], same[-1]
    between = text[first.start - 6 if first.start > 6 else 0 : second.start]
    if re.search(r"(?:由|从)[^，。；]{0,20}$", text[max(0, first.start - 22) : first.start]):
        return second, first
    if _COMPARED.search(text[first.end : second.start]):
        return first, second
    if re.search("去年|上年|同期", between) and text.find("年", first.start - 6, first.start) >= 0:
        return second, first
    return None


def _differences(text: str, group: Sequence[Term], before: Sequence[Term]) -> list[Check]:
    found = []
    for at, term in enumerate(group):
        sign = change(text, term)
        if not sign or term.kind == "percent":
            continue
        pair = _pair(text, term, [*before[-8:], *group[max(0, at - 8) : at]], term.unit)
        if pair is None:
            continue
        computed = pair[0].interval - pair[1].interval if sign > 0 else pair[1].interval - pair[0].interval
        found.append(made("difference", term.value, computed, verdict(term.interval, computed), [term, *pair]))
    return found


def _growths(text: str, group: Sequence[Term], before: Sequence[Term]) -> list[Check]:
    found = []
    for at, term in enumerate(group):
        sign = change(text, term)
        if not sign or term.unit != "%":
            continue
        earlier = [*before[-8:], *group[max(0, at - 8) : at]]
        if not earlier:
            continue
        newer_older = _from_pair(text, term, earlier) or _from_change(text, earlier)
        if newer_older is None:
            continue
        newer, older, used = newer_older
        quotient = (newer - older if sign > 0 else older - newer).over(older)
        if quotient is not None:
            computed = quotient.scaled(Decimal(100))
            found.append(made("growth", term.value, computed, verdict(term.interval, computed), [term, *used]))
    return found


def _from_pair(text: str, term: Term, earlier: Sequence[Term]) -> tuple[Interval, Interval, list[Term]] | None:
    for unit in dict.fromkeys(t.unit for t in reversed(earlier) if t.unit != "%"):
        pair = _pair(text, term, earlier, unit)
        if pair is not None:
            return pair[0].interval, pair[1].interval, list(pair)
    return None


def _from_change(text: str, earlier: Sequence[Term]) -> tuple[Interval, Interval, list[Term]] | None:
    """受理92件，比上年增加16件，增长…: the older figure is the newer less the difference."""
    last = earlier[-1]
    sign = change(text, last)
    newer = next((t for t in reversed(earlier[:-1]) if t.unit == last.unit and change(text, t) == 0), None)
    if not sign or newer is None or not _COMPARED.search(text[newer.end : last.start]):
        return None
    older = newer.interval - last.interval if sign > 0 else newer.interval + last.interval
    return newer.interval, older, [newer, last]


def _excepted(text: str, group: Sequence[Term]) -> list[Check]:
    """6个县除甲县外有五个…: the whole less the names excepted."""
    found = []
    for first, second in pairwise(group):
        match = _EXCEPT.search(text, first.end, second.start)
        if match is None or first.unit != second.unit or first.value < second.value:
            continue
        excepted = names(match["names"])
        computed = first.interval - exact(len(excepted))
        result = verdict(second.interval, computed)
        named = (excepted[0], match.start("names"), match.start("names") + len(excepted[0]))
        found.append(
            made("difference", second.value, computed, "open" if result == "fails" else result, [second, first, named])
        )
    return found


def _finished(text: str, group: Sequence[Term]) -> list[Check]:
    """What was settled can't be more than what came in."""
    found = []
    for first, second in pairwise(group):
        if first.unit != second.unit or first.kind == "percent" or change(text, second):
            continue
        came = _RECEIVED.search(text[max(0, first.start - 16) : first.start])
        went = _FINISHED.search(text[first.end : second.start])
        if (
            came
            and went
            and not re.search("上年|去年|结转|往年|历年|积案|以前", text[max(0, first.start - 30) : second.end])
        ):
            result = "holds" if second.value <= first.value else verdict(first.interval, second.interval)
            found.append(made("order", second.value, first.interval, result, [first, second]))
    return found


def _multiples(text: str, group: Sequence[Term]) -> list[Check]:
    """甲90件，是乙30件的3倍."""
    found = []
    for at, term in enumerate(group):
        if term.unit != "倍" or at < 2 or not re.search(r"的(?:近|约)?$", text[max(0, term.start - 3) : term.start]):
            continue
        newer, older = group[at - 2], group[at - 1]
        if newer.unit == older.unit and "是" in text[newer.end : older.start]:
            computed = newer.interval.over(older.interval)
            if computed is not None:
                found.append(
                    made("ratio", term.value, computed, verdict(term.interval, computed), [term, newer, older])
                )
    return found
