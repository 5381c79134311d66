"""What the portal prints around an article: its lines, its foot, its pager, and the fields of the masthead."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from pipeline import words
from pipeline.text._html_blocks import Element, tag_of

# Starts of short lines that no article has. Which stand alone as an element is tested before the line is written.
_LINE = re.compile(
    r"^[\s|·【（(\[]*(?:当前位置|您(?:现在)?的?位置|所在位置|来源[:：]|浏览次数|点击[:：]|字体[:：]|字号[:：]|打印|关闭|上一篇|下一篇|分享|"
    r"责任编辑|文章录入|扫一扫|相关(?:链接|阅读|文章)|返回(?:顶部|列表)|版权所有|主办单位|网站地图|发表评论|加入收藏|附件下载|站内搜索|"
    r"今天是[0-9一二]|网民评论|我要纠错|.{0,6}ICP备)"
)
# The line under a headline: 发布时间：2013-01-15 来源：… 浏览次数：235次 字体：[大 中 小]. Two of these make one.
_BYLINE = re.compile(
    r"(?:发布(?:时间|日期)|日期|时间|来源|作者|编辑|录入|审核|点击(?:数|量|次数|率)?|浏览(?:数|量|次数)?|阅读(?:数|量|次数)?|访问(?:量|次数)|字体|字号)"
    r"\s*[:：]|阅读\s*\d+\s*次|[【\[]?打印(?:本页|此文)?[】\]]?(?![\u4e00-\u9fff])|我要纠错|(?:^|\s)20\d\d-\d\d?-\d\d?(?=\s)"
)
_BYLINE_LENGTH = 150
_FOOT = re.compile(
    r"版权所有|[Cc]opyright|All [Rr]ights|ICP备|公网安备|网站标识码|技术支持[:：]|分辨率(?:下|以上)?浏览|最佳浏览"
)
_FOOT_LENGTH = 500
_PAGER = re.compile(
    r"(?:首页|上一页|下一页|上页|下页|尾页|末页|共?\s*\d+\s*[页条]|第\s*\d+\s*页|转到|跳转|\d{1,3}|[\s|\[\]<>«»›/….,，:：])+"
)
_HOLDERS = {"li", "dt", "dd", "p", "td", "th", "div"}
_ROW_LENGTH = 400
_FEWEST = 3  # fields that make a masthead


def is_chrome(text: str) -> bool:
    """Whether a line is the portal's own: a path, a byline, print and close, a pager, a line of its foot."""
    if len(text) > _BYLINE_LENGTH:
        return False
    if len(text) < 80 and _LINE.match(text):
        return True
    if "。" in text:
        return False
    return bool(
        (_PAGER.fullmatch(text) and "页" in text) or (_FOOT.search(text)) or len(_BYLINE.findall(text, 0, 150)) > 1
    )


def is_foot(text: str) -> bool:
    """Whether a whole block is the foot of a page: who runs it, its licence, what it is best viewed with."""
    return len(text) < _FOOT_LENGTH and "。" not in text and _FOOT.search(text) is not None


@functools.cache
def _label() -> re.Pattern[str]:
    """A label of a masthead, also spaced out (索 引 号), and what follows it."""
    names = sorted(words.entries("masthead.txt"), key=len, reverse=True)
    spaced = "|".join(r"\s*".join(name) for name in names)
    return re.compile(rf"^[\s•·【\[]*({spaced})\s*[】\]]?\s*[:：]?\s*(.*)$", re.DOTALL)


@functools.cache
def _labels() -> re.Pattern[str]:
    names = sorted(words.entries("masthead.txt"), key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(name) for name in names))


def masthead(root: Element) -> tuple[dict[str, str], list[Element]]:
    """The fields of the directory entry above the article (标题, 索引号 …) and the elements that hold them."""
    found: tuple[dict[str, str], list[Element]] = ({}, [])
    for element in root.iter("table", "ul", "dl", "div"):
        text = "".join(element.itertext())
        if len(text) > 1500 or len(set(_labels().findall(text))) < _FEWEST:
            continue
        fields = _fields(element)
        if len(fields) >= _FEWEST and not _prose_after(element, fields):
            found = fields, [element]
        elif found[1]:
            break
    return found if found[1] else _rows_above(root)


def _rows_above(root: Element) -> tuple[dict[str, str], list[Element]]:
    """The same where one table lays out directory entry and article: its rows that hold fields only."""
    for table in root.iter("table"):
        fields: dict[str, str] = {}
        rows = []
        for row in table.iter("tr"):
            told = _fields(row) if len("".join(row.itertext())) < _ROW_LENGTH else {}
            if told and not _prose_after(row, told):
                fields = {**told, **fields}
                rows.append(row)
        if len(fields) >= _FEWEST:
            return fields, rows
    return {}, []


def _prose_after(element: Element, fields: dict[str, str]) -> bool:
    """Whether an element holds more than the fields: the article itself."""
    told = sum(len(name) + len(value) for name, value in fields.items())
    return len("".join("".join(element.itertext()).split())) > 1.5 * told + 60


def _fields(element: Element) -> dict[str, str]:
    """Name and value, in neighbouring cells or items, or in one after the other with a colon."""
    pieces = list(_pieces(element))
    fields: dict[str, str] = {}
    for index, piece in enumerate(pieces):
        label = _label().match(piece)
        if not label:
            continue
        value = label[2].strip()
        if not value and index + 1 < len(pieces) and not _label().match(pieces[index + 1]):
            value = pieces[index + 1].strip(" •·\u3000")
        if value:
            fields.setdefault("".join(label[1].split()), " ".join(value.split()))
    return fields


def _pieces(element: Element) -> Iterator[str]:
    """The innermost blocks; where one holds several fields, the stretches of text in it."""
    for block in element.iter():
        if block is not element and tag_of(block) not in _HOLDERS:
            continue
        if any(tag_of(inner) in _HOLDERS for inner in block.iterdescendants()):
            continue
        text = "".join(block.itertext()).strip()
        if len(_labels().findall(text)) > 1:
            yield from (part.strip() for part in block.itertext() if part.strip())
        elif text or tag_of(block) in ("td", "dd"):
            yield text
