"""Kind, unit, year, date and title from the title, the opening, the foot and the masthead."""

from __future__ import annotations

import datetime

import pytest

from pipeline import structure
from pipeline.records import Document, SourceText
from pipeline.structure import _dates

BODY = "政务公开工作涉及面广，各单位要把它摆上重要位置，统一部署，统一检查，切实抓好落实。" * 3


def meta(text: str, **metadata: str) -> Document:
    (doc,) = structure.documents(SourceText(path="x", text=text, metadata=metadata), "0" * 64)
    return doc.meta


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("县民政局2012年政务公开工作总结\n一年来，我局认真推行政务公开。", "self_report"),
        ("政务公开工作总结\n为做好政务公开工作，特制定本实施方案。", "plan"),
        ("政务公开考核工作总结\n考核组对各单位进行了考核。", "inspection"),
        ("关于政务公开迎接考核的自查报告\n考核组即将到来，我局进行了自查。", "self_report"),
        ("政务公开工作考核办法\n每少一次扣1分，扣完为止。", "rubric"),
        ("关于印发《政务公开工作要点》的通知\n各单位：现印发给你们。", "plan"),
        ("政务公开制度\n第一条 为规范公开，制定本制度。", "rules"),
        ("浅谈政务公开存在的问题及对策\n摘要：本文分析了政务公开。", "article"),
        ("同志们：\n今天的会议很重要。", "other"),
        ("县审计局2019年工作总结\n全年完成审计项目12个。\n一、主要工作\n审计组抽查了6个单位。", "self_report"),
        ("松原乡2018年工作总结\n2018年各项工作进展顺利。\n一、作风建设\n成立督查组，每季度暗访一次。", "self_report"),
    ],
)
def test_the_body_wins_over_the_title_where_they_differ(text: str, kind: str) -> None:
    assert meta(text).kind == kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("和林格尔县2013年政务公开工作总结\n" + BODY, "和林格尔县"),
        ("县卫生局2013年政务公开工作总结\n" + BODY, "县卫生局"),
        ("XX县卫生局2013年政务公开工作总结\n" + BODY, None),
        ("民政局政务公开工作汇报\n我局创建了嘉鱼县民政局网站。" + BODY, "嘉鱼县民政局"),
        ("政务公开工作总结\n" + BODY + "\n临江县教育局\n2013年12月2日", "临江县教育局"),
        ("政务公开工作总结\n" + BODY + "\n**县教育局\n2013年12月2日", None),
        ("政务公开考核工作总结\n县里组成政务公开考核组进行了考核。" + BODY, "政务公开考核组"),
        ("政务公开工作总结\n" + BODY, None),
    ],
)
def test_the_unit_is_named_as_the_text_names_it(text: str, unit: str | None) -> None:
    assert meta(text).unit == unit


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2013年政务公开工作总结\n2012年以来，" + BODY, 2013),
        ("二〇一三年政务公开工作总结\n" + BODY, 2013),
        ("2018年工作总结和2019年工作计划\n" + BODY, 2018),
        ("政务公开工作总结\n" + BODY + "\n县民政局\n2013年12月2日", 2013),
        ("政务公开工作总结\n2012年，2012年全年公开信息30条。" + BODY + "\n县民政局\n2013年1月9日", 2012),
        ("政务公开工作方案\n根据县政办〔2012〕2号文件，" + BODY, 2012),
        ("政务公开工作总结\n20xx年，我局认真落实〔20xx〕3号文件。" + BODY, None),
        ("政务公开工作总结\n印发手册2000册。" + BODY, None),
        ("政务公开工作总结\n《条例》自2008年5月1日起施行。" + BODY, None),
    ],
)
def test_the_year_is_the_one_reported_on(text: str, year: int | None) -> None:
    assert meta(text).year == year


def test_the_date_of_making_in_a_masthead_counts_and_the_day_of_publication_does_not() -> None:
    assert meta("政务公开工作总结\n" + BODY, 成文日期="2013-12-28").date == datetime.date(2013, 12, 28)
    assert meta("政务公开工作总结\n" + BODY, 公开日期="2013-12-30").date is None


def test_a_title_broken_over_lines_is_joined() -> None:
    assert (
        meta("关于2013年度政务公开工作\n考核情况的通报\n各单位：\n" + BODY).title
        == "关于2013年度政务公开工作考核情况的通报"
    )


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("2013年12月28日", 2013, datetime.date(2013, 12, 28)),
        ("二○一三年十二月二十八日", 2013, datetime.date(2013, 12, 28)),
        ("二0一三年十二月", 2013, None),
        ("2013-12-28", 2013, datetime.date(2013, 12, 28)),
        ("20xx年x月x日", None, None),
        ("2013年2月30日", 2013, None),
    ],
)
def test_dates(text: str, year: int | None, day: datetime.date | None) -> None:
    found = _dates.read(text)
    assert found is not None
    assert (found.year, found.day) == (year, day)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("云溪县柳河镇2019年政务公开工作总结\n我镇公开信息36条。", "云溪县"),
        ("柳河镇2019年政务公开工作总结\n在县委领导下，我镇公开信息36条。", None),
        ("柳河镇2019年政务公开工作总结\n按照云溪县柳河镇党委的部署，我镇公开信息36条。", "云溪县"),
        ("柳河镇2019年政务公开工作总结\n根据和林格尔县政府的通知，我镇公开信息36条。", "和林格尔县"),
        ("云溪县民政局2019年政务公开工作总结\n我局公开信息36条。", "云溪县"),
    ],
)
def test_the_region_of_a_town_is_its_county(text: str, region: str | None) -> None:
    assert meta(text).region == region
