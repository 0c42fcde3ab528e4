"""The export of the national register: 177 columns, one row per member, header in row 3, extent written wrong.

Its labels are those users know: brackets of both widths, units on some columns only, one header twice.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from fangpin.synthesis.records import Household, Person, Row
from fangpin.synthesis.workbooks.columns import Head, Line, body, labels, text
from fangpin.synthesis.workbooks.dress import write_xlsx
from fangpin.synthesis.workbooks.office import Office
from fangpin.synthesis.workbooks.pages import Cell, Sheet

COLUMNS_OF_THE_EXPORT = 177
REASONS = (
    "因病",
    "因学",
    "因残",
    "因自然灾害",
    "因意外事故",
    "因产业失败",
    "因务工就业不稳",
    "缺劳动力",
    "因安全住房",
    "因安全饮水",
)


def write_register(office: Office, folder: Path) -> Path:
    """Lifted and monitored households with their members, as the platform's own export of the day.

    Households without an income account up to that day are left out: the export of an earlier year
    has only those whose earlier account is known.
    """
    homes = [home for home in office.households if _exported(home, office)]
    lines = [office.line(home, member, {}) for home in homes for member in home.current(office.day)]
    columns = _columns(office)
    sheet = Sheet(
        name="监测对象信息",
        titles=(
            "（自定义）监测对象信息（演示数据）",
            f"导出单位：个旧市    导出时间：{office.day:%Y-%m-%d}    人员均为虚构",
        ),
        header=(labels(columns),),
        rows=body(columns, lines),
    )
    return write_xlsx(folder / f"（自定义）监测对象信息_{office.day:%Y%m%d}.xlsx", [sheet], dimension="A1:C3")


def _exported(home: Household, office: Office) -> bool:
    known = any(row["period_to_on"] <= office.day for row in home.rows["income_account"])
    return known and (home.registered or any(map(office.in_force, home.rows["monitoring_spell"])))


def _columns(office: Office) -> list[Head]:
    columns = [
        *_place(office),
        *_household(office),
        *_person(office),
        *_monitoring(office),
        *_income(office),
        *_homestead(),
    ]
    idle = COLUMNS_OF_THE_EXPORT - len(columns)
    return [*columns, *(Head(label, lambda _: None) for label in UNUSED[:idle])]


def _place(office: Office) -> list[Head]:
    return [
        Head("省", lambda _: "云南省"),
        Head("市", lambda _: "红河哈尼族彝族自治州"),
        Head("县", lambda _: office.place.county.name),
        Head("乡", lambda line: line.township.name),
        Head("村", lambda line: line.household.village.name),
        Head("自然村", lambda line: line.household.natural_village),
    ]


def _household(office: Office) -> list[Head]:
    return [
        Head("户编号", lambda line: line.household.code),
        Head("户主姓名", lambda line: line.household.head.name),
        Head("户主证件号码", lambda line: line.household.head.document_number),
        Head("户联系电话", lambda line: line.household.phone),
        Head("家庭住址", lambda line: line.household.address),
        Head("识别标准", lambda _: "国家标准"),
        Head("户类型", lambda line: _current(line.household.rows["register_spell"], office).get("register_type")),
        Head(
            "监测对象类别",
            lambda line: _current(line.household.rows["monitoring_spell"], office).get("monitoring_class"),
        ),
        Head("当前家庭人口数", lambda line: len(line.household.current(office.day))),
        Head("年度家庭人口数", lambda line: _account(line, office).get("members")),
        Head("居住在易地扶贫搬迁集中安置区", lambda line: "是" if line.household.resettled else "否"),
        Head("整户无劳动能力兜底保障户", lambda line: "是" if line.household.no_labour_safety_net else "否"),
    ]


def _current(rows: list[Row], office: Office) -> Row:
    return next((row for row in rows if office.in_force(row)), {})


def _person(office: Office) -> list[Head]:
    condition = _condition
    return [
        Head("人口编号", lambda line: f"{line.household.code}{line.household.members.index(line.person) + 1:02d}"),
        Head("姓名", lambda line: line.person.name),
        Head("性别", lambda line: "男" if line.person.male else "女"),
        Head("出生日期", lambda line: f"{line.person.born_on:%Y%m%d}"),
        Head("证件类型", lambda line: "残疾人证" if line.person.disability_number else "居民身份证"),
        Head("证件号码", office.register_number),
        Head("民族", lambda line: line.person.nation),
        Head("家庭成员联系电话", lambda line: line.person.phone),
        Head("政治面貌", lambda _: "群众"),
        Head("与户主关系", lambda line: line.person.relation),
        Head("文化程度", lambda line: condition(line.person).get("education")),
        Head("在校生状况", lambda line: condition(line.person).get("schooling")),
        Head("失学或辍学原因", lambda line: condition(line.person).get("absence_reason")),
        Head("健康状况", lambda line: health(line.person)),
        Head("劳动技能", lambda line: condition(line.person).get("labour")),
        Head("是否参加城乡居民（职工）基本医疗保险", lambda _: "是"),
        Head("是否参加大病保险", lambda _: "是"),
        Head("是否会讲普通话", lambda _: "是"),
        Head("公益性岗位", lambda line: next((row["post"] for row in line.person.rows["welfare_post"]), None)),
        Head("公益性岗位(月数)", lambda line: 12 if line.person.rows["welfare_post"] else None),
    ]


def _condition(person: Person) -> Row:
    return next((row for row in person.rows["condition"] if row["to_on"] is None), {})


def health(person: Person) -> Cell:
    """Several values in one cell, in whichever order the clerk met them."""
    row = _condition(person)
    if row.get("healthy") is None:
        return None
    if row["healthy"]:
        return "健康"
    named = (("长期慢性病", "chronic_disease"), ("患有大病", "serious_disease"), ("残疾", "disabled"))
    found = [label for label, column in named if row.get(column)]
    marks = (",", "，", "、", ";")
    return marks[person.key % 4].join(found[::-1] if person.key % 2 else found)


def _monitoring(office: Office) -> list[Head]:
    def spell(line: Line) -> Row:
        return _current(line.household.rows["monitoring_spell"], office)

    def risks(line: Line) -> list[Row]:
        return line.household.rows["risk"]

    def risk(number: int) -> Head:
        return Head(
            f"致贫/返贫风险{number}",
            lambda line: risks(line)[number - 1]["risk"] if len(risks(line)) >= number else None,
        )

    def eliminated(line: Line) -> Cell:
        value = spell(line).get("eliminated")
        later = spell(line).get("eliminated_on") is not None and spell(line)["eliminated_on"] > office.day
        return None if value is None else "是" if value and not later else "否"

    def how(name: str) -> Callable[[Line], object]:
        return lambda line: spell(line).get(name) if eliminated(line) == "是" else None

    return [
        Head("识别监测时间", lambda line: _month(_identified(line, spell(line)))),
        Head("纳入监测时监测线（元）", lambda line: _money(spell(line).get("line_yuan"))),
        *(risk(number) for number in range(1, 6)),
        Head("因自然灾害子项", lambda _: None),
        Head("风险是否已消除", eliminated),
        Head("风险消除方式", lambda line: text(how("elimination_kind")(line))),
        Head("风险消除时间", lambda line: _month(how("eliminated_on")(line))),
        Head("已落实帮扶措施数", lambda line: spell(line).get("measures")),
        Head("实施开发式帮扶措施情况", lambda line: _development(spell(line).get("development_measure"))),
        Head("监测联系人", lambda line: "演示联系人" if spell(line) else None),
        Head("监测联系人电话", lambda line: "15400999999" if spell(line) else None),
        Head("风险是否已消除", eliminated),  # the export has this header twice
    ]


def _identified(line: Line, spell: Row) -> object:
    """The month of identification; where a risk is on record without monitoring, the month it was found."""
    risks = line.household.rows["risk"]
    return spell.get("identified_on") or (risks[0]["found_on"] if risks else None)


def _development(value: bool | None) -> Cell:  # noqa: FBT001 - a ledger value
    return None if value is None else "已实施" if value else "尚未实施"


def _month(value: object) -> Cell:
    return None if value is None else f"{value:%Y%m}"


def _money(value: object) -> Cell:
    return None if value is None else f"{Decimal(str(value)):.2f}"


def _account(line: Line, office: Office) -> Row:
    """The newest account that ended by the day of the export."""
    known = [row for row in line.household.rows["income_account"] if row["period_to_on"] <= office.day]
    return max(known, key=lambda row: row["period_to_on"], default={})


def _income(office: Office) -> list[Head]:
    def sum_of(label: str, column: str) -> Head:
        return Head(label, lambda line: _money(_account(line, office).get(column)))

    return [
        sum_of("工资性收入（元）", "wage_yuan"),
        sum_of("生产经营性收入（元）", "business_yuan"),
        sum_of("财产性收入（元）", "property_yuan"),
        sum_of("转移性收入（元）", "transfer_yuan"),
        sum_of("生产经营性支出（元）", "cost_yuan"),
        sum_of("理赔收入（元）", "claim_yuan"),
        sum_of("合规自付支出（元）", "own_pay_yuan"),
        Head("家庭纯收入（元）", lambda line: _net(_account(line, office), per_head=False)),
        Head("人均纯收入(元)", lambda line: _net(_account(line, office), per_head=True)),
    ]


def _net(account: Row, *, per_head: bool) -> Cell:
    parts = [account.get(f"{name}_yuan") for name in ("wage", "business", "property", "transfer", "cost")]
    told = [Decimal(part) for part in parts if part is not None]
    if len(told) < len(parts):
        return None
    wage, business, own, transfer, cost = told
    net = wage + business + own + transfer - cost
    return f"{net / account['members'] if per_head and account.get('members') else net:.2f}"


def _homestead() -> list[Head]:
    def finding(dimension: str) -> Head:
        def cell(line: Line) -> Cell:
            rows = [row for row in line.household.rows["guarantee_finding"] if row["dimension"] == dimension]
            return rows[-1]["status"] if rows else None

        return Head(f"{dimension}核查结论", cell)

    return [
        Head("耕地面积（亩）", lambda line: line.household.arable_mu),
        Head("林地面积（亩）", lambda line: line.household.forest_mu),
        Head("牧草地面积", lambda _: "0"),
        Head("文化（图书）室个数 （个）", lambda _: 1),
        *(finding(dimension) for dimension in ("不愁吃", "不愁穿", "义务教育", "基本医疗", "住房安全", "饮水安全")),
    ]


# What the export also has and nobody here reads: it fills the sheet to its 177 columns.
UNUSED = (
    "是否危房户",
    "危房等级",
    "是否解决安全饮用水",
    "是否享受农村居民最低生活保障",
    "是否特困供养人员",
    "是否军烈属",
    "开户银行",
    "银行卡号",
    "其他备注",
    "信息采集人",
    "信息采集人联系电话",
    "安置区地址",
    "退耕还林面积（亩）",
    "林果面积（亩）",
    "水面面积（亩）",
    "住房面积（平方米）",
    "入户路类型",
    "入户道路是否硬化",
    "与村主干路距离（公里）",
    "是否通生活用电",
    "是否通生产用电",
    "是否通广播电视",
    "有无卫生厕所",
    "卫生厕所是否能正常使用",
    "主要燃料类型",
    "是否加入农民专业合作组织",
    "是否有龙头企业带动",
    "是否有创业致富带头人带动",
    "到户产业帮扶类型",
    "残疾证办证年度",
    "大专或本科毕业生未就业原因",
    "是否事实无人抚养儿童",
    "是否享受人身意外保险补贴",
    "是否参加商业补充医疗保险",
    "是否参加城乡居民基本养老保险",
    "是否接受医疗救助",
    "是否接受其他健康扶贫",
    "务工区域（年度）",
    "务工时间（月）",
    "务工企业（年度）",
    "种植收入(元)",
    "养殖收入(元)",
    "林果收入(元)",
    "其他经营收入(元)",
    "产业奖励（元）",
    "就业奖励（元）",
    "其他工资性收入（元）",
    "公益性岗位收入（元）",
    "资产收益分红(元)",
    "土地流转收入（元）",
    "其他财产性收入(元)",
    "计划生育金（元）",
    "低保金（元）",
    "特困供养金（元）",
    "养老保险金（元）",
    "生态补偿金（元）",
    "高龄津贴(元)",
    "残疾人补贴(元)",
    "临时救助（元）",
    "其他转移性收入（元）",
    "纳入监测对象的收入参考范围(元)",
    "纳入监测对象的人均收入参考范围(元)",
    "专项用于减少生产经营性支出的补贴（元）",
    *(f"帮扶措施{n}（名称）" for n in range(1, 16)),
    *(f"帮扶措施{n}(时间)" for n in range(1, 16)),
    *(f"帮扶措施{n}金额（元）" for n in range(1, 16)),
    *(f"备用字段{n}" for n in range(1, 60)),
)
