"""About, more than, less than: the approximators before, after and apart from a quantity."""

from __future__ import annotations

import re

# The words of each kind, those before the number and those after its unit.
_PREFIXES = {
    word: approx
    for approx, words in (
        ("about", "近 约 大约 将近 接近 大概 约为"),
        (
            "more_than",
            "超过 超 逾 不少于 不低于 至少 最少 不小于 高于 大于 突破 多于 不下 不下于 起码 不得少于 不得低于 "
            "超过了 突破了 ≥ > ＞",
        ),
        (
            "less_than",
            "不足 不到 不超过 不高于 不多于 至多 最多 少于 低于 小于 不大于 未超过 未满 不满 不得超过 未达 ≤ < ＜",
        ),
    )
    for word in words.split()
}
_NO_PREFIX_AFTER = {
    "近": "附最靠邻临走亲贴就", "约": "节预公合契制签违邀特条集大简", "超": "高赶反", "不足": "之",
    "不到": "找得达看做想遇办受收查", "突破": "新大",
}  # fmt: skip
# The same after the unit.
_SUFFIXES = {
    word: approx
    for approx, words in (
        ("about", "左右 上下"),
        ("more_than", "以上 多 余 之上 开外"),
        ("less_than", "以内 之内 以下 内"),
    )
    for word in words.split()
}
_NO_SUFFIX_BEFORE = {
    "内": "部容外审控蒙设环务科涝",
    "以下": "简几同问方措工",
    "以上": "问几",
    "多": "种样元次媒方数层",
    "余": "",
    "左右": "",
}
_NEARLY = re.compile(r"(?:约|近|大约|将近)[有占为达计需]$")
_APART = re.compile(r"(至少|最少|不少于|不低于|不足|不超过|最多|至多|超过|不到)[^，。；、（(,;:：\n0-9\d]{1,16}$")
_APART_CUE = re.compile("[至最不超]")


def widen(text: str, start: int, end: int, kind: str, approx: str, reached: int) -> tuple[int, int, str]:
    """Bounds and approximation of a quantity with what stands before, after and apart from it.

    ``reached`` is the end of the quantity before; ``approx`` that of the numeral itself (余, 多, a range).
    """
    prefix, suffix = _prefix(text, start, reached), _suffix(text, end, kind)
    if approx != "range":
        approx = _SUFFIXES.get(suffix or "") or _PREFIXES.get(prefix or "") or approx
    start, end = start - len(prefix or ""), end + len(suffix or "")
    if approx == "exact":
        approx = _apart(text, start) or approx
    return start, end, approx


def _prefix(text: str, start: int, reached: int) -> str | None:
    for length in (4, 3, 2, 1):
        word = text[start - length : start] if start - length >= reached else ""
        if word in _PREFIXES:
            before = text[start - length - 1 : start - length]
            if not before or before not in _NO_PREFIX_AFTER.get(word, ""):
                return word
    return None


def _suffix(text: str, end: int, kind: str) -> str | None:
    for length in (2, 1):
        word = text[end : end + length]
        if word in _SUFFIXES:
            following = text[end + length : end + length + 1]
            if word == "内" and kind not in ("duration", "length"):
                return None
            if word in ("多", "余") and kind not in ("duration", "length", "weight", "area", "money"):
                return None
            if following and following in _NO_SUFFIX_BEFORE.get(word, ""):
                return None
            return word
    return None


def _apart(text: str, start: int) -> str | None:
    """至少听取一次, 不足全部事项的1/4: an approximator earlier in the clause."""
    window = text[max(0, start - 20) : start]
    if _NEARLY.search(window):
        return "about"
    if not _APART_CUE.search(window):
        return None
    match = _APART.search(window)
    return _PREFIXES[match[1]] if match else None
