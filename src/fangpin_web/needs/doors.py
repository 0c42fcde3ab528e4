"""The doors to needs and offers: open ones inside the officer's area, and the proposals between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from fangpin.matching import Offered, Proposal, Wanted, propose
from fangpin.policy import Policy
from fangpin_web.accounts.models import Officer
from fangpin_web.needs.services import PUBLIC_KIND, met_by
from fangpin_web.records.doors import rows_for

WINDOW = "offer_window_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNeed:
    """A need with what is left of it and the offers proposed, best first; ``days`` it has been open."""

    need: Any
    left: Decimal | None
    days: int
    proposals: tuple[tuple[Proposal, Any], ...]


def open_needs(officer: Officer, policy: Policy, *, kind: str, day: date) -> list[OpenNeed]:
    """Open needs of a kind (all, if empty), the oldest first, each with its proposals."""
    needs = _open(officer, "need", kind)
    offers = {o.pk: o for o in _open(officer, "offer", "")}
    used_needs, used_offers = _matched(officer, "need_id"), _matched(officer, "offer_id")
    kinds = {need.kind: met_by(need.kind) for need in needs}
    found = propose(
        [_wanted(need, used_needs) for need in needs],
        [_offered(offer, used_offers) for offer in offers.values()],
        met_by=kinds,
        on=day,
        window_days=int(policy.value(WINDOW, on=day).value),
    )
    by_need: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in found:
        by_need[proposal.need].append(proposal)
    return [
        OpenNeed(
            need=need,
            left=_left(need.quantity, used_needs.get(need.pk)),
            days=(day - need.posted_on).days,
            proposals=tuple((p, offers[p.offer]) for p in by_need[need.pk][:3]),
        )
        for need in needs
    ]


def open_offers(officer: Officer, *, kind: str) -> list[tuple[Any, Decimal | None]]:
    """Open offers that meet a kind of need (all, if empty), with what is left of each."""
    used = _matched(officer, "offer_id")
    wanted = met_by(kind) if kind else None
    rows = [o for o in _open(officer, "offer", "") if wanted is None or o.kind in wanted]
    return [(offer, _left(offer.quantity, used.get(offer.pk))) for offer in rows]


def counts_by_kind(officer: Officer) -> dict[str, int]:
    """Open needs of each kind."""
    counted: dict[str, int] = defaultdict(int)
    for need in _open(officer, "need", ""):
        counted[need.kind] += 1
    return counted


def _open(officer: Officer, ledger: str, kind: str) -> list[Any]:
    rows: Any = rows_for(officer, ledger).filter(closed_on__isnull=True)
    rows = rows.filter(kind=kind) if kind else rows
    return list(rows.select_related("household", "organisation").order_by("posted_on", "id"))


def _matched(officer: Officer, column: str) -> dict[int, Decimal]:
    rows: Any = rows_for(officer, "need_match").filter(**{f"{column}__isnull": False})
    return {row[column]: row["n"] or Decimal(0) for row in rows.values(column).annotate(n=Sum("quantity"))}


def _left(whole: Decimal | None, matched: Decimal | None) -> Decimal | None:
    return None if whole is None else whole - (matched or Decimal(0))


def _wanted(need: Any, used: dict[int, Decimal]) -> Wanted:
    return Wanted(
        key=need.pk,
        kind=need.kind,
        goods=need.goods,
        left=_left(need.quantity, used.get(need.pk)),
        unit=need.unit_word,
        area_code=need.area_code,
        posted_on=need.posted_on,
        public=need.kind == PUBLIC_KIND,
        verified=need.verified_on is not None,
    )


def _offered(offer: Any, used: dict[int, Decimal]) -> Offered:
    return Offered(
        key=offer.pk,
        kind=offer.kind,
        goods=offer.goods,
        left=_left(offer.quantity, used.get(offer.pk)),
        unit=offer.unit_word,
        area_code=offer.area_code,
        posted_on=offer.posted_on,
    )
