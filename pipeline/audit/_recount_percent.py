"""Rates: 受理A件，办结B件，办结率P%, with the figures in the sentence, in a bracket after it or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.audit._interval import exact
from pipeline.audit._recount import Term, made
from pipeline.audit._recount_parts import total_of
from pipeline.audit._recount_scene import Scene, alike, linked, quotient, settled
from pipeline.records import Check

_RATE = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,16}率)[^，,。；;0-9]{0,8}$")
_PLAIN = ("总", "平均", "综合", "案件", "事项", "问题", "隐患", "信访", "投诉", "件", "工单", "提案", "建议")
_ALL = re.compile(r"均已?|全部|全都|都已|悉数")
_PARTLY = "基本|较|不|未|非|部分"
_SUBSET = re.compile(r"^[^，,。；;0-9]{0,14}?(?:中)?(?:已经?)?有$")
_ACTUAL = re.compile("实[配到有缴收]")  # 应配150名，实配126名，缺24名，到位率84%
_SAVED = re.compile("(?:节约|节支|节省|节减|[核审压]减|降价|下浮)(?:资金)?率$")
_DENIED = re.compile("[\u4e00-\u9fff]{0,4}(?:未|没有|尚待)")  # 仍有13个未整改到位 is no part that a 到位率 speaks of
_OF_THESE = re.compile(r"^[^。；;]{0,20}其中[^，,。；]{0,8}$")  # 收回498份，…其中表示满意的476份: of those just told
_EVERY = re.compile(r"全[县市区镇乡省州旗]|共|辖|承担|现有|应")


def rate(scene: Scene, term: Term) -> Check | None:
    """What the rate names, over what came in."""
    named = _RATE.search(scene.text, max(0, term.start - 24), term.start)
    if named is None:
        return None
    noun, earlier = named["noun"], scene.counted(term)
    return (
        _beside(scene.text, term, noun, [*(t for t in scene.before[-8:] if t.kind != "percent"), *earlier])
        or _bracketed(scene, term, noun)
        or _of_all(scene.text, term, earlier)
        or _but(scene.text, term, noun, earlier)
        or _afar(scene, term, earlier)
    )


def _beside(text: str, term: Term, noun: str, counted: Sequence[Term]) -> Check | None:
    """The figure that the rate speaks of (办结190件，办结率) over one before it; else the nearest, if it comes out."""
    stem = noun[-3:-1]
    around = {t.start: _around(text, t) for t in counted}
    done = [t for t in counted if stem in around[t.start]] or [t for t in counted if _ACTUAL.search(around[t.start])]
    sure = [t for t in done if not re.search(f"(?:{_PARTLY}){stem}", around[t.start])][::-1]
    if done and not sure:
        return None
    alike_ = [t for t in counted if t not in done and stem[0] in around[t.start]][::-1]
    rest = [t for t in counted if t.sentence == term.sentence][-1:]
    main = next(iter(sure), None) or (alike_[0] if alike_ and alike_[0] in rest else None)
    pairs = [
        (part, whole)
        for part in dict.fromkeys([*sure, *alike_, *rest])
        for whole in _wholes(term, part, [t for t in counted if t not in done]) or _wholes(term, part, done)
    ]
    fitting = settled(term, pairs, certain=False) or _together(term, sure[::-1], counted)
    if fitting is not None or main is None:
        return fitting
    own = [pair for pair in pairs if pair[0] is main]
    plain = len(noun) <= 3 or noun[:-3] in _PLAIN or noun[:-3] in around[main.start]
    near = sure == [main] or (len(own) == 1 and own[0][1].sentence == main.sentence)
    own = own[:1] if own and _OF_THESE.search(text[own[0][1].end : main.start]) else own
    saved = _SAVED.search(noun) is not None  # 采购8260万元，节约913万元，节约率9.95%: of both together
    return settled(term, own, certain=plain and near and len(own) == 1 and not saved)


def _together(term: Term, parts: Sequence[Term], counted: Sequence[Term]) -> Check | None:
    """当场整改290处，限期整改25处，整改率98.4%: the parts together over what stands before them."""
    if len(parts) < 2 or not all(alike(part, parts[0]) for part in parts):
        return None
    total = total_of(parts)
    for whole in [t for t in counted if t.end <= parts[0].start and alike(t, parts[0])][::-1]:
        found = quotient(term, total, whole.interval)
        if found is not None and found[1] != "fails":
            return made("percent", term.value, found[0], found[1], [term, *parts, whole])
    return None


def _around(text: str, term: Term) -> str:
    """The words of its clause before a figure and up to the end of its clause after it."""
    before = re.split("[，,。；;、（(\n]", text[max(0, term.start - 14) : term.start])[-1]
    return before + re.split("[，,。；;、）)]", text[term.end : term.end + 6])[0]


def _wholes(term: Term, part: Term, counted: Sequence[Term]) -> list[Term]:
    """What the part can be a part of, nearest first; those of its own sentence go before all others."""
    fit = [
        t for t in counted
        if t is not part and (t.end <= part.start or t.sentence == part.sentence) and alike(t, part)
        and (t.value >= part.value or term.value > 100)
    ]  # fmt: skip
    return [t for t in reversed(fit) if t.sentence == part.sentence] or fit[::-1]


def _but(text: str, term: Term, noun: str, counted: Sequence[Term]) -> Check | None:
    """抽检460批次，不合格23批次，合格率95%: all but what the rate does not speak of."""
    denied = [t for t in counted if re.search(f"[不未]{noun[-3:-1]}", _around(text, t))]
    wholes = _wholes(term, denied[0], [t for t in counted if t not in denied]) if len(denied) == 1 else []
    if not wholes:
        return None
    whole, part = wholes[0], denied[0]
    found = quotient(term, whole.interval - part.interval, whole.interval)
    if found is None or (found[1] == "fails" and len(wholes) > 1):
        return None
    return made("percent", term.value, found[0], found[1], [term, whole, part])


def _bracketed(scene: Scene, term: Term, noun: str) -> Check | None:
    """办结率95%（受理200件，办结190件）."""
    if scene.text[term.end : term.end + 1] not in ("（", "("):
        return None
    close = min((at for at in (scene.text.find(mark, term.end) for mark in "）)") if at > 0), default=0)
    inside = [t for t in scene.group if term.end < t.start < close and t.kind != "percent"]
    return _beside(scene.text, term, noun, inside)


def _of_all(text: str, term: Term, earlier: Sequence[Term]) -> Check | None:
    """收到咨询35件，均已答复，答复率100%."""
    if term.value == 100 and earlier and _ALL.search(text[earlier[-1].end : term.start]):
        return made("percent", term.value, exact(100), "holds", [term, earlier[-1]])
    return None


def _afar(scene: Scene, term: Term, earlier: Sequence[Term]) -> Check | None:
    """架设到172个行政村，覆盖率94.5%, where 182个行政村 stand elsewhere; wrong only against the one of that noun."""
    if not earlier or term.start - earlier[-1].end > 24:
        return None
    part = earlier[-1]
    wholes = [t for t in scene.far(part) if t.value >= part.value and linked(scene, t, part)]
    noun = scene.noun(part)
    alone = len(noun) > 1 and len({t.value for t in wholes}) == 1 and wholes[0].value > part.value
    certain = alone and scene.noun(wholes[0]).startswith(noun) and bool(_EVERY.search(_around(scene.text, wholes[0])))
    return settled(term, [(part, whole) for whole in wholes], certain)


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
        close = [
            (_likeness(term.item[:-1], _clause(text, part)), whole, part)
            for whole, part in subsets
            if part.end <= term.start and not _DENIED.match(text, part.end)
        ]
        best = max(close, key=lambda c: c[0], default=None)
        if best is None or best[0] < 0.45 or sum(c[0] >= best[0] for c in close) > 1:
            continue
        share = quotient(term, best[2].interval, best[1].interval)
        if share is not None:
            found.append(made("percent", term.value, share[0], share[1], [term, best[2], best[1]]))
    return found


def _clause(text: str, part: Term) -> str:
    return re.split(r"[，,。；;\n]", text[part.end : part.end + 40])[0]


def _likeness(noun: str, clause: str) -> float:
    pairs = {noun[i : i + 2] for i in range(len(noun) - 1)}
    return sum(pair in clause for pair in pairs) / len(pairs) if pairs else 0.0
