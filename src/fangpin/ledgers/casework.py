"""From a sign of risk to a closed case: risks, clues, cases."""

from __future__ import annotations

from datetime import date

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.people import HouseholdLedger, PersonLedger


class RiskLedger(Ledger, zh="风险", en="Risks", key=("household", "risk", "found_on"), event="found_on"):
    household: HouseholdLedger = column("户", "Household", required=True)
    risk: str = column("风险类型", "Risk", codes="risk", required=True)
    rank: int | None = column("风险序号", "Rank", meaning="1 to 5, as the national register prints them.")
    found_on: date = column("发现日期", "Found on", required=True)
    resolved_on: date | None = column("消除日期", "Resolved on")
    remark: str | None = column("备注", "Remark", privacy=Privacy.PERSONAL)


class ClueLedger(
    Ledger,
    zh="风险线索",
    en="Clues",
    event="raised_on",
    meaning="One sign of risk about one household, however many rules or sources point at it.",
):
    household: HouseholdLedger = column("户", "Household", required=True)
    person: PersonLedger | None = column("人口", "Person")
    risk: str = column("风险类型", "Risk", codes="risk", required=True)
    channel: str = column("线索来源", "Channel", codes="clue_channel", required=True)
    raised_on: date = column("发现日期", "Raised on", required=True)
    state: str = column("办理状态", "State", codes="clue_state", required=True)
    severity: str | None = column("紧急程度", "Severity", codes="severity")
    dispatched_on: date | None = column("派发日期", "Dispatched on", meaning="Empty while it is only proposed.")
    taken_on: date | None = column("领取日期", "Taken on")
    taken_by: int | None = column("办理人", "Taken by", meaning="Key of the officer's account.")
    due_on: date | None = column("办理期限", "Due on")
    closed_on: date | None = column("办结日期", "Closed on")
    closed_by: int | None = column("办结人", "Closed by", meaning="Key of the officer's account.")
    close_reason: str | None = column("办结原因", "Why closed", codes="clue_close_reason")
    merged_into: int | None = column(
        "并入线索", "Merged into", meaning="Key of the clue that took its place when a further step was crossed."
    )
    remark: str | None = column("办理说明", "Remark", privacy=Privacy.PERSONAL)


class CaseLedger(Ledger, zh="个案", en="Cases", event="opened_on"):
    household: HouseholdLedger = column("户", "Household", required=True)
    clue: ClueLedger | None = column("线索", "Clue")
    process: str = column("办理流程", "Process", codes="process", required=True)
    step: str = column("当前环节", "Step", codes="case_step", required=True)
    opened_on: date = column("立案日期", "Opened on", required=True)
    closed_on: date | None = column("结案日期", "Closed on")
    outcome: str | None = column("结果", "Outcome", codes="case_outcome")
