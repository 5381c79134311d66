"""What web copies have glued together or doubled: a part's name and its first item, numbers, labels, tables."""

from __future__ import annotations

from pipeline.facts import measures, plans, problems
from tests.structure.reading import only, outline


def test_the_name_of_a_part_may_run_into_its_first_item() -> None:
    doc = only(
        "清水乡党务公开整改方案\n\n根据县委组织部的检查意见，结合我乡实际，制定如下整改方案。\n"
        "一、存在的问题1、公开意识不强。有的支部把公开当成负担，能拖就拖。2、公开内容不全。党费收缴情况没有公布。"
        "3、档案资料不齐。会议记录缺页较多。\n"
        "二、整改措施1、提高思想认识。各支部在9月10日前开一次专题会。2、补齐公开内容。按目录逐项公布。"
    )
    assert outline(doc) == [
        (1, "存在的问题", "problems"),
        (2, "公开意识不强", "problems"),
        (2, "公开内容不全", "problems"),
        (2, "档案资料不齐", "problems"),
        (1, "整改措施", "plans"),
        (2, "提高思想认识", "plans"),
        (2, "补齐公开内容", "plans"),
    ]


def test_what_an_inspection_found_is_a_part_also_where_it_names_the_kind_of_inspection() -> None:
    doc = only(
        "关于全县村务公开督查情况的通报\n各乡镇人民政府：\n6月上旬，县民政局对全县村务公开进行了督查。现通报如下：\n\n"
        "工作进展情况\n\n　　(一)机构健全。各乡镇都调整了领导小组。\n\n　　(二)内容充实。38个村按季公开了财务收支。\n\n"
        "督查中发现的问题\n\n　　第一，少数村公开栏设在院内，群众看不到。\n\n　　第二，有的村账目只公布总数。\n"
    )
    assert outline(doc)[-1] == (1, "督查中发现的问题", "problems")


def test_a_sentence_that_sums_up_belongs_to_no_item_of_one_sentence_each() -> None:
    doc = only(
        "云水街道2018年上半年工作总结\n一、政务服务\n一是推行一窗受理，整合窗口9个；二是上门代办高龄补贴、残疾证等业务86件；"
        "三是设置自助终端2台，网上可办事项达到41项。上半年共受理各类事项5120件，办结5098件。"
    )
    assert [doc.text[piece.start : piece.end] for piece in doc.pieces][-2:] == [
        "设置自助终端2台，网上可办事项达到41项",
        "上半年共受理各类事项5120件，办结5098件",
    ]


def test_an_item_that_announces_items_of_another_numeral_is_none() -> None:
    doc = only(
        "平桥学区2019年校务公开工作总结\n一、加强领导，健全组织。学区成立了领导小组，签订责任书12份。\n"
        "二、规范内容，突出重点。本学期重点抓了以下公开：\n1、收费公开。开学初张榜公布收费标准。\n2、财务公开。每月公布收支情况。"
    )
    assert [doc.text[piece.start : piece.end] for piece in doc.pieces if not piece.container] == [
        "加强领导，健全组织。学区成立了领导小组，签订责任书12份",
        "收费公开。开学初张榜公布收费标准",
        "财务公开。每月公布收支情况",
    ]


def test_a_numbered_line_of_two_clauses_above_its_text_is_a_heading() -> None:
    doc = only(
        "政，确保公开工作有序推进。局党组先后3次专题研究公开工作。\n\n（二）完善机制，严格审核\n\n"
        "制定保密审查制度，信息发布前须经科室负责人初审、分管领导复审。全年审核信息412条。\n\n（三）拓宽渠道，注重实效\n\n"
        "在政府门户网站发布信息375条，在微信公众号推送文章208篇。\n\n二、存在的问题\n\n"
        "（一）公开内容有待细化。处罚结果公开较为简单。\n\n（二）互动交流有待加强。对留言的回复不够及时。"
    )
    assert [words for _, words, _ in outline(doc)] == [
        "完善机制，严格审核",
        "拓宽渠道，注重实效",
        "存在的问题",
        "公开内容有待细化",
        "互动交流有待加强",
    ]


def test_doubled_numbers_are_one_marker() -> None:
    doc = only(
        "校务公开工作报告\n一学期来，我校不断完善校务公开，现报告如下：\n1、1.组织机构情况。\n学校成立了领导小组。\n"
        "2、2.公开内容情况。\n公示职称推荐人选6名。\n3、3.存在的不足。\n①部分教师参与意识不强；②校园网栏目陈旧。\n"
    )
    assert outline(doc) == [
        (1, "组织机构情况", "measures"),
        (1, "公开内容情况", "measures"),
        (1, "存在的不足", "problems"),
    ]


def test_a_label_between_two_lists_in_one_line_ends_the_first() -> None:
    doc = only(
        "市卫生局2020年政务公开工作总结\n（三）抓规范。全年收到申请19件。\n（四）存在问题及改进措施。主要问题：一是解读材料质量不高；"
        "二是部分科室公开时效性不强；三是专职人员变动频繁。改进措施：一是建立审核把关制度；二是将公开时效列入科室考核。"
    )
    assert [(piece.role, doc.text[piece.start : piece.end]) for piece in doc.pieces if piece.kind == "item"][-5:] == [
        ("problems", "解读材料质量不高"),
        ("problems", "部分科室公开时效性不强"),
        ("problems", "专职人员变动频繁"),
        ("plans", "建立审核把关制度"),
        ("plans", "将公开时效列入科室考核"),
    ]


def test_a_western_stop_stands_before_a_figure_too() -> None:
    doc = only(
        "审批大厅自查报告\n一、工作情况\n1、完善管理制度.修订了11项制度.\n2、规范办件情况.1-6月份大厅共受理事项38462件,办结38105件."
    )
    assert [words for _, words, _ in outline(doc)] == ["工作情况", "完善管理制度", "规范办件情况"]


def test_a_heading_of_two_words_parted_by_a_blank_ends_before_its_text() -> None:
    doc = only(
        "行政服务中心工作总结\n2013年，中心扎实工作，现总结如下：\n"
        "一、强化管理 严肃纪律 年初，中心修订了考核细则，每月通报考勤结果。\n"
        "二、集中审批 提速增效 督促各部门将审批事项向中心集中，全年新进驻部门5个。"
    )
    assert [words for _, words, _ in outline(doc)] == ["强化管理 严肃纪律", "集中审批 提速增效"]


def test_cells_of_a_table_that_lost_its_ruling_are_no_headings() -> None:
    doc = only(
        "关于2010年政务公开考核情况的通报\n各乡镇：\n现将考核情况通报如下：\n一、考核结果\n单位\n得分\n等次\n扣分原因\n东河乡\n96\n优秀\n"
        "未按时报送统计报表扣2分，档案不规范扣2分。\n石桥镇\n84\n良好\n未开展自查扣6分，公开栏更新不及时扣10分。\n二、工作要求\n各乡镇要抓好整改。"
    )
    assert [words for _, words, _ in outline(doc)] == ["考核结果", "工作要求"]
    assert not list(measures.extract(doc, {}))


def test_the_name_of_a_part_may_run_into_what_is_listed_without_a_number() -> None:
    doc = only(
        "街道政务公开工作总结\n今年以来，我街道扎实推进政务公开，具体情况如下：\n一、主要做法\n街道成立了政务公开领导小组。\n"
        "二、存在的问题及下步打算一是个别社区认识不到位；二是网站更新不及时。下一步，一是落实社区工作人员；二是安排专人负责网站维护。"
    )
    assert outline(doc)[-1] == (1, "存在的问题及下步打算", "problems")
    assert [row.text for row in problems.extract(doc, {})] == ["个别社区认识不到位", "网站更新不及时"]
    assert [row.text for row in plans.extract(doc, {})] == ["落实社区工作人员", "安排专人负责网站维护"]
