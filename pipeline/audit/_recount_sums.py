"""Wholes and their parts: 其中 breakdowns, brackets, 共计, 其他 and 其余, a part above its whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import Term, change, made, slip
from pipeline.audit._recount_lists import graded, itemised
from pipeline.audit._recount_parts import parts, total_of
from pipeline.audit._recount_scene import alike
from pipeline.records import Check

_UNIT = "件个人次条份项户名家起处元场期篇本册台块间宗例亩米吨张批栋套辆头只封幅里"
_CUE = re.compile(
    rf"其中(?:包括|含|有|:|：)?|具体(?:情况)?(?:为|是|如下)?[:：]?|分别(?:为|是|有)|包括[:：]?|包含|分为|(?<=[{_UNIT}])[（(](?=[^（）()]*[0-9])|(?<=[{_UNIT}])[:：]|(?<=[{_UNIT}])中[，,]"
)
_FULL_CUE = re.compile(r"具体|分别|包括|包含|分为|[:：]|[（(]$")
_STOP = re.compile(
    r"另外|另有|此外|同时|同比|环比|相比|较(?:上|去|前)|比(?:上|去|前)|增长|累计(?!\S{0,4}其中)|今年以来|以上|共计|合计|总计|平均"
)
_OVERLAP = re.compile(
    r"女|男|党员|团员|民族|学历|本科|研究生|职称|岁|以上|以下|贫困|残疾|骨干|代表|在职|兼职|专职|高级|优秀|首次|新增"
)
_AND_MORE = re.compile("等(?=[，,。；;）)\n]|$|方面|[几多0-9])|重复|重叠|合并|交叉|同时|兼|结转")
_LEFT = re.compile("其他|其它|其余|剩余|另外|另有|还有")
_NEXT = re.compile(
    "办结|办复|答复|回复|整改|完成|处理|化解|发现|已|[；;](?:[去上]年|上[月季]|[上下]半年|[一二三四]季度|同期)"
)
_OPENING = re.compile("。[ \u3000]*其中")  # 其中 amid the next sentence divides what that one speaks of
_OPPOSITE = re.compile(r"非|其他|其它|其余|剩余|未|另外|男[^。]*女|女[^。]*男")
_TOTAL = re.compile(r"(?:共计?|合计|总计|一共|总共|累计共?|总数(?:为|达)?)[^，,。；;、0-9]{0,6}$")
_LIMITS = "不至最低超"  # 加分合计不超过5分 is a limit and no whole
_PAST = re.compile(r"(?:上年|去年|上期|上月|往年|同期|年初|原)[^，,。；;、0-9]{0,6}$")
_MEAN = re.compile(r"(?:[日月年人户生班]均|平均)[^，,。；;0-9]{0,4}$")
_RANK = re.compile("第[0-9一二三四五六七八九十]+[名位]$")
_PARTED = re.compile("[；;]")
_WHOLES = 8  # figures looked back over for a whole; those further off than _NEAR are taken only where the parts close
_NEAR = 3
_MOST_PARTS = 60  # parts of one whole; more than any real list has, so that hostile texts cost no more
_OWN_MARK = re.compile(r"(?:自评|自查|实得|核定|[，,]得)分?(?:为)?$")  # 公开内容40分，自评36分: the second is the part


def sums(text: str, terms: Sequence[Term]) -> list[Check]:
    """The sums of a document and whether they close."""
    found: list[Check] = []
    for paragraph in _paragraphs(terms):
        if len(paragraph) > 1:
            found += _breakdowns(text, paragraph)
            found += _totals(text, paragraph)
            found += parts(text, paragraph)
            found += _runs(text, paragraph)
            found += _divided(text, paragraph)
    found += [*graded(text, terms), *itemised(text, terms)]
    return _unique(found)


def _paragraphs(terms: Sequence[Term]) -> list[list[Term]]:
    groups: dict[int, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.paragraph, []).append(term)
    return list(groups.values())


def _unique(checks: Sequence[Check]) -> list[Check]:
    seen: set[tuple[str, tuple[int, ...]]] = set()
    kept = []
    for check in checks:
        key = (check.kind, tuple(sorted(check.starts)))
        if key not in seen:
            seen.add(key)
            kept.append(check)
    return kept


def _breakdowns(text: str, paragraph: Sequence[Term]) -> list[Check]:
    found: list[Check] = []
    starts = [term.start for term in paragraph]
    for cue in _CUE.finditer(text, paragraph[0].end, paragraph[-1].end):
        if _RANK.search(text, max(0, cue.start() - 6), cue.start()):
            continue
        at = bisect_left(starts, cue.start())
        wholes = [t for t in paragraph[max(0, at - _WHOLES) : at] if t.end <= cue.start() and _whole(text, t)][::-1]
        end = _end_of_parts(text, cue, paragraph[-1].end)
        following = paragraph[bisect_left(starts, cue.end()) :][:_MOST_PARTS]
        parts = [t for t in following if t.end <= end and _level(text, cue.end(), t.start)]
        check = _breakdown(text, cue[0], wholes, parts)
        if check is not None:
            found.append(check)
    return found


def _whole(text: str, term: Term) -> bool:
    """Whether a figure can be divided: no rate, no increase (同比减少2场) and nothing past (上年为6件)."""
    lead = text[max(0, term.start - 12) : term.start]
    return term.kind != "percent" and change(text, term) == 0 and not _PAST.search(lead) and not _MEAN.search(lead)


def _end_of_parts(text: str, cue: re.Match[str], limit: int) -> int:
    """Parts reach to the end of the bracket the cue opens or stands in, else of the sentence."""
    depth = 1 if cue[0] in ("（", "(") else 0
    before = text[max(0, cue.start() - 200) : cue.start()]
    inside = depth or before.rfind("(") > before.rfind(")") or before.rfind("（") > before.rfind("）")
    for at in range(cue.end(), min(limit, cue.end() + 3000)):
        char = text[at]
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth -= 1
            if depth <= 0 and inside:
                return at
        elif char in "。\n！？":
            return at
    return limit


def _level(text: str, start: int, end: int) -> bool:
    """Whether the figure stands beside the cue and not in a bracket of its own, and no comparison came between."""
    between = text[start:end]
    opened = sum(between.count(c) for c in "（(") - sum(between.count(c) for c in "）)")
    return opened <= 0 and _STOP.search(between) is None


def _breakdown(text: str, cue: str, wholes: Sequence[Term], parts: Sequence[Term]) -> Check | None:
    own = [p for p in parts if p.kind == "score" and _OWN_MARK.search(text[max(0, p.start - 6) : p.start])]
    cue, parts = ("分别", own) if len(own) > 1 else (cue, parts)
    for whole in wholes:
        same = [p for p in parts if alike(p, whole)]
        if len(same) > 1 and (closing := _closing(whole, same)) is not None:
            return closing
    for whole in wholes[:_NEAR]:
        if parts and whole.sentence != parts[0].sentence and _is_part(whole, wholes):
            continue
        same = [p for p in parts if alike(p, whole)]
        if len(same) == 1 and (cue.startswith("其中") and same[0].sentence - whole.sentence <= 1):
            order = _order(whole, same[0])
            aside = whole.sentence != same[0].sentence and not _OPENING.search(text, whole.end, same[0].start)
            return None if order.verdict == "fails" and aside else order
        if len(same) > 1:
            return _mismatch(cue, whole, same, text)
    return None


def _is_part(term: Term, others: Sequence[Term]) -> bool:
    """Whether a larger figure of its sentence counts the same, so that a later 其中 hardly divides this one."""
    return any(o.sentence == term.sentence and alike(o, term) and o.value > term.value for o in others)


def _closing(whole: Term, parts: Sequence[Term]) -> Check | None:
    """The longest run of parts from the first that adds up to the whole."""
    for count in range(len(parts), 1, -1):
        total = total_of(parts[:count])
        result = verdict(whole.interval, total)
        if result in ("holds", "rounds") or (result == "open" and _near(whole, total)):
            return made("sum", whole.value, total, result, [whole, *parts[:count]])
    return None


def _near(whole: Term, total: Interval) -> bool:
    value = total.low if total.value is None else total.value
    return whole.value > 0 and abs(value - whole.value) <= whole.value * Decimal("0.1")


def _order(whole: Term, part: Term) -> Check:
    result = "holds" if part.value <= whole.value else verdict(whole.interval, part.interval)
    return made("order", part.value, whole.interval, result, [whole, part])


def _mismatch(cue: str, whole: Term, parts: Sequence[Term], text: str) -> Check | None:
    """A sum that does not close: wrong only where the parts must be all there is, or miss it by a slip."""
    chosen = _listed(text, parts)
    total = total_of(chosen)
    above = next((p for p in chosen if p.interval.low > (whole.interval.high or p.interval.low)), None)
    if above is not None and cue.startswith("其中"):
        return made("order", above.value, whole.interval, "fails", [whole, above])
    value = total.low if total.value is None else total.value
    clauses = text[whole.end : chosen[-1].end]
    after = re.split("[。\n]", text[chosen[-1].end : chosen[-1].end + 30])[0]
    if value > 2 * whole.value or 2 * value < whole.value:
        return None
    result = verdict(whole.interval, total)
    some = cue[0] == "中" and not _LEFT.search(clauses)  # 60件中，规范的40件，未登记5件 need not be all
    if result == "fails" and (
        some
        or _AND_MORE.search(clauses + after)
        or _LEFT.search(after)
        or not _certain(cue, whole.value, value, chosen, clauses)
    ):
        return None
    return made("sum", whole.value, total, result, [whole, *chosen])


def _listed(text: str, parts: Sequence[Term]) -> Sequence[Term]:
    """The parts up to where the sentence turns to what became of them (…，网上15件，办结118件)."""
    for at in range(2, len(parts)):
        if _NEXT.search(text[parts[at - 1].end : parts[at].start]):
            return parts[:at]
    return parts


def _certain(cue: str, whole: Decimal, total: Decimal, parts: Sequence[Term], clauses: str) -> bool:
    most = 0 if total > whole and cue.startswith("其中") else 1
    if len(_OVERLAP.findall(clauses)) > most and not _OPPOSITE.search(clauses):
        return False
    full = _FULL_CUE.search(cue) is not None or _OPPOSITE.search(clauses) is not None
    off = abs(total - whole) / whole
    if total > whole:
        full = full or (parts[0].kind == "money" and off <= Decimal("0.1"))
        return full or off <= Decimal("0.05") or (len(parts) > 2 and off <= Decimal("0.1")) or slip(total, whole)
    return full or (len(parts) > 2 and off <= Decimal("0.05")) or slip(total, whole)


def _totals(text: str, paragraph: Sequence[Term]) -> list[Check]:
    """Parts first, then 共计 or 合计 and the whole, in one sentence."""
    found = []
    for at, whole in enumerate(paragraph):
        if at < 2 or whole.kind == "percent" or whole.text[0] in _LIMITS:
            continue
        if not _TOTAL.search(text[max(0, whole.start - 12) : whole.start]):
            continue
        parts = [
            p
            for p in paragraph[max(0, at - _MOST_PARTS) : at]
            if p.sentence == whole.sentence and alike(p, whole) and p.value <= whole.value
        ]
        if len(parts) < 2:
            continue
        # 组成3个督查组，对11个乡镇、24个部门共35个单位: what stands before the parts need be none of them.
        parts = next((own for at in range(len(parts) - 1) if total_of(own := parts[at:]) == whole.interval), parts)
        total = total_of(parts)
        result = verdict(whole.interval, total)
        close = abs(total.low - whole.value) <= whole.value * Decimal("0.05") or slip(total.low, whole.value)
        if result != "fails" or (close and re.search("共计|合计|总计|一共|总共", text[whole.start - 12 : whole.start])):
            found.append(made("sum", whole.value, total, result, [whole, *parts]))
    return found


def _runs(text: str, paragraph: Sequence[Term]) -> list[Check]:
    """收到12件，同意9件，不同意2件，不存在1件: parts without a word for it, told only where they close."""
    found = []
    for at, whole in enumerate(paragraph):
        total, parts = exact(0), list[Term]()
        for part in paragraph[at + 1 : at + 1 + _MOST_PARTS]:
            same = part.sentence == whole.sentence and alike(part, whole)
            if not same or change(text, part):
                break
            total, parts = total + part.interval, [*parts, part]
            if total.low >= whole.value:
                break
        if len(parts) > 1 and whole.value >= 10 and not total.soft and total.value == whole.interval.value:
            found.append(made("sum", whole.value, total, "holds", [whole, *parts]))
    return found


def _divided(text: str, paragraph: Sequence[Term]) -> list[Check]:
    """公开353条。网站发布260条，公开栏张贴93条: parts of a whole in an earlier sentence, where they close."""
    found = []
    listed = [t for t in paragraph if t.kind != "percent"]
    for at, first in enumerate(listed[1:], 1):
        before = listed[at - 1]
        if before.sentence == first.sentence and not _PARTED.search(text[before.end : first.start]):
            continue
        wholes = {
            t.value: t for t in listed[max(0, at - 2 * _WHOLES) : at]
            if t.sentence < first.sentence and alike(t, first) and t.value >= 10 and _whole(text, t)
            and t.interval == exact(t.value)
        }  # fmt: skip
        run = _run(text, listed[at : at + _MOST_PARTS]) if wholes else []
        totals = [total_of(run[:count]) for count in range(len(run) + 1)]
        for count in range(len(run), 1, -1):
            whole = wholes.get(totals[count].low)
            ends = count == len(run) or _PARTED.search(text[run[count - 1].end : run[count].start])
            if whole is not None and ends and not totals[count].soft:
                found.append(made("sum", whole.value, totals[count], "holds", [whole, *run[:count]]))
                break
    return found


def _run(text: str, listed: Sequence[Term]) -> list[Term]:
    """The figures of one sentence from the first that count the same, without a change among them."""
    run: list[Term] = []
    for term in listed:
        if term.sentence != listed[0].sentence or not alike(term, listed[0]) or change(text, term):
            break
        run.append(term)
    return run
