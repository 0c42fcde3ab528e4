"""Houses, wells and schools."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from fangpin.synthesis.plants.growing import (
    at_line,
    found_unmet,
    has_pupil,
    has_senior,
    listed,
    monitored,
    moves_out,
    pupil,
    senior,
)
from fangpin.synthesis.plants.planting import Ground, Plant, decoy, found, untold
from fangpin.synthesis.records import Household, Person

HOUSING, WATER, FEES, DROPOUT = "疑似危房名单", "饮水问题名单", "学年费用名单", "疑似辍学名单"
UNSAFE_WATER = ("missed_water",)


def house(**changes: Any) -> Any:
    return lambda h, _: h.one("housing_check").update(changes)


def well(**changes: Any) -> Any:
    return lambda h, _: h.one("water_check").update(changes)


def works_accepted(home: Household, _: Ground) -> None:
    check = home.one("housing_check")
    check["works_accepted_on"] = check["checked_on"] + timedelta(days=60)


def well_checked_again(home: Household, ground: Ground) -> None:
    home.add(
        "water_check",
        checked_on=ground.ago(20),
        litres="60.0",
        quality_passed=True,
        piped=True,
        fetch_minutes=0,
        outage_days=3,
    )


def left_school(home: Household, ground: Ground) -> Person:
    child = pupil(home, ground.day)
    child.one("enrolment")["attending"] = False
    return child


def excused(reason: str) -> Any:
    def step(home: Household, ground: Ground) -> Person:
        child = left_school(home, ground)
        child.one("condition").update(absence_reason=reason)
        return child

    return step


def never_enrolled(home: Household, ground: Ground) -> Person:
    """In no school roll, and the register says nothing of schooling either."""
    child = pupil(home, ground.day)
    child.rows["enrolment"].clear()
    child.one("condition")["schooling"] = None
    return child


def enrolled_elsewhere(home: Household, ground: Ground) -> Person:
    """In no school roll here, while the register says the child is at school."""
    child = pupil(home, ground.day)
    child.rows["enrolment"].clear()
    return child


def fees(amount: str, *, everyone: bool = False) -> Any:
    def step(home: Household, ground: Ground) -> Person:
        students = [m for m in home.members if 16 <= m.age(ground.day) <= 20 and m.rows["enrolment"]]
        for student in students if everyone else students[:1]:
            student.one("enrolment")["net_fee_yuan"] = amount
        return students[0]

    return step


def dropped_in_senior(home: Household, ground: Ground) -> Person:
    """Past compulsory age, no longer at school, at work."""
    student = next(m for m in home.members if 17 <= m.age(ground.day) <= 20)
    student.one("enrolment")["attending"] = False
    return student


def two_students(home: Household, day: Any) -> bool:
    return sum(16 <= m.age(day) <= 20 for m in home.members) >= 2


HOME: tuple[Plant, ...] = (
    found("housing_unsafe", "grade D", "唯一住房为D级", house(grade="D级"), also=("missed_housing",)),
    decoy("housing_unsafe", "works accepted", "C级，改造已竣工验收", house(grade="C级"), works_accepted),
    decoy("housing_unsafe", "second house", "D级，但另有安全住房", house(grade="D级", only_housing=False)),
    decoy("housing_unsafe", "grade B", "B级为安全住房", house(grade="B级")),
    untold(
        "housing_unsafe", "never graded", "没有鉴定记录，不能当作安全", lambda h, _: h.rows["housing_check"].clear()
    ),
    found("missed_housing", "grade C", "唯一住房为C级，未纳入监测", house(grade="C级"), also=("housing_unsafe",)),
    decoy(
        "missed_housing",
        "already monitored",
        "C级住房，但已是监测对象",
        house(grade="C级"),
        monitored,
        registered=True,
        also=("housing_unsafe",),
    ),
    found("housing_listed", "listed", "住建疑似危房名单", lambda h, g: listed(h.head, g, HOUSING)),
    decoy(
        "housing_listed",
        "moved out",
        "名单上的人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, HOUSING), g),
        kind="grown children",
        wants=lambda h, _: len(h.members) == 3,
    ),
    found("water_short", "below", "人均日水量19.9升", well(litres="19.9"), also=UNSAFE_WATER),
    decoy("water_short", "on the line", "人均日水量恰为20升", well(litres="20.0")),
    untold("water_short", "not measured", "水量没有填写", well(litres=None)),
    found("water_bad", "failed", "水质不达标", well(quality_passed=False), also=UNSAFE_WATER),
    decoy("water_bad", "checked again", "复检已达标", well(quality_passed=False), well_checked_again),
    found("water_far", "above", "未入户，取水往返21分钟", well(piped=False, fetch_minutes=21), also=UNSAFE_WATER),
    decoy("water_far", "on the line", "未入户，取水往返恰为20分钟", well(piped=False, fetch_minutes=20)),
    decoy("water_far", "piped", "自来水已入户，取水点在30分钟外", well(piped=True, fetch_minutes=30)),
    found("water_interrupted", "above", "年停水37天", well(outage_days=37), also=UNSAFE_WATER),
    decoy("water_interrupted", "on the line", "年停水恰为36天", well(outage_days=36)),
    found("water_listed", "listed", "水务饮水问题名单", lambda h, g: listed(h.head, g, WATER)),
    decoy(
        "water_listed",
        "moved out",
        "名单上的人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, WATER), g),
        kind="grown children",
        wants=lambda h, _: len(h.members) == 3,
    ),
    found("missed_water", "bad water", "水质不达标，未纳入监测", well(quality_passed=False), also=("water_bad",)),
    decoy(
        "missed_water",
        "already monitored",
        "水质不达标，但已是监测对象",
        well(quality_passed=False),
        monitored,
        registered=True,
        also=("water_bad",),
    ),
    found("suspected_dropout", "not attending", "学籍显示已离校", left_school, wants=has_pupil),
    found(
        "suspected_dropout", "never enrolled", "适龄儿童不在学籍名册，登记也无在校状况", never_enrolled, wants=has_pupil
    ),
    found(
        "suspected_dropout",
        "listed",
        "教体疑似辍学名单",
        lambda h, g: listed(pupil(h, g.day), g, DROPOUT),
        wants=has_pupil,
    ),
    decoy("suspected_dropout", "taught at home", "送教上门", excused("送教上门"), registered=True, wants=has_pupil),
    decoy("suspected_dropout", "postponed", "办理了延缓入学", excused("延缓入学"), registered=True, wants=has_pupil),
    decoy(
        "suspected_dropout",
        "past the age",
        "年满17周岁，不在义务教育阶段",
        dropped_in_senior,
        wants=lambda h, day: any(17 <= m.age(day) <= 20 for m in h.members),
    ),
    untold(
        "suspected_dropout",
        "files disagree",
        "学籍名册没有此人，登记为在校，须核实",
        enrolled_elsewhere,
        wants=has_pupil,
        registered=True,
    ),
    found(
        "missed_schooling",
        "unmet",
        "义务教育核查不达标且未纳入监测",
        lambda h, g: found_unmet(h, "义务教育", g),
        registered=True,
    ),
    decoy(
        "missed_schooling",
        "already monitored",
        "义务教育不达标，但已是监测对象",
        lambda h, g: found_unmet(h, "义务教育", g),
        monitored,
        registered=True,
    ),
    found("education_fee_high", "above", "资助后学年费用10000.01元", fees("10000.01"), wants=has_senior),
    found(
        "education_fee_high",
        "listed",
        "教体名单费用12800元",
        lambda h, g: listed(senior(h, g.day), g, FEES, Decimal(12800)),
        wants=has_senior,
    ),
    decoy(
        "education_fee_high", "on the line", "资助后学年费用恰为10000元，不含本数", fees("10000.00"), wants=has_senior
    ),
    found(
        "student_fees_shock",
        "two students",
        "两名学生费用合计超过10000元，扣减后收入低于监测线",
        fees("6000.00", everyone=True),
        lambda h, g: at_line(h, g, percent=90),
        monitored,
        registered=True,
        wants=two_students,
    ),
    decoy(
        "student_fees_shock",
        "income on the line",
        "费用相同，收入恰在监测线上",
        fees("6000.00", everyone=True),
        at_line,
        monitored,
        registered=True,
        wants=two_students,
    ),
)
