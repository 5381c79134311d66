"""Which lines read as the title of a document, and what kind of document a title names."""

from __future__ import annotations

import functools
import re

from pipeline import words
from pipeline.structure._lines import Line

_SUFFIX = re.compile(
    r"(?:[ 　]*[（(][^（()）]{1,16}[)）]|[ 　]*[0-9]{1,2}|[ 　]*"
    r"(?:范文|模板|样本|范本|精选|草稿|初稿|讨论稿|征求意见稿|优秀|通用|锦集|集锦|大全|例文))+$"
)
_APART = re.compile("[ 　]+")
_PUNCTUATION = re.compile(r"[。；;！!？?\t…]|[：:，,、]$|(?<=[\u4e00-\u9fff])[.．](?=[\u4e00-\u9fff])")
# How an essay's title may read, whatever it ends in.
_ESSAY = re.compile(
    r"(?:浅[谈析议论]|试[论析谈]|略[论谈]|漫谈|刍议|小议|也谈)[^，]{4,}|论(?![坛证文述据])[^，,。；;]{6,}$|[对关就]于?.{4,36}的(?:几点)?(?:思考|探讨|认识|探索|体会)$"
)
# 述 职 报 告: the characters of a short title are often set apart.
_SPACED = re.compile("[\u4e00-\u9fff](?:[ 　]+[\u4e00-\u9fff])+")
# What a page names of itself above its text: 柳林镇政府信息公开目录.
_BANNER = re.compile("信息公开目录$")
_STARTS = re.compile(r"(?:附件|附表|附录|附[：:]|主题词|抄送|抄报|报送|联系人)")


@functools.cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in words.rows("titles.tsv")}


@functools.cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_kinds(), key=len, reverse=True))


def stem(text: str) -> str:
    """A title without what compilers and drafts append (范文, (试行), a number)."""
    return _SUFFIX.sub("", text.strip("《》 　【】"))


def plain(text: str) -> str:
    """A title without the blanks that set its characters apart (述 职 报 告)."""
    return re.sub("[ 　]", "", text) if text[1:2] in (" ", "　") and _SPACED.fullmatch(text) else text


def is_title(line: Line, shortest: int = 4) -> bool:
    """Whether the line stands alone and ends as a title of the genre ends."""
    text = plain(line.text)
    if not shortest <= len(text) <= 60 or line.row or _PUNCTUATION.search(text) or _STARTS.match(text):
        return False
    if any(text.count(a) != text.count(b) for a, b in ("《》", "（）", "()", "“”")):
        return False
    if _BANNER.search(text) or _lists_titles(text):
        return False
    return stem(text).endswith(_endings()) or is_essay(text)


def _lists_titles(text: str) -> bool:
    """Whether the parts of a line are titles themselves (考核情况通报 自查报告 考核办法), as a compiler lists them."""
    parts = _APART.split(text)
    return len(parts) > 2 and all(len(part) > 4 and stem(part).endswith(_endings()) for part in parts)


def is_essay(text: str) -> bool:
    """Whether ``text`` reads as the title of an essay (浅谈…, 关于…的思考)."""
    return bool(_ESSAY.match(text.lstrip("《 　")))


def ends_as_title(text: str) -> bool:
    """Whether ``text``, a closing stop aside, ends in a word of the genre."""
    return stem(text.rstrip("。.")).endswith(_endings())


def named_kind(title: str) -> str | None:
    """The kind that the ending of ``title`` names, if any."""
    bare = stem(title)
    if is_essay(bare):
        return "article"
    return next((_kinds()[ending] for ending in _endings() if bare.endswith(ending)), None)
