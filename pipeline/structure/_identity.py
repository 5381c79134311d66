"""Title, date and year of a document, from its own lines, its compiler's heading and its masthead."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline import words
from pipeline.structure import _dates, _markers, _names
from pipeline.structure._frame import Frame
from pipeline.structure._lines import Line, finished
from pipeline.structure._names import titled
from pipeline.structure._titles import ends_as_title, is_title, plain

_YEAR = re.compile(
    r"(?P<year>(?<![0-9])(?:19[89][0-9]|20[0-4][0-9])(?![0-9%.])|"
    r"二[〇○◯零ОOＯo0][〇○◯零ОOＯo0一二三四][〇○◯零ОOＯo0一二三四五六七八九])(?P<after>[ 　]?年度?)?"
)
_MASKED = re.compile(r"(?:20[xX×*＊_]{2}|20[0-9][xX×*]|[xX×]{4}|二[〇○][xX×]{2})年|〔(?:20)?[xX×*]{1,4}〕")
_NUMBER = re.compile(r"[〔\[［（(【](?P<year>20[0-4][0-9])[〕\]］）)】](?:第)? ?[0-9xX×*]*号")
_LAW = re.compile(
    r"^(?:[0-9一二三四五六七八九十]{1,3}月)?(?:[0-9一二三四五六七八九十]{1,3}日)?(?:起(?!草)|以来|之前|以前)|^开始|施行|实施之日"
)
_JOINT = re.compile(r"(?P<first>总结|汇报|报告|小结|回顾).*(?:计划|打算|安排|思路|要点|展望)")
# 2018—2019学年第一学期 lies in the first of the two years.
_FIRST_TERM = re.compile(r"学年度?[^，。]{0,4}(?:第一学期|上学期|上期)")
# What a year without 年 may stand before; else four digits are a figure (2000册).
_SUBJECT = re.compile(r"(?:政务|政府|工作|信息|考核|总结|计划|目标|绩效|上半年|下半年|第[一二三四]季度)")
# A year that another is held against, or from which something runs, is not the one reported on.
_UNTIL = re.compile(r"(?:(?<![收接])到|[比较]|相比于?|[自从由])$")
_SINCE = re.compile(r"[^，。；]{0,40}(?:以来|起|开始)")
# 2016年以来，我们…: the year of a report that names no other.
_SINCE_YEAR = re.compile("(?<![自从0-9])(?P<year>20[0-4][0-9])年以来")
# The year of rules that name no other: 自2013年3月1日起施行.
_IN_FORCE = re.compile("自(?P<year>20[0-4][0-9])年[0-9]{1,2}月[0-9]{1,2}日起(?:施行|执行|实施|试行)")
# The year of a plan that names no other, and whose steps are months: 到2015年底, 自查（3月）.
_BY_YEAR = re.compile("到(?P<year>20[0-4][0-9])年(?:年?底|年?末)")
_STEP = re.compile("(?<![年0-9])[0-9一二三四五六七八九十]{1,2}月")
_AHEAD = re.compile(
    r"(?:(?:重点)?(?:工作)?(?:安排|打算|计划|思路|重点|设想|目标|展望)|(?:的)?努力方向|[，,]?(?:[我本][\u4e00-\u9fff]{0,2}?|我们)?(?:还|也)?[将要])"
)
_WHOLE_YEAR = re.compile(r"一年来|全年|过去(?:的)?(?:这)?一年|回顾(?:过去|一年)|去年")
_THIS_YEAR = re.compile(r"今年(?:以来|[1一]|上半年)|[一1]季度|本季度|今年[12一二]月")
# The lines in which a date below the text and one under the title may stand.
_FOOT, _UNDER = 8, 5
# The rest of a line that is the date of the text.
_DATE_REST = re.compile(
    r"[ 　]?[0-9一二三四五六七八九十]{1,3}[ 　]?月(?:[ 　]?[0-9一二三四五六七八九十]{1,3}[ 　]?日)?[ 　）)]*(?:\n|$)"
)
# A field of a masthead (名    称：…).
_FIELD = re.compile(r"^[\u4e00-\u9fff 　]{1,12}[:：]")
# The field of a masthead that repeats the title, and several fields in one line (来源：…　发布时间：…).
_MASTHEAD = re.compile(
    "^(?:(?:信息|文件)?名[ 　]*称[:：]|[\u4e00-\u9fff 　]{1,12}[:：].*[ 　][\u4e00-\u9fff]{2,6}[:：])"
)
# The number of an issue under the name of a bulletin, above the title of what it prints.
_ISSUE = re.compile("^[（(〔\\[]?(?:[0-9]{4}年?[〕）)\\]]?)?[ 　]*第[ 　]*[0-9一二三四五六七八九十]+[ 　]*期")
# A label above the title: 【经验交流材料之六】.
_ENCLOSED = re.compile(r"[【\[〔][^】\]〕]{0,16}材料[^】\]〕]{0,6}[】\]〕]$")
_PATH = re.compile("[>＞»›→]|位置[ 　]*[:：]")
# What a page puts above a title that is none, whatever it ends in: the name of its site (范文网-工作总结), a file to
# load down, the issue of the gazette.
_OF_PAGE = re.compile(
    "^[\u4e00-\u9fff]{1,8}(?:网|网站|文库)[ 　]*[-_|·]|^附件(?:下载)?[:：]|"
    "(?:公报|简报|通讯|快报|专报)[ 　]*(?:[0-9]{4}年)?[ 　]*第[ 　]*[0-9一二三四五六七八九十]+[ 　]*期$"
)
_BRACKETED = re.compile("^[\\[【［][ 　]*(?P<label>[\u4e00-\u9fff]{2,8})[ 　]*[\\]】］]")
# Fields of a masthead that date the text; 生成日期 dates the entry of the site.
_MADE = ("成文日期", "发文日期")
_SUBTITLE = re.compile(r"^[—－―-]{1,2}[\u4e00-\u9fff][^。；]{5,40}$")
# A title broken over lines: what its first line ends in, what its last line may be, and the body it may begin with.
_BREAKS = re.compile(r"(?:关于|年度?|工作|的|和|及|有关|[)）])$")
_ENDS = frozenset({"通知", "通报", "报告", "总结", "汇报", "方案", "办法", "意见", "决定"})
_ORGAN = re.compile(r"(?:政府|委员会|办公室|局|厅|委|院|中心|领导小组)$")


def title(head: Sequence[Line]) -> str | None:
    """The document's own title: a line of its ``head`` that reads as one, with the lines above that it goes on."""
    for at, line in enumerate(head):
        if _ENCLOSED.match(line.text) or _MASTHEAD.match(line.text) or _of_page(line.text):
            continue
        if _markers.at_line(line.text, 0) and not line.text[0].isdigit():
            if at == 0 and ends_as_title(line.text) and at + 1 < len(head) and is_title(head[at + 1]):
                continue  # 一、考核情况通报: the place in a compilation, above the title
            return None
        if at + 1 < len(head) and _ISSUE.match(head[at + 1].text):
            continue
        bare = line.text.replace(" ", "").replace("　", "")
        if is_title(line) or (bare in _ENDS and at and _BREAKS.search(head[at - 1].text)):
            return _joined(head, _fuller(head, at))
        if at + 1 < len(head) and _SUBTITLE.match(head[at + 1].text) and not finished(line.text):
            return line.text + head[at + 1].text
        if _named_below(head, at):
            return line.text
        if len(line.text) > 60:
            return None
    return None


def _of_page(text: str) -> bool:
    """Whether a line above the title belongs to the page: its path, its name, a field in brackets ([ 文号 ] …)."""
    label = _BRACKETED.match(text)
    field = label is not None and label["label"] in words.entries("masthead.txt")
    return field or bool(_PATH.search(text) or _OF_PAGE.search(text))


def _fuller(head: Sequence[Line], at: int) -> int:
    """Where below the title in line ``at``, which a page has put there, the paper's own names its body more fully."""
    text = head[at].text
    named = titled(text) or ""
    for below in range(at + 1, min(at + 4, len(head))):
        own = titled(head[below].text) if is_title(head[below]) else None
        if own and len(own) > len(named) and (head[below].text.endswith(text) or (named and own.endswith(named))):
            return below
    return at


def above(lines: Sequence[Line]) -> str | None:
    """The title among the ``lines`` of a masthead that has its fields on both sides of it."""
    titles = (line.text for line in reversed(lines) if is_title(line))
    return next((text for text in titles if not _FIELD.search(text) and not _PATH.search(text)), None)


def _named_below(lines: Sequence[Line], at: int) -> bool:
    """Whether line ``at`` is a title that no word of the genre ends: one with body and year, or above a body's name."""
    text = lines[at].text
    if len(text) > 40 or finished(text) or _FIELD.search(text) or _names.body(text) or at + 2 >= len(lines):
        return False
    if at == 0 and _YEAR.search(text) and len(lines[1].text) > len(text):
        return titled(text) is not None
    below = lines[at + 1].text
    return len(lines[at + 2].text) > len(text) and len(below) < 25 and _names.body(below) is not None


def _joined(lines: Sequence[Line], at: int) -> str:
    """The title that ends in line ``at``: lines above that break off belong to it, and the body before 关于."""
    text = lines[at].text.replace("　", "") if len(lines[at].text) < 8 else lines[at].text
    text = plain(text.replace(" ", "") if len(text) < 8 else text)
    for line in reversed(lines[max(0, at - 3) : at]):
        organ = text.startswith("关于") and _ORGAN.search(line.text) and len(line.text) <= 30
        broken = not finished(line.text) and (_BREAKS.search(line.text) or "关于" in line.text)
        if not 4 <= len(line.text) <= 40 or not (organ or broken) or is_title(line) or _of_page(line.text):
            break
        text = line.text + text
    return text


def signed(frame: Frame) -> _dates.Found | None:
    """The date below the document or under its title, at least its year and month."""
    for line in [*reversed(frame.foot[-_FOOT:]), *frame.head[:_UNDER]]:
        found = _dates.closing(line.text)
        if found and found.year and found.month and not is_title(line):
            return found
    return None


def date(own: _dates.Found | None, fields: Mapping[str, str]) -> datetime.date | None:
    """The document's ``own`` date, else the one that the masthead gives as 成文日期."""
    return own.day if own and own.day else _made(fields, _MADE)


def _made(fields: Mapping[str, str], names: Sequence[str]) -> datetime.date | None:
    for name in names:
        found = _dates.read(fields.get(name, ""))
        if found and found.day:
            return found.day
    return None


def written(own: _dates.Found | None, fields: Mapping[str, str]) -> tuple[int, int] | None:
    """Year and month in which a document was written, by its ``own`` date, else by its masthead."""
    if own and own.year and own.month:
        return own.year, own.month
    made = _made(fields, (*_MADE, "生成日期"))
    return (made.year, made.month) if made else None


def year(kind: str, own_title: str | None, heading: str | None, text: str, when: tuple[int, int] | None) -> int | None:
    """The year reported on: that of the own title, else as ``when`` tells, of most mentions, of the heading.

    ``when`` is the year and month in which the document was written.
    """
    named = _title_year(own_title)
    if named:
        return named
    plain_text = _dates.narrow(text)
    counts = _mentions(plain_text, kind in ("self_report", "inspection"))
    masks = len(_MASKED.findall(plain_text))
    if when:
        return _dated(kind, *when, counts, plain_text)
    best = max(counts, key=lambda y: (counts[y], y), default=None)
    if best is not None and counts[best] > masks:
        return best
    if heading and not masks and (named := _title_year(heading)):
        return named
    return None if counts or masks else _only_year(kind, plain_text)


def _only_year(kind: str, text: str) -> int | None:
    """The year of a text that names none but one from which or up to which something runs."""
    if kind == "plan":
        ends = {match["year"] for match in _BY_YEAR.finditer(text)} if _STEP.search(text) else set()
        return int(ends.pop()) if len(ends) == 1 else None
    found = _IN_FORCE.search(text) if kind in ("rules", "rubric") else _SINCE_YEAR.search(text[:300])
    return int(found["year"]) if found else None


def _title_year(text: str | None) -> int | None:
    """The year in a title: 2018 for 2018年工作总结及2019年工作计划 and for 工作总结及2019年工作计划."""
    if not text:
        return None
    found = [_dates.year_value(match.group("year")) for match in _YEAR.finditer(_dates.narrow(text))]
    if not found:
        return None
    joint = _JOINT.search(text)
    if joint and not _YEAR.search(_dates.narrow(text[: joint.end("first")])):
        return found[0] - 1
    return found[0] if joint or _FIRST_TERM.search(text) else found[-1]


def _dated(kind: str, year: int, month: int, counts: Counter[int], text: str) -> int:
    """The date's year; the one before for a report in the first quarter on the past year, the next for a late plan."""
    if kind in ("self_report", "inspection") and month <= 3:
        past, present = counts[year - 1], counts[year]
        whole = past == present == 0 and month < 3 and _WHOLE_YEAR.search(text) and not _THIS_YEAR.search(text)
        return year - 1 if past > present or whole else year
    if kind == "plan" and month >= 11 and counts[year + 1] > counts[year]:
        return year + 1
    return year


def _compared(text: str, start: int, end: int) -> bool:
    """Whether the year at ``start`` is one that another is held against, or a beginning (自2012年推行政务公开以来)."""
    word = _UNTIL.search(text, max(0, start - 3), start)
    return word is not None and (word.group() not in ("自", "从", "由") or bool(_SINCE.match(text, end)))


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
            or _compared(text, match.start(), match.end())
            or _DATE_REST.match(text, match.end())
        ):
            continue
        counts[_dates.year_value(match.group("year"))] += 3 if match.start() < 300 else 2
    for match in _NUMBER.finditer(text):
        counts[int(match.group("year"))] += 1
    return counts
