"""One stretch of a rubric's text to its rules: 每少1次扣1分, 最多扣4分, 加3分, 一票否决, 占80%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.records import Rubric

_SENTENCE = re.compile(r"[①-⑳]?[^。；;！\n①-⑳]+")
_MARK = re.compile(r"\s*(?:[①-⑳]|\d{1,2}[.、．)）](?!\d)|[(（]\d{1,2}[)）]|[a-z][.、])\s*")
_CHUNK = re.compile(r"[^,，]+")
_UNITS = (
    "个工作日|个百分点|百分点|人次|人每次|半天|半日|项次|季度|个月|小时|工作日|单位|"
    "次|起|条|项|件|处|篇|期|天|日|季|月|人|例|份|家|户|宗|个|场|类|村|样|块|张|台"
)
_PRICE = re.compile(
    r"(?P<sign>倒扣|扣除|扣减|扣|减|加|奖励|得|计)(?P<points>\d+(?:\.\d+)?)(?:[-—–~～至到](?P<high>\d+(?:\.\d+)?))?分"
    rf"(?:[/／](?P<each>{_UNITS}))?"
)
# Points that are left to the judges, or hidden.
_JUDGED = re.compile(r"(?:酌情|视情|视情节|相应|适当)(?:予以)?[扣减]分|[扣减][×*＊XxＸ某_＿]{1,3}分")
_PER = re.compile(
    rf"每(?P<verb>[^\d一两二三五十]{{0,5}}?|(?:低于|少于|高于|超过|超出)[^\d，,。]{{0,8}})(?P<n>[一两二三五十]|\d+)?(?P<per>{_UNITS})(?P<noun>\D{{0,18}}?)的?$"
)
_ONE = re.compile(rf"(?<![于到足满达第])(?:缺少|[缺少漏])?(?P<n>[一1])(?P<per>{_UNITS})的?$")
_FOUND_ONE = re.compile(rf"(?:发现|出现|发生|有)[一1](?P<per>{_UNITS})(?P<noun>\D{{1,12}}?)的?$")
_OPEN = re.compile(r"^[^()（）]*[(（](?=[^()（）]*$)")
_FOUND = re.compile(
    r"(?:发现|出现|发生|有|再|则|均|各|另|予以|将|一次性|酌情|视情况?|视情节|适当|相应|[，,]?在[^，,。；]{2,8}中)+$"
)
_CAP = re.compile(
    r"(?:最多|最高|至多|累计|合计|总计|上限|本项|限[加扣])[^\d]{0,10}?(?:不超过)?(?P<a>\d+(?:\.\d+)?)分"
    r"|不超过(?P<b>\d+(?:\.\d+)?)分"
    r"|扣完(?P<c>\d+(?:\.\d+)?)分为止|(?P<d>\d+(?:\.\d+)?)分封顶"
)
_ITEM = r"(?:[该本此](?:小|单)?项(?:目|指标)?)"
_UNTIL_GONE = re.compile(rf"扣完{_ITEM}?(?:的?(?:全部)?(?:分值|得分|分))?为止|扣至零分|扣至0分|直至扣完")
_NOTHING = re.compile(
    rf"{_ITEM}?(?:不得分|不予计分|[得计记][0零]分)|扣(?:完|除)?(?:该|本)项(?:全部)?(?:分值|得分|分)(?!值?为止)"
)
_VETO = re.compile(
    r"(?:一票|单项)否决(?![、项指事因情制])|不得(?:被)?(?:评|确定)为|取消(?:年度|[^，。；]{0,6}(?:评[优先]|资格))"
    r"|(?:直接|一律)(?:评|定|确定|评定)为不合格|(?:年度|全年|总)[^，。；]{0,4}[计记为得][0零]分"
)
_SHARE = r"(?P<share>\d+(?:\.\d+)?)[%％]"
_PART = r"(?P<item>[^,，。；;:：占的、=＝+＋×()（）\d]{2,12}?)(?:平均)?(?:得分|成绩|分值|分)?"
_WEIGHT = re.compile(
    rf"{_PART}(?:(?:所)?占(?:[^，。；、\d不低高超达]{{0,6}}(?:成绩|分|分值|考核|比|权重))?的?|\s*[×*xX]\s*|权重为?){_SHARE}"
)
_SHARED_OUT = re.compile(rf"{_PART}[(（](?:占比?|权重)?[:：]?{_SHARE}[)）]")
_FACTOR = re.compile(r"(?:×|乘以|按)\s*(?P<a>\d+(?:\.\d+)?)(?:/(?P<b>\d+))?\s*(?:倍|折算|系数|换算|计算)?")
_LACKING = re.compile(r"(?:没有|无|不具有|不具备|未承担|不承担|不涉及|不设|未设)[^,，。]{2,20}(?:单位|部门|乡镇)")
_LABEL = re.compile(
    r"^(?:(?:加分|减分|扣分|奖励|一票否决|否决|评分标准|扣分标准|计分办法)(?:项目?|事项|因素|标准)?|备注|说明|注)[:：]"
)
_LONGEST = 300  # characters of a condition up to its price
_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "五": 5, "十": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with its span; ``gone`` where the deductions go on until the indicator's points are used up."""

    kind: str
    item: str | None
    points: float | None = None
    per: str | None = None
    cap: float | None = None
    gone: bool = False
    whole: bool = False  # 不得分: the full score of the indicator goes
    start: int
    end: int


def rules(text: str, start: int, end: int) -> list[Rule]:
    """The rules in ``text[start:end]``, in order; offsets are those of ``text``."""
    found: list[Rule] = []
    for sentence in _SENTENCE.finditer(text, start, end):
        found.extend(_sentence(text, sentence.start(), sentence.end()))
    return found


def _sentence(text: str, start: int, end: int) -> Iterator[Rule]:
    """The rules of one sentence: commas part conditions, prices and caps; a cap belongs to the rule before it."""
    mark = _MARK.match(text, start, end)
    start = mark.end() if mark else start
    label = _LABEL.match(text[start:end])
    begin = start + (label.end() if label else 0)
    open_from: int | None = None
    waiting: Rule | None = None
    sentence = text[begin:end]
    yield from _weights(text, begin, end)
    for chunk in _CHUNK.finditer(text, begin, end):
        words = chunk.group().strip()
        if not words:
            continue
        first = chunk.start() if open_from is None or chunk.end() - open_from > _LONGEST else open_from
        made = _rescaled(text, sentence, first, chunk) or _priced(text, first, chunk)
        limit = _limit(words)
        if made is None and limit is not None:
            if waiting and _is_overall(limit, chunk.group()):
                yield waiting
                waiting = None
            waiting = _capped(waiting, limit, chunk)
            continue
        if made is None:
            open_from = first
            continue
        if waiting and waiting.kind == made.kind == "veto" and first == chunk.start():
            waiting = replace(waiting, end=made.end)
            continue
        if waiting:
            yield waiting
            made = made if made.item or first != chunk.start() else replace(made, item=waiting.item)
        waiting, open_from = made, None
    if waiting:
        yield waiting


def _limit(words: str) -> tuple[float | None, bool, str] | None:
    """A cap: its points or null, whether it is the whole indicator, and what it caps."""
    if found := _CAP.search(words):
        return (
            float(next(part for part in found.groups() if part)),
            False,
            "bonus" if re.search("[加奖]", words) else "deduction",
        )
    return (None, True, "deduction") if _UNTIL_GONE.search(words) else None


def _is_overall(limit: tuple[float | None, bool, str], words: str) -> bool:
    """A cap on all rules together (加分累计不超过5分, 以上扣分最多8分) and not on the one before it."""
    return re.search("以上|上述|[两几各]项", words) is not None or (
        limit[2] == "bonus" and re.search("累计|合计|总计|总分", words) is not None
    )


def _capped(rule: Rule | None, limit: tuple[float | None, bool, str], chunk: re.Match[str]) -> Rule:
    points, gone, kind = limit
    if rule is None:
        return Rule(kind=kind, item=None, cap=points, gone=gone, start=chunk.start(), end=chunk.end())
    return replace(rule, cap=points, gone=gone, end=chunk.end())


def _priced(text: str, first: int, chunk: re.Match[str]) -> Rule | None:
    """A rule whose last chunk is ``chunk``; null where the chunk has neither price nor veto, or is a cap."""
    words = chunk.group()
    if _VETO.search(words):
        item = _tidy(text[first : chunk.start()]) or _tidy(_VETO.split(words)[0].removesuffix("实行"))
        return Rule(kind="veto", item=item, start=_skip(text, first), end=chunk.end())
    price = _PRICE.search(words)
    if price is None:
        for pattern in (_NOTHING, _JUDGED):
            if pattern.search(words):
                item = _tidy(text[first : chunk.start()] + pattern.split(words)[0])
                whole = pattern is _NOTHING
                return Rule(kind="deduction", item=item, whole=whole, start=_skip(text, first), end=chunk.end())
        return None
    if _CAP.search(words[: price.end()]):
        return None
    kind, sign = "deduction", price.group("sign")
    before, case, per = _per(_FOUND.sub("", words[: price.start()]))
    head = text[first : chunk.start()].rstrip(",， ")
    if per is None and not before and (case_of := _PER.search(head)):
        head, case, per = _per(case_of.group())
    if sign in ("得", "计") and per is None:
        return None
    if sign in ("加", "奖励", "得", "计"):
        kind = "bonus"
    per = per or price.group("each")
    item = _tidy(f"{head}，{before}" if head and before else head or before or case)
    points, high = float(price.group("points")), price.group("high")
    made = Rule(kind=kind, item=item or None, points=points, per=per, start=_skip(text, first), end=chunk.end())
    if limit := _CAP.search(words, price.end()):  # 加2分（最高3分）
        made = replace(made, cap=float(next(part for part in limit.groups() if part)))
    return replace(made, points=None, cap=float(high)) if high else made


def _per(words: str) -> tuple[str, str, str | None]:
    """What stands before 每少报1条信息, the case it names (少报信息) and its unit (条, 10条)."""
    found = _PER.search(words) or _ONE.search(words) or _FOUND_ONE.search(words)
    if found is None:
        return words, "", None
    parts = found.groupdict()
    n = parts.get("n") or "1"
    many = _DIGITS.get(n) or int(n)
    per = found.group("per").replace("人每次", "人次") if many == 1 else f"{many}{found.group('per')}"
    return _FOUND.sub("", words[: found.start()]).strip(), f"{parts.get('verb') or ''}{parts.get('noun') or ''}", per


def _weights(text: str, start: int, end: int) -> Iterator[Rule]:
    """Shares of the total: 网上考核占80%, 得分=监测×40%+检查×60%; in brackets only if they make up the whole."""
    found = list(_WEIGHT.finditer(text, start, end))
    bracketed = list(_SHARED_OUT.finditer(text, start, end))
    if not found and sum(float(each.group("share")) for each in bracketed) == 100:
        found = bracketed
    for each in found:
        share, (first, last) = float(each.group("share")), each.span()
        yield Rule(kind="weight", item=each.group("item"), points=share, per="%", start=first, end=last)


def _rescaled(text: str, sentence: str, first: int, chunk: re.Match[str]) -> Rule | None:
    """What happens to units that lack an item (×4/3, 分摊)."""
    begin, end = _skip(text, first), chunk.end()
    words = chunk.group()
    lacking = _LACKING.search(text[first : chunk.end()])
    if lacking is None or "扣" in sentence:
        return None
    if "分摊" in words or "平均分配" in words:
        return Rule(kind="weight", item=lacking.group(), per="分摊", start=begin, end=end)
    if factor := _FACTOR.search(words):
        value = float(factor.group("a")) / float(factor.group("b") or 1)
        return Rule(kind="weight", item=lacking.group(), points=round(value, 6), per="倍", start=begin, end=end)
    return None


def rule_row(name: str, text: str, rule: Rule, indicator: str | None, parent: str | None, full: float | None) -> Rubric:
    """``rule`` as a row of ``indicator``; 扣完为止 caps it at the indicator's full score, 不得分 costs all of it."""
    return Rubric(
        rubric=name,
        indicator=indicator,
        parent=parent,
        full_score=full,
        item=_item(rule, indicator),
        points=full if rule.whole else rule.points,
        per=rule.per,
        cap=full if rule.gone else rule.cap,
        kind=rule.kind,
        text=text[rule.start : rule.end],
        start=rule.start,
        end=rule.end,
    )


def _item(rule: Rule, indicator: str | None) -> str | None:
    """What the rule is about; a bare 每少1次 is about its indicator."""
    priced = rule.points is not None or rule.kind == "veto"
    return indicator if priced and len(rule.item or "") < 2 else rule.item


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \u3000，,":
        start += 1
    return start


def _tidy(words: str) -> str:
    return _OPEN.sub("", words).strip(" \u3000，,：:").removesuffix("的").strip()
