"""Places and the bodies that work in them: areas with their history, lists they stand on, organisations, officers."""

from __future__ import annotations

from datetime import date

from fangpin.ledgers.declaration import Ledger, Privacy, column


class AreaLedger(
    Ledger,
    zh="行政区划",
    en="Areas",
    key=("scheme", "code", "from_on"),
    dated=True,
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
    meaning="Membership of an area in a list: key counties, key villages, resettlement sites, township groups.",
):
    area: AreaLedger = column("区划", "Area", required=True)
    listing: str = column("名单", "List", codes="area_listing", required=True)
    document: str | None = column("依据文件", "Document")


class OrganisationLedger(Ledger, zh="单位", en="Organisations", key=("name", "kind")):
    name: str = column("单位名称", "Name", required=True)
    kind: str | None = column("单位类别", "Kind", codes="organisation_kind")
    contact: str | None = column("联系人", "Contact", privacy=Privacy.PERSONAL)
    phone: str | None = column("联系电话", "Phone", privacy=Privacy.SECRET)


class OfficerLedger(
    Ledger,
    zh="干部",
    en="Officers",
    key=("name", "organisation", "post"),
    meaning="People with duties: helpers, contacts, team members. Their accounts are kept apart.",
):
    name: str = column("姓名", "Name", required=True, privacy=Privacy.PERSONAL)
    organisation: OrganisationLedger | None = column("单位", "Organisation")
    post: str | None = column("职务", "Post")
    phone: str | None = column("联系电话", "Phone", privacy=Privacy.SECRET)
    from_on: date | None = column("到任日期", "In post from")
    to_on: date | None = column("离任日期", "In post until")
