"""Find the numerals of a text: one token for each run of digits or numeral characters with its 余, 多 and 万."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline import _numerals_value as value
from pipeline._numerals_value import Figure

_D = "[0-9０-９]"
_C = "〇零○一二两三四五六七八九十百千万亿廿卅萬億"
_FORMAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_MULTIPLIER = "(?:[十百](?!分)|千(?![米瓦克卡伏焦赫帕])|[万亿萬億](?!达))"
_GROUPS = rf"(?<!{_D}){_D}{{1,3}}(?:(?:,\n?{_D}{{3}})+|(?:，{_D}{{3}}){{2,}})(?!{_D})(?:[.．]{_D}+)?"
_PLAIN = rf"{_D}+(?:[.．]{_D}+)?"
_TAIL = rf"(?P<size1>{_MULTIPLIER}{{0,3}})(?:(?P<more1>[余多几](?![云方媒]))(?P<size3>[百千万亿]{{0,2}}))?"
_SEVERAL = r"(?:[几数上](?=[十百千万亿](?!分)))"
_TOKEN = re.compile(
    rf"(?P<arabic>{_GROUPS}|{_PLAIN}){_TAIL}"
    rf"|(?P<chinese>{_SEVERAL}?[{_C}]+(?:点[一二三四五六七八九零〇]+(?!十|分))?|[壹贰叁肆伍陆柒捌玖](?:[{_FORMAL}]+|(?=元)))"
    rf"(?P<more>(?<=[十百千万亿拾佰仟])(?:[余多几](?!数|少|元化)|来(?=[个人件条项名次份户家天年元亩万])))?(?P<size2>[万亿]*)"
    r"|(?P<half>半(?<![上下前大小一多过夜每两个年]半)(?=个多?月|个?多?小时|个?学期|天(?!边|然)))"
    r"|(?P<sign>[①-⒛Ⅰ-Ⅻⅰ-ⅻ❶-❿㈠-㈩㊀-㊉])"
)
_NOT_SEVERAL = set("总基指系位倍")  # 总数十人: 数 belongs to the word before it
_NOT_UP_TO = set("以网会马早晚")  # 以上百…: the 上 of 上百 belongs to the word before it


@dataclass(frozen=True, slots=True)
class Token:
    """One numeral; ``figure`` is null where the characters make no number. ``style``: arabic, chinese or sign."""

    start: int
    end: int
    style: str
    figure: Figure | None


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Every numeral of ``text`` in order."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield _token(text, match)


def token_at(text: str, position: int) -> Token | None:
    """The numeral that starts exactly at ``position``."""
    match = _TOKEN.match(text, position)
    return _token(text, match) if match else None


def _token(text: str, match: re.Match[str]) -> Token:
    if match["arabic"]:
        return _arabic(match)
    if match["half"]:
        return Token(match.start(), match.end(), "chinese", Figure(Decimal("0.5"), place=Decimal("0.5")))
    if match["sign"]:
        return Token(match.start(), match.end(), "sign", None)
    return _chinese(text, match)


def _arabic(match: re.Match[str]) -> Token:
    number, place = value.arabic(match["arabic"])
    size = value.multiplier((match["size1"] or "") + (match["size3"] or ""))
    more = match["more1"]
    figure = Figure(number * size, place=place * size)
    if more == "几":
        step = place * size
        figure = Figure(None, number * size + step, number * size + 9 * step, step, "range")
    elif more:
        figure = Figure(number * size, place=place * size, approx="more_than")
    return Token(match.start(), match.end(), "arabic", figure)


def _chinese(text: str, match: re.Match[str]) -> Token:
    start, body = match.start(), match["chinese"]
    before = text[start - 1] if start else ""
    if (body[0] == "数" and before in _NOT_SEVERAL) or (body[0] == "上" and before in _NOT_UP_TO):
        start, body = start + 1, body[1:]
    return Token(start, match.end(), "chinese", chinese_figure(body, match["more"] or "", match["size2"] or ""))


@functools.lru_cache(maxsize=4096)
def chinese_figure(body: str, more: str = "", size: str = "") -> Figure | None:
    """The figure of Chinese numeral characters, of what follows them (余, 多, 来, 几) and of a last 万 or 亿."""
    if body[0] == "上" and more == "几":
        return None
    if body[0] in "几数" or more == "几":
        bounds = value.several(body + (more if more == "几" else "") + size)
        return None if bounds is None else Figure(None, *bounds, approx="range")
    if body[0] == "上":
        number = value.chinese(body[1:])
        return None if number is None else Figure(number, approx="more_than")
    factor = value.multiplier(size)
    bounds = value.spoken_range(body)
    if bounds is not None:
        return Figure(None, bounds[0] * factor, bounds[1] * factor, Decimal(factor), "range")
    number = value.chinese(body)
    if number is None:
        return None
    approx = {"": "exact", "来": "about"}.get(more, "more_than")
    return Figure(number * factor, place=value.chinese_place(body) * factor, approx=approx)
