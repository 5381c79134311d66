"""Names of units as lists and clauses have them: before a mark, or at the head of a clause that goes on without one."""

from __future__ import annotations

import re

MASKED = r"[XxＸ×＊*+＋某_○□]{1,4}"
FIGURE = rf"(?:[0-9０-９]{{1,3}}(?:[.．][0-9０-９]{{1,3}})?|{MASKED}(?:[.．]{MASKED})?|[0-9]{{1,2}}[XxＸ×]{{1,2}})"
_SUFFIX = (
    "乡|镇|街道|街道办|办事处|苏木|嘎查|村|社区|局|委|办|办公室|中心|院|学校|小学|中学|大学|幼儿园|公司|厂|所|站|大队|支队|总队|队|处|科|股"
    "|室|部|县|区|市|旗|州|厅|会|组|团|馆|台|社|行|矿|农场|林场|分局|支行|卫生院|医院|法院|检察院|银行|联社|工会|团委|妇联|残联|科协|工商联"
    "|党校|档案馆|武装部|窗口"
)
NAME = (
    rf"(?:[\u4e00-\u9fffA-Za-z·（）()]{{0,18}}?(?:{_SUFFIX})|{MASKED}[\u4e00-\u9fff]{{0,8}}"
    rf"|[\u4e00-\u9fff]{{1,6}}{MASKED}[\u4e00-\u9fff]{{0,6}})"
)
_MASK = re.compile(rf"{MASKED}|(?<![A-Za-z])[A-Z](?=窗口|单位|公司|街道|社区|[局镇乡村县区市校院])")

# No unit is named by what an inspection looks at; without these a fault would lend its first words to a name.
_NO_NAME = (
    r"[，,、；;。：:（(\s0-9]|(?<=[局委办室院所站处镇乡村县区市])和|共(?!青)|[与及在未没的了被按将把设至从因让给或其该各每迟漏缺错空超]|向(?!阳)|不(?!动产)|无(?![锡为线])|(?<![国公私])有"
    r"|公开|更新|报送|上报|召开|开展|建立|制定|落实|调整|反映|处理|投诉|记录|制度|会议|资料|材料|小组|栏|公示|人员|干部|考核|工作|网站"
)
_CHAR = rf"(?:(?!{_NO_NAME})[\u4e00-\u9fff])"
_MASKED_NAME = rf"(?:{MASKED}|[A-Z](?![A-Za-z]))"
_PLACE = (
    rf"(?:{_CHAR}{{1,5}}?|{_MASKED_NAME})(?:乡|镇|街道办事处|街道办|街道|办事处|苏木|社区|村委会|村|县|区|市)"
    r"(?![级域直城政场区划组支庄]|务(?!公开)|内(?![涝容部])|民(?!主|政))"
)
_BODY = (
    rf"(?:{_CHAR}{{1,11}}?|{_MASKED_NAME})(?:局|委员会|委(?!办)|办公室|办|窗口|小学|中学|大学|学院|学校|幼儿园|[法医]院|卫生院|检察院|公司|分公司"
    r"|[税派司财工交国环][\u4e00-\u9fff]{0,2}所|卫生所|银行|妇联|残联|科协|文联|工商联|供销社|信用社|联社|党校|总工会|工会|团委|武装部|大队|支队"
    r"|(?:服务|信息|管理|疾控|控制|交易)中心|[农林]场|气象台|电视台|图书馆|档案馆|文化馆|文化站|管理站|工作站|农技站)"
    r"(?![理事结件证学托员部面])"
)
_HEAD = re.compile(rf"(?:{_PLACE}){{0,2}}(?P<body>{_BODY})|(?:{_PLACE}){{1,2}}")
_PLACES = re.compile(rf"(?:{_PLACE}){{1,2}}")
_OFFICE = re.compile(rf"(?:{_CHAR}{{1,12}}|{_MASKED_NAME})(?:所|站|科|股|室|处|中心|队|馆|厂|院)")
_ANY = re.compile(
    r"[我本该各其每据由在]|如(?![东皋意])|经(?![济信开贸管])|对(?!外)|(?:根据|按照|依据|通过|截至|目前|日前|近期|今后|[今去前当]年|年[末初底度中]|[上下]半年|本?季度)|全(?=[县市区镇乡村局省])|(?:有的|部分|少数|多数|大多|个别|一些|其他|其它|其余|所有|整个|某些|下[属辖]|所[属辖]|直属|辖区|基层"
    r"|上级|有关|相关|责任|牵头|主管|进驻|派驻|内设|农村|城市|小区)|[两一二三四五六七八九十几]+(?:个|家|名|所(?!中))"
)
_COMMON = re.compile(
    r"(?:[乡村城集市县小辖社园景山地厂校库林灾片郊街门超全老新农]|乡镇|县[市区])[镇乡村区市县]|[乡镇市][村县]|(?:[布格全结大]|当)局|[纪党编常居村工支管]委"
    r"|[承主经督举开代补自转交催查协待受难快即一]办|(?:党委|党政|政府|局|镇|乡|村|纪委|监察|值班)?办公室|中小学|医院|卫生院|学校|公司"
    r"|(?:[\u4e00-\u9fff]{0,4}(?:监督|评议|居民|村民|仲裁|工作|家长|管理))委员会|窗口|(?:便民|办事|服务|收费|政务|综合|咨询|投诉)[\u4e00-\u9fff]{0,2}窗口"
    r"|(?:便民|政务|行政)?服务中心|(?:社区|街道)"
)


def is_masked(text: str) -> bool:
    """Whether a name or a figure is a placeholder (X镇, ××局, A窗口)."""
    return _MASK.search(text) is not None


def is_named(name: str) -> bool:
    """Whether ``name`` is that of one unit, and not a common noun (办公室, 各乡镇, 监督委员会)."""
    return not _ANY.match(name) and not _COMMON.fullmatch(name)


def is_unit(told: str) -> bool:
    """Whether the words are the name of a unit, offices within one (财政所, 督查科) included, and nothing else."""
    return leading(told) == len(told) or bool(_OFFICE.fullmatch(told) and is_named(told))


def leading(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Where the name ends with which a clause begins (大湾村财务公开未逐笔列明); None where it begins with none."""
    stop = len(text) if end is None else end
    found = _HEAD.match(text, start, stop)
    if found and found["body"] and not is_named(found["body"]):
        found = _PLACES.match(text, start, stop)
    return found.end() if found and is_named(found[0]) else None
