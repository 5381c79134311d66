"""A whole in two: done and not done, the rest, carried over and carried on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import Term, change, made
from pipeline.audit._recount_scene import alike
from pipeline.records import Check

_REST = re.compile(r"(?:其他|其它|其余|剩余|余下|剩下)的?$")
_NOT = re.compile(r"(?:尚未|暂未|没有|未能|未|不|没)(?P<verb>[\u4e00-\u9fff]{1,6}?)(?:的|了|有|为)?$")
_ABSENT = re.compile(r"缺(?:岗|席|勤|编|额)?$|缺少$|未到(?:会|岗)?$")
_PRESENT = re.compile(r"(?:实际?|已)(?:到|有|收|缴|参加|参会|在岗|报到)?[\u4e00-\u9fff]{0,4}$")
_CARRIED = re.compile(r"(?:上年|上年度|往年|上期|上月)(?:度)?(?:结转|遗留|未结)[^，,。；;]{0,6}$|(?<!下)结转(?:上年)?$")
_ONWARD = re.compile(
    r"结转(?:至|到)?(?:下|次)(?:一)?[年期月][^，,。；;]{0,8}$|(?:未结|在办|正在办理|尚未办结)[^，,。；;]{0,4}$"
)
_DONE = re.compile(r"(?:办结|办复|答复|回复|审结|处理|办理|结案)[^，,。；;]{0,6}$")


def total_of(parts: Sequence[Term]) -> Interval:
    """The sum of the parts as an interval."""
    total = exact(0)
    for part in parts:
        total = total + part.interval
    return total


def parts(text: str, paragraph: Sequence[Term]) -> list[Check]:
    """The checks of one paragraph."""
    return [*_complements(text, paragraph), *_rests(text, paragraph), *_balances(text, paragraph)]


def _clause(text: str, term: Term) -> str:
    return re.split(r"[，,。；;、：:（(\n]", text[max(0, term.start - 14) : term.start])[-1]


def _complements(text: str, paragraph: Sequence[Term]) -> list[Check]:
    """任务36项，完成33项，未完成3项; 应到103人，实到96人，缺岗7人: what was done and what was not make the whole."""
    found = []
    for at, (done, left) in enumerate(pairwise(paragraph)):
        if done.sentence != left.sentence or not alike(done, left) or done.kind == "percent":
            continue
        verb = _denied(_clause(text, done), _clause(text, left))
        if verb is None:
            continue
        wholes = [
            t for t in paragraph[max(0, at - 6) : at]
            if alike(t, left) and left.sentence - t.sentence <= 1 and change(text, t) == 0
            and verb not in _clause(text, t)
        ][::-1]  # fmt: skip
        also = [t for t in _between(paragraph, wholes, done) if verb in _clause(text, t)]
        check = _first(wholes, [*also, done, left], certain=len(wholes) == 1)
        if check is not None:
            found.append(check)
    return found


def _between(paragraph: Sequence[Term], wholes: Sequence[Term], done: Term) -> list[Term]:
    """What counts the same between the one whole that there is and ``done``: 按时公开的12个，逾期公开的3个."""
    if len(wholes) != 1:
        return []
    return [t for t in paragraph if wholes[0].end <= t.start and t.end <= done.start and alike(t, done)]


def _denied(done: str, left: str) -> str | None:
    """The verb that the second clause denies of what the first tells (完成, 未完成); None where they are no pair."""
    if _ABSENT.search(left):
        return "缺" if _PRESENT.search(done) else None
    denied = _NOT.search(left)
    if denied is None or denied["verb"] not in done or denied[0] in done or re.search("基本|较|部分", done):
        return None
    return denied["verb"]


def _first(wholes: Sequence[Term], split: Sequence[Term], certain: bool) -> Check | None:
    """The first whole that the parts make; else, where it is ``certain``, that they miss the nearest."""
    total = total_of(split)
    for whole in wholes:
        result = verdict(whole.interval, total)
        if result != "fails":
            return made("sum", whole.value, total, result, [whole, *split])
    return made("sum", wholes[0].value, total, "fails", [wholes[0], *split]) if wholes and certain else None


def _rests(text: str, paragraph: Sequence[Term]) -> list[Check]:
    """九个县有三个建成，其他6个…: the parts before and the rest make the whole."""
    found = []
    for at, rest in enumerate(paragraph):
        if at < 2 or not _REST.search(text[max(0, rest.start - 4) : rest.start]):
            continue
        before = [t for t in paragraph[:at] if alike(t, rest) and rest.sentence - t.sentence <= 1][-20:]
        if len(before) < 2:
            continue
        beside = before[-1]
        simple = len(before) == 2 and beside.sentence == rest.sentence
        check = _first([before[0]], [*before[1:], rest], certain=simple)
        if check is None or check.verdict == "fails":
            check = _first(before[-2::-1], [beside, rest], certain=False) or check
        if check is not None:
            found.append(check)
    return found


def _balances(text: str, paragraph: Sequence[Term]) -> list[Check]:
    """收到9件，上年结转1件，办结10件: what came in and was carried over is dealt with or carried on."""
    found = []
    for at, carried in enumerate(paragraph):
        if at == 0 or not _CARRIED.search(_clause(text, carried)):
            continue
        same = [t for t in paragraph[at + 1 : at + 4] if alike(t, carried) and t.sentence - carried.sentence <= 1]
        came, done = paragraph[at - 1], next((t for t in same if _DONE.search(_clause(text, t))), None)
        if done is None or not alike(came, carried):
            continue
        onward = next((t for t in same if _ONWARD.search(_clause(text, t))), None)
        within = re.search("其中|含|包括", text[came.end : carried.start])
        computed = came.interval if within else came.interval + carried.interval
        computed = computed if onward is None else computed - onward.interval
        result = verdict(done.interval, computed)
        if result != "fails" or onward is not None or done.value > computed.low:
            used = [done, came, carried, *([onward] if onward else [])]
            found.append(made("sum", done.value, computed, result, used))
    return found
