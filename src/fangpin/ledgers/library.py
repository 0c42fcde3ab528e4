"""Documents and what they rule: titles, articles, schemes, standards; and numbers that departments state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.places import OrganisationLedger


class DocumentLedger(
    Ledger, zh="政策文件", en="Documents", key=("number",), named_by="number", event="issued_on", shared=True
):
    number: str = column("文号", "Number", required=True, meaning="As printed; where there is none, the title.")
    title: str | None = column("标题", "Title")
    kind: str | None = column("文件类别", "Kind", codes="document_type")
    issuer: OrganisationLedger | None = column("发文单位", "Issuer")
    level: str | None = column("发文层级", "Level of the issuer", codes="admin_level")
    issued_on: date | None = column("发文日期", "Issued on")
    in_force_on: date | None = column("施行日期", "In force from")
    ended_on: date | None = column("失效日期", "No longer in force from")
    replaces: DocumentLedger | None = column("替代文件", "Replaces")
    sender_number: str | None = column("收文编号", "Number at the receiver")


class DocumentAliasLedger(
    Ledger,
    zh="文件别名",
    en="Other titles of documents",
    key=("document", "title"),
    shared=True,
    meaning="One document may be cited under several titles; all lead to one record.",
):
    document: DocumentLedger = column("文件", "Document", required=True)
    title: str = column("别名", "Title", required=True)


class SchemeLedger(
    Ledger,
    zh="政策项目",
    en="Schemes",
    key=("number",),
    named_by="number",
    event="from_on",
    shared=True,
    meaning="What a policy gives to whom, while it was in force, and what becomes of it in the transition.",
):
    number: str = column("政策编号", "Number", required=True)
    title: str | None = column("政策名称", "Title")
    programme: str | None = column("补助项目", "Programme", codes="benefit_programme")
    pillar: str | None = column("三位一体", "Pillar", codes="pillar")
    document: DocumentLedger | None = column("依据文件", "Document")
    transition: str | None = column("过渡分类", "Class in the transition", codes="transition_class")
    successor: SchemeLedger | None = column("接续政策", "Successor")
    for_register_only: bool | None = column("仅限建档立卡户", "For registered households only")
    from_on: date | None = column("施行日期", "In force from")
    to_on: date | None = column("停止日期", "No longer in force from")


class DocumentArticleLedger(
    Ledger,
    zh="文件条款",
    en="Articles of documents",
    key=("document", "article"),
    shared=True,
    meaning="Each article leads to the scheme, rule or indicator that carries it out.",
):
    document: DocumentLedger = column("文件", "Document", required=True)
    article: str = column("条款", "Article", required=True)
    gist: str | None = column("要点", "Gist")
    scheme: SchemeLedger | None = column("政策项目", "Scheme")
    rule: str | None = column("规则", "Rule", meaning="Id of a rule of the policies folder.")
    indicator: str | None = column("指标", "Indicator", meaning="Id of an indicator of the policies folder.")


class StandardLedger(
    Ledger,
    zh="保障标准",
    en="Standards",
    key=("area_code", "programme", "residence", "from_on"),
    dated=True,
    shared=True,
    meaning="The standard of a benefit in an area, for town and country, while it held.",
):
    programme: str = column("补助项目", "Programme", codes="benefit_programme", required=True)
    residence: str | None = column("城乡类别", "Urban or rural", codes="residence")
    monthly_yuan: Decimal | None = column("月标准", "Standard", unit="CNY per month")
    document: DocumentLedger | None = column("依据文件", "Document")


class ReportedFigureLedger(
    Ledger,
    zh="部门报送数",
    en="Reported figures",
    key=("area_code", "indicator", "period_from_on", "period_to_on", "kind", "organisation"),
    event="period_to_on",
    shared=True,
    meaning="A number that a department states or an officer sets by hand. It stands beside what is counted.",
):
    indicator: str = column("指标", "Indicator", required=True, meaning="Id of an indicator of the policies folder.")
    kind: str = column("报送性质", "Reported or set by hand", codes="reported_kind", required=True)
    period_from_on: date | None = column("统计期起", "Period from", meaning="Empty for a level at a day.")
    period_to_on: date = column("统计期止", "Period to", required=True, meaning="Last day of the period, or the day.")
    value: Decimal = column("数值", "Value", digits=(22, 6), required=True)
    unit_word: str | None = column("计量单位", "Unit as written")
    definition: str | None = column("口径", "Definition")
    organisation: OrganisationLedger | None = column("报送部门", "Department")
    contact: str | None = column("联系人", "Contact", privacy=Privacy.PERSONAL)
    document: str | None = column(
        "文件或扫描件", "Document", meaning="The document it was reported in; scans are kept."
    )
    reported_on: date | None = column("报送日期", "Reported on")
    reason: str | None = column("调整理由", "Reason", meaning="Why a number was set by hand.")
