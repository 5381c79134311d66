"""What a sentence says of its matters, clause by clause: well or ill, in which respect, how many, how firmly."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
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
    speaks of all there is (各项, 任何).
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


# Characters of a cue inside words that say nothing of the kind.
_MUTED = re.compile(
    r"规范性文件|收费标准|服务标准|检查标准|合法性|满意[度率]|合格率|到位资金|资金到位|不断|不同|不仅|不但|不少于|不低于|不少|不定期|"
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
_EACH = re.compile(r"都(?!市)|均(?!衡)|凡是?|每[一个次项户村人月季周天件条名位]")  # a bare act said of every case
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


def _signs(clause: str) -> tuple[int, list[str], list[str]]:
    """Sign, respects in order and the words that say so, negation and double negation undone."""
    text = _MUTED.sub(lambda m: "　" * len(m.group()), clause)
    whole = _BY_RULE.search(text) or _ONLY.search(text)
    if whole:
        return -1, ["any"], [whole.group()]
    found: list[tuple[int, str, str]] = []
    pattern, cues = _lexicon()
    at = 0
    while at < len(text):
        cue, negator = pattern.search(text, at), _NEGATOR.search(text, at)
        if cue and (negator is None or cue.start() <= negator.start()) and not _is_negator(cue.group()):
            sign, aspect = cues[cue.group()]
            found.append((sign, aspect, cue.group()))
            at = cue.end()
        elif negator:
            after = pattern.search(text, negator.end(), min(len(text), negator.end() + _REACH))
            found.append(_negated(text, negator, after, cues))
            at = after.end() if after else negator.end()
        else:
            break
    return _sum(found)


def _is_negator(word: str) -> bool:
    return _NEGATOR.fullmatch(word) is not None


def _negated(
    text: str, negator: re.Match[str], cue: re.Match[str] | None, cues: Mapping[str, tuple[int, str]]
) -> tuple[int, str, str]:
    if cue is None or _is_negator(cue.group()):
        sign = 1 if negator.group() in ("杜绝", "避免", "防止") else -1
        absent = sign < 0 and negator.group() != "不"
        return sign, "none" if absent else "quality", text[negator.start() : negator.start() + 4].strip("　")
    told = text[negator.start() : cue.end()].replace("　", "")
    sign, aspect = cues[cue.group()]
    return (1, "complete", told) if sign < 0 else (-1, aspect, told)


def _sum(found: list[tuple[int, str, str]]) -> tuple[int, list[str], list[str]]:
    sign = -1 if any(f[0] < 0 for f in found) else 1 if found else 0
    kept = [f for f in found if f[0] == sign]
    aspects = [f[1] for f in kept]
    if sign < 0 and ACTS.intersection(aspects):
        aspects.append("none")
    return sign, aspects, list(dict.fromkeys(f[2] for f in kept))


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


def _clause(subject: Subject) -> Clause:
    part = subject.text
    sign, aspects, cues = _signs(part)
    each = _EACH.search(part) if sign >= 0 else None
    if each:
        sign, aspects, cues = 1, [*aspects, "complete"], [*cues, each.group()]
    return Clause(
        text=part,
        matters=subject.matters,
        own=subject.own,
        sign=sign,
        aspects=frozenset(aspects),
        cues=tuple(cues),
        act=next((aspect for aspect in aspects if aspect in ACTS), None),
        quantities=quantities(part),
        hedged=_HEDGE.search(part) is not None,
        partial=_PARTIAL.search(part) is not None,
        intent=_INTENT.search(part) is not None,
        whole=subject.whole,
    )
