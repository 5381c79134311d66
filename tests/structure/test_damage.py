"""What web copies have lost or added: line breaks, numbers of headings, rules of tables, running numbers."""

from __future__ import annotations

from pipeline import structure
from pipeline.facts import measures, plans, problems
from pipeline.records import Doc, SourceText


def documents(text: str) -> list[Doc]:
    return structure.documents(SourceText(path="样例.txt", text=text), "0" * 64)


def only(text: str) -> Doc:
    [doc] = documents(text)
    return doc


def outline(doc: Doc) -> list[tuple[int, str, str]]:
    return [(section.level, section.heading, section.role) for section in doc.sections]


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


def test_bare_headings_count_from_the_first_paragraph_on() -> None:
    doc = only(
        "石门县应急局上半年工作总结\n2015年上半年，县应急局狠抓责任落实，全县未发生较大以上事故，形势总体平稳。\n"
        "执法检查情况\n检查生产经营单位226家次，查出隐患742条，责令停产3家。\n"
        "宣传培训情况\n在广场举办咨询活动，设展板40块。培训从业人员534人。\n"
        "存在的主要问题\n少数企业安全投入欠账多，设备带病运行。\n"
        "下半年重点工作\n一是开展专项行动。二是完成14处管道隐患整治。"
    )
    assert outline(doc) == [
        (1, "执法检查情况", "measures"),
        (1, "宣传培训情况", "measures"),
        (1, "存在的主要问题", "problems"),
        (1, "下半年重点工作", "plans"),
    ]


def test_articles_with_a_name_are_headings() -> None:
    doc = only(
        "XX区依法行政工作考核办法\n第一条 目的依据。为推进依法行政，根据有关规定，制定本办法。\n"
        "第二条 考核对象。区政府各部门、各街道。\n"
        "第三条 考核等次。考核结果分为优秀、合格和不合格三个等次。\n第四条 结果运用。考核结果纳入年度目标管理。\n"
        "第五条 本办法自印发之日起施行。"
    )
    assert [section.heading for section in doc.sections] == ["目的依据", "考核对象", "考核等次", "结果运用"]


def test_a_closing_rule_is_no_heading() -> None:
    doc = only(
        "领导干部接待群众制度\n一、接待人员\n局长、副局长轮流接待，相关科室派1名工作人员陪同。\n"
        "二、接待时间\n局长每月接待不少于1次。\n三、接待要求\n能当场答复的当场答复。\n四、"
        "本制度自2016年3月1日起施行。"
    )
    assert [section.heading for section in doc.sections] == ["接待人员", "接待时间", "接待要求"]


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


def test_short_first_sentences_of_paragraphs_are_headings() -> None:
    doc = only(
        "桥头镇政务公开经验材料\n近年来，桥头镇立足实际，在政务公开上做了一些探索。\n"
        "晒什么，由群众点单。镇里入户走访，收集群众最想知道的事132件，归并为7大类。\n"
        "怎么晒，让群众方便。投入26万元，在集市安装电子屏19块。开通公众号，推送信息376条。\n"
        "晒得好不好，请群众打分。每半年组织代表评议，参评代表260人。"
    )
    assert outline(doc) == [
        (1, "晒什么，由群众点单", "measures"),
        (1, "怎么晒，让群众方便", "measures"),
        (1, "晒得好不好，请群众打分", "measures"),
    ]
    assert [row.text for row in measures.extract(doc, {})] == [
        "镇里入户走访，收集群众最想知道的事132件，归并为7大类",
        "投入26万元，在集市安装电子屏19块",
        "开通公众号，推送信息376条",
        "每半年组织代表评议，参评代表260人",
    ]


def test_lines_under_a_lead_are_items_and_no_headings() -> None:
    doc = only(
        "东湖区统计局作风整顿自查报告\n按照区委安排，我局从3月起开展作风整顿，现报告如下：\n"
        "局里召开动员会1次，组织干部学习廉政准则。\n"
        "检查出来的问题有以下几条：\n部分同志满足于完成任务，工作标准不高\n会议多、文件多，"
        "材料重复报送\n有些制度定得早，已不符合现在的要求\n"
        "针对上述问题，我们制定了如下整改措施：\n实行工作周报，进度慢的股室在例会上说明原因\n"
        "精简会议文件，会议压减三分之一\n年底前清理现有制度，修订过时的"
    )
    assert outline(doc) == []
    assert [row.text for row in problems.extract(doc, {})] == [
        "部分同志满足于完成任务，工作标准不高",
        "会议多、文件多，材料重复报送",
        "有些制度定得早，已不符合现在的要求",
    ]
    assert [row.text for row in plans.extract(doc, {})] == [
        "实行工作周报，进度慢的股室在例会上说明原因",
        "精简会议文件，会议压减三分之一",
        "年底前清理现有制度，修订过时的",
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


def test_under_a_heading_of_failings_each_sentence_is_one() -> None:
    doc = only(
        "河口乡2016年信访工作总结\n一、主要工作\n全年接待来访84批，化解积案12件。\n二、存在的不足\n"
        "个别村干部怕得罪人，对纠纷能躲就躲。监督小组由村干部兼任，自己监督自己。网上录入不熟练，超期2件。"
    )
    assert [row.text for row in problems.extract(doc, {})] == [
        "个别村干部怕得罪人，对纠纷能躲就躲",
        "监督小组由村干部兼任，自己监督自己",
        "网上录入不熟练，超期2件",
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


def test_bare_headings_stand_above_numbered_items() -> None:
    doc = only(
        "XX县人民医院行风建设自查情况汇报\n县卫生局:\n按照通知要求,我院认真开展了自查,现汇报如下:\n组织发动\n"
        "成立了领导小组,抽调工作人员5名集中办公.召开全院职工大会2次,职工参学率98%.\n自查内容及措施\n"
        "1.药品采购:逐份清查采购合同147份.\n2.收费管理:公示药品价格1420种.\n自查中发现的问题\n"
        "(1)少数医生仍有大处方现象,抽查处方不合理率4.1%.(2)高峰时段取药排队时间长.\n2019年努力方向\n"
        "一、用好人才政策,引进硕士5名;\n二、争创二级甲等医院."
    )
    assert outline(doc) == [
        (1, "组织发动", "measures"),
        (1, "自查内容及措施", "measures"),
        (2, "药品采购", "measures"),
        (2, "收费管理", "measures"),
        (1, "自查中发现的问题", "problems"),
        (1, "2019年努力方向", "plans"),
    ]
    assert [row.text for row in problems.extract(doc, {})] == [
        "少数医生仍有大处方现象,抽查处方不合理率4.1%",
        "高峰时段取药排队时间长",
    ]
    assert [row.text for row in plans.extract(doc, {})] == ["用好人才政策,引进硕士5名", "争创二级甲等医院"]


def test_what_a_lead_announces_is_parted_at_semicolons() -> None:
    doc = only(
        "枫树湾村党支部书记述职报告\n一、履职情况\n引进蔬菜大棚项目，建大棚48座。\n二、今后打算\n"
        "明年我重点抓好以下工作：把大棚扩建到80座；修通后山的生产路；培养2至3名年轻的后备干部。"
    )
    assert [row.text for row in plans.extract(doc, {})] == [
        "把大棚扩建到80座",
        "修通后山的生产路",
        "培养2至3名年轻的后备干部",
    ]


def test_a_part_is_known_by_what_it_tells_where_its_heading_names_none() -> None:
    doc = only(
        "清溪镇2015年平安建设工作总结\n2015年，全镇社会大局稳定，群众安全感提高。现总结如下：\n一、今年干了哪些事\n"
        "召开党委会专题研究6次。组建巡逻队15支，夜间巡逻1900次。\n二、还有几块硬骨头\n"
        "一是历史纠纷盘根错节，短期内难以彻底化解。二是一些村网格员身兼数职，信息采集错漏多。"
        "三是探头维护经费没有渠道。\n"
        "三、接着往下干\n一是公开招聘网格员6名，工资由镇财政兜底；二是把探头维护费列入镇级预算，随坏随修。"
    )
    assert outline(doc) == [
        (1, "今年干了哪些事", "measures"),
        (1, "还有几块硬骨头", "problems"),
        (1, "接着往下干", "plans"),
    ]


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
