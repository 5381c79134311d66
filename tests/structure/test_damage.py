"""What web copies have lost or added: line breaks, numbers of headings, rules of tables, running numbers."""

from __future__ import annotations

from pipeline.facts import counts, measures, numbers, plans, problems
from tests.structure.reading import documents, only, outline


def test_a_text_in_one_line_has_its_parts() -> None:
    doc = only(
        "石桥镇2014年政务公开工作总结　　2014年，我镇认真抓好政务公开，现总结如下。　　一、健全机构　　3月，"
        "镇里调整了领导小组，与9个站所签订责任书。　　二、拓宽渠道　　全年更换公开栏12块，发放明白纸3000份。"
        "　　三、存在问题　　公开内容更新不及时；少数村干部认识不到位。"
        "　　四、明年打算　　每季度检查一次各村公开栏。　　石桥镇人民政府　　2014年12月20日"
    )
    assert outline(doc) == [
        (1, "健全机构", "measures"),
        (1, "拓宽渠道", "measures"),
        (1, "存在问题", "problems"),
        (1, "明年打算", "plans"),
    ]
    assert [row.text for row in measures.extract(doc, {})] == [
        "3月，镇里调整了领导小组，与9个站所签订责任书",
        "全年更换公开栏12块，发放明白纸3000份",
    ]
    assert [row.text for row in problems.extract(doc, {})] == ["公开内容更新不及时", "少数村干部认识不到位"]
    assert [row.text for row in plans.extract(doc, {})] == ["每季度检查一次各村公开栏"]


def test_headings_without_numbers_are_told_by_their_form() -> None:
    doc = only(
        "梅江县水务局2018年工作总结\n主要工作\n饮水安全\n建成集中供水工程12处，受益群众8600人。\n河道整治\n"
        "清理河道46公里，拆除违建9处。\n存在的困难\n"
        "乡镇水管站人员老化，技术力量薄弱。\n下一步安排\n招聘水利专业人员6名，充实到乡镇。"
    )
    assert outline(doc) == [
        (1, "主要工作", "measures"),
        (2, "饮水安全", "measures"),
        (2, "河道整治", "measures"),
        (1, "存在的困难", "problems"),
        (1, "下一步安排", "plans"),
    ]


def test_a_list_of_names_has_no_headings() -> None:
    doc = only("参会单位名单\n县财政局\n县民政局\n县教育局\n县水务局\n县统计局")
    assert outline(doc) == []


def test_rows_that_only_blanks_part_are_no_sentences() -> None:
    doc = only(
        "平安街道2020年政府信息公开年度报告\n一、总体情况\n全年公开信息86条，举办培训2次。\n二、主动公开情况\n"
        "信息内容 本年制发件数 现行有效件数\n规范性文件 0 2\n"
        "行政许可 37\n三、存在的主要问题\n个别科室报送信息不及时。"
    )
    assert [row.text for row in measures.extract(doc, {})] == ["全年公开信息86条，举办培训2次"]


def test_running_numbers_of_a_library_are_no_items() -> None:
    first = "为落实上级要求，我局成立了领导小组，制定了实施方案，召开动员会3次，印发宣传册2000份，设立公开栏6块，" * 2
    doc = only(
        f"税务局办税公开工作总结\n1、{first}并在各办税服务厅的显著位\n2、置张贴办税流程图，方便纳税人对照办理。"
        "一是公开政策，编印问答3期。二是公开结果，公告处罚案件12起。"
    )
    assert [row.text for row in measures.extract(doc, {})][-2:] == [
        "公开政策，编印问答3期",
        "公开结果，公告处罚案件12起",
    ]
    assert not doc.sections


def test_a_collection_is_parted_at_its_titles_also_where_it_gives_no_number() -> None:
    body = (
        "一年来，我局认真开展政务公开，成立了领导小组，设立了公开栏，"
        "公开信息{}条，受理咨询{}件，办结率达到100%，群众满意度明显提高。"
    )
    docs = documents(
        "政务公开工作总结汇编\n民政局政务公开工作总结\n"
        + body.format(120, 36)
        + "\n气象局政务公开自查报告\n"
        + body.format(88, 9)
    )
    assert [doc.meta.title for doc in docs] == ["民政局政务公开工作总结", "气象局政务公开自查报告"]


def test_a_western_point_ends_a_sentence() -> None:
    doc = only(
        "青川乡2016年工作总结\n一、主要做法\n"
        "召开专题会议4次.更新公开栏8块.\n二、下步打算\n1.每月更新一次.2.年底前建成网站."
    )
    assert [row.text for row in measures.extract(doc, {})] == ["召开专题会议4次", "更新公开栏8块"]
    assert [row.text for row in plans.extract(doc, {})] == ["每月更新一次", "年底前建成网站"]


def test_failings_and_plans_told_without_a_heading() -> None:
    doc = only(
        "白果村2016年村务公开工作汇报\n今年公布收支账目9期。\n"
        "当然，做得不够的地方也有，主要是：外出的人看不到公开栏；会计不会用电脑。\n"
        "明年我们准备这样办：一是建村民微信群；二是招聘文书1名，专管录入。"
    )
    assert [row.text for row in problems.extract(doc, {})] == ["外出的人看不到公开栏", "会计不会用电脑"]
    assert [row.text for row in plans.extract(doc, {})] == ["建村民微信群", "招聘文书1名，专管录入"]


def test_an_appendix_of_rows_belongs_to_no_part() -> None:
    doc = only(
        "东岗乡2008年政府信息公开工作总结\n"
        "一、下步打算\n每季度通报一次各村和各站所的公开情况，把通报结果列入年终考核，"
        "对排名末位的村进行约谈。\n东岗乡人民政府\n2008年12月30日\n"
        "附表：2008年度政府信息公开情况统计表\n指标 单位 数量\n主动公开信息数 条 353"
    )
    assert [row.text for row in plans.extract(doc, {})] == [
        "每季度通报一次各村和各站所的公开情况，把通报结果列入年终考核，对排名末位的村进行约谈"
    ]


def test_hard_spaces_written_out_are_none_of_the_text() -> None:
    doc = only("&nbsp; &nbsp;人社局2015年工作总结\n一、存在问题\n&nbsp;&nbsp;个别科室报送信息不及时。&nbsp;")
    assert [row.text for row in problems.extract(doc, {})] == ["个别科室报送信息不及时"]


def test_what_a_page_has_put_amid_a_text_counts_nothing() -> None:
    doc = only(
        "法院司法公开工作总结.doc\n格式：DOC  页数：6页  大小：28.5KB  上传人：qinghe\n文档介绍：\n1/3\n"
        "区人民法院2016年司法公开工作总结 2016年，全年网络直播庭审312场，公布裁判文书4180份，上网率98.2%。\n2/3\n"
        "向当事人推送节点信息1.2万条。\n3/3\n召开新闻发布会2场。"
    )
    counted = counts.extract(doc, {})
    assert [row.text for row in counted] == ["312场", "4180份", "98.2%", "1.2万条", "2场"]
    fates = [(row.text, row.fate, row.why) for row in numbers.extract(doc, {"counts": counted})]
    assert {fate for _, fate, _ in fates} == {"count", "excluded"}
    assert ("6", "excluded", "page") in fates


def test_what_is_to_be_done_about_failings_just_told_is_parted_at_semicolons() -> None:
    doc = only(
        "第三中学校务公开自查报告\n（一）主要做法\n学校成立了领导小组，更新公示栏3块。\n（二）存在问题\n"
        "校园网专栏更新缓慢；监督小组活动次数少。针对以上问题，学校将安排专人维护专栏；监督小组每月召开例会1次。"
    )
    assert [row.text for row in problems.extract(doc, {})] == ["校园网专栏更新缓慢", "监督小组活动次数少"]
    assert [row.text for row in plans.extract(doc, {})] == ["学校将安排专人维护专栏", "监督小组每月召开例会1次"]
