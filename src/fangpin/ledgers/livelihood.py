"""What a household lives on: income accounts, work, posts, loans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.people import HouseholdLedger, PersonLedger
from fangpin.ledgers.places import OrganisationLedger
from fangpin.ledgers.settlement import ResettlementSiteLedger


class IncomeAccountLedger(
    Ledger,
    zh="收入账",
    en="Income accounts",
    key=("household", "period_from_on", "period_to_on"),
    event="period_to_on",
    meaning="One account of a household over one period; accounts over different periods are never compared.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    period_from_on: date = column("核算期起", "Period from", required=True)
    period_to_on: date = column("核算期止", "Period to", required=True, meaning="Last day of the period.")
    members: int | None = column("核算人口", "Members counted", unit="person")
    wage_yuan: Decimal | None = column("工资性收入", "Wage income", unit="CNY")
    business_yuan: Decimal | None = column("生产经营性收入", "Business income", unit="CNY")
    property_yuan: Decimal | None = column("财产性收入", "Property income", unit="CNY")
    transfer_yuan: Decimal | None = column("转移性收入", "Transfer income", unit="CNY")
    cost_yuan: Decimal | None = column("生产经营性支出", "Business cost", unit="CNY")
    claim_yuan: Decimal | None = column("理赔收入", "Insurance payouts", unit="CNY")
    own_pay_yuan: Decimal | None = column("合规自付支出", "Eligible own payment", unit="CNY")


class IncomeItemLedger(Ledger, zh="收入明细", en="Income items", key=("account", "item")):
    account: IncomeAccountLedger = column("收入账", "Account", required=True)
    item: str = column("收入项目", "Item", codes="income_item", required=True)
    amount_yuan: Decimal | None = column("金额", "Amount", unit="CNY")
    counts_as_income: bool | None = column(
        "计入收入", "Counts as income", meaning="As the rules in force for the period say."
    )


class EmploymentSpellLedger(
    Ledger, zh="务工", en="Employment", key=("person", "employer", "from_on"), dated=True, covered=True
):
    person: PersonLedger = column("人口", "Person", required=True)
    work_area: str | None = column("务工区域", "Where", codes="work_area")
    work_place: str | None = column("务工地", "Place of work")
    employer: str | None = column("务工企业名称", "Employer")
    channel: str | None = column("就业渠道", "Channel", codes="work_channel")
    monthly_yuan: Decimal | None = column("务工月收入", "Monthly wage", unit="CNY per month")
    organisation: OrganisationLedger | None = column("用工单位", "Employing organisation")
    poor: bool | None = column("贫困劳动力", "Poor labourer", meaning="Registered as poor, here or elsewhere.")
    registered_here: bool | None = column("本地建档", "Registered as poor here")
    unable_to_leave: bool | None = column("无法外出务工", "Unable to leave for work")
    followed_up_on: date | None = column("最近回访日期", "Last follow-up")


class JobPostLedger(
    Ledger,
    zh="岗位",
    en="Posts",
    key=("number",),
    named_by="number",
    event="developed_on",
    meaning="A post that was developed, held or vacant. Who holds it stands in the holders' ledger.",
):
    number: str | None = column("岗位编号", "Number of the post")
    title: str | None = column("岗位", "Title")
    category: str | None = column("岗位类别", "Category", codes="post_category")
    developed_on: date | None = column("开发日期", "Developed on")
    withdrawn_on: date | None = column("撤销日期", "Withdrawn on")
    funder: str | None = column("资金渠道", "Paid from", codes="fund_source")
    organisation: OrganisationLedger | None = column("用人单位", "Employer")
    site: ResettlementSiteLedger | None = column("安置点", "Resettlement site")
    monthly_yuan: Decimal | None = column("月补贴标准", "Monthly pay", unit="CNY per month")


class WelfarePostLedger(
    Ledger, zh="公益性岗位", en="Public-welfare posts", key=("person", "post", "from_on"), dated=True, covered=True
):
    person: PersonLedger = column("人口", "Person", required=True)
    post: str | None = column("岗位名称", "Post")
    monthly_yuan: Decimal | None = column("月补贴", "Monthly pay", unit="CNY per month")
    contract_to_on: date | None = column("合同到期日", "Contract ends on")
    category: str | None = column("岗位类别", "Category", codes="post_category")
    job_post: JobPostLedger | None = column("岗位", "Post record")
    from_register: bool | None = column("聘用时属建档立卡户", "From a registered household when hired")


class LoanLedger(
    Ledger,
    zh="脱贫人口小额信贷",
    en="Micro-loans",
    key=("contract",),
    named_by="contract",
    event="lent_on",
    covered=True,
):
    household: HouseholdLedger = column("户", "Household", required=True)
    person: PersonLedger | None = column("借款人", "Borrower")
    contract: str | None = column("合同编号", "Contract", privacy=Privacy.PERSONAL)
    bank: str | None = column("放贷银行", "Bank")
    amount_yuan: Decimal | None = column("贷款金额", "Amount", unit="CNY")
    balance_yuan: Decimal | None = column("贷款余额", "Balance", unit="CNY")
    overdue_yuan: Decimal | None = column("逾期金额", "Overdue", unit="CNY")
    rate_percent: Decimal | None = column("年利率", "Yearly rate", unit="percent", digits=(7, 4))
    lent_on: date | None = column("放款日期", "Lent on")
    due_on: date | None = column("到期日期", "Due on", meaning="As first agreed; an extension has its own day.")
    repaid_on: date | None = column("结清日期", "Repaid on")
    used_by_borrower: bool | None = column("户贷户用户还", "Borrowed, used and repaid by the household")
    purpose: str | None = column("贷款用途", "Purpose", codes="loan_purpose")
    risk_class: str | None = column("风险分类", "Risk class", codes="loan_risk")
    fast: bool | None = column("快速审批", "Fast approval")
    extended_on: date | None = column("展期办理日期", "Extended on")
    extended_to_on: date | None = column("展期到期日", "Extended until")
    extension_months: int | None = column("展期月数", "Months of extension", unit="month")
    extension_reason: str | None = column("展期原因", "Why extended", codes="hardship_kind")
    guaranteed: bool | None = column("风险担保", "Under the risk-guarantee fund")
    claimed_on: date | None = column("代偿日期", "Guarantee claimed on")
    recovered_yuan: Decimal | None = column("追偿金额", "Recovered", unit="CNY")


class LoanApplicationLedger(
    Ledger,
    zh="小额信贷申请",
    en="Loan applications",
    key=("household", "applied_on"),
    event="applied_on",
    covered=True,
    meaning="Who is eligible and wants a loan, and what was decided.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    applied_on: date = column("申请日期", "Applied on", required=True)
    eligible: bool | None = column("符合条件", "Eligible")
    willing: bool | None = column("有贷款意愿", "Willing")
    decided_on: date | None = column("审批日期", "Decided on")
    granted: bool | None = column("是否获贷", "Granted")
    amount_yuan: Decimal | None = column("申请金额", "Amount asked", unit="CNY")


class TrainingLedger(
    Ledger, zh="技能培训", en="Training", key=("number",), named_by="number", event="began_on", shared=True
):
    number: str = column("培训编号", "Number", required=True)
    title: str | None = column("培训名称", "Title")
    kind: str | None = column("培训类别", "Kind", codes="training_kind")
    organisation: OrganisationLedger | None = column("承办单位", "Organiser")
    began_on: date | None = column("开班日期", "Began on")
    ended_on: date | None = column("结业日期", "Ended on")
    days: int | None = column("培训天数", "Days", unit="day")


class TrainingParticipantLedger(
    Ledger, zh="培训学员", en="Training participants", key=("training", "person"), event="ended_on"
):
    training: TrainingLedger = column("培训", "Training", required=True)
    person: PersonLedger = column("人口", "Person", required=True)
    days_attended: int | None = column("出勤天数", "Days attended", unit="day")
    ended_on: date | None = column("结业日期", "Ended on")
    certified: bool | None = column("取得证书", "Certified")
    certificate_number: str | None = column("证书编号", "Number of the certificate", privacy=Privacy.SECRET)
    employed_on: date | None = column("训后就业日期", "In work afterwards from")
