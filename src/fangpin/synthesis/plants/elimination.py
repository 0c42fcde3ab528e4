"""Risks marked as eliminated too soon, without reason, or only on paper; measures that never came."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fangpin.synthesis.plants.growing import (
    at_line,
    bill,
    earlier_account,
    earns,
    eliminated,
    found_unmet,
    has_pupil,
    loses_strength,
    monitored,
    without_bills,
)
from fangpin.synthesis.plants.home import excused, left_school, works_accepted
from fangpin.synthesis.plants.planting import Ground, Plant, decoy, found, untold
from fangpin.synthesis.records import Household

NATURAL = "自然消除"


def marked(**how: Any) -> Any:
    return lambda h, g: eliminated(h, g, **how)


def spell(**changes: Any) -> Any:
    return lambda h, _: h.one("monitoring_spell").update(changes)


def house(grade: str) -> Any:
    return lambda h, _: h.one("housing_check").update(grade=grade)


def jump_of_transfers(jump: int) -> Any:
    """Income at 110 % of the line, of which transfers rose by so many percent of the line since last year."""

    def step(home: Household, ground: Ground) -> None:
        line = ground.line("income_line") * len(home.members)
        earlier_account(home, total=line * 2, transfer=Decimal(2000))
        now = home.rows["income_account"][0]
        home.rows["income_account"] = [now]
        earns(home, line * 110 / 100)
        transfer = Decimal(2000) + line * jump / 100
        now["wage_yuan"] += now["transfer_yuan"] - transfer
        now["transfer_yuan"] = transfer
        earlier_account(home, total=line * 120 / 100, transfer=Decimal(2000))

    return step


def never_resolved(home: Household, _: Ground) -> None:
    """Marked as eliminated without a day, and no risk on record resolved."""
    home.one("monitoring_spell")["eliminated_on"] = None
    home.one("risk")["resolved_on"] = None


def helpless(home: Household, _: Ground) -> None:
    """Nobody can work, and the safety net holds."""
    loses_strength(home.head)
    if not home.head.rows["dibao_spell"] and not home.head.rows["tekun_spell"]:
        home.head.add(
            "tekun_spell",
            mode="分散供养",
            monthly_yuan="1040.00",
            from_on=home.rows["register_spell"][0]["from_on"],
            to_on=None,
        )


def own_payment(difference: str) -> Any:
    def step(home: Household, ground: Ground) -> object:
        without_bills(home)
        return bill(home.head, ground, ground.line("big_medical_registered") + Decimal(difference))

    return step


SINCE_IDENTIFIED = ("eliminated_too_soon",)

ELIMINATION: tuple[Plant, ...] = (
    found("eliminated_too_soon", "five months", "识别五个月后帮扶消除", marked(dwell=5), registered=True),
    decoy("eliminated_too_soon", "six months", "识别恰满六个月消除", marked(dwell=6), registered=True),
    decoy(
        "eliminated_too_soon",
        "natural",
        "识别两个月后自然消除",
        marked(dwell=2, kind=NATURAL, measures=0),
        registered=True,
    ),
    untold(
        "eliminated_too_soon",
        "day not told",
        "标注已消除但没有消除时间，须核实",
        marked(),
        never_resolved,
        registered=True,
        also=("elimination_incomplete", "eliminated_with_open_risk"),
    ),
    found(
        "eliminated_at_once", "next month", "识别次月即消除", marked(dwell=1), registered=True, also=SINCE_IDENTIFIED
    ),
    decoy(
        "eliminated_at_once",
        "two months later",
        "识别两个月后消除",
        marked(dwell=2),
        registered=True,
        also=SINCE_IDENTIFIED,
    ),
    decoy(
        "eliminated_at_once", "natural", "识别次月自然消除", marked(dwell=1, kind=NATURAL, measures=0), registered=True
    ),
    found(
        "eliminated_below_line",
        "one yuan below",
        "已消除，收入比当年监测线少一元",
        marked(),
        lambda h, g: at_line(h, g, plus=Decimal(-1)),
        registered=True,
    ),
    decoy(
        "eliminated_below_line",
        "on the line",
        "已消除，收入恰在监测线上",
        marked(),
        at_line,
        registered=True,
        also=("eliminated_near_line",),
    ),
    decoy(
        "eliminated_below_line",
        "not eliminated",
        "低于监测线，仍在帮扶，未标注消除",
        monitored,
        lambda h, g: at_line(h, g, percent=80),
        registered=True,
    ),
    found(
        "eliminated_near_line",
        "on the limit",
        "已消除，收入恰为监测线的105%，含本数",
        marked(),
        lambda h, g: at_line(h, g, percent=105),
        registered=True,
    ),
    decoy(
        "eliminated_near_line",
        "one yuan above",
        "已消除，收入比监测线的105%高一元",
        marked(),
        lambda h, g: at_line(h, g, percent=105, plus=Decimal(1)),
        registered=True,
    ),
    found(
        "eliminated_by_transfer",
        "jump",
        "扣除新增转移性收入后低于监测线",
        marked(),
        jump_of_transfers(11),
        registered=True,
    ),
    decoy(
        "eliminated_by_transfer",
        "on the line",
        "扣除新增转移性收入后恰在监测线上",
        marked(),
        jump_of_transfers(10),
        registered=True,
    ),
    found(
        "eliminated_unmet",
        "uninsured",
        "已消除，基本医疗不达标",
        marked(),
        lambda h, g: found_unmet(h, "基本医疗", g),
        registered=True,
    ),
    decoy(
        "eliminated_unmet",
        "not eliminated",
        "基本医疗不达标，未标注消除",
        monitored,
        lambda h, g: found_unmet(h, "基本医疗", g),
        registered=True,
    ),
    found(
        "eliminated_unsafe_housing",
        "grade C",
        "已消除，唯一住房为C级",
        marked(),
        house("C级"),
        registered=True,
        also=("housing_unsafe",),
    ),
    decoy(
        "eliminated_unsafe_housing",
        "works accepted",
        "已消除，C级改造已竣工验收",
        marked(),
        house("C级"),
        works_accepted,
        registered=True,
    ),
    found(
        "eliminated_out_of_school",
        "left school",
        "已消除，有孩子离校",
        marked(),
        left_school,
        registered=True,
        wants=has_pupil,
        also=("suspected_dropout",),
    ),
    decoy(
        "eliminated_out_of_school",
        "taught at home",
        "已消除，孩子送教上门",
        marked(),
        excused("送教上门"),
        registered=True,
        wants=has_pupil,
    ),
    found(
        "eliminated_no_labour",
        "alone",
        "整户无劳动力仍标注帮扶消除",
        helpless,
        marked(),
        kind="elder alone",
        registered=True,
    ),
    decoy(
        "eliminated_no_labour",
        "natural",
        "整户无劳动力，自然消除",
        helpless,
        marked(kind=NATURAL, measures=0),
        kind="elder alone",
        registered=True,
    ),
    found("eliminated_without_measures", "none", "帮扶消除，措施数为零", marked(), spell(measures=0), registered=True),
    decoy("eliminated_without_measures", "one", "帮扶消除，落实一项措施", marked(), spell(measures=1), registered=True),
    decoy(
        "eliminated_without_measures",
        "natural",
        "自然消除，不要求措施",
        marked(kind=NATURAL, measures=0),
        registered=True,
    ),
    found(
        "eliminated_with_open_risk",
        "open",
        "标注已消除，风险没有消除时间",
        marked(),
        never_resolved,
        registered=True,
        also=("elimination_incomplete", "eliminated_too_soon"),
    ),
    decoy("eliminated_with_open_risk", "resolved", "已消除，风险均已消除", marked(), registered=True),
    found(
        "eliminated_big_medical",
        "on the line",
        "已消除，自付恰为5000元，含本数",
        marked(),
        own_payment("0"),
        registered=True,
        also=("medical_registered",),
    ),
    decoy(
        "eliminated_big_medical", "one yuan below", "已消除，自付4999元", marked(), own_payment("-1"), registered=True
    ),
    found(
        "eliminated_without_development",
        "none",
        "有劳动力，未落实开发式帮扶即帮扶消除",
        marked(),
        spell(development_measure=False),
        registered=True,
    ),
    decoy(
        "eliminated_without_development",
        "nobody can work",
        "无劳动力家庭，不要求开发式帮扶",
        helpless,
        marked(),
        spell(development_measure=False),
        kind="elder alone",
        registered=True,
        also=("eliminated_no_labour",),
    ),
    found(
        "elimination_incomplete",
        "kind not told",
        "标注已消除，没有消除方式",
        marked(),
        spell(elimination_kind=None),
        registered=True,
    ),
    decoy("elimination_incomplete", "complete", "消除信息完整", marked(), registered=True),
    found(
        "measures_overdue",
        "two months",
        "识别两个月仍无措施",
        lambda h, g: monitored(h, g, months=2),
        spell(measures=0),
        registered=True,
    ),
    decoy(
        "measures_overdue",
        "this month",
        "本月识别，措施期限未到",
        lambda h, g: monitored(h, g, months=0),
        spell(measures=0),
        registered=True,
    ),
    found(
        "development_overdue",
        "seven months",
        "识别七个月，有劳动力，无开发式帮扶",
        lambda h, g: monitored(h, g, months=7),
        spell(development_measure=False),
        registered=True,
    ),
    decoy(
        "development_overdue",
        "five months",
        "识别五个月，期限未到",
        lambda h, g: monitored(h, g, months=5),
        spell(development_measure=False),
        registered=True,
    ),
)
