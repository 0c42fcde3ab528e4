"""Households and persons, who lived with whom when, and what each was on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column


class HouseholdLedger(
    Ledger,
    zh="农户",
    en="Households",
    key=("code",),
    named_by="code",
    meaning="Every rural household known, registered or not.",
):
    code: str | None = column(
        "户编号", "Household code", privacy=Privacy.PERSONAL, meaning="As the national register prints it."
    )
    head_name: str | None = column("户主姓名", "Head of household", privacy=Privacy.PERSONAL)
    natural_village: str | None = column("自然村", "Hamlet", privacy=Privacy.PERSONAL)
    address: str | None = column("家庭住址", "Address", privacy=Privacy.PERSONAL)
    phone: str | None = column("联系电话", "Phone", privacy=Privacy.SECRET)
    arable_mu: Decimal | None = column("耕地面积", "Arable land", unit="mu")
    forest_mu: Decimal | None = column("林地面积", "Forest land", unit="mu")
    resettled: bool | None = column("居住在易地扶贫搬迁集中安置区", "Lives in a resettlement site")
    no_labour_safety_net: bool | None = column(
        "整户无劳动能力兜底保障户", "Whole household without labour, on the safety net"
    )
    system_number: str | None = column(
        "系统编号",
        "Number in the national system",
        privacy=Privacy.PERSONAL,
        meaning="Empty until it was entered there.",
    )
    file_complete_on: date | None = column("分户档案建成日期", "Household file complete on")


class PersonLedger(Ledger, zh="人口", en="Persons", key=("document_number",), named_by="document_number"):
    name: str | None = column("姓名", "Name", privacy=Privacy.PERSONAL)
    document_kind: str | None = column("证件类型", "Document kind", codes="document_kind")
    document_number: str | None = column(
        "证件号码", "Document number", privacy=Privacy.SECRET, meaning="First 18 characters join; kept as received."
    )
    sex: str | None = column("性别", "Sex", codes="sex")
    born_on: date | None = column("出生日期", "Born on")
    died_on: date | None = column("死亡日期", "Died on")
    nation: str | None = column("民族", "Ethnic group", codes="nation")
    phone: str | None = column("联系电话", "Phone", privacy=Privacy.SECRET)


class MembershipLedger(
    Ledger,
    zh="家庭成员",
    en="Household members",
    key=("person", "household", "from_on"),
    dated=True,
    meaning="A person is counted in the household whose membership is in force on the day asked.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    person: PersonLedger = column("人口", "Person", required=True)
    relation: str | None = column("与户主关系", "Relation to head", codes="relation")
    joined_by: str | None = column("增加原因", "How joined", codes="natural_change")
    left_by: str | None = column("减少原因", "How left", codes="natural_change")


class ConditionLedger(
    Ledger,
    zh="人口状况",
    en="Condition of persons",
    key=("person", "from_on"),
    dated=True,
    meaning="What changes in a person's life: health, capacity for work, schooling.",
):
    person: PersonLedger = column("人口", "Person", required=True)
    healthy: bool | None = column("健康", "Healthy")
    chronic_disease: bool | None = column("长期慢性病", "Long-term chronic disease")
    serious_disease: bool | None = column("患有大病", "Serious disease")
    disabled: bool | None = column("残疾", "Disabled")
    labour: str | None = column("劳动技能", "Capacity for work", codes="labour")
    education: str | None = column("文化程度", "Education", codes="education")
    schooling: str | None = column("在校生状况", "Schooling", codes="schooling")
    wants_work: bool | None = column("有就业意愿", "Wants work")
    absence_reason: str | None = column("失学或辍学原因", "Reason for not attending school", codes="absence_reason")


class RegisterSpellLedger(Ledger, zh="户类型", en="Register status", key=("household", "from_on"), dated=True):
    household: HouseholdLedger = column("户", "Household", required=True)
    register_type: str = column("户类型", "Register type", codes="register_type", required=True)
    entered_because: str | None = column("进入原因", "Why it began", codes="register_entry")
    cause: str | None = column("致贫返贫原因", "Cause of poverty", codes="poverty_cause")
    verified_on: date | None = column("审核验收日期", "Verified on", meaning="When the exit was verified.")
    stable: bool | None = column("稳定脱贫", "Stably lifted")


class MonitoringSpellLedger(
    Ledger,
    zh="监测对象",
    en="Monitored households",
    key=("household", "identified_on"),
    dated=True,
    meaning="From identification until removed from monitoring. An eliminated risk keeps its spell: follow-up goes on.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    monitoring_class: str = column("监测对象类别", "Monitoring class", codes="monitoring_class", required=True)
    identified_on: date | None = column("识别监测时间", "Identified on")
    line_yuan: Decimal | None = column("识别时监测线", "Line at identification", unit="CNY per person")
    eliminated: bool | None = column("风险是否已消除", "Risk eliminated")
    eliminated_on: date | None = column("风险消除时间", "Eliminated on")
    elimination_kind: str | None = column("风险消除方式", "How eliminated", codes="elimination_kind")
    measures: int | None = column("已落实帮扶措施数", "Measures delivered", unit="measure")
    tier: str | None = column("发现层级", "Tier that found it", codes="monitoring_tier")
    assistance_class: str | None = column("帮扶分类", "Class of assistance", codes="assistance_class")
    development_measure: bool | None = column("已实施开发式帮扶措施", "Development-type measure in place")


class DibaoSpellLedger(Ledger, zh="最低生活保障", en="Dibao", key=("person", "from_on"), dated=True, covered=True):
    person: PersonLedger = column("人口", "Person", required=True)
    household: HouseholdLedger | None = column("户", "Household")
    category: str | None = column("低保类别", "Category", codes="dibao_category")
    residence: str | None = column("城乡类别", "Urban or rural", codes="residence")
    tapering: bool | None = column("延保渐退", "Extended and tapering")
    taper_step: int | None = column("渐退档次", "Step of the taper", meaning="Counted from 1.")
    taper_ends_on: date | None = column("渐退到期日", "Taper ends on")
    monthly_yuan: Decimal | None = column("月保障金额", "Monthly amount", unit="CNY per month")


class TekunSpellLedger(Ledger, zh="特困供养", en="Tekun support", key=("person", "from_on"), dated=True, covered=True):
    person: PersonLedger = column("人口", "Person", required=True)
    household: HouseholdLedger | None = column("户", "Household")
    mode: str | None = column("供养方式", "Mode", codes="tekun_mode")
    residence: str | None = column("城乡类别", "Urban or rural", codes="residence")
    care_level: str | None = column("照料护理等级", "Level of care", codes="care_level")
    monthly_yuan: Decimal | None = column("月供养金额", "Monthly amount", unit="CNY per month")


class DisabilitySpellLedger(
    Ledger, zh="残疾人证", en="Disability cards", key=("person", "from_on"), dated=True, covered=True
):
    person: PersonLedger = column("人口", "Person", required=True)
    category: str | None = column("残疾类别", "Category", codes="disability_category")
    grade: str | None = column("残疾等级", "Grade", codes="disability_grade")
    issued_on: date | None = column("发证日期", "Issued on")


class DiseaseSpellLedger(
    Ledger, zh="大病慢病", en="Diseases", key=("person", "disease", "from_on"), dated=True, covered=True
):
    person: PersonLedger = column("人口", "Person", required=True)
    disease: str = column("病种", "Disease", codes="disease", required=True)
    diagnosed_on: date | None = column("确诊日期", "Diagnosed on")


class PersonListingLedger(
    Ledger,
    zh="人员名单",
    en="Lists of persons",
    key=("person", "listing", "from_on"),
    dated=True,
    covered=True,
    meaning="Membership of a person in a list that is screened or kept: key groups, leaders in business, volunteers.",
):
    person: PersonLedger = column("人口", "Person", required=True)
    listing: str = column("名单", "List", codes="person_listing", required=True)
    screened_on: date | None = column("筛查日期", "Screened on")
    verdict: str | None = column("筛查结论", "Verdict", codes="screening_verdict")
    document: str | None = column("依据文件", "Document")


class HouseholdListingLedger(
    Ledger,
    zh="农户名单",
    en="Lists of households",
    key=("household", "listing", "from_on"),
    dated=True,
    covered=True,
    meaning="Membership of a household in a list or a group: the four key groups for housing, deeply poor families.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    listing: str = column("名单", "List", codes="household_listing", required=True)
    screened_on: date | None = column("筛查日期", "Screened on")
    verdict: str | None = column("筛查结论", "Verdict", codes="screening_verdict")
    document: str | None = column("依据文件", "Document")


class HardshipEventLedger(
    Ledger,
    zh="灾害疫情影响",
    en="Hardship events",
    key=("household", "person", "kind", "happened_on"),
    event="happened_on",
    covered=True,
    meaning="An epidemic, a disaster, a shock to income or spending that hit a household or one of its people.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    person: PersonLedger | None = column("人口", "Person")
    kind: str = column("事件类别", "Kind", codes="hardship_kind", required=True)
    happened_on: date = column("发生日期", "Happened on", required=True)
    infected: bool | None = column("是否感染", "Infected")
    loss_yuan: Decimal | None = column("核实损失", "Verified loss", unit="CNY")
    verified_on: date | None = column("核实日期", "Verified on")
    assisted_on: date | None = column("帮扶日期", "Assisted on")
    fell_into: str | None = column("返贫致贫", "Fell into poverty", codes="register_entry")
