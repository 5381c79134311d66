"""Dates as the genre writes them: 2013年12月28日, 二〇一三年十二月, 2013-12-28, and masked 20xx年X月X日."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from pipeline.structure._markers import chinese

_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[一二][〇○◯零ОOＯo0９九０-９一二三四五六七八九]{3})"
_MASK = r"(?:[xX×＊*某_－]{1,4}|20[xX×*_]{1,2}|二[〇○零][xX×*]{1,2}|20[0-9][xX×*])"
_MONTH, _DAY = (
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|[xX×*]{1,2})",
    r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[xX×*]{1,2})",
)
_DATE = re.compile(
    rf"(?:{_YEAR}|(?P<mask>{_MASK}))[ 　]?年[ 　]?{_MONTH}?[ 　]?(?(month)月[ 　]?(?:{_DAY}[ 　]?[日号]?)?|)"
    rf"|(?P<iso>(?:19|20)[0-9]{{2}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}})"
)
_AROUND = " 　()（）[]【】"
_ZERO = str.maketrans("○◯ОOＯo0零", "〇〇〇〇〇〇〇〇")
_WIDE = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Found:
    """A date: ``year`` is null where masked; ``day`` is null unless the whole date is told."""

    start: int
    year: int | None
    month: int | None
    day: datetime.date | None


def narrow(text: str) -> str:
    """``text`` with full-width digits as plain ones, of the same length."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def _figure(text: str | None) -> int | None:
    if not text or not re.fullmatch("[0-9一二三四五六七八九十]+", text):
        return None
    return int(text) if text.isascii() else chinese(text)


def year_value(text: str) -> int:
    """2013 or 二〇一三 as a number."""
    if text.isdigit() and text.isascii():
        return int(text)
    return int("".join(str("〇一二三四五六七八九".index(c)) for c in text.translate(_ZERO)))


def _found(match: re.Match[str]) -> Found:
    iso = match.group("iso")
    if iso:
        year, month, day = (int(part) for part in re.split("[-./]", iso))
    else:
        year_text = match.group("year")
        if not year_text:
            return Found(match.start(), None, None, None)
        year = year_value(year_text)
        month, day = _figure(match.group("month")) or 0, _figure(match.group("day")) or 0
    try:
        return Found(match.start(), year, month or None, datetime.date(year, month, day))
    except ValueError:
        return Found(match.start(), year, month or None, None)


def read(text: str) -> Found | None:
    """The first date in ``text``."""
    match = _DATE.search(narrow(text))
    return _found(match) if match else None


def closing(text: str) -> Found | None:
    """The date that a line of at most 45 characters ends in or consists of, as below a 落款 or under a title."""
    if len(text) > 45 or text.rstrip(_AROUND)[-1:] not in "日号月年0123456789０１２３４５６７８９":
        return None
    bare = narrow(text.strip(_AROUND))
    for match in _DATE.finditer(bare):
        if match.end() == len(bare) and not re.search("[。，,；;：:]", bare):
            return _found(match)
    return None
