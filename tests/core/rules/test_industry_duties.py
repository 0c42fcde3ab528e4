"""Duties of industry and consumption assistance: each finds what was planted for it, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from tests.shipped import in_use, shipped

from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of, worklist

DAY = date(2026, 10, 31)
A, B = "770101101001", "770101101002"
BEGAN = {"from_on": date(2026, 1, 1)}
Rows = list[dict[str, Any]]


def on(text: str) -> date:
    return date.fromisoformat(text)


def organisations() -> dict[str, Rows]:
    kinds = {
        1: "park", 2: "park", 3: "leading_enterprise", 4: "leading_enterprise", 5: "leading_enterprise",
        6: "cooperative", 7: "cooperative", 8: "tourism_operator", 9: "tourism_operator", 10: "base", 11: "base",
        12: "leading_enterprise",
    }  # fmt: skip
    parents = {7: 4, 11: 7}
    made = [
        {"id": n, "name": f"单位{n}", "kind": k, "area_code": A, "parent_id": parents.get(n)} for n, k in kinds.items()
    ]
    made[4]["closed_on"] = on("2026-03-01")
    status = {3: "working", 4: "working", 6: "working", 7: "working", 12: "suspended"}
    listed = [(3, "leading_enterprise"), (4, "leading_enterprise"), (5, "leading_enterprise")]
    listed += [(6, "demonstration_cooperative"), (7, "demonstration_cooperative")]
    return {
        "organisation": made,
        "organisation_status": [
            {"id": n, "organisation_id": n, "status": s, "area_code": A, **BEGAN} for n, s in status.items()
        ],
        "organisation_listing": [
            {"id": n, "organisation_id": n, "listing": listing, "area_code": A, **BEGAN} for n, listing in listed
        ],
        "officer": [{"id": 1, "role": "specialist", "area_code": A}],
        "assignment": [{"id": 1, "layer": "helper", "officer_id": 1, "target_organisation_id": 11, **BEGAN}],
    }


def links() -> dict[str, Rows]:
    def link(id_: int, household: int, channel: str, organisation: int | None = None, **more: Any) -> dict[str, Any]:
        given = {"household_id": household, "channel": channel, "organisation_id": organisation}
        return {"id": id_, "kind": "industry", "area_code": A, **given, **BEGAN, **more}

    return {
        "measure": [
            link(1, 1, "park", 2),
            link(2, 1, "leading_enterprise", 4),
            link(3, 1, "cooperative", 7),
            link(4, 1, "tourism", 9),
            link(5, 2, "cooperative"),
            link(6, 3, "own"),
            link(7, 4, "own", programme="menu"),
            link(8, 5, "own", programme="menu", menu_item="crop"),
            link(9, 6, "own", programme="menu", menu_item="crop", implemented_on=on("2026-05-10")),
            link(10, 7, "cooperative", 7),
        ]
    }


def payments() -> dict[str, Rows]:
    def paid(id_: int, household: int, programme: str, amount: int = 100, **more: Any) -> dict[str, Any]:
        given = {"household_id": household, "programme": programme, "amount_yuan": Decimal(amount)}
        return {"id": id_, "area_code": A, "paid_on": on("2026-05-10"), **given, **more}

    return {
        "benefit_payment": [
            paid(1, 1, "dividend"),
            paid(2, 2, "dividend"),
            paid(3, 7, "dividend", paid_on=on("2025-12-31")),
            paid(4, 5, "industry_subsidy"),
            paid(5, 6, "industry_subsidy"),
            paid(6, 1, "epidemic_industry", 1500),
            paid(7, 1, "epidemic_industry", 1500),
            paid(8, 2, "epidemic_industry", 1500),
            paid(9, 3, "epidemic_industry", 1400),
            paid(10, 4, "epidemic_industry", 1500),
            paid(11, 4, "epidemic_industry", 900, returned_on=on("2026-06-01")),
            paid(12, 9, "pv_distribution"),
        ],
        "benefit_spell": [
            {"id": n, "household_id": n, "programme": "pv_distribution", "area_code": A, **BEGAN} for n in (8, 9)
        ],
        "coverage": [
            {"id": n, "ledger": name, "area_code": "770101", "period_from_on": on("2020-01-01"), "period_to_on": DAY}
            for n, name in enumerate(("benefit_payment", "benefit_spell"), 1)
        ],
    }


def projects() -> dict[str, Rows]:
    def project(id_: int, level: str, **more: Any) -> dict[str, Any]:
        given = {"number": f"项目{id_}", "counting_level": level, "kind": "industry", "started_on": on("2026-02-01")}
        return {"id": id_, "area_code": A, "investment_yuan": Decimal(100), **given, **more}

    def reach(id_: int, household: int, **more: Any) -> dict[str, Any]:
        given = {"project_id": 6, "household_id": household, "enrolled_on": on("2026-03-01")}
        return {"id": id_, "area_code": A, **given, **more}

    return {
        "project": [
            project(1, "village"),
            project(2, "household", parent_id=1),
            project(3, "household"),
            project(4, "parent", investment_yuan=None),
            project(5, "parent"),
            project(6, "parent", programme="incentive"),
        ],
        "project_link": [
            *({**reach(n, n), "project_id": 2} for n in range(1, 9)),
            reach(21, 1, rewarded_on=on("2026-05-01")),
            reach(22, 2, milestone_on=on("2026-08-31")),
            reach(23, 3, milestone_on=on("2026-09-01")),
            reach(24, 4, milestone_on=on("2026-05-01"), rewarded_on=on("2026-05-01")),
        ],
        "area_economy": [
            {"area_code": code, "year": 2025, "recorded_on": on("2025-12-31"), "collective_yuan": Decimal(yuan)}
            for code, yuan in ((A, "49999.99"), (B, "50000"))
        ],
    }  # fmt: skip


def stations() -> dict[str, Rows]:
    def month(station: int, first: str, distributed: int = 95, published: str | None = "2026-10-10") -> dict[str, Any]:
        money = {"settled_yuan": Decimal(100), "retained_yuan": Decimal(5), "distributed_yuan": Decimal(distributed)}
        days = {"settled_on": on("2026-10-05"), "distributed_on": on("2026-10-20")}
        known = {"published_on": on(published) if published else None}
        return {"id": station, "station_id": station, "month_on": on(first), "area_code": A, **money, **days, **known}

    return {
        "pv_station": [
            {"id": n, "number": f"光伏{n}", "capacity_kw": Decimal(60), "grid_on": on("2018-01-01"), "area_code": A}
            for n in (1, 2, 3, 4)
        ],
        "pv_settlement": [
            month(1, "2026-09-01", 90),
            month(2, "2026-09-01", published=None),
            month(3, "2026-07-01"),
            month(4, "2026-08-01"),
        ],
    }


def sales() -> dict[str, Rows]:
    def sale(id_: int, channel: str | None, **more: Any) -> dict[str, Any]:
        given = {"number": f"销{id_}", "channel": channel, "sold_on": on("2026-06-01"), "value_yuan": Decimal(100)}
        return {"id": id_, "area_code": A, **given, **more}

    points = {1: "zone", 2: "hall", 3: "hall", 4: "centre"}
    made = [
        {"id": n, "number": f"网点{n}", "kind": k, "opened_on": on("2025-01-01"), "area_code": A}
        for n, k in points.items()
    ]
    made[2]["closed_on"] = on("2026-01-01")
    products: Rows = [
        {"id": n, "number": f"产品{n}", "certified_on": on("2025-01-01"), "area_code": A} for n in (1, 2, 3, 4)
    ]
    products[3]["expires_on"] = DAY
    return {
        "sales_point": made,
        "product": products,
        "product_display": [
            {"id": n, "product_id": n, "sales_point_id": 1, "area_code": A, **BEGAN} for n in (1, 3, 4)
        ],
        "product_supplier": [{"id": n, "product_id": n, "household_id": 1, "area_code": A, **BEGAN} for n in (1, 2)],
        "product_sale": [
            sale(1, "government", product_id=1),
            sale(2, None, product_id=1),
            sale(3, "live"),
            sale(4, "government", product_id=1, returned_yuan=Decimal("100.01")),
            sale(5, None, household_id=1, assisted=True, tonnes=Decimal("0.1")),
            sale(6, "other", product_id=1, sales_point_id=4),
            sale(7, "live", product_id=1, sales_point_id=4),
            sale(8, "union", assisted=True, tonnes=Decimal(1), value_yuan=Decimal("799.99")),
            sale(9, "union", assisted=True, tonnes=Decimal(1), value_yuan=Decimal(800)),
        ],
    }


def needs() -> dict[str, Rows]:
    def need(id_: int, kind: str, posted: str, *, closed: bool = False, **more: Any) -> dict[str, Any]:
        end = {"closed_on": on("2026-10-30"), "close_reason": "matched"} if closed else {}
        return {"id": id_, "number": f"需{id_}", "kind": kind, "posted_on": on(posted), "area_code": A, **end, **more}

    def match(need_: int, quantity: int) -> dict[str, Any]:
        given = {"need_id": need_, "quantity": Decimal(quantity), "channel": "transport"}
        return {"id": need_, "matched_on": on("2026-10-29"), "area_code": A, **given}

    return {
        "need": [
            need(1, "produce", "2026-10-23"),
            need(2, "produce", "2026-10-24"),
            need(3, "produce", "2026-10-01", closed=True),
            need(4, "produce", "2026-10-01", closed=True),
            need(5, "labour", "2026-10-15"),
            need(6, "labour", "2026-10-16"),
            need(7, "supply", "2026-10-27", level="village", quantity=Decimal(2)),
            need(8, "supply", "2026-10-01", level="city", quantity=Decimal(2)),
            need(9, "supply", "2026-10-01", closed=True, level="village", quantity=Decimal(2)),
            need(10, "supply", "2026-10-01", closed=True, level="village", quantity=Decimal(2)),
        ],
        "need_match": [match(4, 1), match(9, 1), match(10, 2)],
    }


def people() -> dict[str, Rows]:
    return {
        "area": [
            {"id": n, "code": code, "area_code": code, "level": "village", "scheme": "nbs", **BEGAN}
            for n, code in ((2, A), (3, B))
        ],
        "area_listing": [
            {"id": n, "area_id": n, "listing": "poor_village", "area_code": code, **BEGAN}
            for n, code in ((2, A), (3, B))
        ],
        "household": [{"id": n, "area_code": A} for n in range(1, 10)],
        "register_spell": [
            {"id": n, "household_id": n, "register_type": "lifted", "area_code": A, **BEGAN} for n in range(1, 10)
        ],
    }


# What each duty has to find: the key of the one row that breaks it.
PLANTED = {
    "industry_link_without_operator": 5, "menu_item_missing": 7, "menu_subsidy_early": 8, "park_without_households": 1,
    "leading_without_households": 3, "leading_listed_closed": 5, "demonstration_without_households": 6,
    "tourism_without_households": 8, "chain_incomplete": 10, "enterprise_not_resumed": 12,
    "poor_village_without_project": 3, "village_collective_weak": 2, "household_without_project": 9,
    "household_project_without_parent": 3, "project_without_investment": 4, "dividend_missing": 7,
    "epidemic_subsidy_double": 1, "epidemic_subsidy_off_rate": 9, "incentive_reward_unverified": 21,
    "incentive_reward_late": 22, "pv_unbalanced": 1, "pv_unpublished": 2, "pv_unsettled": 3, "pv_plan_unpaid": 8,
    "labour_need_overdue": 5, "sales_point_empty": 2, "product_undisplayed": 2, "product_without_households": 3,
    "point_shows_invalid_product": 1, "sale_without_channel": 2, "online_sale_uncertified": 3,
    "return_exceeds_value": 4, "poor_sale_without_channel": 5, "unsold_closed_without_way": 3,
    "centre_sale_outside_channels": 6, "unsold_overdue": 1, "sale_price_implausible": 8, "supply_order_overdue": 7,
    "supply_order_short": 9,
}  # fmt: skip


def world() -> dict[str, pa.Table]:
    parts = (people(), organisations(), links(), payments(), projects(), stations(), sales(), needs())
    return {name: rows_of(name, rows) for part in parts for name, rows in part.items()}


def duties(policy: Policy) -> set[str]:
    return {r for m in policy.mechanisms.values() if m.family in ("industry", "consumption") for r in m.rules}


def test_every_duty_finds_its_plant_and_nothing_beside_it() -> None:
    policy = in_use(shipped("nanping"))
    with open_tables(world()) as connection:
        rows = worklist(connection, policy, [policy.rule(r) for r in sorted(PLANTED)], as_of=DAY).to_pylist()
    assert sorted((r["rule"], r["key"], r["answer"]) for r in rows) == sorted((r, k, "yes") for r, k in PLANTED.items())
    assert duties(policy) == set(PLANTED)
