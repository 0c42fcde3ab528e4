"""The two assurances, three guarantees and safe water: what was found, when, under which standard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.people import HouseholdLedger, PersonLedger


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
