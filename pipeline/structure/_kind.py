"""What kind of document a text is, from its title and its opening; the body wins where the two differ."""

from __future__ import annotations

import re

from pipeline.structure._titles import named_kind

# A document says in its opening what it is: 特制定本实施方案, 现制定如下意见.
_DRAWS_UP = re.compile(
    r"(?:(?:特|现|兹)?(?:制|拟)[定订]出?(?:本|此|如下|以下)|(?:特|现)制[定订])[^。；]{0,24}?"
    r"(?P<noun>方案|计划|要点|安排|预案|意见|办法|细则|规定|制度|规则|标准|规程|措施|通知)"
)
_NOUNS = {"方案": "plan", "计划": "plan", "要点": "plan", "安排": "plan", "预案": "plan", "措施": "plan"}
_SCORES = re.compile(r"(?:每[^。，,；]{1,12}扣|扣[0-9]|扣[完至]|满分|百分制|计分|加[0-9.]+分|[（(][0-9]+分[)）])")
_RATES = re.compile(r"(?:考核|考评|评分|评议|测评|评价|打分|评比|绩效)")
_INSPECTS = re.compile(r"(?:考核|检查|督查|督导|巡察|评估|抽查|验收|审计|暗访|测评|评议|调研)")
# A body whose name says that it inspects reports on its own work as others do.
_INSPECTING_BODY = re.compile(r"(?:审计|督查|督导|考核|评估|检查|巡察)(?:局|厅|署|室|办|处|科|中心|站|队)")
_OWN_CHECK = re.compile(r"(?:自查|自检|自评|自我|迎接|迎检|接受|整改|落实.{0,12}(?:反馈|意见))")
_INSPECTORS = re.compile(
    r"(?:[考检督巡评验][核查导察估议收][^。；，]{0,4}组|被(?:考核|检查|抽查|督查)|受检|[此这本]次(?:考核|检查|督查|抽查|评估|调研|督导|验收)"
    r"|(?:抽|检|核|巡|督)查了|进行了(?:全面|集中|专项|年终|实地|认真)*(?:考核|检查|抽查|督查|评估|验收|暗访))"
)
_SELF = re.compile(
    r"(?:我|本)(?:局|县|市|区|旗|镇|乡|街道|村|社区|校|园|院|委|办|厅|中心|所|站|公司|单位|部门|处|科|会|队|苏木)"
)
_REPORTS = re.compile(r"(?:总结|汇报|报告|小结)(?:如下|于后)|情况(?:报告|汇报|总结|通报)?如下|总结汇报如下")
_ESSAY = re.compile(r"(?:^|\n)[ 　【\[]*(?:摘[ 　]*要|关键词|参考文献|作者简介|内容摘要)[】\] 　]*[:：\n]?")
_ISSUED = re.compile(r"(?:印发|转发|下发|公布|颁布)[^》]{0,60}?(?P<inner>[^《》]{2,40})》?的?通知")
_SPEECH = re.compile(r"(?:^|\n)[^\n]{0,12}(?:同志们|各位(?:领导|代表|同志|来宾))[^\n]{0,6}[:：，]|刚才[，,]")
_ARTICLES = re.compile(r"(?:^|\n)[ 　]*第[一1]条")
# 2018年工作总结和2019年工作计划 reports first.
_JOINT = re.compile(
    r"(?:总结|汇报|报告|回顾|小结)(?:暨|和|与|及|、|以及|及其)[^。]{0,16}(?:计划|打算|安排|要点|思路|谋划)$"
)
_FIRST_HEADING = re.compile(r"[一1][、.．]|[（(]一[)）]")
_OPENING = 900


def kind(title: str | None, text: str) -> str:
    """The kind of a document with its ``title`` (own, else the compiler's) and its ``text``."""
    opening = text[:_OPENING].replace("\n", "")
    named = _named(title) if title else None
    if _RATES.search(title or opening[:200]) and _is_rubric(title, text, named):
        return "rubric"
    drawn = _DRAWS_UP.search(opening[:600])
    if drawn and named not in ("rubric", "article"):
        return _NOUNS.get(drawn.group("noun"), named if named == "plan" else "rules")
    if _ARTICLES.search(text) and named in (None, "rules", "other"):
        return "rules"
    about = _INSPECTING_BODY.sub("", title or "")
    checks = named == "inspection" or (_INSPECTS.search(about) and not _OWN_CHECK.search(about))
    if checks and named in ("self_report", "inspection", "other", None) and _INSPECTORS.search(text):
        return "inspection"
    if named == "article" or (named in (None, "other") and _ESSAY.search(text)):
        return "article"
    if named in ("plan", "rules", "rubric") or (named == "inspection" and not _SELF.search(opening)):
        return named
    if named is None and _SPEECH.search(text[:_OPENING]):
        return "other"
    return _spoken(named, opening)


def _spoken(named: str | None, opening: str) -> str:
    """Report or inspection by who speaks in the opening."""
    if named == "self_report":
        opening = _FIRST_HEADING.split(opening)[0]  # 成立了督查组 under a heading tells of a measure, not of who speaks
    if named in (None, "self_report", "inspection") and _INSPECTORS.search(opening) and not _SELF.search(opening):
        return "inspection" if re.search(r"[考检督巡评][核查导察估议]组", opening) else named or "other"
    if named == "inspection":
        return "self_report"
    if named in (None, "other"):
        speaks = _REPORTS.search(opening) or (named is None and (_SELF.search(opening) or opening.count("了") > 2))
        return "self_report" if speaks else "other"
    return named


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
