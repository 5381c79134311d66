"""Parts in a list: grades (优秀6个，良好21个…) whose whole may stand elsewhere, items line by line under a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.audit._interval import verdict
from pipeline.audit._recount import Term, made, slip
from pipeline.audit._recount_parts import total_of
from pipeline.audit._recount_scene import alike, quotient
from pipeline.records import Check

_GRADE = re.compile(
    r"(?:优秀|良好|优良|基本合格|不合格|合格|一般|较差|较好|基本达标|不达标|未达标|达标|基本满意|不满意|满意|优|良|中|差|[A-D]级"
    r"|[一二三]等奖?|[一二三]类)(?:等次|单位|档次|窗口|乡镇|部门|学校|村|的|为|有|[:：])*$"
)
_GRADE_RATE = re.compile(r"(?P<grade>优秀|良好|优良|合格|达标|满意)率[为达]?$")
_WORST = re.compile(r"不合格|不满意|不达标|未达标|较?差|D级")
_OPENS = re.compile(r"(?:其中|如下|分别[为是]|包括|具体为?|[:：])[:：]?[ \u3000]*$")
_BEFORE = 200  # terms looked back over for the whole of a list of grades


def graded(text: str, terms: Sequence[Term]) -> list[Check]:
    """Three and more grades in one sentence; wrong only where the sentence tells the whole and the worst grade."""
    found = []
    places = {term.start: at for at, term in enumerate(terms)}
    for _, group in groupby(terms, key=lambda term: term.sentence):
        sentence = list(group)
        parts = [t for t in sentence if t.kind == "count" and _GRADE.search(text[max(0, t.start - 8) : t.start])]
        if len(parts) < 3 or not all(alike(t, parts[0]) for t in parts):
            continue
        at, total = places[parts[0].start], total_of(parts)
        before = [t for t in terms[max(0, at - _BEFORE) : at] if alike(t, parts[0])][::-1]
        whole = next((t for t in before if t.interval.value == total.value), None)
        told = [t for t in before if t.sentence == parts[0].sentence]
        if whole is not None:
            found.append(made("sum", whole.value, total, verdict(whole.interval, total), [whole, *parts]))
            found += _grade_rates(text, sentence, parts, whole)
        elif len(told) == 1 and _WORST.search(text[parts[0].start : parts[-1].start]):
            found.append(made("sum", told[0].value, total, verdict(told[0].interval, total), [told[0], *parts]))
    return found


def _grade_rates(text: str, sentence: Sequence[Term], parts: Sequence[Term], whole: Term) -> list[Check]:
    """优秀20个，良好9个，一般3个，优秀率62.5%: a rate named by one of the grades."""
    found = []
    for term in sentence:
        named = _GRADE_RATE.search(text, max(0, term.start - 8), term.start) if term.unit == "%" else None
        own = [p for p in parts if named and named["grade"] in text[max(0, p.start - 8) : p.start]][:1]
        share = quotient(term, own[0].interval, whole.interval) if own else None
        if share is not None:
            found.append(made("percent", term.value, *share, [term, own[0], whole]))
    return found


def itemised(text: str, terms: Sequence[Term]) -> list[Check]:
    """受理120件，其中： and a line for each part beneath."""
    lines = [list(group) for _, group in groupby(terms, key=lambda term: term.paragraph)]
    found = []
    for at, line in enumerate(lines):
        whole = line[-1]
        end = text.find("\n", whole.end)
        if end < 0 or end - whole.end > 12 or not _OPENS.search(text[whole.end : end]):
            continue
        parts = _items(text, whole, lines[at + 1 : at + 61])
        total = total_of(parts)
        result = verdict(whole.interval, total)
        close = abs(total.low - whole.value) <= whole.value / 10 or slip(total.low, whole.value)
        if len(parts) > 1 and (result != "fails" or close):
            found.append(made("sum", whole.value, total, result, [whole, *parts]))
    return found


def _items(text: str, whole: Term, lines: Sequence[Sequence[Term]]) -> list[Term]:
    """The first figure of each line that follows the whole without a gap, as far as it counts the same."""
    parts: list[Term] = []
    for line in lines:
        last = parts[-1] if parts else whole
        begins = text.rfind("\n", 0, line[0].start) + 1
        joined = not text[text.find("\n", last.end) : begins].strip()
        if not joined or not alike(line[0], whole) or line[0].start - begins > 30:
            break
        parts.append(line[0])
    return parts
