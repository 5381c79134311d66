"""The noun phrase beside a number: after its unit, or before it as the object or subject of its clause."""

from __future__ import annotations

import re

from pipeline import segment
from pipeline.facts import _count_words as words
from pipeline.facts._count_clauses import clause, clause_start, phrase_end, stripped
from pipeline.facts._count_verbs import Verb, governing, is_act, is_listed, predicates, verbs
from pipeline.numerals import Mention

ACTIONS = ("次", "场", "场次", "期", "人次", "遍", "轮", "趟")
_PEOPLE = ("人", "名", "户", "位")  # 缺岗7人: what they did tells who they are
_SHORT = frozenset("事村乡镇县区市旗人校组队班站所科店厂馆院街桥井")  # nouns of one character
_PLACES = ("村", "乡", "镇")
_OCCASIONS = ("次", "场", "场次", "期")  # what happens ends in a verb used as a noun: 听取一次工作汇报


def after(text: str, mention: Mention, following: int) -> str:
    """The noun phrase that begins right after the unit; "" where none does."""
    stop = min(phrase_end(text, mention.end), following)
    phrase = text[mention.end : stop].strip(" \u3000")
    if mention.unit in ("名", "人", "户", "位") and phrase.startswith(("名单", "情况")):
        return ""
    if (
        not phrase
        or (phrase[0] in words.NO_PHRASE and not phrase.startswith(("同志", "同学")))
        or phrase[:1] == phrase[1:2] == mention.unit
    ):
        return ""
    if (mention.kind not in ("count", "other") and not phrase.startswith("的")) or words.BECOMES.match(phrase):
        return ""
    if words.SHORT_OF.match(phrase):
        return ""
    phrase = phrase.removeprefix("的")
    if mention.unit == "个" and segment.tagged(phrase[:6])[0][0] in _PLACES and not words.BODY.search(phrase):
        within = words.BRACKETED.match(phrase)  # 18个镇（街道）
        return within[0] if within else phrase[0]  # 4个村台账不全
    if stop == following and "、" in phrase and not words.BRACKETED_KINDS.search(phrase):
        phrase = phrase[: phrase.rindex("、")]  # 2个乡镇、常住人口4.7万
    if mention.unit in ("名", "人", "位"):
        person = words.PERSON.search(phrase)
        phrase = phrase[: person.end()] if person else phrase
    return _whole(_cut(phrase, mention.unit))


def measured(text: str, mention: Mention, following: int) -> str:
    """建成10公里食用菌长廊, 省下的21万元税款: the noun right after an amount that is itself an object."""
    phrase = text[mention.end : min(phrase_end(text, mention.end), following)]
    _, sort = next(iter(segment.tagged(phrase[:8])), ("", ""))
    return _whole(_cut(phrase, mention.unit)) if sort[:1] in ("n", "a", "b") else ""


def _cut(phrase: str, unit: str | None) -> str:
    """The phrase up to its predicate."""
    if unit in ("个", "家") and (heads := words.HEADS.match(phrase)):
        return heads[0]
    if unit in _OCCASIONS and is_listed(phrase):
        return phrase  # 组织一次抽查
    clause = words.CLAUSE_BEFORE_NOUN.match(phrase)
    verb = _predicate(phrase)
    if clause and (verb == 0 or _denied(phrase, verb, clause.end())):
        phrase = phrase[clause.end() :]
        verb = _predicate(phrase)
    named = unit in _OCCASIONS and verb is not None and verb > 1 and _names_an_act(phrase, verb)
    if verb is not None and not named:
        phrase = phrase[:verb]
    if seat := words.SEAT.match(phrase):
        return seat[0]  # 31个部门政务公开工作
    head, of, part = phrase.partition("的")
    known = words.ORGANISATION.search(head) or ("、" not in head and words.ATTRIBUTES.match(part))
    return head if of and (known or _is_named(head)) else phrase


def _is_named(head: str) -> bool:
    """37所幼儿园的安全工作: the thing counted, where 进度滞后的任务 and 高标准的服务大厅 only tell which."""
    _, sort = next(reversed(segment.tagged(head)), ("", ""))
    return sort[:1] == "n" and len(head) > 1 and not verbs(head) and not words.QUALITY.search(head)


def _names_an_act(phrase: str, verb: int) -> bool:
    """一次工作汇报, 一次公文写作辅导: the phrase ends in a verb as a noun, and takes nothing up on the way."""
    ends = segment.tagged(phrase)[-1][1] == "vn" and len(phrase) < 11 and not words.JOINS.search(phrase)
    return verb + 2 == len(phrase) or ends


def _denied(phrase: str, verb: int | None, end: int) -> bool:
    """履职不力的网格长: what those counted are not, before their noun."""
    if verb is None or verb >= end or phrase[verb] not in "不未没无":
        return False
    return not words.PERSON.search(phrase, 0, verb)


def _whole(phrase: str) -> str:
    phrase = words.PLACE_END.sub("", words.TRAILING.sub("", _of_kinds(phrase)))
    return phrase if len(phrase) > 1 or phrase in _SHORT else ""


def _predicate(phrase: str) -> int | None:
    """Where the predicate begins: the first verb or adverb that can't belong to the noun."""
    told = (v for v in predicates(phrase) if words.TAKES.match(v.text) or not words.COMPOUND.match(phrase, v.end))
    verb = next(told, None)
    other = _adverb(phrase)
    return min([*([verb.start] if verb else []), *([other] if other is not None else [])], default=None)


def _adverb(phrase: str) -> int | None:
    """Where the first adverb or the like begins, 集中 before 中; what ends a noun or an adjective is none."""
    found = words.PREDICATE.search(phrase)
    at = 0
    for word, sort in segment.tagged(phrase):
        end = at + len(word)
        if found and at < found.start() < end:
            if sort not in ("n", "vn", "a", "an") or found.end() > end or not at:
                return at if at and sort[:1] in ("v", "d") else found.start()
            found = words.PREDICATE.search(phrase, end)
        at = end
    return found.start() if found else None


def before(text: str, end: int, floor: int, unit: str | None) -> str:
    """The noun phrase before the number: what follows the last verb of the clause, or the subject."""
    told = words.PRESENT.sub("", words.DOES_TO.sub("", clause(text, end, floor)))
    told = words.DONE_WITH.sub("", words.DAMAGE.sub("", told))
    if words.TO_WHOM.match(told.lstrip("、")) or (text[end - 1] == "的" and words.UNFIT.search(told)):
        return ""  # 清退不符合条件的5户
    if whole := _as_whole(told, text[clause_start(text, end, floor) : end], unit):
        return whole
    if words.PASSIVE.match(told) and any(verb.end == len(told) for verb in verbs(told)):
        return ""  # 被省级刊物采用1篇
    told = _apart(told, unit)
    parts = words.PARTS.match(told)
    if parts and text[end - 1 : end] == "等":
        return stripped(parts["whole"])
    if volume := words.VOLUME.search(told):
        return volume[0]
    noun = _unrelated(told)
    if noun != told and next((verb.start for verb in verbs(noun)), 0) == 0:
        return _of_kinds(stripped(noun))
    found = words.PLACE.sub("", _object(noun, unit))
    return found if len(found) > 1 or found in _SHORT else ""


def _as_whole(told: str, said: str, unit: str | None) -> str:
    """What a clause of a known build counts, ``said`` being the clause with what leads to the number."""
    if words.NAMED.match(told):
        return told[1:]  # 听证公告8条、开庭公告23条
    if unit == "名" and told.endswith("编制"):
        return "编制"
    if unit in ACTIONS and (held := words.HELD.fullmatch(stripped(told))):
        return stripped(held["what"])
    if unit == "%" and said.endswith("的") and (part := words.PART_OF.search(told)):
        return stripped(part["part"])
    often = words.FREQUENCY.search(told)
    if often and unit not in ACTIONS and told[: often.start()].endswith("信息"):
        return stripped(told[: often.start()])  # 首页信息每天更新8条, but 微博每周更新3条
    done = often or (unit in ACTIONS and (unit != "人次" or words.ACTS.search(told)))
    if done and (act := _acted(told)):
        return act
    if (by := words.PAID_BY.match(told)) and any(verb.end == len(told) for verb in verbs(told)):
        return stripped(by["noun"])
    whole = words.COMPARED.sub("", stripped(words.CHANGED.sub("", told))) if words.CHANGES.search(said) else ""
    return whole if len(whole) < 9 and "的" not in whole else ""


def _apart(told: str, unit: str | None) -> str:
    """The words before 至少, 超过 and the like, or those after it where they tell the act."""
    apart = words.APART.search(told)
    if not apart:
        return told
    said = told[apart.end() :]
    opens = next((verb.start for verb in verbs(said)), 1) == 0  # 小组至少开展活动1次
    persons = words.AGENTS.search(told[: apart.start()])
    if said and unit in ACTIONS and (opens or (persons and any(verb.end == len(said) for verb in verbs(said)))):
        return said  # 每人至少到村宣讲1场
    return words.TAIL.sub("", told[: apart.start()]) if len(said) > 1 and apart.start() > 1 else told


def _acted(told: str) -> str:
    """镇纪委每周到村抽查, 对收费公示自查: what is done so often, without who does it and to what."""
    known = words.ACTS.search(told)
    act, flag = next(reversed(segment.tagged(told)), ("", ""))
    act = known[0] if known and not act.endswith(known[0]) else act
    if not known and (flag[:1] != "v" or len(act) < 2):
        return ""
    lead = told[: len(told) - len(act)]
    often = words.FREQUENCY.search(lead)
    said = lead[often.end() :] if often else lead
    agent = often and (known or _is_agent(lead[: often.start()]))
    if agent or words.TOWARDS.search(said) or (known and (not said or words.DOER.search(said))):
        manner = words.MANNER.search(said)
        return (manner[0] if manner else "") + act.removesuffix("过")
    return ""


def _unrelated(told: str) -> str:
    """反映优亲厚友的线索 are 线索; what someone did (我县报送的信息) stays with its noun."""
    relative, of, noun = told.rpartition("的")
    relative = relative.rpartition("对")[2]  # 对全区正在运行的网站
    if not of or len(noun) < 2 or noun.count("》") > noun.count("《"):
        return told
    acts = verbs(relative)
    if is_act(stripped(relative)):
        return noun
    return told if len(acts) in (1, 2) and acts[-1].end == len(relative) else noun


def _object(told: str, unit: str | None) -> str:
    verb = governing(told)
    kinds = max(told.rfind("各类"), told.rfind("各种"))
    if verb is not None and kinds < verb.end:
        rest = _addressed(stripped(told[verb.end :]))
        if len(rest) > 1 and not words.RESULT.fullmatch(rest):
            if unit in ACTIONS:
                act = _performed(rest)
                whole = unit == "人次" and (verb.text != "邀请" or len(act) < 3)  # 邀请代表旁听庭审
                return _of_kinds(rest if whole else act)
            # 督促整改1240处: two verbs tell no noun, what was counted before goes on
            return "" if is_listed(rest) or rest == "反馈" else _of_kinds(rest)
        return _done(told, verb, unit)
    if kinds > 0:
        return told[kinds:]
    last = next((v for v in reversed(verbs(told)) if v.end == len(told)), None)
    if last and unit in ACTIONS:
        return _done(told, last, unit)
    rest = _of_kinds(_addressed(stripped(told)))
    if words.SETTLED.fullmatch(rest):
        return ""
    if words.JUDGED.fullmatch(rest) and unit != "%":
        return ""
    return "" if unit not in (*ACTIONS, *_PEOPLE, "%") and is_act(rest) else rest


def _done(told: str, verb: Verb, unit: str | None) -> str:
    """What a clause that ends in its verb counts: acts (接访52次), payments, its subject, a noun of action."""
    start = verb.start
    for other in reversed(verbs(told[:start])):
        start = other.start if other.end == start else start  # 送戏下乡
    subject = stripped(words.TAIL.sub("", told[:start]))
    act = told[start : verb.end].removesuffix("了")
    if words.MANNERS.fullmatch(subject) and unit not in ("次", "场", "期"):
        return ""
    if unit == "人次" and not subject:
        return ""
    if unit in ACTIONS:
        often = words.FREQUENCY.search(subject)
        if often and not _is_agent(subject[: often.start()]):
            return subject[: often.start()] + subject[often.end() :] + act
        manner = words.MANNER.search(subject)
        persons = list(words.PERSON.finditer(subject))
        if persons and persons[-1].end() < len(subject):
            subject = stripped(subject[persons[-1].end() :])
        agent = often or _is_agent(subject) or subject.startswith(("到", "赴", "在"))
        return (manner[0] if manner else subject if len(subject) < 5 and not agent else "") + act
    if words.LEANS.match(subject):
        return ""
    nominal = len(subject) > 1 and verb.end == len(told) and not _is_agent(subject)
    if nominal and all(flag[0] in "njl" for _, flag in segment.tagged(subject)):
        return subject + act  # 危房改造86户
    if unit == "元":
        return "" if words.OF_SUM.fullmatch(act) and not subject else act
    return subject if _is_noun(subject) else ""


def _is_agent(phrase: str) -> bool:
    return any(sort.search(phrase) for sort in (words.BODY, words.PERSON, words.AGENT))


def _performed(phrase: str) -> str:
    """组织站所长集中轮训一次: what those named do, not they, is done so often."""
    person = next(reversed(list(words.PERSON.finditer(phrase))), None)
    act = phrase[person.end() :] if person else ""
    return act if any(verb.start == 0 or verb.end == len(act) for verb in verbs(act)) else phrase


def _addressed(phrase: str) -> str:
    """向持证读者4.1万名推送: those who are addressed, not the means before."""
    at = 0
    last = 0
    for word, flag in segment.tagged(phrase):
        at += len(word)
        quoted = phrase.count("“", 0, at) > phrase.count("”", 0, at)
        if flag == "p" and word in ("向", "为", "给", "对") and len(phrase) - at > 1 and not quoted:
            last = at
    served = words.SERVED_FIRST.match(phrase, last) if last else None
    return phrase[served.end() if served else last :]


def _of_kinds(phrase: str) -> str:
    """招生公告、对口方案等信息 are 信息."""
    kinds = words.KINDS.search(phrase) if "等" in phrase else None
    return phrase[kinds.end() :] if kinds else phrase


def _is_noun(phrase: str) -> bool:
    return len(phrase) > 3 and not re.search(
        r"\d年|月份?$|期间|方面$|平台$|网站?$|^[^、]{0,6}栏$|[县市区镇乡局]$", phrase
    )
