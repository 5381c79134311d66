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
    r"不|未|没|无|缺|少|差|弱|低|慢|难|滞后|单一|有待|还?需|仍|问题|现象|困难|欠|松懈|脱节|淡薄|空白|应付|流于|陈旧|停留|局限|偏|重.{1,6}轻|制约|落后|老化|漏洞|隐患|违|乱|拖"
)
_OVERALL = re.compile(r"(?:取得了?(?:一定|较好|明显|显著)|离.{2,24}还?有(?:一定|较大|很大)?的?(?:差距|距离))")
_SEES = re.compile(
    r"(?:看到|认识到|清醒|回顾|肯定成绩|取得).{0,40}(?:问题|不足|差距|困难)(?:和.{2,6})?$|^(?:主要|具体)?表现"
)
# What comes before the first of several problems in one sentence.
_BEFORE = re.compile(
    r"^.{0,120}?(?:主要)?(?:表现[在为是有]?|体现在|存在[^，,；;]{0,12}(?:不足|问题|差距|困难)(?=[:：])|存在(?:着)?(?:以下|如下)[^，,；;]{0,8}|有以下[^，,；;]{0,8}|主要[是有])[:：，,]?"
)
_ANNOUNCES = re.compile(
    r"^[^，,。；;：:]{0,30}(?:问题|不足(?:之处)?|差距|困难|短板)?(?:主要)?(?:[是有为]|表现[在为是])?[:：]|^[^。；;：:]{0,40}(?:主要)?表现[在为是][:：]?"
)
_NESTED = re.compile(r"[“《（(][^”》）)]{0,80}[”》）)]")


def extract(doc: Doc, found: Facts) -> Iterator[Row]:
    """The problems of ``doc``: one per marked item, per part between semicolons, else per sentence."""
    del found
    if doc.meta.kind not in _tellings.REPORTS and doc.meta.kind != "article":
        return
    ordinal = 0
    for piece in doc.pieces:
        if piece.role != "problems" or piece.container or piece.kind == "row":
            continue
        for start, end in _bounds(doc, piece):
            ordinal += 1
            text = doc.text[start:end]
            yield Row(ordinal=ordinal, scope=scope(text), text=text, start=start, end=end)


def _bounds(doc: Doc, piece: Piece) -> list[tuple[int, int]]:
    text = _tellings.words_of(doc, piece)
    if piece.kind == "item":
        return [] if _tellings.graded(text) else [(piece.start, piece.end)]
    parts = _parts(doc.text, piece.start, piece.end)
    if len(parts) > 1:
        return parts
    if (
        _tellings.idle(text)
        or not _FAILS.search(text)
        or _SEES.search(text)
        or _OVERALL.search(text)
        or piece.kind == "lead"
    ):
        return []
    return [(piece.start + _lead(text), piece.end)]


def _lead(text: str) -> int:
    """The length of what announces the one problem of a sentence (存在的不足之处是：)."""
    lead = _ANNOUNCES.match(text)
    return lead.end() if lead and len(text) - lead.end() >= 8 else 0


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a sentence that parts its problems by ；, without what leads up to the first."""
    plain = _NESTED.sub(lambda m: "，" * len(m.group()), text[start:end])
    if not re.search("[；;]", plain):
        return []
    lead = _BEFORE.match(plain.partition("；")[0].partition(";")[0])
    at = start + (lead.end() if lead else 0)
    result = []
    for part in re.finditer("[^；;]+", plain[at - start :]):
        a, b = at + part.start(), at + part.end()
        while a < b and text[a] in " 　\n，,：:":
            a += 1
        while b > a and text[b - 1] in " 　\n，,。":
            b -= 1
        if b - a > 3:
            result.append((a, b))
    return result


@functools.cache
def _scoped() -> re.Pattern[str]:
    by_kind: dict[str, list[str]] = {}
    for kind, word in words.rows("scopes.tsv"):
        by_kind.setdefault(kind, []).append(word)
    quantifiers, nouns, inner = (
        "|".join(sorted(by_kind[kind], key=len, reverse=True)) for kind in ("quantifier", "noun", "inner")
    )
    return re.compile(
        rf"(?:{quantifiers})[^还了对把在存不没是未被由、，。]{{0,4}}?(?:{nouns})(?:{inner})?"
        rf"(?:(?:、|和|及|与|或)[\u4e00-\u9fff]{{0,2}}?(?:{nouns}))*(?!长)"
    )


def scope(text: str) -> str | None:
    """The first quantifier of units in ``text`` (少数单位, 有的乡镇和部门); None where all or none are meant."""
    match = _scoped().search(text)
    return match.group() if match else None
