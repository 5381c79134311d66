"""The words that bound the noun of a count: verbs before and after it, adverbs, comparisons, compounds."""

from __future__ import annotations

import functools
import re
from importlib import resources

_OURS = r"[我本][局县市区镇乡院校委办厅旗部](?:门|单位)?|全[局县市区镇乡院校省国旗](?!面)"
_NOT_IN = "校编册职建岗线任读籍押室逃外家园院"

# Where the predicate after a noun begins (12名学生都…, 三个中心运行…), with the words that only look like it.
PREDICATE = re.compile(
    r"都(?!市|江|昌)|均(?!价|值)|已经?|全部|普遍|分别|将|要(?![求点件素闻])|可(?=以|能)|正(?=在)|仍|还|也(?!门)|就(?!业)"
    r"|没有|未(?!成年|来|婚)|不(?!动产|良|锈)|除(?!险|草|尘|雪|臭)|因|把|向(?!导)|为(?!民)|给(?!水)|进行|运行|开始|通过"
    r"|被(?!执行|告|害|征地|检查|考核|调查|监管|监督)|按(?=照|时|要求|规定|期)|参照|予以|以上|以下|左右|以来|进入|进厅|进驻"
    r"|中(?![心学小介层医药央队国职专考标间期草型])|在(?!校[生学]|编|册|职|建|岗|线|任|读|籍|押)|位于|达|占(?!地)|是|比(?![例赛武重较])"
    r"|对(?![外口象策])|(?<!比)较|同比|环比|其中|(?<![公总])共(?!产|青|享|建|同)|并(?![联网])|从(?![业事教严医警])|由|一律|逐(?!步)"
    r"|先后|相继|顺利|实行|圆满|全面(?=完|推|开|落|启)|等(?=[，,。；;：:\s）)]|$)|[0-9]{4}年"
)
# What leads a clause before its noun, taken off again and again.
LEAD = re.compile(
    r"^(?:其中|另外|另有|此外|同时|截[至止][^，,]{0,12}?(?:日|底|月|前|末|目前)|目前|现已|现(?=有|共|进)|今年以来|今年|去年|全年|本年度?"
    r"|上半年|下半年|[0-9]{4}年度?|年内|累计|总计|合计|一共|共计|共(?!产|青|享|建|同)|已经?|先后|分别|并(?!联)|还(?!款|贷|田)|又|再|均|都"
    r"|就|即|如|以及|及|和|与|或|对(?!外|口|象)|将|把|使|为(?!民)|给(?!水)|向(?!导)|于|从(?![业事教医警])|由|按(?=照)|较|同比|环比"
    rf"|在(?![{_NOT_IN}])|比(?![例赛武重])|有(?![效关限线机害色偿序])|了|的|是|等|、|[0-9]{{1,2}}[.、．]|[（(][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]是|{_OURS})"
)
# What stands between a noun and its number (资料 达到 近 1万册).
TAIL = re.compile(
    r"(?:达到了?|高达|已达|达(?!标)|分别|增加了?|减少了?|增至|减至|提高到?了?|下降到?了?|上升|增长了?|降低|为(?!民)|是|共计?|共有|有|只有"
    r"|也只有|仅有?|只|也|已|约|合计|总计|累计|计(?!划|生)|各(?!类|种)|了|近|至|到(?!位)|(?<!存)在|的|原来|原先|原有|实现|完成了?|就|均|都|全部|总共|多达|不|足"
    r"|超过|数量|数(?=达|为|$)|还|将|要|则|每年|每月|每季度?|每周|每天|每人|一年|余|等|、|和|与|及|或|“|：|:|—|-|~|～|\s|之间|大约|由|从|自"
    r"|规定|要求|至少|不少于|不低于|不超过|最多)+$"
)
ORGANISATION = re.compile(r"[县区市旗乡镇村局]|部门|单位|学校|企业|中心|社区|街道|公司|家庭|医院|窗口|科室")
PERSON = re.compile(
    r"(?:领导|干部|人员|同志|负责人|专家|教师|学生|志愿者|[联监督管指导网宣调信息协格检查辅驻评议讲解]{1,2}员|职工|群众|党员|医生|护士|代表"
    r"|委员|民警|法官|律师|企业家|劳动者|农民工?|老人|儿童|患者|人才|毕业生|大学生)(?![、和及与（(])"
)
CHANGE = re.compile(
    r"(?:^|[，,（(；;])(?:并|又|也|均|分别|实际|再|共|人数|总量)?(?:(?:同比|环比|较|相?比)[^，,；;。0-9]{0,8})?"
    r"(?:净?增加?|增长|减少|下降|上升|提高|降低|回落|增幅|降幅|缩短|压减|多|少|增收|增产|减)了?(?:达|为|近|约)?$"
)
FELL_SHORT = re.compile(r"^[，,]?[^，,。；;]{0,3}(?:只|仅|实际|实[报有到开]|才)[^，,。；;]{0,6}$")
OLDER = re.compile(r"(?:较|(?<!占)比(?![例重率])|由|从|占(?!比))[^，,。；;0-9]{0,12}$")
APART = re.compile(r"不足|不到|超过|至少|不低于|不少于|不超过|最多")
RATE = re.compile(r"[^，,；;：:]{1,16}?(?:率|占比|比例|比重|比)$")
PARTS = re.compile(r"^(?P<whole>.{2,20}?)(?:分为|分成|划分为|包括|包含|涵盖|主要有|主要是|即)[^，。]*$")
SUBJECT_END = re.compile(r"于|在|自|应当?|须|必须|要(?!求)|为(?!民)|将|从|由|不得|控制|压缩|缩短|提速")
SHORTFALL = re.compile(
    r"(?:次数|个数|数量|篇数|条数|期数|人数|份数|件数|场次|时间|天数|学时|率)?(?:严重)?"
    r"(?:不足|不够|偏少|少|未达标|达不到要求|未达到要求|未完成|不达标)$"
)
# A verb before one of these is part of a noun (公开工作, 分管领导, 建设资金).
COMPOUND = re.compile(
    "工作|制度|指南|目录|平台|系统|方案|机制|情况|水平|能力|任务|活动|标准|专栏|大厅|窗口|中心|服务|报告|材料|记录|台账|计划|培训|资金|项目"
    "|事项|信息|领导|干部|资料"
)
NO_PHRASE = set("、—-~～/和与及并同或")  # what can't begin the noun after a unit
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
_NOUN_AFTER = "率数量额者员后前时型类室厅处证书点组费局庭案力权性品物领金款栏墙屏网"


@functools.cache
def _verbs() -> re.Pattern[str]:
    text = resources.files("pipeline.words").joinpath("item_verbs.txt").read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if line and not line.startswith("#")]
    longest = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?<!信息)(?<![政村财党校院厂]务)(?<!申请)(?<!社会)(?<!公)(?:{longest}|服务(?=群众|企业|居民|农户|师生|百姓)|报送(?!的)|办[（(]受[)）]理|受[（(]办[)）]理)(?![{_NOUN_AFTER}]|人(?![员民才士口数群]))了?"
    )


def verbs(phrase: str) -> list[re.Match[str]]:
    """The verbs of ``phrase`` outside titles and quotations, in order."""
    if "《" in phrase or "“" in phrase:
        phrase = _QUOTED.sub(lambda match: "□" * len(match[0]), phrase)
    return list(_verbs().finditer(phrase))
