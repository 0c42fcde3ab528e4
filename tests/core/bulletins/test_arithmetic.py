"""Arithmetic inside a text: what holds is told, what does not is found, what the text leaves open is not accused."""

from __future__ import annotations

import pytest

from fangpin.bulletins import read, relations

WHOLE = "全县共纳入监测对象2345户8912人,其中:不稳定户812户3056人、边缘户1103户4218人、突发户430户1638人。"


def judged(text: str) -> list[tuple[str, bool, str]]:
    reading = read(text)
    return [(one.kind, one.holds, reading.figures[one.figures[0]].text) for one in relations(reading)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (WHOLE, [("sum", True, "2345户"), ("sum", True, "8912人")]),
        (WHOLE.replace("430户", "340户"), [("sum", False, "2345户"), ("sum", True, "8912人")]),
        ("签约11989人,履约服务11964人,履约率达99.79%。", [("share", True, "99.79%")]),
        ("签约11989人,履约服务11964人,履约率达97.79%。", [("share", False, "97.79%")]),
        ("已有5821名贫困劳动力外出务工,比2019年增加1649人,增长39.53%。", [("growth", True, "39.53%")]),
        ("已有5821名贫困劳动力外出务工,比2019年增加1649人,增长28.33%。", [("growth", False, "28.33%")]),
        ("发现问题126个,已整改119个,剩余7个。", [("rest", True, "7个")]),
        ("发现问题126个,已整改119个,剩余9个。", [("rest", False, "9个")]),
        ("发放贷款1.5亿元,惠及3200户,户均4.69万元。", [("mean", True, "4.69万元")]),
        ("发放贷款1.5亿元,惠及3200户,户均4.96万元。", [("mean", False, "4.96万元")]),
        ("投入资金2.35亿元(中央1.1亿元、省级8000万元、市县4500万元)。", [("sum", True, "2.35亿元")]),
        ("投入资金4.96亿元,支出2.82亿元、支出进度56.9%。", [("share", True, "56.9%")]),
        (
            "监测对象160户(一类50户、二类110户),消除风险80户(一类20户、二类60户),消除率50%,未消除80户。",
            [("sum", True, "160户"), ("sum", True, "80户"), ("share", True, "50%"), ("rest", True, "80户")],
        ),
        ("输转29.6万人,完成目标任务28万人的105.7%。", [("share", True, "105.7%")]),
        ("输转29.6万人,完成目标任务28万人的115.7%。", [("share", False, "115.7%")]),
        ("共有特困人员711户718人。按护理等级分,一档45人,二档231人,三档442人。", [("sum", True, "718人")]),
        ("共有特困人员711户718人。按护理等级分,一档45人,二档231人,三档460人。", [("sum", False, "718人")]),
        (
            "资助1498.7万元。其中:学前219.6万元;小学241.1万元;初中383.2万元;高中654.8万元。",
            [("sum", True, "1498.7万元")],
        ),
        (
            "资助1569.2万元。其中:学前219.6万元;小学241.1万元;初中383.2万元;高中654.8万元。",
            [("sum", False, "1569.2万元")],
        ),
        ("助学支出31.4万元;助医支出134.4万元。上述2个项目合计支出165.8万元。", [("sum", True, "165.8万元")]),
        ("助学支出31.4万元;助医支出134.4万元。上述2个项目合计支出156.8万元。", [("sum", False, "156.8万元")]),
        (
            "253户任务已竣工245户,竣工率96.8%;已验收164户,占比68.4%。",
            [("share", True, "96.8%"), ("share", False, "68.4%")],
        ),
        (
            "投入1000万元,其中中央700万元、省级200万元,分别占70%和25%。",
            [("share", True, "70%"), ("share", False, "25%")],
        ),
        (
            "发放补助80人90000元(其中,小学30人,金额15000元;初中40人,金额40000元;高中10人,金额30000元)。",
            [("sum", True, "80人"), ("sum", False, "90000元")],
        ),
        (
            "学前发放118万元,惠及46人次;小学发放598万元;高中发放921万元。三个学段合计1673万元。",
            [("sum", False, "1673万元")],
        ),
        ("建房12.4万元;购机一套19.1万元;增设灶具3.2万元;共计35.7万元。", [("sum", False, "35.7万元")]),
        (
            "In all 3,278 people had a job, 133 people, or 6.2 percent, more than a year before.",
            [("growth", False, "6.2 percent")],
        ),
        (
            "三年分别投入76.4亿元、80.2亿元、83.5亿元和86.4亿元,累计达到327.5亿元。",
            [("sum", False, "327.5亿元")],
        ),
        (
            "Work reached 7.89 lakh households. Of the last, 4,31,200 households (58.4 per cent) were led by women.",
            [("share", False, "58.4 per cent")],
        ),
        ("申请52人,每人补助300元,共计15600元。", [("product", True, "15600元")]),
        ("申请52人,每人补助300元,共计15900元。", [("product", False, "15900元")]),
        ("保险金额560元/亩,费率为4%,保费为22.4元/亩。", [("product", True, "22.4元")]),
        ("保险金额560元/亩,费率为4%,保费为24.2元/亩。", [("product", False, "24.2元")]),
        ("完成年度任务(4600人)后为4751人,比上年增加129人,增长2.8%。", [("growth", True, "2.8%")]),
        (
            "Enlisted: 82,647 poor households. Seen: 31,204 households in the north; 19,877 in the south; 31,416 here.",
            [("sum", False, "82,647 poor households")],
        ),
        ("采购59.6万元,捐款110.7万元、捐物21.7万元,款物共计132.4万元。", [("sum", True, "132.4万元")]),
        (
            "Of the 48 complaints received by the office, 39 were resolved, 7 were sent on and 2 are pending.",
            [("sum", True, "48 complaints")],
        ),
        (
            "Of the 48 complaints received by the office, 39 were resolved, 7 were sent on and 5 are pending.",
            [("sum", False, "48 complaints")],
        ),
        (
            "The state released Rs 4,520 crore against Rs 5,000 crore budgeted, i.e. 80.4 per cent of it.",
            [("share", False, "80.4 per cent")],
        ),
        (
            "The ministry's budget rose from K2.3 billion to K3.1 billion, or by 24 percent in a year.",
            [("growth", False, "24 percent")],
        ),
        (
            "Students with disabilities get Tk 1,050 a month instead of Tk 950, i.e. 10.5 percent more.",
            [("growth", True, "10.5 percent")],
        ),
    ],
)
def test_a_relation_of_the_text_is_judged_within_its_rounding(text: str, told: list[tuple[str, bool, str]]) -> None:
    assert judged(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "农村低保对象4456户6536人,其中建档立卡1406户2353人,占全市贫困人口的17%。",  # the whole is not in the text
        "救助848户1612人,其中脱贫户133户375人。",  # one part of several
        "共有监测对象900户,其中因病200户、因残150户。",  # a list that does not claim to be complete
        "今年务工5000人,比去年增长3.2%。",
        "全年生产总值613.5亿元,增长3.1%。其中,第一产业增加值58.2亿元,增长4.8%。",  # 增加值 is no increase
        "追回资金36.7万元。清收逾期贷款117万元,逾期率由0.86%降至0.12%。",
        "安排4127万元(其中发展集体经济资金100万元),省级356万元,市级200万元,共计4683万元。",  # the 100 is in the 4127
        "贫困人口246万人,比上年减少95万人,减贫速度为27.8%。",  # of the year before
        "脱贫户342户,监测户44户(其中未消除风险的13户)。",  # a part of the 44, no rest of the 342
        "1936万人纳入低保,6098万人参加养老保险,累计解决2889万人饮水安全。",  # 累计: over years
        "农村贫困人口7.43万人,全县户籍人口24.92万人,贫困发生率35.36%。",  # of another population
        "人均收入11567元,比上年增加1193元,扣除价格因素,实际增长8.0%。",
        "低保406.3万人,特困47.2万人,还有74万人享受了临时救助。",  # no rest
        "城市低保共535万元,农村低保共1151万元,特困人员共360万元。",  # 共 of each
        "人口7.43万人,发生率35.36%,较上年分别下降2.09万人和10.45%。",
        "2017年已脱贫412户,2018年脱贫361户,未脱贫70户。",  # of how many is not said
        "2014年脱贫2户,2017年预脱贫18户,2018年未脱贫1户,2019年未脱贫1户。",
        "全县283个海湾中,168个优良水质超过85%,117个全部达到优良。",  # one may be both
        "总投资603亿元,其中包括85亿元的工厂、82亿元的电站等,社会投资规模占比达92.5%。",  # of what no figure told
        "全国28日已有1007人遇难、2389人受伤。其中受灾最严重的地区有694人遇难、1670人受伤。",
        "低保(1月5日)共8.7万对、200万张。",
        "两年完成的投资额占五年投资总额的32%。",
        "任务8642户。\n\n4类对象开工9290户,开工率达107.5%;竣工5816户,竣工率达67.3%。",  # of the task told before
        "铁路、公路、水路、民航发送5738万人次。其中,铁路1935万人次;公路3450万人次;民航203万人次。",  # one is not told
        "执政联盟获得215个议席,未能达到全部465个议席的一半。",
        "企业13.2万家,较上年增加1.1万家。此外,增加值增长6.0%。",
        "到位资金1.36亿元,安排项目112个,完工74个,资金支出进度71.05%。",
    ],
)
def test_what_the_text_leaves_open_is_not_accused(text: str) -> None:
    assert not [one for one in judged(text) if not one[1]]
