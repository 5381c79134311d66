"""Which lines of a text a web page or a compiler has put around the documents, and what a masthead says."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline import words
from pipeline.structure._lines import Line

# A line longer than this is running text, whatever words it has (the longest navigation line met has 43 characters).
_SHORT = 60
_ADDRESS = re.compile(r"https?://[^\s\u4e00-\u9fff]+")  # of the page, however long
# A line of so many fields (上传人：…　格式：…　页数：3) may have so many.
_FIELD = re.compile(r"(?:^|[ 　])[\u4e00-\u9fff]{2,6}[:：]")
_MANY, _FIELDS = 3, 160
_BULLET = "•·●○■□◆◇★☆-—*＊> 　\t"
_MARKS = frozenset("•·●○■□◆◇★☆*")
# What parts two fields on one line.
_WIDE = re.compile(r"\u3000+| {2,}(?=[^ 　:：]{2,8} ?[:：])")
_EMPTY_VALUE = re.compile(r"^[-—－_/无]*$")


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row[1]})" for row in words.rows("chrome.tsv") if row[0] == kind))


@functools.cache
def _labels() -> re.Pattern[str]:
    names = sorted(words.entries("masthead.txt"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(' ?'.join(name) for name in names)})(?=[ 　]*[:：\t]|$)")


def is_chrome(line: Line) -> bool:
    """Whether the line is a page's own: navigation, counters, page numbers, adverts."""
    text = line.text.lstrip("· 　")
    if not text or line.row:
        return not text
    if _ADDRESS.fullmatch(text):
        return True
    if _pattern("line").match(text):
        return len(text) <= (_FIELDS if len(_FIELD.findall(text)) >= _MANY else _SHORT)
    return len(text) <= _SHORT and bool(_pattern("short").search(text) or _pattern("tail").match(text))


def is_blurb(line: Line) -> bool:
    """Whether the line is a teaser or a recommendation that a compiler wrote."""
    return len(line.text) <= 400 and bool(_pattern("blurb").search(line.text))


def opens_tail(line: Line) -> bool:
    """Whether all that follows, up to the next document, is the page's own."""
    return len(line.text) <= 300 and bool(_pattern("tail").match(line.text.lstrip("【[ 　")))


def masthead(lines: Sequence[Line]) -> tuple[int, dict[str, str]]:
    """How many of the first ``lines`` end a masthead (0: there is none), and its fields by their names.

    A field is a label and its value on one line (索引号：…), cells of a row, or a label and its value as two bullets.
    """
    fields: dict[str, str] = {}
    last, waiting = 0, ""
    for number, line in enumerate(lines[:60]):
        text = line.text.strip(_BULLET)
        if line.row:
            found = _cells([cell.strip(f"{_BULLET}:：") for cell in line.text.split("\t")])
        elif _labels().match(text):
            found, waiting = _labelled(_WIDE.split(text))
        elif waiting and (line.text[0] in _MARKS or _goes_on(lines, number + 1)):
            found, waiting = {waiting: text}, ""
        else:
            continue
        if found:
            fields.update(found)
            last = number + 1
    if len(fields) < 3:
        return 0, {}
    return last, {name: value for name, value in fields.items() if not _EMPTY_VALUE.match(value)}


def _labelled(parts: Sequence[str]) -> tuple[dict[str, str], str]:
    """The fields of a line (生成日期：2010-03-18　公开日期：2010-03-25), and the label whose value is still to come."""
    pairs = [part.replace("：", ":").partition(":") for part in parts if _labels().match(part)]
    found = {name.replace(" ", ""): value.strip() for name, _, value in pairs}
    last = pairs[-1][0].replace(" ", "")
    return found, "" if found[last] else last


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Whether line ``number`` is one more field, so that the line before it is a value and not the text's title."""
    return number < len(lines) and bool(_labels().match(lines[number].text.strip(_BULLET)))


def _cells(cells: Sequence[str]) -> dict[str, str]:
    pairs = zip(cells, [*cells[1:], ""], strict=True)
    found = {name.replace(" ", ""): value for name, value in pairs if name and _labels().fullmatch(name)}
    for cell in cells:
        name, mark, value = cell.replace("：", ":").partition(":")
        if mark and _labels().match(cell):
            found[name.replace(" ", "")] = value.strip()
    return found
