"""Which body the opening of a text begins to speak of: a report's own, or the one that an inspection goes out from."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from pipeline.structure import _names, _regions
from pipeline.structure._lines import Line
from pipeline.structure._titles import is_title

# A text says of whom it speaks within so many characters.
_OPENING = 240
_FIRST_HEADING = re.compile(r"(?:^|[\n。：: 　])(?:[一1][、.．]|[（(]一[)）])")
# The line that says to whom a report goes.
_ADDRESSED = re.compile(r"^[^。，,；]{2,60}[：:]$")
_SPEAKS = (
    "紧紧|紧扣|认真|高度|坚持|严格|深入|积极|切实|按照|始终|扎实|不断|统筹|狠抓|结合|牢固|全面|着力|大力|围绕|充分|"
    "以[^，,。]{2,30}(?:为|作)|在[^，,。]{2,30}(?:下|中|上)|自[^，,。]{2,20}(?:以来|年|起|被)|[下内]设|[下现]?辖|位于|地处|坐落|现有|共有|共|"
    "始建|成立于|创建于|创办于|组建|是[一全我省市县区国中]|把|将|聚焦|立足|抢抓|抓住|锚定|践行|秉[承持]|遵循|贯彻|落实|根据|依据|依托|对照|针对|"
    "通过|突出|强化|健全|推行|推进|加强|创新|努力|克服|发挥|主动|加大|着眼|历来|一直|多年来|近年来|持续|稳步|精心|率先|"
    "采取|紧密|紧盯|紧抓|出台|制定|印发|修订|实行|实施|完善|探索|做好|做实|抓好|抓实|提升|深化|召开|举办|投入|公布|发布|受理|办理|"
    "全力|先后|专门|明确|调整|多措并举|聚力|注重|重视|优化|规范(?!性)|拓宽|拓展|丰富|开通|设立|设置|启动|"
    "承担|担负|肩负|领导班子|党组|班子|[0-9]{4}年"
)
_SENDS = (
    "会同|联合|组织|牵头|抽调|抽出|成立|组成|派出|委托|对|于[0-9]|采取|利用|集中|从|开展|深入|组建|"
    "分[成为]?[0-9一二两三四五六]"
)
_PROPER = re.compile(
    "[\u4e00-\u9fff]{2}(?:中学|小学|学校|幼儿园|医院|学院|大学|公司|集团|(?:(?<!农)村|社区|街道)[\u4e00-\u9fff]{0,5}|"
    "(?:开发|园|风景|度假|示范|实验|保税)区(?:党工委|管委会|管理委员会|管理局))$"
)
_AUTHORITY = re.compile("[省市县区旗镇乡](?:委|政府|党委|党工委|人民政府|委员会|人大|政协)")
_NOT_FIRST = "全各该本我其有相上下被在由对向经为从自根据按以接受到并"
_CHAR = "[\u4e00-\u9fffXxＸｘ×*＊_○□]"


def opening(lines: Sequence[Line]) -> str:
    """The running text of the first lines, up to the first heading."""
    text = "\n".join(line.text for line in lines if not is_title(line) and not _ADDRESSED.match(line.text))
    heading = _FIRST_HEADING.search(text)
    return text[: min(heading.start() if heading else len(text), _OPENING)]


@functools.cache
def _speaker() -> re.Pattern[str]:
    ends = f"{_names.organs()}|[镇乡县市区旗]|苏木"
    return re.compile(
        rf"(?:^|[，,。\n　 ])(?P<name>(?![{_NOT_FIRST}]){_CHAR}{{1,20}}?(?:{ends}))"
        rf"(?:[（(][^）)]{{2,20}}[）)])?(?={_SPEAKS})"
    )


@functools.cache
def _told_of() -> re.Pattern[str]:
    """现将县人民法院司法公开工作情况汇报如下."""
    return re.compile(
        rf"(?:现?将|现就|我(?:主持|负责))(?P<name>(?![{_NOT_FIRST}]){_CHAR}{{1,20}}?(?:{_names.organs()}))[^，。；]{{0,30}}?(?:如下|汇报|报告|总结|全面工作)"
    )


@functools.cache
def _sender() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:^|[，,。\n　 ]|由|经)(?P<name>(?![{_NOT_FIRST}]){_CHAR}{{1,20}}?(?:{_names.organs()}))"
        rf"(?:[、和及与][^，,。；]{{2,24}}?)?(?={_SENDS})|受(?P<for>{_CHAR}{{2,20}}?(?:{_names.organs()}))委托)"
    )


@functools.cache
def _place() -> re.Pattern[str]:
    name = rf"((?![{_NOT_FIRST}]){_CHAR}{{2,20}}?(?:{_names.organs()}|[镇乡县市区旗]))"
    return re.compile(
        rf"(?:结合|针对|根据){name}的?(?:工作|具体)?实际|决定在{name}[^，,。；]{{0,8}}?(?:开展|推行|实施)"
    )


def speaker(text: str) -> str | None:
    """The body that the opening of a report begins to speak of (县水利局紧紧围绕中心工作…), a placeholder included."""
    told = _told_of().search(text)
    if told and _own(told.group("name")):
        return told.group("name")
    for match in _speaker().finditer(text):
        name = match.group("name")
        region = not _names.is_organ(name) and not _names.MASK.search(name)
        if region and (_regions.leading(name) != name or len(name) < 3):
            continue
        if _own(name) and not _AUTHORITY.fullmatch(name):
            return name
    return None


def sender(text: str) -> str | None:
    """The body that sends an inspection out or has asked for it (县教育局抽调12人组成3个检查组…)."""
    for match in _sender().finditer(text):
        name = match.group("for") or match.group("name")
        if _own(name):
            return name
    return None


def place(text: str) -> str | None:
    """The body for which a plan or rules are drawn up (结合青禾中学实际, 决定在县水务局全系统开展…)."""
    match = _place().search(text)
    name = next((found for found in match.groups() if found), "") if match else ""
    return name if name and (_names.MASK.search(name) or _own(name)) else None


def _own(name: str) -> bool:
    """Whether ``name`` is that of one body: with its region, with a proper name, or masked."""
    if _names.bare(name):
        return False
    return bool(_names.MASK.search(name) or name[0] in _names.REGIONS or _regions.leading(name) or _PROPER.search(name))
