"""What kind of document a text is, from its title and its opening; the body wins where the two differ."""

from __future__ import annotations

import re

from pipeline.structure import _subject
from pipeline.structure._titles import named_kind

# A document says in its opening what it is: 特制定本实施方案, 现制定如下意见.
_DRAWS_UP = re.compile(
    r"(?:(?:特|现|兹)?(?:制|拟)[定订]出?(?:本|此|如下|以下)|(?:特|现)制[定订])[^。；]{0,24}?"
    r"(?P<noun>方案|计划|要点|安排|预案|意见|办法|细则|规定|制度|规则|标准|规程|措施|通知)"
)
# Or its first sentence does: 为…，根据…，结合实际，制定2013年党务公开实施方案。
_SETS_OUT = re.compile(
    r"^[^。；]{0,40}?(?:为|根据|按照|依据|遵照|结合)[^。；：:]{4,240}[，,](?:现|特|兹|就|经研究|现就[^，,]{2,20})?[，,]?"
    r"(?:制[定订]|拟[定订]|提出|[作做]出?)(?!了)[^。；，,了过：:]{0,30}?"
    r"(?P<noun>方案|计划|要点|安排|预案|意见|办法|细则|规定|制度|规则|标准|规程|措施|通知)(?:如下)?[。：:；\n]"
)
_NOUNS = {"方案": "plan", "计划": "plan", "要点": "plan", "安排": "plan", "预案": "plan", "措施": "plan"}
_SCORES = re.compile(r"(?:每[^。，,；]{1,12}扣|扣[0-9]|扣[完至]|满分|百分制|计分|加[0-9.]+分|[（(][0-9]+分[)）])")
_RATES = re.compile(r"(?:考核|考评|评分|评议|测评|评价|打分|评比|绩效)")
_INSPECTS = re.compile(r"(?:考核|检查|督查|督导|巡察|评估|抽查|验收|审计|暗访|测评|评议|调研)")
# A body whose name says that it inspects reports on its own work as others do.
_INSPECTING_BODY = re.compile(r"(?:审计|督查|督导|考核|评估|检查|巡察)(?:局|厅|署|室|办|处|科|中心|站|队)")
_OWN_CHECK = re.compile(r"(?:自查|自检|自评|自我|迎接|迎检|接受|整改|落实.{0,12}(?:反馈|意见))")
# A body tells the public how it has mended what was found: 关于巡察整改情况的通报.
_MENDED = re.compile("整改(?:落实|完成|进展|工作)?情况的?(?:通报|公告|公示)$")
_INSPECTORS = re.compile(
    r"(?:[考检督巡评验][核查导察估议收][^。；，]{0,4}组|被(?:考核|检查|抽查|督查)|受检|[此这本]次(?:考核|检查|督查|抽查|评估|调研|督导|验收)"
    r"|(?:抽|检|核|巡|督)查了|进行了(?:全面|集中|专项|年终|实地|认真)*(?:考核|检查|抽查|督查|评估|验收|暗访))"
)
# The group that a report is made to.
_TO_GROUP = re.compile(
    r"(?:[向请对]|欢迎|迎接|接受|各位|尊敬的)[^，。：:]{0,8}[考检督巡评验][核查导察估议收][^。；，：:]{0,4}组|"
    r"[考检督巡评验][核查导察估议收][^。；，：:]{0,4}组[^，。]{0,8}[:：]"
)
_SELF = re.compile(
    r"(?:我|本)(?:局|县|市|区|旗|镇|乡|街道|村|社区|校|园|院|委|办|厅|中心|所|站|公司|单位|部门|处|科|会|队|苏木)"
)
_REPORTS = re.compile(
    r"(?:总结|汇报|报告|小结|述职|述廉|介绍|交流|说明|回顾)(?:如下|于后)|情况[^，。；]{0,6}如下|做法(?:和体会|和经验)?(?:是|有|如下|主要是)|"
    r"(?:介绍|汇报|报告)(?:一下|给大家)"
)
# A report without a title begins to look back or to speak of its body.
_LOOKS_BACK = re.compile(
    r"^[^。]{0,60}?(?:以来[，,]|年来[，,]|本学[年期]|上半年|(?:19|20)[0-9xX]{2}年度?[，,]|"
    r"在[^。，]{2,40}(?:领导|指导|支持|关心|关怀|帮助)下)"
)
# A label above the title: 【经验交流材料之六】.
_EXPERIENCE = re.compile(r"^[^。\n]{0,12}(?:经验|交流|典型|事迹|发言|先进)[^。\n]{0,8}材料")
_INFORMS = re.compile(r"通报(?:如下|于后)")
_ESSAY = re.compile(r"(?:^|\n)[ 　【\[]*(?:摘[ 　]*要|关键词|参考文献|作者简介|内容摘要)[】\] 　]*[:：\n]?")
_ISSUED = re.compile(r"(?:印发|转发|下发|公布|颁布)[^》]{0,60}?(?P<inner>[^《》]{2,40}?)》?的?通知")
_SPEECH = re.compile(r"(?:^|\n)[^\n]{0,12}(?:同志们|各位(?:领导|代表|同志|来宾))[^\n]{0,6}[:：，]|刚才[，,]")
_ARTICLES = re.compile(r"(?:^|\n)[ 　]*第[一1]条")
# 2018年工作总结和2019年工作计划 reports first.
_JOINT = re.compile(
    r"(?:总结|汇报|报告|回顾|小结)(?:暨|和|与|及|、|以及|及其)[^。]{0,16}(?:计划|打算|安排|要点|思路|谋划|展望)$"
)
_FIRST_HEADING = re.compile(r"[一1][、.．]|[（(]一[)）]")
_OPENING = 900
_SENTENCE = 400


def kind(title: str | None, text: str) -> str:
    """The kind of a document with its ``title`` (own, else the compiler's) and its ``text``."""
    opening = text[:_OPENING].replace("\n", "")
    named = _named(title) if title else None
    if _RATES.search(title or opening[:200]) and _is_rubric(title, text, named):
        return "rubric"
    drawn = _DRAWS_UP.search(opening[:600]) or _SETS_OUT.match(_first_words(title, text))
    if drawn and named not in ("rubric", "article"):
        return _NOUNS.get(drawn.group("noun"), named if named == "plan" else "rules")
    if _ARTICLES.search(text) and named in (None, "rules", "other"):
        return "rules"
    if title and _MENDED.search(title):
        return "self_report"
    if named in ("self_report", "inspection", "other", None) and _inspects(title or "", named, opening, text):
        return "inspection"
    if named == "article" or (named in (None, "other") and _ESSAY.search(text)):
        return "article"
    if named in ("plan", "rules", "rubric") or (named == "inspection" and not _SELF.search(opening)):
        return named
    if named is None and _EXPERIENCE.match(text):
        return "self_report"
    if named is None and _SPEECH.search(text[:_OPENING]):
        return "other"
    return _spoken(named, opening)


def _inspects(title: str, named: str | None, opening: str, text: str) -> bool:
    """Whether the title speaks of a check, and the text is by those who made it."""
    if named == "inspection":
        return bool(_INSPECTORS.search(text))
    about = _INSPECTING_BODY.sub("", title)
    if not _INSPECTS.search(about) or _OWN_CHECK.search(about):
        return False
    own = _SELF.search(opening)
    return bool(_INSPECTORS.search(_TO_GROUP.sub("", _FIRST_HEADING.split(opening)[0]) if own else text))


def _first_words(title: str | None, text: str) -> str:
    """The beginning of the text under its title, if it has one of its own."""
    return text[:_SENTENCE].removeprefix(title or "").lstrip()


def _spoken(named: str | None, opening: str) -> str:
    """Report or inspection by who speaks in the opening."""
    if named == "self_report":
        opening = _FIRST_HEADING.split(opening)[0]  # 成立了督查组 under a heading tells of a measure, not of who speaks
    if named in (None, "self_report", "inspection") and _INSPECTORS.search(opening) and not _SELF.search(opening):
        sent = re.search(r"[考检督巡评][核查导察估议]组", opening) or (named is None and _INFORMS.search(opening))
        return "inspection" if sent else named or "other"
    if named == "inspection":
        return "self_report"
    if named in (None, "other"):
        speaks = _REPORTS.search(opening) or (named is None and _speaks(opening))
        return "self_report" if speaks else "other"
    return named


def _speaks(opening: str) -> bool:
    """Whether a text without a title speaks of its body's work."""
    told = _SELF.search(opening) or opening.count("了") > 2 or _LOOKS_BACK.match(opening)
    return bool(told or _subject.speaker(_FIRST_HEADING.split(opening)[0]))


def _named(title: str) -> str | None:
    if _JOINT.search(title):
        return "self_report"
    issued = _ISSUED.search(title)
    if issued:
        return named_kind(issued.group("inner")) or "rules"
    return named_kind(title)


def _is_rubric(title: str | None, text: str, named: str | None) -> bool:
    if named == "rubric":
        return True
    scored = len(_SCORES.findall(text[:20000]))
    return (
        named in ("rules", "plan", None)
        and scored >= 3
        and not re.search(r"[考检][核查]组[^。]{0,20}对", text[:_OPENING])
    )
