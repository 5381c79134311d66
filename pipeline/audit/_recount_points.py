"""Points: required less actual times the price, one fault at two prices, ranks by score."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import made
from pipeline.audit._recount_totals import totals
from pipeline.records import Check, Deduction, Doc, Score

_POINTS = re.compile(r"(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[零一二两三四五六七八九十半]+)\s?分")
_COUNT = (
    r"(?:不少于|不低于|至少)?(?:[0-9０-９.]+|[零一二两三四五六七八九十百]+)\s?"
    r"(?:人次|[个次篇条件份期场项人家户处天台块本册名])(?:[/／]年)?"
)
_PLAIN = re.compile(r"[\s，,。；;、：:（）()“”\"]|不太|太|较|比较|不够")


def points(doc: Doc, facts: Mapping[str, Sequence[Any]]) -> list[Check]:
    """The checks over deductions and scores."""
    made_off = [d for d in facts.get("deductions", ()) if not d.rule]
    scores: Sequence[Score] = facts.get("scores", ())
    return [*_shortfalls(doc.text, made_off), *_prices(made_off), *totals(doc.text, made_off, scores), *_ranks(scores)]


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))


def _shortfalls(text: str, deductions: Sequence[Deduction]) -> list[Check]:
    """规定不少于6次只召开了2次扣4分: each time missed costs what it costs elsewhere in the document for that fault.

    A fault told once is held against one point a time, the usual price; at another price it stays open.
    """
    groups: dict[str, list[Deduction]] = defaultdict(list)
    for row in deductions:
        if row.points is None or row.required is None or row.actual is None or row.per is not None:
            continue
        if row.required > row.actual:
            groups[_PLAIN.sub("", re.split("[（(，,]", row.reason)[0])].append(row)
    return [check for rows in groups.values() for check in _shortfall(text, rows)]


def _shortfall(text: str, rows: Sequence[Deduction]) -> list[Check]:
    usual, times = Counter(_price(row) for row in rows).most_common(1)[0]
    price, certain = (usual, True) if times > 1 else (Decimal(1), False)
    found = []
    for row in rows:
        claimed = exact(_decimal(row.points or 0.0))
        computed = exact(claimed.low / _price(row) * price)
        result = verdict(claimed, computed)
        result = "open" if result == "fails" and not certain else result
        found.append(made("deduction_rule", claimed.value, computed, result, _spans(text, row)))
    return found


def _price(row: Deduction) -> Decimal:
    missing = _decimal(row.required or 0.0) - _decimal(row.actual or 0.0)
    return _decimal(row.points or 0.0) / missing


def _spans(text: str, row: Deduction) -> list[tuple[str, int, int]]:
    """The points, what was required and what was done, as they stand."""
    spans = []
    for last in _POINTS.finditer(text, row.start, row.end):
        spans = [(last[0], last.start(), last.end())]
    for match in re.finditer(_COUNT, text[row.start : row.end]):
        spans.append((match[0], row.start + match.start(), row.start + match.end()))
    return spans[:3] or [(row.text, row.start, row.end)]


def _prices(deductions: Sequence[Deduction]) -> list[Check]:
    """The same fault, word for word, at another price than elsewhere in the document."""
    groups: dict[str, list[Deduction]] = defaultdict(list)
    for row in deductions:
        if row.points is not None and row.required is None and row.per is None:
            groups[_PLAIN.sub("", row.reason)].append(row)
    found = []
    for reason, rows in groups.items():
        counted = Counter(r.points for r in rows)
        if len(counted) < 2 or len(reason) < 4:
            continue
        (usual, times), (_, second) = counted.most_common(2)
        certain = times > second and times > 1
        example = next(r for r in rows if r.points == usual)
        for row in rows:
            if row.points != usual and row.points is not None and usual is not None:
                used = [(r.text, r.start, r.end) for r in (row, example)]
                result = "fails" if certain and row.reason == example.reason else "open"
                found.append(made("deduction_rule", _decimal(row.points), exact(_decimal(usual)), result, used))
    return found


def _ranks(scores: Sequence[Score]) -> list[Check]:
    """A better score has no worse rank; equal scores may share one or follow each other."""
    ranked = [(row, row.score, row.rank) for row in scores if row.score is not None and row.rank is not None]
    ranks = {rank for _, _, rank in ranked}
    if len(ranked) < 2 or 1 not in ranks:
        return []
    values = sorted(-score for _, score, _ in ranked)
    levels = {value: n for n, value in enumerate(dict.fromkeys(values), 1)}
    complete = ranks >= set(range(1, len(ranked) + 1)) or len(ranks) < len(ranked)
    found = []
    for row, score, rank in ranked:
        first, last = bisect_left(values, -score) + 1, bisect_right(values, -score)
        holds = first <= rank <= last or rank == levels[-score]
        result = "holds" if holds else "fails" if complete else "open"
        computed = Interval(Decimal(first), Decimal(last), Decimal(first))
        consequence = "rank" if result == "fails" else "none"
        used = [(row.text, row.start, row.end)]
        found.append(made("rank", Decimal(rank), computed, result, used, consequence))
    return found
