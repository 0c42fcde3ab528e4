"""Reading drafts: each figure with place, value, unit and relation; nothing invented, nothing silent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangpin.bulletins import Reading, TextTooLong, read


def figures(text: str) -> list[tuple[str, str, str]]:
    return [(one.text, format(one.value.normalize(), "f"), one.unit) for one in read(text).figures]


def only(text: str) -> tuple[str, str, str]:
    (one,) = figures(text)
    return one


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("全县共有监测对象2,345户。", "2345", "household"),
        ("惠及群众46.68万人。", "466800", "person"),
        ("共有2.65万贫困人口享受政策。", "26500", "person"),
        ("投入3万5千元。", "35000", "CNY"),
        ("投入衔接资金2.35亿元。", "235000000", "CNY"),
        ("电站130万千瓦。", "1300000", "kW"),
        ("修路619.379公里。", "619.379", "km"),
        ("帮销农产品80476.3吨。", "80476.3", "tonne"),
        ("走访3.4万户次。", "34000", "household_time"),
        ("救助62.04万人次。", "620400", "person_time"),
        ("培训两千三百五十六人次。", "2356", "person_time"),
        ("开展了五轮推介会。", "5", "round"),
        ("风险消除率达84.7%。", "84.7", "percent"),
        ("核查属实的占百分之三点五。", "3.5", "percent"),
        ("水质达标率为九成五以上。", "95", "percent"),
        ("逾期率0.12‰。", "0.012", "percent"),
        ("三分之一的户。", "33.3333", "percent"),
        ("务工收入是去年的1.08倍。", "1.08", "ratio"),
        ("比上月提高5.3个百分点。", "5.3", "percentage_point"),
        ("户均增收0.53万元。", "5300", "CNY_per_household"),
        ("贫困户人均年收入达11142元。", "11142", "CNY_per_person"),
        ("低保标准提高到每人每月680元。", "680", "CNY_per_month"),
        ("补助水费30元/户。", "30", "CNY_per_household"),
        ("每月组织一次调研。", "1", "per_month"),
        ("每人联系一户贫困户。", "1", "household"),
        ("资助学生5 678人次。", "5678", "person_time"),
        ("支出3亿2,500万元。", "325000000", "CNY"),
        ("敷设管网16.8km。", "16.8", "km"),
        ("局地降雨120毫米。", "120", "mm"),
        ("受灾面积3.2千公顷。", "3200", "hectare"),
        ("捐赠2.4亿美元。", "240000000", "USD"),
        ("发放半个月的补贴。", "0.5", "month"),
        ("城乡居民收入比值为2.1。", "2.1", "ratio"),
        ("受助总人数约为三十一万。", "310000", "person"),
        ("解决41万农村人口饮水问题。", "410000", "person"),
        ("预计可惠及约3 000个“蜗居”户。", "3000", "household"),
        ("募得善款11亿4246万3272元。", "1142463272", "CNY"),
        ("家园复原慰助金每户10万。", "100000", "CNY_per_household"),
        ("实现销售总价1500多万。", "15000000", "CNY"),
        ("约占农业人口的1/4。", "25", "percent"),
        ("1 500多个单位结对帮扶。", "1500", "institution"),
        ("灾害涉及三县区。", "3", "county"),
        ("每户至少落实一项帮扶措施。", "1", "measure"),
        ("平均月薪3500余元。", "3500", "CNY_per_month"),
        ("应急调水6000多万m3。", "60000000", "cubic_metre"),
        ("省发改委等四部门联合印发。", "4", "institution"),
        ("在113年的预算是1,400万元。", "14000000", "CNY"),
        ("所得总额10兆2701亿元。", "10270100000000", "CNY"),
        ("差错率控制在万分之五以内。", "0.05", "percent"),
        ("采购近千万元。", "10000000", "CNY"),
        ("产值翻了一番。", "2", "ratio"),
        ("挂职半年以上。", "6", "month"),
        ("运行一年半,", "18", "month"),
        ("专门安排3000万抗旱资金。", "30000000", "CNY"),
        ("还有74万享受了临时救助。", "740000", "person"),
        ("受助总人数为326 204。", "326204", "person"),
        ("补 偿 金 额 1 678.03 万 元。", "16780300", "CNY"),
        ("投入资金1 2 3 . 5 万元。", "1235000", "CNY"),
        ("已追回资金12,\n300万元。", "123000000", "CNY"),
        ("带动农户\n12.8\n万户\n,", "128000", "household"),
        ("一年里一月还能挣2000元。", "2000", "CNY_per_month"),
        ("按规定增发一个月生活救助费。", "1", "month"),
        ("线上销售三亿六千万元。", "360000000", "CNY"),
        ("资金支付不晚于验收后30日。", "30", "day"),
        ("标准为每人每月,城市840元。", "840", "CNY_per_month"),
        ("投入HK$5,000元。", "5000", "HKD"),
        ("捐赠£300万。", "3000000", "GBP"),
        ("六地联合行动。", "6", "item"),
        ("义务投工3.2万个工日。", "32000", "person_day"),
        ("整治山塘12口。", "12", "site"),
        ("142个\n衔接项目", "142", "project"),
        ("9个试点县今年外出务工的劳动力增多", "9", "county"),
        ("推广到27个县重点开展", "27", "county"),
        ("除农户自筹两成外", "20", "percent"),
        ("其他纳入监测的低收入人口接近32万。", "320000", "person"),
        ("新增就业岗位7.3万,", "73000", "post"),
        ("服务人次超2.5亿,", "250000000", "person_time"),
        ("违规问题占比过半。", "50", "percent"),
        ("抢修了1个多小时", "1", "hour"),
        ("工期3个半月", "3.5", "month"),
        ("城乡居民收入比降至2.39。", "2.39", "ratio"),
        ("购买变压器一套。", "1", "item"),
        ("已建酒窖一间,", "1", "item"),
        ("其他都是每户两头。", "2", "animal"),
        ("可增收四五千元。", "4000", "CNY"),
        ("户均分红0.15万,", "1500", "CNY_per_household"),
        ("逾期率为0。", "0", "percent"),
        ("目前有万人以上", "10000", "person"),
        ("每户一袋米", "1", "item"),
        ("标准提高到200元/人/月、", "200", "CNY_per_month"),
        ("供养标准为人年6240元。", "6240", "CNY_per_person"),
        ("安装路灯5\n\n        盏,", "5", "item"),
        ("建设11个有线电视进村入户光纤项目。", "11", "project"),
        ("已脱贫12345户。", "12345", "household"),
        ("旅游人次近8亿。", "800000000", "person_time"),
        ("零售额702亿,", "70200000000", "CNY"),
        ("累计发电500万度。", "5000000", "kWh"),
        ("气温零下15度。", "15", "celsius"),
        ("人均纯收入居全省第四,达到12118元。", "12118", "CNY_per_person"),
        ("自筹八十来万。", "800000", "CNY"),
        ("16358元 同比增\n脱贫人口人均纯收入\n", "16358", "CNY_per_person"),
    ],
)
def test_a_number_is_read_in_base_units(text: str, value: str, unit: str) -> None:
    assert only(text)[1:] == (value, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("747个贫困村脱贫出列", "village"),
        ("618个村农村饮水安全巩固提升工程", "village"),
        ("全县18个乡镇完成自查", "township"),
        ("5个省级扶贫开发工作重点县退出", "county"),
        ("1695个有较强战斗力、执行力、创造力的党总支、党支部结对", "organisation"),
        ("12个行业部门参与比对", "institution"),
        ("实施项目87个。", "project"),
        ("乡村公益性岗位729个，", "post"),
        ("配套建成产业园区124个；", "site"),
        ("3810个建档立卡精神残疾人", "person"),
        ("组建8个作战小分队", "team"),
        ("光伏扶贫电站975个", "site"),
        ("张贴宣传标语5300条", "slogan"),
        ("收到部门推送预警信息126条", "clue"),
        ("发现问题126个", "problem"),
        ("划分为1420个网格", "grid"),
        ("召开专题会议3次", "meeting"),
        ("病种扩大到34种", "disease"),
        ("改造卫生室124所", "facility"),
        ("共8家医院", "institution"),
        ("80家扶贫龙头企业", "organisation"),
        ("30多家三级医院结对帮扶", "institution"),
        ("40所中高职院校联合招生", "institution"),
        ("4个内审指导组采用边培训边指导的办法", "team"),
        ("6个高标准农田项目建设内容", "project"),
        ("9个系统数据壁垒森严", "item"),
        ("67个农村污水处理设施", "site"),
        ("增设六个社区客厅", "site"),
        ("18个“十三五”贫困村", "village"),
        ("流转费惠及全村50家农户", "household"),
        ("22个省份有扶贫车间", "item"),
        ("遭受洪灾的有9市", "item"),
        ("7县(市、区)受灾", "county"),
        ("3个区启动响应", "county"),
        ("围绕两大重点推进", "item"),
        ("每个脱贫县培育形成3个优势突出、带动能力强的主导产业", "item"),
        ("云溪县先后发展62个扶贫实体", "organisation"),
        ("贫困村选派20个工作专班深入乡镇走村串户", "team"),
        ("慰问物资暖包200套", "item"),
        ("建成安居房200套", "household"),
        ("每月对预警信息进行核实,共核实209条", "clue"),
        ("9户企业获得表彰", "enterprise"),
        ("全区28个扶贫开发工作重点县农民人均纯收入增加", "county"),
        ("呈现了七大亮点", "item"),
        ("完成2万特困农户茅草房改造", "household"),
        ("人均纯收入达到12406元,增长1630元", "CNY_per_person"),
        ("增加168个长者日间护理服务名额", "item"),
        ("建成6个残疾人日间照料服务中心", "site"),
        ("新建一所小学", "institution"),
        ("16个州(市)教育局联合检查", "item"),
        ("6.7万余农户发展产业", "household"),
        ("新增市场主体1599户", "organisation"),
        ("新打水源井1.8万眼", "site"),
        ("推送风险信息46条", "record"),
        ("年产34万头种猪场3个", "site"),
        ("查办案件7件挽回损失", "case"),
        ("确定160个国家乡村振兴重点帮扶县", "county"),
        ("布局建设100个街道区域养老服务中心", "site"),
        ("设置接待登记点18个", "site"),
        ("慰问护边员、消防员等一线职工62个", "person"),
        ("召开党组会13次", "meeting"),
        ("召开院坝会46场", "meeting"),
        ("举办招聘会12场", "event"),
        ("关爱35个事实孤儿", "person"),
        ("涉及14个司局", "institution"),
        ("整治5个错误局面", "item"),
        ("解决9个群众身边实事", "item"),
        ("形成3个农民增收经验", "item"),
        ("组建6个文艺宣讲团", "team"),
        ("推荐上报17户家庭农场", "organisation"),
        ("建成3.3万个妇女之家", "site"),
        ("所辖五个自然组", "item"),
        ("建设34.7万张家庭养老床位", "item"),
        ("平均保障标准达1953.0元/人·月", "CNY_per_month"),
        ("农村人平纯收入14172元", "CNY_per_person"),
        ("对监测户每户给予一次性补助，标准为2000元", "CNY_per_household"),
    ],
)
def test_the_noun_beside_a_measure_word_says_what_is_counted(text: str, unit: str) -> None:
    assert figures(text)[-1][2] == unit


def test_a_row_of_bare_numbers_counts_what_is_named_behind_the_last() -> None:
    told = figures("津贴和补贴分别惠及3657万、548.7万、515.1万老年人。")
    assert [one[1:] for one in told] == [("36570000", "person"), ("5487000", "person"), ("5151000", "person")]


def test_how_long_ago_is_no_count_and_a_filed_trust_no_footer() -> None:
    assert [one[1:] for one in figures("五年来，备案慈善信托2355单，合同金额91亿元。")] == [
        ("2355", "item"),
        ("9100000000", "CNY"),
    ]


def test_a_check_of_everything_is_no_claim_that_all_was_reached() -> None:
    assert [one[1:] for one in figures("全覆盖检查全市18所中小学。")] == [("18", "institution")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The plan has two phases and six public services.", [("2", "item"), ("6", "item")]),
        ("It set up 1,689 savings and credit groups in the valley.", [("1689", "organisation")]),
        ("They lent to 618 poor and vulnerable groups of farmers.", [("618", "organisation")]),
        (
            "The works reached 200,000 direct and 1.3 million indirect beneficiaries.",
            [("200000", "person"), ("1300000", "person")],
        ),
        (
            "In all 4,470 poor households benefited in Linwu; 8,032 in Anping and the rest later.",
            [("4470", "household"), ("8032", "household")],
        ),
        ("The team saw 120 wards and 6 sub-counties.", [("120", "item"), ("6", "county")]),
        ("The officers came from nine Local Government Areas of the state.", [("9", "county")]),
        ("On the two sides of the river stand five villages.", [("5", "village")]),
        ("Plans were made for 2,338 GPs with 21 lakh human days.", [("2338", "village"), ("2100000", "person_day")]),
        ("Of the beneficiaries 2,47,300 are from the hills.", [("247300", "person")]),
        ("Some 384 households were seen; the 10 others were left.", [("384", "household"), ("10", "household")]),
        ("Utilisation was Rs.5, 98,334.02 lakh so far this year.", [("59833402000", "INR")]),
        ("An amount of 4452 crores was spent on it this year.", [("44520000000", "INR")]),
        ("The number of groups formed in all these years is 21,540.", [("21540", "organisation")]),
        ("Payments rose by one-sixth over the whole of last year.", [("16.6667", "percent")]),
        (
            "Nearly a quarter of a million people and half a million families.",
            [("250000", "person"), ("500000", "household")],
        ),
        ("More than a thousand villages and several hundred wells.", [("1000", "village")]),
        (
            "Of 2,345 people seen then, 1,987 were approved, 212 rejected.",
            [("2345", "person"), ("1987", "person"), ("212", "person")],
        ),
        ("In the flood of last week 12 were killed and 45 injured.", [("12", "person"), ("45", "person")]),
        ("The pension is Rs. 1000/- per month for all of the aged.", [("1000", "INR_per_month")]),
        ("The coverage increased threefold over the last decade.", [("3", "ratio")]),
        ("Notices are pending in 9 out of 24 districts of the state.", [("9", "county"), ("24", "county")]),
        ("The community has a population of 4,180 at present.", [("4180", "person")]),
        ("They are earning 2,500 to 4,000 yuan a month by it.", [("2500", "CNY_per_month"), ("4000", "CNY_per_month")]),
        ("The courses have been joined around 1,200 times each year.", [("1200", "event")]),
        ("All registered poor villagers are now covered by it.", [("100", "percent")]),
        ("The share of the poor has been reduced to zero per cent.", [("0", "percent")]),
        ("They were employed in 2022, 133,000 people in the county.", [("133000", "person")]),
        ("In the county incomes of farmers grew to 14,111 yuan.", [("14111", "CNY_per_person")]),
        ("The number of widows is as follows:\n1,57,955 1,76,601 by law", [("157955", "person"), ("176601", "person")]),
        (
            "The number of widows here is as follows:\n1,57,955 1,76,601\nEnd.",
            [("157955", "person"), ("176601", "person")],
        ),
        ("In the first three quarters of the year all was well.", []),
        ("The households touched 23,91,500 this year in all.", [("2391500", "household")]),
    ],
)
def test_english_nouns_may_stand_behind_two_words_or_behind_the_next_number(
    text: str, told: list[tuple[str, str]]
) -> None:
    assert [one[1:] for one in figures(text)] == told


def test_what_two_ranks_count_is_said_once() -> None:
    assert [one[1:] for one in figures("10个国家级和8个省级贫困县摘帽")] == [("10", "county"), ("8", "county")]


def test_a_size_may_stand_before_what_is_counted() -> None:
    assert [one[1:] for one in figures("全市98个300户以上搬迁社区")] == [("98", "village"), ("300", "household")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("护理补贴一级330元/月、二级264元。", ["CNY_per_month"] * 2),
        (
            "人均可支配收入11567元,增长11.5%。其中工资性收入4082元,占35%;转移净收入3163元。",
            ["CNY_per_person", "percent", "CNY_per_person", "percent", "CNY_per_person"],
        ),
        ("每人每月发给3772元至8836元。", ["CNY_per_month"] * 2),
        ("标准6720元/人·年(每月560元),比上年提高480元。", ["CNY_per_person", "CNY_per_month", "CNY_per_person"]),
        ("问题27个:识别不精准9个、资料不规范7个、其他11个。", ["problem"] * 4),
        ("发现问题247个,其中政策落实类96个、项目资金类83个。", ["problem"] * 3),
        ("待核6户(大湾4、岩口2)。", ["household"] * 3),
        ("问题线索6条,其中“关系保”4条,“错保”2条。", ["clue"] * 3),
    ],
)
def test_what_a_list_began_with_goes_on(text: str, units: list[str]) -> None:
    assert [one[2] for one in figures(text)] == units


def test_the_shares_of_a_structure_are_percents_and_three_sectors_no_count() -> None:
    told = figures("三次产业结构为9.5∶41.5∶49.0。")
    assert [one[1:] for one in told] == [("9.5", "percent"), ("41.5", "percent"), ("49", "percent")]


def test_a_change_without_a_unit_goes_on_with_what_was_counted_before_it() -> None:
    told = figures("外出务工1879.23万人,占68.85%,较上月新增459.19万,增幅32.34%。")
    assert [one[2] for one in told] == ["person", "percent", "person", "percent"]
    assert told[2][1] == "4591900"


@pytest.mark.parametrize(
    "text",
    [
        "落实“稳就业25条”政策",
        "一次性生活补助",
        "来源: sp20241130\n本报讯",
        "浏览量:12\n\n各县、区人民政府",
        "二○二四至二五年度预算",
        "新华社10月17日电(记者)记者从省政府新闻发布会获悉",
        "就?0.4万个岗位",
        "柳湾村五组",
        "土地二轮延包",
        "九年义务教育",
        "完成五年规划",
        "2016/17年度预算",
        "“20条底线”",
        "减贫计划有望如期完成",
        "建立“4个清单”",
        "发生6.2级地震",
        "已有893人赞",
        "资料更新日期:111-08-23",
        "人大六届三次会议",
        "前三名是高桥",
        "享受三、四级智力残疾人补贴",
        "投资锟斤拷.36万元",
        "募款□.5亿元",
        "脱贫.95万人",
        "距离镇2?.00公里",
        "近两年，变化很大",
        "今晚9点前报县办",
        "猜你喜欢:10个习惯让你更健康",
        "3年来，银行发放贷款",
        "启动四级救灾应急响应",
        "响应级别提升至三级",
        "分解为三级指标",
        "改造国道108线",
        "请拨打12317",
        "近三学年(2015-2017)的变化",
        "牛是前两天刚到的",
        "公路三年大决战",
        "享受三四级补贴",
        "360网讯",
        "三期工程、三批项目与二批项目",
        "传承千年文脉",
        "七座及以下小客车免费",
        "| 甲 | 乙 | 1 | 2 |",
        "好的开始是成功的一半",
        "2024中国旅游日",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The department spent over Rs 1 lakh crore this year so far.", "1000000000000", "INR"),
        ("Around one crore 13 lakh houses have been sanctioned in all.", "11300000", "household"),
        ("Some 3.59 cr person-days of work were generated in the year.", "35900000", "person_day"),
        ("The province of Linhe lifts 1.3 million out of poverty at last.", "1300000", "person"),
        ("The old line of the county stood at 4,000-yuan until the spring.", "4000", "CNY"),
        ("Over four crore fake ration cards had been cancelled by then.", "40000000", "item"),
        ("The government proposed an allocation of Tk 126,272 crore.", "1262720000000", "BDT"),
        ("As of date, about 58 thousand Gram Panchayats were covered.", "58000", "village"),
        ("Employment in these areas reached 33.05 million this spring.", "33050000", "person"),
        ("Loans were given with a total deposit of Rs.19,592 crore then.", "195920000000", "INR"),
        ("The state has so far disbursed some Rs 5,000 each to the women.", "5000", "INR_per_person"),
        ("The number of beneficiaries has been increased by 5.35 lakh.", "535000", "person"),
        ("Out of all of them 64 lac deserving families are on the list.", "6400000", "household"),
        ("The cash is being paid to 6.7 million school-going children.", "6700000", "person"),
        ("Altogether some 47,000 masons were trained in the hills last.", "47000", "person"),
        ("The state has disbursed K468,275,607.49 to all who are on it.", "468275607.49", "ZMW"),
        ("The programme has given out over Sh.12.5 billion since spring.", "12500000000", "KES"),
        ("In the month of March 9,210 MT of food had been distributed.", "9210", "tonne"),
        ("Widows on the rolls of the state will go up to 27.75 lakh.", "2775000", "person"),
        ("The share of those who can read has risen by one third now.", "33.3333", "percent"),
        ("The clinics have recorded deliveries of 41,463 this year.", "41463", "item"),
        ("In all, 5.9 million Filipinos were lifted above the line.", "5900000", "person"),
    ],
)
def test_an_english_number_of_several_magnitudes_is_one(text: str, value: str, unit: str) -> None:
    assert only(text)[1:] == (value, unit)


def test_a_part_out_of_a_whole_is_of_its_kind() -> None:
    told = figures("Allowances are paid through banks in 22 out of 25 cash-based programmes.")
    assert [one[1:] for one in told] == [("22", "item"), ("25", "item")]


def test_a_sum_shared_out_in_brackets_is_money_throughout() -> None:
    told = figures("死亡赈助100万(中央20万、基金会80万)。")
    assert [one[1:] for one in told] == [("1000000", "CNY"), ("200000", "CNY"), ("800000", "CNY")]


def test_a_large_english_number_in_brackets_goes_on_with_what_was_counted() -> None:
    told = figures("West Linhe came second with 40 crore person days, followed by Yun Pradesh (38 crore).")
    assert [one[1:] for one in told] == [("400000000", "person_day"), ("380000000", "person_day")]


def test_what_is_counted_is_carried_on_within_a_paragraph() -> None:
    assert [one[2] for one in figures("发现问题126个,已整改119个,剩余7个。")] == ["problem"] * 3


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("发放1646万余元", "at_least"),
        ("共70多万元", "at_least"),
        ("100人以上的乡镇", "at_least"),
        ("不到36条线索", "at_most"),
        ("超过500户", "over"),
        ("近七成的户", "nearly"),
        ("约300户", "about"),
        ("共300户", "="),
        ("累计签约300人", "="),
    ],
)
def test_the_relation_is_read_from_the_words_around(text: str, bound: str) -> None:
    (one,) = read(text).figures
    assert one.bound == bound


def test_what_each_place_has_is_counted_and_not_the_places() -> None:
    assert [one.unit for one in read("培育120个产业帮扶基地,每县不少于2个。").figures] == ["site", "site"]


def test_what_makes_up_a_whole_is_of_its_unit() -> None:
    told = read("实施项目24个,其中产业15个、基础设施9个。").figures
    assert [one.unit for one in told] == ["project", "project", "project"]
    assert [one.unit for one in read("实施项目24个,其中学校15个、医院6个。").figures][1:] == ["institution", "facility"]


def test_a_size_that_is_named_may_stand_before_what_is_counted() -> None:
    assert read("新建105个面积不低于300平方米的服务场所。").figures[0].unit == "site"


def test_places_are_counted_and_not_what_they_have() -> None:
    assert [one.unit for one in read("支持5个一般村的美丽庭院。").figures] == ["village"]


def test_a_range_is_two_figures() -> None:
    low, high = read("补助1.2万至1.5万元。").figures
    assert (low.value, low.bound, high.value, high.bound) == (Decimal(12000), "at_least", Decimal(15000), "at_most")


def test_a_magnitude_said_once_at_the_end_of_a_range_holds_for_both() -> None:
    assert [one.value for one in read("补助1至2万元。").figures] == [Decimal(10000), Decimal(20000)]


def test_a_part_over_its_whole_is_two_figures() -> None:
    assert [one.value for one in read("完成45/60个项目。").figures] == [Decimal(45), Decimal(60)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("饮水工程已全部完工。", "100", "percent"),
        ("实现应纳尽纳。", "100", "percent"),
        ("行政村全覆盖。", "100", "percent"),
        ("全市无一人因疫返贫。", "0", "person"),
        ("义务教育零辍学。", "0", "person"),
        ("实现危房改造清零。", "0", "household"),
        ("“零就业”家庭动态清零。", "0", "household"),
        ("辍学学生全部劝返复学。", "100", "percent"),
        ("产业覆盖所有贫困村。", "100", "percent"),
        ("受损住房均已完成修缮。", "100", "percent"),
        ("护林员全部为脱贫户。", "100", "percent"),
        ("疑似辍学零;", "0", "person"),
        ("其余均落实了措施。", "100", "percent"),
        ("整户无劳力家庭无一漏保。", "0", "person"),
        ("全县无新增贫困,", "0", "person"),
        ("其余均已反馈。", "100", "percent"),
        ("义务教育辍学“零”反弹。", "0", "person"),
        ("None of the listed households has fallen back into poverty since.", "0", "household"),
    ],
)
def test_all_and_none_are_figures(text: str, value: str, unit: str) -> None:
    assert only(text)[1:] == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2023年8月31日上午",
        "（农防返〔2023〕15号）",
        "联系电话:0554-1234567",
        "党的十九届五中全会",
        "十四五时期",
        "第八期简报",
        "W020201019661299198082_600.jpg",
        "发布时间:2020/7/2 8:25:31",
        "千方百计抓落实，万众一心",
        "数百名群众",
        "《2020年脱贫攻坚工作要点》",
    ],
)
def test_dates_document_and_list_numbers_are_no_figures_and_say_why(text: str) -> None:
    reading = read(text)
    assert reading.figures == ()
    assert reading.no_figures


def test_names_that_carry_a_number_are_terms() -> None:
    reading = read("紧扣“四个不摘”要求，聚焦“两不愁三保障”，享受“351”保障，开展“百日提升”行动，落实一户一方案。")
    assert {one.text for one in reading.names} >= {"四个不摘", "两不愁三保障", "351", "百日提升", "一户一方案"}
    assert reading.figures == ()


def test_sounds_in_brackets_and_traditional_characters_keep_their_places() -> None:
    text = "張家口市747個(gè)貧困村脫貧出列,98157名貧困人口"
    reading = read(text)
    assert [text[one.start : one.end] for one in reading.figures] == ["747個", "98157名"]
    assert [one.unit for one in reading.figures] == ["village", "person"]


def test_radicals_that_a_browser_prints_for_characters_are_these_characters() -> None:
    text = "农⺠3456⼈，受益120⼾，⻬全率98%"
    assert [(one.value, one.unit) for one in read(text).figures] == [
        (3456, "person"), (120, "household"), (98, "percent"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["医院增加到2■所", "共3□5户", "发放\ufffd12万元"])
def test_where_digits_were_lost_none_are_invented(text: str) -> None:
    reading = read(text)
    assert reading.figures == ()
    assert "digits lost" in {one.why for one in reading.no_figures}


def test_lakh_grouping_and_english_scales_are_read() -> None:
    found = figures(
        "In total 12,34,567 beneficiaries in 17 districts; 3.2 million yuan; 85.4 per cent of the target was met."
    )
    assert [(value, unit) for _, value, unit in found] == [
        ("1234567", "person"), ("17", "county"), ("3200000", "CNY"), ("85.4", "percent"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("截至2023年8月31日，纳入5户。", "../2023-08-31"),
        ("2019年底，纳入5户。", "2019-12-31"),
        ("2023年1—5月份，发放5户。", "2023-01-01/2023-05-31"),
        ("2020年10月20日讯。今年以来，救助5户。", "2020-01-01/2020-10-20"),
        ("共救助5户。", None),
        ("2020年10月19日至25日，救助5户。", "2020-10-19/2020-10-25"),
        ("2020年10月21日讯。本周救助5户。", "2020-10-19/2020-10-25"),
        ("单位：户\n地区  本月新识别户数  监测户数\n甲镇  2  9\n乙镇  3  5\n2020年10月20日", None),
    ],
)
def test_the_period_comes_from_the_words_before(text: str, period: str | None) -> None:
    assert read(text).figures[-1].period == period


def test_a_text_longer_than_any_bulletin_is_refused_in_two_languages() -> None:
    with pytest.raises(TextTooLong) as refused:
        read("一户，" * 200_000)
    assert "600,000" in refused.value.zh()
    assert "400,000" in str(refused.value)


@pytest.mark.parametrize("rubbish", ["1，", "3户，5人。", "共3户、"])
def test_a_flood_of_numbers_is_refused_at_once(rubbish: str) -> None:
    with pytest.raises(TextTooLong) as refused:
        read(rubbish * 60_000)
    assert "个数字" in refused.value.zh()
    assert "numbers" in str(refused.value)


def test_a_number_in_the_name_of_a_place_counts_nothing() -> None:
    reading = read("示例5镇新识别12户，五里村3户，二十五里村无。", places=frozenset({"示例5镇", "五里村"}))
    assert [one.text for one in reading.figures] == ["12户", "3户"]
    assert [(one.text, one.why) for one in reading.no_figures] == [
        ("示例5镇", "name of a place"),
        ("五里村", "name of a place"),
    ]


def test_a_million_characters_without_a_stop_are_refused_at_once() -> None:
    with pytest.raises(TextTooLong):
        read("1" * 300_000)


ALPHABET = "0123456789一二两三百千万亿余多户人名个元%，。“”（）年月日第〔〕—:/.、全部无清零应尽保 \n張□\u200f"


@settings(max_examples=150)
@given(st.text(alphabet=ALPHABET, max_size=80))
def test_any_text_is_read_without_failing_and_places_lie_inside_it(text: str) -> None:
    reading: Reading = read(text)
    spans = [(one.start, one.end) for one in (*reading.figures, *reading.names, *reading.no_figures)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [(one.start, one.end) for one in reading.figures] == sorted((one.start, one.end) for one in reading.figures)


def test_a_word_about_the_page_behind_the_sentence_does_not_hide_its_figures() -> None:
    assert figures("全县脱贫1200户。（责任编辑：张某）") == [("1200户", "1200", "household")]
    assert figures("全乡共有12人参与，已有893人赞。") == []


def broken(text: str, width: int) -> str:
    return "\n".join(text[place : place + width] for place in range(0, len(text), width))


def test_lines_broken_at_one_width_are_read_as_the_text_that_they_were() -> None:
    text = (
        "一、监测对象情况。截至8月31日，全县共有监测对象1,286户4,517人，其中脱贫不稳定户402户1398人、"
        "边缘易致贫户655户2,301人、突发严重困难户229户818人。已消除风险963户3411人，风险消除率74.9%。"
    )
    told = read(broken(text, 28)).figures
    assert [(one.value, one.unit) for one in told] == [(one.value, one.unit) for one in read(text).figures]
    assert all(broken(text, 28)[one.start : one.end] == one.text for one in told)


def test_lines_of_a_list_stay_lines() -> None:
    text = "云溪乡脱贫人口务工规模稳步增长一百二十三人\n石桥镇脱贫人口务工规模稳步增长一百四十六人\n完"
    assert [one.value for one in read(text).figures] == [Decimal(123), Decimal(146)]
