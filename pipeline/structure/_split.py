"""A file's lines to its documents: compilations are parted, what belongs to no document is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from pipeline.structure import _chrome, _markers
from pipeline.structure._contents import contents
from pipeline.structure._lines import Line
from pipeline.structure._regions import leading
from pipeline.structure._titles import ends_as_title, is_title, stem
from pipeline.structure._turns import APPENDED, HEADING, NEAR, first, stands_alone, turns

_NUMBER = "[一二三四五六七八九十百0-9０-９]{1,4}"
# A compiler's line: 第一篇：…, 篇2, 【第3篇】…, …工作总结 篇三, …范文四.
_PART = re.compile(
    rf"^[【\[〔（(《#＃ ]*(?P<before>[^。；;]{{0,40}}?)[ 　【（(\[]*"
    rf"(?:第[ 　]?{_NUMBER}[ 　]?篇|(?<![0-9一二三四五六七八九十多几])篇[ 　]?{_NUMBER}|范文[ 　]?(?:{_NUMBER}))"
    rf"[】\]〕）)》 　]*(?:[:：、.．][ 　]*|$|(?=[^0-9]))(?P<after>.*)$"
)
# A list of contents that has run together with the first part's line.
_INDEX = re.compile(rf"篇[ 　]?{_NUMBER}")
_NUMBERED = re.compile(rf"^(?P<stem>[^。；;]{{4,40}}?)[ 　]?[（(【]?(?P<number>{_NUMBER})[)）】]?$")
_PAREN_TITLE = re.compile(r"^[（(【](?P<number>[一二三四五六七八九十]{1,3})[)）】][、.． ]?(?P<title>.{0,40})$")
_CN_TITLE = re.compile(
    r"^(?:第(?=[一二三四五六七八九十]{1,2}部分))?(?P<number>[一二三四五六七八九十]{1,3})(?:、|部分[：:、 　])"
    r"(?P<title>[^。；：:，,]{4,30})$"
)
# The name of a file above the paper that a document library took from it.
_FILE = re.compile(r"^(?P<title>[^。；：:《]{4,40})\.(?:docx?|wps|pdf|txt|rtf)(?: .{0,50}|)$")
# 《…工作总结.doc》由会员分享，可在线阅读，…
_SHARED = re.compile(r"^《(?P<title>[^。；：:《》]{4,40})\.(?:docx?|wps|pdf|txt|rtf)》由")
# A compiler's line that names the next paper in brackets: （考核通报）.
_BRACKETED = re.compile(r"^[（(【](?P<title>[^（）()【】0-9]{2,14})[)）】]$")
_MANY = re.compile(r"[0-9一二三四五六七八九十]+[ ]?(?:篇|份|则)")
# A page that says of itself that it collects papers, without saying how many.
_COLLECTED = re.compile(
    r"汇编|合集|材料集|锦集|集锦|大全|合辑|选编|范文|[（(【][0-9一二三四五六七八九十]+(?:篇|份|则)[)）】]$"
)
# What stands above the title of an official paper: its number, the body that issues it, a title's first line.
_OFFICIAL = re.compile(r"号$|文件$|(?:政府|委员会|办公室|局|厅|委|院|中心|小组|公司|学校)$|^关于|的$")
# Less text than this between two compilers' lines is a list of contents or a teaser (the shortest real document of
# the texts at hand has 320 characters, the longest teaser 150).
_LEAST = 60
# The page's own headline has at most so many characters.
_HEADLINE = 60
_PREFACE = 240
# A line of running text has at least so many.
_SENTENCE = 25
# A paper above or below the name of a file has at least so many.
_PAPER = 200


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one document, chrome left out, and the compiler's heading above it, if any."""

    lines: tuple[Line, ...]
    heading: str | None = None
    page: str | None = None  # the headline of the page that collects it, where it has neither heading nor title


def segments(lines: Sequence[Line]) -> tuple[list[Segment], dict[str, str]]:
    """The documents among ``lines`` and the fields of the page's masthead.

    Text that is nothing but chrome gives one segment with all its lines, so that no file vanishes.
    """
    last, fields = _chrome.masthead(lines)
    body = list(lines[last:])
    listed = contents(body)
    chrome = [at in listed or _chrome.is_chrome(line) for at, line in enumerate(body)]
    found = _parts(body, chrome)
    headlines = (line.text for line in body[:8] if len(line.text) <= _HEADLINE and ends_as_title(line.text))
    page = next((text for text in headlines if _MANY.search(text) or _COLLECTED.search(text)), None)
    kept = [replace(segment, page=page) if len(found) > 1 else segment for segment in found if segment.lines]
    if not kept and lines:
        kept = [Segment(tuple(lines))]
    return kept, fields


def _parts(body: Sequence[Line], chrome: Sequence[bool]) -> list[Segment]:
    for find in (_marked, _titled):
        starts = find(body, chrome)
        if starts:
            return _compilation(body, chrome, starts)
    return _resplit(_cut(body, chrome, _head(body, chrome), len(body)), None)


def _head(body: Sequence[Line], chrome: Sequence[bool]) -> int:
    """Where a lone document begins: at its title, if the page has put slogans and the like between its chrome above."""
    titles = [at for at, line in enumerate(body[:10]) if not chrome[at] and is_title(line)]
    title = titles[0] if titles else 0
    if len(titles) > 1 and titles[1] > title + 1 and all(chrome[title + 1 : titles[1]]):
        title = titles[1]  # the page's headline stands above its byline, the document's title below
    above = [line.text for at, line in enumerate(body[:title]) if not chrome[at] and at not in titles]
    if not any(chrome[:title]) or any(len(text) > 40 or _OFFICIAL.search(text) for text in above):
        return 0
    return title


def _compilation(
    body: Sequence[Line], chrome: Sequence[bool], starts: Sequence[tuple[int, str | None]]
) -> list[Segment]:
    result = _preface(body, chrome, starts[0][0])
    ends = [start for start, _ in starts[1:]] + [len(body)]
    for (start, heading), end in zip(starts, ends, strict=True):
        part = _cut(body, chrome, start + 1, end)
        if sum(len(line.text) for line in part) >= _LEAST:
            result += _resplit(part, heading)
    return result


def _preface(body: Sequence[Line], chrome: Sequence[bool], end: int) -> list[Segment]:
    """What stands before the first compiler's line: a document only where it is long and no blurb."""
    part = [line for line in _cut(body, chrome, 0, end) if not _chrome.is_blurb(line) and not _MANY.search(line.text)]
    prose = sum(len(line.text) for line in part if not is_title(line))
    return [Segment(tuple(part))] if prose >= _PREFACE and len(part) > 1 else []


def _marked(body: Sequence[Line], chrome: Sequence[bool]) -> list[tuple[int, str | None]]:
    """The lines that number the parts in words, or titles that end in a running number."""
    found: list[tuple[int, str | None]] = []
    named: list[tuple[int, str | None]] = []
    numbered: dict[str, list[tuple[int, str | None]]] = {}
    counted: list[tuple[int, str | None]] = []
    parens: list[tuple[int, str | None]] = []
    papers: list[tuple[int, str | None]] = []
    files: list[tuple[int, str | None]] = []
    shared = 0
    for at, line in enumerate(body):
        if line.text.count("篇") > 2 and len(_INDEX.findall(line.text)) > 2:
            found.append((at, None))
        shared += _SHARED.match(line.text) is not None
        if file := _SHARED.match(line.text) or _FILE.match(line.text):
            files.append((at, file["title"]))
        if len(line.text) > 60 or line.row or file:
            continue
        match = _PART.match(line.text) if "篇" in line.text or "范文" in line.text else None
        if match and not line.text.endswith(("。", "；", "，", ",")):
            title = match.group("after").strip(" 　】)）") or match.group("before").strip(" 　:：")
            found.append((at, title or None))
        elif (match := _NUMBERED.match(line.text)) and ends_as_title(match.group("stem")):
            numbered.setdefault(match.group("stem"), []).append((at, match.group("stem")))
            if _ordinal(match.group("number")) == len(counted) + 1:
                counted.append((at, match.group("stem")))
        elif (match := _PAREN_TITLE.match(line.text)) and (
            not match.group("title") or ends_as_title(match.group("title"))
        ):
            parens.append((at, match.group("title") or None))
        elif (match := _CN_TITLE.match(line.text)) and _heads_paper(body, at, match, len(papers)):
            papers.append((at, match.group("title")))
        elif (match := _BRACKETED.match(line.text)) and ends_as_title(match.group("title")):
            named.append((at, match.group("title")))
    if found:
        return found
    series = max([*numbered.values(), counted, papers], key=len, default=[])
    if len(series) > 1 or len(named) > 1:
        return max(series, named, key=len)
    if shared > 1 or _stand_between(body, chrome, [at for at, _ in files]):
        return files
    return parens if len(parens) > 1 and _each_restarts(body, [at for at, _ in parens]) else []


def _heads_paper(body: Sequence[Line], at: int, match: re.Match[str], before: int) -> bool:
    """Whether a line 二、依法行政自查报告 is the compiler's number of the paper whose own title stands below it."""
    follows = at + 1 < len(body) and stands_alone(body[at + 1])
    return follows and ends_as_title(match["title"]) and _ordinal(match["number"]) == before + 1


def _stand_between(body: Sequence[Line], chrome: Sequence[bool], files: Sequence[int]) -> bool:
    """Whether one of the file names has a paper both above and below it; else they are a page's links."""
    before = [0, *accumulate(0 if left_out else len(line.text) for line, left_out in zip(body, chrome, strict=True))]
    ends = [*files, len(body)][1:]
    return any(
        before[at] >= _PAPER and before[end] - before[at + 1] >= _PAPER for at, end in zip(files, ends, strict=True)
    )


def _ordinal(number: str) -> int:
    return int(number) if number.isdigit() else _markers.chinese(number)


def _each_restarts(body: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether a numbering that stands above (一) begins anew after each of ``starts``."""
    ends = [*starts[1:], len(body)]
    return all(any(first(line) for line in body[a + 1 : b]) for a, b in zip(starts, ends, strict=True))


def _titled(body: Sequence[Line], chrome: Sequence[bool]) -> list[tuple[int, str | None]]:
    """The titles a compiler repeats above every part, or several titles under a page title that says how many."""
    tail = _tail(body, len(body) // 3 + 1, len(body))
    titles = [at for at, line in enumerate(body[:tail]) if not chrome[at] and stands_alone(line)]
    if len(titles) < 2:
        return []
    announced = any(_MANY.search(line.text) and (chrome[at] or at in titles) for at, line in enumerate(body[:8]))
    blurb = any(_chrome.is_blurb(line) for line in body[:8])
    parts = [at for at in titles if not _MANY.search(body[at].text) and not _amid(body, at)]
    stems = Counter(stem(body[at].text) for at in parts)
    parts = [at for at in parts if stems[stem(body[at].text)] > 1 or not HEADING.search(stem(body[at].text))]
    full = [a for a, b in pairwise([*parts, len(body)]) if _size(body, chrome, a + 1, b) >= _LEAST]
    repeated = max(Counter(stem(body[at].text) for at in full).values(), default=0) > 1
    if not (announced or blurb or repeated):
        full = _collected(body, parts, full)
    return [(at, body[at].text) for at in full] if len(full) > 1 else []


def _tail(body: Sequence[Line], start: int, end: int) -> int:
    """The first line from ``start`` on with which the page's own begins and hardly any running text follows, else
    ``end``."""
    tail, prose = end, 0
    for at in range(end - 1, start - 1, -1):
        if prose >= _PREFACE:
            break
        text = body[at].text
        if _chrome.opens_tail(body[at]):
            tail = at
        if len(text) >= _SENTENCE and text.endswith("。"):
            prose += len(text)
    return tail


def _collected(body: Sequence[Line], parts: Sequence[int], full: Sequence[int]) -> list[int]:
    """Of ``full`` the titles that a page which says no more than that it collects papers has put above them.

    A title that names its body with its region is the paper's own, and may stand right below the compiler's.
    """
    if not any(_COLLECTED.search(line.text) and len(line.text) <= _HEADLINE for line in body[:8]):
        return []
    outer = [at - 1 if at - 1 in parts else at for at in full]
    return [at for at in outer if not leading(body[at].text)]


def _amid(body: Sequence[Line], at: int) -> bool:
    """Whether the page has put its title into the middle of a text: the numbering goes on after it."""
    near = (_markers.at_line(line.text, 0) for line in body[at + 1 : at + 1 + NEAR])
    after = next((marker for marker in near if marker and marker.kind in _markers.RANK), None)
    if after is None or after.value < 2:
        return False
    earlier = (
        m
        for line in reversed(body[max(0, at - NEAR) : at])
        if (m := _markers.at_line(line.text, 0)) and m.kind == after.kind
    )
    before = next(earlier, None)
    return before is not None and before.value == after.value - 1


def _size(body: Sequence[Line], chrome: Sequence[bool], start: int, end: int) -> int:
    return sum(len(line.text) for at, line in enumerate(body[start:end], start) if not chrome[at])


def _cut(body: Sequence[Line], chrome: Sequence[bool], start: int, end: int) -> list[Line]:
    """The lines of one part: nothing after the page's tail, no chrome, no blurbs at its head and foot."""
    tail = _tail(body, start, end)
    if _size(body, chrome, start, tail) < _size(body, chrome, tail, end) // 4:
        tail = end
    part = [body[at] for at in range(start, tail) if not chrome[at]]
    while part and _chrome.is_blurb(part[0]):
        part.pop(0)
    while part and _chrome.is_blurb(part[-1]) and len(part[-1].text) <= 200:
        part.pop()
    return _without_list(part)


def _without_list(part: list[Line]) -> list[Line]:
    """``part`` without a list of other documents' titles that a page has left at its foot, its numbers bare."""
    end = len(part)
    bare = 0
    while end:
        text = part[end - 1].text
        marker = _markers.at_line(text, 0)
        if marker and marker.end >= len(text):
            bare += 1
        elif len(text) > 40 or not ends_as_title(text):
            break
        end -= 1
    return part[:end] if bare else part


def _resplit(part: list[Line], heading: str | None) -> list[Segment]:
    """``part`` at every place where one document ends and the next begins without a compiler's line."""
    cuts = [0, *turns(part), len(part)]
    bounds = [(a, b - 1 if b < len(part) and APPENDED.fullmatch(part[b - 1].text) else b) for a, b in pairwise(cuts)]
    return [Segment(tuple(part[a:b]), heading if a == 0 else None) for a, b in bounds if a < b]
