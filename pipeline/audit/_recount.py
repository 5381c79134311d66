"""The figures of a document in their sentences, as the recounting of sums, rates and orders sees them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline import numerals
from pipeline.audit._interval import Interval, exact, stated
from pipeline.records import Check, Doc

_MORE = re.compile(
    r"(?:净?增加|净增|增[长收支产幅]|多[收出]?|上升|提[高升]|新增|增|上涨|(?<![最提])高出?|超出|扩大)了?(?:近|约)?$"
)
_LESS = re.compile(r"(?:净?减少|净减|减[收支产幅]|下降|少|降低|减|回落|压[减缩]|精简|缩短|(?<!最)低)了?(?:近|约)?$")
_RATED = re.compile(r"(?:增长|增加|压缩|压减|精简|缩减|缩短|下降|减少|[增降减]幅)(?:率|比例|幅度)?[为达到约近]{0,2}$")
_FIGURE = re.compile(r"(?P<figure>[0-9０-９]+(?:[.．][0-9０-９]+)?|[零一二两三四五六七八九十半百]+)(?:\s?分)?")
_SENTENCE_END = re.compile(r"[。！？!?\n]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One count with its interval and the bounds of its sentence and paragraph."""

    text: str
    start: int
    end: int
    unit: str | None
    item: str
    kind: str
    approx: str
    interval: Interval
    sentence: int
    paragraph: int

    @property
    def value(self) -> Decimal:
        """The figure named, or the lower bound of a range."""
        return self.interval.low if self.interval.value is None else self.interval.value


def terms(doc: Doc, facts: Mapping[str, Sequence[Any]]) -> list[Term]:
    """The counts of a document and the points of its scores as terms, in document order."""
    rows, scores = facts.get("counts", ()), [s for s in facts.get("scores", ()) if s.score is not None]
    if len(rows) + len(scores) < 2:
        return []
    mentions = numerals.scan(doc.text)
    places = {m.start: m for m in mentions}
    sentences = [m.start() for m in _SENTENCE_END.finditer(doc.text)]
    lines = [m.start() for m in re.finditer("\n", doc.text)]
    found = _scored(doc.text, scores, sentences, lines)
    taken = {term.start for term in found}
    for row in rows:
        mention = places.get(row.start)
        place = mention.place if mention else Decimal(1)
        kind = "count" if row.kind == "score" and not _is_mean(doc.text, row.start) else row.kind
        interval = stated(_exact(row.value), _exact(row.low), _exact(row.high), place, row.approx, kind, row.text)
        if interval is not None and row.start not in taken:
            sentence, line = bisect_left(sentences, row.start), bisect_left(lines, row.start)
            found.append(
                Term(
                    row.text, row.start, row.end, row.unit, row.item or "", row.kind, row.approx, interval,
                    sentence, line,
                )
            )  # fmt: skip
    return sorted(found, key=lambda term: term.start)


def _is_mean(text: str, start: int) -> bool:
    """Whether points are an average: others are given as they are, averages are rounded."""
    return "平均" in text[max(0, start - 12) : start]


def _scored(text: str, scores: Sequence[Any], sentences: Sequence[int], lines: Sequence[int]) -> list[Term]:
    """The figures of scores that are written with 分: they are no counts, but sums and differences are made of them."""
    found = []
    for row in scores:
        told = figure_in(text, row.start, row.end, _exact(row.score))
        if told is not None and told[0].endswith("分"):
            value = exact(_exact(row.score) or 0)
            places = bisect_left(sentences, told[1]), bisect_left(lines, told[1])
            found.append(Term(*told, "分", row.unit or "", "score", "exact", value, *places))
    return found


def figure_in(text: str, start: int, end: int, value: Decimal | None) -> tuple[str, int, int] | None:
    """The last figure of ``value`` between two offsets, with 分 after it where it stands."""
    found = None
    for match in _FIGURE.finditer(text, start, end):
        parsed = numerals.parse(match["figure"])
        if parsed is not None and parsed.value == value:
            found = match[0], match.start(), match.end()
    return found


def line_end(text: str, at: int) -> int:
    """Where the line ends that ``at`` stands in."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def made(
    kind: str,
    claimed: Decimal | None,
    computed: Interval | None,
    verdict: str,
    used: Sequence[Term | tuple[str, int, int]],
    consequence: str | None = None,
) -> Check:
    """A check row; the first of ``used`` is the whole, the others its parts."""
    spans = [(u.text, u.start, u.end) if isinstance(u, Term) else u for u in used]
    return Check(
        kind=kind,
        claimed=_float(claimed),
        computed=_float(computed.value) if computed else None,
        low=_float(computed.low) if computed else None,
        high=_float(computed.high) if computed else None,
        verdict=verdict,
        consequence=consequence or ("figure" if verdict == "fails" else "none"),
        texts=tuple(text for text, _, _ in spans),
        starts=tuple(start for _, start, _ in spans),
        ends=tuple(end for _, _, end in spans),
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None or not value.is_finite() else float(value)


def slip(one: Decimal, other: Decimal) -> bool:
    """Whether two figures of three digits and more differ as by one mistyped or carried digit, by a tenth at most."""
    difference = abs(one - other)
    if difference == 0 or difference * 10 > max(one, other):
        return False
    precise = max(len(figure.normalize().as_tuple().digits) for figure in (one, other)) > 2
    return precise and len(difference.normalize().as_tuple().digits) == 1


def change(text: str, term: Term) -> int:
    """1 where the term tells an increase, -1 a decrease, 0 neither; 压缩率60% is a change by its name."""
    lead = text[max(0, term.start - 10) : term.start]
    if term.unit == "%" and (named := _RATED.search(lead)):
        return 1 if named[0][0] == "增" else -1
    return 1 if _MORE.search(lead[-8:]) else -1 if _LESS.search(lead[-8:]) else 0


def names(listed: str) -> list[str]:
    """The names in 甲镇、乙镇和丙乡因…: up to what is told of them."""
    bare = re.split(r"因|由于|[，,]", listed)[0]
    return [name for name in re.split(r"[、和及与]", bare) if name] or [bare]
