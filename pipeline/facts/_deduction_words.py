"""The wordings of deductions: how points are taken off, per what, by which rule, and what was required."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline import numerals
from pipeline.facts._entry_names import MASKED

_NUMBER = rf"(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[零一二两三四五六七八九十半]+(?:点[零一二三四五六七八九]+)?|{MASKED})"
_RANGE = rf"(?:\s?[-—~～至到]\s?{_NUMBER})?"
_UNITS = "人次|个|次|篇|条|件|份|期|场|项|人|家|户|处|天|台|块|本|册|名|盏|具|面|辆|棵|页|%|％|万元|元|小时|学时|平方米"
_FIGURE = "[0-9０-９.]+|[零一二两三四五六七八九十百千]+"

_KIND = "(?:[年季月]?[度终]?(?:目标|绩效|量化)?考核(?:得|总)?分|绩效分)?"

TAKEN = re.compile(
    rf"(?P<total>共计?|合计|累计|总共|一共|小计|总计)?(?:[倒酌]情?)?(?<!每)(?:扣[除减掉去罚]?|减[去掉扣]?)(?:了|去)?{_KIND}\s?(?P<points>{_NUMBER})"
    rf"(?P<range>{_RANGE})\s?分(?!钟|别|之|管)(?:\s?[/／每](?:[一1]?)(?P<each>次|项|条|件|个|篇|人|天|起|处|份|例))?"
    rf"|(?<![0-9０-９一-十])[-－–—]\s?(?P<minus>[0-9０-９]+(?:[.．][0-9０-９]+)?)\s?分(?!钟|别|之)"
    rf"|不(?:予?得|给|计)分?\s?分?[（(](?:该项|本项|此项|共|满分|分值)?(?:目?(?:分值|满分|计|为))?\s?(?P<whole>{_NUMBER})\s?分[)）]"
    rf"|(?:该项|本项|此项)(?:目?(?:分值|满分|计|为)?)?\s?(?P<whole2>{_NUMBER})\s?分?\s?[,，]?"
    r"(?:不得分|全扣|扣完|不给分|不予得分|计零分|全部扣除)"
)
BRACKETED = re.compile(
    rf"[（(]\s?(?:扣|-|－)?\s?(?P<points>{_NUMBER})\s?分?[)）]|(?<![得加为高低差多满0-9.])(?<![得总]分)(?P<points2>[0-9]+(?:\.[0-9]+)?)\s?分(?!钟|别)"
)
BRACKET_CUE = re.compile(
    r"(?:扣分|失分|被扣)(?:原因|事项|项目?|情况|理由|说明|依据|点|问题|内容)?(?:主要)?(?:有|是|为)?[:：]"
    r"|(?:扣分|失分)(?:点|项)?(?:主要)?(?:集中|体现|反映|表现)[在于为]"
)
THRESHOLD = re.compile(r"\s?(?:[（(]含[^）)]{0,6}[)）])?[及或]?(?:以[上下内]|者)")
CAP = re.compile(r"(?:最多|最高|上限|封顶|至多|不超过|(?<![时期年])限)(?:为|可|累计)?$")
TAIL = re.compile(r"[,，:：、\s—\-（(]*(?:[自被应须按共合计累各均都]|分别|予以|给予|酌情|依规|相应|一次性)?$")
STATED = re.compile(r"(?:^|[,，])[^,，]{0,12}(?:得|满分|得分|分值)[为:：]?\s?[0-9.]+\s?分$")
BECAUSE = re.compile(r"\s?[,，（(]?\s?的?(?:主要)?原因[是为:：]+")
AFTER = re.compile(
    r"\s?(?:[,，（(]\s?(?:主要(?:是|原因[是为:：]?)?|因为?|由于)[:：]?|[,，（(]?\s?的?(?:主要)?原因[是为:：]+)"
    r"(?P<reason>[^\n。；;）)]{4,80})"
)
AFTER_COLON = re.compile(r"\s?[)）]?[:：]\s?(?P<reason>[^\n。；;）)扣减]{3,80})(?=[\n。；;）)]|$)")
AFTER_BRACKET = re.compile(
    r"\s?[（(](?!含|满分|自评|见|详见|按|每|共)(?P<reason>(?:(?!扣|减|[0-9]\s?分)[^\n）)]){3,80})[)）]"
)
NO_TOPIC = re.compile("各|以下|如下|单位|部门|乡镇|扣分|失分")
BASE = re.compile(r"^(?:考核)?(?:基础|基准|基本|起评|起始|满|总)分(?:为|是)?[:：]?\s?[0-9.]+\s?分$")
AGAIN = re.compile(rf"^共(?:计|有)?(?:{_FIGURE})\s?(?:{_UNITS})[^，,]{{0,6}}$")
TOPIC = re.compile(r"^(?P<topic>[^:：]{3,30}?)(?:扣分|失分|方面)?(?:情况)?[:：]\s?(?P<unit>[^:：,，]{2,20})$")
# 县教育局（扣2分，目录未更新）
AFTER_COMMA = re.compile(r"[,，]\s?(?P<reason>[^\n，,（(）)扣减]{3,80})(?=[)）])")
BEHIND = (BECAUSE, AFTER_COLON, AFTER_BRACKET, AFTER_COMMA)  # where the fault stands if not before the points
ONCE = re.compile(r"[少缺漏迟未晚][报开交发]?[1一](?P<per>次|篇|条|件|期|份|场|项|天|个|人)$")
_SHORT_PER = re.compile(r"[,，]?(?:发生|出现|发现)?一(?P<per>起|次|例|件|条|项|个|人|处|份|篇|天|名|期|户|家)$")
_ONLY = re.compile(r"[只仅才][^,，]{0,6}$")  # 只搞了一次 tells how often it was done, no price
_EACH = re.compile(
    r"[,，]?(?<![未不有按])(?:每|逐(?=[\u4e00-\u9fff]$))[\u4e00-\u9fff]{0,6}?(?:[一1]\s?)?"
    r"(?P<per>个百分点|人次|起|次|例|件|条|项|个|人|处|份|篇|天|日|名|期|户|家|宗|笔|场|票|%|月|季度?|村|门|台|盏|具|块|面|辆|棵|米|页)[\u4e00-\u9fff]{0,8}[,，]?$"
)
_LACKS = re.compile(r"[少缺漏差][报交开填项]?$")  # 缺一项: what each costs is the fault
_FAULT_INSIDE = re.compile(r"^每[少缺漏差超迟错]")  # without it the reason would tell no fault: 领导小组会议每少一次
_RULE = re.compile(
    r"的[,，]?$|每[少缺漏差超迟错][报开交发]?[一1]?[个次篇条件份期场项人天]|^每|[,，]每|每[一1]?(?:人次|[起次例件条项个人处份篇天日期户家宗笔场台块月]|季度?)[,，]?$|^凡|^(?:未|不|无|没有|发生|迟报|漏报|逾期)[^,，。]{1,40}的[,，]"
)
# What each case costs tells the fault itself (每少报1篇), or a clause opens with the fault.
_FAULT_OPENS = re.compile(
    r"(?:每(?:[一1]?[次项篇]?)?(?:少|缺|漏|低|降|下降|减|差|超|迟|晚|逾|不足)|未|没|无(?!故障)|不(?!少于|低于|断)|缺|逾期|超期|超时"
    r"|超过|低于|少于|达不到|否则|迟[报交]|漏[报交]|违反)"
)
_FAULT = re.compile(
    r"未|没有|无(?!偿|缝|障碍)|不(?!少于|低于|小于|得|超过|断|定期|准|多于|迟于|允许)|缺|漏|迟(?!于)|逾|违|虚|乱|差(?!额|旅)|脱岗|空白|落后|擅自|被投诉|查实|失误|事故"
)
_DID = re.compile("实[际有报到开办交发完]|只|仅|才")
_NEED = re.compile(
    rf"(?:规定|要求|应|须|必须|需|计划|不少于|不低于|至少|任务|标准|目标)[^,，;；。(（]{{0,14}}?(?P<required>{_FIGURE})\s?(?P<unit>{_UNITS})"
)
_DONE = re.compile(
    rf"(?:只|仅|实际|实|才|共|已|完成)[^0-9０-９,，;；。一二三四五六七八九十]{{0,12}}?(?P<actual>{_FIGURE})\s?(?P<unit>{_UNITS})"
)

# A clause that is nothing but what was reached, below what was asked of all before (马坝乡报送4篇扣1分).
_REACHED = re.compile(
    r"(?:全年|全月|上半年|下半年|[一二三四]季度|本?年度)?(?:一?共|总共|累计|只|仅|实际|实)?"
    r"(?:报送|上报|报|完成|召开|开展|举办|组织|公开|发布|被?采用|被?录用|提交|更新|开)了?[^0-9０-９,，未不缺少漏迟错差无逾超]{0,8}?"
    rf"(?P<actual>{_FIGURE})\s?(?:{_UNITS})$"
)


def price(reason: str) -> tuple[str, str | None]:
    """The reason without its price clause (一起, 每少一次), and the unit that the price is for."""
    match = _EACH.search(reason) or _SHORT_PER.search(reason)
    if match is None or (match.re is _SHORT_PER and _ONLY.search(reason[: match.start()])):
        return reason, None
    if match.re is _SHORT_PER and _LACKS.search(reason[: match.start()]):
        return reason, match["per"]
    if _FAULT_INSIDE.search(match[0]) and reason[match.start() - 1 : match.start()] != "的":
        return reason, match["per"]
    return reason[: match.start()].rstrip(",，、:： ") or reason, match["per"]


def demand(told: str) -> int:
    """How long a requirement stands before the fault of a rule (专题会议不少于3次，每少一次); 0 where there is none."""
    for comma in reversed([at for at, char in enumerate(told) if char in ",，"]):
        if _FAULT_OPENS.match(told, comma + 1) and told[:comma].count("（") == told[:comma].count("）"):
            before = told[:comma]
            return 0 if _FAULT.search(before) or _DID.search(before) else comma + 1
    return 0


def tells_fault(told: str) -> bool:
    """Whether the words tell what was wrong."""
    return _FAULT.search(told) is not None


def is_rule(reason: str) -> bool:
    """Whether the words before the points lay down a rule (未…的，每少一次) rather than tell a deduction made."""
    return _RULE.search(reason) is not None


def required(reason: str) -> tuple[Decimal | None, Decimal | None]:
    """What was required and what was done (规定不少于6次只召开了2次), in one unit."""
    need = _NEED.search(reason)
    if need is None:
        reached = _REACHED.match(reason)
        figure = numerals.parse(reached["actual"]) if reached else None
        return None, figure.value if figure else None
    done = _DONE.search(reason, need.end())
    if done is None or done["unit"] != need["unit"]:
        return None, None
    first, second = numerals.parse(need["required"]), numerals.parse(done["actual"])
    return (first.value, second.value) if first and second else (None, None)
