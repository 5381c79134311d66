"""Items of the 存在问题 lists: each once, whole, without its marker, with whom it is about."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from pipeline import words
from pipeline.facts import Facts, _tellings
from pipeline.records import Doc, Piece
from pipeline.records import Problem as Row

__all__ = ["Row", "extract", "scope"]

_FAILS = re.compile(
    r"不|未|没|无|缺|少|差|弱|低|慢|难|滞后|单一|有待|还?需|仍|问题|现象|困难|欠|松懈|脱节|淡薄|空白|应付|流于|陈旧|停留|局限"
    r"|偏|重.{1,6}轻|制约|落后|老化|漏洞|隐患|违|乱|拖|简单|照抄|要(?:进一步|继续|加强|完善)"
)
# Words with 不 or 无 that tell of no failing.
_PLAIN = re.compile(
    r"不断|不仅|不但|不少|不同|不折不扣|无论|毫不|无不|密不可分|必不可少|多少|至少|减少|差异|难点|重点难点"
)
# A sentence that only says that there are failings, or that gives the list its lead.
_SEES = re.compile(
    r"(?:一些|不少|许多|诸多|一定|较大|很大|以下|如下|几方面|几个方面|各种|某些|突出|[^，,]{0,2}不容忽视)(?:的|之)?(?:问题|不足|差距|距离|困难|薄弱环节)"
    r"(?:[和与及、][^，,]{2,8})?$|^虽然?[^。]*[仍还尚]有(?:一定|较大|不小|很大)?的?(?:差距|距离|不足)$|(?:看到|认识到|清醒|回顾|肯定成绩).{0,40}(?:问题|不足|差距|困难)(?:[和与及、].{2,6})?$|^(?:主要|具体)?表现"
)
# What comes before the first of several problems in one sentence.
_BEFORE = re.compile(
    r"^.{0,120}?(?:主要)?(?:表现[在为是有]?|体现在|存在[^，,；;]{0,12}(?:不足|问题|差距|困难)(?=[:：])"
    r"|清醒地?(?:看到|认识到)(?=[:：])|(?:差距|距离|不足|问题|困难|短板|欠缺|薄弱)[^，,；;：:]{0,8}(?=[:：])"
    r"|(?:短板|不足|问题|差距|困难)(?:之处)?[，,]?(?:如|比如|例如|像)(?=[^：:]|[：:])|^[^，,；;]{0,24}?(?:还|仍|尚)存在(?!的|着?[^，,；;]{0,8}(?:问题|不足|差距|困难))"
    r"|存在(?:着)?(?:以下|如下)[^，,；;]{0,8}|有以下[^，,；;]{0,8}|主要[是有])[:：，,]?"
)
_ANNOUNCES = re.compile(
    r"^[^，,。；;：:]{0,30}(?:问题|不足(?:之处)?|差距|困难|短板)?(?:主要)?(?:[是有为]|表现[在为是])?[:：]"
    r"|^[^。；;：:]{0,120}?(?:差距|不足|问题|困难|短板|欠缺|薄弱环节)(?:之处)?(?:[，,]?主要[是有为])?[:：]"
    r"|^[^。；;：:]{0,40}(?:主要)?表现[在为是][:：]?"
)
# What opens a part on failings with what went well, or was done about them.
_PRAISES = re.compile(
    r"成[绩效果]|进步|提[高升]|好[评转]|虽然?|尽管|总[体的]|一定|努力|认真|积极|已[经于]?|完成|整改|解决|取得|高度|[今明]年|下一?步|今后|了解|认识|看到|发现|查出|排查|反馈"
)
_HEAD = re.compile(r"(?:存在的?|主要|具体|发现的?|反馈的?)*问题(?:描述|表现|清单|情况|内容)?")


def extract(doc: Doc, found: Facts) -> Iterator[Row]:
    """The problems of ``doc``: one per marked item, per part between semicolons, else per sentence.

    Of a table one per row, where its head names a column of problems.
    """
    del found
    if doc.meta.kind == "rubric":
        return
    named = {section.section_id for section in doc.sections if section.role == "problems"}
    ordinal = 0
    column: tuple[int, int] | None = None
    for piece in doc.pieces:
        if piece.kind == "row":
            cells = _cells(doc, piece)
            head = next((n for n, (a, b) in enumerate(cells) if _HEAD.fullmatch(doc.text[a:b])), None)
            column = (head, len(cells)) if head is not None and len(cells) > 1 else column
            bounds = [cells[column[0]]] if column and head is None and column[1] == len(cells) else []
            bounds = [(a, b) for a, b in bounds if b - a > 3]
        else:
            column = None
            bounds = (
                _bounds(doc, piece, piece.section_id in named)
                if piece.role == "problems" and not piece.container
                else []
            )
        for start, end in bounds:
            ordinal += 1
            text = doc.text[start:end]
            yield Row(ordinal=ordinal, scope=scope(text), text=text, start=start, end=end)


def _cells(doc: Doc, piece: Piece) -> list[tuple[int, int]]:
    """The bounds of the cells of a table row, without the white space and the stop at their ends."""
    result, at = [], piece.start
    for cell in doc.text[piece.start : piece.end].split("\t"):
        start, end = at, at + len(cell)
        at = end + 1
        words = cell.strip(" \u3000。；;")
        start += cell.index(words) if words else 0
        result.append((start, start + len(words)))
    return result


def _bounds(doc: Doc, piece: Piece, headed: bool) -> list[tuple[int, int]]:
    """The problems of one piece; ``headed`` tells that it stands under a heading of failings, so that no word need."""
    text = _tellings.words_of(doc, piece)
    if piece.kind == "item":
        told = headed and piece.heading_end is not None  # 互动回应差。甲局…扣6分: the points are only its price
        return [] if _tellings.graded(text) and not told else [(piece.start, piece.end)]
    parts = _parts(doc.text, piece.start, piece.end)
    if len(parts) > 1:
        return parts
    if _tellings.graded(text):
        return []
    if piece.kind == "lead" or _tellings.idle(text) or _SEES.search(text):
        return []
    if not _FAILS.search(_PLAIN.sub("", text)) and (not headed or _PRAISES.search(text)):
        return []
    return [(piece.start + _lead(text), piece.end)]


def _lead(text: str) -> int:
    """The length of what announces the one problem of a sentence (存在的不足之处是：)."""
    lead = _ANNOUNCES.match(text)
    return lead.end() if lead and len(text) - lead.end() >= 8 else 0


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a sentence that parts its problems by ；, without what leads up to the first."""
    first = re.split("[；;]", text[start:end], maxsplit=1)[0]
    if len(first) == end - start:
        return []
    lead = _BEFORE.match(first.replace("\n", " "))
    return _tellings.listed(text, start + (lead.end() if lead else 0), end)


@functools.cache
def _scoped() -> re.Pattern[str]:
    by_kind: dict[str, list[str]] = {}
    for kind, word in words.rows("scopes.tsv"):
        by_kind.setdefault(kind, []).append(word)
    quantifiers, nouns, inner = (
        "|".join(sorted(by_kind[kind], key=len, reverse=True)) for kind in ("quantifier", "noun", "inner")
    )
    return re.compile(
        rf"(?:{quantifiers})[^还了对把在存不没是未被由、，。]{{0,4}}?(?:{nouns})(?:[（(][\u4e00-\u9fff、]{{1,4}}[）)])?(?:{inner})?"
        rf"(?:(?:、|和|及|与|或)[\u4e00-\u9fff]{{0,2}}?(?:{nouns}))*(?!长)"
    )


def scope(text: str) -> str | None:
    """The first quantifier of units in ``text`` (少数单位, 有的乡镇和部门); None where all or none are meant."""
    match = _scoped().search(text)
    return match.group() if match else None
