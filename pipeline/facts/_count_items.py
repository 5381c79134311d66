"""What a count counts: the noun after its unit, or the object or subject before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline import segment
from pipeline.facts import _count_words as words
from pipeline.facts._count_clauses import clause, clause_start, phrase_end, stripped
from pipeline.facts._count_nouns import ACTIONS, after, before, measured
from pipeline.facts._count_periods import all_of_them, done_within, in_a_row, lasting, of_duration
from pipeline.facts._count_topics import (
    each,
    handed_out,
    in_hand,
    inherited,
    label,
    nearest,
    same_verb,
    taken_up,
    topic,
)
from pipeline.facts._count_verbs import governors, is_act, verbs
from pipeline.numerals import Mention


def item(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """The noun that the mention at index ``at`` counts; ``items`` are those of the mentions before it."""
    mention = mentions[at]
    following = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
    previous = _told_end(text, mentions, at, items)
    lead = text[max(previous, mention.start - 16) : mention.start]
    if known := _goes_on(text, mentions, at, items, lead):
        return known
    if mention.kind == "duration":
        return _of_period(text, mentions, at, items, previous)
    share = mention.kind in ("percent", "ratio")
    of = text.startswith("的", mention.end)
    opens = not lead or lead[-1] in "有对将由是达以按：:，,。；;\n"
    listed = mention.kind == "money" and "、" in text[mention.end : phrase_end(text, mention.end)]
    opens = opens or (of and _taken(lead))
    bounded = mention.number_start > mention.start  # 收入超过20万元的村
    if of and not opens and (bounded or (not share and _ends_in_thing(clause(text, mention.start, previous)))):
        return before(text, mention.start, previous, mention.unit)  # 临时救助金26万元的发放情况
    attached = mention.kind == "count" or (of and not listed and (opens or not share))
    return (
        each(text, mentions, at)
        or (_rate(text, mention, previous) if share else "")
        or _act(text, mention, previous)
        or _outcome(text, mention, previous)
        or (in_a_row(text, mention) if mention.unit in ACTIONS else "")
        or _in_brackets(text, mentions, at, items)
        or (_formed(text, mention, previous) if words.FORMS.match(text, mention.end) and _taken(lead) else "")
        or (after(text, mention, following) if attached and not _counted(text, mention, previous) else "")
        or handed_out(text, mention, previous)
        or (same_verb(text, mention, previous) if mention.kind == "count" else "")
        or (measured(text, mention, following) if not (share or attached) and (opens or _is_object(lead)) else "")
        or (_spent(text, mention, previous, following) if mention.kind == "money" else "")
        or before(text, mention.start, previous, mention.unit)
        or _bracketed(text, mention.start)
        or _alone_in_brackets(text, mention, previous)
        or after(text, mention, following)
        or _formed(text, mention, previous)
        or inherited(text, mentions, at, items)
        or taken_up(text, mentions, at, items)
        or in_hand(text, mention, previous)
        or label(text, mention)
        or topic(text, mention, previous)
        or _household(text, mention, at, items)
        or _anything(text, mention, previous)
        or nearest(text, mentions, at, items)
    )


def _of_period(
    text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None], previous: int
) -> str | None:
    mention = mentions[at]
    following = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
    return (
        in_a_row(text, mention)
        or all_of_them(text, mentions, at, items)
        or lasting(text, mention)
        or of_duration(text, mention, previous, following)
        or _bracketed(text, mention.start)
        or inherited(text, mentions, at, items)
        or done_within(text, mention, following)
    )


def _is_object(lead: str) -> bool:
    return lead.endswith(("的", "将", "把")) or _taken(lead)


def _taken(lead: str) -> bool:
    """Whether a verb stands right before the number."""
    return any(verb.end == len(lead) for verb in verbs(lead))


def _counted(text: str, mention: Mention, floor: int) -> bool:
    """碰头会议5次部署防汛, 发动社员64人次参观示范田: the noun stands before, and the act goes on after."""
    phrase = text[mention.end : phrase_end(text, mention.end)]
    first, act = next(iter(segment.tagged(phrase[:6])), ("", ""))
    told = clause(text, mention.start, floor)
    if not first or text[mention.start - 1] == "的":
        return False
    taken = _taken_object(told, text[: mention.start]) if mention.unit not in ACTIONS else ""
    if mention.unit in ("人", "名", "位") and words.PERSON.fullmatch(taken[-2:]):
        return True  # 组织干部20人进厂入户调查
    if not _ends_in_thing(told):
        return False
    if taken and act[:1] in "vpdazt":
        return True  # 聘请律师3名坐班
    acts = (act in ("v", "vn") or is_act(first)) and 1 < len(first) < len(phrase)
    named = act == "vn" and words.COMPOUND.match(phrase, len(first))
    return acts and not named and not words.PERSON.search(phrase[len(first) :])


def _taken_object(told: str, before_number: str) -> str:
    """The one object that a clause ends in, with nothing between that and the number."""
    taken = governors(told)
    noun = told[taken[-1].end :] if taken and before_number.endswith(told) else ""
    return "" if "、" in noun else noun


def _ends_in_thing(told: str) -> bool:
    """Whether the words before a number end in a noun that it may count, and in no place or body."""
    if words.MEETING.search(told):
        return True
    last, sort = next(reversed(segment.tagged(told)), ("", ""))
    bodies = words.BODY.search(last) or words.ORGANISATION.search(last)
    noun = sort[:1] == "n" or told[: len(told) - len(last)].endswith("的")  # 征集到的提议
    return noun and len(last) > 1 and not bodies


def _alone_in_brackets(text: str, mention: Mention, floor: int) -> str:
    """优秀单位（9个）, 照片(不少于5张): the noun before the bracket, the last of several."""
    if text[mention.start - 1 : mention.start] not in ("（", "(") or text[mention.end : mention.end + 1] not in (
        "）",
        ")",
    ):
        return ""
    noun = before(text, mention.start - 1, min(floor, mention.start - 1), mention.unit)
    return re.split("[、和及]", noun)[-1]


def _told_end(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> int:
    """Where the words of the mention before end: 26户低保户张榜7天 has 张榜 before its second number."""
    if not at:
        return 0
    end, noun = mentions[at - 1].end, items[at - 1]
    return end + len(noun) if noun and text.startswith(noun, end) else end


def _goes_on(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None], lead: str) -> str | None:
    """What was counted before, where the words between the numbers only compare, change or divide it."""
    mention = mentions[at]
    alike = at and (mentions[at - 1].unit == mention.unit or mentions[at - 1].kind == mention.kind == "duration")
    if alike and items[at - 1] and words.CHANGED_TO.match(lead):
        named = after(text, mention, len(text)) if mention.kind == "count" else ""
        return named or items[at - 1]  # 11个单一窗口合并为6个综合窗口
    if at and items[at - 1] and mentions[at - 1].unit == mention.unit:
        between = text[mentions[at - 1].end : mention.start]
        if words.OUT_OF.search(between):
            return items[at - 1]
    if words.REST.search(lead) and (_goes_on_acting(text, mention) or not after(text, mention, len(text))):
        same = inherited(text, mentions, at, items)
        if same:
            return same
    compared = words.CHANGE.search(lead) or words.YEAR_BEFORE.search(lead) or (at and words.FELL_SHORT.match(lead))
    return nearest(text, mentions, at, items) if compared else None


def _goes_on_acting(text: str, mention: Mention) -> bool:
    """余下2条需报上级: what follows the number is no noun."""
    first, sort = next(iter(segment.tagged(text[mention.end : mention.end + 6])), ("", ""))
    return sort[:1] in ("v", "d", "p") and not first.startswith("未")


def _act(text: str, mention: Mention, floor: int) -> str:
    """每月公开一次的做法, 累计通报三次的股室: how often what stands before is done."""
    if mention.unit not in ACTIONS or not text.startswith("的", mention.end):
        return ""
    told = clause(text, mention.start, floor)
    last = next((verb for verb in reversed(verbs(told)) if verb.end == len(told)), None)
    return last.text if last else ""


def _outcome(text: str, mention: Mention, floor: int) -> str:
    told = text[clause_start(text, mention.start, floor) : mention.start].lstrip("、和及")
    if words.LAPSE.fullmatch(told):
        return told
    if kind := words.CHANNEL.fullmatch(told) or (mention.unit == "件" and words.CASE.fullmatch(told)) or None:
        return kind["kind"]
    return told.removeprefix("其中") if words.OUTCOME.match(told) else ""


def _formed(text: str, mention: Mention, floor: int) -> str:
    """抽出6人组成整改专班; 监督小组由教代会推选5人组成: the body that they form, where they have no noun."""
    forms = words.FORMS.match(text, mention.end)
    told = clause(text, mention.start, floor)
    if not forms or mention.unit not in ("人", "名"):
        return ""
    return forms["whole"] or (stripped(told.partition("由")[0]) if "由" in told else "")


def _in_brackets(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """公开栏17块(镇1块、村16块): where they are."""
    label = text[clause_start(text, mentions[at].start, mentions[at - 1].end if at else 0) : mentions[at].start]
    if label.lstrip("、，,和其中") not in words.LEVELS and not words.CARRIED.fullmatch(label):
        return None
    return inherited(text, mentions, at, items)


def _spent(text: str, mention: Mention, floor: int, following: int) -> str:
    """投资3万元安装电子屏 is the investment; what is bought has its price (拿出1.8万元购置触摸屏)."""
    lead = text[max(0, mention.start - 6) : mention.start]
    phrase = text[mention.end : min(following, phrase_end(text, mention.end))]
    if not words.SPENDS.search(lead):
        return ""
    if named := words.MEANS.match(phrase):
        return named[0]
    if (put := words.PUTS_IN.search(clause(text, mention.start, floor))) and not words.BUYS.match(phrase):
        return put["means"] or put["act"]
    bought = next((verb for verb in verbs(phrase) if len(phrase) - verb.end > 1), None)
    return phrase[bought.end :] if bought and bought.start < 12 else ""


def _household(text: str, mention: Mention, at: int, items: Sequence[str | None]) -> str:
    """8个村民小组，426户，1683人: bare households and heads are those of the places counted before."""
    if mention.unit not in ("户", "人", "口") or text[mention.start - 1 : mention.start] not in ("，", ",", "、"):
        return ""
    told = (items[at - 1] if at else None) or ""
    return "村民" if words.HOMES.search(told) else told if told == "村民" else ""


def _rate(text: str, mention: Mention, floor: int) -> str:
    """办结率, 占比, 比例: a compound that no verb inside it cuts."""
    rate = words.RATE.search(clause(text, mention.start, floor))
    return stripped(rate[0].rpartition("的")[2]) if rate else ""


def _bracketed(text: str, end: int) -> str:
    """次数不足(规定不少于6次…): what stands before the bracket, without the shortfall."""
    start = clause_start(text, end, 0)
    if not start or text[start - 1] not in "（(":
        return ""
    told = text[clause_start(text, start - 1, 0) : start - 1]
    if shortfall := words.SHORTFALL.search(told):
        return told[: shortfall.start()]
    missed = words.NOT_DONE.fullmatch(told) if text.startswith(("规定", "要求"), start) else None
    return missed["act"] if missed else ""


def _anything(text: str, mention: Mention, floor: int) -> str | None:
    told = stripped(clause(text, mention.start, floor))
    return told if len(told) > 1 else None
