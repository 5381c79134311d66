"""Names of bodies: how they end, stand in a title, in a 落款 or under a title, and what several have in common."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline import words
from pipeline.structure import _regions

REGIONS = frozenset("县市区旗镇乡省州盟")
MASK = re.compile(r"[XxＸｘ×*＊_○□]|某")
# Words for all bodies of a kind, and the like, that name none.
_GENERIC = re.compile(r"乡镇|县区|市县|县市|城镇|街镇|村镇|市区|城区|社区|全[县市区镇乡]")
_COLLECTIVE = re.compile(r"全[县市区镇乡州省旗体]|本(?!溪)|[各我该]|乡镇|县区|市县")
_BARE = re.compile(
    r"(?:[本该]?[局委办院校厂所站镇乡村县市区]|学校|医院|卫生院|中学|小学|幼儿园|学院|公司|企业|银行|社区|街道|法院|检察院|派出所|中心|"
    r"(?:[局委办院校厂所站]|学校|医院|公司|中心|社区)?(?:党委|党组|党总支|党支部|政府|行政|综合|党政)?"
    r"(?:办公室|党政办|村委会|居委会|党委|党组|党总支|党支部|政府|工会|领导小组))"
)
_LINE = re.compile(r"^[^0-9。，,；;：:、（）()《》]{2,34}$")
_YEAR = re.compile(r"^(?:(?:19|20)[0-9]{2}|20[xX×]{2}|二[〇○零][〇○零一二三][一二三四五六七八九〇○零])(?:年度?)?")
# What stands around the name of a body in a 落款 or a byline.
_LABEL = re.compile(
    r"^[（(]?(?:(?:报告|汇报|报送|填报|自评|自查|制定|编制|作者|申报|发布|述职)?(?:单位|机关)|落款)"
    r"(?:[（(][^）)]{1,6}[）)])?[：:][ 　]*"
)
_SEAL = re.compile(r"[ 　]*[（(](?:盖章|公章|印章?|章|加盖公章)[）)]$")
_APART = re.compile(r"[ 　、]+")
_BLANK = re.compile("[ 　]")
# No line that names a body, with its label and seal, is longer.
_LONGEST = 60
# A title names its body up to here at most …
_HARD = re.compile(
    r"关于|(?:19|20)[0-9xX×*]{2}|[１２][０-９]{3}|二[〇○零]|近[几两三]?年|上半年|下半年|第[一二三四]季度|[一二三四]季度|年度|[\s：:（(《“]"
)
# … and these may follow the name directly.
_TOPIC = re.compile(
    r"[\u4e00-\u9fff]务(?:工作)?公开|信息|公开|工作|年终|绩效|依法|自查|整改|办事|办税|服务|开展|落实|推进|贯彻|推行|加强|深化|"
    r"创新|积极|深入|全面|优化|打造|争创|实施|迎接|对|在|以|学校|中小学|社区|村级|农村|党建|党风|党员|廉政|作风|行风|政风|"
    r"精神文明|创建|安全|综治|平安|法治|普法|扶贫|脱贫|领导班子|班子|履行|财务|述职|目标|管理|内部|印发|转发|机关|干部|民主|"
    r"信访|档案|统计|教育|培训|投诉|整治|专项|规范|十[一二三四五]五|半年|年|月|主要|重点|各项|权力|行政|执法|审批|信用|采购|"
    r"预算|决算|社会|事业|环境|人才|招生|收费|医德|师德|文明|卫生(?!院|室|所|服务|监督)|健康|疫情|防控|防汛|公共|群众|便民|效能|考核|检查"
)
# A title that begins so names what is done, or to whom.
_DOES = re.compile(
    r"巡察|检查|督查|考核|评估|审计(?![局厅署])|开展|加强|做好|推进|落实|印发|转发|调整|召开|报送|申报|完善|健全|建立|规范|提高|"
    r"推行|改进|优化|实[施行]|加快|强化|构建|创新|深化|明确|商请|申请|解决|切实|进一步|认真|全面|深入|"
    r"[浅论谈在为致]|试(?!验)|对(?!外)"
)
# A body may be part of the one named before it, with a name of its own that ends so.
_PART = re.compile(
    r"(?:办公室|办|党委|党组|党总支|支部|党工委|纪委|纪工委|工会|团委|队|所|科|处|站|局|中心|小组|组|会|"
    r"办事处|工作部|政府|法庭|室|部|专班|联席会议|党校)$"
)
_LINKS = re.compile(r"关于|开展|落实|推进|贯彻|推行|加强|[对在和与及、]")


def longest_first(found: Iterable[str]) -> str:
    """``found`` as alternatives of a pattern."""
    return "|".join(sorted(found, key=len, reverse=True))


@functools.cache
def organs() -> str:
    """All words that end the name of a body, as alternatives of a pattern."""
    return longest_first(row[1] for row in words.rows("organs.tsv") if row[0] == "organ")


@functools.cache
def _organ() -> re.Pattern[str]:
    """A word that ends the name of a body, and is no part of another word."""
    return re.compile(
        rf"(?:{organs()})(?<!农村)(?<!乡村)(?<!网站)(?<!场所)(?<!常委)(?<!科学科)(?<!承办)(?<!主办)(?<!督办)"
        r"(?<!村(?=[级务民规干]))(?<!办(?=[法事理公证]))(?<!委(?=[托派员]))(?<!处(?=[理罚置分]))(?<!所(?=[有属辖在长]))"
        r"(?<!站(?=[点所]))(?<!科(?=[学技目室]))(?<!局(?=[部面长]))(?<!中心(?=[校学小幼卫]))(?<!(?<!人民)政府(?=信息|采购|网站|系统|购买|职能))"
    )


@functools.cache
def _organ_end() -> re.Pattern[str]:
    return re.compile(f"(?:{organs()})$")


@functools.cache
def endings() -> Mapping[str, str]:
    """What the word after 我 or 本 can stand for, as alternatives of a pattern."""
    found: dict[str, list[str]] = {}
    for row in words.rows("organs.tsv"):
        if row[0] == "self":
            found.setdefault(row[1], []).append(row[2])
    return {word: longest_first(ends) for word, ends in found.items()}


def is_organ(name: str) -> bool:
    """Whether ``name`` ends as the name of a body, and not of a region."""
    return bool(_organ_end().search(name))


def bare(name: str) -> bool:
    """Whether ``name`` says only what kind of body it is (局办公室, 学校)."""
    return bool(_BARE.fullmatch(name))


def body(text: str) -> str | None:
    """A line or a part of one as the name of a body, where it is one; label, year and seal are left out."""
    if len(text) > _LONGEST:
        return None
    name = _BLANK.sub("", _YEAR.sub("", _stripped(text)))
    if not _LINE.match(name) or _COLLECTIVE.match(name):
        return None
    return name if is_organ(name) or _regions.leading(name) == name else None


def _stripped(text: str) -> str:
    return _LABEL.sub("", _SEAL.sub("", text.strip(" 　"))).strip(" 　()（）【】")


def signed(text: str) -> str | None:
    """The body or bodies that a line names, as one: 青石镇党委 青石镇政府 are 青石镇."""
    if len(text) > _LONGEST:
        return None
    parts = _APART.split(_stripped(text))
    names = [name for part in parts if len(part) > 2 and (name := body(part)) and is_organ(name)]
    if len(names) == len(parts) > 1:
        return together(names)
    by_person = len(parts) == 2 and len(names) == 1 and len(parts[1]) < 4
    return names[0] if by_person and parts[0] == names[0] else body(text)


def together(names: Sequence[str]) -> str:
    """What bodies that sign together have in common, where that is a place; else the first of them."""
    if len(names) == 1:
        return names[0]
    whole, *others = names
    if all(bare(name) for name in others) and (seat := re.match(f"..+?{others[0][0]}", whole)):
        return seat[0] if others[0][0] in "村镇乡" else whole
    common = functools.reduce(_shared, (re.sub("^中共", "", name) for name in names))
    place = re.search(r"^.*(?:[镇乡村县市区旗]|街道|社区|苏木|农场)", common)
    return place.group() if place and len(place.group()) > 2 else names[0]


def _shared(one: str, other: str) -> str:
    return one[: next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))]


def titled(title: str) -> str | None:
    """The body that a title begins with (和林格尔县2013年…, 县民政局近年来…), a placeholder included."""
    text = _YEAR.sub("", re.sub("^关于", "", title.split("——")[-1].strip("《》 　—－-")))
    if _DOES.match(text) or _COLLECTIVE.match(text):
        return None
    hard = _HARD.search(text, 1)
    limit = min(hard.start() if hard else len(text), 36)
    ends = [match.end() for match in _organ().finditer(text, 0, limit + 4) if match.end() <= limit]
    ends = [end for end in ends if end > 1]
    if not ends:
        return _region(text, limit)
    closed = [end for end in ends if end == limit or _TOPIC.match(text, end)]
    first = closed[0] if closed else ends[0]
    for end in closed:
        if end > first and _PART.search(text, first, end) and not _LINKS.search(text, first, end):
            first = end
    return text[:first]


def _region(text: str, limit: int) -> str | None:
    topic = _TOPIC.search(text, 1, limit + 4)
    head = text[: min(topic.start(), limit) if topic else limit]
    head = re.sub(f"(?:{_GENERIC.pattern}|政府|[直级])$", "", head)
    named = 2 <= len(head) <= 14 and head[-1] in REGIONS
    return head if named and not _GENERIC.fullmatch(head) else None
