"""Disasters, accidents, disability, lack of labour."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from fangpin.synthesis.lives import give_card
from fangpin.synthesis.plants.growing import dies, listed, loses_strength, moves_out, on_dibao
from fangpin.synthesis.plants.planting import Ground, Plant, decoy, found, untold
from fangpin.synthesis.records import Household, Person

DISASTER, TRAFFIC, CRIME, CARDS = "受灾名单", "交通事故名单", "刑事案件名单", "新办或升级残疾证名单"


def three_grown(home: Household, _: date) -> bool:
    return len(home.members) == 3


def hit(home: Household, ground: Ground, loss: Decimal) -> Person:
    return listed(home.head, ground, DISASTER, loss, "洪涝")


def checked_again(home: Household, ground: Ground) -> None:
    """The house graded on the day itself, after the disaster."""
    home.add("housing_check", grade="A级", checked_on=ground.day, works_accepted_on=None, only_housing=True)


def card(home: Household, ground: Ground, grade: str, *, days: int) -> Person:
    who = home.head
    who.rows["disability_spell"].clear()
    give_card(who, "肢体", grade, issued_on=ground.ago(days))
    who.one("condition").update(healthy=False, disabled=True)
    return who


def worsened(home: Household, ground: Ground, *, before: str, after: str) -> Person:
    """One card until the first of the month before last, a graver one since."""
    who = card(home, ground, before, days=1500)
    turned = (ground.month_start - timedelta(days=40)).replace(day=1)
    who.one("disability_spell")["to_on"] = turned
    give_card(who, "肢体", after, issued_on=turned, reissue=1)
    return who


def aged(home: Household, _: Ground) -> Person:
    """An old person living alone who can no longer work and has no support."""
    home.head.rows["tekun_spell"].clear()
    home.head.rows["dibao_spell"].clear()
    home.no_labour_safety_net = False
    return loses_strength(home.head)


def spouse_cannot_work(home: Household, _: Ground) -> Person:
    return loses_strength(home.members[1])


HARDSHIP: tuple[Plant, ...] = (
    found(
        "disaster_hit",
        "listed",
        "应急局受灾名单，住房未重新鉴定",
        lambda h, g: hit(h, g, Decimal(3200)),
        also=("housing_unchecked_after_disaster",),
    ),
    found(
        "disaster_hit",
        "checked again",
        "受灾，住房已重新鉴定",
        lambda h, g: hit(h, g, Decimal(4100)),
        checked_again,
    ),
    decoy(
        "disaster_hit",
        "moved out",
        "名单上的人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, DISASTER, Decimal(8000), "洪涝"), g),
        kind="grown children",
        wants=three_grown,
    ),
    found(
        "disaster_loss_high",
        "on the line",
        "受灾损失恰为10000元，含本数",
        lambda h, g: hit(h, g, g.line("disaster_loss_line")),
        checked_again,
        also=("disaster_hit",),
    ),
    decoy(
        "disaster_loss_high",
        "one yuan below",
        "受灾损失9999元",
        lambda h, g: hit(h, g, g.line("disaster_loss_line") - 1),
        checked_again,
        also=("disaster_hit",),
    ),
    untold(
        "disaster_loss_high",
        "loss not told",
        "受灾名单没有填写损失金额",
        lambda h, g: listed(h.head, g, DISASTER, None, "洪涝"),
        checked_again,
        also=("disaster_hit",),
    ),
    found(
        "housing_unchecked_after_disaster",
        "spring check",
        "住房在灾前鉴定，灾后没有重新鉴定",
        lambda h, g: hit(h, g, Decimal(2600)),
        also=("disaster_hit",),
    ),
    decoy(
        "housing_unchecked_after_disaster",
        "checked again",
        "灾后已重新鉴定",
        lambda h, g: hit(h, g, Decimal(2600)),
        checked_again,
        also=("disaster_hit",),
    ),
    found(
        "traffic_accident",
        "listed",
        "公安名单：交通事故致伤",
        lambda h, g: listed(h.head, g, TRAFFIC, remark="致伤"),
        kind="grown children",
    ),
    decoy(
        "traffic_accident",
        "moved out",
        "事故当事人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, TRAFFIC, remark="致伤"), g),
        kind="grown children",
        wants=three_grown,
    ),
    found(
        "crime_loss",
        "listed",
        "公安名单：刑事案件受害",
        lambda h, g: listed(h.head, g, CRIME, remark="受害"),
        kind="grown children",
    ),
    decoy(
        "crime_loss",
        "moved out",
        "案件当事人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, CRIME, remark="受害"), g),
        kind="grown children",
        wants=three_grown,
    ),
    found(
        "worker_died",
        "last month",
        "劳动年龄成员上月去世",
        lambda h, g: dies(h.members[-1], g.ago(35)),
        kind="grown children",
        wants=three_grown,
    ),
    decoy(
        "worker_died",
        "old age",
        "去世成员七十岁以上，不在劳动年龄",
        lambda h, g: dies(h.members[1], g.ago(35)),
        kind="elder pair",
        wants=lambda h, day: h.members[1].age(day) >= 70 > h.head.age(day),
    ),
    decoy(
        "worker_died",
        "long ago",
        "劳动年龄成员十三个月前去世",
        lambda h, g: dies(h.members[-1], g.ago(400)),
        kind="grown children",
        wants=three_grown,
    ),
    found("new_disability", "card of last month", "上月新办三级残疾人证", lambda h, g: card(h, g, "三级", days=30)),
    found("new_disability", "listed", "残联名单：新办残疾证", lambda h, g: listed(h.head, g, CARDS, remark="新办")),
    decoy("new_disability", "older card", "残疾人证办理已超过近期天数", lambda h, g: card(h, g, "三级", days=93)),
    found(
        "disability_worse",
        "four to three",
        "残疾等级由四级变为三级",
        lambda h, g: worsened(h, g, before="四级", after="三级"),
    ),
    decoy(
        "disability_worse",
        "three to four",
        "残疾等级由三级减轻为四级",
        lambda h, g: worsened(h, g, before="三级", after="四级"),
    ),
    found(
        "severe_disability_unassisted",
        "grade two",
        "二级残疾未享受低保特困",
        lambda h, g: card(h, g, "二级", days=1500),
    ),
    decoy(
        "severe_disability_unassisted",
        "on dibao",
        "二级残疾已享受低保",
        lambda h, g: card(h, g, "二级", days=1500),
        lambda h, g: on_dibao(h, g.ago(900).replace(day=1)),
    ),
    decoy(
        "severe_disability_unassisted", "grade three", "三级残疾不属重度", lambda h, g: card(h, g, "三级", days=1500)
    ),
    found("no_labour_unassisted", "alone", "独居老人无劳动力，无低保特困", aged, kind="elder alone"),
    decoy(
        "no_labour_unassisted",
        "on dibao",
        "整户无劳动力但已享受低保",
        aged,
        lambda h, g: on_dibao(h, g.ago(900).replace(day=1)),
        kind="elder alone",
    ),
    untold(
        "no_labour_unassisted",
        "capacity not told",
        "劳动技能没有填写，须入户",
        aged,
        lambda h, _: loses_strength(h.head, labour=None),
        kind="elder alone",
    ),
    found(
        "many_dependants",
        "on the line",
        "四口人只有一名劳动力，达到四倍",
        spouse_cannot_work,
        wants=lambda h, day: len(h.members) == 4 and all(m.age(day) < 16 for m in h.members[2:]),
    ),
    decoy(
        "many_dependants",
        "three members",
        "三口人一名劳动力，不到四倍",
        spouse_cannot_work,
        wants=lambda h, day: len(h.members) == 3 and h.members[2].age(day) < 16,
    ),
)
