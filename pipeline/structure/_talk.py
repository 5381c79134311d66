"""What the talk of a document turns to without a heading: failings, what comes next, its close."""

from __future__ import annotations

import re

# A sentence that turns to failings or to what comes next, in a section that has another role.
_TURNS_PROBLEMS = re.compile(
    r"(?:(?<![及和、的馈映现])存在|看到|认识到|发现|暴露出?|有(?:着)?|仍|还)[^。；]{0,36}(?:问题|不足|差距|距离|薄弱环节|困难|短板|弱项|欠缺|毛病)(?:[和与及、][^。；，,]{2,8})?"
    r"(?:[:：]|$|[，,](?:一是|如|比如|例如|具体|主要|表现)|[^。；]{0,10}(?:表现[在为]|主要[是有]|具体[是为表]|如下))"
    r"|清醒地?(?:看到|认识到)[:：，,]|(?:意见|反映)[^。，,]{0,8}集中在[^。：:]{0,10}[:：]"
    r"|(?:不足|问题|差距|短板)(?:之处)?(?:主要)?(?:有|是|表现|在于)|(?:问题|不足|困难)(?:也|还)?(?:不少|较多|突出)[:：]"
    r"|(?:做得|工作中?|还有|存在)[^。；，,]{0,6}(?:不够|不好|不到位|不足|不尽如人意|不尽人意|不如意|有待改进|需要改进|薄弱)(?:的|之)(?:地方|方面|处)"
)
_MENDED = re.compile(
    r"(?:针对|对(?!照)|解决|整改|纠正|查处|处理|查找|排查|查摆|化解)[^。；，,]{0,30}(?:问题|不足|困难|差距)"
)
# Where the talk of failings that no heading set apart ends again.
_SETS_TO_WORK = re.compile(
    r"^(?:针对|对照?|围绕|根据)(?:这些|以上|上述|存在的?|评议|反馈)[^。；]{0,24}(?:[做作]了|作出|开展了|采取了|进行了|整改|抓了|着手)"
)
_NEXT = (
    r"^(?:[^。，,；;]{0,14}[，,])?[\u4e00-\u9fff]{0,4}?"
    r"(?:今后|下一?步|下一?阶段|下半年|下一?学[年期]|下一?季度|下一?年|接下来|明年|来年|新的一年|新学[年期])"
)
_TURNS_PLANS = re.compile(
    r"^(?:明年|来年|下一?步|今后|接下来|下一?阶段|下半年|新的一年)[，,](?!.*了)"
    rf"|{_NEXT}[^。；]{{0,30}}?(?:将|要(?!求|点)|打算|准备|重点|做好|抓好|努力|计划|着[手力重]|拟|继续|应|进一步|加强|完善|工作[:：])"
    r"|^20[0-9xX]{2}年(?:度)?[，,]?[^。；，,]{0,8}(?:将|要(?!求|点)|打算|计划|拟)"
)
# What a talk of failings goes on to: 2015年,重点抓三件事.
_AFTER_PROBLEMS = re.compile(
    r"^(?:20[0-9xX]{2}|[明来]年|下[半一][\u4e00-\u9fff]{1,2})[^。；，,]{0,4}[，,]?[^。；，,]{0,6}(?:重点|着力|着重|主要|抓好|做好|抓)"
)
# What a talk of failings goes on to about them: 针对上述问题，我局将做好以下整改：, 我们制定了如下整改措施：
_AMENDS = re.compile(
    r"(?:针对(?:以上|上述|这些|存在|自查|检查)|对(?:于|照)?(?:以上|上述|这些|存在)|(?:我们?|[我本][局县市区镇乡院校处所站村会]))"
    r"[^。；：:]{0,24}(?:将|拟|制定|提出|打算)[^。；：:]{0,20}(?:整改|改进|措施|打算)[^。；]{0,8}[:：]"
    r"|针对(?:以上|上述|这些|存在的?)(?:问题|不足|困难)[，,][^。；，,]{0,12}?(?:将|拟|计划|准备)"
    r"|对此[，,][^。；，,]{0,12}(?:将|拟|计划|从[^，,。]{1,8}起)"
)
_AHEAD = re.compile(r"下一?步|今后|打算|(?:我们|[局县市区镇乡院校道会])将")
_HEADS_PLANS = re.compile(
    r"(?:下一?步|今后|明年|来年|下半年)[^，。]{0,12}[:：]|.{0,8}(?:打算|工作计划|工作安排|建议|对策)[:：]|(?:下一?步)?(?:整改|改进)(?:的)?(?:措施|打算|意见)[:：]"
)
_CLOSES = re.compile(
    r"^(?:总之|综上|总的来说|综上所述|我们相信|相信|以上(?:是|为|就是|汇报|总结|报告|问题|不足)|上述(?:问题|不足)|这些(?:问题|不足|困难|情况)|特此|以上|展望|对[此于](?:以上|这些|上述)?[^。]{0,8}问题|针对(?:以上|上述|这些|存在))"
)
_NEW_START = re.compile(
    r"^(?:同时|由于|由此|此外|另外|除此之外|目前|截[至止]|通过|我们|总之|这些|以上|下一?步|今后|在今后|到目前)"
)

_SUMS_UP = re.compile(
    r"^(?:今年|全年|上半年|下半年|一年来|年内|20[0-9xX]{2}年|截[至止][^，。]{2,10}|[0-9一二三四五六七八九十]{1,3}[至—-][0-9一二三四五六七八九十]{1,3}月份?|前[0-9一二三]季度)"
    r"(?:以?来|度)?[，,]?[^。，,]{0,8}(?:共|累计|总计)"
)
# A heading of failings and of what comes next in one (存在问题和下一步打算).
_OF_BOTH = re.compile(
    r"(?:问题|不足|差距|短板|困难)[^。]{0,8}(?:打算|计划|思路|方向|安排|下一?步|今后|建议|对策|(?:整改|改进)(?:的)?(?:措施|意见))"
)


def heads_both(words: str) -> bool:
    """Whether a heading announces failings and what comes next together."""
    return _OF_BOTH.search(words) is not None


def turned(words: str, role: str) -> str | None:
    """The role that a sentence turns to in a section of another ``role``."""
    short = words[-1:] in "：:" and len(words) <= 40
    ahead = turns_to_plans(words[:80]) or (role == "problems" and _AFTER_PROBLEMS.match(words))
    ahead = ahead and "了" not in words[:60]
    if role not in ("plans", "principles") and (ahead or (short and _HEADS_PLANS.match(words))):
        return "plans"
    lead = short and re.search("问题|不足|差距|困难|短板|薄弱|意见[^，,]{0,6}集中", words)
    if role not in ("problems", "plans", "principles") and (lead or _TURNS_PROBLEMS.search(words[:160])):
        return None if _MENDED.search(words[:160]) else "problems"
    return None


def amends(words: str) -> bool:
    """Whether a sentence leads from failings to what will be done about them."""
    return _AMENDS.match(words[:80]) is not None


def turns_to_plans(words: str) -> bool:
    """Whether a sentence begins to tell what comes next."""
    return _TURNS_PLANS.match(words) is not None


def closes(words: str) -> bool:
    """Whether a sentence closes the talk, or what was listed."""
    return _CLOSES.match(words) is not None


def starts_anew(words: str) -> bool:
    """Whether a sentence begins as one that belongs to no item before it."""
    return _NEW_START.match(words) is not None


def sums_up(words: str) -> bool:
    """Whether a sentence gives the figures of a whole span of time (上半年共受理…)."""
    return _SUMS_UP.match(words) is not None


def heads_plans(words: str) -> bool:
    """Whether a lead names what comes after it as plans (改进措施：)."""
    return _HEADS_PLANS.match(words) is not None


def sets_to_work(words: str) -> bool:
    """Whether a sentence leads from failings to what was done about them."""
    return _SETS_TO_WORK.match(words) is not None


def looks_ahead(words: str) -> bool:
    """Whether a sentence speaks of what comes next."""
    return _AHEAD.search(words) is not None
