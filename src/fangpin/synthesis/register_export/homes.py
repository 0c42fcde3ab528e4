"""Clean households of an export: every cell as a careful clerk would have filled it in.

A home is a mapping of fields to what the cells say, and its members by the part they play: head,
spouse, child, elder. What cells follow from others (ages, sums of income) is worked out, not drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from fangpin.synthesis import names
from fangpin.synthesis.draws import Draws
from fangpin.synthesis.numbers import PER_DAY, disability_number, document_number, phone

Cells = dict[str, object]
ITEMS = {
    "wage_yuan": ("item_work", "item_post", "item_wage_other", "item_award"),
    "business_yuan": ("item_crops", "item_animals", "item_business_award"),
    "property_yuan": ("item_dividend", "item_land", "item_property_other"),
    "transfer_yuan": (
        "item_family_planning", "item_dibao", "item_tekun", "item_pension", "item_ecology", "item_old_age",
        "item_disability", "item_transfer_other",
    ),
}  # fmt: skip
MEASURES = (
    "industry_measures", "work_measures", "finance_measures", "post_measures", "housing_measures", "water_measures",
    "health_measures", "schooling_measures", "education_measures", "general_measures", "social_measures",
    "relocation_measures",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Home:
    """One household of the export."""

    kind: str
    cells: Cells
    members: dict[str, Cells] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return str(self.cells["household_code"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """Where households stand; ``place`` are the cells of province, city, county, township and village."""

    place: Mapping[str, str]
    code: str


class Numbers:
    """Document numbers that nobody else in the export has."""

    def __init__(self) -> None:
        self.taken: dict[tuple[date, bool], int] = {}

    def next(self, born_on: date, *, male: bool) -> str:
        serial = self.taken.get((born_on, male), 0)
        if serial >= PER_DAY:
            raise ValueError(f"more than {PER_DAY} persons of one sex born on {born_on}")
        self.taken[born_on, male] = serial + 1
        return document_number(born_on, serial, male=male)


class Builder:
    """Builds clean homes, one after another. Ages are reckoned on ``day``."""

    def __init__(self, *, seed: int, day: date) -> None:
        self.seed = seed
        self.day = day
        self.numbers = Numbers()
        self.built = 0

    def home(self, kind: str, village: Village, serial: int) -> Home:
        self.built += 1
        draws = Draws(self.seed, f"export/{self.built}")
        home = Home(kind=kind, cells=_place(village, serial, self.built))
        KINDS[kind](self, home, draws)
        self._number(home)
        settle(home)
        return home

    def member(self, home: Home, part: str, draws: Draws, *, male: bool, age: int, surname: str = "") -> Cells:
        """A member with the cells everybody has; what depends on age and life is added by the kind."""
        of = draws.of(part)
        born = self.birthday(of, age)
        number = self.numbers.next(born, male=male)
        drawn, name = of, _full_name(of, male=male, birth_year=born.year, surname=surname)
        while name in [other["name"] for other in home.members.values()]:  # two of one name are a finding
            name = _full_name(drawn := drawn.of("again"), male=male, birth_year=born.year, surname=surname)
        person: Cells = {
            "name": name, "sex": "男" if male else "女", "born_on": f"{born:%Y%m%d}", "document_kind": "居民身份证",
            "document_number": number, "nation": names.nation(of), "party": "群众",
            "phone": home.cells["household_phone"], "health": "健康", "labour": "无劳动力", "mandarin": "是",
            "resident_insured": "是", "employee_insured": "否", "insurance_subsidised": "否", "serious_insured": "是",
            "commercial_insured": "否", "medical_aid": "否", "pension_insured": "是" if age >= 16 else "否",
            "employee_pension": "否", "pension_subsidised": "否", "dibao": "否", "dibao_category": "未享受",
            "tekun": "否", "tekun_policy": "未享受", "unsupported_child": "否", "yulu": "否", "working": "否",
            "plans_work": "否",
        }  # fmt: skip
        home.members[part] = person
        return person

    def birthday(self, draws: Draws, age: int) -> date:
        """A birthday by which the person is ``age`` on the day, and was and stays so for a month at least."""
        turned = self.day - timedelta(days=draws.whole(40, 320, "birthday"))
        return date(turned.year - age, turned.month, min(turned.day, 28))

    def _number(self, home: Home) -> None:
        for place, person in enumerate(home.members.values(), 1):
            person["person_no"] = f"{home.code}{place:02d}"
        head = home.members["head"]
        home.cells |= {
            "head_name": head["name"], "head_number": head["document_number"],
            "members_now": len(home.members), "members": len(home.members),
        }  # fmt: skip


def _full_name(draws: Draws, *, male: bool, birth_year: int, surname: str) -> str:
    return (surname or names.surname(draws)) + names.given_name(draws, male=male, birth_year=birth_year)


def settle(home: Home, *, fixed: frozenset[str] = frozenset()) -> None:
    """Work out the sums of the account from its items; what is ``fixed`` stays as it was written."""
    cells = home.cells
    for total, items in ITEMS.items():
        if total not in fixed:
            cells[total] = money(sum(float(str(cells.get(item) or 0)) for item in items))
    if "net_yuan" not in fixed:
        earned = sum(float(str(cells.get(total) or 0)) for total in ITEMS)
        cells["net_yuan"] = money(earned - float(str(cells.get("cost_yuan") or 0)))
    people = int(str(cells.get("members") or 0)) or len(home.members)
    net = float(str(cells.get("net_yuan") or 0))
    after_pay = net + float(str(cells.get("claim_yuan") or 0)) - float(str(cells.get("own_pay_yuan") or 0))
    known = {
        "reference_yuan": after_pay,
        "reference_per_head_yuan": after_pay / people,
        "net_per_head_yuan": net / people,
    }
    cells.update({name: money(value) for name, value in known.items() if name not in fixed})
    if "measures" not in fixed and cells.get("monitoring_class"):
        cells["measures"] = sum(bool(cells.get(name)) for name in MEASURES)


def money(value: float) -> str:
    return f"{value:.2f}"


def _place(village: Village, serial: int, number: int) -> Cells:
    return {
        **village.place,
        "natural_village": f"第{serial % 8 + 1}村民小组", "household_code": f"{village.code}{9000 + serial:04d}",
        "household_phone": phone(number), "address": f"{village.place['village']}第{serial % 8 + 1}村民小组{serial}号",
        "standard": "国家标准", "register_type": "脱贫户" if number % 3 else "一般农户",
        "bank": "演示银行", "bank_account": f"77010100{number:011d}", "resettled": "否", "no_labour_safety_net": "否",
        "collector": "演示采集员", "collector_phone": phone(900_000 + number % 50_000),
        "helper": "演示帮扶人", "helper_office": "演示单位", "helper_phone": phone(950_000 + number % 50_000),
        "dropout": "否", "uninsured": "否", "housing_damaged": "否", "water_damaged": "否", "unsafe_house": "否",
        "house_grade": "A级", "house_area": 80 + number % 60, "safe_water": "是", "toilet": "有",
        "toilet_usable": "是",
        "road_kind": "水泥路", "road_paved": "是", "road_distance": "0.5", "electricity": "是", "power": "是",
        "broadcast": "是", "fuel": "清洁能源", "arable_mu": "4.50", "forest_mu": "2.00", "returned_mu": "0",
        "fruit_mu": "0",
        "grass_mu": "0", "pond_mu": "0", "cooperative": "否", "enterprise": "否", "leader": "否",
        "item_crops": "9000.00", "item_animals": "7000.00", "cost_yuan": "5000.00", "item_land": "1200.00",
        "item_ecology": "300.00", "item_work": "0.00", "item_post": "0.00", "claim_yuan": "0.00",
        "own_pay_yuan": "600.00",
    }  # fmt: skip


AWAY = (("广东省", "广州市", "番禺区"), ("浙江省", "杭州市", "萧山区"), ("云南省", "昆明市", "官渡区"))


def works(home: Home, person: Cells, draws: Draws, *, near: bool = False) -> None:
    """An adult in wage work since the beginning of the year."""
    province, city, county = draws.one_of(AWAY, "where")
    monthly = draws.whole(34, 52, "pay") * 100
    if near:
        province, city, county = (str(home.cells[name]) for name in ("province", "city", "county"))
    area = "乡外县内" if near else "县外省内" if province == home.cells["province"] else "省外"
    person |= {
        "labour": "普通劳动力", "working": "是", "work_area": area, "work_province": province, "work_city": city,
        "work_county": county, "employer": "演示制造有限公司", "industry": "制造业", "work_from_on": "202602",
        "work_months": 9, "work_monthly_yuan": f"{monthly}.00", "work_channel": "自主就业" if near else "外出务工",
        "point_to_point": "否", "travel_subsidy_yuan": "0", "plans_work": "是", "planned_county": county,
    }  # fmt: skip
    home.cells["item_work"] = money(float(str(home.cells.get("item_work") or 0)) + monthly * 9)


def monitored(home: Home, draws: Draws, risk: str) -> None:
    """Under monitoring for ``risk``, not eliminated, with two development measures."""
    year = draws.whole(2023, 2025, "identified")
    month = draws.whole(1, 9, "month")
    home.cells |= {
        "monitoring_class": "防止返贫致贫对象" if year > 2024 else ("脱贫不稳定户",
        "边缘易致贫户")[home.cells["register_type"] == "一般农户"],
        "identified_on": f"{year}{month:02d}", "first_measure_on": f"{year}{month + 1:02d}", "risk_1": risk,
        "eliminated": "否", "line_yuan": "8700.00", "contact": "演示联系人",
        "contact_phone": home.cells["collector_phone"],
        "development_measure": "已实施", "industry_measures": "种植、养殖", "work_measures": "务工",
    }  # fmt: skip


def _family(builder: Builder, home: Home, draws: Draws) -> None:
    """Couple, child in school, grandmother."""
    surname = names.surname(draws)
    head = builder.member(home, "head", draws, male=True, age=draws.whole(38, 54, "head"), surname=surname)
    spouse = builder.member(home, "spouse", draws, male=False, age=draws.whole(36, 52, "spouse"))
    child = builder.member(
        home, "child", draws, male=draws.chance(0.5, "boy"), age=draws.whole(8, 14, "child"), surname=surname
    )
    elder = builder.member(home, "elder", draws, male=False, age=draws.whole(72, 84, "elder"))
    head |= {"relation": "户主", "education": "初中"}
    spouse |= {"relation": "配偶", "education": "小学", "labour": "普通劳动力"}
    child |= {"relation": "之子" if child["sex"] == "男" else "之女", "schooling": schooling_at(_age(builder, child))}
    elder |= {"relation": "之母", "education": "小学"}
    home.cells["item_pension"] = "1800.00"
    works(home, head, draws.of("work"))


def _age(builder: Builder, person: Cells) -> int:
    born = str(person["born_on"])
    year, month, day = int(born[:4]), int(born[4:6]), int(born[6:])
    return builder.day.year - year - ((builder.day.month, builder.day.day) < (month, day))


def schooling_at(age: int) -> str:
    """The school year of somebody who entered primary school at six or seven."""
    if age < 6:
        return "学前教育" if age >= 3 else "学龄前儿童"
    ladder = {
        12: "七年级",
        13: "七年级",
        14: "八年级",
        15: "九年级",
        16: "普通高中一年级",
        17: "普通高中二年级",
        18: "普通高中三年级",
    }
    return ladder.get(age, "小学" if age < 12 else "本科一年级")


def _plain(builder: Builder, home: Home, draws: Draws) -> None:
    _family(builder, home, draws)


def _open(builder: Builder, home: Home, draws: Draws) -> None:
    """Monitored because the wife is ill."""
    _family(builder, home, draws)
    monitored(home, draws, "因病")
    home.members["spouse"] |= {"health": "长期慢性病", "medical_aid": "是"}
    home.cells |= {"own_pay_yuan": "6200.00", "health_measures": "慢病签约服务、医疗救助"}


def _eliminated(builder: Builder, home: Home, draws: Draws) -> None:
    """The same, eliminated more than half a year later and sound since."""
    _open(builder, home, draws)
    year = int(str(home.cells["identified_on"])[:4])
    settle(home)
    home.cells |= {
        "identified_on": f"{year - 1}04", "first_measure_on": f"{year - 1}05", "monitoring_class": "脱贫不稳定户",
        "register_type": "脱贫户", "eliminated": "是", "elimination_kind": "帮扶消除", "eliminated_on": f"{year}06",
        "after_dropout": "否", "after_uninsured": "否", "after_housing_damaged": "否", "after_water_damaged": "否",
        "after_net_yuan": home.cells["net_yuan"],
        "after_net_per_head_yuan": money(float(str(home.cells["net_yuan"])) / 4),
        "after_claim_yuan": "0.00", "after_own_pay_yuan": "800.00",
    }  # fmt: skip


def _elders(builder: Builder, home: Home, draws: Draws) -> None:
    """An old couple on tekun, marked as a household without labour."""
    head = builder.member(home, "head", draws, male=True, age=draws.whole(72, 82, "head"))
    spouse = builder.member(home, "spouse", draws, male=False, age=draws.whole(70, 80, "spouse"))
    head |= {"relation": "户主", "education": "小学"}
    spouse |= {"relation": "配偶", "education": "文盲或半文盲"}
    for person in (head, spouse):
        person |= {"tekun": "是", "tekun_policy": "农村特困", "insurance_subsidised": "是"}
    monitored(home, draws, "缺劳动力")
    home.cells |= {
        "no_labour_safety_net": "是", "industry_measures": None, "work_measures": None,
        "development_measure": "尚未实施",
        "general_measures": "特困供养", "item_tekun": "24000.00", "item_pension": "3600.00", "item_crops": "0.00",
        "item_animals": "0.00", "cost_yuan": "0.00", "arable_mu": "0.80",
    }  # fmt: skip


def _disabled(builder: Builder, home: Home, draws: Draws) -> None:
    """Monitored because the head is disabled; he is on dibao, his wife works in the county."""
    _family(builder, home, draws)
    head, spouse = home.members["head"], home.members["spouse"]
    for name in ("work_area", "work_province", "work_city", "work_county", "employer", "industry", "work_from_on",
                 "work_months", "work_monthly_yuan", "work_channel", "point_to_point", "travel_subsidy_yuan",
                 "planned_county"):  # fmt: skip
        head.pop(name, None)
    home.cells["item_work"] = "0.00"
    head |= {
        "working": "否", "plans_work": "否", "health": "残疾", "labour": "弱劳动力或半劳动力",
        "document_kind": "残疾人证", "document_number": disability_number(str(head["document_number"]), 4, 2),
        "disability_kind": "肢体残疾", "disability_grade": "二级", "card_year": "2019", "disability_allowance": "是",
        "dibao": "是", "dibao_category": "农村低保", "insurance_subsidised": "是",
    }  # fmt: skip
    works(home, spouse, draws.of("wife"), near=True)
    monitored(home, draws, "因残")
    home.cells |= {
        "general_measures": "享受农村居民最低生活保障、困难残疾人生活补贴", "item_dibao": "4800.00",
        "item_disability": "960.00",
    }  # fmt: skip


def _student(builder: Builder, home: Home, draws: Draws) -> None:
    """Monitored for the cost of a vocational student."""
    _family(builder, home, draws)
    del home.members["child"]
    surname = str(home.members["head"]["name"])[:1]
    child = builder.member(home, "child", draws.of("vocational"), male=False, age=17, surname=surname)
    child |= {"relation": "之女", "schooling": "中职二年级", "yulu": "是", "pension_insured": "否"}
    monitored(home, draws, "因学")
    home.cells |= {"education_measures": "雨露计划", "item_transfer_other": "3000.00", "own_pay_yuan": "4000.00"}


def _post(builder: Builder, home: Home, draws: Draws) -> None:
    """Monitored for unstable work; the wife holds a village post."""
    _family(builder, home, draws)
    home.members["spouse"] |= {
        "post": "保洁员", "post_count": 1, "post_months": 10, "post_from_on": "202601", "post_to_on": "202612",
    }  # fmt: skip
    monitored(home, draws, "因务工就业不稳")
    home.cells |= {"item_post": "8000.00", "post_measures": "保洁员"}


KINDS: dict[str, Callable[[Builder, Home, Draws], None]] = {
    "plain": _plain, "open": _open, "eliminated": _eliminated, "elders": _elders, "disabled": _disabled,
    "student": _student, "post": _post,
}  # fmt: skip
SHARES = (
    ("plain", 46.0),
    ("open", 14.0),
    ("eliminated", 20.0),
    ("elders", 4.0),
    ("disabled", 6.0),
    ("student", 5.0),
    ("post", 5.0),
)
