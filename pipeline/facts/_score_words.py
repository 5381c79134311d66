"""What scores are made of: the row as found, the figure before 分, and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import numerals
from pipeline.facts._entry_names import FIGURE, is_masked

POINTS = re.compile(rf"(?P<score>{FIGURE})\s?分(?!钟|别|之|值|制|数|类|管|为)")

GRADE = (
    r"优秀|良好|优良|先进|合格|不合格|基本合格|较好|一般|较差|差|好|达标|不达标|优|良|中|满意|基本满意|不满意|称职"
    r"|[A-D]级|[一二三]等奖?"
)
_PLACE = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_RANK = re.compile(
    rf"(?:排名|名次|位次)[^，。；;0-9第]{{0,10}}?(?<!倒数)第?\s?(?P<rank>{_PLACE})(?![0-9.]*分)"
    rf"|(?:排|位居|位列|名列|列|居)[^，。；;]{{0,12}}?(?<!倒数)第\s?(?P<rank2>{_PLACE})|(?<!倒数)第\s?(?P<rank3>{_PLACE})\s?[名位]"
)
_GRADE = re.compile(
    rf"(?:等次|等级|评定|评为|档次|定为|确定为|为|考核结果)(?:等次|等级|是|为|[:：])?[“\"]?(?P<grade>{GRADE})|[（(](?P<grade2>{GRADE})(?:等次)?[)）]|(?P<grade3>{GRADE})(?:等次|(?:单位|部门|乡镇|窗口|村|学校)(?=[（(:：]))"
)
_CUT = re.compile("是|为|的|对|给|由|经|其中|有")


@dataclass(frozen=True, slots=True)
class Stated:
    """One score as found; offsets are of the words that say so."""

    start: int
    end: int
    unit: str | None = None
    unit_ordinal: int | None = None
    score: float | None = None
    full_score: float | None = None
    rank: int | None = None
    grade: str | None = None
    masked: bool = False


def figure(written: str) -> float | None:
    """The score that is written; None where it is masked."""
    parsed = None if is_masked(written) else numerals.parse(written)
    return None if parsed is None or parsed.value is None else float(parsed.value)


def bare(name: str) -> int:
    """Where the name proper begins in a name with words before it (最高的是城关镇)."""
    return max((match.end() for match in _CUT.finditer(name[:-1])), default=0)


def rank_in(text: str) -> int | None:
    """The rank told in a few words (排名第3, 名列第一)."""
    match = _RANK.search(text)
    if match is None:
        return None
    parsed = numerals.parse(match["rank"] or match["rank2"] or match["rank3"])
    return int(parsed.value) if parsed and parsed.value is not None else None


def grade_in(text: str) -> str | None:
    """The grade told in a few words (等次为优秀)."""
    match = _GRADE.search(text)
    return (match["grade"] or match["grade2"] or match["grade3"]) if match else None
