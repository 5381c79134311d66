"""Points that a text itself says how to reckon: each one missing at its price, so many at theirs, marks that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, zip_longest

from pipeline import numerals
from pipeline.audit._interval import Interval, exact, verdict
from pipeline.audit._recount import line_end, made
from pipeline.records import Check

_N = r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]{1,3})"
_U = "(?:人次|[篇条件份次期个项起人名处盏具块面户家辆台天])"
_POINTS = rf"{_N}\s?分"
# 应报送简报6篇，每少1篇扣0.5分: what is required of each and the price of one missing.
_PRICE = re.compile(
    rf"(?P<required>{_N}(?P<unit>{_U}))[，,；;]\s?每[少缺漏差][^，,。；0-9一]{{0,4}}[一1]\s?(?P=unit)[扣减](?P<price>{_POINTS})"
)
# 应报12份，实报8份，每少一份扣1分，共扣4分
_AT_ONCE = re.compile(
    rf"(?P<required>{_N}(?P<unit>{_U}))[，,；;]?[^，,。；0-9]{{0,12}}实[^，,。；0-9]{{0,6}}(?P<actual>{_N}(?P=unit))[，,；;]\s?"
    rf"每[少缺漏差][^，,。；0-9一]{{0,4}}[一1]\s?(?P=unit)[扣减](?P<price>{_POINTS})[，,；;]?\s?(?:共|合计|累计|总计)[扣减](?P<points>{_POINTS})"
)
_MADE = re.compile(rf"(?P<actual>{_N}(?P<unit>{_U}))[，,]?\s?[扣减](?P<points>{_POINTS})")
# 路灯不亮5盏，每盏扣0.3分，共扣1.5分
_SO_MANY = re.compile(
    rf"(?P<figure>{_N}(?P<unit>{_U}))[^，,。；;0-9]{{0,16}}[，,；;]\s?每[^，,。；0-9一]{{0,3}}[一1]?\s?(?P=unit)[^，,。；0-9]{{0,3}}[扣减](?P<price>{_POINTS})[，,；;]\s?"
    rf"(?:共|合计|累计|总计)[扣减](?P<points>{_POINTS})"
)
_LACKING, _LACKS = re.compile("每[少缺漏差]"), re.compile("[少缺漏差][^，,。；0-9]{0,3}$")
# 占道经营、暴露垃圾每处扣0.2分, and then 占道经营12处扣2.4分
_KIND = re.compile(rf"(?P<names>[\u4e00-\u9fff、]{{2,30}})每(?P<unit>{_U})[扣减](?P<price>{_POINTS})")
# 扣4.5分（空岗2次扣3分，未穿工装扣0.5分，评价器使用率低扣1分）
_BRACKETED = re.compile(rf"[扣减](?P<whole>{_POINTS})[（(](?P<parts>[^（）()\n]{{2,300}})[）)]")
_TAKEN = re.compile(rf"[扣减](?P<points>{_POINTS})")
# 省级采用每条10分、市级采用每条5分计分
_PRICES = re.compile(rf"每{_U}\s?(?:计|记|加|得)?(?P<price>{_POINTS})")
_EACH = re.compile(
    rf"分别[^，,。；、0-9]{{0,12}}(?P<figures>{_N}{_U}(?:[、，,和]\s?{_N}{_U})+)[，,；;]?\s?(?:共|合计|总计|累计)?[得计](?P<points>{_POINTS})"
)
_FIGURE = re.compile(rf"{_N}{_U}")
_HIGHER = re.compile(
    rf"自[评查测][^，,。；0-9]{{0,8}}(?P<own>{_POINTS})[，,；;][^，,。；0-9]{{0,8}}得分[^，,。；0-9]{{0,4}}(?P<given>{_POINTS})(?P<between>[^\n]{{0,300}}?)"
    rf"自[评查测]分?比(?:考核)?得?分?(?:高|多)出?(?P<gap>{_POINTS})"
)
_DIFFER = re.compile(
    rf"自[评查测][^，,。；0-9]{{0,8}}(?P<own>{_POINTS})[，,；;]?[^，,。；0-9]{{0,12}}(?P<given>{_POINTS})[，,；;]"
    rf"[^，,。；0-9]{{0,6}}相差(?P<gap>{_POINTS})"
)

# More prices than any paper has, so that hostile texts cost no more.
_RULES = 20

Span = tuple[str, int, int]


def stated(text: str) -> list[Check]:
    """The checks of one text."""
    return [*_missing(text), *_each(text), *_priced(text), *_differing(text), *_bracketed(text)]


def _missing(text: str) -> Iterator[Check]:
    """Required less done, times the price, against the points taken off, in the paragraph of the rule."""
    taken: set[int] = set()
    for match in _AT_ONCE.finditer(text):
        taken.add(match.start("required"))
        yield _short(*(_span(match, name) for name in ("points", "required", "actual", "price")))
    rules = list(_PRICE.finditer(text))
    for rule, following in zip_longest(rules, rules[1:]):
        end = min(line_end(text, rule.end()), following.start() if following else len(text))
        for match in _MADE.finditer(text, rule.end(), end):
            if match["unit"] == rule["unit"] and _pairs(text, rule) & _pairs(text, match):
                yield _short(
                    _span(match, "points"), _span(rule, "required"), _span(match, "actual"), _span(rule, "price")
                )


def _each(text: str) -> Iterator[Check]:
    """So many at the price of one, beside it or by the price that the text gives things of that name."""
    for match in _SO_MANY.finditer(text):
        if _LACKING.search(match[0]) and not _LACKS.search(text, max(0, match.start() - 6), match.start()):
            continue  # 实报8份，每少一份: not of these
        yield _times(*(_span(match, name) for name in ("points", "figure", "price")))
    for rule in islice(_KIND.finditer(text), _RULES):
        for name in rule["names"].split("、"):
            told = re.compile(rf"{name}(?P<figure>{_N}{rule['unit']})[，,]?\s?[扣减](?P<points>{_POINTS})")
            for match in told.finditer(text, rule.end()):
                yield _times(_span(match, "points"), _span(match, "figure"), _span(rule, "price"))


def _times(points: Span, figure: Span, price: Span) -> Check:
    return _made("deduction_rule", points, exact(_value(figure) * _value(price)), [figure, price])


def _pairs(text: str, match: re.Match[str]) -> set[str]:
    """The pairs of characters of what is said to be required or done (应报送简报, 马坝乡报送)."""
    words = re.split("[，,。；;：:、0-9]", text[max(0, match.start() - 14) : match.start()])[-1]
    return {words[at : at + 2] for at in range(len(words) - 1)}


def _short(points: Span, required: Span, actual: Span, price: Span) -> Check:
    computed = exact((_value(required) - _value(actual)) * _value(price))
    return _made("deduction_rule", points, computed, [required, actual, price])


def _priced(text: str) -> Iterator[Check]:
    """So many of each kind times the price of the kind against the score, where the prices stand in one sentence."""
    prices: list[Span] = []
    for sentence in re.finditer(r"[^。\n]+", text):
        told = [_span(match, "price") for match in _PRICES.finditer(text, sentence.start(), sentence.end())]
        prices = told if len(told) > 1 and "计分" in sentence[0] else prices
        for match in _EACH.finditer(text, sentence.start(), sentence.end()):
            figures = [
                (f[0], f.start(), f.end()) for f in _FIGURE.finditer(text, match.start("figures"), match.end("figures"))
            ]
            if len(figures) == len(prices):
                total = sum((_value(f) * _value(p) for f, p in zip(figures, prices, strict=True)), Decimal(0))
                yield _made("score_total", _span(match, "points"), exact(total), [*figures, *prices])


def _bracketed(text: str) -> Iterator[Check]:
    """Points taken off in all against those that the bracket behind them tells one by one."""
    for match in _BRACKETED.finditer(text):
        parts = [_span(part, "points") for part in _TAKEN.finditer(text, *match.span("parts"))]
        if len(parts) > 1:
            total = sum((_value(part) for part in parts), Decimal(0))
            yield _made("sum", _span(match, "whole"), exact(total), parts)


def _differing(text: str) -> Iterator[Check]:
    """自评98分，考核得分95分，相差3分; …自评分比考核得分高3分."""
    for match in (*_DIFFER.finditer(text), *_HIGHER.finditer(text)):
        own, given = _span(match, "own"), _span(match, "given")
        computed = exact(abs(_value(own) - _value(given)))
        yield _made("difference", _span(match, "gap"), computed, [own, given])


def _made(kind: str, claimed: Span, computed: Interval, used: list[Span]) -> Check:
    return made(kind, _value(claimed), computed, verdict(exact(_value(claimed)), computed), [claimed, *used])


def _span(match: re.Match[str], name: str) -> Span:
    return match[name], match.start(name), match.end(name)


def _value(span: Span) -> Decimal:
    """The figure of a span: the numeral before its unit."""
    parsed = numerals.parse(re.match(_N, span[0])[0])  # type: ignore[index]
    return parsed.value if parsed and parsed.value is not None else Decimal(0)
