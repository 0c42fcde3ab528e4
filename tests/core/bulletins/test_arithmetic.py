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
        ("总费用4615.8万元,报销4177.3万元,患者自付438.5万元。", [("rest", True, "438.5万元")]),
        ("总费用4615.8万元,报销4177.3万元,患者自付538.5万元。", [("rest", False, "538.5万元")]),
        ("尚余未脱贫4368人。按农村户籍人口26.4万人计算,贫困发生率为1.65%。", [("share", True, "1.65%")]),
        ("尚余未脱贫4368人。按农村户籍人口26.4万人计算,贫困发生率为2.65%。", [("share", False, "2.65%")]),
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
        ("安置房竣工64645人、竣工率89.57%,累计入住63557人、入住率88.07%。", []),
        ("未支出2.18亿元。支出较多的有凤台8704.88万元、寿县8456.68万元、潘集4729.73万元。", []),
        ("报废机型从15类扩大至28类,部分农机的报废补贴标准提高50%。", []),
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
        ("特困人员381人,集中供养149人,月支出经费19万元;分散供养232人。", [("sum", True, "381人")]),
        ("特困人员381人,集中供养149人,月支出经费19万元;分散供养262人。", [("sum", False, "381人")]),
        ("排查风险户1863户,纳入监测212户,其余1561户落实救助。", [("rest", False, "1561户")]),
        ("提级修建道路64条,已建成28条,在建46条。", [("rest", False, "46条")]),
        ("问题112个,已完成整改105个,正在整改7个,整改率93.75%。", [("rest", True, "7个"), ("share", True, "93.75%")]),
        ("问题112个,已完成整改105个,正在整改7个,整改率97.35%。", [("rest", True, "7个"), ("share", False, "97.35%")]),
        ("自来水普及率由86.5%提高到93.2%,提高6.7个百分点。", [("growth", True, "6.7个百分点")]),
        ("自来水普及率由86.5%提高到93.2%,提高7.6个百分点。", [("growth", False, "7.6个百分点")]),
        ("贫困发生率1.2%,较上年的3.9%下降3.7个百分点。", [("growth", False, "3.7个百分点")]),
        ("对象由上年末的1860户减少到1302户,减少585户。", [("growth", False, "585户")]),
        ("补助标准由65元提至80元,提高32.1%。", [("growth", False, "32.1%")]),
        ("去年销售农产品2.41亿元,今年达到3.02亿元,增长32.5%。", [("growth", False, "32.5%")]),
        ("销售额达1.38亿元,同比增长25%,比上年增加1800万元。", [("growth", False, "25%")]),
        ("62个县投入财政援助资金38.6亿元,县均投入6626万元。", [("mean", False, "6626万元")]),
        ("抽查24个县96个村2880户,平均每村30户。", [("mean", True, "30户")]),
        ("抽查24个县96个村2880户,平均每村36户。", [("mean", False, "36户")]),
        ("积极筹措资金250万元建设10个服务中心,每个25万元。", [("product", True, "250万元")]),
        ("累计救助每人800元,共救助450人,合计38万元。", [("product", False, "38万元")]),
        ("公益岗位1920人,每人每月600元,1—8月兑付912.6万元。", [("product", False, "912.6万元")]),
        ("救治1325人,救治率89.9%(应救治1340人)。", [("share", False, "89.9%")]),
        ("完成全年任务3200人的118.5%,实现转移就业3472人。", [("share", False, "118.5%")]),
        ("已支出6.6亿元。其中生产资金2.2亿元,占43.3%。", [("share", False, "43.3%")]),
        ("识别对象5户17人(因病3户、因灾1户、因学2户)。", [("sum", False, "5户")]),
        ("搬迁户1200户,其中东河镇560户;西河镇390户;南河镇350户。", [("sum", False, "1200户")]),
        ("投入66185万元,较上年增加3893万元。其中第一批50422万元、第二批15463万元。", [("sum", False, "66185万元")]),
        ("开发公益性岗位2360个:护林员980个,保洁员845个,护路员535个。", [("sum", True, "2360个")]),
        ("线索:部门推送326条,群众申报118条,干部排查264条,共728条。", [("sum", False, "728条")]),
        (
            "The net income of those lifted reached 12,550 yuan, up 19.6 percent from 10,740 yuan in 2020.",
            [("growth", False, "19.6 percent")],
        ),
        (
            "Poverty fell from 33.2 percent in 2012 to 5.6 percent in 2018, or by 26.7 percentage points.",
            [("growth", False, "26.7 percentage points")],
        ),
        (
            "Screenings were given to 527,000 women, completing 115.4% of the annual target of 500,000 women.",
            [("share", False, "115.4%")],
        ),
        (
            "The village had 512 shops run by 386 of its 812 households, or 57.5 percent.",
            [("share", False, "57.5 percent")],
        ),
        (
            "Out of 191.4 Lakh rural households in the zone, around 98.7 Lakh (56.57%) households have water.",
            [("share", False, "56.57")],
        ),
        (
            "Pay went to 1,38,214 pensioners. While 96,731 pensioners got theirs, the remaining 41,843 wait.",
            [("rest", False, "41,843")],
        ),
        (
            "Spent: Kshs. 1.848 billion, a rate of 77.5 per cent against the approved Kshs. 2.737 billion.",
            [("share", False, "77.5 per cent")],
        ),
        ("低收入户32415户,占1.5%。中低收入户29870户,两者合计62855户。", [("sum", False, "62855户")]),
        ("新增大棚320座、改造提升180座,总数达到508座。", [("sum", False, "508座")]),
        (
            "合计发放1628.4万元,其中困难补贴556.8万元,惠及4640人;护理补贴1011.6万元,惠及5930人。",
            [("sum", False, "1628.4万元")],
        ),
        (
            "监测对象1286户4517人,其中不稳定户402户1398人、边缘户655户2301人、突发户229户1118人。",
            [("sum", True, "1286户"), ("sum", False, "4517人")],
        ),
        (
            "监测对象1286户5437人,其中不稳定户402户1398人、边缘户655户2301人、突发户229户818人。",
            [("sum", True, "1286户"), ("sum", False, "5437人")],
        ),
        ("未消除1012户,其中因病498户、因残231户、因意外事故103户、其他280户。", [("sum", False, "1012户")]),
        ("人均收入16742元,其中工资性10880元、经营性2914元、财产性327元、转移性1621元。", [("sum", False, "16742元")]),
        ("收到线索412条,比上月多37条,已核查298条,核查率96.6%。", [("share", False, "96.6%")]),
        ("新增风险线索30条,已办结44条,办结率95.65%。", [("share", False, "95.65%")]),
        ("车间吸纳788人,其中脱贫人口477人,占39.5%。", [("share", False, "39.5%")]),
        (
            "岗位数由去年的1560个增至2742个,增加1182个,增长45.8%。",
            [("growth", True, "1182个"), ("growth", False, "45.8%")],
        ),
        (
            "候选区49个,包括已设立的5个,陆域44个、陆海统筹2个、海域3个。",
            [("sum", True, "49个")],
        ),
        ("Each of the 48 groups received Rs 15,000, Rs 7,92,000 in all.", [("product", False, "Rs 7,92,000")]),
        ("Some 1,250 families got $120 each, a total of $180,000.", [("product", False, "$180,000")]),
        (
            "The bank lent Rs 84 crore to 5,600 groups, an average of Rs 1.5 lakh per group.",
            [("product", True, "Rs 84 crore")],
        ),
        (
            "The bank lent Rs 84 crore to 5,600 groups, an average of Rs 1.8 lakh per group.",
            [("product", False, "Rs 84 crore")],
        ),
        (
            "In all 36,000 person-days for 1,200 workers, an average of 36 days per worker.",
            [("product", False, "36,000 person-days")],
        ),
        (
            "There are 4,210 groups in the north and 3,360 in the south. Altogether 8,570 groups are now active.",
            [("sum", False, "8,570 groups")],
        ),
        (
            "The scheme reached 18,400 people, 9,936 of whom were women, or 64 percent.",
            [("share", False, "64 percent")],
        ),
        ("Women accounted for 45 per cent (5,940) of the 11,000 members.", [("share", False, "45 per cent")]),
        (
            "Last year 640 cases were registered and 512 settled, a settlement rate of 90 per cent.",
            [("share", False, "90 per cent")],
        ),
        ("Two-thirds of the 960 latrines, 640, are in use.", [("share", True, "Two-thirds")]),
        ("Two-thirds of the 960 latrines, 740, are in use.", [("share", False, "Two-thirds")]),
        ("The number of widows rose by 1,900, from 8,000 to 9,200.", [("growth", False, "1,900")]),
        ("The number of farmers increased by 25 per cent, from 40,000 to 46,000.", [("growth", False, "25 per cent")]),
        ("Blocks A, B and C have 120, 140 and 160 groups respectively, 480 in total.", [("sum", False, "480")]),
        ("人均纯收入由2022年的12500元增加到2023年的14250元,增长41%。", [("growth", False, "41%")]),
        ("监测对象1286户,较上月1240户增加64户。", [("growth", False, "64户")]),
        ("监测对象分别为45户、26户、38户,合计145户。", [("sum", False, "145户")]),
        ("排查农户36500户,已排查34675户,完成率59%。", [("share", False, "59%")]),
        ("共排查问题240条,已整改222条,其余81条正在整改。", [("rest", False, "81条")]),
        ("兑现奖补资金1260万元,惠及4200户,户均4000元。", [("mean", False, "4000元")]),
        (
            "About 2,077 km (96.4 per cent) of the 2,843 km of the network were opened last year.",
            [("share", False, "96.4 per cent")],
        ),
        (
            "There were 3 crore farmers, a 26 per cent increase from 3.17 crore in the year before.",
            [("growth", False, "26 per cent")],
        ),
        (
            "Crops were 367.7 million tonnes, comprising 84.5 million tonnes, 219.7 million tonnes and 33.5 million.",
            [("sum", False, "367.7 million tonnes")],
        ),
        ("县内平均月薪3800元;省外平均月薪5600元,比县内高出1800元。", [("growth", True, "1800元")]),
        ("县内平均月薪3800元;省外平均月薪5600元,比县内高出2800元。", [("growth", False, "2800元")]),
        ("奶羊由2018年的1.2万只增长到2023年的4.8万只,增长5倍。", [("growth", False, "5倍")]),
        ("13个乡镇中,有9个完成任务,还有6个未完成。", [("rest", False, "6个")]),
        ("受理诉求428件,已办结411件,17件正在办理中。", [("rest", True, "17件")]),
        ("受理诉求428件,已办结411件,37件正在办理中。", [("rest", False, "37件")]),
        ("贫困村72个,2016年出列18个,2017年出列21个,2018年出列35个,剩余8个。", [("rest", False, "8个")]),
        (
            "总费用2386万元,基本医保报销1431万元,大病保险报销238万元,医疗救助412万元,个人自付405万元。",
            [("rest", False, "405万元")],
        ),
        ("公益性岗位212个,其中护林员87人、保洁员64人、护路员61人。", [("sum", True, "212个")]),
        ("公益性岗位212个,其中护林员87人、保洁员84人、护路员61人。", [("sum", False, "212个")]),
        ("改造危房836户,其中D级512户、C级424户。", [("sum", False, "836户")]),
        ("电站分别发电18.6万度、21.4万度和19.8万度,合计69.8万度。", [("sum", False, "69.8万度")]),
        ("救助1264户3172人次,支出救助资金758.8万元,户均救助4500元。", [("mean", False, "4500元")]),
        ("本次抽取24个村480户,平均每村抽取30户,其余另行安排。", [("mean", False, "30户")]),
        (
            "总费用8653.2万元,报销7120.9万元,其中基本医保5624.6万元、大病保险612.8万元、医疗救助883.5万元,综合报销占总费用的76.3%。",
            [("sum", True, "7120.9万元"), ("share", False, "76.3%")],
        ),
        ("累计识别对象1842户,已消除风险1105户,风险消除率(按户)68.5%。", [("share", False, "68.5%")]),
        (
            "Loans were Rs 96 crore in 2022-23 and Rs 120 crore in 2023-24, an increase of 35 per cent.",
            [("growth", False, "35 per cent")],
        ),
        ("Income rose to 14,300 yuan from 13,000 yuan in 2022, up 16 percent.", [("growth", False, "16 percent")]),
        ("The number of pensioners doubled from 21,000 in 2019 to 42,600 in 2023.", [("growth", True, "42,600")]),
        ("The number of pensioners doubled from 21,000 in 2019 to 52,000 in 2023.", [("growth", False, "52,000")]),
        ("They earn $1,260 a year, $240 more than the $1,220 earned in the village.", [("growth", False, "$240")]),
        ("Men made up 6,300 and women 7,700 of the 14,000 trainees.", [("sum", True, "14,000 trainees")]),
        ("Men made up 6,300 and women 9,700 of the 14,000 trainees.", [("sum", False, "14,000 trainees")]),
        (
            "Of the total outlay of Rs 250 crore, 60 per cent (Rs 190 crore) is borne by the Centre.",
            [("share", False, "60 per cent")],
        ),
        (
            "The block has 84 villages; water has reached 63 villages, i.e. 85 per cent.",
            [("share", False, "85 per cent")],
        ),
        (
            "The group of 12 women earned Rs 3.6 lakh, so that every member took home Rs 45,000.",
            [("product", False, "Rs 3.6 lakh")],
        ),
        (
            "Attendance improved from 62 per cent to 79 per cent, an improvement of 27 percentage points.",
            [("growth", False, "27 percentage points")],
        ),
        ("对象1126户4008人,较上月净增38户,上月为1088户。", [("growth", True, "38户")]),
        ("对象1126户4008人,较上月净增68户,上月为1088户。", [("growth", False, "68户")]),
        ("新纳入低保对象318户,退出低保对象205户,净增163户。", [("growth", False, "163户")]),
        ("中央投资1.35亿元,省级配套0.27亿元,县级自筹0.18亿元,总投资2.3亿元。", [("sum", False, "2.3亿元")]),
        ("落实帮扶资金9400万元:2022年4500万元,2023年5900万元。", [("sum", False, "9400万元")]),
        ("种植油茶1860亩,分为三个片区,东片640亩、西片920亩、南片500亩。", [("sum", False, "1860亩")]),
        ("收入从3.5万元增加到21万元,是2020年的8倍。", [("growth", False, "8倍")]),
        ("城镇收入36400元,是农村居民14000元的3.6倍。", [("growth", False, "3.6倍")]),
        ("45个行政村中有36个村集体收入超过10万元,占70%。", [("share", False, "70%")]),
        (
            "人均纯收入14320元,上年为12680元,增加1640元,增长12.9%。",
            [("growth", True, "1640元"), ("growth", True, "12.9%")],
        ),
        ("收入达到15820元,比上年净增1420元,增幅12.9%。", [("growth", False, "12.9%")]),
        ("核实线索326条,其中属实284条,不属实112条。", [("sum", False, "326条")]),
        ("经营性收入增加12.6万元,达到30.4万元,增长70.8%。", [("growth", True, "70.8%")]),
        ("经营性收入增加12.6万元,达到30.4万元,增长58.8%。", [("growth", False, "58.8%")]),
        (
            "2015年,全市建设省级整村推进重点村48个,共计投入各类资金3412.6万元。其中,省\n  级2850万元,部门562.6万元。",
            [("sum", True, "3412.6万元")],
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
        "营造林600万亩,修复草原100万亩,森林覆盖率达到11.68%。",
        "预算赤字达到3830亿美元。其中11月达3170亿美元,比去年同期增长680亿美元。",
        "代表团共716人,其中运动员405人,包括男运动员136人、女运动员269人。",
        "物流总额91万亿元。物流总费用为4.5万亿元,与GDP的比率为14.1%。",
        "投资9243亿元,比上年增加5038亿元,其中,保障性住房、民生工程、社会投资占44%。",
        "产业发展5400万元(60%),基础设施2700万元(30%),其他900万元(10%)。",
        "项目11个,已完工4个,正在施工2个,已完成勘察线路3个,准备开工2个。",
        "抽查2316户,其中已脱贫户1024户、未脱贫户182户、非建档户1110户。",
        "贷款余额户数2.67万户。逾期65户、213.4万元,逾期率0.17%。",
        "贫困人口55.1万人,比上年末减少110.9万人,下降66.8%。",
        "兑付2163人、187.6万元,其中监测对象189人,人均992元。",  # of the 189 no money is told
        "发放贷款1.5亿元,惠及3200户,户均增收4200元。",
        "办理代表建议4249件、政协提案3542件,办结率100%。",  # two of one kind, none of which is the whole
        "新增普惠县26个、均衡县23个,普通高中学位供给率70.4%。",
        "21个行业中,有13个景气上升,装备制造业(50.1%)、高技术制造业(51.1%)均在扩张区间。",  # an index
        "全年基金收入7.1万亿元,支出6.6万亿元,年底累计结余7.4万亿元。",  # of the years before as well
        "投资增长12.5%,快于全部投资8.7个百分点,占比提高0.7个百分点,其中高技术制造业增长11.8%。",
        "今年新增国家森林城市178个。10年来新增178个,总数已达218个。",
        "减税降费20868亿元。其中,支持科技投入8937亿元,支持制造业8107亿元,支持高新技术企业3025亿元。",  # not all
        "代表团共257人,其中运动员170人,男、女运动员各85人。",
        "移动用户6.95亿户,占电话用户总数的40.6%。宽带用户1.34亿户,占用户总数21.7%。",
        "引进亿元以上项目793个,其中12条重点产业链项目占比达84.4%。",
        "▲省外41206人 ▲县外省内19874人 ▲县内25655人",  # the first is itself a part
        "前2个月进口31.1万吨。从贸易伙伴看,对东盟12.4万吨,对欧盟9.9万吨,对美国6.1万吨。",
        "行业分别增长17.8%、4.8%、9.9%,产量增长32.2%。",  # growths are not added
        "用电量10.4万亿千瓦时。10万亿千瓦时的用电量中,工业占全部用电量的比重为64%。",
        "清单增至653项,游艇清单增至122项,设备清单新增8项。",
        "资金1851亿元,占全年2000亿元的92%。",  # 92.55, cut off
        "India has 56 assets, including 20 talking, 12 leading, 21 seeing assets and three tried out anew.",
        "The area grew to 600 lakh hectares, a 19 per cent rise from 500 lakh hectares.",  # both rounded
        "There are 23 colleges, 21 schools (of management) and 20 hospitals, alongside two campuses abroad.",
        "Each of the 48 groups received Rs 15,000 and another Rs 9,20,000 went to the federations in all.",
        "Loans were Rs 96 crore in 2022-23 and Rs 120 crore in 2023-24, an increase of 60 per cent over 2019-20.",
        "The number of pensioners more than doubled from 21,000 in 2019 to 52,000 in 2023.",
        "Of the total outlay of Rs 250 crore, 60 per cent is spent; another Rs 190 crore is awaited.",
        "Women hold 5,400 seats and men 2,100 of the 9,000 places on offer in the north.",
        "A rise of the ratio from 90 per cent in the 1990s to 150 per cent in 2007 shaved off 0.5 percentage points.",
        "Half of the 3,400 trainees, or about 1,600, found a job.",
        "It reached 1.85 million people through nutrition (631,000), relief (1.05 million) and nets (110,400 nets).",
        "Inflation fell from 5.4% in the year before to 4.9%, mainly due to a 0.9 percentage point reduction in fuel.",
        "Most came from Gujarat (20.7 lakh), Maharashtra (20.4 lakh), Punjab (11.3 lakh), Assam (10.8 lakh).",
        "Sales grew to Rs 4,520 crore, up 12 per cent in a year; costs were Rs 4,100 crore.",
        "审批环节由6个减至2个,平均用时缩短四分之三。",  # the time, not the steps
        "外出务工人员31250人,年度任务30500人,任务完成率102.46%。",
        "有1520人不符合条件,其中有210人领取财政工资,有1180人购买了车辆,260人经商办企业。",  # some told twice
        "务工规模达到85.2万人,比上年底增加2.1万人,完成年度任务80万人的106.5%。其中省外31.2万人、省内54万人。",
        "转移就业2310人,比上年同期2250人多60人,增长2.7%。",
        "Some Rs 812 crore (101.5 percent) of the available Rs 800 crore was used; a grant of Rs 25,000 went to women.",
        "贫困人口参保个人缴费180元由财政补贴120元，参保率100%。",
        "人均收入13246元,比上年高1087元,比全省平均水平高620元。",
        "省外平均月薪5600元,比县内高出不少;县内平均月薪3800元。",
        "受理诉求428件,已办结411件,另有信访件37件正在办理中,其中重点5件。",
        "开发公益性岗位212个,安置脱贫人口180人,其中女性90人。",
        "毕业生708人,已就业561人,升学96人,参军17人,就业率(不含升学、参军)94.3%。",
        "对象1126户,较上月净增38户,去年同期为1020户。",
        "新增脱贫户318户,退出村205个,净增收163万元。",
        "投资5000万元:一期工程1500万元,二期工程1200万元。",
        "生产总值达到13697.5亿元,较“十三五”末的9323.1亿元增加4374.4亿元,增长33.6%。",  # at constant prices
        "奶羊由1.2万只增长到4.5万只,增长3倍。",  # 2.75 or 3.75, cut off
        "种植5200亩,覆盖农户1300户,户均耕地7亩。",
        "有17戶通自來水,電視機農戶6戶(分別占農戶總數的97%、0%和35%)。",
        "全村二百零八户，脱贫户五十一户，现在还有监测户四户九口人。",
        (
            "具体如下：\n单位：人 乡镇 脱贫劳动力 已务工 其中省外 务工率 城关镇 4120 3090 860 75% "
            "马家镇 3850 2695 1204 70% 龙泉镇 4470 3353 1510 75% 双河乡 3200 2182 1333 68.2% "
            "红崖乡 3000 2100 943 70% 合计 18640 13420 5850 72%"
        ),
    ],
)
def test_what_the_text_leaves_open_is_not_accused(text: str) -> None:
    assert not [one for one in judged(text) if not one[1]]
