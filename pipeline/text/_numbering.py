"""Automatic numbering as Word computes it: the 一、 (一) 1. ① that are on the page but not in the text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.text._number_formats import write
from pipeline.text._symbols import readable
from pipeline.text._wordml import MC, VAL, Element, W, flag, number, value, whole

_PLACEHOLDER = re.compile(r"%([1-9])(\.?)")
# What stands between a number and its text; a tab is white space of no fixed width on the page.
_SUFFIX = {"tab": " ", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart_after`` is the lowest level (0..) whose use restarts it; None is any higher."""

    start: int = 1
    number_format: str = "decimal"
    template: str = ""
    suffix: str = " "
    legal: bool = False
    restart_after: int | None = None
    restarts: bool = True
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the abstract list whose counters it shares, its levels after overrides, its start overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and where their counters stand; ask for labels in document order."""

    lists: dict[str, _List] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level that is tied to the paragraph style, if any."""
        found = self.lists.get(num_id)
        return next((i for i, level in found.levels.items() if level.style == style), None) if found else None

    def label(self, num_id: str, ilvl: int) -> str:
        """The label of the next paragraph of list ``num_id`` at level ``ilvl``, with what parts it from the text."""
        found = self.lists.get(num_id)
        level = found.levels.get(ilvl) if found else None
        if found is None or level is None:
            return ""
        counters = self._advance(num_id, found, ilvl)
        label = _PLACEHOLDER.sub(lambda m: _part(found.levels, counters, m, level), level.template)
        return label + level.suffix if label.strip() else ""

    def _advance(self, num_id: str, found: _List, ilvl: int) -> dict[int, int]:
        counters = self._counters.setdefault(found.abstract, {})
        first_use = (num_id, ilvl) not in self._started
        self._started.add((num_id, ilvl))
        if first_use and ilvl in found.starts:
            counters[ilvl] = found.starts[ilvl]
        elif ilvl in counters:
            counters[ilvl] += 1
        else:
            counters[ilvl] = found.levels[ilvl].start
        for deeper, level in found.levels.items():
            limit = deeper - 1 if level.restart_after is None else level.restart_after
            if deeper > ilvl and level.restarts and ilvl <= limit:
                counters.pop(deeper, None)
        for higher in range(ilvl):
            if higher in found.levels:
                counters.setdefault(higher, found.levels[higher].start)
        return counters


def _part(levels: dict[int, Level], counters: dict[int, int], place: re.Match[str], level: Level) -> str:
    """The number for one %n of a template; a level without number takes the full stop after it away, too."""
    index = int(place[1]) - 1
    if index not in levels or index not in counters:
        return ""
    number_format = levels[index].number_format
    if number_format == "none":
        return ""
    return write(counters[index], "decimal" if level.legal else number_format) + place[2]


def read_numbering(root: Element | None, style_lists: dict[str, str]) -> Numbering:
    """The lists of ``word/numbering.xml``; ``style_lists`` are the numbering styles with their list."""
    if root is None:
        return Numbering()
    abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.findall(f"{W}abstractNum")}
    nums = {n.get(f"{W}numId", ""): n for n in root.findall(f"{W}num")}
    lists = {}
    for num_id, num in nums.items():
        abstract_id = _followed(value(num, "abstractNumId") or "", abstracts, nums, style_lists)
        abstract = abstracts.get(abstract_id)
        if num_id != "0" and abstract is not None:
            lists[num_id] = _list(num, abstract_id, abstract)
    return Numbering(lists)


def _followed(abstract_id: str, abstracts: dict[str, Element], nums: dict[str, Element], lists: dict[str, str]) -> str:
    """The abstract list behind ``abstract_id``: one that only names a numbering style stands for that style's list."""
    for _ in range(5):
        link = value(abstracts.get(abstract_id), "numStyleLink")
        num = nums.get(lists.get(link or "", ""))
        if num is None:
            break
        abstract_id = value(num, "abstractNumId") or ""
    return abstract_id


def _list(num: Element, abstract_id: str, abstract: Element) -> _List:
    levels = {whole(lvl.get(f"{W}ilvl")) or 0: _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
    starts = {}
    for override in num.findall(f"{W}lvlOverride"):
        ilvl = whole(override.get(f"{W}ilvl")) or 0
        replaced = override.find(f"{W}lvl")
        if replaced is not None:
            levels[ilvl] = _level(replaced)
        start = number(override, "startOverride")
        if start is not None:
            starts[ilvl] = start
    return _List(abstract_id, levels, starts)


def _level(lvl: Element) -> Level:
    start = number(lvl, "start")
    number_format = _number_format(lvl)
    restart = number(lvl, "lvlRestart")
    text = lvl.find(f"{W}lvlText")
    template = text.get(VAL) or "" if text is not None else ""
    if number_format == "bullet":
        template = readable(template, _font(lvl)) or "•"
    return Level(
        start=0 if start is None else start,
        number_format=number_format,
        template=template,
        suffix=_SUFFIX.get(value(lvl, "suff") or "tab", " "),
        legal=bool(flag(lvl, "isLgl")),
        restart_after=restart - 1 if restart else None,
        restarts=restart != 0,
        style=value(lvl, "pStyle"),
    )


def _number_format(lvl: Element) -> str:
    """The format; newer ones stand in mc:AlternateContent with a custom pattern such as 001, 002."""
    found = lvl.find(f"{W}numFmt")
    if found is None:
        found = lvl.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if found is None:
        return "decimal"
    kind = found.get(VAL) or "decimal"
    custom = (found.get(f"{W}format") or "").split(",")[0].strip()
    zeros = kind == "custom" and len(custom) < 10 and custom.strip("0") == "1"
    return f"zeros{len(custom)}" if zeros else kind


def _font(lvl: Element) -> str:
    fonts = lvl.find(f"{W}rPr/{W}rFonts")
    if fonts is None:
        return ""
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
