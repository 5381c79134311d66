"""Actions reported as done, from any part but problems, plans and principles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts import Facts, _tellings
from pipeline.records import Doc, Piece
from pipeline.records import Measure as Row

__all__ = ["Row", "extract"]

_ELSEWHERE = frozenset({"problems", "plans", "principles", "results"})
_CLAUSE = re.compile(r"[^，,；;。]+")
# 为确保…, 按照…要求 and the like frame an action and are none.
_FRAMES = re.compile(
    r"^(?:为了|通过(?!了)|为(?!民|.{1,24}(?:提供|发放|办理|解决|配备|配齐|开辟|免除|建立|安装|争取|减免))|以便|旨在|由于|随着)|^(?:按照|根据|遵照|围绕|针对|对照|本着|以|作为|在|从)[^，,]{0,60}"
    r"(?:要求|精神|规定|原则|部署|安排|意见|通知|实际|情况|方案|办法|下|中|时|后|上|目标|重点|契机|抓手|出发点?|入手|问题|主线|核心|宗旨|需要|特点|角度)$"
)
# Names that have a verb of action in them.
_NAMES = re.compile(
    r"规范性文件|保障性|(?:政务|村务|校务|党务|院务|厂务|警务|居务|司法|信息|事务|检务|审务)公开|政务服务|公共服务|《[^》]*》|"
    r"(?:检查|考核|监督|宣传|培训|管理|审批|服务|公开|建设|落实|发展|整治|执法|执行|指导|改革|帮扶|调解|治理)(?:各?项)?工作(?!站)"
)
# A verb of action that is a noun here (目录的编制, 办理时限由…降为…, 公开贵在真实) tells no deed.
_NOUNS = re.compile(
    r"的(?:公开|编制|拓展|落实|完善|建立|实施|推行|执行|开展|整改|处理|办理|落地|推进)(?!了)"
    r"|(?:公开|服务|审批|评议|考核|办理|检查|监督|调查|整改|评估|管理|使用|利用|参与|执行|处理|培训|申请)的?"
    r"(?:结果|(?:社会|经济)?效益|环境|时限|效率|效益|程度|形式|方面|情况|理念|原则|效果|深度|广度|大厅|窗口|类|内容|质量|水平|秩序|氛围|意识|能力|事项|工作)"
    r"(?=[^，,。；了]{0,3}(?:在|由|是|达|已|得|有|稳|明|日|逐|满|不|更|较|越|与|主要|普遍|走|好|建于|所占|$))"
    r"|公开(?=与否|贵在|就[会是]|是|不是|的|什么|到什么|不|越|当成|当作|危害)|(?:怎样|什么)[^，,]{0,6}就[^，,]{0,4}公开"
)
_DEFINES = re.compile(
    r"^[^，,；]{2,36}?(?<!不)(?<!凡)(?<!于)(?<!还)(?<!就)(?<!都)(?<!方面)是(?!否)[^，,；]{0,40}?(?:的|之|工作|保证|保障|关键|前提|基础|举措|内容|途径|体现|要求|根本|窗口|桥梁|纽带|环节|任务|职责)"
)
# What is said of the work in general: 整改不是应付差事, 只有把自己摆进去,行风才能好起来.
_MAXIMS = re.compile(
    r"送[来上][^，,]{0,10}(?:锦旗|感谢信|表扬信)|^[^，,；]{2,14}不是[^，,；]|[^，,；]{2,14}历来[是就]|[^，,。]{2,10}(?:感慨|说|表示|称赞)[，,：:]|[^，,。]{2,12}正在(?:推进|办理|整改|进行)中?$|(?:调查|结果|数据)显示|^只有[^。；]*才|^[^，,]{2,40}高度重视$|^虽然?[^。；]*但[也仍还]?[^。；]{0,4}(?:存在|有)|[难贵重]在[^，,；]{2,6}(?:$|[，,])|(?:生命力|关键|根本)在于"
    r"|^[^，,；]{2,10}是(?:前提|基础|关键|保证|根本|核心)(?:$|[，,。])"
)
_DUTY = re.compile(
    r"(?:^|[，,；;])[^，,；;]{0,10}?(?:(?<![重主需必首纪概简])要(?![求点素件闻务])|必须|应当|应该|(?<!必)须|需要)"
)
_DONE = re.compile(r"了|已|共|累计|完成|达|先后|多次|均|率先")
_AIMS = re.compile(
    r"(?:力求|力争|争取(?!了|到|[^，,]{0,8}(?:资金|经费|项目|支持|补助|拨款|投资|[0-9]))|旨在|总体思路是|工作思路是|指导思想是|目标是|重点是|将(?:继续|进一步|认真|不断|努力|严格|一如既往))"
)
_INTENDS = re.compile("拟(?!定|订)")
_EFFECT = re.compile(
    r"(?:取得|收到|得到|受到|赢得|获得|达到)了?[^，,；]{0,20}(?:成效|效果|成绩|好评|肯定|赞誉|表扬|表彰|认可|欢迎|提高|提升|改善|加强|保障|保证|发展|满意|落实|目的)"
    r"|(?:进一步|有效|明显|显著|不断|大大|极大|切实|有力|逐步|日益|持续|稳步|普遍|较大|很大|更加)地?的?(?:提高|提升|增强|改善|改进|促进|推动|推进|密切|转变|好转|减少|下降|遏制|保障|保证|调动|优化|加快|融洽|满意)"
    r"|(?:顺|少|多|高|好|强|快|硬|亮|足|齐|顺畅|密切|和谐|满意|融洽)了(?:起来)?$|越[^，,]{1,8}越"
    r"|(?:在|逐年|逐步|不断|明显|稳步)(?:上升|增多|增强|下降|提高)$|(?:心服口服|井然有序|和谐稳定|今非昔比|深入人心)$"
    r"|(?:走上|步入|迈入)了?[^，,；]{2,14}轨道|打下了?[^，,；]{0,8}基础|(?:满足|打通|赢得)了|受到了?[^，,；]{0,10}(?:教育|欢迎|好评|表彰)"
    r"|(?:提高|提升|增强|改善|促进|推动|密切|转变|树立|展示|展现|营造|形成|奠定|打下|确保|保证|保障|杜绝|防止|避免|消除|方便|满足|调动|加快|实现)了"
)
# A sentence that counts what was done needs no verb of the list.
_FIGURES = re.compile(
    r"[0-9０-９]+(?:\.[0-9]+)?[ ]?[百千万亿]?[余多]?[ ]?"
    r"(?:人次|个|件|次|份|条|项|名|人|户|家|篇|期|块|台|所|处|场|起|元|册|本|辆|公里|米|亩|平方米|套|座|间|盏|部|批|幅|张|幢|栋|卷|宗|例|吨|斤|头|株|棵|面|则|枚|轮|课时)"
)
# A year in one sentence, without a figure: 2021年,市财政局紧扣减税降费…,较好完成了年度任务.
_SUMS_UP = re.compile(
    r"^(?:今年|近年|[一二三两几]年|20[0-9xX]{2}年|上半年|多年|[^，,。]{0,6}以来)[^。0-9]{0,140}"
    r"(?:完成|取得|有了|呈现|实现|迈上|跃上)[^，,。0-9]{0,14}(?:任务|成效|成绩|进展|改观|进步|变化|提升|效果|台阶|局面|目标)$"
)
# What a place or a body has and is, told before its work.
_STATIC = re.compile(
    r"^(?:[^，,]{0,12}[年月前底来][，,])?[^，,]{1,10}(?<![没含具享拥])有[^，,]{2,14}?[0-9０-９]+(?:[.．][0-9０-９]+)?万?[个所名人户家座支口]"
    r"|^[我本全该][局县市镇乡区校院所中心单位]{1,2}[^，,]{0,4}有[^，,]{2,8}?[0-9０-９]+[名人个]|(?:下?辖|内设|下设|总面积|大厅面积|建筑面积|总人口|现有|共有|在编|编制|位于|地处|占地)[^，,]{0,12}[0-9０-９一二三四五六七八九十]"
)
_EFFECT_ONLY = re.compile(
    r"^[^，,；]{3,50}的(?:建立|制定|实施|开展|推行|落实|成立|完善|实行|出台|运行|公开)(?:[、和与及][^，,；]{2,10})?[，,]?(?:使|让|为|有效|极大|大大|进一步|有力|促进|提高)"
)
_INSPECTORS = re.compile(
    r"^(?:[^。，,；]{0,30}[，,])?[^。，,；]{0,10}(?:[考检督巡评][核查导察议]组|(?:此次|本次|这次|我们这次)(?:考核|检查|督查|评估|调研|抽查|验收)|(?:^|[，,])(?:考核|检查|督查|评估|抽查|验收)(?=[分由采共]|工作[分采]))[^。]*(?:采取|听取|查阅|查看|实地|入手|走访|抽查|座谈|打分|检查|考核)"
)
# What the inspectors themselves did, told before what they found.
_ROUNDS = re.compile(
    r"^[^。]{0,80}对[^，,。]{2,40}(?:进行|开展)了?[^，,。]{0,10}(?:检查|督查|督导|暗访|考核|抽查|评估|测评|验收|巡查|调研)[^，,。]{0,4}$"
    r"|^(?:(?:[^，,。]{0,14}[，,])?[^，,。]{0,12}[共次季度])?(?:查[阅看]|走访|检查|抽查|抽测|暗访|座谈|随机|发放(?:测评|调查|问卷))[^。]*[0-9]"
)
# What an inspection led to is a deed, whoever went round.
_ORDERED = re.compile("下发了?|发出了?|责令|整改通知")
# How a body went about its year, without a figure: 今年以来，我局紧紧围绕中心工作，认真抓好政务公开，促进了….
_SETS_OUT = re.compile(
    r"^(?:今年|近年|[一二三两几]年|20[0-9xX]{2}年|上半年)[^，,。]{0,6}[，,]我[^，,。]{1,4}(?:紧紧围绕|紧扣|紧密结合|坚持|认真贯彻|高度重视|以)[^。0-9]{0,80}"
    r"(?:提高|促进|推进|推动|抓好|增强|提升|进展)[^。0-9]{0,40}$"
)
# A clause that denies, or one in brackets that the text has cut off, reports nothing.
_DENIED = re.compile(
    r"没有(?!一[件起人例个])|(?<!从)未(?!来|成年|必|婚)|无(?:一|人|任何)?(?:收到|接到|发生|出现|申请)"
    r"|不够|不足|不到位|不高|有待|仍需|还需|^[ 　\n]*[（(]"
)
_OPENS = re.compile(
    r"^(?:今年|近年|[一二三两几]年|20[0-9xX]{2}年|上半年|多年|[^，,。]{0,6}以来)[^。]{0,60}(?:领导|指导|关心|支持|部署|要求|精神)[^。]*(?:取得|推进|发展|提升|做了|完成|有序|开展|成效)"
)
# How inspected units did in all, without a deed: 各乡镇认真落实工作要点,取得了明显成效.
_GENERAL = re.compile(
    r"^(?:(?:[^，,。]{0,12}(?:以来|年|年来|全年)|从[^，,。]{0,16}看)[，,])?(?:各|全[县市区镇乡州旗]|大部分|大多数|绝大多数|多数)[^。0-9]{0,50}"
    r"(?:落实|贯彻|遵守|重视|推进|开展|部署|按照|要求)[^。0-9]{0,50}(?:较好|良好|井然|规范|正常|取得|收到|呈现|成效|进展|成绩|落实|推进|开展|进行)[^。，,0-9]{0,14}$"
)
_ABLE = re.compile(
    r"^(?:从[^，,。]{0,16}看[，,])?(?:各|大部分|大多数|绝大多数|多数)[^，,。0-9]{0,16}能够?(?:按照?|严格|认真)[^。0-9]{0,60}$"
)
_ACHIEVED = re.compile(
    r"(?:较好|良好|井然|规范|正常)$|(?:取得|收到|呈现)[^，,。]{2,16}$|(?:进展|成效)(?:顺利|明显|显著)$"
)
# How many units got which grade, and what marks they have.
_RATED = re.compile(
    r"(?:优秀|良好|合格|达标|先进|较好|一般|较差)(?:等次|等级)?(?:单位|的)?(?:有|共)?[ ]?[0-9]+[ ]?[个家名]"
    r"|平均得?分|得分(?:率|在|最)"
)
_SELF_RATED = re.compile(r"自评[^，,。；;]{0,6}[0-9.]+[ ]?分|自[查测评]{1,2}得分")
_PRAISES = re.compile(r"^[^，,]{0,16}(?:政务公开|工作)[^，,]{0,16}(?:是一项|涉及|关系|事关|直接)")


def extract(doc: Doc, found: Facts) -> Iterator[Row]:
    """The measures of ``doc``: one per marked item, else one per sentence that reports an action."""
    del found
    if doc.meta.kind not in _tellings.REPORTS:
        return
    ordinal = 0
    reports = any(section.role not in ("problems", "plans") for section in doc.sections)
    parents = {section.parent_id for section in doc.sections if section.role == "measures" and section.marker}
    for piece in doc.pieces:
        if piece.role in _ELSEWHERE or piece.kind == "row" or piece.container:
            continue
        if piece.section_id is None and reports and piece.kind != "item":
            continue
        if piece.kind != "item" and piece.section_id in parents and piece.role == "measures":
            continue
        if piece.kind == "lead" and doc.text[piece.end : piece.end + 1] in "，,：:":
            continue
        text = _tellings.words_of(doc, piece)
        if piece.kind == "lead" and not (_DONE.search(text) or _FIGURES.search(text)):
            continue
        if _SELF_RATED.search(text) or (doc.meta.kind == "inspection" and _of_inspectors(text, piece)):
            continue
        if _is_measure(text, piece):
            start = piece.start + (_tellings.lead(text) if piece.kind == "sentence" else 0)
            ordinal += 1
            yield Row(ordinal=ordinal, text=doc.text[start : piece.end], start=start, end=piece.end)


def _of_inspectors(text: str, piece: Piece) -> bool:
    """Whether a sentence of an inspection tells how it went about, or how the units were rated."""
    outside = piece.section_id is None or piece.role in ("overview", "other")
    return bool(_RATED.search(text) or (outside and _ROUNDS.match(text)))


def _is_measure(text: str, piece: Piece) -> bool:
    if _tellings.graded(text):
        return False
    if piece.kind == "item":
        return _reports(text) if piece.role == "other" else not _denies(text)
    static = _STATIC.search(text) if piece.role == "overview" or piece.section_id is None else None
    return _reports(text) and not (static and not _tellings.acts(text[: static.start()]))


def _denies(text: str) -> bool:
    """Whether an item tells of nothing but what was not done."""
    clauses = [clause.group() for clause in _CLAUSE.finditer(text)]
    denied = [clause for clause in clauses if _DENIED.search(clause)]
    return bool(denied) and not any(_acting(clause) for clause in clauses if clause not in denied)


def _reports(text: str) -> bool:
    """Whether a sentence reports a definite action: no introduction, duty, aim, praise, pure effect or failure."""
    if (
        _tellings.idle(text)
        or _OPENS.match(text)
        or _SUMS_UP.match(text)
        or _DEFINES.match(text)
        or _PRAISES.match(text)
        or _MAXIMS.match(text)
    ):
        return False
    if _ABLE.match(text) or (_GENERAL.match(text) and _ACHIEVED.search(text)):
        return False
    if _AIMS.search(text) or _EFFECT_ONLY.match(text) or _SETS_OUT.match(text):
        return False
    if _INSPECTORS.match(text) and not _ORDERED.search(text):
        return False
    if _DUTY.search(text) and not _DONE.search(text):
        return False
    told = [c for c in _CLAUSE.findall(text) if not _DENIED.search(c) and not _INTENDS.match(c)]
    if text.startswith("但") and len(told) < text.count("，") + text.count(",") + 1:
        return False
    return any(_FIGURES.search(clause) or _acting(clause) for clause in told)


def _acting(clause: str) -> bool:
    clause = _NOUNS.sub("", _NAMES.sub("", clause.strip()))
    if _FRAMES.match(clause) or not _tellings.acts(clause):
        return False
    effect = _EFFECT.search(clause)
    return effect is None or _tellings.acts(clause[: effect.start()])
