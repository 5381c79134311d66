"""Numerals that are telephones, document numbers, codes, proportions or masks."""

from __future__ import annotations

import functools
import re
from importlib import resources

MASK = set("xX×＊*某_ΧХ")
COLONS = ("：", ":", "∶")
PROPORTION = re.compile(r"\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?)+(?![\d年月个])")
PHONE = re.compile(
    r"(?:\(?0\d{2,3}\)?[-—– ]?)?[2-9]\d{6,7}(?:[-—/、,，]\d{1,8})*|1[3-9]\d{9}"
    r"|[48]00[-—]?\d{3,4}[-—]?\d{3,4}(?!\d)|0\d{2,3}[-—– ]\d{7,8}"
)
_PHONE_CUE = re.compile(
    r"(?:电话|热线|传真|手机|QQ|qq|邮编|邮政编码|微信号?|账号|帐号|专线|拨打|短号|信用代码|标识码|备案|平台|号码|ICP备|索引号|编号"
    r"|证号|工号|[：:]\d{7,8}[、,，/]?)[^\n。；]{0,8}$"
)
YEAR_BRACKET = re.compile(r"[〔\[【（(［﹝{]\s?$")
CLOSING = "〕]】）)］﹝﹞}"


@functools.cache
def _hotlines() -> frozenset[str]:
    lines = resources.files("pipeline.words").joinpath("hotlines.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_code(text: str, start: int, end: int) -> bool:
    """Whether a figure without a unit is a known hotline, or stands after 邮编, 编号 and the like."""
    if text[start:end] in _hotlines() or end - start >= 7:
        return True
    if end - start == 5 and text.startswith(("热线", "举报", "电话", "专线", "客服"), end):
        return True
    return _PHONE_CUE.search(text, max(0, start - 16), start) is not None


def is_phone(text: str, start: int, end: int) -> bool:
    digits = sum(c.isdigit() for c in text[start:end])
    follows = text[end : end + 1]
    cue = _PHONE_CUE.search(text, max(0, start - 16), start) is not None
    if cue:
        return digits >= 5 and follows not in ("件", "个", "人", "名", "条", "次", "元", "万")
    return (digits >= 10 or "-" in text[start:end]) and not (follows and follows in "件个人名条次元万份户家亩平立吨")


def masked(text: str, start: int, end: int) -> str | None:
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and left in "×*xX_" and text[start - 2 : start - 1].isdigit():
        return "name"
    if right and right in "×*xX" and text[end + 1 : end + 2].isdigit():
        return "name"
    return "masked"


def number_sign(text: str, start: int) -> str:
    before = text[max(0, start - 6) : start]
    if before[-1:] == "月" or before[-2:] == "月 ":
        return "date"
    if re.search(r"[字办发委府令函〕\]】）)］\-]\s?$", before):
        return "document_number"
    return "name"


def bracketed_number(text: str, start: int, end: int) -> bool:
    return text[end + 1 : end + 8].lstrip(" 第").rstrip()[:1].isdigit() or text[max(0, start - 2) : start - 1] in tuple(
        "发办字函令委府政"
    )


def joined(text: str, at: int, step: int) -> bool:
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
