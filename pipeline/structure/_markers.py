"""The ladder of list markers: 第一部分 一、 (一) 1. 1.1 (1) ① 第一条 一是 第一， 首先, in every width."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

# Kinds that can carry a heading, outer before inner: the usual order of the ladder (GB/T 9704-2012, 7.3.3).
LADDER = ("part", "chapter", "cn", "paren", "article", "dig", "dec", "pdig", "circle")
RANK = {kind: rank for rank, kind in enumerate(LADDER)}
# Kinds that only part items.
RUNNING = frozenset({"shi", "di", "seq", "bullet"})

_MONTH = "[0-9]?(?:[-—~至][0-9]{1,2})?月"  # what follows 4. in 4.6月份开展 and makes it no decimal
_CN = "[一二三四五六七八九十]"
_AT_LINE = re.compile(
    rf"""
    (?P<part>第(?:{_CN}{{1,3}}|[0-9０-９]{{1,2}})[部大]?分[ 　:：、，,]*)
  | (?P<chapter>第(?:{_CN}{{1,3}}|[0-9０-９]{{1,2}})[章节编][ 　:：、，,]*)
  | (?P<article>第(?:[一二三四五六七八九十百零〇]{{1,5}}|[0-9０-９]{{1,3}})条[ 　:：、，,]*
      (?!第?[（(]?{_CN}{{1,3}}[)）]?[项款]))
  | (?P<paren>[(（〔﹙［\[【][ 　]?{_CN}{{1,3}}[ 　]?[)）〕﹚］\]】][ 　、.．，,:：]*)
  | (?P<cn>(?:做法|经验|亮点|举措|问题|任务|案例){_CN}{{1,2}}[ 　]*[:：、][ 　]*
      |{_CN}{{1,3}}[ 　]?(?:[、.．，,:：﹑]|[ 　]{{2,}}|\u3000
      |[ ](?=[0-9]{{0,4}}[\u4e00-\u9fff][\u4e00-\u9fff0-9（）()]{{1,22}}$))[ 　]*)
  | (?P<circle>[①-⑳⑴-⒇⒈-⒛❶-❿][ 　、.．]*)
  | (?P<pdig>[(（〔][ 　]?[0-9０-９]{{1,2}}[ 　]?[)）〕][ 　、.．，,:：]*|[0-9０-９]{{1,2}}[)）][ 　、.．]*)
  | (?P<dec>[0-9０-９]{{1,2}}[.．][0-9０-９]{{1,2}}(?:[.．][0-9０-９]{{1,2}})?[.．、 　]*
      (?=[\u4e00-\u9fff])(?![万亿千百元倍个米吨亩公平级分％%名人条件次]))
  | (?P<dig>[0-9０-９]{{1,2}}[ 　]?
      (?:[、．﹑]|[.](?![0-9](?!{_MONTH}))|[，,](?=[\u4e00-\u9fffA-Za-z“《])|[:：](?![0-9]))[ 　]*)
  | (?P<shi>(?:{_CN}{{1,2}}(?:是|要|抓(?!手)|靠)|其{_CN}[是、，,])[、，,:：]?[ 　]*)
  | (?P<di>(?:第{_CN}|头一)(?:[件点项条步]|个方面)?[、，,][ 　]*)
  | (?P<bullet>[•●○■□◆◇▪➢►※★☆✓√][ 　]*|[-·＊*][ 　]+|【(?=[^】]{{2,20}}】$))
  | (?P<seq>(?:首先|其次|再次|再者|最后)(?:[，,、]|是(?![以])))
    """,
    re.VERBOSE,
)
_START = frozenset("做经亮举问任案第头(（〔﹙［[【一二三四五六七八九十其首再最") | {chr(c) for c in range(0x30, 0x3A)}
_START |= {chr(c) for c in range(0xFF10, 0xFF1A)} | {chr(c) for c in range(0x2460, 0x249C)}
_START |= {chr(c) for c in range(0x2776, 0x2780)} | set("•●○■□◆◇▪➢►※★☆✓√-·＊*")
# What may be a marker inside a paragraph, and what must stand before it.
_INLINE = re.compile(
    rf"""
    (?P<shi>{_CN}{{1,2}}(?:是|要(?![求素件点]))|其{_CN}[是、，,])[、，,:：]?[ 　]*
  | (?P<circle>[①-⑳⑴-⒇])[ 　、.．]*
  | (?P<paren>[(（]{_CN}{{1,2}}[)）])(?!项|款|条)[ 　、.．]*
  | (?P<cn>{_CN}{{1,2}}、)[ 　]*
  | (?P<pdig>[(（][0-9０-９]{{1,2}}[)）]|[0-9０-９]{{1,2}}[)）])[ 　、.．]*
  | (?P<dig>[0-9０-９]{{1,2}}(?:[、．]|[.](?![0-9](?!{_MONTH}))))[ 　]*
  | (?P<seq>(?:首先|其次|再次|再者|最后)(?:[，,]|是(?!以)))
  | (?P<di>第{_CN}[，,、])
    """,
    re.VERBOSE,
)
_BEFORE_RUN = frozenset("，,。；;：:、！!？? 　\t\n—”）)")
_ENDS = re.compile("[\u4e00-\u9fff%％）)”]")  # what a Western full stop follows
_BEFORE_LADDER = frozenset("。；;：:！! 　")
_NONE: Mapping[str, Marker] = MappingProxyType({})
_AGAIN = re.compile(r"(?P<number>[0-9]{1,2})[、.．] ?(?P=number)[、.．](?![0-9])[ 　]*")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SEQUENCE = {"首": 1, "其次": 2, "再次": 3, "再者": 4, "最后": 5}
_FULL = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: its place in the text is ``start``..``end``, what it marks begins at ``end``."""

    kind: str
    value: int
    start: int
    end: int
    text: str


def chinese(text: str) -> int:
    """The value of a Chinese ordinal up to 999 (十二 → 12, 一百零三 → 103)."""
    total = unit = 0
    for char in text:
        if char == "十":
            total, unit = total + (unit or 1) * 10, 0
        elif char == "百":
            total, unit = total + (unit or 1) * 100, 0
        else:
            unit = _DIGITS.get(char, 0)
    return total + unit


def _value(kind: str, text: str) -> int:
    if kind == "seq":
        return next(value for word, value in _SEQUENCE.items() if text.startswith(word))
    if kind == "circle":
        code = ord(text[0])
        bases = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x2776, 10))
        return next(code - base + 1 for base, size in bases if base <= code < base + size)
    if kind == "bullet":
        return 0
    if kind == "dec":
        return int(re.split("[.．]", text)[1][:2].rstrip("、 　").translate(_FULL) or 0)
    digits = re.search("[0-9０-９]+", text)
    if digits:
        return int(digits.group().translate(_FULL))
    return chinese("".join(re.findall("[一二三四五六七八九十百零〇]", text)))


def at_line(text: str, offset: int) -> Marker | None:
    """The marker that the line ``text`` begins with; ``offset`` is the line's place in the document."""
    if text[0] not in _START:
        return None
    match = _AT_LINE.match(text)
    if match is None or match.lastgroup is None:
        return None
    kind, words, end = match.lastgroup, match.group().rstrip(" 　"), match.end()
    if kind == "dig" and (again := _AGAIN.match(text)):  # 1、1.组织机构情况
        words, end = again.group().rstrip(" 　"), again.end()
    return Marker(kind, _value(kind, words), offset, offset + end, words)


def inline(
    text: str, start: int, end: int, opened: Mapping[str, Marker] = _NONE, after: Marker | None = None
) -> list[Marker]:
    """The markers inside ``text[start:end]`` that belong to a run (一是…二是…, 1、…2、…), in order.

    A run of one kind counts where it has two members or is a lone 一是; of several kinds the first one is taken, the
    others itemise its members. A ladder kind must begin with 1 to be told from a figure, or go on from the last of its
    kind in ``opened``, the markers that the stretch stands under: such a run is taken before all others. A lone first
    member counts where ``after``, the next marker at a line's head, is its second.
    """
    runs: dict[str, list[Marker]] = {}
    ended: set[str] = set()
    for match in _INLINE.finditer(text, start, end):
        kind = match.lastgroup or ""
        before = text[match.start() - 1] if match.start() else "\n"
        if match.start() > 1 and before in ".．" and _ENDS.match(text, match.start() - 2):
            before = "。"
        if not _may_stand(kind, before):
            continue
        words = match.group(kind)
        marker = Marker(kind, _value(kind, words), match.start(), match.end(), words)
        run = runs.setdefault(kind, [])
        previous = run[-1] if run else opened.get(kind)
        if marker.value == 1 and previous and previous.value > 1:
            ended.add(kind)
        elif kind not in ended and _continues(previous, marker):
            run.append(marker)
    whole = [run for run in runs.values() if _is_run(run, opened, after)]
    return min(whole, key=lambda run: (not _goes_on(run, opened), run[0].start), default=[])


def _goes_on(run: Sequence[Marker], opened: Mapping[str, Marker]) -> bool:
    """Whether a run is the next of a ladder kind that is open (。 三、 after 二、)."""
    last = opened.get(run[0].kind)
    return last is not None and run[0].kind in RANK and run[0].value == last.value + 1


def _may_stand(kind: str, before: str) -> bool:
    """Whether a marker of ``kind`` may follow the character ``before``; (一) may follow a heading without a stop."""
    if kind in ("circle", "paren"):
        return before not in "第《“、"
    return before in (_BEFORE_RUN if kind in RUNNING else _BEFORE_LADDER)


def _is_run(run: list[Marker], opened: Mapping[str, Marker], after: Marker | None) -> bool:
    if after and after.value == 2 and [(marker.kind, marker.value) for marker in run] == [(after.kind, 1)]:
        return True
    if len(run) > 1:
        return run[0].kind not in ("cn", "paren") or all(b.start - a.end > 5 for a, b in pairwise(run))
    return bool(run) and ((run[0].value == 1 and run[0].kind == "shi") or run[0].kind in opened)


def _continues(previous: Marker | None, marker: Marker) -> bool:
    if previous is None:
        return marker.value == 1 or (marker.kind == "shi" and marker.value == 2)
    step = marker.value - previous.value
    return 0 < step <= 2 or (step == 0 and marker.kind == "shi") or (step > 0 and marker.kind == "seq")
