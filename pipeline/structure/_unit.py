"""The body that speaks in a document, or is spoken of, as the text names it; None where it is masked or unnamed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.structure import _dates, _regions

_ORGANS = (
    "人民政府|政府|管委会|管理委员会|委员会|领导小组|工作组|考核组|检查组|督查组|督导组|评议组|评估组|考评组|协调小组|专班|巡察组|指挥部|办公室|办事处|管理处|管理所|服务中心|中心|分局|支局|"
    "总局|局|厅|支队|大队|中队|派出所|学校|小学|中学|一中|二中|幼儿园|大学|学院|医院|卫生院|法院|检察院|研究院|党校|馆|站|所|公司|集团|银行|"
    "信用社|联社|总工会|工会|联合会|妇联|共青团|团委|协会|学会|商会|残联|科协|文联|人大|政协|纪委|监委|组织部|宣传部|统战部|发改委|国资委|"
    "工信委|住建委|县委|市委|区委|镇党委|乡党委|党委|党支部|党总支|政法委|经信委|编办|法制办|政务办|监察室|监狱|电视台|社区|村委会|居委会|"
    "林场|农场|基地|街道|苏木|工作部|委|办|处|科|村"
)
_ORGAN_END = re.compile(rf"(?:{_ORGANS})$")
_LINE_ORG = re.compile(r"^(?:中共)?(?P<name>[^0-9。，,；;：:、（）()《》]{2,34}?)$")
_YEAR_HEAD = re.compile(r"^(?:(?:19|20)[0-9]{2}|20[xX×]{2}|二[〇○零][〇○零一二三][一二三四五六七八九〇○零])(?:年度?)?")
_TITLE_STOP = re.compile(
    r"(?:关于|(?:19|20)[0-9xX×*]{2}|二[〇○零]|近[几两三]?年|上半年|下半年|第[一二三四]季度|年度|一季度|[一二三四]季度|"
    r"政务|政府信息|信息公开|党务|村务|校务|厂务|院务|工作|开展|落实|推进|贯彻|年终|年度|绩效|依法|"
    r"考核|检查|自查|整改|[\s　:：(（])"
)
_TITLE_ORG = re.compile(rf"^(?:中共)?[^0-9。，,；;：:（）()《》\s]{{0,24}}?(?:{_ORGANS})(?:办公室|党委|党组|党支部)?")
_MASK = re.compile(r"[Xx×*＊_○]|某")
_SELF = re.compile(
    r"(?:我|本)(局|县|市|区|旗|镇|乡|街道|村|社区|校|园|院|委|办|厅|中心|所|站|公司|处|馆|队|会|苏木|省|州|盟|单位|部门)"
)
_ENDINGS = {
    "校": "学校|小学|中学|大学|学院|一中|二中|职校|党校", "园": "幼儿园", "院": "医院|卫生院|法院|检察院|学院|研究院",
    "委": "委员会|委", "办": "办公室|办", "中心": "中心", "局": "分局|局", "厅": "厅", "所": "所", "站": "站", "公司": "公司",
    "处": "办事处|管理处|处", "馆": "馆", "队": "支队|大队|队", "会": "委员会|联合会|工会|协会|妇联|残联", "街道": "街道办事处|街道",
    "社区": "社区", "单位": "局|委员会|办公室|中心|院|公司", "部门": "局|委员会|办公室|中心",
}  # fmt: skip
_GENERIC = frozenset(
    {
        "乡镇",
        "县区",
        "市县",
        "县市",
        "城镇",
        "街镇",
        "村镇",
        "市区",
        "城区",
        "社区",
        "全县",
        "全市",
        "全区",
        "全镇",
        "全乡",
    }
)
_REGIONS = frozenset("县市区旗镇乡省州盟")
_INSPECTORS = re.compile(
    r"(?P<name>(?:政务公开|绩效|联合|专项|目标|综合|党风廉政建设|安全生产|年度|工作)*(?:考核|检查|督查|督导|考评|评估|巡察|评议|验收|调研)(?:工作|领导)?(?:组|小组))"
)
_QUOTED = re.compile(r"[《“][^》”]{0,80}[》”]")


def signature(lines: Sequence[str]) -> tuple[str | None, bool]:
    """The body that signs at the foot of ``lines``, and whether a signature stands there at all (masked: None, True)."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
        if at < 2:
            break
        text = lines[at]
        if not _dates.closing(text):
            continue
        alone = re.split(r"(?:19|20)[0-9xX×*]{2}|二[〇○零ОO0]|[xX×*]{2,4}年", _YEAR_HEAD.sub("", text))[0].strip(
            " 　()（）"
        )
        name = _body(alone) or _body(lines[at - 1])
        if name:
            return (None, True) if _MASK.search(name) else (name, True)
    last = _body(lines[-1]) if len(lines) > 3 else None
    if last and len(last) <= 24:
        return (None, True) if _MASK.search(last) else (last, True)
    return None, False


def _body(text: str) -> str | None:
    """``text`` as the name of a body, where it is one."""
    name = _YEAR_HEAD.sub("", text.strip(" 　()（）")).replace(" ", "").replace("　", "")
    if not _LINE_ORG.match(name) or len(name) > 34:
        return None
    return name if _ORGAN_END.search(name) or _regions.leading(name) == name else None


def titled(title: str) -> str | None:
    """The body that a title begins with (和林格尔县2013年…, 县民政局近年来…), a placeholder included."""
    text = re.sub(r"^(?:关于|中共)", "", title.strip("《》 　"))
    text = _YEAR_HEAD.sub("", text)
    stop = _TITLE_STOP.search(text, 1)
    head = text[: stop.start()] if stop else text[:24]
    match = _TITLE_ORG.match(text)
    if match and match.end() > 2 and (match.end() <= len(head) or match.group().endswith(("办公室", "中心", "小组"))):
        return match.group()
    return head if head not in _GENERIC and 2 <= len(head) <= 14 and head[-1] in "县市区旗镇乡省州盟" else None


def _spoken(text: str, core: str | None, ending: str) -> str | None:
    """The fullest name in running text that ends in ``ending`` with its region before it."""
    plain = _QUOTED.sub(lambda m: "，" * len(m.group()), text)
    named: Counter[str] = Counter()
    shaped: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    hidden = False
    pattern = re.compile(rf"(?P<region>[省市县区旗州盟镇乡])(?P<core>[\u4e00-\u9fff]{{0,10}}?(?:{ending}))")
    for match in pattern.finditer(plain):
        if core and not match.group("core").endswith(core):
            continue
        start = _regions.before(plain, match.end("region"))
        if start is None or plain[start - 1 : start] in ("各", "全", "外", "区", "我"):
            continue
        name = plain[start : match.end()]
        if _regions.masked(plain, start):
            hidden = True
        elif _regions.before(plain, match.end("region"), shaped=False) == start and match.end("region") - start > 1:
            named[name] += 1
        elif match.end("region") - start > 1:
            shaped[name] += 1
            bare[plain[match.start() : match.end()]] += 1
        else:
            bare[name] += 1
    if named:
        return named.most_common(1)[0][0] if core or len(named) == 1 or named.most_common(1)[0][1] > 1 else None
    if shaped and shaped.most_common(1)[0][1] > 1 and len(shaped) == 1:
        return shaped.most_common(1)[0][0]
    if hidden or not bare:
        return None
    name, count = bare.most_common(1)[0]
    return name if count > 1 and (core or len(bare) == 1 or count >= 3) else None


def _region_spoken(text: str, ending: str) -> str | None:
    """The region of the list that the text names most often with ``ending``, outside of titles of papers."""
    plain = _QUOTED.sub("，", text)
    found: Counter[str] = Counter()
    for match in re.finditer(ending, plain):
        start = _regions.before(plain, match.end(), shaped=False)
        if start is not None and match.end() - start > 2:
            found[plain[start : match.end()]] += 1
    name, count = found.most_common(1)[0] if found else ("", 0)
    return name if count > 1 and len(found) == 1 else None


def unit(kind: str, title: str | None, heading: str | None, text: str, fields: Mapping[str, str]) -> str | None:
    """The body of a document with its own ``title`` or its compiler's ``heading``; ``fields`` are the masthead's."""
    lines = [line.strip() for line in text.rstrip().split("\n")[-12:] if line.strip()]
    signed, stands = signature(lines) if len(text) > 100 else (None, False)
    if stands:
        return signed
    own = titled(title) if title else None
    if own and _MASK.search(own):
        return None
    if kind == "inspection":
        return _inspector(own, text)
    known = own if own and own != (_regions.leading(own) or "") else None
    if own and (known is None or _regions.leading(own)):
        return own
    core = known or _generic(heading)
    spoken = _self(text, core)
    if spoken or known:
        return spoken or known
    told = titled(heading) if heading else None
    if told and not _MASK.search(told) and _regions.leading(told) and not told.startswith(("乡镇", "县区", "市县")):
        return told
    return fields.get("公开主体") or fields.get("发布机构") or fields.get("发文机关") or None


def _generic(heading: str | None) -> str | None:
    """The kind of body that a compiler's title names (教育局政务公开年度工作总结 → 教育局)."""
    told = titled(heading) if heading else None
    return re.sub(r"^[省市县区镇乡]", "", told) if told and _ORGAN_END.search(told) and not _MASK.search(told) else None


def _self(text: str, core: str | None) -> str | None:
    """The name behind 我局, 我县 … or behind the body that the title names without its region."""
    if core:
        ending = _ORGAN_END.search(core)
        return _spoken(text, core, ending.group() if ending else core)
    counts = Counter(_SELF.findall(text))
    if not counts:
        return None
    word = counts.most_common(1)[0][0]
    if word in _REGIONS:
        return _region_spoken(text, word)
    return _spoken(text, None, _ENDINGS.get(word, word))


def _inspector(own: str | None, text: str) -> str | None:
    """For an inspection: the organ of the title, else the group that went round, else the region of the title."""
    if own and _regions.leading(own) != own:
        return own
    group = _INSPECTORS.search(text)
    return group.group("name") if group else own
