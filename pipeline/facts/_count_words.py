"""The words that bound the noun of a count: verbs before and after it, adverbs, comparisons, compounds."""

from __future__ import annotations

import re

_OURS = r"[我本][局县市区镇乡院校委办厅旗部](?:门|单位)?|全[局县市区镇乡院校省国旗](?!面)"
_NOT_IN = "校编册职建岗线任读籍押室逃外家园院"

# Where the predicate after a noun begins (12名学生都…, 三个中心运行…), with the words that only look like it.
PREDICATE = re.compile(
    r"都(?!市|江|昌)|均(?!价|值)|已经?|全部|普遍|分别|将|(?<![重主必])要(?![求点件素闻])|可(?=以|能)|正(?=在)|仍|还|也(?!门)|就(?!业)"
    r"|没有|经(?![济营验费典理过销纪办管常手])|未(?!成年|来|婚|(?:完成|整改|办结|销号|解决|参保|就业|脱贫)(?:问题|事项|任务|人员|单位|项目|群众))|不(?!动产|可移动|良|锈|安全|合格|规范|文明|稳定|合理|达标|满意)|除(?!险|草|尘|雪|臭)|因|把|向(?!导)|(?<!行)为(?!民)|给(?!水)|进行|运行|开始|通过"
    r"|超过|平均(?!数|值)|定向|扣(?=[0-9一二三五])|(?<=..)空白(?!栏目|页)|(?<!棉)被(?!执行|告|害|征地|检查|考核|调查|监管|监督)|按(?=照|时|要求|规定|期|[月季周年旬村户人])|参照|予以|以[上下](?![\u4e00-\u9fff]{2})|左右|以来|进入|进厅|进驻(?!部门|单位|事项|窗口|人员|企业|商户)"
    r"|中(?![心学小介层医药央队国职专考标间期草型])|在(?!校[生学]|编|册|职|建|岗|线|任|读|籍|押)|位于|达|占(?!地)|是|比(?![例赛武重较])"
    r"|当[天日月场年](?!地)|至今|限期|逾期|按期|如期|超期|自行|自愿|主动(?!公开)|率先|另行|挨个|逐[一个项户人]|相应|超时|重新|改为|调[离入]|试点|各(?=[自配定设派选建有])|笼统|仅|只(?=[有是能完])"
    r"|[\u4e00-\u9fff]了(?!解)|(?<=[\u4e00-\u9fff]{2})(?:设|配|用(?![户地品水电工房])|送(?!达)|拿|交(?![通易警])|获(?![得奖])|改(?=[作为成])|过了|无(?=人))"
    r"|打分|通[了上]|[用住喝吃]上|组成(?!人员|部门|单位)|(?:检查|排查|走访|巡查|考核|轮训)(?=一遍|一次|一轮|了)|对(?![外口象策])|(?<!比)较|同比|环比|其中|(?<![公总])共(?!产|青|享|建|同)|并(?![联网])|从(?![业事教严医警])|由|一律|逐(?!步)|派员|居(?=[前首第])|上台"
    r"|先后|相继|层层|先行(?![区者])|当面|拉网|扎实|顺利|实行|圆满|全面(?=完|推|开|落|启)|等(?=[，,。；;：:\s）)]|$)|[0-9０-９]{4}年|[0-9０-９]{1,2}月|第[一二三四上下]|[\u4e00-\u9fff]着(?![力重手装眼陆色])|^(?:[得受收接拿领看做达]到|[建办架搭立竖设挂用装]起|[到赴](?![会场岗位期])|往(?!来))|(?<=[\u4e00-\u9fff]{2})(?<![收接得受签报达看遇做])[到赴](?![会场岗位期访])|长期(?!公开|护理|照护)|常年|全天(?!候)|统一(?!战线)|^(?:附(?![件近属])|扣|给予|实际)|^[送报交发分贴挂印放投寄传移转](?:到|给|至|往|入)"
)
BRACKETED = re.compile("[村乡镇][（(][^）)0-9]{1,4}[)）]")
BRACKETED_KINDS = re.compile("[（(][^）)]*、[^）)]*[)）]")  # 7个县（市、区）
QUALITY = re.compile("^(?:高|新|大型|专业|优质|免费)|(?:[高强多好大]|齐全|完备)$")
# A body whose work or state is looked at, not the work.
SEAT = re.compile("(?:社区|村|乡镇|街道|部门|单位|学校|企业|窗口|站所)(?=[^的、]{2,12}(?:情况|工作)$)")
# A number that becomes another has its noun before it (由18个降到2个).
BECOMES = re.compile(
    "(?:进一步|再|逐步)?(?:压缩|压减|压|缩短|缩减|削减|缩|下调|上调|延长|精简|减少|减|增加|增|提高|提升|提|上升|升|下降|降低|降|扩大|扩|调整|改|扩建|合并)(?:到|至|为|成)"
)
# 规定12条只报送了5条: what falls short is no noun.
SHORT_OF = re.compile("(?:只|仅|实际|才)(?=[^有是能]?[\u4e00-\u9fff]{1,4}了)")
# 其余5个, 余下4条: what was counted before goes on.
REST = re.compile("(?:^|[，,；;、（(])(?:其余的?|余下的?|剩余|剩下的?|尚|尚有|仍有|另外|另有|还有|余)$")
# 抽查的33块公开栏中有7块: a part of what was counted.
OUT_OF = re.compile(r"^[^，,。；;]{1,16}中(?:[，,]?有|的|[，,][^，,。；;0-9]{1,16}的(?:只?有|占|为|达)?)?$")
SPENDS = re.compile(
    "(?:拿出|筹资|投入|投资|出资|花费?|花了|安排|挤出|筹集|筹措|自筹|拨付|争取|列支|斥资|耗资)(?:资金|经费)?(?:近|约|了)?$"
)
# What is put in is named itself, without who puts it in (城关镇投资20万元).
PUTS_IN = re.compile(
    "(?:(?:投入|自筹|筹集|筹措|争取)(?P<means>资金|经费)"
    "|(?:^|[县市区旗镇乡村司局校院委社所厂府道*]|计划|预计|[总共将再又])(?P<act>投入|投资|筹资|出资|集资))$"
)
BUYS = re.compile("[^，。]{0,6}购")
MEANS = re.compile("(?:专项|财政|配套|自有)?(?:资金|经费|专款|款项)")
TRAILING = re.compile("(?:及其.{2,8}|和|与|及|以及|、|的|共|各|中|内|里|，|有|(?<=..)“[^”]*”?)+$")
PLACE = re.compile("^[^、]{1,8}?(?:门口|门前|院内)(?=..)")
PLACE_END = re.compile("(?<=..)(?:门口|门前|现场|院内)$")
JUDGED = re.compile("优秀|良好|较好|一般|较差|不?称职|超额|不?合格|(?:基本)?满意|达标")
RESULT = re.compile("超额|到位|成功|完毕|完成|结束|属实|完工|合格|通过|入库|见效|销号")
RESULT_END = re.compile(rf"(?<=..)(?:{RESULT.pattern})$")
BODY = re.compile(
    "(?:[县市区镇乡村]里|我们|会|局|委|办|部门|单位|机关|窗口|人员|部|处|科|室|院|中心|站|所|政府|干部|同志|领导|者|人)$"
)
# Those who act within a period, where BODY would take places and names for more than that.
COLLECTIVE = re.compile("小组|党委|(?:^|各)[乡镇村校]$")
# What reports or papers lean on; a clause that opens with one has no subject there.
LEANS = re.compile("根据|按照|依据|依照|经(?!费|济)|通过|针对|围绕|随着|利用|借助|结合")
# 药品216种的价格、养老机构9家: what belongs to the noun counted before.
OF_COUNTED = re.compile("^(?:(?:的[^，、]{1,12}|批次)[、和及与](?=[^，、]{2})|中(?=[^小学医心国央型草标药桥]))")
# 审批时限在现有基础上压缩30%.
BASIS = re.compile("在[^，,]{1,8}基础上")
# 效能办每周明查1次: how often, in the middle of a clause.
FREQUENCY = re.compile("每(?:个?[周月季年日天]度?|个?工作日|半年|半月|个?学期|个?季度|两[周月年])")
# What is done without an object, often unknown to the dictionary (查岗, 巡讲).
ACTS = re.compile(
    "(?:(?:下村|入户|上门)?督导|查[岗账房]|[夜暗抽自巡检普]查|[家回走接下暗互]访|[巡宣听送讲]课|巡讲|宣讲|讲课|上课|授课|坐班|开箱|试餐|交件|考察|座谈|往返|打捞|(?<=[期月度年周])活动|轮训"
    "|演出|核对|评议|督查|督办|更换内容|体检|谈心谈话|现场解答|检查|会诊|[巡义]诊|推送|更新|更换)过?$"
)
# To whom, where, by whom or against what it is done.
TOWARDS = re.compile(
    "(?<![\u4e00-\u9fff]会)(?:由|(?<!面)对照?(?![口外应象策面])|邀请|给(?!水)|到|赴|(?<!以)来(?![信访电自]))[^，、]{1,16}$"
)
# Of 6个科室负责人 the places are counted, since persons are no 个; of 3个乡镇台账不全 as well.
HEADS = re.compile(
    "[^，、的]{0,8}?(?:(?:科室|股室|站所|部门|单位|[所局])(?=(?:主要|分管)?负责人)"
    "|(?:乡镇|街道|社区|部门|单位)(?=(?:公开栏|公示栏|台账|网站|网页|答复书|账目|档案|目录|会议记录)[^和、，]))"
)
MANNER = re.compile("(?:上门|在线|线上|线下|现场|集中|联合|随车|随机|实地|专题|脱产|巡回|定期|网上|公开|免费)$")
# 抽出6人组成整改专班.
FORMS = re.compile("(?:共同|分别)?组成了?(?:[0-9０-９一二两三四五六七八九十]+[个支])?(?P<whole>[^，,。；;、的]{2,12})?")
# 其中予以公开4件, 信息不存在2件: what became of requests for information (政府信息公开工作年度报告格式).
OUTCOME = re.compile(
    "^(?:其中)?(?:已?予以|不予|部分|同意|不同意|全部|主动|不属于|非本|不属|信息不|不存在|本机关不|申请人|告知|要求补正|重复"
    "|逾期|转)[^，,。；;0-9]{0,9}(?:公开|提供|处理|掌握|存在|职权|机关|范围|撤回|补正|申请|办理|获取|补充)$"
)
# 其中当面申请3件, 网上咨询20人次: how it came is part of the name.
CHANNEL = re.compile(
    "(?:其中)?(?P<kind>(?:当面|网上|网络|信函|书面|电话|现场|邮件|传真|邮政|平台)(?:申请|咨询|投诉|举报|求助|预约|信访))"
)
# 其中维持9件, 上年结转1件: how a case ended or came is its name in the annual reports.
CASE = re.compile(
    "(?:其中)?(?P<kind>上年(?:度)?结转|结转下年度?(?:继续办理)?|维持|纠正|撤销|驳回|调解结案|(?:调解)?终止|确认违法|尚未审结)"
)
# 迟到11人次，早退4人次: lapses are told one by one.
LAPSE = re.compile("迟到|早退|旷工|缺勤|脱岗|串岗|空岗|请假")
RECEIVES = re.compile("(?<=..)(?:收到|接到)")  # 各单位收到清单后15日内完成整改: the period of what they do
MEETS = re.compile("^(?:遇有?|接到|接(?![待访诊种送线力班])|收到|发现|凡)(?=..)")
# 接到投诉5日内, 立案后7日内: what starts the period.
EVENT = re.compile("(?:(?:作出|形成|印发|公布|生效|产生|变更|获得)?之日(?:起|后)?|(?<![之然最此以])后|以后|之后|起)$")
# 连续3年没有发生案件: what did not come is named.
AGAIN = re.compile("^(?:没有|未)(?:发生|出现)")
# 4个乡镇超过60天未更新: what did not happen, where no subject of its own stands before.
NOT_YET = re.compile("(?:未|没有)[^，、的扣0-9]{2,6}")
# 做到1日内受理、3日内办结: no part of what is done, nor is the act before.
MAKES_SURE = re.compile("^(?:做到|确保|坚持)")
# What lasts, without who does it and where; a notice hung up somewhere is not told of its subject alone.
LASTING = re.compile(
    "(?:跟班(?:学习|培训)?|蹲点|值守|驻[点村守]|挂职(?:锻炼)?|脱产学习|超期|(?:(?:在[^，、]{1,10}[栏网口屏上内])|[须应])(?P<shown>公示|张榜))$"
)
UNDERGOES = re.compile("(?:接受|参加|开展|举办|进行)$")
# What is given out in time after an event.
ISSUES = re.compile("(?:发布|配发|公开|提交|报送|出具|公布)(?P<what>[^，、的]{3,10})$")
# 公文形成后, 合同变更后: what only tells that the thing is there.
COMES_UP = re.compile("(?<=..)(?:形成|产生|出台|签订|变更|作出|印发|发布)$")
SINCE = re.compile("自(?!己|治|然|来|主)")
# A number that tells how much something changed has its noun before it whole (办理时限缩短60%).
CHANGED = re.compile("(?:平均)?(?:缩短|压缩|压减|减少|精简|增加|提[高升速]|下降|扩大|延长|降低|上涨)了?$")
CHANGES = re.compile(rf"{CHANGED.pattern[:-1]}(?:近|约|达)?$|(?:由|从)[^，,。；;0-9]{{0,5}}$")
CARRIED = re.compile("含?(?:旧存|上年结转|上年结存|往年遗留|历史遗留)")  # 案件216件（含旧存14件）
LEVELS = ("省", "市", "县", "区", "镇", "乡", "村", "街道", "社区", "校", "县级", "镇级", "村级", "市级", "乡级")
PASSIVE = re.compile("(?:其中)?[另还已]?(?:被(?!执行|告|害|征)|由|获(?!得|奖))")
VOLUME = re.compile("(?:访问|点击|浏览|阅读|播放|观看|门诊|办件|客流|下载)量$")
MANNERS = re.compile("网上|线下|现场|当场|限期|部分|全部|首批|主动|逐一|按时|按期|及时|责令|自行|立即|提前|合计")
# Those for whom something is done, with more words after them (为群众代办事项).
SERVED = (
    "[^，、的]{0,8}?(?:企业|群众|居民|农[户民]|家庭|[学师]生|老人|村民|职工|患者|商户|市民|百姓|主体|消费者|劳动者|残疾人|单位"
    "|乡镇|部门)(?=[^，、]{2})"
)
SERVED_FIRST = re.compile(SERVED)
# 按新格式出具5份, 经核实属实21条: how it was done, before a verb of two characters.
BY_MEANS = re.compile("^(?:[按经由用](?![费济营常])|通过)[^，、]{1,8}(?=..$)")
# 经费由财政补助60%: the subject of what another does.
PAID_BY = re.compile("(?P<noun>[^，、由]{2,12})由[^，]{2,12}$")
MEETING = re.compile("(?:生活|座谈|评议|协商|听证|推进|调度|专题|工作|办公|党委|党组)会议?$")
# What is mended, answered or closed one by one.
MENDS = re.compile("(?:整改|办结|落实|解决|答复|采纳|销号|化解|完成|处理|回复)$")
MATTER = re.compile("(?:问题|隐患|事项|意见|建议|线索|案件|任务)$")
# 信访量比上年下降37%: what a change is held against.
COMPARED = re.compile("(?:[比较](?:去年|上年|上月|上季度?|前年|往年|同期)(?:同期|底|末)?|同比|环比)$")
# 累计发送360条: what was made before goes out.
HANDS_OUT = re.compile(
    "(?:累计|共|计划|免费|全年|已|先后)*(?:发放|送出|发送|印制|印发|赠阅|赠送|播出|推送|派发|发出)了?(?:近|约)?"
)
PRINTED_ON = re.compile("[印写做制画][在成](?P<what>[^，、]{2,10}?)上?$")
MAKES = re.compile(
    "(?:编印|编写|编发|编制|印制|制作|开通|开设|开办|设计|出版|创办)了?(?P<what>[^，、0-9]{2,16})(?:[0-9]+[期份种个部])?$"
)
# 受理683件(含旧存27件)，审结…: what stands in brackets is no part of what goes on after them.
CLOSED = re.compile("[^（(]*[）)]")
# 上年为6件, 比去年的1.5亿元增长: an older figure of the same.
YEAR_BEFORE = re.compile("[，,（(](?:比|较)?(?:上年|去年)(?:同期)?(?:的|为|是)?$")
# 收费326元，减免45元: money that comes from what was told before.
OF_SUM = re.compile("减免|退还|兑付|拨付")
# 未按要求报送信息（规定12条…）: what was not done.
NOT_DONE = re.compile("(?:未|没有)(?:按照?(?:规定|要求|时|期)|及时)?(?P<act>[^，、]{3,10})$")
# 工单超期7件, 灯具损坏3盏: what it happened to.
DAMAGE = re.compile("(?<=..)(?:损坏|受冻|倒塌|破损|受损|缺失|丢失|超期|逾期)$")
# 反馈的问题已整改到位6个: the subject of what is already done.
DONE_WITH = re.compile("(?<=..)(?:已经?|均已?|全部)(?:整改|办结|完成|解决|落实|销号|答复)(?:整改|到位|完成|完毕)?$")
# 窗口进驻事项31项: those who are there are named with it, the place is not.
PRESENT = re.compile("^[^，、]{2,14}?(?:中心|大厅|窗口|超市|大楼)共?(?=进驻)")
# 殡仪馆将服务项目32项公示: who does it to what.
DOES_TO = re.compile("^[^，、]{2,14}(?<!即)[将把](?![来军要握关手])(?=[^，、]{2})")
# 职代会每年召开2次: what is held is named before.
HELD = re.compile(
    "(?:坚持)?(?P<what>[^，、]{1,10}(?:会|班|活动|比赛))(?:每[^，、]{1,3}|至少|各|已|只|先后)*(?:召开|举行|举办)过?了?"
)
# 清退不符合条件的5户: a kind of what was counted before.
UNFIT = re.compile("(?:不符合?|不合理?|不达标|超标|不规范)[^，、的]{0,6}$")
# 留守学生占全校学生的54%.
PART_OF = re.compile("(?P<part>[^，、]{2,14}?)占(?![地用比])[^，、]{2,10}$")
# 受理率、办结率分别为100%和98%.
EACH = re.compile("(?P<list>[^，,。；;\n]{2,40})分别(?:为|达到?|是|有)?$")
# Ends of a case that tell no noun, also of persons and households (批准871户).
SETTLED = re.compile("(?:获|[镇县市区乡]里)?(?:批准|不予批准|获批|核准|取消|清退|核减|查实)")
# 向省厅报送72条, 在公开栏公布9条: to whom or where what was counted before went.
TO_WHOM = re.compile(
    "^(?:其中)?(?:(?:向|给)[^，、0-9]{2,12}?(?=(?:上报|报送|推送|移交|移送|通报)$)"
    "|(?:在|通过)?[^，0-9]{1,16}?(?:网|网站|栏|微博|微信|平台|方式|渠道|广播|屏)(?=(?:公开|发布|公布|刊登|推送|播出)$)"
    "|被?(?:国家|中央|上级|[省市县区](?:级|里|委)?)(?=(?:采用|录用|刊用|采纳)$))"
)
# 上季结余：18426.35元; 1、粮食直补：418户.
LABEL = re.compile("(?:^|[\\n。；;，, 　\\t])(?P<label>[^\\n。；;，,：:？?!！\\t]{2,16})[：:][ 　]*$")
# What leads a clause before its noun, taken off again and again.
LEAD = re.compile(
    rf"^(?:(?:为(?!民)|给(?!水)|向(?!导)|帮助){SERVED}|在[^，、的]{{1,8}}(?:[内上里下]|中(?!心))(?=[^，、]{{2}})"
    r"|其中|另外|另有|此外|同时|截[至止][^，,]{0,12}?(?:日|底|月(?![底末初0-9０-９])|前|末|目前)|正在(?=..)|目前|现已|现(?=有|共|进|存)|今年以来|今年|去年|全年|本年度?"
    r"|上[个]?[月周]|上下?半年|下半年|[0-9０-９xX×]{4}年(?:度|以来)?|[0-9０-９]{1,2}月(?:份|底|末|初|[上中下]旬)?(?:以来|前|起|至[0-9]{1,2}月)?|[0-9]{1,2}月?[至到][0-9]{1,2}月份?|[^，、]{1,12}?期间|[\u2460-\u2473]|首批(?=..)|所有|[*＊XxＸ×某]{1,3}[村乡镇县市区局校](?=..)|凡|上述|每[人户生亩](?=[^，、]{2})|全?学[年期]|现场(?=..)|当[场日天月]|汛[前期]|全[所站院校段队](?=..)|每(?:个?[年月周天日]|个?季度?|半年|个?学期)(?!度)|年内|累计|总计|合计|一共|共计|共(?!产|青|享|建|同)|已经?|先后|分别|并(?!联)|还(?!款|贷|田)|又|再|均(?!次)|都"
    r"|就(?![业医诊近餐读])|即(?!办)|如|以及|及(?![时格第])|和|与|或者?|对(?!外|口|象|照)|将|把|使(?!用)|为(?!民)|给(?!水)|向(?!导)|于|从(?![业事教医警])|由|按(?=照)|较|同比|环比"
    rf"|在(?![{_NOT_IN}])|比(?![例赛武重])|有(?![效关限线机害色偿序期])|了|的|是|等|、|[0-9]{{1,2}}[.、．]|[（(][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]是|{_OURS})"
)
# What stands between a noun and its number (资料 达到 近 1万册).
TAIL = re.compile(
    r"(?:达到了?|高达|已达|压减[至到]|[提降升涨][至到]|达(?!标)|分别|增加了?|减少了?|增至|减至|提高到?了?|下降到?了?|上升|增长了?|降低|(?<!行)为(?!民)|是|共计?|共有|有|只有"
    r"|也只有|仅有?|只|也|已|(?<![节预签违公契])约|合计|总计|累计|(?<![审会统设])计(?!划|生)|各(?!类|种)|了|近|至|(?<![应实迟早报签])到(?!位)|(?<!存)在|的|原来|原先|原有|实现|完成了?|就|均|都|全部|总共|总数|总量|多达|不|足"
    r"|超过|数量|(?<![人天])数(?=达|为|$)|还|将|要|则|全[年月]|年内|按?每(?:年|月|季度?|周|天|人|生|户|亩|学期)|一年|(?<![结盈剩多])余|等|、|和|与|及|或|“|：|:|—|-|~|～|\s|之间|大约|占|共分|分为|分成|[由从][0-9]{1,2}月(?:份|底|初|末)?的?|[由从](?:去年同期|上年同期|去年底?|上年|年初|往年|前年|过去|以前|上月|上季度|原来|原先|最初|[0-9０-９]{4}年)?的?|[由从](?:现有|现在|目前|法定)的?|已由|自"
    r"|年均|平均|规定|法定|要求|缺(?!席|勤|岗)|至少|不少于|不低于|不超过|最多)+$"
)
ORGANISATION = re.compile(
    "对象|农户|群众|职工|学生|[县区市旗乡镇村局]|部门|单位|学校|企业|中心|社区|街道|公司|家庭|医院|窗口|科室|[土法税政]所|派出所|站所|卫生[院室]"
)
AGENT = re.compile(f"(?:{ORGANISATION.pattern})$")
PERSON = re.compile(
    r"(?:领导|干部|人员|同志|负责人|专家|教师|学生|志愿者|[联监督管指导网宣调信息协格检查辅驻评议讲解]{1,2}员|职工(?!作)|群众|党员|医生|护士|代表"
    r"|委员|民警|法官|律师|企业家|劳动者|农民工?|老人|儿童|患者|人才|毕业生|大学生|实习员|实习生|家长|会计|[所站校院局镇乡村]长|书记|主任)+(?![、和及与（(])"
)
# Who does it, before an act that needs no object.
DOER = re.compile(
    f"(?:{BODY.pattern[:-1]}|{PERSON.pattern}|纪委|小组|成员|团|村|家)(?:全年|今年|随机|下沉|[一二三四上下][个]?(?:季度|半年))*$|季度$|全年$"
)
# What these take is named whole (组织消防疏散演练), unless they have someone do it (组织站所长集中轮训).
ARRANGES = re.compile("(?:开展|举办|举行|召开|组织|组织开展|投入)了?")
JOINS = re.compile("[、，,的了和与及]|向|为(?!民)|给|对|把|并|以|用于|[0-9０-９]")
AGENTS = re.compile(f"{PERSON.pattern}|{ORGANISATION.pattern}|力量|专家|党员")
CHANGE = re.compile(
    r"(?:^|[，,（(；;])(?:并|又|也|均|分别|实际|再|共|人数|总量)?(?:(?:同比|环比|较|相?比)[^，,；;。0-9]{0,8})?"
    r"(?:净?增加?|增长|减少|下降|上升|提高|降低|回落|增幅|降幅|缩短|压减|多|少|增收|增产|减|延长|占(?:总[数量额])?的?)了?(?:达|为|近|约)?$"
)
FELL_SHORT = re.compile(r"^[，,]?[^，,。；;]{0,3}(?:只|仅|实际|实[报有开]|才)[^，,。；;]{0,6}$")
CHANGED_TO = re.compile(rf"^[，,]?{BECOMES.pattern}了?(?:近|约)?$")
OLDER = re.compile(r"(?:较|(?<![占同环])比(?![例重率])|由|从|占(?!比))[^，,。；;0-9]{0,12}$")
APART = re.compile(r"不足|不到(?!位)|超过|至少|不低于|不少于|不超过|最多")
RATE = re.compile(r"[^，,；;：:]{1,16}?(?:率|占比|比例|比重|比)$")
PARTS = re.compile(r"^(?P<whole>.{2,20}?)(?:分为|分成|划分为|包括|包含|涵盖|主要有|主要是|即)[^，。]*$")
SUBJECT_END = re.compile(
    r"于|在|自|应当?|须|必须|(?<![纪摘概需主重])要(?!求|点|件)|为(?!民)|将|从|由|不得|控制|压缩|缩短|提速"
)
SHORTFALL = re.compile(
    r"(?:次数|个数|数量|篇数|条数|期数|人数|份数|件数|场次|时间|天数|学时|率)?(?:严重)?"
    r"(?:不足|不够|偏少|少|未达标|达不到要求|未达到要求|未完成|不达标)$"
)
# A verb before one of these is part of a noun (公开工作, 分管领导, 建设资金).
COMPOUND = re.compile(
    "结果|工作|制度|指南|目录|栏目|平台|系统|方案|机制|情况|水平|能力|任务|活动|标准|专栏|大厅|窗口|中心|服务|报告|材料|记录|台账|计划|培训|资金|项目"
    "|事项|信息(?!员)|领导|干部|资料|对象|单位|部门|用户|公告|预算|通知|清单|意见|建议|金额|房源|批复|内容|人员|小组|案件|数据|问题"
    "|手续|流程|经费|政策|文件|文书|工程|设备|设施|场所|机构|企业|收益|收入|支出|总价|次数|热线|电话|短信"
)
# Verbs that name the paper after them where another verb takes that (公布开庭公告, 精简申报材料).
NAMES = re.compile("督[办查]|整改|催办|告知|监督|开庭|申[报请领]|报名|公[示告]|处罚|安置|补偿|采购|招标|解读|评估|审批")
# Verbs that make no name with what follows them (座谈会听取意见, 部门实现信息共享).
TAKES = re.compile("实现|听取|征求|完善|提出|收到|发现|落实|修订")
NAMED = re.compile(f"、(?:{NAMES.pattern})+(?:{COMPOUND.pattern})$")
# What is measured of an act, or a kind of it: 退赔金额, 发放对象, 诫勉谈话, no verb with its object.
MEASURED = re.compile(
    "谈话|价格|金额|总额|面积|人数|次数|时限|时间|期限|对象|标准|总量|总价|总数|方式|范围|限额|密度|规模|座席"
)
# What is measured even of an act of our own list, which else takes what follows it (购进总额, 资助金额).
SUM = re.compile("总额|限额|密度|金额")
# 招生公告、对口方案等信息: what follows 等 names the kind of what is listed.
KINDS = re.compile(r"(?<![中高平初同优劣何])等(?![级待候次额于同])(?=[^、，,等]{2,8}$)")
# What only belongs to the thing counted (19家养老机构的收费和星级).
ATTRIBUTES = re.compile(
    r"名单|收费|依据|条件|材料|程序|时限|招标|招投标|财务|账目|账务|预算|工期|进度|报价|中标单位|[^、，,]{0,12}(?:情况|信息|结果|标准|方案|明细|目录|计划|流程|价格|清单|条件|材料|台账|档案)(?:[、和及]|$)"
)
ADVERB = re.compile(r"(?:主动|依法|及时|集中|统一|累计|共|新|先后|分别|全部|各)$")
CLAUSE_BEFORE_NOUN = re.compile(r"^[^，、。；：的]{2,12}的(?=[^，、。；：的])")
BY_LIMIT = re.compile(r"(?:限期|期限|责令|限|要求)(?:于|在)?$")
# 30日内完成整改.
FINISHES = re.compile("^(?:完成|做好|予以|给予|进行|作出|作了|组织)(?=..)")
# 接到求助26起，全部在2小时内处置: what was counted before goes on.
ALL = re.compile("全部[于在]?")
# 家长有异议的在10日内答复.
RAISES = re.compile("(?<!所)有(?P<noun>[^，、的]{2,6})的[，,]?(?:应|须)?在?$")
LASTS = re.compile("^(?:前后|共|总共)?(?:历时|为期|持续)$")
DONE = re.compile(r"(?:到位|完毕|完成|结束|办理完毕)$")
HOMES = re.compile(r"(?:村|组|屯|社区|居委会|网格)$")
NO_PHRASE = set("、—-~～/和与及并同或")  # what can't begin the noun after a unit
