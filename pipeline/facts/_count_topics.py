"""What a count takes from the words before its own clause: counts of the sentence, topics, objects of the same verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.facts import _count_words as words
from pipeline.facts._count_clauses import clause, clause_start, phrase_end, stripped
from pipeline.facts._count_nouns import ACTIONS, before
from pipeline.facts._count_verbs import is_act, verbs
from pipeline.numerals import Mention

# 对审批事项进行了清理，取消5项: what an earlier clause of the sentence takes in hand.
_IN_HAND = re.compile(
    "[对把将](?P<noun>[^，,。；;：:\\n]{2,30}?)(?:进行|开展|实行|实施|全面|逐[一项件户个]|[作做]了|一律)[^。\\n]*$"
)
_GONE_THROUGH = re.compile("(?:核对|清理|梳理|审核|核查|排查)(?P<noun>[^，,。；;：:\\n0-9]{2,12})[，,]$")
_PIECES = ("个", "项", "条", "件", "处")
_JOINED = ("、", "和", "与", "及")
_BACK = 160  # how far back the verb of a count may have been said before with its object


def taken_up(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """收到意见7条。目前已整改5条: an act without a noun is about what the paragraph counted last in the same unit."""
    start = clause_start(text, mentions[at].start, mentions[at - 1].end if at else 0)
    said = text[start : mentions[at].start]
    unfit = said.endswith("的") and words.UNFIT.search(said[:-1])
    if mentions[at].unit == "%" or not (unfit or is_act(stripped(words.TO_WHOM.sub("", said.lstrip("、"))))):
        return None
    told = []
    for index in range(at - 1, max(-1, at - 5), -1):
        if "\n" in text[mentions[index].end : mentions[at].start]:
            break
        told.append(index)
    alike = [n for n in told if mentions[n].unit == mentions[at].unit and items[n]]
    alike = [n for n in alike if not _is_part(items[n] or "")] or alike
    if (
        not alike and mentions[at].unit in _PIECES and words.MENDS.search(text[start : mentions[at].start])
    ):  # 查出问题6项…已整改5个
        alike = [n for n in told if mentions[n].unit in _PIECES and words.MATTER.search(items[n] or "")]
    return items[alike[0]] if alike else None


def topic(text: str, mention: Mention, floor: int) -> str:
    """编制了公开目录，共38项: without words of its own a number counts what the clause before it ends in."""
    start = clause_start(text, mention.start, floor)
    if stripped(clause(text, mention.start, floor)) or text[start - 1 : start] not in ("，", ","):
        return ""
    return before(text, start - 1, floor, mention.unit)


def nearest(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """What the nearest count before it in the sentence counts, whatever its unit."""
    for index in range(at - 1, max(-1, at - 5), -1):
        between = text[mentions[index].end : mentions[at].start]
        if "。" in between or "\n" in between:
            break
        if items[index] and not words.OLDER.search(text[max(0, mentions[index].start - 14) : mentions[index].start]):
            return items[index]
    return None


def each(text: str, mentions: Sequence[Mention], at: int) -> str:
    """受理率、办结率分别为100%和98%: the one of them that stands in the same place."""
    first, last = at, at
    while first and text[mentions[first - 1].end : mentions[first].start] in _JOINED:
        first -= 1
    while last + 1 < len(mentions) and text[mentions[last].end : mentions[last + 1].start] in _JOINED:
        last += 1
    start = clause_start(text, mentions[first].start, 0)
    told = words.EACH.fullmatch(text, start, mentions[first].start) if last > first else None
    named = re.split("、|和|与|及(?![时格第])", told["list"]) if told else []
    return stripped(named[at - first]) if len(named) == last - first + 1 else ""


def _is_part(item: str) -> bool:
    return words.CHANNEL.fullmatch(item) is not None or words.CASE.fullmatch(item) is not None


def inherited(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """What the count before it in the same sentence counts, where the unit is the same (其中…2684条)."""
    for index in range(at - 1, max(-1, at - 7), -1):
        between = text[mentions[index].end : mentions[at].start]
        if "。" in between or "\n" in between:
            break
        if words.CLOSED.match(between):
            continue  # 受理案件683件(含旧存27件)，审结664件
        same = mentions[index].unit == mentions[at].unit or between == "、"
        told = items[index] if same else None
        if told and not _is_part(told):  # 当面申请5件…已答复8件: all of them
            return told
    return None


def handed_out(text: str, mention: Mention, floor: int) -> str:
    """编发廉政短信，累计发送360条; 印在便民卡上，发放800张: what the clause before made, or was printed on."""
    start = clause_start(text, mention.start, floor)
    if not words.HANDS_OUT.fullmatch(stripped(text[start : mention.start])) or text[start - 1 : start] not in (
        "，",
        ",",
    ):
        return ""
    told = text[clause_start(text, start - 1, 0) : start - 1]
    if printed := words.PRINTED_ON.search(told):
        return printed["what"]
    made = words.MAKES.search(told)
    return made["what"] if made else ""


def in_hand(text: str, mention: Mention, floor: int) -> str:
    """对审批事项进行了清理，取消5项: an act without a noun is about what its sentence takes in hand."""
    start = clause_start(text, mention.start, floor)
    said = stripped(clause(text, mention.start, floor))
    if mention.unit in ACTIONS or not (is_act(said) or words.UNFIT.search(said)):
        return ""
    opens = max(text.rfind("。", 0, start) + 1, text.rfind("\n", 0, start) + 1, start - 80, floor)
    sentence = text[opens:start]
    found = _IN_HAND.search(sentence) or _GONE_THROUGH.search(sentence)
    return stripped(found["noun"]) if found else ""


def same_verb(text: str, mention: Mention, floor: int) -> str:
    """每天上传处罚决定，上月上传352条: the object that the same verb had the last time."""
    said = stripped(clause(text, mention.start, floor))
    verb = next(iter(verbs(said)), None)
    if mention.unit in ACTIONS or verb is None or verb.end - verb.start != len(said):
        return ""
    start = clause_start(text, mention.start, floor)
    line = max(text.rfind("\n", 0, start) + 1, start - _BACK)
    at = text.rfind(said, line, start)
    if at < 0:
        return ""
    phrase = text[at + len(said) : min(phrase_end(text, at + len(said)), start)].removeprefix("了")
    known = 1 < len(phrase) < 16 and phrase[0] not in "的率量后前时、和" and not any(c.isdigit() for c in phrase)
    return phrase if known else ""


def label(text: str, mention: Mention) -> str:
    """上季结余：18426.35元; 1、粮食直补：418户: the words before a colon that the figure follows."""
    found = words.LABEL.search(text, max(0, mention.start - 24), mention.start)
    named = stripped(found["label"]) if found else ""
    if is_act(named):  # 去年结转, but 上报 alone names nothing
        return found["label"] if found and found["label"] != named else ""
    return "" if named.endswith(("如下", "情况", "是", "为")) else named
