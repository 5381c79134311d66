"""Whether a part tells failings or what comes next, where no heading says which (还有几块硬骨头, 问题和打算)."""

from __future__ import annotations

import re

# Of the sentences so many must tell a failing, and at least so many there must be.
_MOST, _LEAST = 0.7, 2
_PART = re.compile(r"[^。；;！!\n]{6,}")
_FAILING = re.compile(
    r"不(?:够|足|到位|及时|规范|强|高|力|全|齐|深|实|细|严|熟|平衡|透|清|愿|敢|会|懂|想|上|出|通|顺|大|多|宽|活|好|稳|便|能|符|重视|了解|认真)"
    r"|没有?(?!发生|出现)|未能?|至今|缺乏|缺少|欠[缺账]|薄弱|淡薄|滞后|老化|陈旧|单一|有待|形同虚设|有名无实|流于|走过场|应付|参差|脱节|推诿|扯皮|过期"
    r"|嫌|怕|落后|短缺|狭窄|潦草|笼统|生硬|偏[少低弱紧大老]|难以|难(?:度|落实|解决)|个别|少数|部分|有的|有些|一些|几乎|抱怨|心虚|发虚|漏洞|矛盾|误以为|跟不上|顾不过来|欠|浅|急躁|性子急|慢"
)
# What was done, as reports tell it: a verb of theirs with a figure, or what failings are told to have been met with.
_DONE = re.compile(
    r"(?:召开|举办|开展|组织|发放|印发|印制|接待|受理|办结|检查|查处|投入|培训|新增|建成|安装|配备|成立|制定|出台|公开|发布|投资|调处|化解|整改|签订|聘请|评选)"
    r"[^，。；]{0,16}[0-9]|(?:进行|开展|建立|制定|印发|出台|成立|完善|落实)了|已(?:经|全部|完成)|整改(?:到位|完毕)"
)
_PAST = re.compile("了|已|共[0-9]|累计|先后|全年[^，。]{0,12}[0-9]|截至")
# What is to be done, as the first word of a sentence tells it.
_ORDERS = re.compile(
    r"(?:要|将|进一步|继续|切实|着力|全面|大力|认真|不断|持续)*(?:加强|加大|加快|强化|完善|健全|推广|推进|推行|规范|优化|深化|拓[展宽]"
    r"|建立|落实|提高|提升|抓[好实紧]|做好|开展|组织|严格|创新|丰富|充实|改进|稳定|争取|增[加强设])(?!了|不|力度不|的|还|较|已)"
)
_WANTING = re.compile(
    r"不(?:够|足|到位|及时|规范|强|高|力|全|深|实|细|严)|没有|未|缺[乏少]|薄弱$|有待|滞后|流于|较[少慢差弱]|了|已经"
)


def looks_ahead(words: str) -> bool:
    """Whether no sentence of ``words`` tells anything past."""
    return len(_PART.findall(words)) >= _LEAST and _PAST.search(words) is None


def tells_failings(words: str) -> bool:
    """Whether nearly every sentence of ``words`` tells a failing and none a deed."""
    told = _PART.findall(words)
    failing = sum(_FAILING.search(part) is not None for part in told)
    return len(told) >= _LEAST and failing >= _MOST * len(told) and _DONE.search(words) is None


def orders(words: str) -> bool:
    """Whether a sentence opens with what is to be done and tells no failing and nothing past."""
    return _ORDERS.match(words) is not None and _WANTING.search(words) is None
