"""Relocation: resettlement sites, what they offer, who moved there."""

from __future__ import annotations

from datetime import date

from fangpin.ledgers.declaration import Ledger, column
from fangpin.ledgers.people import HouseholdLedger
from fangpin.ledgers.places import OrganisationLedger


class ResettlementSiteLedger(
    Ledger,
    zh="易地搬迁集中安置点",
    en="Resettlement sites",
    key=("name",),
    named_by="name",
    event="completed_on",
    shared=True,
):
    name: str = column("安置点名称", "Name", required=True)
    planned_households: int | None = column("规划安置户数", "Households planned", unit="household")
    planned_people: int | None = column("规划安置人数", "People planned", unit="person")
    started_on: date | None = column("开工日期", "Started on")
    completed_on: date | None = column("竣工日期", "Completed on")
    delivered_on: date | None = column("交付日期", "Handed over on")


class SiteFunctionLedger(
    Ledger,
    zh="安置点配套功能",
    en="Functions of resettlement sites",
    key=("site", "kind", "from_on"),
    dated=True,
    meaning="Service centres, function rooms and workshops of an estate, each while it exists.",
):
    site: ResettlementSiteLedger = column("安置点", "Site", required=True)
    kind: str = column("功能类别", "Kind", codes="site_function", required=True)
    organisation: OrganisationLedger | None = column("运营单位", "Run by")
    staff: int | None = column("工作人员数", "Staff", unit="person")
    services: int | None = column("服务人次", "Services given", unit="time")


class SiteParkLedger(
    Ledger,
    zh="安置点配套园区",
    en="Parks of resettlement sites",
    key=("site", "organisation", "from_on"),
    dated=True,
    meaning="Which industry park serves which site: many to many.",
):
    site: ResettlementSiteLedger = column("安置点", "Site", required=True)
    organisation: OrganisationLedger = column("产业园区", "Park", required=True)


class RelocationLedger(
    Ledger,
    zh="易地搬迁户",
    en="Relocated households",
    key=("household", "site"),
    event="moved_on",
    covered=True,
):
    household: HouseholdLedger = column("户", "Household", required=True)
    site: ResettlementSiteLedger | None = column("安置点", "Site")
    people: int | None = column("搬迁人数", "People relocated", unit="person")
    relocated_on: date | None = column("分房日期", "Given the dwelling on")
    moved_on: date | None = column("入住日期", "Moved in on")
    people_moved: int | None = column("入住人数", "People moved in", unit="person")
    old_house_cleared_on: date | None = column("旧房拆除日期", "Old house cleared on")
