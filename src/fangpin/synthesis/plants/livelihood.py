"""Income, work, business, assistance."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fangpin.synthesis.plants.growing import (
    at_line,
    borrows,
    earlier_account,
    earns,
    found_unmet,
    listed,
    monitored,
    moves_out,
    on_dibao,
    on_post,
    out_of_work,
    worker,
)
from fangpin.synthesis.plants.planting import Ground, Plant, decoy, found, untold
from fangpin.synthesis.records import Household, Person

JOB, BUSINESS, ASSISTANCE, PETITION = "失业返乡名单", "产业受损名单", "新增社会救助名单", "信访名单"


def cost_not_told(home: Household, ground: Ground) -> None:
    at_line(home, ground, percent=60)["cost_yuan"] = None


def idle(home: Household, _: Ground) -> None:
    for member in home.members:
        out_of_work(member)


def only_worker(home: Household) -> Person:
    """Leave the family one member in work."""
    first = worker(home)
    for member in home.members:
        if member is not first:
            out_of_work(member)
    return first


def lost_work(days: int) -> Any:
    def step(home: Household, ground: Ground) -> Person:
        who = worker(home)
        who.rows["employment_spell"][0]["to_on"] = ground.ago(days).replace(day=1)
        return who

    return step


def found_new_work(home: Household, ground: Ground) -> Person:
    who = worker(home)
    old = who.rows["employment_spell"][0]
    who.rows["employment_spell"].append(
        {**old, "employer": "本地零工", "from_on": ground.ago(40).replace(day=1), "to_on": None}
    )
    return who


def listed_idle(home: Household, ground: Ground) -> Person:
    return listed(out_of_work(worker(home)), ground, JOB)


def listed_at_work(home: Household, ground: Ground) -> Person:
    return listed(worker(home), ground, JOB)


def post_only(days_left: int) -> Any:
    def step(home: Household, ground: Ground) -> Person:
        return on_post(out_of_work(worker(home)), ground, ends=ground.day + timedelta(days=days_left))

    return step


def post_and_wage(home: Household, ground: Ground) -> Person:
    return on_post(worker(home), ground, ends=ground.day + timedelta(days=20))


def resettle(home: Household, _: Ground) -> None:
    home.resettled = True


def not_resettled(home: Household, _: Ground) -> None:
    home.resettled = False


def business(difference: int) -> Any:
    """Business income that much above its cost."""

    def step(home: Household, ground: Ground) -> None:
        total = ground.line("income_line") * len(home.members) * 2
        earns(home, total, business=Decimal(5000 + difference), cost=Decimal(5000))

    return step


def fell(percent: str) -> Any:
    """Income that many percent below last year's."""

    def step(home: Household, ground: Ground) -> None:
        earlier = ground.line("income_line") * len(home.members) * 3
        earlier_account(home, total=earlier)
        home.rows["income_account"].reverse()
        now = home.rows["income_account"].pop()
        kept = (earlier * (100 - Decimal(percent)) / 100).quantize(Decimal("0.01"))
        saved, home.rows["income_account"] = home.rows["income_account"], [now]
        earns(home, kept)
        home.rows["income_account"] = [*saved, now]

    return step


def newly_on_dibao(home: Household, ground: Ground) -> None:
    on_dibao(home, (ground.month_start - timedelta(days=20)).replace(day=1))


def off_dibao(days: int) -> Any:
    def step(home: Household, ground: Ground) -> Person:
        on_dibao(home, date(2021, 3, 1), until=ground.ago(days).replace(day=1))
        return home.head

    return step


def now_on_tekun(home: Household, _: Ground) -> Person:
    ended = home.head.rows["dibao_spell"][-1]["to_on"]
    home.head.add("tekun_spell", mode="分散供养", monthly_yuan="1040.00", from_on=ended, to_on=None)
    return home.head


def no_support(home: Household, _: Ground) -> None:
    for member in home.members:
        member.rows["dibao_spell"].clear()
        member.rows["tekun_spell"].clear()


def settled_again(home: Household, ground: Ground) -> None:
    home.add("guarantee_finding", dimension="不愁吃", status="达标", checked_on=ground.ago(5), expires_on=None)


def risk_on_record(home: Household, ground: Ground, *, resolved: bool) -> None:
    found_on = ground.ago(200).replace(day=1)
    home.add(
        "risk",
        risk="因病",
        rank=1,
        found_on=found_on,
        resolved_on=ground.month_start if resolved else None,
        remark=None,
    )


LIVELIHOOD: tuple[Plant, ...] = (
    found(
        "missed_income",
        "one yuan below",
        "家庭纯收入比监测线少一元，未纳入监测",
        lambda h, g: at_line(h, g, plus=Decimal(-1)),
        registered=True,
    ),
    decoy("missed_income", "on the line", "人均纯收入恰在监测线上，不算低于", at_line, registered=True),
    decoy(
        "missed_income",
        "already monitored",
        "低于监测线，但已是监测对象",
        lambda h, g: at_line(h, g, percent=70),
        monitored,
        registered=True,
    ),
    untold("missed_income", "cost not told", "生产经营性支出没有填写，纯收入未知", cost_not_told, registered=True),
    found(
        "missed_assisted",
        "on dibao",
        "低保户人均收入低于监测线，未纳入监测",
        lambda h, g: at_line(h, g, percent=80),
        lambda h, _: on_dibao(h, date(2022, 5, 1)),
        registered=True,
        also=("missed_income",),
    ),
    decoy(
        "missed_assisted",
        "on the line",
        "低保户人均收入恰在监测线上",
        at_line,
        lambda h, _: on_dibao(h, date(2022, 5, 1)),
        registered=True,
    ),
    found(
        "missed_risk_on_record",
        "open",
        "登记有风险，未纳入监测",
        lambda h, g: risk_on_record(h, g, resolved=False),
        registered=True,
    ),
    decoy("missed_risk_on_record", "already monitored", "登记有风险，已是监测对象", monitored, registered=True),
    found("income_drop", "on the line", "纯收入较上年恰降30%，含本数", fell("30"), registered=True),
    decoy("income_drop", "below", "纯收入较上年降29.9%", fell("29.9"), registered=True),
    untold(
        "income_drop",
        "no earlier account",
        "没有上年收入账，无从比较",
        lambda h, g: at_line(h, g, percent=150),
        registered=True,
    ),
    found("newly_assisted", "dibao since last month", "上月新纳入低保，未纳入监测", newly_on_dibao),
    found(
        "newly_assisted",
        "listed",
        "民政新增临时救助名单",
        lambda h, g: listed(h.head, g, ASSISTANCE, Decimal(1500), "临时救助"),
    ),
    decoy(
        "newly_assisted",
        "since spring",
        "三月起享受低保，已过近期天数",
        lambda h, g: on_dibao(h, date(g.day.year, 3, 1)),
    ),
    decoy(
        "newly_assisted", "already monitored", "新纳入低保，但已是监测对象", newly_on_dibao, monitored, registered=True
    ),
    found(
        "repeated_grants",
        "two members",
        "一户两名成员各获一次临时救助",
        lambda h, g: [listed(m, g, ASSISTANCE, Decimal(1200), "临时救助") for m in h.members[:2]],
        also=("newly_assisted",),
    ),
    decoy(
        "repeated_grants",
        "once",
        "一年内只有一次临时救助",
        lambda h, g: listed(h.head, g, ASSISTANCE, Decimal(1200), "临时救助"),
        also=("newly_assisted",),
    ),
    found("assistance_ended", "last month", "近期退出低保", off_dibao(45)),
    decoy("assistance_ended", "long ago", "退出低保已过近期天数", off_dibao(130)),
    decoy(
        "assistance_ended",
        "now on tekun",
        "退出低保同时转入特困",
        no_support,
        off_dibao(45),
        now_on_tekun,
        kind="elder alone",
    ),
    found("petition", "listed", "12345热线反映家庭困难", lambda h, g: listed(h.head, g, PETITION, remark="12345热线")),
    decoy(
        "petition",
        "moved out",
        "反映人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, PETITION, remark="来信"), g),
        kind="grown children",
        wants=lambda h, _: len(h.members) == 3,
    ),
    found("food_clothing_unmet", "food", "吃有困难", lambda h, g: found_unmet(h, "不愁吃", g), registered=True),
    decoy(
        "food_clothing_unmet",
        "settled again",
        "后一次核查已达标",
        lambda h, g: found_unmet(h, "不愁吃", g),
        settled_again,
        registered=True,
    ),
    found("job_lost", "last month", "上月结束务工", lost_work(40), registered=True),
    found("job_lost", "listed", "人社失业返乡名单，无在岗记录", listed_idle),
    decoy("job_lost", "new work", "结束务工后已找到新工作", lost_work(60), found_new_work, registered=True),
    decoy("job_lost", "long ago", "结束务工已过近期天数", lost_work(150), registered=True),
    decoy("job_lost", "listed at work", "列入失业名单，但务工名册显示在岗", listed_at_work, registered=True),
    found("nobody_in_work", "idle", "有劳动力，无人务工", not_resettled, idle, registered=True),
    decoy(
        "nobody_in_work",
        "one post",
        "无人务工，但有一人在公益性岗位",
        not_resettled,
        idle,
        post_only(200),
        registered=True,
    ),
    found(
        "resettled_without_work",
        "idle",
        "搬迁安置户有劳动力，无人务工",
        resettle,
        idle,
        registered=True,
        also=("nobody_in_work",),
    ),
    decoy(
        "resettled_without_work",
        "one post",
        "搬迁安置户有一人在公益性岗位",
        resettle,
        idle,
        post_only(200),
        registered=True,
    ),
    found("post_ends_soon", "on the line", "岗位合同恰30日后到期，含本数，无其他工作", post_only(30), registered=True),
    decoy("post_ends_soon", "a day later", "岗位合同31日后到期", post_only(31), registered=True),
    decoy("post_ends_soon", "other work", "岗位将到期，但另有务工", post_and_wage, registered=True),
    found(
        "business_failed",
        "listed",
        "农业农村局产业受损名单",
        lambda h, g: listed(h.head, g, BUSINESS, Decimal(15000), "养殖受灾"),
    ),
    decoy(
        "business_failed",
        "moved out",
        "名单上的人已婚出本户",
        lambda h, g: moves_out(listed(h.members[-1], g, BUSINESS, Decimal(9000), "种植受灾"), g),
        kind="grown children",
        wants=lambda h, _: len(h.members) == 3,
    ),
    found("business_at_a_loss", "one yuan", "生产经营性收入比支出少一元", business(-1), registered=True),
    decoy("business_at_a_loss", "even", "生产经营性收入与支出相等，不含相等", business(0), registered=True),
    found(
        "loan_overdue",
        "overdue",
        "小额信贷逾期1200元",
        lambda h, g: borrows(h, overdue=Decimal(1200), due_on=date(g.day.year + 1, 3, 1)),
        registered=True,
    ),
    decoy(
        "loan_overdue",
        "nothing overdue",
        "有贷款，逾期金额为零",
        lambda h, g: borrows(h, overdue=Decimal(0), due_on=date(g.day.year + 1, 3, 1)),
        registered=True,
    ),
    found(
        "loan_matured_unpaid",
        "yesterday",
        "贷款昨日到期仍有余额",
        lambda h, g: borrows(h, overdue=Decimal(0), due_on=g.ago(1)),
        registered=True,
    ),
    decoy(
        "loan_matured_unpaid",
        "today",
        "贷款恰于统计日到期",
        lambda h, g: borrows(h, overdue=Decimal(0), due_on=g.day),
        registered=True,
    ),
    decoy(
        "loan_matured_unpaid",
        "paid",
        "贷款已到期，余额为零",
        lambda h, g: borrows(h, overdue=Decimal(0), due_on=g.ago(60), balance=Decimal(0)),
        registered=True,
    ),
)
