"""What a count counts: the noun after its unit, or the object or subject before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.facts import _count_words as words
from pipeline.numerals import Mention

_EDGE = set("，,。；;：:！!？?\n\t")
_OPEN, _CLOSE = set("（(《"), set("）)》")
_ACTIONS = ("次", "场", "场次", "期", "人次", "遍", "轮")
_OCCASIONS = ("次", "场", "场次", "期")  # what happens ends in a verb used as a noun: 听取一次工作汇报


def item(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """The noun that the mention at index ``at`` counts; ``items`` are those of the mentions before it."""
    mention = mentions[at]
    following = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
    previous = mentions[at - 1].end if at else 0
    lead = text[max(previous, mention.start - 16) : mention.start]
    if at and words.CHANGED_TO.match(lead) and mentions[at - 1].unit == mention.unit and items[at - 1]:
        return items[at - 1]
    compared = words.CHANGE.search(lead) or (at and words.FELL_SHORT.match(lead))
    if compared and (told := _told(text, mentions, at, items)):
        return told
    if mention.kind == "duration":
        return _of_duration(text, mention, previous, following) or _inherited(text, mentions, at, items)
    share = mention.kind in ("percent", "ratio")
    before = _rate(text, mention, previous) if share else ""
    of = text.startswith("的", mention.end)
    opens = not lead or lead[-1] in "有对将由是达：:，,。；;\n"
    listed = mention.kind == "money" and "、" in text[mention.end : _phrase_end(text, mention.end)]
    attached = mention.kind == "count" or (of and not listed and (opens or not share))
    return (
        before
        or (_after(text, mention, following) if attached else "")
        or _before(text, mention.start, previous, mention.unit)
        or _bracketed(text, mention.start)
        or _after(text, mention, following)
        or _inherited(text, mentions, at, items)
        or _household(text, mention, at, items)
        or _anything(text, mention, previous)
        or _told(text, mentions, at, items)
    )


def _household(text: str, mention: Mention, at: int, items: Sequence[str | None]) -> str:
    """8个村民小组，426户，1683人: bare households and heads are those of the places counted before."""
    if mention.unit not in ("户", "人", "口") or text[mention.start - 1 : mention.start] not in ("，", ",", "、"):
        return ""
    told = (items[at - 1] if at else None) or ""
    return "村民" if words.HOMES.search(told) else told if told == "村民" else ""


def _rate(text: str, mention: Mention, floor: int) -> str:
    """办结率, 占比, 比例: a compound that no verb inside it cuts."""
    rate = words.RATE.search(_clause(text, mention.start, floor))
    return _stripped(rate[0]) if rate else ""


def _clause(text: str, end: int, floor: int) -> str:
    """The words before a number in its clause, without what only leads to the number."""
    return words.TAIL.sub("", text[_clause_start(text, end, floor) : end])


def _told(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """What the nearest count before it in the sentence counts, whatever its unit."""
    for index in range(at - 1, max(-1, at - 5), -1):
        between = text[mentions[index].end : mentions[at].start]
        if "。" in between or "\n" in between:
            break
        if items[index] and not words.OLDER.search(text[max(0, mentions[index].start - 14) : mentions[index].start]):
            return items[index]
    return None


def _after(text: str, mention: Mention, following: int) -> str:
    """The noun phrase that begins right after the unit."""
    stop = min(_phrase_end(text, mention.end), following)
    phrase = text[mention.end : stop].strip(" \u3000")
    if mention.unit in ("名", "人", "户", "位") and phrase.startswith(("名单", "情况")):
        return ""
    if not phrase or phrase[0] in words.NO_PHRASE or phrase[:1] == phrase[1:2] == mention.unit:
        return ""
    if mention.kind not in ("count", "other") and not phrase.startswith("的"):
        return ""
    phrase = phrase.removeprefix("的")
    if mention.unit in ("名", "人", "位"):
        person = words.PERSON.search(phrase)
        phrase = phrase[: person.end()] if person else phrase
    clause = words.CLAUSE_BEFORE_NOUN.match(phrase)
    verb = _predicate(phrase)
    if clause and verb == 0:
        phrase = phrase[clause.end() :]
        verb = _predicate(phrase)
    if verb is not None and not (mention.unit in _OCCASIONS and verb + 2 == len(phrase) and verb > 1):
        phrase = phrase[:verb]
    head, of, part = phrase.partition("的")
    if of and (words.ORGANISATION.search(head) or ("、" not in head and words.ATTRIBUTES.match(part))):
        phrase = head
    phrase = _of_kinds(phrase)
    phrase = re.sub(r"(?:和|与|及|以及|、|的|共|各|中|内|里|，|有)+$", "", phrase)
    return phrase if len(phrase) > 1 or (phrase and phrase in "村乡镇县区市旗人校") else ""


def _phrase_end(text: str, start: int) -> int:
    depth = 0
    for at in range(start, min(len(text), start + 60)):
        char = text[at]
        if char in _EDGE and (depth == 0 or char == "\n"):
            return at
        if char in _OPEN:
            close = min((i for i in (text.find(c, at, at + 10) for c in _CLOSE) if i > 0), default=-1)
            if at == start or close < 0 or any(c.isdigit() for c in text[at:close]):
                return at
            depth += 1
        elif char in _CLOSE:
            if depth == 0:
                return at
            depth -= 1
    return min(len(text), start + 60)


def _predicate(phrase: str) -> int | None:
    """Where the predicate begins: the first verb or adverb that can't belong to the noun."""
    verb = next((m for m in words.verbs(phrase) if not words.COMPOUND.match(phrase, m.end())), None)
    starts = [match.start() for match in (verb, words.PREDICATE.search(phrase)) if match]
    return min(starts, default=None)


def _before(text: str, end: int, floor: int, unit: str | None) -> str:
    """The noun phrase before the number: what follows the last verb of the clause, or the subject."""
    clause = _clause(text, end, floor)
    apart = words.APART.search(clause)
    if apart and len(clause) - apart.end() > 1 and apart.start() > 1:
        clause = words.TAIL.sub("", clause[: apart.start()])
    parts = words.PARTS.match(clause)
    if parts and text[end - 1 : end] == "等":
        return _stripped(parts["whole"])
    return _object(clause, unit)


def _object(clause: str, unit: str | None) -> str:
    verb = _governing(clause)
    kinds = max(clause.rfind("各类"), clause.rfind("各种"))
    if verb is not None and kinds < verb.end():
        rest = _stripped(clause[verb.end() :])
        if len(rest) > 1:
            # 督促整改1240处: two verbs tell no noun, what was counted before goes on
            return "" if unit not in _ACTIONS and _is_verb(rest) else _of_kinds(rest)
        if unit in _ACTIONS:
            kind = _stripped(clause[: verb.start()])
            return (kind if len(kind) < 4 else "") + verb[0].removesuffix("了")
        before = _stripped(clause[: verb.start()])
        return before if _is_noun(before) else ""
    if kinds > 0:
        return clause[kinds:]
    return _of_kinds(_stripped(clause))


def _is_verb(phrase: str) -> bool:
    return any(verb.end() - verb.start() == len(phrase) for verb in words.verbs(phrase))


def _of_kinds(phrase: str) -> str:
    """招生公告、对口方案等信息 are 信息."""
    kinds = words.KINDS.search(phrase) if "等" in phrase else None
    return phrase[kinds.end() :] if kinds else phrase


def _governing(clause: str) -> re.Match[str] | None:
    """The verb that takes the noun: the last one, but none inside a list (公开招生、收费等信息) or at its very end."""
    found = words.verbs(clause)
    found = [m for m in found if clause[m.end() : m.end() + 1] not in ("、", "等")] or found
    listed = clause.find("、")
    if listed > 0 and found and found[0].start() < listed:
        direct = [m for m in found if m.start() < listed or clause[m.start() - 1] == "、"]
        found = direct or found
    while len(found) > 1 and (
        found[-1].end() == len(clause)
        or (words.COMPOUND.match(clause, found[-1].end()) and _modifies(clause, found[-2], found[-1]))
    ):
        found.pop()
    if (
        found
        and clause[found[-1].start() - 1 : found[-1].start()] == "有"
        and words.COMPOUND.match(clause, found[-1].end())
    ):
        found.pop()
    return found[-1] if found else None


def _modifies(clause: str, before: re.Match[str], verb: re.Match[str]) -> bool:
    """Whether a verb that a compound follows is part of that noun (张贴公开资料), not a verb after an adverb."""
    between = clause[before.end() : verb.start()]
    return (len(between) > 1 and not words.ADVERB.search(between)) or (
        not between and verb[0] == "公开" and not clause.startswith("信息", verb.end())
    )


def _is_noun(phrase: str) -> bool:
    return len(phrase) > 3 and not re.search(
        r"\d年|月份?$|期间|方面$|平台$|网站?$|^[^、]{0,6}栏$|[县市区镇乡局]$", phrase
    )


def _stripped(phrase: str) -> str:
    while match := words.LEAD.match(phrase):
        phrase = phrase[match.end() :]
    return phrase.strip(" \u3000")


def _clause_start(text: str, end: int, floor: int) -> int:
    depth, at = 0, end
    while at > max(floor, end - 80):
        char = text[at - 1]
        if char in _CLOSE:
            depth += 1
        elif char in _OPEN:
            if depth == 0:
                break
            depth -= 1
        elif char in _EDGE and (depth == 0 or char == "\n"):
            break
        at -= 1
    return at


def _bracketed(text: str, end: int) -> str:
    """次数不足(规定不少于6次…): what stands before the bracket, without the shortfall."""
    start = _clause_start(text, end, 0)
    if not start or text[start - 1] not in "（(":
        return ""
    before = text[_clause_start(text, start - 1, 0) : start - 1]
    shortfall = words.SHORTFALL.search(before)
    return before[: shortfall.start()] if shortfall else ""


def _inherited(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """What the count before it in the same sentence counts, where the unit is the same (其中…2684条)."""
    for index in range(at - 1, max(-1, at - 7), -1):
        between = text[mentions[index].end : mentions[at].start]
        if "。" in between or "\n" in between:
            break
        same = mentions[index].unit == mentions[at].unit or between == "、"
        if same and items[index]:
            return items[index]
    return None


def _anything(text: str, mention: Mention, floor: int) -> str | None:
    return _stripped(_clause(text, mention.start, floor)) or None


def _of_duration(text: str, mention: Mention, floor: int, following: int) -> str:
    """A period belongs to the subject of its clause (材料于…3个工作日内发布), else to the object after it."""
    clause = text[_clause_start(text, mention.start, floor) : mention.start]
    subject = words.SUBJECT_END.search(clause)
    if subject and len(_stripped(clause[: subject.start()])) > 1:
        return _stripped(clause[: subject.start()])
    after = text[mention.end : min(following, _phrase_end(text, mention.end))]
    if words.BY_LIMIT.search(clause):
        return words.DONE.sub("", after)
    verb = next((m for m in words.verbs(after) if m[0] != "通过" and len(after) - m.end() > 1), None)
    if verb is not None:
        return after[verb.end() :].strip()
    rest = _stripped(words.TAIL.sub("", clause))
    return rest if len(rest) > 1 else ""
