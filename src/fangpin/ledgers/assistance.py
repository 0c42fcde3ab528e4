"""Help given: plans, measures, benefits due and paid, insurance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.duties import CampaignLedger
from fangpin.ledgers.industry import PvStationLedger
from fangpin.ledgers.library import SchemeLedger
from fangpin.ledgers.people import HouseholdLedger, PersonLedger
from fangpin.ledgers.places import OfficerLedger, OrganisationLedger
from fangpin.ledgers.works import ProjectLedger


class PlanLedger(
    Ledger,
    zh="帮扶方案",
    en="Plans",
    key=("kind", "household", "organisation", "area_code", "year"),
    event="approved_on",
    meaning="The plan of a household for a year, the emergency water plan of a village, the plan of a sector.",
):
    number: str | None = column("方案编号", "Number")
    kind: str = column("方案类别", "Kind", codes="plan_kind", required=True)
    household: HouseholdLedger | None = column("户", "Household")
    organisation: OrganisationLedger | None = column("责任单位", "Unit or task force")
    campaign: CampaignLedger | None = column("专项行动", "Campaign")
    year: int | None = column("年度", "Year")
    drafted_on: date | None = column("拟定日期", "Drafted on")
    reviewed_on: date | None = column("村级评议日期", "Reviewed by the village on")
    approved_on: date | None = column("批准日期", "Approved on")
    reopened_on: date | None = column("调整日期", "Re-opened on")
    closed_on: date | None = column("结束日期", "Closed on")
    needs: str | None = column("帮扶需求", "What the family needs", privacy=Privacy.PERSONAL)
    goal: str | None = column("帮扶目标", "What is to be reached", privacy=Privacy.PERSONAL)


class MeasureLedger(
    Ledger,
    zh="帮扶措施",
    en="Measures",
    key=("kind", "channel", "household", "person", "organisation", "project", "from_on"),
    dated=True,
    meaning="Help in force for a household or a person, and the operator, park or project it links them to.",
):
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    kind: str = column("措施类别", "Kind", codes="measure_kind", required=True)
    channel: str | None = column("带动方式", "Channel", codes="measure_channel")
    programme: str | None = column("措施来源", "Programme", codes="project_programme")
    risk: str | None = column("针对风险", "Risk it answers", codes="risk")
    menu_item: str | None = column("菜单项目", "Item of the menu", codes="industry_item")
    organisation: OrganisationLedger | None = column("带动主体", "Operator")
    project: ProjectLedger | None = column("项目", "Project")
    scheme: SchemeLedger | None = column("政策项目", "Scheme")
    officer: OfficerLedger | None = column("责任人", "Responsible official")
    due_on: date | None = column("落实期限", "Due on")
    implemented_on: date | None = column("落实日期", "Carried out on")
    evidence: bool | None = column("有佐证", "Evidence on file")
    content: str | None = column("措施内容", "What is done", privacy=Privacy.PERSONAL)
    gain_yuan: Decimal | None = column("增收金额", "Gain in income", unit="CNY")
    gain_measured_on: date | None = column("增收核算日期", "Gain measured on")


class BenefitSpellLedger(
    Ledger,
    zh="待遇资格",
    en="Benefit entitlements",
    key=("programme", "person", "household", "from_on"),
    dated=True,
    covered=True,
    meaning="Who is entitled to a benefit and from when to when, for the benefits without a ledger of their own.",
):
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    programme: str = column("补助项目", "Programme", codes="benefit_programme", required=True)
    scheme: SchemeLedger | None = column("政策项目", "Scheme")
    category: str | None = column("待遇类别", "Category")
    monthly_yuan: Decimal | None = column("月标准", "Monthly amount", unit="CNY per month")


class BenefitPaymentLedger(
    Ledger,
    zh="补助发放",
    en="Benefit payments",
    key=("programme", "item", "person", "household", "school_term", "batch", "paid_on"),
    event="paid_on",
    covered=True,
    meaning="One award: paid out, waived or obtained as a loan. Person-times count rows, persons count persons.",
):
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    programme: str = column("补助项目", "Programme", codes="benefit_programme", required=True)
    item: str | None = column("补助事项", "Item", codes="benefit_item")
    form: str | None = column("发放形式", "Paid or waived", codes="benefit_form")
    scheme: SchemeLedger | None = column("政策项目", "Scheme")
    batch: str | None = column("发放批次", "Batch")
    school_year: str | None = column("学年", "School year")
    school_term: str | None = column("学期", "Term", meaning="Such as 2019-2020-1.")
    period_from_on: date | None = column("所属期起", "For the period from")
    period_to_on: date | None = column("所属期止", "For the period to", meaning="Last day of the period.")
    amount_yuan: Decimal | None = column("金额", "Amount", unit="CNY")
    paid_on: date | None = column("发放日期", "Paid on")
    returned_on: date | None = column("退回日期", "Came back on")
    cause: str | None = column("困难原因", "Reason for hardship", codes="hardship_kind")
    organisation: OrganisationLedger | None = column("发放单位", "Paid by")
    station: PvStationLedger | None = column("光伏电站", "Photovoltaic station")
    campaign: CampaignLedger | None = column("专项行动", "Campaign")


class InsurancePolicyLedger(
    Ledger,
    zh="参保投保",
    en="Insurance cover",
    key=("kind", "person", "household", "from_on"),
    dated=True,
    covered=True,
    meaning="Insurance in force for a person or a family: basic, stacked, commercial, poverty insurance.",
):
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    kind: str = column("险种", "Kind", codes="insurance_kind", required=True)
    policy_number: str | None = column("保单号", "Policy number", privacy=Privacy.PERSONAL)
    insurer: OrganisationLedger | None = column("承保机构", "Insurer")
    premium_yuan: Decimal | None = column("保费", "Premium", unit="CNY")
    payer: str | None = column("保费来源", "Who pays the premium", codes="fund_source")
    premium_paid_on: date | None = column("缴费日期", "Premium paid on")


class InsuranceClaimLedger(
    Ledger,
    zh="保险理赔",
    en="Insurance claims",
    key=("number", "kind", "household", "person", "reported_on"),
    event="settled_on",
    covered=True,
):
    number: str | None = column("赔案号", "Claim number", privacy=Privacy.PERSONAL)
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    kind: str | None = column("险种", "Kind", codes="insurance_kind")
    cause: str | None = column("出险原因", "Cause", codes="hardship_kind")
    reported_on: date | None = column("报案日期", "Reported on")
    settled_on: date | None = column("赔付日期", "Settled on")
    amount_yuan: Decimal | None = column("赔付金额", "Amount", unit="CNY")
    insurer: OrganisationLedger | None = column("承保机构", "Insurer")
