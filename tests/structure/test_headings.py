"""Headings told by form, and parts and items told by what they say, where marks and usual words are missing."""

from __future__ import annotations

from pipeline.facts import measures, plans, problems
from tests.structure.reading import only, outline


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


def test_a_first_level_heading_run_in_with_a_list_of_failings_is_no_item() -> None:
    doc = only(
        "大柳街道2015年居务公开工作总结\n一、加强领导。街道成立了领导小组，召开推进会4次。\n"
        "二、不足之处与今后打算。工作中还存在一些不足，主要是：有的社区公开的内容结果多、过程少；"
        "对流动人口的公开办法不多。"
        "今后我们将细化公开内容，采取上门告知、发放明白卡等方式扩大知晓面。"
    )
    assert [row.text for row in problems.extract(doc, {})] == [
        "有的社区公开的内容结果多、过程少",
        "对流动人口的公开办法不多",
    ]
    assert [row.text for row in plans.extract(doc, {})] == [
        "今后我们将细化公开内容，采取上门告知、发放明白卡等方式扩大知晓面"
    ]


def test_bare_headings_may_have_their_points_in_brackets() -> None:
    doc = only(
        "石桥小学校务公开自评报告\n对照评估细则，我校逐项进行了自评，现报告如下。\n组织机构（10分）\n"
        "学校成立了由校长任组长的领导小组，教师代表3人参加监督小组。\n公开形式（20分）\n"
        "设立公开栏2块，编印校务简报8期，发放3000份。"
    )
    assert outline(doc) == [(1, "组织机构（10分）", "measures"), (1, "公开形式（20分）", "measures")]


def test_parts_that_tell_deductions_of_several_units_have_headings() -> None:
    doc = only(
        "关于上半年政务公开督查情况的通报\n各乡镇：\n7月上旬，县政府办公室进行了督查，现通报如下：\n一、扣分情况\n"
        "（一）组织领导方面。青山乡、白水镇未调整领导小组，各扣2分。\n（二）信息报送方面。水利局报送3篇扣1.5分。\n"
        "二、下一步要求\n（一）抓好整改。8月底前报送整改情况。\n（二）加强培训。9月份举办培训班1期。"
    )
    assert outline(doc) == [
        (1, "扣分情况", "results"),
        (2, "组织领导方面", "results"),
        (2, "信息报送方面", "results"),
        (1, "下一步要求", "plans"),
        (2, "抓好整改", "plans"),
        (2, "加强培训", "plans"),
    ]
