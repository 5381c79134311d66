"""Sentences inside a stretch of text; a stop inside quotes, brackets or book-title marks ends none."""

from __future__ import annotations

import re

_EVENT = re.compile(r"[。！？!?“”‘’「」『』《》〈〉（）()]|(?<=[\u4e00-\u9fff％%])[.．](?=[\u4e00-\u9fff0-9 　\n]|$)")
_OPEN = {"“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")"}
_CLOSE = frozenset(_OPEN.values())
_STOP = frozenset("。！？!?.．")
# What goes on with a sentence after a quotation that ends in a stop.
_GOES_ON = frozenset("，,、；;的和与等是为之地得")
_EDGE = " \t\r\n\u3000\xa0。．.；;，,、…"
# An opening mark that is not closed within so many characters is taken for a slip (the longest closed
# quotation of the texts at hand has 96).
_REACH = 160


def stops(text: str, start: int, end: int) -> list[int]:
    """The positions after each sentence of ``text[start:end]``, the last one ``end``."""
    result: list[int] = []
    closing, until = "", 0
    for match in _EVENT.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if closing and at < until:
            if mark == closing:
                closing = ""
                if mark in "”」』" and text[at - 1] in _STOP and at + 1 < end and text[at + 1] not in _GOES_ON:
                    result.append(at + 1)
            continue
        if mark in _OPEN:
            closing, until = _opened(text, at, end, _OPEN[mark])
        elif mark in _STOP and (at + 1 >= end or text[at + 1] not in _STOP):
            result.append(at + 1)
    if not result or result[-1] < end:
        result.append(end)
    return result


def _opened(text: str, at: int, end: int, closing: str) -> tuple[str, int]:
    close = text.find(closing, at + 1, min(end, at + _REACH))
    return (closing, close + 1) if close >= 0 else ("", at)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without white space at both ends and without the final stop or separator."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bounds of the sentences of ``text[start:end]``, each trimmed; empty ones are left out."""
    result = []
    at = start
    for stop in stops(text, start, end):
        bounds = trim(text, at, stop)
        if bounds[0] < bounds[1]:
            result.append(bounds)
        at = stop
    return result
