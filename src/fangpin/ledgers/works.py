"""Projects and money, houses, water, the environment: what is built, paid, tested and cleaned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, column
from fangpin.ledgers.duties import CampaignLedger
from fangpin.ledgers.library import DocumentLedger
from fangpin.ledgers.people import HouseholdLedger, PersonLedger
from fangpin.ledgers.places import AreaLedger, OrganisationLedger
from fangpin.ledgers.settlement import ResettlementSiteLedger


class ProjectLedger(
    Ledger,
    zh="项目库",
    en="Projects",
    key=("number",),
    named_by="number",
    event="planned_on",
    shared=True,
    meaning="A project at its counting level: a parent of the year plan, or a village or household line under one.",
):
    number: str = column("项目编号", "Number", required=True)
    title: str | None = column("项目名称", "Title")
    parent: ProjectLedger | None = column("上级项目", "Parent")
    counting_level: str | None = column("统计层级", "Counting level", codes="counting_level")
    kind: str | None = column("项目类别", "Kind", codes="project_kind")
    pillar: str | None = column("三位一体", "Pillar", codes="pillar")
    programme: str | None = column("项目来源", "Programme", codes="project_programme")
    area_focus: str | None = column("重点名单", "Focus list", codes="area_listing")
    plan_year: int | None = column("计划年度", "Year of the plan")
    organisation: OrganisationLedger | None = column("实施单位", "Carried out by")
    facility: OrganisationLedger | None = column("受益机构", "Facility built or repaired")
    pairing_area: AreaLedger | None = column("结对地区", "Paired area whose money pays")
    site: ResettlementSiteLedger | None = column("安置点", "Resettlement site")
    investment_yuan: Decimal | None = column("计划投资", "Planned investment", unit="CNY", digits=(18, 2))
    length_km: Decimal | None = column("里程", "Length", unit="km", digits=(12, 3))
    planned_on: date | None = column("入库日期", "Entered the library on")
    due_on: date | None = column("计划完工日期", "Due on")
    started_on: date | None = column("开工日期", "Started on")
    completed_on: date | None = column("完工日期", "Completed on")
    accepted_on: date | None = column("验收日期", "Accepted on")
    handed_over_on: date | None = column("移交日期", "Handed over on")


class ProjectLinkLedger(
    Ledger,
    zh="项目受益",
    en="Beneficiaries of projects",
    key=("project", "household", "target_area"),
    event="enrolled_on",
    meaning="Which household or village a project reaches, and what it gained.",
):
    project: ProjectLedger = column("项目", "Project", required=True)
    household: HouseholdLedger | None = column("户", "Household")
    target_area: AreaLedger | None = column("受益区划", "Area reached")
    enrolled_on: date | None = column("参与日期", "Enrolled on")
    milestone_on: date | None = column("达标核实日期", "Milestone verified on")
    reward_yuan: Decimal | None = column("奖补金额", "Reward", unit="CNY")
    rewarded_on: date | None = column("奖补日期", "Rewarded on")
    gain_yuan: Decimal | None = column("增收金额", "Gain in income", unit="CNY")
    gain_measured_on: date | None = column("增收核算日期", "Gain measured on")


class ExitCheckLedger(
    Ledger,
    zh="退出验收",
    en="Exit checks",
    key=("kind", "household", "area_code", "applied_on"),
    event="verified_on",
    meaning="The exit of a household, village or county: applied for, verified, announced.",
):
    kind: str = column("退出类别", "What exits", codes="exit_kind", required=True)
    household: HouseholdLedger | None = column("户", "Household")
    applied_on: date | None = column("申请日期", "Applied on")
    income_passed: bool | None = column("收入达标", "Income above the line")
    guarantees_passed: bool | None = column("保障达标", "All guarantees met")
    verified_by: str | None = column("验收层级", "Verified by which level", codes="admin_level")
    verified_on: date | None = column("验收日期", "Verified on")
    passed: bool | None = column("验收合格", "Passed")
    announced_on: date | None = column("公告日期", "Announced on")
    announced_by: OrganisationLedger | None = column("公告单位", "Announced by")
    document: DocumentLedger | None = column("公告文件", "Document")


class FundTransactionLedger(
    Ledger,
    zh="资金流水",
    en="Fund transactions",
    key=("number",),
    named_by="number",
    event="moved_on",
    meaning="Money allocated, received or paid: three states that never stand in one sum.",
):
    number: str = column("流水号", "Number", required=True)
    state: str = column("资金状态", "State", codes="fund_state", required=True)
    source: str | None = column("资金来源", "Source", codes="fund_source")
    level: str | None = column("资金层级", "Level", codes="admin_level")
    purpose: str | None = column("资金用途", "Purpose", codes="fund_purpose")
    pillar: str | None = column("三位一体", "Pillar", codes="pillar")
    mode: str | None = column("直接或引进", "Direct or introduced", codes="fund_mode")
    direction: str | None = column("帮扶方向", "Given or received", codes="direction")
    amount_yuan: Decimal = column("金额", "Amount", unit="CNY", digits=(18, 2), required=True)
    moved_on: date = column("日期", "Date", required=True)
    plan_year: int | None = column("预算年度", "Budget year")
    project: ProjectLedger | None = column("项目", "Project")
    organisation: OrganisationLedger | None = column("出资单位", "Paid by")
    other_area: AreaLedger | None = column("对方地区", "Other area")
    document: DocumentLedger | None = column("下达文件", "Document")


class HousingWorkLedger(
    Ledger,
    zh="危房改造",
    en="Housing works",
    key=("household", "listing", "found_on"),
    event="found_on",
    covered=True,
    meaning="A house from finding to acceptance. The lists it came from are kept apart, the household is one.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    listing: str | None = column("任务来源", "List", codes="housing_listing")
    task_year: int | None = column("任务年度", "Year of the task")
    key_group: str | None = column("重点对象类别", "Key group", codes="household_listing")
    in_key_groups: bool | None = column("属四类重点对象", "In the key groups")
    cause: str | None = column("危房成因", "Cause of the damage", codes="housing_cause")
    grade: str | None = column("鉴定等级", "Grade", codes="housing_grade")
    mode: str | None = column("改造方式", "How", codes="housing_mode")
    campaign: CampaignLedger | None = column("专项行动", "Campaign")
    found_on: date | None = column("发现日期", "Found on")
    assessed_on: date | None = column("鉴定日期", "Assessed on")
    planned_on: date | None = column("纳入计划日期", "Put into the plan on")
    due_on: date | None = column("完成期限", "Due on")
    started_on: date | None = column("开工日期", "Started on")
    completed_on: date | None = column("竣工日期", "Completed on")
    accepted_on: date | None = column("验收日期", "Accepted on")
    moved_out_on: date | None = column("搬离日期", "Moved out on")
    grant_yuan: Decimal | None = column("补助金额", "Grant", unit="CNY")
    granted_on: date | None = column("补助发放日期", "Grant paid on")


class WaterWorkLedger(
    Ledger,
    zh="饮水工程",
    en="Water works",
    key=("number",),
    named_by="number",
    event="completed_on",
    shared=True,
):
    number: str = column("工程编号", "Number", required=True)
    title: str | None = column("工程名称", "Title")
    kind: str | None = column("工程类别", "Kind", codes="water_work_kind")
    project: ProjectLedger | None = column("项目", "Project")
    investment_yuan: Decimal | None = column("计划投资", "Planned investment", unit="CNY", digits=(18, 2))
    invested_yuan: Decimal | None = column("完成投资", "Investment completed", unit="CNY", digits=(18, 2))
    started_on: date | None = column("开工日期", "Started on")
    completed_on: date | None = column("完工日期", "Completed on")
    accepted_on: date | None = column("验收日期", "Accepted on")
    responsible: OrganisationLedger | None = column("责任单位", "Responsible body")


class WaterServiceLedger(
    Ledger,
    zh="饮水受益户",
    en="Households served with water",
    key=("water_work", "household"),
    event="solved_on",
    covered=True,
    meaning="A household whose water problem a works solves. People are counted once even where works overlap.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    water_work: WaterWorkLedger | None = column("饮水工程", "Works")
    problem: str | None = column("饮水问题", "Problem", codes="water_problem")
    found_on: date | None = column("发现日期", "Found on")
    people: int | None = column("受益人数", "People served", unit="person")
    solved_on: date | None = column("解决日期", "Solved on")


class WaterTestLedger(
    Ledger,
    zh="水质检测",
    en="Water tests",
    key=("point", "sampled_on", "area_code"),
    event="sampled_on",
):
    point: str = column("检测点", "Sampling point", required=True)
    water_work: WaterWorkLedger | None = column("饮水工程", "Works")
    sampled_on: date = column("采样日期", "Sampled on", required=True)
    announced: bool | None = column("事先通知", "Announced beforehand")
    passed: bool | None = column("检测合格", "Passed", meaning="All parameters meet the standard.")
    fluoride: Decimal | None = column("氟化物（毫克每升）", "Fluoride in mg per litre", digits=(8, 3))
    failed_parameters: str | None = column("不合格项目", "Parameters that failed")


class WaterDeliveryLedger(
    Ledger,
    zh="应急送水",
    en="Water deliveries",
    key=("household", "area_code", "delivered_on"),
    event="delivered_on",
):
    household: HouseholdLedger | None = column("户", "Household")
    delivered_on: date = column("送水日期", "Delivered on", required=True)
    litres: Decimal | None = column("送水量", "Water delivered", unit="L", digits=(12, 1))
    organisation: OrganisationLedger | None = column("送水单位", "Delivered by")


class EnvironmentWorkLedger(
    Ledger,
    zh="人居环境整治",
    en="Environment works",
    key=("number",),
    named_by="number",
    event="done_on",
    meaning="Clean-up work with its quantity: summed only within one kind and unit.",
):
    number: str = column("整治编号", "Number", required=True)
    kind: str = column("整治类别", "Kind", codes="environment_kind", required=True)
    done_on: date = column("整治日期", "Done on", required=True)
    quantity: Decimal | None = column("数量", "Quantity", digits=(14, 3), meaning="In the unit of the kind.")
    unit_word: str | None = column("计量单位", "Unit", codes="quantity_unit")
    people: int | None = column("参加人数", "People", unit="person")
    person_times: int | None = column("参加人次", "Person-times", unit="time")
    machines: int | None = column("机械台数", "Machines", unit="item")
    organisation: OrganisationLedger | None = column("组织单位", "Organised by")
    campaign: CampaignLedger | None = column("专项行动", "Campaign")


class EnvironmentTurnoutLedger(
    Ledger,
    zh="整治参加人员",
    en="People at environment works",
    key=("environment_work", "person"),
):
    environment_work: EnvironmentWorkLedger = column("整治", "Work", required=True)
    person: PersonLedger = column("人口", "Person", required=True)
    joined_as: str | None = column("人员类别", "Joined as", codes="turnout_group")
