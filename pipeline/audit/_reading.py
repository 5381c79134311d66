"""What a sentence says of its matters, clause by clause: well or ill, in which respect, how many, how firmly."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline import words
from pipeline.audit._matters import matters, spoken_of
from pipeline.audit._quantity import Quantity, quantities

# Kinds of acts: what is done, with no word on how well.
ACTS = frozenset({"create", "hold", "publish", "submit", "perform", "means"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What one clause speaks of, before it is read any further; the fields are those of ``Clause``."""

    text: str
    matters: frozenset[str]
    own: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its matters, ``sign`` (+1 well, -1 ill, 0 not told), the respects and the words that say so.

    ``aspects`` are of polarity.tsv (timely, complete, quality, none, acts) and ``any`` for 未按要求. ``own`` is false
    where the matters are those of a clause before, ``act`` is the kind of its first act, ``whole`` is true where it
    speaks of all there is (各项, 任何). ``bare`` is true where only negations of any case at all, of what is neither
    praised nor blamed, speak ill (没有出过漏子), ``mended`` where what is named as ill is also named as put right (坑洼
    随即修补).
    """

    text: str
    matters: frozenset[str]
    own: bool
    sign: int
    aspects: frozenset[str]
    cues: tuple[str, ...]
    act: str | None
    quantities: tuple[Quantity, ...]
    hedged: bool
    partial: bool
    intent: bool
    whole: bool
    bare: bool
    mended: bool


@dataclass(frozen=True, slots=True)
class _Cue:
    """One word or negation that judges."""

    sign: int
    aspect: str
    told: str
    bare: bool = False
    negated: bool = False


# Characters of a cue inside words that say nothing of the kind.
_MUTED = re.compile(
    r"罚没|没收|淹没|规范性文件|收费标准|服务标准|检查标准|合法性|满意[度率]|合格率|到位资金|资金到位|不断|不同|不仅|不但|不少于|不低于|不少|不定期|"
    r"无缝|不锈钢|不足之处|无障碍|无偿|未来|无纸化|不动产|无线|标准化|一次性|提高|高度|低保|优抚|薄弱村|问题导向|组织生活|组织领导|组织机构|接待日|公开栏|公开专栏|公开信息|公开目录"
)
_BREAK = re.compile(r"[，,。；;：:！!？?\n\t]+")
_NEGATOR = re.compile(
    r"从未|无人|欠(?=规范|妥|佳|完善|细|深|全|实|及时|到位|周)|无一|尚未|一直未|没有|没能|从无|未能|杜绝|避免|防止|没|未|无|不|零(?=投诉|差错|违规|事故|积压)"
)
_BY_RULE = re.compile(r"(?:未|没有|没|不)(?:能)?(?:严格)?(?:按|依|照|达)[照到]?(?:上级|有关|相关)?(?:要求|规定|标准)")
_ONLY = re.compile(r"(?:只|仅|才)(?![跑需要])[^，]{0,8}?[0-9一二两三四五六七八九十]")
_HEDGE = re.compile(r"基本|大部分|大多|多数|总体|相对|大致|大体|努力|不同程度")
_PARTIAL = re.compile(r"部分|个别|少数|有的|一些|有些|偶有|偶尔|仍有|尚有|一定")
_INTENT = re.compile(r"计划|力争|逐步|将[要于把]?|正在|拟(?![提任定聘])|打算|明年|下一步|争取|准备|有望")
_WHOLE = re.compile(r"各项|各类|所有|全部|任何|健全|齐全|一应俱全|完善|一律|整体")
# A bare act said of every case, or each time at once: 都, 每季, 来一件结一件, 随坏随补, 三天内.
_EACH = re.compile(
    r"都(?!市)|(?<![平人])均(?!衡)|凡是?|[每逢][一两双单半个次项户村人月季周日天件条名位]|.一(?P<of>.).一(?P=of)|随.随.|要?哪.{0,8}哪|"
    r"[0-9一二两三四五六七八九十半](?:个?工作日|天|日|小时|分钟)之?内"
)
# Negations of any case at all, which praise where good is told: 没有一件…, 没有收过…, 从未…; 没有写成 admits.
_SPOTLESS = re.compile(
    r"从未|从无|无一|(?:没有?|未|无|不见)(?:任何|谁|一[^些直部定]|[^，]{2,10}的$|发生|出现|[^，]{1,6}过(?![程渡期分问]))"
)
_NOT_ONE = re.compile(r"一(?:[滴户人天件次个张处家条]|分钱?)[都也]?$")  # the same before the negation: 一分钱不收
_MENDED = re.compile(r"整治|清理|化解|修补|随.随补|补[齐上]|改正|消除|解决|清除|整改|查处|纠正|治理|取缔|销")
_REACH = 8  # characters after a negator in which a cue is still what it negates; longer and the object stands between


@functools.cache
def _lexicon() -> tuple[re.Pattern[str], Mapping[str, tuple[int, str]]]:
    cues = {word: (1 if sign == "+" else -1, aspect) for word, sign, aspect in words.rows("polarity.tsv")[1:]}
    for matter in matters().values():
        cues.update({word: (1, "quality") for word in matter.positive if word not in cues})
        cues.update({word: (-1, "quality") for word in matter.negative if word not in cues})
    ordered = sorted(cues, key=lambda word: (-len(word), word))
    single = "".join(word for word in ordered if len(word) == 1 and not _NEGATOR.fullmatch(word))
    longer = "|".join(re.escape(word) for word in ordered if len(word) > 1)
    return re.compile(rf"{longer}|[{single}](?=了?$)"), cues


def _cues(clause: str) -> list[_Cue]:
    """The words that judge in order, negation and double negation undone."""
    text = _MUTED.sub(lambda m: "　" * len(m.group()), clause)
    whole = _BY_RULE.search(text) or _ONLY.search(text)
    if whole:
        return [_Cue(-1, "any", whole.group(), negated=True)]
    found: list[_Cue] = []
    pattern, cues = _lexicon()
    at = 0
    while at < len(text):
        cue, negator = pattern.search(text, at), _NEGATOR.search(text, at)
        if cue and (negator is None or cue.start() <= negator.start()) and not _is_negator(cue.group()):
            sign, aspect = cues[cue.group()]
            found.append(_Cue(sign, aspect, cue.group()))
            at = cue.end()
        elif negator:
            after = pattern.search(text, negator.end(), min(len(text), negator.end() + _REACH))
            found.append(_negated(text, negator, after, cues))
            at = after.end() if after else negator.end()
        else:
            break
    return found


def _is_negator(word: str) -> bool:
    return _NEGATOR.fullmatch(word) is not None


def _negated(text: str, negator: re.Match[str], cue: re.Match[str] | None, cues: Mapping[str, tuple[int, str]]) -> _Cue:
    if cue is None or _is_negator(cue.group()):
        told = text[negator.start() : negator.start() + 4].strip("　")
        if negator.group() in ("杜绝", "避免", "防止"):
            return _Cue(1, "quality", told)
        aspect = "quality" if negator.group() == "不" else "none"
        return _Cue(-1, aspect, told, bare=_any_case(text, negator), negated=True)
    told = text[negator.start() : cue.end()].replace("　", "")
    sign, aspect = cues[cue.group()]
    return _Cue(1, "complete", told) if sign < 0 else _Cue(-1, aspect, told, negated=True)


def _any_case(text: str, negator: re.Match[str]) -> bool:
    at = negator.start()
    return _SPOTLESS.match(text, at) is not None or _NOT_ONE.search(text[:at]) is not None


def _sum(found: Sequence[_Cue]) -> tuple[int, list[_Cue]]:
    """The sign of a clause, ill before well, and the words that give it."""
    sign = min((cue.sign for cue in found), default=0)
    return sign, [cue for cue in found if cue.sign == sign]


@functools.lru_cache(maxsize=1024)  # a unit's claims are met by each of its findings, and then no more
def subjects(text: str) -> tuple[Subject, ...]:
    """The subjects of the clauses of ``text``; a clause without matters of its own takes those of the one before."""
    result: list[Subject] = []
    before: frozenset[str] = frozenset()
    for part in _BREAK.split(text):
        if len(part) < 2:
            continue
        own = spoken_of(part)
        before = own or before
        result.append(Subject(part, before, bool(own), _WHOLE.search(part) is not None))
    return tuple(result)


@functools.lru_cache(maxsize=1024)
def read(text: str) -> tuple[Clause, ...]:
    """The clauses of ``text``, one for each of its ``subjects``."""
    return tuple(_clause(subject) for subject in subjects(text))


def every(text: str) -> str | None:
    """The words by which ``text`` tells its act of every case, or each time at once; none where it does not."""
    each = _EACH.search(text)
    return each.group() if each else None


def _clause(subject: Subject) -> Clause:
    part = subject.text
    sign, found = _sum(_cues(part))
    each = every(part) if sign >= 0 else None
    if each:
        sign, found = 1, [*found, _Cue(1, "complete", each)]
    aspects = [cue.aspect for cue in found]
    if sign < 0 and ACTS.intersection(aspects):
        aspects.append("none")
    return Clause(
        text=part,
        matters=subject.matters,
        own=subject.own,
        sign=sign,
        aspects=frozenset(aspects),
        cues=tuple(dict.fromkeys(cue.told for cue in found)),
        act=next((aspect for aspect in aspects if aspect in ACTS), None),
        quantities=quantities(part),
        hedged=_HEDGE.search(part) is not None,
        partial=_PARTIAL.search(part) is not None,
        intent=_INTENT.search(part) is not None,
        whole=subject.whole,
        bare=sign < 0 and all(cue.bare for cue in found),
        mended=sign < 0 and not any(cue.negated for cue in found) and _MENDED.search(part) is not None,
    )
