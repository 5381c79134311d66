"""What a period is the period of: what is done within it, what lasts so long, what happens so often in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.facts import _count_words as words
from pipeline.facts._count_clauses import clause_start, phrase_end, stripped
from pipeline.facts._count_topics import nearest
from pipeline.facts._count_verbs import is_act, verbs
from pipeline.numerals import Mention


def in_a_row(text: str, mention: Mention) -> str:
    """连续两次不合格的单位, 连续3年没有发生安全事故: what comes again, without to whom."""
    lead = text[clause_start(text, mention.start, 0) : mention.start]
    if not lead.endswith("连续") or stripped(lead.removesuffix("连续")):
        return ""
    phrase = text[mention.end : phrase_end(text, mention.end)]
    again = words.AGAIN.sub("", phrase.partition("的")[0])
    return again if 1 < len(again) < 10 else ""


def done_within(text: str, mention: Mention, following: int) -> str:
    """31条信息未在20日内公开: the act, where nothing before it tells more."""
    follows = words.FINISHES.sub("", text[mention.end : min(following, phrase_end(text, mention.end))])
    if not_yet := words.NOT_YET.match(follows):
        return not_yet[0]
    act = next(iter(verbs(follows)), None)
    return act.text if act and act.start == 0 else ""


def of_duration(text: str, mention: Mention, floor: int, following: int) -> str:
    """A period belongs to the subject of its clause (材料于…3个工作日内发布), else to the object after it."""
    start = clause_start(text, mention.start, floor)
    told = words.MAKES_SURE.sub("", text[start : mention.start])
    if start == floor and is_act(told.partition("、")[0]):
        told = told.partition("、")[2]  # 1日内受理、3日内办结
    follows = words.FINISHES.sub("", text[mention.end : min(following, phrase_end(text, mention.end))])
    if lasts := words.LASTING.search(told):
        return lasts["shown"] or lasts[0]
    if words.UNDERGOES.search(told) and is_act(follows):
        return follows  # 接受5天培训
    if told.endswith("为期") and follows.startswith("的"):
        return follows[1:]  # 为期一个月的专项整治
    if raised := words.RAISES.search(told):
        return raised["noun"]
    if named := _of_subject(told, follows):
        return named
    if words.BY_LIMIT.search(told):
        return words.DONE.sub("", follows)
    if named := _after_event(told, follows):
        return named
    rest = stripped(words.TAIL.sub("", told)).removesuffix("连续").removesuffix("提前")
    if len(rest) > 1 and mention.number_start > mention.start:
        return rest
    return _beside(told, rest, follows)


def _event(told: str) -> re.Match[str] | None:
    return None if words.SINCE.match(told) else words.EVENT.search(told)


def _of_subject(told: str, follows: str) -> str:
    """材料应在3日内发布: its subject; what a body does (小组应在5日内答复) is the act."""
    subject = words.SUBJECT_END.search(told)
    whose = words.TAIL.sub("", stripped(told[: subject.start()])) if subject else ""
    if len(whose) < 2:
        return ""
    if not words.BODY.search(whose) and not words.COLLECTIVE.search(whose):
        return words.MEETS.sub("", words.EVENT.sub("", whose))
    act = next(iter(verbs(follows)), None)
    return words.DONE.sub("", follows) if act and act.start in (0, 2) and not _event(told) else ""


def _after_event(told: str, follows: str) -> str:
    """公文形成后5日内上网: what there is; 政策出台后3日内发布解读材料: what is given out."""
    event = _event(told)
    if not event or words.RECEIVES.search(told):
        return ""
    if issued := words.ISSUES.match(follows):
        return issued["what"]
    subject = words.SUBJECT_END.search(told)
    thing = words.MEETS.sub("", stripped(told[subject.end() if subject else 0 : event.start()]))
    return words.COMES_UP.sub("", thing)


def _beside(told: str, rest: str, follows: str) -> str:
    """The thing before the period where only an act follows, else the act or its object."""
    if _shown(rest, follows) or (_stands(rest) and not verbs(rest) and is_act(words.DONE.sub("", follows))):
        return rest
    if _stands(rest) and follows[:1] == "未":
        return rest
    if follows[:1] in ("每", "扣", "的") or told.endswith("连续"):
        return rest
    if met := words.MEETS.sub("", rest) if words.MEETS.match(rest) else "":
        return met
    act = next(iter(verbs(follows)), None)
    alone = not rest or rest[0] == "各" or words.RECEIVES.search(told)
    if act and act.start == 0 and act.end == len(follows) and alone:
        return act.text
    verb = next((v for v in verbs(follows) if v.text != "通过" and len(follows) - v.end > 1), None)
    if verb is not None:
        return follows[verb.end :].strip()
    return rest if len(rest) > 1 else ""


def _shown(rest: str, follows: str) -> bool:
    """名单公示7天后: an act with its subject goes before a period after which something else follows."""
    acts = verbs(rest)
    return follows.startswith("后") and len(acts) == 1 and acts[0].end == len(rest) and acts[0].start > 1


def _stands(rest: str) -> bool:
    """一般隐患 (7日内整改到位), and neither those who do it nor an event."""
    return len(rest) > 1 and not words.BODY.search(rest) and rest[-1] not in "后前定"


def all_of_them(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """接到求助26起，全部在2小时内处置: the period of what was counted before."""
    floor = mentions[at - 1].end if at else 0
    lead = text[clause_start(text, mentions[at].start, floor) : mentions[at].start]
    return nearest(text, mentions, at, items) if words.ALL.fullmatch(lead) else None


def lasting(text: str, mention: Mention) -> str:
    """单位清查。历时75天: how long the subject of the clause before, or a lead sentence, took."""
    start = clause_start(text, mention.start, 0)
    if start < 2 or not words.LASTS.match(text[start : mention.start].strip()):
        return ""
    told = text[clause_start(text, start - 1, 0) : start - 1]
    subject = words.SUBJECT_END.search(told)
    return stripped(told[: subject.start()] if subject else told)
