"""Why a numeral is no quantity: markers, dates, times, document numbers, articles, ordinals, telephones, names, masks."""

from __future__ import annotations

import re

from pipeline._numerals_token import Token

_MASK = set("xX×＊*某_□●◆ΧХ")
_LINK = "[-—–－~～─至到、和及,，/]"
_DIGIT = "[0-9０-９]"
_SMALL = "[一二三四五六七八九十]"

_FULL_DATE = re.compile(
    r"(?:19|20)\d\d\s?([-—./．])\s?(?:1[0-2]|0?[1-9])(?:\s?\1\s?(?:3[01]|[12]\d|0?[1-9]))?(?![\d.．:：])"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\s?[:：]\s?[0-5]\d(?:[:：][0-5]\d)?(?!\d)")
_COLONS = ("：", ":", "∶")
_PROPORTION = re.compile(r"\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?)+(?![\d年月个])")
_PHONE = re.compile(
    r"(?:\(?0\d{2,3}\)?[-—– ]?)?[2-9]\d{6,7}(?:[-—/、,，]\d{1,8})*|1[3-9]\d{9}|[48]00[-—]?\d{3,4}[-—]?\d{3,4}|0\d{2,3}[-—– ]\d{7,8}"
)
_PHONE_CUE = re.compile(
    r"(?:电话|热线|传真|手机|QQ|qq|邮编|邮政编码|微信号?|账号|帐号|专线|拨打|短号|信用代码|标识码|备案|平台|号码|ICP备|索引号|编号|证号|工号|[：:]\d{7,8}[、,，/]?)[^\n。；]{0,8}$"
)
_CODES = {
    "110",
    "114",
    "119",
    "120",
    "122",
    "12110",
    "12122",
    "12123",
    "12301",
    "12306",
    "12309",
    "12312",
    "12313",
    "12315",
}
_CODES |= {
    "12316",
    "12317",
    "12318",
    "12319",
    "12320",
    "12321",
    "12328",
    "12329",
    "12331",
    "12333",
    "12336",
    "12338",
    "12340",
}
_CODES |= {
    "12342",
    "12345",
    "12348",
    "12350",
    "12351",
    "12355",
    "12356",
    "12358",
    "12360",
    "12363",
    "12365",
    "12366",
    "12367",
}
_CODES |= {
    "12368",
    "12369",
    "12371",
    "12378",
    "12379",
    "12380",
    "12381",
    "12385",
    "12386",
    "12388",
    "12389",
    "12390",
    "12393",
    "95598",
    "16345",
}
_COUNTED_RANGE = re.compile(
    rf"\s?[-—–～~至到]{{1,2}}\s?{_DIGIT}+(?:[.．]{_DIGIT}+)?\s?[个名人件次条项户家份元万亿亩平米吨公册篇场台]"
)
_SHORT_YEAR = re.compile(rf"\s?年(?:[底初末终中]|上半年|下半年|度|\s?(?:{_DIGIT}{{1,2}}|{_SMALL}{{1,3}})\s?月)")
_PERIOD = re.compile(
    r"\s?(?:多|余|几)?(?:年|个月|个多月|天|周|个学期|个学年)(?:多)?(?:[之以]?来|间|规划|行动|计划|攻坚|大庆|抗战|制(?!度)|期(?:间|国债)?|一次|磨|时间里)"
)
_DATE_AFTER = re.compile(
    rf"\s?(?:{_LINK}\s?(?:{_DIGIT}{{1,4}}|[一二三四五六七八九十〇]{{1,4}})\s?)*(?:年(?!级)?[代]?|月(?!均)|日|季度|世纪|年代)"
)
_LINKED_DATE = re.compile(
    rf"\s?(?:{_LINK}{{1,2}}\s?(?:{_DIGIT}{{1,4}}|[一二三四五六七八九十〇○]{{1,4}})\s?)+(?:年(?!级|内|以)|月(?!均)|日(?!内|以内)|季度|世纪|年代|时(?!间)|点(?:钟|半|整))"
)
_WITHIN_DAYS = re.compile(r"\s?日(?:内|以内|之内|以上|左右|游)")
_DURATION_CUE = re.compile(
    r"(?:为期|历时|期限|共计|总计|累计|时限|连续|长达|满|延长|缩短|压缩至|压缩到|缩短至|提前|不得?超过|不少于|至少|最多|不足|不到|约|近)$"
)
_HOUR = re.compile(r"\s?(?:时(?![间限效常段代而候有])|点(?=[半整钟前后起至到—\-~]|\s?\d|[一二三四五]?十))")
_CLOCK_CUE = re.compile(r"(?:上午|下午|早上|早|晚上?|凌晨|中午|傍晚|日|每天)\s?$")
_AFTER_HOUR = re.compile(r"[0-9一二三四五六七八九十][时点]$")
_ARTICLE = re.compile(r"\s?(?:条(?!线|规|生产)|款|章|节(?!课)|编)")
_NUMBERED = re.compile(r"\s?号(?:令|文|公告|通告|文件|提案|建议|议案|函|决议)?")
_YEAR_BRACKET = re.compile(r"[〔\[【（(［﹝{]\s?$")
_CLOSING = "〕]】）)］﹝﹞}"
_CHINESE_ORDINAL = re.compile(
    r"(?:期(?:工程|项目|建设|改造|学员|培训)|等[奖功]?|年级|级|届|中全会|号(?!召)|类(?:事业|保障|地区|城市|口岸|医疗|固废|区)|楼|层(?!层)|班(?=学生)|星级?|把手|审|模|线|路|维|手|代(?:表|理)?|度(?:创业|空间)?|元(?:化|结构|论)|产业|产(?=[、，])|大)"
)
_GRADES = re.compile(rf"{_LINK}\s?{_DIGIT}{{1,2}}(?:年级|级|号楼?|班(?!次)|楼|届)")
_RANKED = re.compile(
    r"(?:排名|名次|位次|位居|位列|名列|列全[市县省区国]|排在|排序|排位)(?:全[市县省区国])?(?:为|[:：])?\s?$"
)
_EACH = set("每这那某同任另哪又再新唯统单上下万逐专不划归合进有九二均第惟整任")
_LINE = re.compile(r"[\s　●■◆▲★•·*]*$")
_AFTER_MARK = "、.．)）:：，,·﹑"
_BEFORE_MARK = "。；;：:！!？?”,，"


def reason(text: str, token: Token, quoted: bool) -> str | None:
    """Why the numeral is certainly no quantity, whatever unit may follow; None where a unit decides."""
    if token.style == "sign":
        return "marker"
    if token.style == "arabic":
        return _of_arabic(text, token, quoted)
    return _of_chinese(text, token, quoted)


def span_reason(text: str, token: Token) -> tuple[int, str] | None:
    """The end of a whole date, clock time or telephone number that begins with the token, and which it is."""
    if text[token.end : token.end + 1] in _COLONS and text[token.start - 1 : token.start] not in _COLONS:
        match = _PROPORTION.match(text, token.start)
        if match and (
            re.search("比例?[为是约达]?$", text[max(0, token.start - 4) : token.start])
            or not _CLOCK.match(text, token.start)
        ):
            return match.end(), "ratio"
    for pattern, why in ((_FULL_DATE, "date"), (_CLOCK, "time")):
        match = pattern.match(text, token.start)
        if match and match.end() > token.end - 1 and text[match.end() : match.end() + 1] not in ("%", "％"):
            return match.end(), why
    if token.end - token.start >= 3:
        match = _PHONE.match(text, token.start)
        if match and match.end() >= token.end and _is_phone(text, token.start, match.end()):
            return match.end(), "telephone"
    return None


def is_code(text: str, start: int, end: int) -> bool:
    """Whether a figure without a unit is a known hotline, or stands after 邮编, 编号 and the like."""
    return (
        text[start:end] in _CODES or end - start >= 7 or _PHONE_CUE.search(text, max(0, start - 16), start) is not None
    )


def _is_phone(text: str, start: int, end: int) -> bool:
    digits = sum(c.isdigit() for c in text[start:end])
    follows = text[end : end + 1]
    cue = _PHONE_CUE.search(text, max(0, start - 16), start) is not None
    if cue:
        return digits >= 5 and follows not in ("件", "个", "人", "条", "次", "元", "万")
    return (digits >= 10 or "-" in text[start:end]) and not (follows and follows in "件个人条次元万份户亩平立吨")


def _of_arabic(text: str, token: Token, quoted: bool) -> str | None:
    start, end = token.start, token.end
    left, right = text[start - 1 : start], text[end : end + 1]
    if (right in _MASK and right) or (left in _MASK and left):
        return "date" if text[end : end + 1] == "年" and _is_year(text, start, end) else _masked(text, start, end)
    if left == "第":
        return _numbered(text, end)
    if quoted and not text.startswith("%", end):
        return "date" if _is_year(text, start, end) else "name"
    if left in _CLOSING and left and _NUMBERED.match(text, end):
        return "document_number"
    if right == "号" or text[end : end + 2] == " 号":
        return _with_number_sign(text, start)
    year = _is_year(text, start, end)
    if year and (_YEAR_BRACKET.search(text, max(0, start - 2), start) and right in _CLOSING and right):
        return "document_number" if _bracketed_number(text, start, end) else "date"
    return _date(text, start, end, year) or _marker(text, start, end) or _other_arabic(text, start, end)


def _masked(text: str, start: int, end: int) -> str | None:
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and left in "×*xX_" and text[start - 2 : start - 1].isdigit():
        return "name"
    if right and right in "×*xX" and text[end + 1 : end + 2].isdigit():
        return "name"
    return "masked"


def _numbered(text: str, end: int) -> str:
    match = _ARTICLE.match(text, end)
    if match:
        return "article"
    if text[end : end + 2] == "季度":
        return "date"
    if re.match(r"\s?号(?:令|文|公告|通告)", text[end : end + 5]):
        return "document_number"
    return "ordinal"


def _with_number_sign(text: str, start: int) -> str:
    before = text[max(0, start - 6) : start]
    if before[-1:] == "月" or before[-2:] == "月 ":
        return "date"
    if re.search(r"[字办发委府令函〕\]】）)］\-]\s?$", before):
        return "document_number"
    return "name"


def _is_year(text: str, start: int, end: int) -> bool:
    return end - start == 4 and text[start : start + 2] in ("19", "20", "１９", "２０") and text[start:end].isdigit()


def _bracketed_number(text: str, start: int, end: int) -> bool:
    return text[end + 1 : end + 8].lstrip(" 第").rstrip()[:1].isdigit() or text[max(0, start - 2) : start - 1] in tuple(
        "发办字函令委府政"
    )


def _date(text: str, start: int, end: int, year: bool) -> str | None:
    right = text[end : end + 1]
    if right not in "年月日季世时点分 至到-—–－~～、和及/" and not year:
        return "date" if right in ",，" and _LINKED_DATE.match(text, end) else None
    if _AFTER_HOUR.search(text, max(0, start - 2), start) and right == "分":
        return "time"
    if year:
        return _after_year(text, end)
    if _SHORT_YEAR.match(text, end) or _LINKED_DATE.match(text, end):
        return "date"
    unit = text[end : end + 2].strip()[:1]
    if unit == "月" or (unit == "季" and text[end : end + 3].strip().startswith("季度")):
        return "date"
    if unit == "日":
        counted = _WITHIN_DAYS.match(text, end) or _DURATION_CUE.search(text, max(0, start - 4), start)
        return None if counted and text[start - 1 : start] != "月" else "date"
    if unit == "世" or text[end : end + 2] == "年代" or _PERIOD.match(text, end):
        return "date"
    return _time(text, start, end)


def _after_year(text: str, end: int) -> str | None:
    if _COUNTED_RANGE.match(text, end):
        return None
    following = text[end : end + 2].strip()[:1]
    if following and following in "余多个件条项名人次份户元万亿亩平米吨公%％篇册家":
        return None
    return "date"


def _time(text: str, start: int, end: int) -> str | None:
    if _HOUR.match(text, end):
        return "time"
    if text[end : end + 1] == "点" and _CLOCK_CUE.search(text, max(0, start - 3), start):
        return "time"
    return None


def _line_start(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] in " \u3000\xa0●■◆▲★•·*#":
        at -= 1
    return at < 0 or text[at] == "\n"


def _marker(text: str, start: int, end: int) -> str | None:
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and left in "(（[【<＜〔〈" and right and right in ")）]】>＞〕〉" and end - start <= 3:
        return "marker"
    if right and right in ")）" and end - start <= 2 and (not left or left in "。；;：: \n　，,"):
        return "marker"
    after = text[end + 1 : end + 2]
    if _line_start(text, start):
        return _leads_line(text, start, end, right, after)
    if right and right in "、.．" and end - start <= 2 and not after.isdigit():
        before = text[max(0, start - 3) : start].rstrip()
        if before and before[-1] in _BEFORE_MARK or left in " 　\t":
            return "marker"
    return None


def _leads_line(text: str, start: int, end: int, right: str, after: str) -> str | None:
    numeral = text[start:end]
    if right and right in _AFTER_MARK and len(numeral) <= 3 and not (right in ",，:：" and after.isdigit()):
        return "marker"
    if "." in numeral and len(numeral) <= 6 and right in (" ", "　", ".", "．", "\t", "、") and right:
        return "marker"
    if (
        len(numeral) <= 2
        and right
        and right in " 　"
        and "\u4e00" <= after <= "\u9fff"
        and after not in "个件条项名人次份户"
    ):
        return "marker"
    return None


def _other_arabic(text: str, start: int, end: int) -> str | None:
    left, right = text[start - 1 : start], text[end : end + 1]
    if _RANKED.search(text, max(0, start - 8), start):
        return "ordinal"
    if left == "前" and right and right in "名位强十":
        return "ordinal"
    if right and (
        text.startswith(("年级", "等奖", "号楼", "强企业", "号线"), end)
        or (right == "强" and text[end + 1 : end + 2] in "，。、；县区企")
    ):
        return "ordinal" if right in "年等" else "name"
    if _GRADES.match(text, end):
        return "ordinal"
    if _PERIOD.match(text, end) or (left in "近第" and left and text[end : end + 1] == "年"):
        return "date"
    if _joined(text, start, -1) or _joined(text, end, 1):
        return "name"
    if (
        text.startswith("小时", end)
        and text[start:end] == "24"
        and not text.startswith(("内", "以内", "之内", "前", "后", "以上"), end + 2)
    ):
        return "name"
    if text.startswith("天", end) and text[start:end] == "365":
        return "name"
    return None


def _joined(text: str, at: int, step: int) -> bool:
    """Whether a letter, plus sign or other part of a code touches the numeral on one side."""
    neighbour = text[at - 1 : at] if step < 0 else text[at : at + 1]
    if not neighbour or neighbour in "\n\t":
        return False
    if step < 0 and neighbour.isascii() and (neighbour.isalpha() or neighbour in "@#&=_"):
        return True
    if step > 0 and neighbour in "@#&=_":
        return True
    window = text[max(0, at - 2) : at] if step < 0 else text[at : at + 2]
    return "+" in window.strip() or "＋" in window


def _of_chinese(text: str, token: Token, quoted: bool) -> str | None:
    start, end = token.start, token.end
    left, right = text[start - 1 : start], text[end : end + 1]
    if (
        text[start] in "百千万亿"
        and (end - start == 1 or (left and left in _MASK))
        and not text.startswith("分之", end)
    ):
        if not left or left not in "近约逾超过足到于":
            return "masked" if left and left in _MASK else "name"
    if left == "第":
        leads = right and right in "，,、：:" and text[start - 2 : start - 1] in ("", *_BEFORE_MARK, "\n", " ", "　")
        return "marker" if leads and token.end - start == 1 else _numbered(text, end)
    if left and left in "周初高" and end - start == 1 and not (right and right in "个名所家"):
        return "date" if left == "周" else "ordinal"
    if left == "期" and text[start - 2 : start] == "星期":
        return "date"
    mark = _chinese_marker(text, start, end, left, right)
    if mark:
        return mark
    if quoted and not text.startswith("分之", end):
        return "name"
    if right and right in "年月日时点季世 至到-—、和及":
        date = _chinese_date(text, start, end)
        if date:
            return date
    if left == "前" and right and right in "名位强":
        return "ordinal"
    if _PERIOD.match(text, end) or (left == "近" and right == "年"):
        return "date"
    if _CHINESE_ORDINAL.match(text, end):
        return "ordinal" if right and right in "期等年级届班" else "name"
    return None


def _chinese_marker(text: str, start: int, end: int, left: str, right: str) -> str | None:
    if not right:
        return None
    if right in "是要则者" and (not left or left in " \n　。；;：:，,、\t”（("):
        return "marker"
    if right == "是" and end - start <= 2 and left not in ("每", "统", "唯", "万", "同"):
        return "marker"
    if left in ("其", "之") and right in "，,：:是、。" and end - start == 1:
        return "marker" if left == "其" else "name"
    if right in "、.．,，:：" and end - start <= 3:
        if _line_start(text, start) or (
            left in _BEFORE_MARK and left and right in "、.．" and not _digit_follows(text, end)
        ):
            return "marker"
    if left and left in "(（[【〔〈" and right in ")）]】〕〉":
        return "marker"
    return None


def _digit_follows(text: str, end: int) -> bool:
    return text[end + 1 : end + 2] in set("一二三四五六七八九十两百千0123456789")


def _chinese_date(text: str, start: int, end: int) -> str | None:
    numeral, unit = text[start:end], text[end : end + 2].strip()[:1]
    if unit == "年" and len(numeral) in (2, 4) and all(c in "一二三四五六七八九〇零○" for c in numeral):
        return "date"
    if _LINKED_DATE.match(text, end) or _SHORT_YEAR.match(text, end):
        return "date"
    if unit == "月" or text.startswith(("季度", "世纪", "年代"), end):
        return "date"
    if unit == "日":
        return None if _WITHIN_DAYS.match(text, end) or _DURATION_CUE.search(text, max(0, start - 4), start) else "date"
    return _time(text, start, end) if numeral != "一" else None
