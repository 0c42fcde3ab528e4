"""Who sold what, by channel, and what each live session sold: sums over the sales of a period in the officer's area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from fangpin_web.accounts.models import Officer
from fangpin_web.records.doors import rows_for

LIVE = "live_session"


@dataclass(slots=True)
class Sold:
    """Sales counted together: how many, their value less what came back, and how many do not say their value."""

    sales: int = 0
    net_yuan: Decimal = Decimal(0)
    unvalued: int = 0

    def add(self, row: dict[str, Any]) -> None:
        self.sales += row["n"]
        self.net_yuan += (row["value"] or Decimal(0)) - (row["returned"] or Decimal(0))
        self.unvalued += row["n"] - row["valued"]


@dataclass(slots=True)
class Seller:
    """A body and what it sold, through its sales point, else as producer of the product; empty: nobody is named."""

    name: str
    all: Sold = field(default_factory=Sold)
    by_channel: dict[str, Sold] = field(default_factory=lambda: defaultdict(Sold))


def sellers_for(officer: Officer, *, since: date, until: date) -> list[Seller]:
    """Sellers by what they sold in a period, both days included, the largest first."""
    names = ("sales_point__organisation__name", "product__organisation__name")
    rows = rows_for(officer, "product_sale").filter(sold_on__gte=since, sold_on__lte=until)
    found: dict[str, Seller] = {}
    for row in rows.values(*names, "channel").annotate(**_SUMS).order_by():
        name = row[names[0]] or row[names[1]] or ""
        seller = found.setdefault(name, Seller(name=name))
        seller.all.add(row)
        seller.by_channel[row["channel"] or ""].add(row)
    return sorted(found.values(), key=lambda one: (-one.all.net_yuan, one.name))


def live_sessions_for(officer: Officer, *, since: date, until: date) -> list[tuple[Any, Sold]]:
    """Live sessions held in a period with what was sold in them, the latest first."""
    events = rows_for(officer, "publicity_event").filter(kind=LIVE, held_on__gte=since, held_on__lte=until)
    listed = list(events.select_related("organisation").order_by("-held_on", "-id"))
    sold: dict[int, Sold] = defaultdict(Sold)
    rows = rows_for(officer, "product_sale").filter(event__in=[event.pk for event in listed])
    for row in rows.values("event_id").annotate(**_SUMS).order_by():
        sold[row["event_id"]].add(row)
    return [(event, sold[event.pk]) for event in listed]


_SUMS = {"n": Count("id"), "valued": Count("value_yuan"), "value": Sum("value_yuan"), "returned": Sum("returned_yuan")}
