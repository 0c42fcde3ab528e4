"""Places and the bodies that work in them: areas with their history, lists they stand on, organisations, officers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column


class AreaLedger(
    Ledger,
    zh="行政区划",
    en="Areas",
    key=("scheme", "code", "from_on"),
    dated=True,
    named_by="code",
    shared=True,
    meaning="Counties, townships and villages with the code scheme that named them. The same code may name "
    "different townships in two schemes, so a place is matched by county and name, never by code alone.",
):
    scheme: str = column("代码体系", "Code scheme", codes="area_scheme", required=True)
    code: str = column("代码", "Code", required=True, meaning="Digits without padding: 6, 9 or 12.")
    level: str = column("级别", "Level", codes="area_level", required=True)
    name: str = column("名称", "Name", required=True)
    short_name: str | None = column(
        "简称", "Short name", meaning="As rosters write it, suffixes such as 村委会 dropped."
    )
    sort_key: str | None = column(
        "拼音", "Sort key", meaning="Pinyin, for sorting; databases here have no Chinese collation."
    )
    parent_code: str | None = column("上级代码", "Parent code")
    succeeds_code: str | None = column(
        "前身代码", "Earlier code", meaning="The code this area had, or the area it came from."
    )


class AreaListingLedger(
    Ledger,
    zh="区划名单",
    en="Area lists",
    key=("area", "listing", "from_on"),
    dated=True,
    shared=True,
    meaning="Membership of an area in a list: key counties, key villages, resettlement sites, township groups.",
):
    area: AreaLedger = column("区划", "Area", required=True)
    listing: str = column("名单", "List", codes="area_listing", required=True)
    document: str | None = column("依据文件", "Document")


class OrganisationLedger(
    Ledger,
    zh="单位",
    en="Organisations",
    key=("name", "kind"),
    named_by="name",
    shared=True,
    meaning="Every body that works, helps, produces, teaches or treats: its kind says which.",
):
    name: str = column("单位名称", "Name", required=True)
    kind: str | None = column("单位类别", "Kind", codes="organisation_kind")
    level: str | None = column("单位层级", "Level of the unit", codes="admin_level")
    parent: OrganisationLedger | None = column("上级单位", "Parent")
    sector: str | None = column(
        "领域", "Sector", meaning="Remit of a task force, trade of an operator, crop of a park."
    )
    improved: bool | None = column("建设完善", "Built or improved")
    beside_site: bool | None = column("安置区配套", "Beside a resettlement site")
    accountable: bool | None = column("责任单位", "Carries duties", meaning="It owes deliveries or holds packages.")
    established_on: date | None = column("成立日期", "Established on")
    certified_on: date | None = column("认定日期", "Certified on")
    closed_on: date | None = column("注销日期", "Closed on")
    contact: str | None = column("联系人", "Contact", privacy=Privacy.PERSONAL)
    phone: str | None = column("联系电话", "Phone", privacy=Privacy.SECRET)


class OrganisationStatusLedger(
    Ledger,
    zh="单位运行状态",
    en="Status of organisations",
    key=("organisation", "from_on"),
    dated=True,
    meaning="Working, suspended, on post: what an organisation did on each day.",
):
    organisation: OrganisationLedger = column("单位", "Organisation", required=True)
    status: str = column("运行状态", "Status", codes="organisation_status", required=True)
    workers: int | None = column("在岗人数", "Workers", unit="person")


class OrganisationListingLedger(
    Ledger,
    zh="单位名单",
    en="Organisation lists",
    key=("organisation", "listing", "from_on"),
    dated=True,
    shared=True,
    meaning="Membership of an organisation in a list: designated hospitals, demonstration enterprises, package units.",
):
    organisation: OrganisationLedger = column("单位", "Organisation", required=True)
    listing: str = column("名单", "List", codes="organisation_listing", required=True)
    document: str | None = column("依据文件", "Document")


class OfficerLedger(
    Ledger,
    zh="干部",
    en="Officers",
    key=("number",),
    named_by="number",
    shared=True,
    meaning="People with duties: leaders, secretaries, helpers, team members. Their accounts are kept apart.",
):
    number: str | None = column("干部编号", "Number of the officer", privacy=Privacy.PERSONAL)
    name: str = column("姓名", "Name", required=True, privacy=Privacy.PERSONAL)
    organisation: OrganisationLedger | None = column("单位", "Organisation")
    post: str | None = column("职务", "Post")
    role: str | None = column("岗位角色", "Role", codes="officer_role")
    rank: str | None = column("职级", "Rank", codes="officer_rank")
    level: str | None = column("任职层级", "Level of the post", codes="admin_level")
    accountable: bool | None = column("负责任", "Accountable", meaning="Marked as answering for the area.")
    phone: str | None = column("联系电话", "Phone", privacy=Privacy.SECRET)
    from_on: date | None = column("到任日期", "In post from")
    to_on: date | None = column("离任日期", "In post until")


class AreaEconomyLedger(
    Ledger,
    zh="区域经济",
    en="Economy of areas",
    key=("area_code", "year"),
    event="recorded_on",
    meaning="What a county, township or village earned and was in a year. Empty where nobody said.",
):
    year: int = column("年度", "Year", required=True)
    recorded_on: date | None = column("统计截止日", "As of")
    gdp_yuan: Decimal | None = column("地区生产总值", "Gross domestic product", unit="CNY", digits=(18, 2))
    fiscal_yuan: Decimal | None = column("财政总收入", "Fiscal revenue", unit="CNY", digits=(18, 2))
    collective_yuan: Decimal | None = column("村集体经济收入", "Collective income", unit="CNY")
    incidence: Decimal | None = column("贫困发生率", "Incidence of poverty", unit="percent", digits=(7, 4))
    poor_infrastructure: bool | None = column("基础设施较差", "Poor infrastructure")
    population: int | None = column("常住人口", "Population", unit="person")


class TargetLedger(
    Ledger,
    zh="年度任务目标",
    en="Targets",
    key=("area_code", "subject", "year"),
    event="set_on",
    meaning="How many of something an area is to reach in a year: villages and people to exit, members of a list.",
):
    subject: str = column("任务事项", "What is to be reached", codes="target_subject", required=True)
    year: int = column("年度", "Year", required=True)
    number: int | None = column("目标数", "Target")
    set_on: date | None = column("下达日期", "Set on")
    due_on: date | None = column("完成期限", "Due on")
