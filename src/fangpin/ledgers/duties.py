"""Who answers for what, and the work that follows: pairings, visits, survey rounds, campaigns, issues, meetings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.library import DocumentLedger
from fangpin.ledgers.people import HouseholdLedger, PersonLedger
from fangpin.ledgers.places import AreaLedger, OfficerLedger, OrganisationLedger


class CampaignLedger(
    Ledger,
    zh="专项行动",
    en="Campaigns",
    key=("number",),
    named_by="number",
    event="began_on",
    shared=True,
):
    number: str = column("行动编号", "Number", required=True)
    title: str | None = column("行动名称", "Title")
    kind: str | None = column("行动类别", "Kind", codes="campaign_kind")
    season: str | None = column("季节", "Season", codes="season")
    began_on: date | None = column("开始日期", "Began on")
    days: int | None = column("行动天数", "Length", unit="day")
    ended_on: date | None = column("结束日期", "Ended on")
    organisation: OrganisationLedger | None = column("牵头单位", "Led by")
    document: DocumentLedger | None = column("方案文件", "Plan document")


class CampaignTeamLedger(
    Ledger, zh="行动小分队", en="Teams of campaigns", key=("campaign", "organisation"), event="formed_on"
):
    campaign: CampaignLedger = column("行动", "Campaign", required=True)
    organisation: OrganisationLedger = column("小分队", "Team", required=True)
    formed_on: date | None = column("组建日期", "Formed on")


class AssignmentLedger(
    Ledger,
    zh="包保责任",
    en="Assignments",
    key=(
        "layer",
        "role",
        "officer",
        "organisation",
        "target_area",
        "household",
        "person",
        "target_organisation",
        "from_on",
    ),
    dated=True,
    meaning="One official or unit answers for one area, household, child, water body or organisation, on one layer.",
):
    layer: str = column("责任层级", "Layer", codes="assignment_layer", required=True)
    role: str | None = column("责任角色", "Role", codes="assignment_role")
    officer: OfficerLedger | None = column("责任人", "Official")
    organisation: OrganisationLedger | None = column("责任单位", "Unit")
    target_area: AreaLedger | None = column("包保区划", "Area answered for")
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    target_organisation: OrganisationLedger | None = column("包联单位", "Organisation answered for")
    water_body: str | None = column("河湖名称", "Water body")
    document: DocumentLedger | None = column("依据文件", "Document")


class AttendanceLedger(
    Ledger,
    zh="驻村考勤",
    en="Attendance",
    key=("officer", "organisation", "month_on"),
    event="month_on",
    meaning="Days due and days present of a team or of one of its members in a month.",
):
    officer: OfficerLedger | None = column("干部", "Official")
    organisation: OrganisationLedger | None = column("工作队", "Team")
    month_on: date = column("月份", "Month", required=True, meaning="First day of the month.")
    days_due: int | None = column("应到天数", "Days due", unit="day")
    days_present: int | None = column("实到天数", "Days present", unit="day")


class PairingLedger(
    Ledger,
    zh="结对帮扶",
    en="Pairings",
    key=("kind", "organisation", "target_area", "giving_area", "person", "from_on"),
    dated=True,
    meaning="An organisation or area that helps, and the village, area or student it helps; the direction is fixed.",
):
    number: str | None = column("结对编号", "Number")
    kind: str = column("结对类别", "Kind", codes="pairing_kind", required=True)
    organisation: OrganisationLedger | None = column("帮扶单位", "Helping organisation")
    giving_area: AreaLedger | None = column("帮扶地区", "Helping area")
    target_area: AreaLedger | None = column("受帮扶地区", "Area helped")
    person: PersonLedger | None = column("人口", "Student")
    stage: str | None = column("学段", "School stage", codes="school_stage")
    direction: str | None = column("结对方向", "Given or received", codes="direction")
    agreement_on: date | None = column("协议签订日期", "Agreement signed on")
    agreed_yuan: Decimal | None = column("协议资金", "Money agreed", unit="CNY")


class SurveyRoundLedger(
    Ledger, zh="排查轮次", en="Survey rounds", key=("number",), named_by="number", event="completed_on", shared=True
):
    number: str = column("轮次编号", "Number", required=True)
    title: str | None = column("名称", "Title")
    kind: str | None = column("排查类别", "Kind", codes="survey_kind")
    campaign: CampaignLedger | None = column("专项行动", "Campaign")
    began_on: date | None = column("开始日期", "Began on")
    due_on: date | None = column("应完成日期", "Due on")
    completed_on: date | None = column("完成日期", "Completed on")
    draw_seed: str | None = column(
        "抽样种子", "Seed of the draw", meaning="Kept so that a random draw can be repeated."
    )


class SurveyFormLedger(
    Ledger,
    zh="排查表",
    en="Survey forms",
    key=("round", "item", "household", "person", "area_code"),
    event="filled_on",
    covered=True,
    meaning="What one round found of one village, household, person or item.",
):
    round: SurveyRoundLedger = column("排查轮次", "Round", required=True)
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    item: str | None = column("排查项目", "Item", codes="survey_item")
    mode: str | None = column("排查方式", "How", codes="survey_mode")
    filled_on: date | None = column("填表日期", "Filled on")
    result: str | None = column("排查结果", "Result", codes="survey_result")
    finding: str | None = column("发现问题", "Finding", privacy=Privacy.PERSONAL)


class VisitLedger(
    Ledger,
    zh="走访",
    en="Visits",
    key=("number", "officer", "kind", "visited_on", "household", "organisation", "area_code"),
    event="visited_on",
    meaning="One visit, call, inspection, patrol or turnout at one place on one day.",
):
    number: str | None = column("走访编号", "Number")
    kind: str = column("走访类别", "Kind", codes="visit_kind", required=True)
    officer: OfficerLedger | None = column("走访人", "Official")
    role: str | None = column("走访人角色", "Role of the visitor", codes="officer_role")
    organisation: OrganisationLedger | None = column("走访单位", "Organisation visited")
    household: HouseholdLedger | None = column("户", "Household")
    visited_on: date = column("走访日期", "Visited on", required=True)
    announced: bool | None = column("事先通知", "Announced beforehand")
    campaign: CampaignLedger | None = column("专项行动", "Campaign")
    survey_round: SurveyRoundLedger | None = column("排查轮次", "Survey round")
    people: int | None = column("参加人数", "People", unit="person")
    person_times: int | None = column("参加人次", "Person-times", unit="time")
    finding: str | None = column("走访情况", "Finding", privacy=Privacy.PERSONAL)


class CampaignTaskLedger(
    Ledger, zh="行动任务", en="Tasks of campaigns", key=("number",), named_by="number", event="due_on"
):
    number: str = column("任务编号", "Number", required=True)
    campaign: CampaignLedger | None = column("行动", "Campaign")
    title: str | None = column("任务名称", "Title")
    line: str | None = column("清零事项", "Line", codes="campaign_line")
    organisation: OrganisationLedger | None = column("责任单位", "Responsible unit")
    officer: OfficerLedger | None = column("责任人", "Responsible official")
    key_task: bool | None = column("重点任务", "Key task")
    due_on: date | None = column("完成期限", "Due on")
    reported_on: date | None = column("最近进展日期", "Latest progress on")
    progress: Decimal | None = column("进度", "Progress", unit="percent", digits=(5, 2))
    submitted_on: date | None = column("提交日期", "Submitted on")
    returned_on: date | None = column("退回日期", "Returned on")
    done_on: date | None = column("完成日期", "Done on", meaning="The day a second person accepted it.")
    evidence: bool | None = column("有佐证", "Evidence on file")
    voided_on: date | None = column("作废日期", "Voided on", meaning="Entered by mistake; it stays and counts no more.")
    outcome: str | None = column("完成情况", "Outcome", privacy=Privacy.PERSONAL)


class CampaignCheckLedger(
    Ledger,
    zh="行动核查",
    en="Checks of campaigns",
    key=("campaign", "household", "person"),
    event="checked_on",
    covered=True,
    meaning="One verdict for every household or person on the list of a campaign.",
):
    campaign: CampaignLedger = column("行动", "Campaign", required=True)
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    listed_on: date | None = column("列入日期", "Listed on")
    checked_on: date | None = column("核查日期", "Checked on")
    verdict: str | None = column("核查结论", "Verdict", codes="screening_verdict")
    changed_on: date | None = column("待遇调整日期", "Benefit changed on")


class IssueLedger(
    Ledger,
    zh="问题台账",
    en="Issues",
    key=("number",),
    named_by="number",
    event="opened_on",
    meaning="A finding that somebody must put right: it leaves by evidence and a second person's approval.",
):
    number: str = column("问题编号", "Number", required=True)
    kind: str | None = column("问题类别", "Kind", codes="issue_kind")
    origin: str | None = column("问题来源", "Where it comes from", codes="issue_origin")
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    organisation: OrganisationLedger | None = column("责任单位", "Responsible unit")
    officer: OfficerLedger | None = column("责任人", "Responsible official")
    campaign: CampaignLedger | None = column("专项行动", "Campaign")
    survey_round: SurveyRoundLedger | None = column("排查轮次", "Survey round")
    opened_on: date = column("发现日期", "Opened on", required=True)
    due_on: date | None = column("整改期限", "Due on")
    submitted_on: date | None = column("提交日期", "Submitted on")
    verified_on: date | None = column("复核日期", "Verified on")
    verifier: OfficerLedger | None = column("复核人", "Verified by")
    closed_on: date | None = column("销号日期", "Closed on")
    returned_on: date | None = column("退回日期", "Returned on")
    evidence: bool | None = column("有佐证", "Evidence on file")
    repeat_of: IssueLedger | None = column("重复问题", "Repeats")
    leader: OfficerLedger | None = column("责任领导", "Responsible leader")
    second_person: bool | None = column(
        "第二人验收", "Accepted by a second person", meaning="Whoever accepted it is not whoever submitted it."
    )
    swept_from: IssueLedger | None = column(
        "举一反三自", "Swept from", meaning="The issue whose sweep of like places led to this one."
    )
    voided_on: date | None = column("作废日期", "Voided on", meaning="Entered by mistake; it stays and counts no more.")
    remedy: str | None = column("整改措施", "What is done about it", privacy=Privacy.PERSONAL)
    outcome: str | None = column("整改结果", "What came of it", privacy=Privacy.PERSONAL)
    content: str | None = column("问题描述", "What was found", privacy=Privacy.PERSONAL)


class MeetingLedger(
    Ledger, zh="调度会议", en="Meetings", key=("number",), named_by="number", event="held_on", shared=True
):
    number: str = column("会议编号", "Number", required=True)
    title: str | None = column("会议名称", "Title")
    kind: str | None = column("会议类别", "Kind", codes="meeting_kind")
    level: str | None = column("会议层级", "Level", codes="admin_level")
    organisation: OrganisationLedger | None = column("召集单位", "Called by")
    due_on: date | None = column("应召开日期", "Due on")
    held_on: date | None = column("召开日期", "Held on")
    minutes: DocumentLedger | None = column("会议纪要", "Minutes")


class DecisionLedger(Ledger, zh="会议决定", en="Decisions", key=("meeting", "number"), event="due_on"):
    meeting: MeetingLedger = column("会议", "Meeting", required=True)
    number: str = column("决定编号", "Number", required=True)
    content: str | None = column("决定事项", "What was decided", privacy=Privacy.PERSONAL)
    organisation: OrganisationLedger | None = column("责任单位", "Responsible unit")
    officer: OfficerLedger | None = column("责任人", "Responsible official")
    task: CampaignTaskLedger | None = column("任务", "Task")
    due_on: date | None = column("完成期限", "Due on")
    done_on: date | None = column("完成日期", "Done on")


class CycleProductLedger(
    Ledger,
    zh="周期成果",
    en="Products of a cycle",
    key=("area_code", "kind", "period_from_on"),
    event="period_from_on",
    meaning="What a cycle owes each period: monitoring, analysis, summary, circular, daily and weekly sheets.",
):
    kind: str = column("成果类别", "Kind", codes="cycle_product", required=True)
    period_from_on: date = column("周期起", "Period from", required=True)
    period_to_on: date | None = column("周期止", "Period to", meaning="Last day of the period.")
    produced_on: date | None = column("完成日期", "Produced on")
    survey_round: SurveyRoundLedger | None = column("排查轮次", "Survey round")
    document: DocumentLedger | None = column("文件", "Document")
    reports: int | None = column("报告数", "Reports", unit="item")
    verified: int | None = column("核实数", "Verified", unit="item")
    acknowledged_on: date | None = column("签收日期", "Acknowledged on")
    replied_on: date | None = column("回复日期", "Replied on")


class DeliveryDutyLedger(
    Ledger,
    zh="数据报送责任",
    en="Deliveries owed",
    key=("organisation", "source", "period_from_on"),
    event="due_on",
    meaning="What data a body owes for a period, by when, and when it came.",
):
    organisation: OrganisationLedger = column("报送单位", "Body", required=True)
    source: str = column("数据来源", "Source", required=True, meaning="Id of a source of the policies folder.")
    period_from_on: date = column("数据期起", "Period from", required=True)
    period_to_on: date | None = column("数据期止", "Period to")
    due_on: date | None = column("应报日期", "Due on")
    delivered_on: date | None = column("报送日期", "Delivered on")
