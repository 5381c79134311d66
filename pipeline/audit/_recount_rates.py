"""Differences, growth, shares and rates, multiples, and orders between figures of one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import Term, made
from pipeline.records import Check

_MORE = re.compile(r"(?:净?增加|净增|增长|多|上升|提高|新增|增|上涨)了?(?:近|约)?$")
_LESS = re.compile(r"(?:净?减少|净减|下降|少|降低|减|回落|压减|精简|缩短)了?(?:近|约)?$")
_COMPARED = re.compile(r"较|比|由|从|去年|上年|同期|原来|年初|首批")
_EXCEPT = re.compile(r"除(?P<names>[^，。；]{2,40}?)(?:以?外|之外)")
_SHARE = re.compile(r"占[^，。；]{0,16}$")
_RATE = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,16}率)[^，。；0-9]{0,8}$")
_ALL = re.compile(r"均已?|全部|全都|都已|悉数")
_MISSING = re.compile(r"^[（(](?P<names>[^（）()0-9]{2,30}?)(?:尚?未|没有|暂未|除外|待)[^（）()]*[)）]")
_RECEIVED = re.compile(r"受理|收到|接收|接到|接受|立案|应办|应(?:参|缴|检|整改)|排查出|查出|发现|梳理出")
_FINISHED = re.compile(
    r"办结|办复|答复|回复|办理完毕|结案|审结|处理完毕|整改(?:到位|完成|完毕)|完成整改|已整改|实缴|化解|调处成功"
)
_SUBSET = re.compile(r"^[^，。；0-9]{0,14}?(?:中)?(?:已经?)?有$")


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
        found += _shares(text, group, before)
        found += _finished(text, group)
        found += _multiples(text, group)
    found += _remote(text, terms, found)
    return found


def _grouped(terms: Sequence[Term]) -> dict[int, list[Term]]:
    groups: dict[int, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.sentence, []).append(term)
    return groups


def _paragraph(groups: dict[int, list[Term]], sentence: int) -> int:
    group = groups.get(sentence)
    return group[0].paragraph if group else -1


def _sign(text: str, term: Term) -> int:
    lead = text[max(0, term.start - 8) : term.start]
    return 1 if _MORE.search(lead) else -1 if _LESS.search(lead) else 0


def _pair(text: str, term: Term, earlier: Sequence[Term], unit: str | None) -> tuple[Term, Term] | None:
    """The newer and the older of the two figures that ``term`` compares."""
    same = [t for t in earlier if t.unit == unit and t.kind != "percent" and _sign(text, t) == 0]
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
        sign = _sign(text, term)
        if not sign or term.kind == "percent":
            continue
        pair = _pair(text, term, [*before, *group[:at]], term.unit)
        if pair is None:
            continue
        computed = pair[0].interval - pair[1].interval if sign > 0 else pair[1].interval - pair[0].interval
        found.append(made("difference", term.value, computed, verdict(term.interval, computed), [term, *pair]))
    return found


def _growths(text: str, group: Sequence[Term], before: Sequence[Term]) -> list[Check]:
    found = []
    for at, term in enumerate(group):
        sign = _sign(text, term)
        if not sign or term.unit != "%":
            continue
        earlier = [*before, *group[:at]]
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
    """受理92件，比上年增加16件，增长…: the older figure is the newer less the change."""
    change = earlier[-1]
    sign = _sign(text, change)
    newer = next((t for t in reversed(earlier[:-1]) if t.unit == change.unit and _sign(text, t) == 0), None)
    if not sign or newer is None or not _COMPARED.search(text[newer.end : change.start]):
        return None
    older = newer.interval - change.interval if sign > 0 else newer.interval + change.interval
    return newer.interval, older, [newer, change]


def _excepted(text: str, group: Sequence[Term]) -> list[Check]:
    """6个县除甲县外有五个…: the whole less the names excepted."""
    found = []
    for first, second in zip(group, group[1:], strict=False):
        match = _EXCEPT.search(text, first.end, second.start)
        if match is None or first.unit != second.unit or first.value < second.value:
            continue
        names = _names(match["names"])
        computed = first.interval - exact(len(names))
        result = verdict(second.interval, computed)
        named = ("".join(names[:1]), match.start("names"), match.start("names") + len(names[0]))
        found.append(
            made("difference", second.value, computed, "open" if result == "fails" else result, [second, first, named])
        )
    return found


def _names(listed: str) -> list[str]:
    """The names in 甲镇、乙镇和丙乡因…: up to what is told of them."""
    bare = re.split(r"因|由于|[，,]", listed)[0]
    return [name for name in re.split(r"[、和及与]", bare) if name] or [bare]


def _shares(text: str, group: Sequence[Term], before: Sequence[Term]) -> list[Check]:
    found: list[Check] = []
    percents = [t for t in group if t.unit == "%" and _sign(text, t) == 0]
    together = _respective(text, group, percents)
    found += together
    done = {start for check in together for start in check.starts}
    for term in percents:
        if term.start in done:
            continue
        lead = text[max(0, term.start - 24) : term.start]
        earlier = [t for t in group if t.end <= term.start and t.kind != "percent"]
        check = None
        if _SHARE.search(lead):
            check = _share(term, earlier, before)
        elif rate := _RATE.search(lead):
            check = _rate(text, term, rate["noun"], [*before, *earlier])
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
        t for t in [*before, *earlier[:-1]] if t.unit == part.unit and t.kind == part.kind and t.value >= part.value
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
    done = [t for t in counted if stem in text[max(0, t.start - 10) : t.end + 4]]
    for part in reversed(done):
        wholes = [
            t
            for t in counted
            if t.end <= part.start and t.unit == part.unit and stem not in text[max(0, t.start - 6) : t.start]
        ]
        for whole in wholes[-1:]:
            found = _quotient(term, part.interval, whole.interval)
            if found is not None and part.value <= whole.value:
                return made("percent", term.value, found[0], found[1], [term, part, whole])
    if term.value == 100 and counted and not done:
        same = [t for t in counted if t.sentence == counted[-1].sentence]
        if _ALL.search(text[same[0].end : term.start]):
            return made("percent", term.value, exact(100), "holds", [term, same[0]])
    return None


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
    names = _names(gap["names"])
    found = _quotient(percent, part.interval, part.interval + exact(len(names)))
    if found is None:
        return made("percent", percent.value, None, "open", [percent, part])
    start = part.end + gap.start("names")
    named = (text[start : start + len(gap["names"])], start, start + len(gap["names"]))
    return made("percent", percent.value, found[0], found[1], [percent, part, named])


def _finished(text: str, group: Sequence[Term]) -> list[Check]:
    """What was settled can't be more than what came in."""
    found = []
    for first, second in zip(group, group[1:], strict=False):
        if first.unit != second.unit or first.kind == "percent" or _sign(text, second):
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


def _remote(text: str, terms: Sequence[Term], made_already: Sequence[Check]) -> list[Check]:
    """A rate whose figures stand elsewhere: 九个县有三个建立了政务中心 … 政务中心建成率只有30%."""
    used = {start for check in made_already if check.kind == "percent" for start in check.starts}
    subsets = [
        (whole, part)
        for whole, part in zip(terms, terms[1:], strict=False)
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
