"""Scores of several units in one sentence: 甲镇98分、乙镇96分; 第一名：甲镇，98分; 甲镇、乙镇分别得98分、96分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline import numerals
from pipeline.facts._entry_names import FIGURE, NAME, is_masked, is_named, is_unit
from pipeline.facts._score_words import GRADE, POINTS, Stated, bare, figure, grade_in, rank_in

_CUE = re.compile(r"得分|评分|成绩|分数|考核|考评|测评|评估|名|依次|分别|最[高低]|优秀|良好|等次|等奖")
_ITEM = re.compile(
    r"(?:^|[、，,；;：:。\s是有为和及（(])(?:第(?P<rank>[0-9]{1,3}|[一二三四五六七八九十]{1,3})名[:：]?\s?)?"
    rf"(?P<unit>(?![我本该各全其]){NAME})[,，:：（(\s]{{0,2}}(?:综合|考核|最终)?(?:总?得分|得|获|为)?[:：]?\s?$"
)
_BETWEEN = re.compile(
    r"^[)）]?[、，,；;和及\s]{0,2}(?:其次|最低|最高|最后|得分|分数|第[0-9一二三四五六七八九十]{1,3}名|的|者|一名|[是为：:，,；;)）、]"
    r"|(?:并?列|位[居列]|名列|居|排名?|名次[为是]?)(?:全[县市区镇省])?第?[0-9一二三四五六七八九十]{1,3}[名位]?[;；]?"
    rf"|(?:考核)?(?:等次|等级|评定|档次)?[为是]?(?:{GRADE})(?:等次)?[)）;；]?)*$"
)
_SELF = re.compile("[我本该][\u4e00-\u9fff]")  # 此次考核我局得分95分
_OVER = re.compile(r"[^。；;\n]*[:：]\s?$")
_AFTER = re.compile("[。；;\n]|$")
_RESPECTIVE = re.compile(
    r"分别(?:为|是|得|获得?)?(?:综合|考核)?(?:得分|总分|成绩)?(?:为|是)?[:：]?\s?"
    rf"(?P<scores>{FIGURE}\s?分(?:[、，,和及]\s?{FIGURE}\s?分)+)"
)


_EACH = re.compile(
    rf"(?P<units>{NAME}(?:[、和及]{NAME})+)(?:等[^，,。；;]{{0,6}})?[,，]?(?P<rank>(?:并列|同列|并居)?第[0-9一二三四五六七八九十]{{1,3}}名?[,，])?"
    rf"(?:均|都|各|同)(?:获?得(?:分|了)?|为|是)(?:满分)?\s?(?P<score>{FIGURE})\s?分(?!钟|别|之|以)"
)


def rolled(text: str, covered: Sequence[tuple[int, int]]) -> list[Stated]:
    """The scores of rolls of two or more units, in document order, outside of ``covered``."""
    found = [*_respective(text), *_alike(text)]
    reached = 0
    items: list[tuple[int, Stated]] = []
    roll = 0
    for match in POINTS.finditer(text):
        item = _item(text, match, reached)
        if item is None or any(match.start() < end and start < match.end() for start, end in covered):
            continue
        if not items or not _BETWEEN.match(text[reached : item.start]):
            roll += 1
        items.append((roll, item))
        reached = match.end()
    for _, group in groupby(items, key=lambda pair: pair[0]):
        found += _numbered(text, [item for _, item in group])
    return found


def _item(text: str, match: re.Match[str], reached: int) -> Stated | None:
    begins = max(reached, match.start() - 30)
    named = _ITEM.search(text, begins, match.start())
    if named is None or "\n" in named[0].strip() or _SELF.search(named["unit"]):
        return None
    rank, score = numerals.parse(named["rank"]) if named["rank"] else None, figure(match["score"])
    cut = bare(named["unit"])
    unit = None if is_masked(named["unit"]) else named["unit"][cut:]
    place = int(rank.value) if rank and rank.value is not None else None
    return Stated(named.start("unit") + cut, match.end(), unit, None, score, rank=place, masked=score is None)


def _numbered(text: str, roll: Sequence[Stated]) -> list[Stated]:
    before = text[max(0, roll[0].start - 40) : roll[0].start]
    cued = _CUE.search(re.split("[。\n]", before)[-1]) is not None
    limits = [*(item.start for item in roll[1:]), len(text)]
    placed = [_placed(text, item, limit) for item, limit in zip(roll, limits, strict=True)]
    over = _OVER.search(before)
    if over:
        placed = [replace(item, grade=item.grade or grade_in(over[0])) for item in placed]
    units = all(item.unit is None or is_named(item.unit) for item in roll)
    ranked = (
        (len(roll) > 1 and before[-1:] in ("", "\n"))
        or placed[0].rank is not None
        or placed[0].grade is not None
        or (len(roll) > 1 and _CUE.search(before.split("\n")[-1]) is not None)
    )
    if not (cued and len(roll) > 1) and not (units and ranked):
        return []
    return [replace(item, unit_ordinal=ordinal) for ordinal, item in enumerate(placed, 1)]


def _placed(text: str, item: Stated, limit: int) -> Stated:
    """The item with the rank and grade that follow its score (98.5分，名列第一)."""
    found = _AFTER.search(text, item.end, limit)
    stop = found.start() if found else item.end
    rank, grade = rank_in(text[item.end : stop]), grade_in(text[item.end : stop])
    if item.rank is not None or (rank is None and grade is None):
        return item
    return replace(item, end=stop, rank=rank, grade=grade)


def _respective(text: str) -> list[Stated]:
    found: list[Stated] = []
    for match in _RESPECTIVE.finditer(text):
        before = re.split(r"[。；;，,：:\n]", text[max(0, match.start() - 120) : match.start()])[-1]
        units = [name for name in re.split("[、和及]", before) if name]
        scores = list(re.finditer(rf"(?P<score>{FIGURE})\s?分", match["scores"]))
        if len(units) != len(scores) or not all(re.match(rf"{NAME}$", unit) for unit in units):
            continue
        for ordinal, (unit, one) in enumerate(zip(units, scores, strict=True), 1):
            at = match.start("scores")
            score, name = figure(one["score"]), None if is_masked(unit) else unit
            found.append(Stated(at + one.start(), at + one.end(), name, ordinal, score, masked=score is None))
    return found


def _alike(text: str) -> list[Stated]:
    """甲局、乙局并列第一，均得100分: one score of several units."""
    found: list[Stated] = []
    for match in _EACH.finditer(text) if "、" in text or "和" in text else ():
        names = [name for name in re.split("[、和及]", match["units"]) if name]
        if not all(is_unit(name) for name in names):
            continue
        score, rank = figure(match["score"]), rank_in(match["rank"] or "")
        for ordinal, name in enumerate(names, 1):
            unit = None if is_masked(name) else name
            found.append(Stated(match.start(), match.end(), unit, ordinal, score, rank=rank, masked=score is None))
    return found
