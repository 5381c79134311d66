"""What the item-like facts (problems, measures, plans) share: which pieces carry no fact of their own."""

from __future__ import annotations

import functools
import re

from pipeline import words
from pipeline.records import Doc, Piece

# Kinds of documents that report; the others lay down what is to be done and have neither measures nor plans.
REPORTS = frozenset({"self_report", "inspection", "other"})
_CLOSES = re.compile(
    r"^(?:总之|综上|总的来说|总而言之|我们(?:相信|深信|坚信)|相信|让我们|希望|特此|以上(?:是|为|就是|汇报|总结|报告|问题|不足|成绩)|上述(?:成绩|问题|不足)|"
    r"这些(?:问题|不足|困难|情况|成绩)|对[于此](?:以上|这些|上述)|针对(?:以上|上述|这些|存在)|[^。，,]{0,24}已经结束|[^。，,]{0,10}(?:汇报|报告|述职|发言)完[了毕]|以上[^。]{0,14}[，,]请|(?:敬?请|望)[^。，,]{0,6}(?:批评指正|审[核阅议]|指示|批示))"
)
_ANNOUNCES = re.compile(
    r"(?:[:：]|(?:如下|以下.{0,8}|下列.{0,6})(?:[几三四五六七八九十两][个项点方面]*)?)$|现将[^。]{0,40}(?:总结|汇报|报告|通报)|主要(?:表现|有|做法)[^，。]{0,6}$"
)
_NOTE = re.compile(
    r"^(?:联系|监督|举报|咨询|投诉)(?:人|电话)|^20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}[^，。]*$|^[（(](?:责任|牵头|配合|完成|主办|协办|联系)[^）)]*[）)]?$|^(?:责任|牵头|配合)(?:单位|部门|科室)[:：]"
)
# What leads up to the deeds or plans of one sentence and is itself none (主要做了以下工作：…).
_LEAD = re.compile(
    r"[^。；;：:]{0,60}(?:(?:以下|如下|下列)[^：:，,]{0,8}|(?:工作|措施|做法|打算|重点|任务|方面|建议|内容|要求|几点|几项|整改|改进)(?:[有是为])?)[:：]"
    r"|针对(?:以上|上述|这些|存在的?)[^，,。；：:]{0,8}[，,](?=[^。；，,]{0,12}?(?:将|拟|计划|准备))"
)
_NESTED = re.compile(r"[“《（(][^”》）)]{0,80}[”》）)]")
_HAN = re.compile("[\u4e00-\u9fff]")
_GRADED = re.compile(r"扣.{0,5}分|^[^。，,]{1,16}[，,][ ]?[0-9Xx×*＊+＋_.]+[ ]?分")


@functools.cache
def _actions() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words.entries("actions.txt"), key=len, reverse=True)))


def acts(text: str) -> bool:
    """Whether ``text`` has a verb of definite action."""
    return bool(_actions().search(text))


def idle(text: str) -> bool:
    """Whether a sentence only announces, closes or notes who is responsible."""
    return (
        len(text) < 5
        or not _HAN.search(text)
        or bool(_CLOSES.match(text) or _ANNOUNCES.search(text) or _NOTE.match(text))
    )


def graded(text: str) -> bool:
    """Whether an item is a unit's score with its deductions."""
    return "分" in text and bool(_GRADED.search(text[:400]))


def listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bounds of the parts of ``text[start:end]`` that ； parts, those inside quotations and brackets aside."""
    plain = _NESTED.sub(lambda match: "，" * len(match.group()), text[start:end])
    result = []
    for part in re.finditer("[^；;]+", plain):
        a, b = start + part.start(), start + part.end()
        while a < b and text[a] in " 　\n，,：:":
            a += 1
        while b > a and text[b - 1] in " 　\n，,。":
            b -= 1
        if b - a > 3:
            result.append((a, b))
    return result


def words_of(doc: Doc, piece: Piece) -> str:
    """The text of ``piece``."""
    return doc.text[piece.start : piece.end]


def lead(text: str) -> int:
    """The length of what announces the one deed or plan of a sentence, up to its colon."""
    found = _LEAD.match(text)
    return found.end() if found and len(text) - found.end() >= 8 else 0
