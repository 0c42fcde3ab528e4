"""The small changes that plants are made of."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from fangpin.synthesis.lives import add_claim, can_work
from fangpin.synthesis.plants.planting import Ground
from fangpin.synthesis.records import Household, Person, Row
from fangpin.synthesis.watched import put_under_monitoring

CENT = Decimal("0.01")


def bill(person: Person, ground: Ground, own_pay: Decimal, *, on: date | None = None, kind: str = "住院") -> Person:
    """One settlement of that own payment, two months ago unless told, and no other bill of the family."""
    number = len(person.rows["medical_claim"])
    add_claim(
        person,
        settled_on=on or ground.ago(60),
        own_pay=own_pay,
        kind=kind,
        settlement=f"YS{person.key:07d}{number + 50:02d}",
    )
    return person


def without_bills(home: Household) -> None:
    for member in home.members:
        member.rows["medical_claim"].clear()


def listed(
    person: Person, ground: Ground, listing: str, amount: Decimal | None = None, remark: str | None = None
) -> Person:
    """Put a person on a department's list of the month."""
    person.add(
        "threshold_listing",
        listing=listing,
        period_from_on=ground.month_start,
        period_to_on=ground.day,
        amount_yuan=amount,
        listed_on=ground.day,
        remark=remark,
    )
    return person


def worker(home: Household) -> Person:
    return next(member for member in home.members if can_work(member))


def pupil(home: Household, day: date, *, youngest: int = 7, oldest: int = 15) -> Person:
    return next(member for member in home.members if youngest <= member.age(day) <= oldest)


def has_pupil(home: Household, day: date) -> bool:
    return any(7 <= member.age(day) <= 15 for member in home.members)


def has_senior(home: Household, day: date) -> bool:
    return any(16 <= member.age(day) <= 20 for member in home.members)


def senior(home: Household, day: date) -> Person:
    return pupil(home, day, youngest=16, oldest=20)


def moves_out(person: Person, ground: Ground, *, by: str = "婚出", days: int = 120) -> Person:
    person.left_on, person.left_by = ground.ago(days), by
    return person


def dies(person: Person, on: date) -> Person:
    person.died_on = person.left_on = on
    for ledger in ("employment_spell", "welfare_post", "enrolment"):
        person.rows[ledger].clear()
    person.rows["medical_claim"] = [bill for bill in person.rows["medical_claim"] if bill["settled_on"] < on]
    person.left_by = "死亡"
    return person


def earns(home: Household, total: Decimal, *, business: Decimal | None = None, cost: Decimal = Decimal(2000)) -> Row:
    """Set the account to a net income and no own payment; business covers its cost unless told otherwise."""
    account = home.one("income_account")
    business = cost if business is None else business
    rest = total - business + cost
    transfer = min(rest, Decimal(1000)) if any(map(can_work, home.members)) else rest
    account.update(
        wage_yuan=rest - transfer,
        business_yuan=business,
        property_yuan=Decimal(0),
        transfer_yuan=transfer,
        cost_yuan=cost,
        claim_yuan=Decimal(0),
        own_pay_yuan=Decimal(0),
    )
    return account


def at_line(home: Household, ground: Ground, *, percent: int = 100, plus: Decimal = Decimal(0)) -> Row:
    """Earn that share of the monitoring line for every member counted."""
    members = home.one("income_account")["members"]
    total = ground.line("income_line") * members * percent / 100 + plus
    return earns(home, total.quantize(CENT))


def monitored(home: Household, ground: Ground, *, months: int = 8) -> None:
    """Under monitoring for so many months, with measures and the risk still open."""
    put_under_monitoring(
        home, identified_on=months_before(ground.month_start, months), risk="因病", line=ground.line("income_line")
    )


def eliminated(
    home: Household,
    ground: Ground,
    *,
    dwell: int = 12,
    kind: str | None = "帮扶消除",
    measures: int | None = 3,
    ago: int = 6,
) -> Row:
    """Risk marked as eliminated so many months ago, after so many months under monitoring."""
    eliminated_on = months_before(ground.month_start, ago)
    put_under_monitoring(
        home,
        identified_on=months_before(eliminated_on, dwell),
        eliminated_on=eliminated_on,
        kind=kind,
        measures=measures,
        risk="因病",
        line=ground.line("income_line"),
    )
    return home.one("monitoring_spell")


def months_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def found_unmet(home: Household, dimension: str, ground: Ground, *, days: int = 40) -> None:
    """A later finding that one guarantee is not met."""
    home.add("guarantee_finding", dimension=dimension, status="不达标", checked_on=ground.ago(days), expires_on=None)


def out_of_work(person: Person) -> Person:
    person.rows["employment_spell"].clear()
    person.rows["welfare_post"].clear()
    return person


def loses_strength(person: Person, labour: str | None = "无劳动力") -> Person:
    person.one("condition")["labour"] = labour
    return out_of_work(person)


def on_dibao(home: Household, since: date, *, until: date | None = None) -> None:
    for member in home.members:
        member.add("dibao_spell", category="B类", monthly_yuan="430.00", from_on=since, to_on=until)


def on_post(person: Person, ground: Ground, *, ends: date) -> Person:
    person.add(
        "welfare_post", post="保洁员", monthly_yuan="800.00", contract_to_on=ends, from_on=ground.ago(340), to_on=None
    )
    return person


def borrows(home: Household, *, overdue: Decimal, due_on: date, balance: Decimal = Decimal(30000)) -> Person:
    borrower = worker(home)
    home.rows["loan"].clear()
    home.add(
        "loan",
        person=borrower,
        contract=f"XD{home.key:06d}",
        bank="个旧市农村信用合作联社（演示）",
        amount_yuan=Decimal(30000),
        balance_yuan=balance,
        overdue_yuan=overdue,
        lent_on=due_on - timedelta(days=730),
        due_on=due_on,
    )
    return borrower


def earlier_account(home: Household, *, total: Decimal, transfer: Decimal = Decimal(1000)) -> None:
    """The account of the year before, of which only the sum and the transfers matter."""
    now = home.one("income_account")
    before = {key: day.replace(year=day.year - 1) for key, day in now.items() if isinstance(day, date)}
    home.add(
        "income_account",
        **before,
        members=now["members"],
        wage_yuan=total - transfer,
        business_yuan=Decimal(2000),
        property_yuan=Decimal(0),
        transfer_yuan=transfer,
        cost_yuan=Decimal(2000),
        claim_yuan=Decimal(0),
        own_pay_yuan=Decimal(0),
    )
