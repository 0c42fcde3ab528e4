"""Bills, diseases and what is left to live on."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from fangpin.synthesis.plants.growing import (
    CENT,
    at_line,
    bill,
    dies,
    found_unmet,
    listed,
    monitored,
    moves_out,
    without_bills,
)
from fangpin.synthesis.plants.planting import Ground, Plant, decoy, found, untold
from fangpin.synthesis.records import Household, Row

OWN_PAY, OUTPATIENT, DISEASE = "大额医疗自付名单", "门诊月自付名单", "新确诊大病名单"


def no_bills(home: Household, _: Ground) -> None:
    without_bills(home)


def spends(home: Household, ground: Ground, *, net: int, own: int, less: Decimal = Decimal(0)) -> Row:
    """Income and own payment as percentages of the line for the members counted."""
    account = at_line(home, ground, percent=net)
    line = ground.line("income_line") * account["members"]
    account["own_pay_yuan"] = (line * own / 100 - less).quantize(CENT)
    return account


def diagnosed(home: Household, ground: Ground, disease: str, days: int) -> object:
    day = ground.ago(days)
    home.head.rows["disease_spell"].clear()
    home.head.add("disease_spell", disease=disease, diagnosed_on=day, from_on=day, to_on=None)
    return home.head


def covered_parent_left(home: Household, ground: Ground) -> object:
    bill(home.members[-1], ground, Decimal(9000))
    return moves_out(home.members[-1], ground, days=20)


ILLNESS: tuple[Plant, ...] = (
    found(
        "medical_registered",
        "on the line",
        "脱贫户近十二个月合规自付恰为5000元，含本数",
        no_bills,
        lambda h, g: bill(h.head, g, g.line("big_medical_registered")),
        registered=True,
    ),
    found(
        "medical_registered",
        "two members",
        "脱贫户两人合计7412.5元",
        no_bills,
        lambda h, g: bill(h.members[1], g, Decimal("3212.50")),
        lambda h, g: bill(h.head, g, Decimal(4200)),
        registered=True,
    ),
    found(
        "medical_registered",
        "listed amount",
        "医保名单金额8613.24元，明细中没有这些费用",
        no_bills,
        lambda h, g: listed(h.head, g, OWN_PAY, Decimal("8613.24")),
        registered=True,
    ),
    decoy(
        "medical_registered",
        "one cent below",
        "脱贫户自付4999.99元，差一分",
        no_bills,
        lambda h, g: bill(h.head, g, g.line("big_medical_registered") - CENT),
        registered=True,
    ),
    decoy(
        "medical_registered",
        "not registered",
        "一般农户自付5000元，适用20000元线",
        no_bills,
        lambda h, g: bill(h.head, g, g.line("big_medical_registered")),
    ),
    decoy(
        "medical_registered",
        "before the window",
        "9000元费用发生在十三个月前",
        no_bills,
        lambda h, g: bill(h.head, g, Decimal(9000), on=g.ago(400)),
        registered=True,
    ),
    decoy(
        "medical_registered",
        "dead member",
        "9000元费用的成员（老人）已去世，费用不再计入现有家庭",
        no_bills,
        lambda h, g: bill(h.members[1], g, Decimal(9000)),
        lambda h, g: dies(h.members[1], g.ago(30)),
        kind="elder pair",
        registered=True,
        wants=lambda h, day: h.members[1].age(day) >= 67 and h.head.age(day) < 70,
    ),
    decoy(
        "medical_registered",
        "moved out",
        "9000元费用的成员已迁出",
        no_bills,
        covered_parent_left,
        registered=True,
        kind="grown children",
        wants=lambda h, _: len(h.members) == 3,
    ),
    found(
        "medical_other",
        "on the line",
        "一般农户自付恰为20000元，含本数",
        no_bills,
        lambda h, g: bill(h.head, g, g.line("big_medical_other")),
    ),
    found(
        "medical_other",
        "listed amount",
        "医保名单金额23411元",
        no_bills,
        lambda h, g: listed(h.head, g, OWN_PAY, Decimal(23411)),
    ),
    decoy(
        "medical_other",
        "one cent below",
        "一般农户自付19999.99元，差一分",
        no_bills,
        lambda h, g: bill(h.head, g, g.line("big_medical_other") - CENT),
    ),
    decoy(
        "medical_other",
        "listed below the line",
        "列入名单但金额18000元，不到一般农户线",
        no_bills,
        lambda h, g: listed(h.head, g, OWN_PAY, Decimal(18000)),
    ),
    found(
        "medical_shock",
        "on the line",
        "合规自付恰为家庭纯收入的一半，含本数",
        lambda h, g: spends(h, g, net=300, own=150),
        registered=True,
    ),
    decoy(
        "medical_shock",
        "one yuan below",
        "合规自付比纯收入的一半少一元",
        lambda h, g: spends(h, g, net=300, own=150, less=Decimal(1)),
        registered=True,
    ),
    found(
        "outpatient_month_high",
        "one cent above",
        "同一月门诊自付500.01元",
        no_bills,
        lambda h, g: bill(h.head, g, g.line("outpatient_month_line") + CENT, on=g.ago(40), kind="门诊"),
    ),
    decoy(
        "outpatient_month_high",
        "on the line",
        "同一月门诊自付恰为500元，不含本数",
        no_bills,
        lambda h, g: bill(h.head, g, g.line("outpatient_month_line"), on=g.ago(40), kind="门诊"),
    ),
    decoy(
        "outpatient_month_high",
        "two months",
        "两个月各400元，分月计算",
        no_bills,
        lambda h, g: bill(h.head, g, Decimal(400), on=g.month_start - timedelta(days=5), kind="门诊"),
        lambda h, g: bill(h.head, g, Decimal(400), on=g.month_start + timedelta(days=5), kind="门诊"),
    ),
    decoy(
        "outpatient_month_high",
        "inpatient",
        "住院自付900元不是门诊",
        no_bills,
        lambda h, g: bill(h.head, g, Decimal(900), on=g.ago(40)),
    ),
    found(
        "new_serious_disease",
        "listed",
        "卫健名单新确诊大病",
        lambda h, g: listed(h.head, g, DISEASE, remark="肺癌"),
    ),
    decoy(
        "new_serious_disease",
        "moved out",
        "名单上的人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, DISEASE, remark="胃癌"), g),
        kind="grown children",
        wants=lambda h, _: len(h.members) == 3,
    ),
    found(
        "missed_spending",
        "one yuan below",
        "收入在线上，扣减自付后人均低于监测线一元",
        lambda h, g: spends(h, g, net=120, own=20, less=Decimal(-1)),
        registered=True,
    ),
    decoy(
        "missed_spending",
        "on the line",
        "扣减自付后恰在监测线上，不算低于",
        lambda h, g: spends(h, g, net=120, own=20),
        registered=True,
    ),
    decoy(
        "missed_spending",
        "already monitored",
        "扣减后低于监测线，但已是监测对象",
        lambda h, g: spends(h, g, net=120, own=25),
        monitored,
        registered=True,
    ),
    found(
        "missed_medical",
        "near the line",
        "脱贫户自付6000元，人均收入恰为监测线的105%，含本数",
        no_bills,
        lambda h, g: at_line(h, g, percent=105),
        lambda h, g: bill(h.head, g, Decimal(6000)),
        registered=True,
        also=("medical_registered",),
    ),
    decoy(
        "missed_medical",
        "income above",
        "自付6000元，但人均收入比监测线的105%高一元",
        no_bills,
        lambda h, g: at_line(h, g, percent=105, plus=Decimal(1)),
        lambda h, g: bill(h.head, g, Decimal(6000)),
        registered=True,
        also=("medical_registered",),
    ),
    decoy(
        "missed_medical",
        "already monitored",
        "已是监测对象",
        no_bills,
        lambda h, g: at_line(h, g, percent=105),
        lambda h, g: bill(h.head, g, Decimal(6000)),
        monitored,
        registered=True,
        also=("medical_registered",),
    ),
    found(
        "missed_insurance",
        "unmet",
        "基本医疗核查不达标且未纳入监测",
        lambda h, g: found_unmet(h, "基本医疗", g),
        registered=True,
    ),
    decoy(
        "missed_insurance",
        "already monitored",
        "基本医疗不达标，但已是监测对象",
        lambda h, g: found_unmet(h, "基本医疗", g),
        monitored,
        registered=True,
    ),
    untold(
        "missed_insurance",
        "never checked",
        "没有任何核查记录，不能当作达标",
        lambda h, _: h.rows["guarantee_finding"].clear(),
        registered=True,
    ),
)
