"""The doors to entitlements. Counts are for every role that sees counts; rows are walled by area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Left
from django.http import Http404

from fangpin.entitlements import assess
from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS
from fangpin.policy import Policy
from fangpin.snapshots import SnapshotError, open_snapshot
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import sees_rows
from fangpin_web.entitlements.models import EntitlementItem, Reckoning, SchemeTally
from fangpin_web.publishing.doors import newest_seal
from fangpin_web.publishing.models import Seal
from fangpin_web.records.doors import row_for, rows_for

COUNTS = ("asked", "entitled", "missing", "short", "over", "not_due", "agrees", "unknown")
SUMS = ("due_yuan", "paid_yuan", "owed_yuan", "excess_yuan")


def last_reckoning() -> Reckoning | None:
    """The newest, None before the first."""
    return Reckoning.objects.select_related("seal").order_by("-as_of", "-reckoned_at", "-id").first()


def seal_to_reckon() -> Seal | None:
    """The seal a new reckoning would read."""
    return newest_seal()


def counts_by_scheme(reckoning: Reckoning, area_code: str) -> list[dict[str, Any]]:
    """Per scheme over an area and everything in it: counts, and sums in yuan."""
    return _grouped(reckoning, area_code, "scheme")


def counts_by_town(reckoning: Reckoning, area_code: str, scheme: str) -> list[dict[str, Any]]:
    """One scheme, township by township."""
    return _grouped(reckoning, area_code, "town", scheme=scheme)


def _grouped(reckoning: Reckoning, area_code: str, by: str, **where: Any) -> list[dict[str, Any]]:
    rows = SchemeTally.objects.filter(reckoning=reckoning, area_code__startswith=area_code, **where)
    grouped = rows.annotate(town=Left("area_code", TOWNSHIP_DIGITS)).values(by).order_by(by)
    found = grouped.annotate(**{f"of_{name}": Sum(name) for name in (*COUNTS, *SUMS)})
    return [{by: row[by], **{n: row[f"of_{n}"] or 0 for n in (*COUNTS, *SUMS)}} for row in found]


def items_for(officer: Officer, reckoning: Reckoning | None) -> QuerySet[EntitlementItem]:
    """The rows of a reckoning inside the officer's area; none before the first."""
    rows = EntitlementItem.objects.filter(reckoning=reckoning)
    return rows if reckoning is not None and sees_rows(officer) else rows.none()


def item_or_404(officer: Officer, key: int) -> EntitlementItem:
    found = EntitlementItem.objects.select_related("reckoning__seal").filter(pk=key).first()
    if found is None or not sees_rows(officer):
        raise Http404(f"entitlement {key}")
    return found


def items_of_household(household_id: int) -> list[EntitlementItem]:
    """What the newest reckoning found of a household, for a reader who has opened it; differences first."""
    reckoning = last_reckoning()
    if reckoning is None:
        return []
    rows = EntitlementItem.objects.filter(reckoning=reckoning, household_id=household_id).select_related("reckoning")
    order = {verdict: place for place, verdict in enumerate(EntitlementItem.Verdict.values)}
    return sorted(rows, key=lambda row: (order[row.verdict], row.scheme, row.id))


def bill_or_404(officer: Officer, key: int) -> Any:
    """A medical bill inside the officer's area."""
    return row_for(officer, "medical_claim", key)


def household_of_person(officer: Officer, person_id: int) -> Any:
    """The household a person lives in today, inside the officer's area; None where there is none."""
    lives = rows_for(officer, "membership").filter(person_id=person_id, to_on__isnull=True)
    found = lives.select_related("household").order_by("-from_on", "-id").first()
    return found.household if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BillAnswer:
    """What one layer of a bill should have been: the basis to tell it from, and the day it is told for."""

    scheme: str
    due: Decimal | None
    paid: Decimal | None
    verdict: str
    basis: str
    until: date


def layers_of_bill(bill: Any, household_id: int | None, policy: Policy) -> Sequence[BillAnswer] | None:
    """Each layer the place gives, reckoned anew for this bill's year; None where no snapshot holds the bill.

    Narrowed to one household, whose bills of the year it needs.
    """
    seal = newest_seal()
    if seal is None or household_id is None or bill.settled_on > seal.as_of:
        return None
    day = min(seal.as_of, date(bill.settled_on.year, 12, 31))
    schemes = [s for s in policy.schemes_on(day) if s.layer is not None]
    try:
        found = assess(open_snapshot(seal.folder), policy, schemes, as_of=day, household=household_id, everything=True)
    except SnapshotError:
        return None
    return [
        BillAnswer(
            scheme=row["scheme"],
            due=row["due_yuan"],
            paid=row["paid_yuan"],
            verdict=row["verdict"],
            basis=row["basis"],
            until=found.windows[row["scheme"]].as_of,
        )
        for row in found.items.to_pylist()
        if row["key"] == bill.pk
    ]
