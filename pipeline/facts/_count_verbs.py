"""The verbs around a count: those of the lists in ``words``, and those that jieba's dictionary flags as verbs."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import NamedTuple

from pipeline import segment
from pipeline.facts import _count_words as words

_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
# What makes a noun of the verb before it (办结率, 公示栏), unless it begins a longer word itself (提供费用).
_NOUN_AFTER = (
    "率|量(?!化)|额|队(?!伍)|站(?![台所点])|车(?![辆间位站流次票库])|机(?![构关制会动场井票车器具械电油耕房组])|仪(?![式器表])|会(?![计议员场同展签商谈审诊晤])|者|员|前|后|时(?!限)|型|类|室|厅|处(?![理罚置方])|证(?![照件明书])|书(?![记籍画架柜桌屋院店刊])|点(?!位)|组(?!织)|费(?!用)|局|庭|案(?![件卷])"
    "|力(?!量)|权(?![限力])|性|品|物(?![资业价])|领(?!导)|金(?![额属])|款(?!项)|栏(?!目)|墙(?!体)|屏|网(?![络站格点吧约上])|牌|单(?![位据])|表(?![箱扬彰态达示演现决明])|日(?![常期前夜])"
)
# Verbs without an object that is counted: before a noun they tell which (来访群众, 在册党员).
_ATTRIBUTES = re.compile(
    "来[访信电自]|到[馆会场岗位期校访站]|在[\u4e00-\u9fff]$|入[住户驻学库园选职党院境会围]|住院|出[院席境勤]"
    "|参[会训展赛保加评检演]|与会|受[益训助灾害检奖聘托]|涉[及农企案密诉税外黑]|违[法规纪章约建]|失[业信地独联踪]"
    "|退[休役伍耕]|待[业岗]|返[贫乡]|离[休退岗职任]|欠[税薪费缴账]|持[证股有]|常[住驻]|停[电水]|留[守学]|流[动浪]|[相有]关"
    "|上访|信访|外出|务工|脱[贫岗产]|创业|就业|毕业|从业|执法|施工|营运|中标|低保|[转交代即待应]办|存在|新[签增]|下乡|暂住"
    "|适龄|残疾|达标|突出|破损|老旧|受损|闲置|空置|获奖|注册|登记|定点|联网|挂牌|示范|分管|兼职|进驻|缺岗"
)
# Nouns that the dictionary flags as verbs.
_NOUNS = re.compile(
    "[一二三四五六七八九十]是|提前|行为|开支|问答|图解|投诉|举报|咨询|申诉|求助|演出|训练|实战|收入|支出|探头|预算|补助|补贴|贷款|存款|捐款|罚款|借款|提案|疑问|回执|报告"
    "|记录|展板|编制|检举|控告|谈话|来信|来访|来电|累计|总计|共计|合计|散乱|会计|低保|空调|展牌"
)
# Verbs that take another verb: 带头解读政策 is about 政策, 查看租用民房 about 租用民房.
_COVERBS = re.compile(
    "带头|督促|组织|协助|帮助|协调|指导|统一|集中|计划|累计|申请|责令|开始|继续|联合|参与|试点|争取|力争|打算|配合|负责|拟|代为|免费|同步|加快|推进"
)
# Single characters that govern a whole word after them where they open a clause (竖公示牌285块, 建小作坊20户).
_SINGLE = set("竖建花修种送寄挖印购买铺装设配换聘派抽查评选拆关订收发写栽架贴制开办评建添增补")
# 共采集数据, 向我局反馈意见: a verb for sure, although a compound (采集数据) could follow.
_SURE = re.compile("(?:[要须]|应当|需要|共计?|累计|已|先后|分别|主动|及时)$|(?:向|给|为(?!民))[^，,、]{1,10}$")
# Verbs that make names with what follows (申报材料, 更新内容).
_NOMINAL = re.compile(
    "申[报请]|进驻|更新|采购|关注|解读|监督|服务|学习|宣传|考核|评估|管理|建设|审批|评议|整改|应急|救助|保障|储备|检查|检测|抽查|核查|调查"
    "|调解|培训|研究|推广|演练|预警|规划|招[聘标]|规范|执行|登记|备案|统计|接待|公示|通报|办理|交易|缴费|评审|验收|维修|资助|征[收求]|补[贴助]"
)
# What something is done with (通过电子屏、公交站牌公布名单) takes its own object only where no other verb follows.
_INSTRUMENT = re.compile("通过|利用|运用|借助|依托|采取|采用|走进|深入")
_PUBLIC = re.compile("申请|目录|指南|制度|方案|平台|专栏|机制|工作|标准|形式|渠道|范围")  # 公开目录, no act
_AGENTS = "司局所站院委办队镇乡村里馆厅口内"  # 公交公司优化线路12条: a body before it opens the clause as well
_TIMED = ("即", "待", "应", "可")  # 即办事项
_BEFORE_OPENING = "dtfmrc"


class Verb(NamedTuple):
    """A verb at ``start`` to ``end`` of a phrase; ``listed`` where our own list has it; ``bare`` without an object."""

    start: int
    end: int
    text: str
    listed: bool
    bare: bool = False
    opening: bool = False


@functools.cache
def _words(name: str) -> frozenset[str]:
    text = resources.files("pipeline.words").joinpath(name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@functools.cache
def _pattern() -> re.Pattern[str]:
    listed = _words("item_verbs.txt")
    longest = "|".join(sorted(listed, key=len, reverse=True))
    first = "".join(sorted({word[0] for word in listed} | set("组检巡监建支改整培服报办受讲上多少新省")))
    return re.compile(
        rf"(?=[{first}])(?<!信息)(?<![政村财党校院厂]务)(?<!申请)(?<!社会(?=[^公发征招通]))(?<!公)(?<![限即]时)"
        r"(?!(?:救助|补助|扶持|资助|奖励|帮扶|慰问|补贴)(?:资金|对象|标准|物资|政策))"
        r"(?!审结果|公示公告|公告公示|[共各]办理|组织部|安置[小房点片]|辖区)(?!组织(?<=[级党层济治作团]组织))"
        rf"(?:{longest}|组成(?!人员|部门|单位)"
        r"|[检巡监]查(?=经营|企业|单位|学校|商户|门店|场所|餐饮|药店|工地|车辆|旅行社|医疗|生产|网吧)"
        r"|建设(?=高标|标准|农田|公路|道路|学校|幼儿|住房|安置|养老|村|文化|公园|广场|大棚|基地|充电|停车|公厕|污水|校舍|水库)"
        r"|支出(?=资金|经费)|改造(?![工项资方任面后前提升户片小])"
        r"|整改(?!通知|台账|措施|方案|任务|事项|报告|意见|清单|建议|责任|情况|率)|培训(?=干部|人员|学员|教师|村|党员|农民|职工|群众|骨干)|服务(?=群众|企业|居民|农户|师生|百姓)|报送(?!的)|省下(?!的)|(?:[多少][报填跑交]|新收)(?=[^，、]{2})|[讲上](?=[^，、]{0,6}课$)"
        rf"|办[（(]受[)）]理|受[（(]办[)）]理)(?!{_NOUN_AFTER}|人(?![员民才士口数群大])|数(?!据|字))了?"
    )


_NOUN_FOLLOWS = re.compile(_NOUN_AFTER)


@functools.lru_cache(maxsize=1024)
def verbs(phrase: str) -> tuple[Verb, ...]:
    """The verbs of ``phrase`` outside titles and quotations, in order; the same phrase is asked for again and again."""
    if "《" in phrase or "“" in phrase:
        phrase = _QUOTED.sub(lambda match: "□" * len(match[0]), phrase)
    listed = [Verb(m.start(), m.end(), m[0], True) for m in _pattern().finditer(phrase)]
    flagged = [v for v in _flagged(phrase) if not any(v.start < o.end and o.start < v.end for o in listed)]
    return tuple(sorted(listed + flagged, key=lambda verb: verb.start) if flagged else listed)


def _flagged(phrase: str) -> list[Verb]:
    """Words that the dictionary knows as verbs, and that can take what is counted."""
    found: list[Verb] = []
    at, opening = 0, True
    for word, flag in segment.tagged(phrase):
        end = at + len(word)
        sort, opens = _sort(word, flag)
        if (sort in ("verb", "bare") or (sort == "opener" and opening)) and not _NOUN_FOLLOWS.match(phrase, end):
            taken = end + phrase.startswith("了", end)
            found.append(Verb(at, taken, phrase[at:taken], False, sort == "bare", opening))
        at, opening = end, opens
    return found


@functools.lru_cache(maxsize=8192)
def _sort(word: str, flag: str) -> tuple[str, bool]:
    """What a word is (``verb``, ``bare``, ``opener``: one where it opens a clause), and whether the next one opens."""
    opens = flag[0] in _BEFORE_OPENING and word not in _TIMED
    opens = opens or word in "，,　 \t" or (len(word) > 1 and word[-1] in _AGENTS)
    if len(word) == 1:
        return "verb" if word == "有" else "opener" if word in _SINGLE else "", opens
    if flag == "v" and not _NOUNS.fullmatch(word):
        return "bare" if _ATTRIBUTES.match(word) else "verb", opens
    return "opener" if word in _words("item_openers.txt") else "", opens


def governors(clause: str) -> list[Verb]:
    """The verbs that can take the noun at the end of ``clause``; one that is part of that noun is none."""
    every = verbs(clause)
    found = [
        verb
        for verb, before, after in zip(every, (None, *every), (*every[1:], None), strict=False)
        if _takes(clause, verb, before, after)
    ]
    return [verb for verb in found if verb is found[-1] or not _INSTRUMENT.fullmatch(verb.text)]


def _takes(clause: str, verb: Verb, before: Verb | None, after: Verb | None) -> bool:
    rest = clause[verb.end :]
    if (verb.text == "公开" and _PUBLIC.match(rest)) or clause.endswith("行政", 0, verb.start):
        return False  # 行政处罚决定
    if verb.listed:
        joined = (
            after
            and not (after.listed or after.bare)
            and after.start == verb.end
            and words.COMPOUND.match(clause, after.end)
        )
        summed = verb.text != "涉及" and words.SUM.fullmatch(rest)  # 实现农资购进总额, 资助金额
        return not (summed or (before and joined))  # 实施巩固提升工程
    if verb.bare and not (verb.text == "登记" and _SURE.search(clause, 0, verb.start)):
        return False
    if not rest or rest[0] in "、和与及或等的" or verb.text == "集中":
        return False
    if words.MEASURED.match(rest):
        return False
    if words.COMPOUND.match(rest):
        sure = _SURE.search(clause, 0, verb.start) is not None
        return sure or (verb.opening and not before and not _NOMINAL.fullmatch(verb.text))
    if after and after.start == verb.end and after.end == len(clause):
        return False
    return not (before and not before.bare and before.end == verb.start and not _COVERBS.match(before.text))


def predicates(phrase: str) -> list[Verb]:
    """The verbs that end the noun at the start of ``phrase``: a flagged one only after a noun."""
    return [
        verb
        for verb in verbs(phrase)
        if verb.listed or (_after_noun(phrase[: verb.start]) and (not verb.bare or verb.end == len(phrase)))
    ]


def _after_noun(before: str) -> bool:
    return any(flag[0] in "nj" and len(word) > 1 for word, flag in segment.tagged(before))


def is_listed(phrase: str) -> bool:
    return any(verb.listed and verb.end - verb.start == len(phrase) for verb in verbs(phrase))


def is_act(phrase: str) -> bool:
    """Whether a phrase tells what was done but not to what (责令停课5处, 完工24处, 经核实属实21条)."""
    phrase = words.BY_MEANS.sub("", phrase)
    acts = verbs(phrase)
    if not acts or acts[-1].end < len(phrase):
        phrase = words.RESULT_END.sub("", phrase)
        acts = verbs(phrase)
    if not phrase or not acts or acts[-1].end < len(phrase) or phrase.endswith("行政", 0, acts[-1].start):
        return False
    at = 0
    for word, flag in segment.tagged(phrase):
        done = any(verb.start < at + len(word) and at < verb.end for verb in acts)
        if flag[0] in "njlsr" and not done and not words.MANNERS.fullmatch(word):
            return False
        at += len(word)
    return True


def governing(told: str) -> Verb | None:
    """The verb that takes the noun: the last one, but none inside a list (公开招生、收费等信息) or at its very end."""
    found = governors(told)
    found = [v for v in found if told[v.end : v.end + 1] not in ("、", "等")] or found
    listed = told.find("、")
    if listed > 0 and found and found[0].start < listed:
        inside = [v for v in found if v.start > listed and told[v.start - 1] != "、" and "等" in told[v.end :]]
        found = [v for v in found if v not in inside] or found
    found = _arranged(told, found)
    while len(found) > 1 and (
        found[-1].end == len(told)
        or (words.COMPOUND.match(told, found[-1].end) and _modifies(told, found[-2], found[-1]))
    ):
        found.pop()
    if found and told[found[-1].start - 1 : found[-1].start] == "有" and words.COMPOUND.match(told, found[-1].end):
        found.pop()
    return found[-1] if found else None


def _arranged(told: str, found: list[Verb]) -> list[Verb]:
    """举办合同管理讲座, 开展公文写作辅导: verbs in the name of what is arranged take no object."""
    for at, verb in enumerate(found[:-1]):
        name = told[verb.end :]
        if words.ARRANGES.fullmatch(verb.text) and len(name) < 13 and not words.JOINS.search(name):
            who = words.AGENTS.search(name) if verb.text.startswith("组织") else None
            return found if who else found[: at + 1]
    return found


def _modifies(told: str, first: Verb, verb: Verb) -> bool:
    """Whether a verb that a compound follows is part of that noun (张贴公开资料), not a verb after an adverb."""
    between = told[first.end : verb.start]
    if any(mark in between for mark in ("为", "向", "给")):
        return False
    if between:
        return len(between) > 1 and not words.ADVERB.search(between) and first.text != "通过"
    if verb.text == "公开":
        return not told.startswith("信息", verb.end)
    return words.NAMES.fullmatch(verb.text) is not None and not words.ARRANGES.fullmatch(first.text)
