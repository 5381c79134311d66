"""What a count counts: the noun after its unit, or the object or subject before it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from importlib import resources

from pipeline.numerals import Mention

_EDGE = set("，,。；;：:！!？?\n\t")
_OPEN, _CLOSE = set("（(《"), set("）)》")
_AFTER_STOP = re.compile(
    r"都(?!市|江|昌)|均(?!价|值)|已经?|全部|普遍|分别|将|要(?![求点件素闻])|可(?=以|能)|正(?=在)|仍|还|也(?!门)|就(?!业)|没有|未(?!成年|来|婚)"
    r"|不(?!动产|良|锈)|除(?!险|草|尘|雪|臭)|因|被(?!执行|告|害|征地|检查|考核|调查|监管|监督)|把|向(?!导)|为(?!民)|给(?!水)|进行|运行|开始|通过"
    r"|按(?=照|时|要求|规定|期)|参照|予以|以上|以下|左右|以来|中(?![心学小介层医药央队国职专考标间期草型])|进入|进厅|进驻|位于|达|占(?!地)|是|对(?![外口象策])|比(?![例赛武重较])|(?<!比)较|同比|环比|其中"
    r"|(?<![公总])共(?!产|青|享|建|同)|并(?![联网])|从(?![业事教严医警])|由|等(?=[，,。；;：:\s）)]|$)|一律|逐|先后|相继|顺利|实行|圆满|全面(?=完|推|开|落|启)"
)
_LEAD_STRIP = re.compile(
    r"^(?:其中|另外|另有|此外|同时|截[至止][^，,]{0,12}?(?:日|底|月|前|末|目前)|目前|现已|现(?=有|共|进)|今年以来|今年|去年|全年|本年度?|上半年|下半年|[0-9]{4}年度?|年内|累计|总计|合计|一共|共计|共(?!产|青|享|建|同)|已经?|先后|分别|并(?!联)|还(?!款|贷|田)|又|再|均|都|就|即|如|以及|及|和|与|或|对(?!外|口|象)|将|把|使|为(?!民)|给(?!水)|向(?!导)|在(?![校编册职建岗线任读籍押室逃外家园院])|于|从(?![业事教医警])|由|按(?=照)|较|比(?![例赛武重])|同比|环比|有|了|的|是|等|、|“?我[局县市区镇乡院校委办厅旗]|本[局县市区镇乡院校委办部](?:门|单位)?|全[局县市区镇乡院校省国旗](?!面))"
)
_TAIL_STRIP = re.compile(
    r"(?:达到了?|高达|已达|达(?!标)|分别|增加了?|减少了?|增至|减至|提高到?了?|下降到?了?|上升|增长了?|降低|为(?!民)|是|共计?|共有|有|只有|也只有|仅有?|只|也|已|约|合计|总计|累计|计(?!划|生)|各(?!类|种)|了|近|至|到(?!位)|在|的|实现|完成了?|就|均|都|全部|总共|多达|不|足|超过|数量|数(?=达|为|$)|还|将|要|则|每年|每月|每季度?|每周|每天|每人|一年|近|余|等|、|和|与|及|或|“|：|:|—|-|~|～|\s|之间|大约|由|从|自|等共|其中|规定|要求|至少|不少于|不低于|不超过|最多)+$"
)
_ORGANISATION = re.compile(r"[县区市旗乡镇村局]|部门|单位|学校|企业|中心|社区|街道|公司|家庭|医院|窗口|科室")
_PERSON = re.compile(
    r"(?:领导|干部|人员|同志|负责人|专家|教师|学生|志愿者|[联监督管指导网宣调信息协格检查辅驻评议讲解]{1,2}员|职工|群众|党员|医生|护士|代表|委员|民警|法官|律师|企业家|劳动者|农民工?|老人|儿童|患者|人才|毕业生|大学生)(?![、和及与（(])"
)
_CHANGE = re.compile(
    r"(?:^|[，,（(；;])[^，,；;。0-9]{0,4}(?:(?:同比|环比|较|比|相?比)[^，,；;。0-9]{0,8})?(?:净?增加?|增长|减少|下降|上升|提高|降低|回落|增幅|降幅|缩短|压减|多|少|增收|增产|减)了?(?:达|为|近|约)?$"
)
_OCCASIONS = ("次", "场", "场次", "期")  # what happens ends in a verb used as a noun: 听取一次工作汇报
_FELL_SHORT = re.compile(r"^[，,]?[^，,。；;]{0,3}(?:只|仅|实际|实[报有到开]|才)[^，,。；;]{0,6}$")
_OLDER = re.compile(r"(?:较|(?<!占)比(?![例重率])|由|从|占(?!比))[^，,。；;0-9]{0,12}$")
_APART = re.compile(r"不足|不到|超过|至少|不低于|不少于|不超过|最多")
_COMPOUND = "工作|制度|指南|目录|平台|系统|方案|机制|情况|水平|能力|任务|活动|标准|专栏|大厅|窗口|中心|服务|报告|材料|记录|台账|计划|培训|资金|项目|事项|信息|领导|干部"
_BEFORE_COMPOUND = re.compile(_COMPOUND)
_RATE = re.compile(r"[^，,；;：:]{1,16}?(?:率|占比|比例|比重|比)$")
_PARTS = re.compile(r"^(?P<whole>.{2,20}?)(?:分为|分成|划分为|包括|包含|涵盖|主要有|主要是|即)[^，。]*$")
_SUBJECT_END = re.compile(r"于|在|自|应当?|须|必须|要(?!求)|为(?!民)|将|从|由|不得|控制|压缩|缩短|提速")
_SHORTFALL = re.compile(
    r"(?:次数|个数|数量|篇数|条数|期数|人数|份数|件数|场次|时间|天数|学时|率)?(?:严重)?(?:不足|不够|偏少|少|未达标|达不到要求|未达到要求|未完成|不达标)$"
)


@functools.cache
def _verbs() -> re.Pattern[str]:
    text = resources.files("pipeline.words").joinpath("item_verbs.txt").read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if line and not line.startswith("#")]
    longest = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:{longest}|办[（(]受[)）]理|受[（(]办[)）]理)(?![率数量额者员后前时型类室厅处证书点组费人局庭案力权性品物领])了?"
    )


def item(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """The noun that the mention at index ``at`` counts; ``items`` are those of the mentions before it."""
    mention = mentions[at]
    following = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
    previous = mentions[at - 1].end if at else 0
    lead = text[max(previous, mention.start - 16) : mention.start]
    if (_CHANGE.search(lead) or (at and _FELL_SHORT.match(lead))) and (told := _told(text, mentions, at, items)):
        return told
    if mention.kind == "duration":
        return _of_duration(text, mention, previous, following) or _inherited(text, mentions, at, items)
    before = _rate(text, mention, previous) if mention.kind in ("percent", "ratio") else ""
    of = text.startswith("的", mention.end)
    attached = mention.kind == "count" or (of and mention.kind not in ("percent", "ratio"))
    after = _after(text, mention, following) if not before and attached else ""
    return (
        before
        or after
        or _before(text, mention.start, previous)
        or _bracketed(text, mention.start)
        or _after(text, mention, following)
        or _inherited(text, mentions, at, items)
        or _anything(text, mention, previous)
        or _told(text, mentions, at, items)
    )


def _rate(text: str, mention: Mention, floor: int) -> str:
    """办结率, 占比, 比例: a compound that no verb inside it cuts."""
    clause = _TAIL_STRIP.sub("", text[_clause_start(text, mention.start, floor) : mention.start])
    rate = _RATE.search(clause)
    return _stripped(rate[0]) if rate else ""


def _told(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """What the nearest count before it in the sentence counts, whatever its unit."""
    for index in range(at - 1, max(-1, at - 5), -1):
        between = text[mentions[index].end : mentions[at].start]
        if "。" in between or "\n" in between:
            break
        if items[index] and not _OLDER.search(text[max(0, mentions[index].start - 14) : mentions[index].start]):
            return items[index]
    return None


def _after(text: str, mention: Mention, following: int) -> str:
    """The noun phrase that begins right after the unit."""
    stop = min(_phrase_end(text, mention.end), following)
    phrase = text[mention.end : stop].strip(" \u3000")
    if (
        not phrase
        or phrase[0] in "、—-~～/"
        or (mention.kind not in ("count", "other") and not phrase.startswith("的"))
    ):
        return ""
    phrase = phrase.removeprefix("的")
    if mention.unit in ("名", "人", "位"):
        person = _PERSON.search(phrase)
        phrase = phrase[: person.end()] if person else phrase
    verb = _first_verb(phrase)
    if verb is not None and not (mention.unit in _OCCASIONS and verb + 2 == len(phrase) and verb > 1):
        phrase = phrase[:verb]
    head, of, _ = phrase.partition("的")
    if of and _ORGANISATION.search(head):
        phrase = head
    phrase = re.sub(r"(?:和|与|及|以及|、|的|共|各|中|内|里|，|有)+$", "", phrase)
    return phrase if len(phrase) > 1 or (phrase and phrase in "村乡镇县区市旗人校") else ""


def _phrase_end(text: str, start: int) -> int:
    depth = 0
    for at in range(start, min(len(text), start + 60)):
        char = text[at]
        if char in _EDGE and (depth == 0 or char == "\n"):
            return at
        if char in _OPEN:
            close = min((i for i in (text.find(c, at, at + 10) for c in _CLOSE) if i > 0), default=-1)
            if at == start or close < 0 or any(c.isdigit() for c in text[at:close]):
                return at
            depth += 1
        elif char in _CLOSE:
            if depth == 0:
                return at
            depth -= 1
    return min(len(text), start + 60)


def _first_verb(phrase: str) -> int | None:
    """Where the predicate begins: the first verb or adverb that can't belong to the noun."""
    verb = next((m for m in _verbs().finditer(phrase) if not _BEFORE_COMPOUND.match(phrase, m.end())), None)
    starts = [match.start() for match in (verb, _AFTER_STOP.search(phrase)) if match]
    return min(starts, default=None)


def _before(text: str, end: int, floor: int) -> str:
    """The noun phrase before the number: what follows the last verb of the clause, or the subject."""
    clause = text[_clause_start(text, end, floor) : end]
    clause = _TAIL_STRIP.sub("", clause)
    apart = _APART.search(clause)
    if apart and len(clause) - apart.end() > 1 and apart.start() > 1:
        clause = _TAIL_STRIP.sub("", clause[: apart.start()])
    parts = _PARTS.match(clause)
    if parts and text[end - 1 : end] == "等":
        return _stripped(parts["whole"])
    return _object(clause)


def _object(clause: str) -> str:
    last = None
    for match in _verbs().finditer(clause):
        last = match
    kinds = max(clause.rfind("各类"), clause.rfind("各种"))
    if last is not None and kinds < last.end():
        rest = _stripped(clause[last.end() :])
        if len(rest) > 1:
            return rest
        before = _stripped(clause[: last.start()])
        return before if _is_noun(before) else ""
    if kinds > 0:
        return clause[kinds:]
    return _stripped(clause)


def _is_noun(phrase: str) -> bool:
    return len(phrase) > 3 and not re.search(
        r"\d年|月份?$|期间|方面$|平台$|网站?$|^[^、]{0,6}栏$|[县市区镇乡局]$", phrase
    )


def _stripped(phrase: str) -> str:
    while match := _LEAD_STRIP.match(phrase):
        phrase = phrase[match.end() :]
    return phrase.strip(" \u3000")


def _clause_start(text: str, end: int, floor: int) -> int:
    depth, at = 0, end
    while at > max(floor, end - 80):
        char = text[at - 1]
        if char in _CLOSE:
            depth += 1
        elif char in _OPEN:
            if depth == 0:
                break
            depth -= 1
        elif char in _EDGE and (depth == 0 or char == "\n"):
            break
        at -= 1
    return at


def _bracketed(text: str, end: int) -> str:
    """次数不足(规定不少于6次…): what stands before the bracket, without the shortfall."""
    start = _clause_start(text, end, 0)
    if not start or text[start - 1] not in "（(":
        return ""
    before = text[_clause_start(text, start - 1, 0) : start - 1]
    shortfall = _SHORTFALL.search(before)
    return before[: shortfall.start()] if shortfall else ""


def _inherited(text: str, mentions: Sequence[Mention], at: int, items: Sequence[str | None]) -> str | None:
    """What the count before it in the same sentence counts, where the unit is the same (其中…2684条)."""
    mention = mentions[at]
    grows = (
        text[max(0, mention.start - 4) : mention.start].rstrip("了").endswith(("增加", "减少", "增长", "下降", "多"))
    )
    chosen: str | None = None
    for index in range(at - 1, max(-1, at - 7), -1):
        other = mentions[index]
        if "。" in text[other.end : mention.start] or "\n" in text[other.end : mention.start]:
            break
        if other.unit == mention.unit and items[index]:
            chosen = items[index]
            if not grows:
                break
    return chosen


def _anything(text: str, mention: Mention, floor: int) -> str | None:
    clause = _stripped(_TAIL_STRIP.sub("", text[_clause_start(text, mention.start, floor) : mention.start]))
    return clause or None


def _of_duration(text: str, mention: Mention, floor: int, following: int) -> str:
    """A period belongs to the subject of its clause (材料于…3个工作日内发布), else to the object after it."""
    clause = text[_clause_start(text, mention.start, floor) : mention.start]
    subject = _SUBJECT_END.search(clause)
    if subject and len(_stripped(clause[: subject.start()])) > 1:
        return _stripped(clause[: subject.start()])
    after = text[mention.end : min(following, _phrase_end(text, mention.end))]
    verb = next((m for m in _verbs().finditer(after) if m[0] != "通过" and len(after) - m.end() > 1), None)
    if verb is not None:
        return after[verb.end() :].strip()
    rest = _stripped(_TAIL_STRIP.sub("", clause))
    return rest if len(rest) > 1 else ""
