"""The body that speaks in a document, or is spoken of, as the text names it; None where it is masked or unnamed."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline import words
from pipeline.structure import _dates, _regions
from pipeline.structure._lines import Line

_LINE_ORG = re.compile(r"^(?:中共)?(?P<name>[^0-9。，,；;：:、（）()《》]{2,34}?)$")
_YEAR_HEAD = re.compile(r"^(?:(?:19|20)[0-9]{2}|20[xX×]{2}|二[〇○零][〇○零一二三][一二三四五六七八九〇○零])(?:年度?)?")
_DATE_HEAD = re.compile(r"(?:19|20)[0-9xX×*]{2}|二[〇○零ОO0]|[xX×*]{2,4}年")
_TITLE_STOP = re.compile(
    r"(?:关于|(?:19|20)[0-9xX×*]{2}|二[〇○零]|近[几两三]?年|上半年|下半年|第[一二三四]季度|年度|一季度|[一二三四]季度|"
    r"政务|政府信息|信息公开|党务|村务|校务|厂务|院务|工作|开展|落实|推进|贯彻|年终|年度|绩效|依法|"
    r"考核|检查|自查|整改|[\s　:：(（])"
)
_MASK = re.compile(r"[Xx×*＊_○]|某")
_GENERIC = re.compile(r"乡镇|县区|市县|县市|城镇|街镇|村镇|市区|城区|社区|全[县市区镇乡]")
_REGIONS = frozenset("县市区旗镇乡省州盟")
_INSPECTORS = re.compile(
    r"(?P<name>(?:政务公开|绩效|联合|专项|目标|综合|党风廉政建设|安全生产|年度|工作)*"
    r"(?:考核|检查|督查|督导|考评|评估|巡察|评议|验收|调研)(?:工作|领导)?(?:组|小组))"
)
# What follows the body that a report speaks of, and bodies that have names without their region.
_SETS_ABOUT = (
    "紧紧|紧扣|认真|高度|坚持|严格|深入|积极|切实|按照|始终|扎实|不断|统筹|狠抓|结合|牢固|全面|着力|大力|围绕|充分"
    "|以[^，,。]{2,30}为"
)
_PROPER = re.compile("[\u4e00-\u9fff]{2}(?:中学|小学|学校|幼儿园|医院|学院|大学|公司|集团|村|社区|街道)$")
# A report names itself in its opening, within so many characters.
_OPENING = 240
_QUOTED = re.compile(r"[《“][^》”]{0,80}[》”]")


def _longest_first(found: Iterable[str]) -> str:
    return "|".join(sorted(found, key=len, reverse=True))


@functools.cache
def _organs() -> str:
    """All words that end the name of a body, as alternatives of a pattern."""
    return _longest_first(row[1] for row in words.rows("organs.tsv") if row[0] == "organ")


@functools.cache
def _organ_end() -> re.Pattern[str]:
    return re.compile(f"(?:{_organs()})$")


@functools.cache
def _title_organ() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:中共)?[^0-9。，,；;：:（）()《》\s]{{0,24}}?(?:{_organs()})(?<!村(?=[级务民规干]))(?:办公室|党委|党组|党支部)?"
    )


@functools.cache
def _endings() -> Mapping[str, str]:
    """What the word after 我 or 本 can stand for, as alternatives of a pattern."""
    found: dict[str, list[str]] = {}
    for row in words.rows("organs.tsv"):
        if row[0] == "self":
            found.setdefault(row[1], []).append(row[2])
    return {word: _longest_first(endings) for word, endings in found.items()}


@functools.cache
def _self_words() -> re.Pattern[str]:
    return re.compile(f"[我本]({_longest_first({*_endings(), *_REGIONS, '村', '苏木'})})")


def signature(lines: Sequence[str]) -> tuple[str | None, bool]:
    """The body that signs at the foot of ``lines``, and whether anything signs there (a masked name: None, True)."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
        if at < 2:
            break
        text = lines[at]
        if not _dates.closing(text):
            continue
        alone = _DATE_HEAD.split(_YEAR_HEAD.sub("", text))[0].strip(" 　()（）")
        name = _body(alone) or _body(lines[at - 1])
        if name:
            return (None, True) if _MASK.search(name) else (name, True)
    last = _body(lines[-1]) if len(lines) > 3 else None
    if last and len(last) <= 24:
        return (None, True) if _MASK.search(last) else (last, True)
    return None, False


def _body(text: str) -> str | None:
    """``text`` as the name of a body, where it is one."""
    name = _YEAR_HEAD.sub("", text.strip(" 　()（）")).replace(" ", "").replace("　", "")
    if not _LINE_ORG.match(name) or len(name) > 34:
        return None
    return name if _organ_end().search(name) or _regions.leading(name) == name else None


def names_body(text: str) -> bool:
    """Whether ``text`` is nothing but the name of a body, as in a 落款."""
    return _body(text) is not None


def titled(title: str) -> str | None:
    """The body that a title begins with (和林格尔县2013年…, 县民政局近年来…), a placeholder included."""
    text = re.sub(r"^(?:关于|中共)", "", title.strip("《》 　—－-"))
    text = _YEAR_HEAD.sub("", text)
    stop = _TITLE_STOP.search(text, 1)
    head = text[: stop.start()] if stop else text[:24]
    match = _title_organ().match(text)
    if match and match.end() < len(head) and _organ_end().search(head):
        return head
    if match and match.end() > 2 and (match.end() <= len(head) or match.group().endswith(("办公室", "中心", "小组"))):
        return match.group()
    return head if not _GENERIC.fullmatch(head) and 2 <= len(head) <= 14 and head[-1] in "县市区旗镇乡省州盟" else None


def _spoken(text: str, core: str | None, ending: str) -> str | None:
    """The fullest name in running text that ends in ``ending`` with its region before it."""
    plain = _QUOTED.sub(lambda m: "，" * len(m.group()), text)
    named: Counter[str] = Counter()
    shaped: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    hidden = False
    pattern = re.compile(rf"(?P<region>[省市县区旗州盟镇乡])(?P<core>[\u4e00-\u9fff]{{0,10}}?(?:{ending}))")
    for match in pattern.finditer(plain):
        if core and not match.group("core").endswith(core):
            continue
        start = _regions.before(plain, match.end("region"))
        if start is None or plain[start - 1 : start] in ("各", "全", "外", "区", "我"):
            continue
        name = plain[start : match.end()]
        if _regions.masked(plain, start):
            hidden = True
        elif _regions.before(plain, match.end("region"), shaped=False) == start and match.end("region") - start > 1:
            named[name] += 1
        elif match.end("region") - start > 1:
            shaped[name] += 1
            bare[plain[match.start() : match.end()]] += 1
        else:
            bare[name] += 1
    if named:
        return named.most_common(1)[0][0] if core or len(named) == 1 or named.most_common(1)[0][1] > 1 else None
    if shaped and shaped.most_common(1)[0][1] > 1 and len(shaped) == 1:
        return shaped.most_common(1)[0][0]
    if hidden or not bare:
        return None
    name, count = bare.most_common(1)[0]
    return name if count > 1 and (core or len(bare) == 1 or count >= 3) else None


def _region_spoken(text: str, ending: str) -> str | None:
    """The region of the list that the text names most often with ``ending``, outside of titles of papers."""
    plain = _QUOTED.sub("，", text)
    found: Counter[str] = Counter()
    for match in re.finditer(ending, plain):
        start = _regions.before(plain, match.end(), shaped=False)
        if start is not None and match.end() - start > 2:
            found[plain[start : match.end()]] += 1
    name, count = found.most_common(1)[0] if found else ("", 0)
    return name if count > 1 and len(found) == 1 else None


def unit(
    kind: str, title: str | None, heading: str | None, lines: Sequence[Line], text: str, fields: Mapping[str, str]
) -> str | None:
    """The body of a document with its own ``title`` or its compiler's ``heading``.

    ``lines`` are its lines without page numbers and the like, ``fields`` those of the masthead.
    """
    foot = [line.text for line in lines[-12:]]
    signed, stands = signature(foot) if len(text) > 100 else (None, False)
    if stands:
        return signed
    own = titled(title) if title else None
    if own and _MASK.search(own):
        return None
    if kind == "inspection":
        return _inspector(own, text)
    known = own if own and own != (_regions.leading(own) or "") else None
    if own and (known is None or _regions.leading(own)):
        return own
    core = known or _generic(heading)
    spoken = _self(text, core)
    if spoken or known:
        return spoken or known
    told = titled(heading) if heading else None
    if told and not _MASK.search(told) and _regions.leading(told) and not told.startswith(("乡镇", "县区", "市县")):
        return told
    return fields.get("公开主体") or fields.get("发布机构") or fields.get("发文机关") or _subject(kind, text)


def _subject(kind: str, text: str) -> str | None:
    """The body that a report's opening begins to speak of (县水利局紧紧围绕中心工作…), with its region or a name."""
    match = _opening_subject().search(text[:_OPENING]) if kind == "self_report" else None
    name = match.group("name") if match else ""
    if not name or _MASK.search(name) or _GENERIC.match(name):
        return None
    return name if name[0] in _REGIONS or _regions.leading(name) or _PROPER.search(name) else None


@functools.cache
def _opening_subject() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[，,。\n　 ])(?P<name>(?![全各该本我其有相上下被在由对向经为从自])"
        rf"[\u4e00-\u9fffXx×*＊_○]{{1,14}}?(?:{_organs()}))(?={_SETS_ABOUT})"
    )


def _generic(heading: str | None) -> str | None:
    """The kind of body that a compiler's title names (教育局政务公开年度工作总结 → 教育局)."""
    told = titled(heading) if heading else None
    return (
        re.sub(r"^[省市县区镇乡]", "", told) if told and _organ_end().search(told) and not _MASK.search(told) else None
    )


def _self(text: str, core: str | None) -> str | None:
    """The name behind 我局, 我县 … or behind the body that the title names without its region."""
    if core:
        ending = _organ_end().search(core)
        return _spoken(text, core, ending.group() if ending else core)
    counts = Counter(_self_words().findall(text))
    if not counts:
        return None
    word = counts.most_common(1)[0][0]
    if word in _REGIONS:
        return _region_spoken(text, word)
    return _spoken(text, None, _endings().get(word, word))


def _inspector(own: str | None, text: str) -> str | None:
    """For an inspection: the organ of the title, else the group that went round, else the region of the title."""
    if own and _regions.leading(own) != own:
        return own
    group = _INSPECTORS.search(text)
    return group.group("name") if group else own
