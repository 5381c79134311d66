"""Scores in lists of units and in running text, with rank, grade and full score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import numerals
from pipeline.facts._entries import FIGURE, NAME, Entry, is_masked

GRADE = (
    r"优秀|良好|优良|先进|合格|不合格|基本合格|较好|一般|较差|差|好|达标|不达标|优|良|中|满意|基本满意|不满意|称职"
    r"|[A-D]级|[一二三]等奖?"
)
_PLACE = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_RANK = re.compile(
    rf"(?:排名|名次|位次)[^，。；;0-9第]{{0,10}}?第?\s?(?P<rank>{_PLACE})(?![0-9.]*分)"
    rf"|(?:排|位居|位列|名列|列|居)[^，。；;]{{0,12}}?第\s?(?P<rank2>{_PLACE})|第\s?(?P<rank3>{_PLACE})\s?[名位]"
)
_GRADE = re.compile(
    rf"(?:等次|等级|评定|评为|档次|定为|确定为|为|考核结果)(?:等次|等级|是|为|[:：])?[“\"]?(?P<grade>{GRADE})|[（(](?P<grade2>{GRADE})(?:等次)?[)）]|(?P<grade3>{GRADE})等次"
)
_FULL = re.compile(
    r"(?:满分|总分值?|总分数?为?)[为是:：]?\s?(?P<full>[0-9]{2,4}(?:\.[0-9]+)?)\s?分(?!钟)|(?P<hundred>百分制|100分制)"
)
_OWN_FULL = re.compile(
    r"^[,，（(\s]{0,2}(?:满分|总分)[为是:：]?\s?(?P<full>[0-9]{2,4}(?:\.[0-9]+)?)\s?分|^\s?[/／]\s?(?P<slash>[0-9]{2,4})\s?分?"
)
_POINTS = re.compile(rf"(?P<score>{FIGURE})\s?分(?!钟|别|之|值|制|数|类|管|为)")
_BARE = re.compile(r"(?:得分|总分|总得分)(?:为|是)?[:：]?\s?(?P<score>[0-9]{1,3}(?:\.[0-9]{1,3})?)(?=[，,。；;、\s]|$)")
_ROLL = re.compile(r"(?:得分|评分|成绩|分数|考核结果|排名|名次)[^。\n:：]{0,12}[:：]|(?=第一名[:：])")
_ROLL_ITEM = re.compile(
    rf"(?:第(?P<rank>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})名[:：]?\s?)?(?P<unit>{NAME})\s?[,，:：（(]?\s?(?P<score>{FIGURE})\s?分(?!钟|别)"
)
_CUE = re.compile(
    r"(?:综合|考核|最终|最后|年度|测评|实际|自评|评议|量化|检查|评估|总)*(?:得分|总分|成绩|评分|分数|(?<=[，,。；;、\s镇乡局委办院校部处队所])(?:得|获得|获))"
    r"(?:为|是|了|共计|合计)?[:：]?\s?$"
)
_NAMED = re.compile(rf"(?:^|[，,。；;、：:\s])(?P<unit>{NAME})(?=[\u4e00-\u9fff，,：:（(]{{0,16}}$)")
_OURS = re.compile(r"^[我本该全各其]")
_NOT_STATED = re.compile(
    r"每|加|扣|满分|以上|以下|及格|标准|权重|占|最高|不得分|可得|不超过|该项|本项|此项|单项|低于|高于|达到|≥|的得|者得|则得|平均|计"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One score as found; offsets are of the words that say so."""

    start: int
    end: int
    unit: str | None = None
    unit_ordinal: int | None = None
    score: float | None = None
    full_score: float | None = None
    rank: int | None = None
    grade: str | None = None
    masked: bool = False


def figure(written: str) -> float | None:
    """The score that is written; None where it is masked."""
    parsed = None if is_masked(written) else numerals.parse(written)
    return None if parsed is None or parsed.value is None else float(parsed.value)


def full_score(text: str) -> float | None:
    """The full score that the document tells for all (满分100分, 百分制)."""
    match = _FULL.search(text)
    if match is None:
        return None
    return 100.0 if match["hundred"] else float(match["full"])


def listed(text: str, entries: Sequence[Entry]) -> list[Stated]:
    """The scores at the heads of the entries of a list."""
    found = []
    for entry in entries:
        if entry.score is None:
            continue
        stop = min(entry.end, _first(text, entry.score_end, "。；;\n", entry.end))
        told = text[entry.score_end : stop]
        rank, grade = rank_in(told) or rank_in(text[entry.start : entry.name_start]), grade_in(told)
        end = entry.score_end if rank is None and grade is None else stop
        score = figure(entry.score)
        found.append(
            Stated(
                entry.name_start,
                end,
                entry.name,
                entry.ordinal,
                score,
                _own_full(text, entry.score_end),
                rank,
                grade,
                score is None,
            )
        )
    return found


def _first(text: str, start: int, marks: str, limit: int) -> int:
    return min((at for at in (text.find(m, start, limit) for m in marks) if at >= 0), default=limit)


def _own_full(text: str, end: int) -> float | None:
    match = _OWN_FULL.match(text[end : end + 16])
    return float(match["full"] or match["slash"]) if match else None


def rank_in(text: str) -> int | None:
    """The rank told in a few words (排名第3, 名列第一)."""
    match = _RANK.search(text)
    if match is None:
        return None
    parsed = numerals.parse(match["rank"] or match["rank2"] or match["rank3"])
    return int(parsed.value) if parsed and parsed.value is not None else None


def grade_in(text: str) -> str | None:
    """The grade told in a few words (等次为优秀)."""
    match = _GRADE.search(text)
    return (match["grade"] or match["grade2"] or match["grade3"]) if match else None


def running(text: str, unit: str | None, covered: Sequence[tuple[int, int]]) -> list[Stated]:
    """Scores told in sentences; without a unit of their own they are the document's unit's."""
    found = rolled(text, covered)
    covered = [*covered, *((one.start, one.end) for one in found)]
    for match in (*_POINTS.finditer(text), *_BARE.finditer(text)):
        window = text[max(0, match.start("score") - 44) : match.start("score")]
        window = re.split(r"[。；;\n\t]", window)[-1]
        cue = _CUE.search(window)
        if cue is None or _NOT_STATED.search(re.split(r"[，,]", window)[-1]):
            continue
        if text[match.end() : match.end() + 2] in ("以上", "以下", "的为", "为合"):
            continue
        if any(match.start() < end and start < match.end() for start, end in covered):
            continue
        found.append(_stated(text, match, window, cue, unit))
    return found


def rolled(text: str, covered: Sequence[tuple[int, int]]) -> list[Stated]:
    """各单位得分为：甲镇98分、乙镇96分; 第一名：甲镇，98分: two or more units in one sentence."""
    found: list[Stated] = []
    for cue in _ROLL.finditer(text):
        stop = _first(text, cue.end(), "。\n", len(text))
        items = list(_ROLL_ITEM.finditer(text, cue.end(), stop))
        taken = any(cue.end() < end and start < stop for start, end in (*covered, *((o.start, o.end) for o in found)))
        if len(items) > 1 and not taken:
            found += [_roll_item(match, ordinal) for ordinal, match in enumerate(items, 1)]
    return found


def _roll_item(match: re.Match[str], ordinal: int) -> Stated:
    score, masked = figure(match["score"]), is_masked(match["unit"])
    rank = numerals.parse(match["rank"]) if match["rank"] else None
    return Stated(
        match.start("unit"),
        match.end(),
        None if masked else match["unit"].lstrip("、，"),
        ordinal,
        score,
        rank=int(rank.value) if rank and rank.value is not None else None,
        masked=score is None,
    )


def _stated(text: str, match: re.Match[str], window: str, cue: re.Match[str], unit: str | None) -> Stated:
    named = _NAMED.search(window[: cue.start()])
    start = match.start("score") - len(window) + (named.start("unit") if named else cue.start())
    stop = _first(text, match.end(), "。；;\n扣", min(len(text), match.end() + 40))
    rest = text[match.end() : stop]
    rank, grade = rank_in(rest), grade_in(rest)
    end = stop if rank is not None or grade is not None else match.end()
    score = figure(match["score"])
    name = named["unit"] if named and not _OURS.match(named["unit"]) else unit
    if named and is_masked(named["unit"]):
        name = None
    return Stated(start, end, name, None, score, _own_full(text, match.end()), rank, grade, score is None)
