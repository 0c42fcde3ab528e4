"""The two assurances, three guarantees and safe water: what was found, when, under which standard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.library import DocumentLedger
from fangpin.ledgers.people import HouseholdLedger, PersonLedger
from fangpin.ledgers.places import OrganisationLedger


class GuaranteeFindingLedger(
    Ledger,
    zh="两不愁三保障核查",
    en="Guarantee findings",
    key=("household", "person", "dimension", "checked_on"),
    event="checked_on",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    person: PersonLedger | None = column("人口", "Person")
    dimension: str = column("保障项目", "Dimension", codes="guarantee", required=True)
    status: str = column("核查结论", "Status", codes="guarantee_status", required=True)
    checked_on: date = column("核查日期", "Checked on", required=True)
    expires_on: date | None = column("有效期至", "Valid until")
    checker: str | None = column("核查人", "Checker", privacy=Privacy.PERSONAL)
    reason: str | None = column("说明", "Reason", privacy=Privacy.PERSONAL)


class EnrolmentLedger(
    Ledger, zh="学籍", en="Enrolment", key=("person", "school_year"), event="enrolled_on", covered=True
):
    person: PersonLedger = column("人口", "Person", required=True)
    school_year: str = column("学年", "School year", required=True)
    school: str | None = column("学校", "School")
    stage: str | None = column("学段", "Stage", codes="school_stage")
    attending: bool | None = column("是否在校", "Attending")
    net_fee_yuan: Decimal | None = column("资助后学年费用", "Fees net of aid", unit="CNY")
    enrolled_on: date | None = column("入学日期", "Enrolled on")
    record_number: str | None = column("学籍号", "Number of the school record", privacy=Privacy.PERSONAL)
    has_record: bool | None = column("有学籍", "Has a school record")
    record_created_on: date | None = column("学籍建立日期", "School record created on")
    elsewhere: bool | None = column("外地就读", "Studies in another city or province")
    boarding: bool | None = column("寄宿", "Boarding")
    vocational: bool | None = column("职业教育", "Vocational")


class EnrolmentCheckLedger(
    Ledger,
    zh="控辍保学核查",
    en="Enrolment checks",
    key=("person", "listing", "listed_on"),
    event="listed_on",
    covered=True,
    meaning="A child on a list that is checked one by one: the lists are separate and may overlap.",
):
    person: PersonLedger = column("人口", "Person", required=True)
    listing: str = column("核查名单", "List", codes="enrolment_listing", required=True)
    listed_on: date = column("列入日期", "Listed on", required=True)
    checked_on: date | None = column("核查日期", "Checked on")
    result: str | None = column("核查结果", "Result", codes="enrolment_result")
    absence_reason: str | None = column("失学或辍学原因", "Reason for not attending", codes="absence_reason")
    settled_on: date | None = column("解决日期", "Settled on")


class OnlineLearningLedger(
    Ledger,
    zh="线上学习保障",
    en="Online learning",
    key=("person", "school_term"),
    event="checked_on",
    covered=True,
):
    person: PersonLedger = column("人口", "Person", required=True)
    school_term: str = column("学期", "Term", required=True, meaning="Such as 2019-2020-2.")
    device: bool | None = column("有终端", "Has a device")
    connected: bool | None = column("有网络", "Is connected")
    taking_part: bool | None = column("参加线上学习", "Takes part")
    checked_on: date | None = column("核查日期", "Checked on")


class ProgrammeDiseaseLedger(
    Ledger,
    zh="救治病种目录",
    en="Diseases of the programme",
    key=("name", "from_on"),
    dated=True,
    shared=True,
    meaning="Which diseases the centralised treatment programme took up, from when. A claim counts by its code.",
):
    name: str = column("病种名称", "Name", required=True)
    disease: str | None = column("病种", "Disease", codes="disease", meaning="Code as claims carry it.")
    document: DocumentLedger | None = column("依据文件", "Document")


class MedicalClaimLedger(
    Ledger, zh="医保结算", en="Medical claims", key=("person", "settlement"), event="settled_on", covered=True
):
    person: PersonLedger = column("人口", "Person", required=True)
    settlement: str | None = column("结算单号", "Settlement number", privacy=Privacy.PERSONAL)
    kind: str | None = column("就医类别", "Kind", codes="care_kind")
    settled_on: date = column("结算日期", "Settled on", required=True)
    total_yuan: Decimal | None = column("总费用", "Total", unit="CNY")
    in_policy_yuan: Decimal | None = column("政策范围内费用", "In-policy cost", unit="CNY")
    basic_yuan: Decimal | None = column("基本医保支付", "Basic insurance", unit="CNY")
    serious_yuan: Decimal | None = column("大病保险支付", "Serious-illness insurance", unit="CNY")
    aid_yuan: Decimal | None = column("医疗救助支付", "Medical aid", unit="CNY")
    own_pay_yuan: Decimal | None = column("合规自付金额", "Eligible own payment", unit="CNY")
    comprehensive_yuan: Decimal | None = column("综合医疗保障支付", "Comprehensive cover", unit="CNY")
    chronic_yuan: Decimal | None = column("慢性病门诊补充保障支付", "Chronic outpatient supplement", unit="CNY")
    government_yuan: Decimal | None = column("政府兜底保障支付", "Government backstop", unit="CNY")
    stacked_yuan: Decimal | None = column("叠加保险支付", "Stacked insurance", unit="CNY")
    commercial_yuan: Decimal | None = column("补充商业保险支付", "Commercial supplement", unit="CNY")
    subsidy_yuan: Decimal | None = column("医保扶贫补助", "Medical-insurance subsidy", unit="CNY")
    hospital: OrganisationLedger | None = column("就诊医疗机构", "Hospital")
    tier: str | None = column("医疗机构级别", "Tier of the hospital", codes="hospital_tier")
    disease: str | None = column("病种", "Disease", codes="disease")
    referral: str | None = column("转诊情况", "Referral", codes="referral")
    admitted_on: date | None = column("入院日期", "Admitted on")
    deposit_waived: bool | None = column("先诊疗后付费", "Treated before paying")
    unpaid_yuan: Decimal | None = column("未结清金额", "Not yet settled", unit="CNY")
    bills: int | None = column("结算单张数", "Bills for the visit", unit="item")
    windows: int | None = column("办理窗口数", "Windows for the visit", unit="item")


class RegularTreatmentLedger(
    Ledger,
    zh="定期诊疗绿色通道",
    en="Green channel for regular treatment",
    key=("person", "opened_on"),
    event="opened_on",
):
    person: PersonLedger = column("人口", "Person", required=True)
    opened_on: date = column("开通日期", "Opened on", required=True)
    disease: str | None = column("病种", "Disease", codes="disease")
    hospital: OrganisationLedger | None = column("医疗机构", "Hospital")
    interval_days: int | None = column("诊疗间隔", "Interval", unit="day")
    last_visit_on: date | None = column("最近诊疗日期", "Last visit")
    interrupted_on: date | None = column("中断日期", "Interrupted on")
    closed_on: date | None = column("结束日期", "Closed on")


class DoctorContractLedger(
    Ledger,
    zh="家庭医生签约",
    en="Family-doctor contracts",
    key=("person", "from_on"),
    dated=True,
    covered=True,
    meaning="Who needs care and is willing, who is signed with which team. Unsigned rows are the list still to sign.",
):
    person: PersonLedger = column("人口", "Person", required=True)
    care_need: bool | None = column("有诊疗需求", "Needs care")
    willing: bool | None = column("愿意签约", "Willing to sign")
    signed_on: date | None = column("签约日期", "Signed on")
    organisation: OrganisationLedger | None = column("签约团队", "Team")
    package: str | None = column("服务包", "Service package")


class DoctorServiceLedger(
    Ledger,
    zh="家庭医生服务",
    en="Family-doctor services",
    key=("person", "served_on", "kind"),
    event="served_on",
    covered=True,
):
    person: PersonLedger = column("人口", "Person", required=True)
    served_on: date = column("服务日期", "Served on", required=True)
    kind: str | None = column("服务项目", "Service", codes="doctor_service")
    package_fulfilled: bool | None = column("完成服务包", "Package of the period delivered")


class MedicalAccessLedger(
    Ledger,
    zh="村级就医点",
    en="Medical access of villages",
    key=("area_code", "mode", "from_on"),
    dated=True,
    meaning="A village's own medical point, or the named point nearby, connected to insurance settlement.",
):
    mode: str = column("通达方式", "Mode", codes="medical_access", required=True)
    organisation: OrganisationLedger | None = column("医疗服务点", "Medical point")
    distance_km: Decimal | None = column("距离", "Distance", unit="km", digits=(8, 3))
    settlement: bool | None = column("开通医保结算", "Connected to insurance settlement")


class ThresholdListingLedger(
    Ledger,
    zh="部门预警名单",
    en="Departments' threshold lists",
    key=("person", "listing", "period_from_on", "period_to_on"),
    event="period_to_on",
    covered=True,
    meaning="A department lists who passed its threshold in a period, with the amount: evidence by itself.",
):
    person: PersonLedger = column("人口", "Person", required=True)
    listing: str = column("名单类别", "List", codes="threshold_listing", required=True)
    period_from_on: date = column("统计期起", "Period from", required=True)
    period_to_on: date = column("统计期止", "Period to", required=True, meaning="Last day of the period.")
    amount_yuan: Decimal | None = column("金额", "Amount", unit="CNY")
    listed_on: date | None = column("推送日期", "Listed on")
    remark: str | None = column("情况说明", "Remark", privacy=Privacy.PERSONAL)


class HousingCheckLedger(
    Ledger, zh="住房安全鉴定", en="Housing checks", key=("household", "checked_on"), event="checked_on", covered=True
):
    household: HouseholdLedger = column("户", "Household", required=True)
    grade: str | None = column("鉴定等级", "Grade", codes="housing_grade")
    checked_on: date = column("鉴定日期", "Checked on", required=True)
    works_accepted_on: date | None = column("改造竣工验收日期", "Works accepted on")
    only_housing: bool | None = column("是否唯一住房", "Only housing")


class WaterCheckLedger(
    Ledger, zh="饮水安全核查", en="Water checks", key=("household", "checked_on"), event="checked_on", covered=True
):
    household: HouseholdLedger = column("户", "Household", required=True)
    checked_on: date = column("核查日期", "Checked on", required=True)
    litres: Decimal | None = column(
        "人均日水量", "Water per person and day", unit="L per person per day", digits=(8, 1)
    )
    quality_passed: bool | None = column("水质达标", "Quality passed")
    piped: bool | None = column("自来水入户", "Piped")
    fetch_minutes: int | None = column("取水往返时间", "Minutes to fetch", unit="minute")
    outage_days: int | None = column("年停水天数", "Days without water in the year", unit="day")
