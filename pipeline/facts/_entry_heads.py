"""How the entries of a list of assessed units begin: with the unit and its score, or with the unit and what it lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts._entry_names import FIGURE, NAME, is_masked, is_named, leading

_MARKER = (
    r"(?:[0-9０-９]{1,3}\s?[、.．)）]|[（(]\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
# Scores of parts that stand before the total: 县财政局：网上监测88分，现场检查90分，综合得分88.4分.
_PARTS = rf"[:：]\s?(?:[\u4e00-\u9fff]{{2,8}}{FIGURE}分[,，]\s?){{1,5}}(?:综合|最终|最后|年度|总)(?:得分|分|成绩)为?"
# What the unit gave itself before what it was given: 县民政局，自评99分，考核得分96分.
_CLAIMED = (
    rf"[,，:：、。\s（(]{{0,3}}(?:自评|自查|自测|自报|自我评价)(?:得分|总分|分数|得|打|分)?(?:为|是)?[:：]?\s?{FIGURE}\s?分[)）]?[,，、;；]\s?"
    r"(?:考核组?|考评组?|检查组?|综合|核定|核实|实际|复核|最终|最后|评定|评估|审定|认定|实)+(?:得分|总分|评分|得|分|为)*[:：]?\s?"
)
_RANK = r"(?:第\s?(?P<rank>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[名位][ \u3000:：,，、.．]{0,2})"
_SCORED = re.compile(
    rf"(?:^|(?<=[。；;：:])(?=\s?(?:{_MARKER}|第\s?[0-9一二三四五六七八九十]{{1,3}}\s?[名位]))"
    r"|(?<=[）) \u3000、，,])(?=第\s?[0-9一二三四五六七八九十]{1,3}\s?[名位]))"
    rf"[ \u3000]*(?P<marker>{_MARKER})?[ \u3000]*{_RANK}?(?P<name>(?![我本该全各其]){NAME})[ \u3000]*"
    rf"(?P<gap>{_PARTS}|{_CLAIMED}|[,，:：、；;（(—\-\s]{{0,3}}"
    r"(?:(?:考核|综合|最终|最后|年度|测评|实际|自评|评议|量化|检查|评估|总|共)*"
    r"(?:得|总|评|成绩|分数|获|获得|计)分?数?(?:为|是|了)?[:：]?\s?)?)"
    rf"(?P<score>{FIGURE})\s?分(?!钟|别|之)",
    re.M,
)
_NAMED = re.compile(
    rf"(?:^|(?<=[。；;：:]))[ \u3000]*(?P<marker>{_MARKER})?[ \u3000]*【?"
    r"(?=[\u4e00-\u9fffA-ZXx×＊*+＋_○□])",
    re.M,
)
_MARK = re.compile(r"[ \u3000]*(?P<mark>[,，:：(（。】])(?![)）])")
_LOST = re.compile(
    rf"(?<!每)扣[除掉减]?(?:了)?\s?{FIGURE}\s?分(?!钟|别|之)"
    rf"|[-－—]\s?{FIGURE}\s?分|(?:得分|总分|得)(?:为)?[:：]?\s?{FIGURE}\s?分(?!钟|别|之)"
)
# Units one after the other in a sentence are a roll, of which the first is no head of the rest.
_ROLL = re.compile(
    rf"(?:[,，][^（()）。；;\n]{{0,14}})?[)）]?、{NAME}[,，:：(（]?(?:得分|得)?(?:为|是)?[:：]?\s?{FIGURE}\s?分"
)
_MINUS = re.compile("[（(][-－—]")
_SENTENCE = re.compile("[的是我该]|(?<!无)为|得分|其中")


@dataclass(frozen=True, slots=True)
class Head:
    """How an entry begins; ``told`` is where what is told of the unit begins."""

    start: int
    told: int
    marker: str
    name: str
    name_start: int
    score: str | None = None
    score_start: int = 0
    rank: str | None = None


def heads(text: str) -> list[Head]:
    """The heads of entries in document order."""
    scored = [
        Head(
            m.start(), m.end(), m["marker"] or "", m["name"], m.start("name"), m["score"], m.start("score"), m["rank"]
        )
        for m in _SCORED.finditer(text)
        if _is_head(m)
    ]  # fmt: skip
    lines = {text.rfind("\n", 0, head.name_start) for head in scored}
    named = [head for head in _named(text) if text.rfind("\n", 0, head.name_start) not in lines]
    return sorted([*scored, *named], key=lambda head: head.start)


def _is_head(head: re.Match[str]) -> bool:
    """Whether the match is a unit with its score and no sentence about units, nor a bare mask with a figure."""
    if _SENTENCE.search(head["name"]) or _MINUS.search(head["gap"]):
        return False
    if not head["marker"] and _ROLL.match(head.string, head.end()):
        return False
    return bool(head["marker"] or head["rank"] or head["gap"].strip() or not is_masked(head["name"]))


def _named(text: str) -> Iterator[Head]:
    """Units before a mark whose line goes on with points taken off or with the score at its end.

    Amid a line only a colon or a bracket makes a head, since a clause may begin there too (县水务局，据查…).
    """
    if not _LOST.search(text):
        return
    for match in _NAMED.finditer(text):
        end = leading(text, match.end())
        mark = _MARK.match(text, end) if end else None
        opens = match.start() == 0 or text[match.start() - 1] == "\n"
        if not end or not mark or (mark["mark"] in ",，。" and not (match["marker"] and opens)):
            continue
        line = text.find("\n", mark.end())
        if is_named(text[match.end() : end]) and _LOST.search(text, mark.end(), len(text) if line < 0 else line):
            yield Head(match.start(), mark.end(), match["marker"] or "", text[match.end() : end], match.end())
