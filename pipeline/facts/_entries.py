"""The entries of a list of assessed units: 1、永陵镇,96分。…扣2分, and headings that name a unit."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.records import Doc

MASKED = r"[XxＸ×＊*+＋某_○□]{1,4}"
FIGURE = rf"(?:[0-9０-９]{{1,3}}(?:[.．][0-9０-９]{{1,3}})?|{MASKED}(?:[.．]{MASKED})?)"
_SUFFIX = (
    "乡|镇|街道|街道办|办事处|苏木|嘎查|村|社区|局|委|办|办公室|中心|院|学校|小学|中学|大学|幼儿园|公司|厂|所|站|大队|支队|总队|队|处|科|股"
    "|室|部|县|区|市|旗|州|厅|会|组|团|馆|台|社|行|矿|农场|林场|分局|支行|卫生院|医院|法院|检察院|银行|联社|工会|团委|妇联|残联|科协|工商联"
    "|党校|档案馆|武装部|窗口"
)
NAME = (
    rf"(?:[\u4e00-\u9fffA-Za-z·（）()]{{0,18}}?(?:{_SUFFIX})|{MASKED}[\u4e00-\u9fff]{{0,8}}"
    rf"|[\u4e00-\u9fff]{{1,6}}{MASKED}[\u4e00-\u9fff]{{0,6}})"
)
_MARKER = (
    r"(?:[0-9０-９]{1,3}\s?[、.．)）]|[（(]\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
# Scores of parts that stand before the total: 县财政局：网上监测88分，现场检查90分，综合得分88.4分.
_PARTS = rf"[:：]\s?(?:[\u4e00-\u9fff]{{2,8}}{FIGURE}分[,，]\s?){{1,5}}(?:综合|最终|最后|年度|总)(?:得分|分|成绩)为?"
_RANK = r"(?:第\s?(?P<rank>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[名位][ \u3000:：,，、.．]{0,2})"
_SCORED = re.compile(
    rf"(?:^|(?<=[。；;：:])(?=\s?(?:{_MARKER}|第\s?[0-9一二三四五六七八九十]{{1,3}}\s?[名位])))"
    rf"[ \u3000]*(?P<marker>{_MARKER})?[ \u3000]*{_RANK}?(?P<name>(?![我本该全各其]){NAME})[ \u3000]*"
    rf"(?P<gap>{_PARTS}|[,，:：、；;（(—\-\s]{{0,3}}"
    r"(?:(?:考核|综合|最终|最后|年度|测评|实际|自评|评议|量化|检查|评估|总|共)*"
    r"(?:得|总|评|成绩|分数|获|获得|计)分?数?(?:为|是|了)?[:：]?\s?)?)"
    rf"(?P<score>{FIGURE})\s?分(?!钟|别|之)",
    re.M,
)
_BREAK = re.compile(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|第[一二三四五六七八九十]+|……|\.{3,})",
    re.M,
)
_MASK = re.compile(rf"{MASKED}|(?<![A-Za-z])[A-Z](?=窗口|单位|公司|街道|社区|[局镇乡村县区市校院])")
_SENTENCE = re.compile("[的是我该]|得分|其中")
_UNIT_HEADING = re.compile(rf"^(?P<name>{NAME})(?:[（(][^）)]*[)）])?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of the list: its place, name (None where masked), the bounds of its text, and its score as written."""

    ordinal: int
    name: str | None
    masked: bool
    start: int
    end: int
    name_start: int
    score: str | None = None
    score_start: int = 0
    score_end: int = 0
    rank: str | None = None


def is_masked(text: str) -> bool:
    """Whether a name or a figure is a placeholder (X镇, ××局, A窗口)."""
    return _MASK.search(text) is not None


def entries(doc: Doc) -> list[Entry]:
    """The entries in document order."""
    listed = _listed(doc.text) if "分" in doc.text else ()
    return list(listed) or _headed(doc)


@functools.lru_cache(maxsize=4)
def _listed(text: str) -> tuple[Entry, ...]:
    heads = [head for head in _SCORED.finditer(text) if _is_head(head)]
    found: list[Entry] = []
    previous_end = 0
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        own = head["marker"] or ""
        for stop in _BREAK.finditer(text, head.end(), end):
            if not _same_style(own, stop[0].strip()):
                end = stop.start()
                break
        fresh = not found or _restarts(own or head["rank"] or "") or head.start() - previous_end > 400
        ordinal = 1 if fresh else found[-1].ordinal + 1
        masked = is_masked(head["name"])
        found.append(
            Entry(
                ordinal,
                None if masked else head["name"],
                masked,
                head.start(),
                end,
                head.start("name"),
                head["score"],
                head.start("score"),
                head.end(),
                head["rank"],
            )
        )
        previous_end = end
    return tuple(found)


def _is_head(head: re.Match[str]) -> bool:
    """Whether the match is a unit with its score and no sentence about units, nor a bare mask with a figure."""
    if _SENTENCE.search(head["name"]):
        return False
    return bool(head["marker"] or head["rank"] or head["gap"].strip() or not is_masked(head["name"]))


def _restarts(marker: str) -> bool:
    return marker.strip("（()）、.． ") in ("1", "一", "①", "１")


def _same_style(marker: str, line: str) -> bool:
    if not marker:
        return False
    return (marker[0] in "（(") == (line[0] in "（(") and (marker[0] in "（(" or marker[0] in "一二三四五六七八九十")


def _headed(doc: Doc) -> list[Entry]:
    """Sections whose heading is the name of a unit."""
    found: list[Entry] = []
    counts: dict[str | None, int] = {}
    for section in doc.sections:
        match = _UNIT_HEADING.match(section.heading.strip())
        if match and "扣" in doc.text[section.start : section.end]:
            counts[section.parent_id] = counts.get(section.parent_id, 0) + 1
            masked = is_masked(match["name"])
            at = doc.text.find(match["name"], section.start)
            name = None if masked else match["name"]
            found.append(Entry(counts[section.parent_id], name, masked, section.start, section.end, at))
    return found


def entry_at(found: list[Entry], position: int) -> Entry | None:
    """The entry whose text holds ``position``."""
    at = bisect_right([entry.start for entry in found], position) - 1
    if at >= 0 and position < found[at].end:
        return found[at]
    return None
