"""Reports on putting right what an inspection found: written after it, so they are no claim that it could test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.records import Tables

# 考核反馈问题整改情况的报告, 检查意见落实情况汇报; but 工作总结及整改措施 and 整改方案 are none.
_TITLE = re.compile(
    r"整改(?!措施|方案|计划|打算|意见|要求|通知|清单|台账)[^，。]{0,12}?(?:报告|汇报|总结|小结|说明|回复|复函)"
    r"|(?:反馈|检查|考核|通报|巡察|督查|评估)[^，。]{0,8}(?:意见|问题)[^，。]{0,6}(?:整改|落实)[^，。]{0,6}(?:报告|汇报|说明|回复)"
)
_OWN_CHECK = re.compile(r"自查|自纠|自检|自评")
_SUMMARY_FIRST = re.compile(r"(?:总结|小结|年度报告)(?:及|和|与|暨|、).*整改")
_COLUMNS = ["doc_id", "kind", "region", "year", "date", "title"]


def rectifies(title: str | None, date: str | None, inspected: str | None) -> bool:
    """Whether a report with ``title`` and ISO ``date`` answers an inspection whose earliest date is ``inspected``.

    A report on what its own check found, and one older than every inspection, still is a claim.
    """
    if not title or not _TITLE.search(title) or _SUMMARY_FIRST.search(title):
        return False
    if date and inspected:
        return date > inspected
    return not _OWN_CHECK.search(title)


def rectifications(tables: Tables) -> frozenset[str]:
    """Ids of the self-reports that answer an inspection of their year and region."""
    documents = tables.read("documents", _COLUMNS)
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in documents.itertuples(index=False, name=None)]
    first = _first_inspections(row for row in rows if row["kind"] == "inspection")
    return frozenset(
        str(row["doc_id"])
        for row in rows
        if row["kind"] == "self_report"
        and isinstance(row["title"], str)
        and rectifies(row["title"], _day(row["date"]), first.get(_where(row)))
    )


def _first_inspections(rows: Iterable[Mapping[str, object]]) -> dict[tuple[str, str], str]:
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        day = _day(row["date"])
        if day:
            first[_where(row)] = min(day, first.get(_where(row), day))
    return first


def _where(row: Mapping[str, object]) -> tuple[str, str]:
    return str(row["year"]), str(row["region"])


def _day(value: object) -> str | None:
    told = str(value)[:10]
    return told if told[:1].isdigit() else None
