"""The body that speaks in a document, or is spoken of, as the text names it; None where it is masked or unnamed."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.structure import _dates, _names, _regions, _subject
from pipeline.structure._frame import Frame
from pipeline.structure._names import titled

_INSPECTORS = re.compile(
    r"(?P<name>(?:政务公开|绩效|联合|专项|目标|综合|党风廉政建设|安全生产|年度|工作)*"
    r"(?:考核|检查|督查|督导|考评|评估|巡察|评议|验收|调研)(?:工作|领导)?(?:组|小组))"
)
# A text shorter than this has no foot of its own: all its lines are its head.
_SIGNED = 80
_QUOTED = re.compile(r"[《“][^》”]{0,80}[》”]")
_DATE_HEAD = re.compile(r"(?:19|20)[0-9xX×*]{2}|[１２][０-９]{3}|二[〇○零ОO0]|[xX×*]{2,4}年")
_LABELLED = re.compile(r"^[（(]?[\u4e00-\u9fff]{0,4}(?:单位|机关|落款)(?:[（(][^）)]{1,6}[）)])?[：:]")
_RED_HEAD = re.compile(r"^(?P<name>[\u4e00-\u9fff]{4,30})文件$")
# Under the head of a bulletin: 中共白水县委督查室编　　2014年9月3日.
_ISSUER = re.compile("^(?P<name>[\u4e00-\u9fff]{4,30}?)(?:主?编印?|印发?)?[ 　]{2,}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$")
_OFFICE = (
    "(?:党委|党组|党工委)?副?(?:书记|委员(?!会)|村?主任|村长|村?支书|局长|所长|院长|校长|镇长|乡长|站长|队长|行长|经理|主席|部长|科长|"
    "股长|处长|园长|馆长|台长|董事长|组长|会长|检察长|厂长)"
)
# 白水县水务局党组书记、局长　李长河
_PERSON = re.compile(f"^(?P<name>[\u4e00-\u9fff]{{3,30}}?){_OFFICE}(?:[、，兼 　].{{0,16}}|[\u4e00-\u9fff]{{2,3}})?$")
# Who reports on himself says what he is: 我叫李长河，现任白水县水务局办公室主任.
_POST = re.compile(
    f"(?:我叫|我是|本人)[^。；]{{0,20}}?(?:现任|担任|[现,，]任|(?<=我)是)(?P<name>[\u4e00-\u9fff]{{3,30}}?)(?:党总?支部?)?{_OFFICE}"
)
# A mark before the name of who sent a text in, and not a placeholder for the name of a county.
_SOURCE = re.compile("[□○◇][\u4e00-\u9fff]{2}")
_OFFICE_OF = re.compile("党政办|党政综合办公室|[党]?办公室|办")
_PLACE_END = re.compile("(?:[省市县区旗州盟镇乡村]|街道|社区|苏木|农场)$")
# An area that is no region speaks through the body that runs it.
_AREA = re.compile("(?:开发|园|新|风景|度假|示范|实验|保税)区$")


@dataclass(frozen=True, slots=True)
class Paper:
    """What tells the unit of a document: its own ``title``, its compiler's ``heading``, its masthead's ``fields``, …"""

    kind: str
    title: str | None
    heading: str | None
    frame: Frame
    text: str
    fields: Mapping[str, str]


@functools.cache
def _self_words() -> re.Pattern[str]:
    return re.compile(f"([我本])({_names.longest_first({*_names.endings(), *_names.REGIONS, '村', '苏木'})})")


def unit(paper: Paper) -> str | None:
    """The body of a document, by the first of its witnesses that names one; None where that name is masked."""
    name = next((found for witness in _witnesses(paper.kind) if (found := witness(paper))), None)
    return None if name is None or _names.MASK.search(name) else name


def _witnesses(kind: str) -> Iterator[Callable[[Paper], str | None]]:
    """From the surest to the least sure: who signs, whom byline and title name, who speaks, whom others name."""
    if kind in ("self_report", "plan"):
        yield _titled_place
    yield _signature
    yield _byline
    yield _above
    if kind == "inspection":
        yield from (_titled_organ, _sender, _group, _titled, _published)
    else:
        yield from (_titled_fully, _post, _opening, _place, _titled, _published, _self, _headed)


def _titled_place(paper: Paper) -> str | None:
    """The place whose work the title tells, where a body of that place signs for it (青石镇…总结, 青石镇人民政府)."""
    own = _own(paper)
    if not own or not _PLACE_END.search(own):
        return None
    signs = _signature(paper)
    return own if signs and signs.removeprefix("中共").startswith(own) else None


def _signature(paper: Paper) -> str | None:
    """The body that signs at the foot; that of the title where its own office signs for it."""
    if len(paper.text) <= _SIGNED:
        return None
    name = _signed([line.text for line in paper.frame.foot])
    own = _own(paper)
    return own if own and name and _OFFICE_OF.fullmatch(name.removeprefix(own)) and name.startswith(own) else name


def _signed(lines: Sequence[str]) -> str | None:
    for at in range(len(lines) - 1, max(0, len(lines) - 6), -1):
        if _LABELLED.match(lines[at]) and (name := _names.body(lines[at])):
            return name
        if not _dates.closing(lines[at]):
            continue
        alone = _DATE_HEAD.split(lines[at])[0].strip(" 　()（）")
        name = _names.signed(alone) if alone else _signing(lines, at)
        if name:
            return None if _names.bare(name) else name
    last = _names.signed(lines[-1]) if len(lines) > 3 else None
    return last if last and len(last) <= 24 and not _names.bare(last) else None


def _signing(lines: Sequence[str], at: int) -> str | None:
    """The body or bodies on the lines above the date in line ``at``."""
    names = [name for line in lines[max(0, at - 2) : at] if (name := _names.signed(line))]
    return _names.together(names) if names and _names.signed(lines[at - 1]) else None


def _byline(paper: Paper) -> str | None:
    """The body that a line under the title names, alone or as that of the person who speaks, or that issues a 文件."""
    for line in paper.frame.head[:3]:
        red = _RED_HEAD.match(line.text)
        if red and _names.is_organ(red.group("name")):
            return red.group("name")
    for line in paper.frame.head[:5]:
        issuer = _ISSUER.match(line.text)
        name = _names.body(issuer["name"]) if issuer else None
        if name and not _names.bare(name):
            return name
    for line in paper.frame.below(paper.title)[:3] if paper.title else ():
        text = line.text.strip(" 　()（）—-")
        if len(text) > 40 or text[-1] in "。：:；" or _SOURCE.match(text):
            return None
        person = _PERSON.match(text)
        name = _names.body(person.group("name") if person else text)
        if name and not _names.bare(name):
            return name
    return None


def _above(paper: Paper) -> str | None:
    """The body on a line of its own right above a title that names none."""
    if not paper.title or _own(paper):
        return None
    at = len(paper.frame.head) - len(paper.frame.below(paper.title)) - 2
    name = _names.body(paper.frame.head[at].text) if at >= 0 else None
    return name if name and _names.is_organ(name) and not _names.bare(name) else None


def _own(paper: Paper) -> str | None:
    return titled(paper.title) if paper.title else None


def _titled_organ(paper: Paper) -> str | None:
    """The organ, and not the mere region, that an inspection's title begins with."""
    own = _own(paper)
    masked = own and _names.MASK.search(own)
    return own if own and (masked or _regions.leading(own) != own) and not _names.bare(own) else None


def _titled_fully(paper: Paper) -> str | None:
    """The body that the title begins with, where it stands there with its region or masked; else its fuller name."""
    own = _own(paper)
    spoken = _subject.speaker(_opening_of(paper)) if own else None
    if own and spoken and _AREA.search(own) and spoken.startswith(own):
        return spoken
    if not own or _names.MASK.search(own) or _regions.leading(own):
        return own
    return spoken if spoken and spoken.endswith(own) else _spoken_as(paper.text, own)


def _titled(paper: Paper) -> str | None:
    """The body that the title begins with, as it stands there."""
    own = _own(paper)
    return own if own and not _names.bare(own) else None


def _post(paper: Paper) -> str | None:
    """The body in which the person who reports holds an office."""
    post = _POST.search(_opening_of(paper))
    name = (titled(post["name"]) or _names.body(post["name"])) if post else None
    return name if name and not _names.bare(name) else None


def _opening_of(paper: Paper) -> str:
    return _subject.opening(paper.frame.below(paper.title))


def _opening(paper: Paper) -> str | None:
    """The body that the opening begins to speak of, where the text does not call itself something else (我校)."""
    name = _subject.speaker(_opening_of(paper)) if paper.kind == "self_report" else None
    if not name or _names.MASK.search(name):
        return name
    word = _self_word(paper.text)
    if word is None or word in ("单位", "部门", "会"):
        return name
    ends = word if word in _names.REGIONS else _names.endings().get(word, word)
    return name if re.search(f"(?:{ends})", name) else None


def _sender(paper: Paper) -> str | None:
    return _subject.sender(_opening_of(paper))


def _group(paper: Paper) -> str | None:
    """The group that went round."""
    group = _INSPECTORS.search(paper.text)
    return group.group("name") if group else None


def _place(paper: Paper) -> str | None:
    return _subject.place(_opening_of(paper)) if paper.kind in ("plan", "rules", "rubric") else None


def _self(paper: Paper) -> str | None:
    """The name behind 我局, 我县 …, or behind the kind of body that the compiler's title names."""
    told = titled(paper.heading) if paper.heading else None
    if told and _names.is_organ(told) and not _names.MASK.search(told):
        return _spoken_as(paper.text, re.sub(r"^[省市县区镇乡]", "", told))
    word = _self_word(paper.text)
    if word is None:
        return None
    if word in _names.REGIONS:
        return _region_spoken(paper.text, word)
    return _spoken(paper.text, None, _names.endings().get(word, word))


def _self_word(text: str) -> str | None:
    """What a text mostly calls its body after 我, else after 本, which may be that of any one (任本所责任人)."""
    said = _self_words().findall(text)
    counts = Counter(word for mine, word in said if mine == "我") or Counter(word for _, word in said)
    return counts.most_common(1)[0][0] if counts else None


def _headed(paper: Paper) -> str | None:
    """The body with its region that the compiler's title begins with."""
    told = titled(paper.heading) if paper.heading else None
    return told if told and not _names.MASK.search(told) and _regions.leading(told) else None


def _published(paper: Paper) -> str | None:
    fields = paper.fields
    return fields.get("公开主体") or fields.get("发布机构") or fields.get("发文机关")


def _spoken_as(text: str, core: str) -> str | None:
    """The fullest name in running text of the body that a title calls ``core``, without its region."""
    ending = re.search(f"(?:{_names.organs()})$", core)
    return _spoken(text, core, ending.group() if ending else core)


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
