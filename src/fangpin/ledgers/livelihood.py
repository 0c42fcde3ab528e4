"""What a household lives on: income accounts, work, posts, loans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.people import HouseholdLedger, PersonLedger


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


class WelfarePostLedger(
    Ledger, zh="公益性岗位", en="Public-welfare posts", key=("person", "post", "from_on"), dated=True, covered=True
):
    person: PersonLedger = column("人口", "Person", required=True)
    post: str | None = column("岗位名称", "Post")
    monthly_yuan: Decimal | None = column("月补贴", "Monthly pay", unit="CNY per month")
    contract_to_on: date | None = column("合同到期日", "Contract ends on")


class LoanLedger(Ledger, zh="脱贫人口小额信贷", en="Micro-loans", key=("contract",), event="lent_on", covered=True):
    household: HouseholdLedger = column("户", "Household", required=True)
    person: PersonLedger | None = column("借款人", "Borrower")
    contract: str | None = column("合同编号", "Contract", privacy=Privacy.PERSONAL)
    bank: str | None = column("放贷银行", "Bank")
    amount_yuan: Decimal | None = column("贷款金额", "Amount", unit="CNY")
    balance_yuan: Decimal | None = column("贷款余额", "Balance", unit="CNY")
    overdue_yuan: Decimal | None = column("逾期金额", "Overdue", unit="CNY")
    lent_on: date | None = column("放款日期", "Lent on")
    due_on: date | None = column("到期日期", "Due on")
