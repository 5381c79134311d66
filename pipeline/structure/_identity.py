"""Title, date and year of a document, from its own lines, its compiler's heading and its masthead."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.structure import _dates, _markers
from pipeline.structure._lines import Line, finished
from pipeline.structure._titles import is_title

_YEAR = re.compile(
    r"(?P<year>(?<![0-9])(?:19[89][0-9]|20[0-4][0-9])(?![0-9%.])|二[〇○零ОO0][〇○零ОO0一二三四][〇○零ОO0一二三四五六七八九])(?P<after>年度?)?"
)
_MASKED = re.compile(r"(?:20[xX×*＊_]{2}|20[0-9][xX×*]|[xX×]{4}|二[〇○][xX×]{2})年|〔(?:20)?[xX×*]{1,4}〕")
_NUMBER = re.compile(r"[〔\[［（(【](?P<year>20[0-4][0-9])[〕\]］）)】](?:第)? ?[0-9xX×*]*号")
_LAW = re.compile(
    r"^(?:[0-9一二三四五六七八九十]{1,3}月)?(?:[0-9一二三四五六七八九十]{1,3}日)?(?:起(?!草)|以来|之前|以前)|^开始|施行|实施之日"
)
_JOINT = re.compile(r"(?:总结|汇报|报告|小结).*(?:计划|打算|安排|思路|要点)")
# What a year without 年 may stand before; else four digits are a figure (2000册).
_SUBJECT = re.compile(r"(?:政务|政府|工作|信息|考核|总结|计划|目标|绩效|上半年|下半年|第[一二三四]季度)")
_UNTIL = re.compile(r"(?<![收接])到$")
_AHEAD = re.compile(r"(?:工作)?(?:安排|打算|计划|思路|重点|设想|目标)")
_FOOT = 8
# A title broken over lines: what its first line ends in, what its last line may be, and the body it may begin with.
_BREAKS = re.compile(r"(?:关于|年度?|工作|的|和|及|有关|[)）])$")
_ENDS = frozenset({"通知", "通报", "报告", "总结", "汇报", "方案", "办法", "意见", "决定"})
_ORGAN = re.compile(r"(?:政府|委员会|办公室|局|厅|委|院|中心|领导小组)$")


def title(lines: Sequence[Line]) -> str | None:
    """The document's own title: a line of its first eight that reads as one, with the lines above that it goes on."""
    for at, line in enumerate(lines[:8]):
        if _markers.at_line(line.text, 0) and not line.text[0].isdigit():
            return None
        bare = line.text.replace(" ", "").replace("　", "")
        if is_title(line) or (bare in _ENDS and at and _BREAKS.search(lines[at - 1].text)):
            return _joined(lines, at)
        if len(line.text) > 60:
            return None
    return None


def _joined(lines: Sequence[Line], at: int) -> str:
    """The title that ends in line ``at``: lines above that break off belong to it, and the body before 关于."""
    text = lines[at].text.replace("　", "") if len(lines[at].text) < 8 else lines[at].text
    text = text.replace(" ", "") if len(text) < 8 else text
    for above in reversed(lines[max(0, at - 3) : at]):
        organ = text.startswith("关于") and _ORGAN.search(above.text) and len(above.text) <= 30
        broken = not finished(above.text) and (_BREAKS.search(above.text) or above.text.startswith("关于"))
        if not 4 <= len(above.text) <= 40 or not (organ or broken) or is_title(above):
            break
        text = above.text + text
    return text


def date(lines: Sequence[Line], fields: Mapping[str, str]) -> datetime.date | None:
    """The date below the document, under its title, or that the masthead gives as 成文日期."""
    for line in [*reversed(lines[-_FOOT:]), *lines[:4]]:
        found = _dates.closing(line.text)
        if found and found.day and not is_title(line):
            return found.day
    for name in ("成文日期", "发文日期", "生成日期"):
        found = _dates.read(fields.get(name, ""))
        if found and found.day:
            return found.day
    return None


def year(kind: str, own_title: str | None, heading: str | None, text: str, told: datetime.date | None) -> int | None:
    """The year reported on: the own title's, else the date's, else that of most mentions, else the heading's."""
    named = _title_year(own_title)
    if named:
        return named
    counts = _mentions(text, kind in ("self_report", "inspection"))
    masks = len(_MASKED.findall(text))
    if told:
        return _dated(kind, told, counts)
    best = max(counts, key=lambda y: (counts[y], y), default=None)
    if best is not None and counts[best] > masks:
        return best
    return _title_year(heading) if heading and not masks else None


def _title_year(text: str | None) -> int | None:
    if not text:
        return None
    found = [_dates.year_value(match.group("year")) for match in _YEAR.finditer(text)]
    if found and _JOINT.search(text):
        return found[0]
    return found[-1] if found else None


def _dated(kind: str, told: datetime.date, counts: Counter[int]) -> int:
    """The date's year; the one before for a report written in the first quarter that speaks of that year."""
    before = told.year - 1
    late = kind in ("self_report", "inspection") and told.month <= 3 and counts[before] > counts[told.year]
    return before if late else told.year


def _mentions(text: str, reports: bool) -> Counter[int]:
    """How much speaks for each year: mentions in the body, those of the opening and of document numbers included."""
    counts: Counter[int] = Counter()
    for match in _YEAR.finditer(text):
        after = text[match.end() : match.end() + 14]
        if match.start() and text[match.start() - 1] in "〔[［（(【" and not match.group("after"):
            continue
        if not match.group("after") and not _SUBJECT.match(after):
            continue
        if (
            _LAW.search(after)
            or (reports and _AHEAD.match(after))
            or _UNTIL.search(text[max(0, match.start() - 2) : match.start()])
        ):
            continue
        counts[_dates.year_value(match.group("year"))] += 3 if match.start() < 300 else 2
    for match in _NUMBER.finditer(text):
        counts[int(match.group("year"))] += 1
    return counts
