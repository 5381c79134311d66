"""Scores in lists of units and in running text, with rank, grade and full score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts._entries import Entry
from pipeline.facts._entry_names import FIGURE, NAME, is_masked
from pipeline.facts._entry_owners import owner
from pipeline.facts._score_rolls import rolled
from pipeline.facts._score_words import POINTS, Stated, bare, figure, grade_in, rank_in

_FULL = re.compile(
    r"(?:满分|(?<![评合得终测镇乡局县委院校])总分(?:值|数)?(?=[为是:：]?\s?[0-9]{1,3}0\s?分))[为是:：]?\s?"
    r"(?P<full>[0-9]{2,4}(?:\.[0-9]+)?)\s?分(?!钟)|(?P<hundred>百分制|100分制)"
)
_OWN_FULL = re.compile(
    r"^[,，（(\s]{0,2}(?:满分|总分)[为是:：]?\s?(?P<full>[0-9]{2,4}(?:\.[0-9]+)?)\s?分|^\s?[/／]\s?(?P<slash>[0-9]{2,4})\s?分?"
)
_BARE = re.compile(r"(?:得分|总分|总得分)(?:为|是)?[:：]?\s?(?P<score>[0-9]{1,3}(?:\.[0-9]{1,3})?)(?=[，,。；;、\s]|$)")
_QUALITY = (
    "综合|考核|考评|最终|最后|年度|年终|平时|测评|实际|合计|仅|只|自评|自查|自测|评议|量化|检查|评估|核定|复核|总|实|共"
)
_CUE = re.compile(
    rf"(?:{_QUALITY})*(?:得分|总分|成绩|评分|分数|打分|(?<=[，,。；;、\s镇乡局委办院校部处队所口会县区市村社司站厅中])(?:{_QUALITY})*(?:得|获得?))"
    r"(?:为|是|了|共计|合计)?[:：]?\s?$"
    r"|(?:自查自评|自评|自测|自查|自我评价|总评|核定|评定|考评)(?:结果|总分|得)?(?:得|为|是|了|打)*[:：]?\s?$"
    r"|以\s?$"
)
_BY = re.compile(r"的(?:总|综合|优异|最高|考核)*(?:成绩|得分|总分|分数)|[，,]?(?:位[居列]|名列|排|居|列|荣|获|夺)")
_NAMED = re.compile(
    rf"^(?P<unit>{NAME})(?<=[\u4e00-\u9fffA-Za-z×＊*）)]{{2}})(?P<rest>(?:[在于以经今本此上下第0-9年综考被获（(][\u4e00-\u9fff0-9（）()]{{0,14}})?)$"
)
_OURS = re.compile(r"[我本该各其此]|^全")
_PART = re.compile(r"[0-9]\s?分\s?[)）]?[,，、]?$")
_LOST = re.compile(r"[扣加减][除掉去了]?\s?[0-9.]+\s?分\s?[)）]?[,，、]?$")
_CLOSING = re.compile(
    r"(?<=[,，;；。、:：)）】分\s])(?P<cue>(?:最终|最后|综合|考核|考评|实际|合计|总计|累计|年度|共|总|仅|只|实)*(?:得分|总分|评分|得|计)(?:为|是)?[:：]?)"
    rf"\s?(?P<score>{FIGURE})\s?分(?!钟|别|之|值)"
)
_FIRST_NAMED = re.compile(r"第[0-9一二三四五六七八九十]{1,3}名(?:分别)?[是为:：]{0,2}$")
# A part of the whole that is told unit by unit.
_WEIGHED = re.compile(r"[^。；;\n]{0,30}[（(](?:满分|分值)?\s?[0-9]{1,2}\s?分[)）][。：:]")
_TOTAL = re.compile("最终|最后|综合|总|合计|共")
_NOT_STATED = re.compile(
    r"每|加|扣|满分|应得|以上|以下|及格|标准|权重|占|最高|不得分|可得|不超过|该项|本项|此项|单项|低于|高于|达到|≥|的得|者得|则得|平均|计"
)


def full_score(text: str) -> float | None:
    """The full score that the document tells for all (满分100分, 百分制)."""
    match = _FULL.search(text)
    if match is None:
        return None
    return 100.0 if match["hundred"] else float(match["full"])


def listed(text: str, entries: Sequence[Entry]) -> list[Stated]:
    """The scores at the heads of the entries of a list, or at their ends (扣2分，加1分，得99分)."""
    found = []
    for entry in entries:
        if entry.score is None:
            closing = closed(text, entry.told, entry.end)
            if closing:
                stated = _stated(text, closing, closing.start("cue"), entry.name)
                found.append(replace(stated, unit_ordinal=entry.ordinal))
            continue
        stop = min(entry.end, _first(text, entry.told, "。；;\n", entry.end))
        stop -= len(text[entry.told : stop]) - len(text[entry.told : stop].rstrip())
        told = text[entry.told : stop]
        rank, grade = rank_in(told) or rank_in(text[entry.start : entry.name_start]), grade_in(told)
        end = entry.told if rank is None and grade is None else stop
        score, rank = figure(entry.score), rank_in(f"第{entry.rank}名") if entry.rank else rank
        found.append(
            Stated(
                entry.name_start, end, entry.name, entry.ordinal, score,
                _own_full(text, entry.told), rank, grade, score is None,
            )
        )  # fmt: skip
    return found


def closed(text: str, start: int, end: int) -> re.Match[str] | None:
    """The score that closes what is told of a unit: the one called total, else the last."""
    found = list(_CLOSING.finditer(text, start, end))
    totals = [match for match in found if _TOTAL.search(match["cue"])]
    return (totals or found)[-1] if found else None


def _first(text: str, start: int, marks: str, limit: int) -> int:
    return min((at for at in (text.find(m, start, limit) for m in marks) if at >= 0), default=limit)


def _own_full(text: str, end: int) -> float | None:
    match = _OWN_FULL.match(text[end : end + 16])
    return float(match["full"] or match["slash"]) if match else None


def running(text: str, unit: str | None, covered: Sequence[tuple[int, int]]) -> list[Stated]:
    """Scores told in sentences; without a unit of their own they are the document's unit's."""
    found = rolled(text, covered)
    covered = [*covered, *((one.start, one.end) for one in found)]
    for match in (*POINTS.finditer(text), *_BARE.finditer(text)):
        window = text[max(0, match.start("score") - 44) : match.start("score")]
        window = re.split(r"[。；;\n\t]", window)[-1]
        cue = _CUE.search(window)
        if cue is None or any(match.start() < end and start < match.end() for start, end in covered):
            continue
        begins = match.start("score") - len(window) + cue.start()
        named, lead = _named(window[: cue.start()])
        head = None if named else owner(text, begins)
        if (head or named) and _WEIGHED.match(text, max(text.rfind("\n", begins - 300, begins) + 1, begins - 300)):
            continue
        if _is_other(text, match, window, cue, head is not None):
            continue
        name = head.unit if head else named if named and not _OURS.search(named) else unit
        stated = _stated(text, match, begins - lead, None if named and is_masked(named) else name)
        before = _FIRST_NAMED.search(text, max(0, begins - lead - 12), begins - lead) if named else None
        found.append(replace(stated, rank=stated.rank or rank_in(before[0])) if before else stated)
    return found


def _is_other(text: str, match: re.Match[str], window: str, cue: re.Match[str], owned: bool) -> bool:
    """Whether the points are no score of a unit: full scores, thresholds, averages, those of one indicator."""
    after = text[match.end() : match.end() + 12]
    if _NOT_STATED.search(re.split(r"[，,]", window)[-1]) or after[:2] in ("以上", "以下", "的为", "为合"):
        return True
    if cue[0].startswith("以") and not _BY.match(after):
        return True
    before = window[: cue.start()]
    if owned and _LOST.search(before):
        return False
    return bool(_PART.search(before) and not re.search("[满总应][得]?分", before))


def _named(before: str) -> tuple[str | None, int]:
    """The unit that the words before a score name, and how far before their end it begins."""
    ends = len(before)
    for start in sorted({0, *(m.end() for m in re.finditer(r"[，,、：:\s]|名[为是]", before))}, reverse=True)[:3]:
        match = _NAMED.match(before[start:ends])
        if match and len(before) - start - len(match["unit"]) <= 16:
            name = match["unit"]
            cut = bare(name)
            if len(name) - cut > 1:
                return name[cut:], len(before) - start - cut
        ends = max(start - 1, 0)
    return None, 0


def _stated(text: str, match: re.Match[str], start: int, unit: str | None) -> Stated:
    stop = _first(text, match.end(), "。；;\n扣", min(len(text), match.end() + 40))
    rest = re.split("其中|扣分", text[match.end() : stop])[0].rstrip(" ,，、")
    rank, grade = rank_in(rest), grade_in(rest)
    end = match.end() + len(rest) if rank is not None or grade is not None else match.end()
    score = figure(match["score"])
    return Stated(start, end, unit, None, score, _own_full(text, match.end()), rank, grade, score is None)
