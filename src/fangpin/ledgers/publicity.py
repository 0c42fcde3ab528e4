"""Events, awards and model cases: what was held, who was commended, what is told with consent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.library import DocumentLedger
from fangpin.ledgers.people import HouseholdLedger, PersonLedger
from fangpin.ledgers.places import OrganisationLedger


class PublicityEventLedger(
    Ledger, zh="宣传活动", en="Events", key=("number",), named_by="number", event="held_on", shared=True
):
    number: str = column("活动编号", "Number", required=True)
    title: str | None = column("活动名称", "Title")
    kind: str = column("活动类别", "Kind", codes="event_kind", required=True)
    topic: str | None = column("活动主题", "Topic", codes="event_topic")
    series: str | None = column("系列活动", "Series", codes="event_series")
    held_on: date = column("活动日期", "Held on", required=True)
    organisation: OrganisationLedger | None = column("主办单位", "Held by")
    participants: int | None = column("参加人数", "Participants", unit="person")
    copies: int | None = column("发放资料份数", "Copies handed out", unit="item")
    slogans: int | None = column("张贴标语条数", "Slogans posted", unit="item")
    donations_yuan: Decimal | None = column("募集资金", "Donations", unit="CNY")
    document: DocumentLedger | None = column("文件", "Document")


class EventHouseholdLedger(
    Ledger, zh="活动惠及户", en="Households reached by events", key=("event", "household"), event="reached_on"
):
    event: PublicityEventLedger = column("活动", "Event", required=True)
    household: HouseholdLedger = column("户", "Household", required=True)
    reached_on: date | None = column("参与日期", "Reached on")
    milestone: str | None = column("积分或达标事项", "Milestone")
    reward_yuan: Decimal | None = column("奖励金额", "Reward", unit="CNY")


class AwardLedger(
    Ledger,
    zh="评选表彰",
    en="Awards",
    key=("award", "year", "person", "household", "organisation"),
    event="granted_on",
    meaning="From nomination by public notice to granting. One winner is one person, household or body.",
):
    award: str = column("奖项", "Award", codes="award", required=True)
    year: int = column("年度", "Year", required=True)
    person: PersonLedger | None = column("人口", "Person")
    household: HouseholdLedger | None = column("户", "Household")
    organisation: OrganisationLedger | None = column("单位", "Organisation")
    nominated_on: date | None = column("推荐日期", "Nominated on")
    reviewed_on: date | None = column("评审日期", "Reviewed on")
    noticed_on: date | None = column("公示日期", "Public notice on")
    granted_on: date | None = column("授予日期", "Granted on")
    withdrawn_on: date | None = column("撤销日期", "Withdrawn on")
    consented_on: date | None = column("同意公开日期", "Consent to be named given on")
    consent_ended_on: date | None = column(
        "撤回同意日期", "Consent taken back on", meaning="From this day on nobody is named."
    )


class ModelCaseLedger(
    Ledger, zh="典型案例", en="Model cases", key=("number",), named_by="number", event="published_on"
):
    number: str = column("案例编号", "Number", required=True)
    title: str | None = column("案例标题", "Title", privacy=Privacy.PERSONAL)
    topic: str | None = column("案例主题", "Topic", codes="event_topic")
    person: PersonLedger | None = column("人口", "Person")
    household: HouseholdLedger | None = column("户", "Household")
    organisation: OrganisationLedger | None = column("单位", "Organisation")
    consented_on: date | None = column("本人同意日期", "Consent given on")
    consent_ended_on: date | None = column(
        "撤回同意日期", "Consent taken back on", meaning="From this day on nobody is named."
    )
    verified_on: date | None = column("核实日期", "Verified on")
    approved_on: date | None = column("批准日期", "Approved on")
    published_on: date | None = column("发布日期", "Published on")
    story: str | None = column("案例内容", "Story", privacy=Privacy.PERSONAL)
