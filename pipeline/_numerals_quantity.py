"""A numeral with its unit, approximators, range and fraction: what a count is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline import _numerals_approx as approximators
from pipeline import _numerals_units as units
from pipeline._numerals_token import Token, token_at

_PERCENT_OF = re.compile(r"(?P<base>[百千万])?分之")
_LINK = re.compile(r"\s?(?:[-—–－~～─]{1,2}|至|到)\s?")
_SHARED = re.compile(r"、(?=[二三四五六七八九])")
_SLASH = re.compile(r"\s?[/／]\s?(?=[0-9０-９])")
_TENTHS = re.compile(
    r"成(?P<more>[一二三四五六七八九](?![个项]))?(?![立员功果效绩本为长都熟语交品人就型份套片分因年像千万])"
)
_TENTHS_OF = re.compile("以上|以下|左右|的(?:[乡县市镇村企群居受干党职学农单部人项])")
_TENTHS_CUE = set("率占达近约超过有到高降升增长少足于的至部约")
_HALF = re.compile(r"个半(?P<unit>月|小时)|(?P<unit2>年|天)半(?![年载天])")
_HALF_OF = re.compile(r"(?:个(?P<month>多)?月|个?(?P<hour>多)?小时|个?学期|天)")
_AT_LEAST = re.compile(r"(?:超过|不少于|不低于|不超过|至少|不足|不到|最多|多于|少于|不得少于)$")
_SPENT = re.compile(r"(?:花|用|集中|历时|为期|持续|耽误|长达|利用)了?$")
_PERIODS = ("个工作日", "小时", "个小时", "分钟", "个月", "天", "周", "年", "日")
_LISTED = set("张篇台份册块座部辆所间栋套幅面场架艘枚盏")  # 图解一张、问答一篇: one of what stands before
_NO_NOUN = set("为成是有其同这那每某任另第统唯再又逐分打连铁融混浑了合归")
_POINTS_CUE = set("扣减加得记计除各满为至到共总分次项条起个处人例天份值打评降予给少多 -—－(（")
_TIMES_IN_FULL = {"次", "名", "人", "位"}
_EACH = set("每这那某同任另哪又再新唯统单上下专不划归合进第惟跑")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: bounds of the whole span and of the numeral in it, and what it says in base units."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    place: Decimal
    approx: str
    unit: str | None
    kind: str


def quantity(text: str, token: Token, reached: int) -> Quantity | str | None:
    """The quantity that begins with the token, or why there is none (a word for ``why``), or None where unknown."""
    if token.figure is None:
        return None
    if text[token.start] == "半":
        half = _half(text, token)
        return half and _approximate(text, half, reached)
    special = _fraction(text, token) or _tenths(text, token)
    if special is not None:
        return _approximate(text, special, reached)
    after = token.end + 1 if text[token.end : token.end + 1] in (" ", "\u3000", "\xa0") else token.end
    chinese = token.style == "chinese"
    if after != token.end and not "一" <= text[after : after + 1] <= "\u9fff":
        after = token.end
    ranged = _range(text, token)
    if ranged is not None:
        return _approximate(text, ranged, reached)
    unit = units.unit_at(text, after, chinese)
    if unit is None:
        return _bare(text, token, after, reached)
    halved = _halved(text, token, after, unit)
    if halved is not None:
        return _approximate(text, halved, reached)
    if chinese or unit[0] in ("个", "项", "种", "类", "分", "条"):
        why = _no_count(text, token, after, unit[0])
        if why is not None:
            return why
    return _approximate(text, _plain(text, token, after, unit), reached)


def _halved(text: str, token: Token, after: int, unit: tuple[str, str]) -> Quantity | None:
    """两个半月, 3个半小时, 两年半."""
    figure = token.figure
    match = _HALF.match(text, after)
    if match is None or figure is None or figure.value is None:
        return None
    name = {"月": "个月", "小时": "个小时", "年": "年", "天": "天"}[match["unit"] or match["unit2"]]
    return Quantity(
        token.start, match.end(), token.start, token.end, figure.value + Decimal("0.5"), None, None, Decimal("0.5"),
        figure.approx, name, "duration",
    )  # fmt: skip


def _half(text: str, token: Token) -> Quantity | None:
    """半个多月, 半小时."""
    match = _HALF_OF.match(text, token.end)
    if match is None or token.figure is None:
        return None
    more = "more_than" if match["month"] or match["hour"] else "exact"
    return Quantity(
        token.start, match.end(), token.start, token.end, token.figure.value, None, None, token.figure.place, more,
        match[0].replace("多", ""), "duration",
    )  # fmt: skip


def _plain(text: str, token: Token, after: int, unit: tuple[str, str]) -> Quantity:
    figure = token.figure
    assert figure is not None
    name = {"％": "%"}.get(unit[0], unit[0])
    return Quantity(
        token.start, after + len(unit[0]), token.start, token.end, figure.value, figure.low, figure.high, figure.place,
        figure.approx, name, unit[1],
    )  # fmt: skip


def _no_count(text: str, token: Token, after: int, unit: str) -> str | None:
    """Why a numeral before a measure word still counts nothing."""
    start, end = token.start, after + len(unit)
    numeral = text[start : token.end]
    if numeral == "一" and (why := _indefinite(text, start, end, unit)) is not None:
        return why
    if units.aspects().match(text, end):
        return "aspect"
    if unit == "分" and (
        text.startswith(("的满分", "制"), end) or text[max(0, start - 3) : start].rstrip("为是:：").endswith("满分")
    ):
        return "full_score"
    if unit == "分" and (text.startswith(("以上", "以下"), end) or text[max(0, start - 2) : start] in ("不足", "不满")):
        return "threshold"
    if unit == "分" and text[start - 1 : start] == "占":
        return "full_score"
    if unit == "分" and text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")"):
        return "full_score"
    if token.style != "chinese":
        return None
    if units.names().match(text, start):
        return "name"
    if unit == "分" and (
        numeral in ("十", "百", "千", "万") or text[start - 1 : start] not in _POINTS_CUE or not start
    ):
        return "name"
    return None


def _indefinite(text: str, start: int, end: int, unit: str) -> str | None:
    """一 is an article (一套制度) unless it counts times or persons, or bounds a period (一个工作日内)."""
    before = text[start - 1 : start]
    if before and before in _EACH:
        return "name"
    if text[end : end + 1] == "一" and not text.startswith("一次", end):
        return "name"
    if unit in _TIMES_IN_FULL:
        return None
    if unit in (*_PERIODS, "倍") and text.startswith(("内", "以上", "以内", "之内", "左右", "多", "时间"), end):
        return None
    if _AT_LEAST.search(text, max(0, start - 4), start):
        return None
    if unit in _PERIODS and unit != "年" and _SPENT.search(text, max(0, start - 4), start):
        return None
    listed = unit in _LISTED and "一" <= before <= "\u9fff" and before not in _NO_NOUN
    if listed and (text[end : end + 1] or "。") in "，、。；,;）)":
        return None
    if unit in ("番", "倍") or text.startswith(("余", "多"), end):
        return None
    return "indefinite"


def _bare(text: str, token: Token, after: int, reached: int) -> Quantity | str | None:
    """A numeral without a unit: an amount with its noun (30万人民), else nothing."""
    figure = token.figure
    assert figure is not None
    if token.style == "chinese" and figure.place < 1000 and figure.approx == "exact":
        return None
    noun = units.nouns().match(text, after)
    sized = figure.place >= 1000 and token.end - token.start > 1
    if noun is None and not (sized and _stands_alone(text, token.start, after)):
        return None
    if (
        token.style == "chinese"
        and noun is None
        and (token.end - token.start < 3 or "一" <= text[after : after + 1] <= "\u9fff")
    ):
        return None
    found = Quantity(
        token.start, token.end, token.start, token.end, figure.value, figure.low, figure.high, figure.place,
        figure.approx, None, "count",
    )  # fmt: skip
    return _approximate(text, found, reached)


def _stands_alone(text: str, start: int, after: int) -> bool:
    """总人口5.2万，: an amount with its noun before it, or with any noun after it."""
    following, before = text[after : after + 1], text[start - 1 : start]
    return "一" <= following <= "\u9fff" or (following in "，。；、）),;\n\t" and "一" <= before <= "\u9fff")


def _fraction(text: str, token: Token) -> Quantity | None:
    figure = token.figure
    match = _PERCENT_OF.match(text, token.end)
    if match is None:
        return _slash(text, token)
    assert figure is not None
    top = token_at(text, match.end())
    if top is None or top.figure is None or top.figure.value is None or not figure.value:
        return None
    base = text[token.start : token.end]
    if base in ("百", "千", "万"):
        scale = {"百": 1, "千": 10, "万": 100}[base]
        return Quantity(
            token.start, top.end, token.start, top.end, top.figure.value / scale, None, None, top.figure.place / scale,
            top.figure.approx, "%", "percent",
        )  # fmt: skip
    value = top.figure.value / figure.value
    return Quantity(token.start, top.end, token.start, top.end, value, None, None, Decimal(0), "exact", None, "ratio")


def _slash(text: str, token: Token) -> Quantity | None:
    match = _SLASH.match(text, token.end)
    if match is None or token.style != "arabic":
        return None
    below = token_at(text, match.end())
    if below is None or below.figure is None or token.figure is None or text[below.end : below.end + 1] in ("/", "／"):
        return None
    top, bottom = token.figure.value, below.figure.value
    if not top or not bottom or top >= bottom or bottom > 100 or text[token.start - 1 : token.start] in ("/", "／"):
        return None
    return Quantity(
        token.start, below.end, token.start, below.end, top / bottom, None, None, Decimal(0), "exact", None, "ratio"
    )


def _tenths(text: str, token: Token) -> Quantity | None:
    """八成 is 80 %, 七成五 75 %."""
    match = _TENTHS.match(text, token.end)
    figure = token.figure
    if (
        match is None
        or figure is None
        or (figure.value or 0) > 10
        or not (text[token.start - 1 : token.start] in _TENTHS_CUE or _TENTHS_OF.match(text, match.end()))
    ):
        return None
    value, low, high = (None if x is None else x * 10 for x in (figure.value, figure.low, figure.high))
    if match["more"] and value is not None:
        value += "零一二三四五六七八九".index(match["more"])
    place = Decimal(1 if match["more"] else 10)
    return Quantity(
        token.start, match.end(), token.start, token.end, value, low, high, place, figure.approx, "%", "percent"
    )


def _range(text: str, token: Token) -> Quantity | None:
    """3至5个, 30%-40%, 三、四个, 3-5万元: two bounds that share a unit."""
    assert token.figure is not None
    chinese = token.style == "chinese"
    own = units.unit_at(text, token.end, chinese)
    end = token.end + (len(own[0]) if own else 0)
    match = _LINK.match(text, end) or (_SHARED.match(text, end) if chinese and not own else None)
    if match is None:
        return None
    second = token_at(text, match.end())
    if second is None or second.figure is None or second.start != match.end():
        return None
    unit = units.unit_at(text, second.end, second.style == "chinese")
    if unit is None or (own is not None and own[1] != unit[1]):
        return None
    changes = text[token.start - 1 : token.start] in ("由", "从", "自") and text[match.start()] in "至到"
    if changes and not text.startswith(("组成", "构成", "兼任"), second.end + len(unit[0])):
        return None
    bounds = _bounds(text, token, second, shared=match[0] == "、")
    if bounds is None:
        return None
    name = {"％": "%"}.get(unit[0], unit[0])
    end, place = second.end + len(unit[0]), second.figure.place
    return Quantity(token.start, end, token.start, second.end, None, *bounds, place, "range", name, unit[1])


def _bounds(text: str, first: Token, second: Token, shared: bool) -> tuple[Decimal, Decimal] | None:
    low, high = (token.figure.value if token.figure else None for token in (first, second))
    if low is None or high is None:
        return None
    if shared and high != low + 1:
        return None
    if text[second.end - 1] in "万亿" and low < 10000:
        size = {"万": 10**4, "亿": 10**8}[text[second.end - 1]]
        low = low * size if low * size < high else low
    return (low, high) if low < high else None


def _approximate(text: str, found: Quantity, reached: int) -> Quantity:
    """The quantity with the approximators before, after and apart from it."""
    start, end, approx = approximators.widen(text, found.start, found.end, found.kind, found.approx, reached)
    return replace(found, start=start, end=end, approx=approx)
