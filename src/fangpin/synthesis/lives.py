"""What the ledgers say of a household that no rule finds: every amount well on the safe side of its line.

Labels stand in place of codes; money is text, as in a workbook, and becomes decimal in the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from fangpin.synthesis import numbers
from fangpin.synthesis.draws import Draws
from fangpin.synthesis.records import Household, Person, Row

Standards = Mapping[str, Decimal]  # numeric parameters of a place in force on the city's day, by id

GROWN, OLD, VERY_OLD = 16, 60, 70
LAST_SCHOOL_AGE = 21
SAFE_INCOME = Decimal("1.5")  # of the line
STAGES: dict[int, tuple[str, str]] = {  # age on 1 September: schooling, stage
    **dict.fromkeys((3, 4, 5), ("学前教育", "学前教育")),
    **dict.fromkeys(range(6, 12), ("小学", "小学")),
    12: ("七年级", "初中"), 13: ("八年级", "初中"), 14: ("九年级", "初中"),
    15: ("普通高中一年级", "普通高中"), 16: ("普通高中二年级", "普通高中"), 17: ("普通高中三年级", "普通高中"),
    18: ("高职高专一年级", "高职高专"), 19: ("高职高专二年级", "高职高专"), 20: ("高职高专三年级", "高职高专"),
    21: ("本科四年级", "本科"),
}  # fmt: skip
VOCATIONAL = {15: "中职一年级", 16: "中职二年级", 17: "中职三年级"}
EMPLOYERS = (
    "云锡劳务（演示）",
    "蒙自产业园电子厂（演示）",
    "昆明建筑公司（演示）",
    "鸡街冷库（演示）",
    "广东鞋厂（演示）",
    "本地零工",
)
AREAS_OF_WORK = (("乡外县内", 4.0), ("县外省内", 3.0), ("省外", 2.0), ("乡（镇）内", 3.0))
SCHOOLS = ("演示第一", "演示第二", "演示锡城", "演示鸡街", "演示卡房")
CATEGORIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")  # in the order of the card's nineteenth digit
GRADES = ("一级", "二级", "三级", "四级")
TOWN_POSTS = ("保洁员", "护林员", "护路员", "水管员")
BANKS = ("个旧市农村信用合作联社（演示）", "农业银行个旧支行（演示）")


def live(
    household: Household, *, day: date, standards: Standards, draws: Draws, registered: bool | None = None
) -> None:
    """Fill the ledgers of one household; ``registered`` settles whether it was lifted out of poverty."""
    _register(household, registered, draws)
    for number, member in enumerate(household.members):
        _condition(member, day, draws.of(f"condition {number}"))
        _schooling(member, day, draws.of(f"school {number}"))
        _claims(member, day, draws.of(f"claims {number}"))
    _support(household, draws)
    _work(household, day, draws)
    _income(household, day, standards, draws)
    _home(household, day, draws)
    _loan(household, day, draws)
    _findings(household, day)


def _register(household: Household, registered: bool | None, draws: Draws) -> None:  # noqa: FBT001
    kind = draws.weighted((("一般农户", 83), ("脱贫户", 16), ("脱贫不享受政策户", 1)), "register")
    if registered is not None:
        kind = "脱贫户" if registered else "一般农户"
    household.resettled = kind == "脱贫户" and draws.chance(0.2, "resettled")
    household.add("register_spell", register_type=kind, from_on=date(2016, 1, 1), to_on=None)


def _condition(person: Person, day: date, draws: Draws) -> None:
    age = person.age(day)
    chronic = age >= 45 and draws.chance(0.18, "chronic")
    disabled = draws.chance(0.02 + 0.03 * (age >= OLD), "disabled")
    student = STAGES.get(_school_age(person, day))
    person.add(
        "condition",
        healthy=not chronic and not disabled,
        chronic_disease=chronic,
        serious_disease=False,
        disabled=disabled,
        labour=_labour(age, disabled=disabled, student=student is not None, draws=draws),
        education=None if student or age < GROWN - 10 else _education(age, draws),
        schooling=student[0] if student else ("学龄前儿童" if age < 3 else None),
        absence_reason=None,
        from_on=date(2025, 10, 1),
        to_on=None,
    )
    if disabled and person.document_number:
        issued = draws.day(date(2012, 1, 1), day - timedelta(days=900), "issued")
        category = draws.weighted((("肢体", 6), ("视力", 1), ("听力", 2), ("言语", 1)), "category")
        grade = draws.weighted((("三级", 5), ("四级", 5)), "grade")
        give_card(
            person, category, grade, issued_on=issued, reissue=draws.weighted(((0, 7), (1, 2), (2, 1)), "reissue")
        )
    if chronic:
        found = draws.day(date(2015, 1, 1), day - timedelta(days=700), "diagnosed")
        disease = draws.one_of(("高血压", "糖尿病"), "disease")
        person.add("disease_spell", disease=disease, diagnosed_on=found, from_on=found, to_on=None)


def give_card(person: Person, category: str, grade: str, *, issued_on: date, reissue: int = 0) -> Row:
    """A disability card with its number of twenty characters, or twenty-two where it was issued again."""
    digits = CATEGORIES.index(category) + 1, GRADES.index(grade) + 1
    person.disability_number = numbers.disability_number(person.document_number or "", *digits, reissue=reissue)
    return person.add(
        "disability_spell", category=category, grade=grade, issued_on=issued_on, from_on=issued_on, to_on=None
    )


def _school_age(person: Person, day: date) -> int:
    """Age on the first of September that opened the running school year."""
    return person.age(date(day.year if day.month >= 9 else day.year - 1, 9, 1))


def _labour(age: int, *, disabled: bool, student: bool, draws: Draws) -> str:
    if age < GROWN or student or age >= VERY_OLD:
        return "无劳动力"
    if age >= OLD or disabled:
        return "弱劳动力或半劳动力"
    return "技能劳动力" if draws.chance(0.12, "skilled") else "普通劳动力"


def _education(age: int, draws: Draws) -> str:
    if age >= 55:
        return draws.weighted((("文盲或半文盲", 3), ("小学", 6), ("初中", 2)), "education")
    return draws.weighted((("小学", 2), ("初中", 6), ("高中", 2), ("大专", 1)), "education")


def _schooling(person: Person, day: date, draws: Draws) -> None:
    age = _school_age(person, day)
    if age not in STAGES:
        return
    schooling, stage = STAGES[age]
    if age in VOCATIONAL and draws.chance(0.4, "vocational"):
        schooling, stage = VOCATIONAL[age], "中职"
        person.one("condition")["schooling"] = schooling
    opens = day.year if day.month >= 9 else day.year - 1
    person.add(
        "enrolment",
        school_year=f"{opens}-{opens + 1}",
        school=draws.one_of(SCHOOLS, "school") + ("幼儿园" if stage == "学前教育" else "学校"),
        stage=stage,
        attending=True,
        net_fee_yuan=str(draws.whole(200, 1800, "fee") if age < 15 else draws.whole(1500, 4000, "fee")),
        enrolled_on=date(opens, 9, 1),
    )


def _claims(person: Person, day: date, draws: Draws) -> None:
    """Small bills: at most three in the year, none above 151 yuan after reimbursement."""
    chronic = person.one("condition")["chronic_disease"]
    for number in range(3 if chronic else draws.weighted(((0, 86), (1, 10), (2, 4)), "claims")):
        add_claim(
            person,
            settled_on=draws.day(day - timedelta(days=330), day - timedelta(days=5), f"settled {number}"),
            own_pay=Decimal(draws.whole(30, 150, f"own {number}"))
            + Decimal(draws.whole(0, 99, f"cents {number}")) / 100,
            kind="门诊" if draws.chance(0.8, f"kind {number}") else "住院",
            settlement=f"YS{person.key:07d}{number:02d}",
        )


LARGE_BILL = Decimal(2000)


def add_claim(person: Person, *, settled_on: date, own_pay: Decimal, kind: str, settlement: str) -> Row:
    """A settlement whose parts add up to its total; ``own_pay`` is the in-policy part the patient bears."""
    in_policy = own_pay * 4
    # The insurers above the basic one begin at their yearly lines: a small bill never reaches them.
    large = own_pay >= LARGE_BILL
    serious = own_pay * Decimal("0.5") if large else Decimal(0)
    basic = own_pay * 2 if large else in_policy - own_pay
    return person.add(
        "medical_claim",
        settlement=settlement,
        kind=kind,
        settled_on=settled_on,
        total_yuan=in_policy + 20,
        in_policy_yuan=in_policy,
        basic_yuan=basic,
        serious_yuan=serious,
        aid_yuan=in_policy - basic - serious - own_pay,
        own_pay_yuan=own_pay,
    )


def _support(household: Household, draws: Draws) -> None:
    """Old people without labour are on dibao or tekun, since years."""
    since = draws.day(date(2017, 1, 1), date(2023, 12, 1), "support since").replace(day=1)
    helpless = not any(able(member) for member in household.members)
    if household.kind == "elder alone" and (helpless or draws.chance(0.4, "tekun")):
        household.head.add("tekun_spell", mode="分散供养", monthly_yuan="1040.00", from_on=since, to_on=None)
        household.no_labour_safety_net = True
    elif household.kind in {"elder alone", "elder pair"} and (helpless or draws.chance(0.35, "dibao")):
        for member in household.members:
            member.add("dibao_spell", category="B类", monthly_yuan="430.00", from_on=since, to_on=None)


def _work(household: Household, day: date, draws: Draws) -> None:
    frail = not any(map(can_work, household.members))
    for number, member in enumerate(household.members):
        own = draws.of(f"work {number}")
        if frail and able(member):  # old people on their own do odd jobs nearby
            _odd_jobs(member, own)
        if not can_work(member):
            continue
        member.add(
            "employment_spell",
            work_area=own.weighted(AREAS_OF_WORK, "area"),
            work_place="云南省红河州",
            employer=own.one_of(EMPLOYERS, "employer"),
            channel=own.weighted((("自主就业", 5), ("外出务工", 4), ("帮扶车间", 1)), "channel"),
            monthly_yuan=str(own.whole(26, 48, "wage") * 100),
            from_on=own.day(date(2024, 2, 20), date(2025, 9, 1), "since").replace(day=1),
            to_on=None,
        )
    worker = next((m for m in household.members if can_work(m) and 20 <= m.age(day) <= 55), None)
    if household.registered and worker and draws.chance(0.08, "post"):
        worker.add(
            "welfare_post",
            post=draws.one_of(TOWN_POSTS, "which post"),
            monthly_yuan="800.00",
            contract_to_on=date(day.year + 1, 6, 30),
            from_on=date(day.year - 1, 7, 1),
            to_on=None,
        )


def _odd_jobs(person: Person, draws: Draws) -> None:
    person.add(
        "employment_spell",
        work_area="乡（镇）内",
        work_place="云南省红河州个旧市",
        employer=EMPLOYERS[-1],
        channel="自主就业",
        monthly_yuan=str(draws.whole(5, 9, "odd jobs") * 100),
        from_on=date(2025, 3, 1),
        to_on=None,
    )


def able(person: Person) -> bool:
    """Able to work in any degree."""
    return can_work(person) or person.one("condition")["labour"] == "弱劳动力或半劳动力"


def can_work(person: Person) -> bool:
    """Able to work in full."""
    return person.one("condition")["labour"] in {"普通劳动力", "技能劳动力"}


def _income(household: Household, day: date, standards: Standards, draws: Draws) -> None:
    """An income account over October to September, at least half above the line per head."""
    members = len(household.members)
    per_head = standards["income_line"] * SAFE_INCOME + draws.whole(0, 12000, "per head")
    per_head += Decimal(draws.whole(0, 99, "cents")) / 100
    total = (per_head * members).quantize(Decimal("0.01"))
    cost = Decimal(draws.whole(8, 40, "cost") * 100)
    working = any(can_work(m) for m in household.members)
    business = Decimal(draws.whole(40, 60, "business") * 100)
    own_pay = sum((row["own_pay_yuan"] for m in household.members for row in m.rows["medical_claim"]), Decimal(0))
    property_income = Decimal(draws.whole(0, 20, "property") * 50)
    transfer = Decimal(draws.whole(15, 40, "transfer") * 100) if working else total + cost - business - property_income
    household.add(
        "income_account",
        period_from_on=date(day.year - 1, 10, 1),
        period_to_on=date(day.year, 9, 30),
        members=members,
        wage_yuan=total + cost - business - property_income - transfer if working else Decimal(0),
        business_yuan=business,
        property_yuan=property_income,
        transfer_yuan=transfer,
        cost_yuan=cost,
        claim_yuan=Decimal(0),
        own_pay_yuan=own_pay,
    )


def _home(household: Household, day: date, draws: Draws) -> None:
    household.add(
        "housing_check",
        grade=draws.weighted((("A级", 6), ("B级", 4)), "grade"),
        checked_on=draws.day(date(day.year, 3, 1), date(day.year, 6, 30), "housing checked"),
        works_accepted_on=None,
        only_housing=True,
    )
    household.add(
        "water_check",
        checked_on=draws.day(date(day.year, 3, 1), date(day.year, 6, 30), "water checked"),
        litres=f"{draws.whole(600, 900, 'litres') / 10:.1f}",
        quality_passed=True,
        piped=True,
        fetch_minutes=0,
        outage_days=draws.whole(0, 9, "outage"),
    )


def _loan(household: Household, day: date, draws: Draws) -> None:
    borrower = next((m for m in household.members if can_work(m) and 22 <= m.age(day) <= 55), None)
    if not (household.registered and borrower and draws.chance(0.18, "loan")):
        return
    lent = draws.day(date(day.year - 1, 3, 1), date(day.year, 5, 31), "lent")
    amount = Decimal(draws.whole(2, 5, "amount") * 10000)
    household.add(
        "loan",
        person=borrower,
        contract=f"XD{household.key:06d}",
        bank=draws.one_of(BANKS, "bank"),
        amount_yuan=amount,
        balance_yuan=amount,
        overdue_yuan=Decimal(0),
        lent_on=lent,
        due_on=lent.replace(year=lent.year + 3, day=min(lent.day, 28)),
    )


def _findings(household: Household, day: date) -> None:
    """Both assurances and four guarantees met at this year's check, insurance for every member."""
    checked = date(day.year, 5, 20)
    for dimension in ("不愁吃", "不愁穿", "义务教育", "基本医疗", "住房安全", "饮水安全"):
        household.add("guarantee_finding", dimension=dimension, status="达标", checked_on=checked, expires_on=None)
