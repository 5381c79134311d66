"""Texts whose lines a page has run together, a printer has cut, or a library has put one after the other."""

from __future__ import annotations

from pipeline.facts import measures, plans, problems
from tests.structure.reading import documents, only, outline


def test_a_text_in_one_line_keeps_single_spaces_where_its_breaks_were() -> None:
    doc = only(
        "柏川市审计局2017年工作总结 2017年，市审计局围绕中心，依法履职，较好地完成了任务。现总结如下： 一、主要工作 "
        "（一）审计监督成效明显 1.预算执行审计。审计单位23家，查出问题资金1860万元。2.经济责任审计。审计干部17名。 "
        "（二）队伍建设不断加强 组织业务培训4期，选派6人到省厅跟班学习。 二、"
        "存在问题 一是有些单位整改拖延；二是审计人员年龄老化。 "
        "三、2018年打算 （一）扩大审计覆盖 上半年完成12个乡镇的审计。"
        " （二）抓好整改 对整改不力的单位逐一约谈。建立销号制度。"
    )
    assert outline(doc) == [
        (1, "主要工作", "measures"),
        (2, "审计监督成效明显", "measures"),
        (3, "预算执行审计", "measures"),
        (3, "经济责任审计", "measures"),
        (2, "队伍建设不断加强", "measures"),
        (1, "存在问题", "problems"),
        (1, "2018年打算", "plans"),
        (2, "扩大审计覆盖", "plans"),
        (2, "抓好整改", "plans"),
    ]
    assert [row.text for row in measures.extract(doc, {})][-1] == "组织业务培训4期，选派6人到省厅跟班学习"
    assert [row.text for row in plans.extract(doc, {})] == [
        "上半年完成12个乡镇的审计",
        "对整改不力的单位逐一约谈",
        "建立销号制度",
    ]


def test_lines_of_print_under_a_numbered_item_are_one_item() -> None:
    doc = only(
        """临河市质监局2014年依法行政工作总结

　　2014年，全局认真落实上级部署，坚持把依法行政作为一项
基础性工作来抓，各项任务顺利完成。现总结如下：

一、加强学习，提高素质

（一）班子带头学。坚持每月一次中心组学习，全年
集中学法11次，学习了《产品质量法》《计量法》等
法律法规。

（二）干部普遍学。邀请市委党校教师来局作专题
辅导3场，选派业务骨干18人参加省局轮训。

二、存在的问题

　　与上级的要求相比，还存在一些差距：有的基层所人
手不足，办案周期长；少数人员取证不规范，文书制作
粗糙。
"""
    )
    assert outline(doc)[1:3] == [(2, "班子带头学", "measures"), (2, "干部普遍学", "measures")]
    assert [row.text for row in measures.extract(doc, {})] == [
        "班子带头学。坚持每月一次中心组学习，全年\n集中学法11次，学习了《产品质量法》《计量法》等\n法律法规",
        "干部普遍学。邀请市委党校教师来局作专题\n辅导3场，选派业务骨干18人参加省局轮训",
    ]
    assert [row.text for row in problems.extract(doc, {})] == [
        "有的基层所人\n手不足，办案周期长",
        "少数人员取证不规范，文书制作\n粗糙",
    ]


def test_an_item_cut_in_mid_sentence_goes_on_in_the_next_line() -> None:
    doc = only(
        "安平区司法局2016年工作总结\n2016年，全局认真履行职责，各项工作有序推进。现总结如下：\n一、法治宣传\n"
        "（一）领导带头。健全了局党组中心组学法和会前学法\n制度，全年集中学法12次，撰写体会\n文章26篇。\n"
        "（二）面向社会。深入商场、工地和学校开展宣传41场。\n二、存在问题\n"
        "一年来，工作虽然取得了一定成绩，但与群众的\n要求相比还存在不少差距：部分司法所人员不足，"
        "窗口\n服务质量不高；经费保障不到位。"
    )
    assert [row.text for row in measures.extract(doc, {})] == [
        "领导带头。健全了局党组中心组学法和会前学法\n制度，全年集中学法12次，撰写体会\n文章26篇",
        "面向社会。深入商场、工地和学校开展宣传41场",
    ]
    assert [row.text for row in problems.extract(doc, {})] == [
        "部分司法所人员不足，窗口\n服务质量不高",
        "经费保障不到位",
    ]


def test_lines_of_print_are_joined_where_only_paragraphs_are_indented() -> None:
    doc = only(
        """云岭市人民检察院关于检务公开工作的报告

　　受市人民检察院委托，现将全市检察机关推进检务公开
的工作情况报告如下，请予审议。
　　一、主要做法
　　（一）案件信息公开
　　市检察院制定《案件信息公开细则》，明确不上网
文书的审批程序。截至9
月底，公开法律文书3841份，公开率为
87.3%。
　　（二）拓展渠道
　　举办开放日活动16次，发布微信3500余
条。
　　二、下一步措施
　　加快信息化建设，明年上半年完成全部检察室
的网络改造。把公开质量纳入考评。"""
    )
    assert outline(doc) == [
        (1, "主要做法", "measures"),
        (2, "案件信息公开", "measures"),
        (2, "拓展渠道", "measures"),
        (1, "下一步措施", "plans"),
    ]
    assert [row.text for row in plans.extract(doc, {})] == [
        "加快信息化建设，明年上半年完成全部检察室\n的网络改造",
        "把公开质量纳入考评",
    ]


def test_the_last_item_of_a_line_ends_where_the_talk_turns_to_what_comes_next() -> None:
    doc = only(
        "丰河县交通局关于政务公开的自查报告 县政务公开办： 根据通知要求，我局进行了自查，"
        "现将情况报告如下： （一）加强领导，明确职责。"
        "调整充实了领导小组，局长任组长，各股室负责人为成员。 （二）突出重点，充实内容。"
        "围绕农村公路建设公开信息214条，其中招投标39条。 （三）存在问题和整改措施。"
        "1.个别股室公开内容陈旧，公开栏半年没有更新。2.公开办事制度的多，公开结果的少。3.宣传不够，"
        "群众不知道到哪里查。"
        "针对上述问题，我局将做好以下整改：监察室每月检查公开栏，对不更新的股室点名通报；"
        "在客运站张贴宣传画。 丰河县交通局 2010年9月13日"
    )
    assert [row.text for row in problems.extract(doc, {})] == [
        "个别股室公开内容陈旧，公开栏半年没有更新",
        "公开办事制度的多，公开结果的少",
        "宣传不够，群众不知道到哪里查",
    ]
    assert [row.text for row in plans.extract(doc, {})] == [
        "监察室每月检查公开栏，对不更新的股室点名通报",
        "在客运站张贴宣传画",
    ]


def test_items_of_one_sentence_in_a_line_are_no_headings() -> None:
    doc = only(
        "东关小学2011年校务公开工作总结    今年，我校认真开展校务公开工作，现总结如下： 一、建立机构，"
        "加强领导。 1、成立以校长为组长的领导小组。 2、成立监督小组，成员6人。 "
        "二、存在不足。 一是公开的形式还比较单一；二是意见反馈不够及时。 三、今后措施。 1、"
        "办好校园网公开专栏。 2、设立家长接待日，每月由校领导轮流接待。 2011年12月"
    )
    assert [section.heading for section in doc.sections] == ["建立机构，加强领导", "存在不足", "今后措施"]
    assert [row.text for row in measures.extract(doc, {})] == ["成立以校长为组长的领导小组", "成立监督小组，成员6人"]
    assert [row.text for row in plans.extract(doc, {})] == [
        "办好校园网公开专栏",
        "设立家长接待日，每月由校领导轮流接待",
    ]


def test_a_file_name_parts_two_papers_of_a_library() -> None:
    first, second = documents(
        "XX县残联工作总结及总工会经验.docx 版权说明：本文档由用户提供并上传\n"
        "XX县残联20xx年工作总结 20xx年，我会在县委、县政府的重视和市残联的指导下，认真履行职能，"
        "残疾人事业有了新的发展。现将工作总结如下："
        " 一、主要工作 （一）康复工作扎实有效。"
        "实施白内障手术215例，适配辅助器具398件。 （二）就业培训稳步推进。举办培训班5期，"
        "培训残疾人186人，征收保障金163.7万元。 "
        "二、存在的问题 一是基层力量薄弱。二是残疾人就业渠道窄。 三、明年工作计划 1.建成县康复中心。"
        "2.开展残疾人证年审，对持证残疾人逐户核查，更新率达到100%。\n"
        "总工会帮扶工作总结.docx\n"
        "桐岭县总工会帮扶工作总结 近年来，桐岭县总工会把帮扶困难职工作为维权的切入点，"
        "共救助困难职工4620人次，发放救助款286万元，得到职工好评。 一、主要做法 1、"
        "健全网络。县设帮扶中心，36家企业设帮扶站。"
        "2、摸清底数。组织机关干部入户调查，为1136户困难职工建立了档案。3、筹足资金。通过财政拨一点、"
        "工会出一点、社会捐一点，筹集帮扶资金98.6万元。4、依法维权。聘请律师3名坐班，"
        "接待来信来访210件，为职工追回欠薪54.3万元。 二、存在问题 帮扶资金不足，社会捐款渠道单一，"
        "部分企业没有设立帮扶站，困难职工档案更新慢，年内新增的困难职工有31户没有及时录入；"
        "帮扶站人员多为兼职，业务不熟。"
    )
    assert [section.heading for section in first.sections if section.level == 1] == [
        "主要工作",
        "存在的问题",
        "明年工作计划",
    ]
    assert [row.text for row in plans.extract(first, {})][
        -1
    ] == "开展残疾人证年审，对持证残疾人逐户核查，更新率达到100%"
    assert [section.heading for section in second.sections if section.level == 1] == ["主要做法", "存在问题"]


def test_a_note_amid_a_collection_is_not_the_end_of_the_page() -> None:
    first, second = documents(
        "首页 | 公文 | 自查报告\n工作汇报材料集（2则）\n浏览：1372次 | 字号：大 中 小\n石门镇党风廉政建设自查报告\n"
        "2014年，镇党委认真履行主体责任，组织人员开展了自查，现报告如下：\n一、主要做法\n"
        "与17个村层层签订责任书，研究党风廉政议题11次。\n"
        "二、存在问题\n个别村白条入账，村监委会形同虚设。\n中共石门镇委员会\n2014年6月3日\n"
        "【拓展阅读】自查报告的写作格式……\n"
        "云岭县气象局局务公开工作情况汇报\n2014年，我局以“阳光气象”为抓手推行局务公开，主要工作如下。\n一、组织领导\n"
        "局长总负责，公开小组由职工推选的5名代表组成，年初召开全局职工大会部署，年中召开2次协调会，"
        "并把公开情况列入股室年终考核内容。\n二、公开内容\n"
        "对内按月公开财务收支、公务接待等11项事项，对外公布防雷检测收费标准和施放气球审批条件，"
        "公务接待费在公示栏逐笔列出，职工随时可以查看原始凭证。\n三、公开形式\n"
        "投资4.8万元在大院门口安装了电子屏，在19个乡镇架设预警大喇叭76套，全年播发预警信号43次，"
        "发送手机短信近52万条，发放职工问卷14份，职工提出的6条建议逐条作了书面答复。\n2014年12月3日"
    )
    assert first.meta.title == "石门镇党风廉政建设自查报告"
    assert second.meta.title == "云岭县气象局局务公开工作情况汇报"


def test_items_with_western_points_before_a_month_are_parted() -> None:
    doc = only(
        "川岭县国土局上半年总结\n一.主要工作\n划定基本农田38万亩,埋设界桩610根.\n二.下半年重点\n"
        "1.全力争取用地指标,优先保证安置房.2.7-9月开展违法用地整治,从严查处违建.3.完成土地调查数据库建"
        "设,8月底前通过验收."
    )
    assert [row.text for row in plans.extract(doc, {})] == [
        "全力争取用地指标,优先保证安置房",
        "7-9月开展违法用地整治,从严查处违建",
        "完成土地调查数据库建设,8月底前通过验收",
    ]


def test_a_page_number_before_the_signature_of_one_line_is_none_of_the_text() -> None:
    doc = only(
        "平河县地税局关于政务公开的自查报告 县政务公开办： 根据通知要求，我局认真开展了自查，"
        "现将自查情况报告如下： 一、主要做法。成立了领导小组，"
        "在办税厅公开收费项目26项，发放办税指南3000份，接受咨询410人次。 二、存在问题。少数税务所公开栏更新不及时。 "
        "三、整改措施。每季度检查一次公开栏。组织全体干部学习有关文件。 - 3 - 平河县地方税务局 二〇〇九年十一月二十日"
    )
    assert [row.text for row in plans.extract(doc, {})] == ["每季度检查一次公开栏", "组织全体干部学习有关文件"]


def test_a_page_s_own_lines_below_the_date_join_nothing() -> None:
    doc = only(
        """云岭县2012年政务公开工作总结
　　2012年，全县认真推进政务公开，取得了新的进展。
　　一、主要做法
　　全年主动公开信息3806条，其中规范性文件42
件，人事任免19条。
　　举办发布会6次，在线访谈12期，网民留言办
结率98%。
　　二、下一步打算
　　编制权力清单，年底前向社会公布；加强培
训，提高人员素质。

云岭县人民政府办公室

二〇一二年十二月二十八日

打印本页　关闭窗口
主办：云岭县人民政府　　备案号：X备05001234号"""
    )
    assert [row.text for row in plans.extract(doc, {})] == [
        "编制权力清单，年底前向社会公布",
        "加强培\n训，提高人员素质",
    ]


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
