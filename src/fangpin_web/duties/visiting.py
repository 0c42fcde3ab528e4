"""Who visits whom, until when; and who helps which place. Questions over the ledgers of duties, visits and pairings."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, DateField, F, Max, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest

from fangpin.ledgers.area_codes import VILLAGE_DIGITS
from fangpin.policy import Policy
from fangpin_web.accounts.models import Officer
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.doors import areas_inside
from fangpin_web.records.models import Assignment, Pairing, Visit

OVERDUE, DUE, SEEN, LATER = "overdue", "due", "seen", "later"
_NOT_AT_THE_DOOR = ("phone_follow_up",)


def visit_plan(officer: Officer, policy: Policy, *, month: date, day: date) -> QuerySet[Any]:
    """Every duty for a household in force, with ``seen_on`` (the family's last visit by anybody, up to ``day``),
    ``due_on`` (the place's interval after that, or after the duty began) and ``standing`` in the month:

    ``overdue`` before the day, ``due`` by the month's end, ``seen`` in this month, ``later``. A call is no visit.
    """
    days = int(policy.value("visit_plan_days", on=day).value)
    first, last = month_of(month)
    seen = _at_the_door(day).filter(household=OuterRef("household")).order_by("-visited_on").values("visited_on")[:1]
    rows: QuerySet[Any] = Assignment.objects.within(officer.area_code).on(day).filter(household__isnull=False)
    told: QuerySet[Any] = (
        rows.select_related("officer", "organisation", "household")
        .annotate(seen_on=Subquery(seen))
        .annotate(
            due_on=Cast(Greatest(Coalesce("seen_on", "from_on"), "from_on") + Value(timedelta(days=days)), DateField())
        )
        .annotate(
            standing=Case(
                When(due_on__lt=day, then=Value(OVERDUE)),
                When(seen_on__gte=first, seen_on__lte=last, then=Value(SEEN)),
                When(due_on__lte=last, then=Value(DUE)),
                default=Value(LATER),
                output_field=CharField(),
            )
        )
    )
    return told


def _at_the_door(day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Visit.objects.filter(visited_on__lte=day).exclude(kind__in=_NOT_AT_THE_DOOR)
    return rows


def last_and_next_visit(
    household: int, duties: Iterable[Any], policy: Policy, *, day: date
) -> tuple[date | None, date | None]:
    """When anybody was at a family's door last, and by when those who answer for it (``duties``) owe the next visit;
    None where nobody was, and where nobody answers for it."""
    seen: date | None = _at_the_door(day).filter(household=household).aggregate(last=Max("visited_on"))["last"]
    days = timedelta(days=int(policy.value("visit_plan_days", on=day).value))
    return seen, min((max(seen or row.from_on, row.from_on) + days for row in duties), default=None)


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of the month a day lies in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def visits_overdue(officer: Officer, *, day: date) -> int:
    """How many families of the officer's area nobody visited within the interval."""
    if not Assignment.objects.within(officer.area_code).on(day).filter(household__isnull=False).exists():
        return 0  # and no policy is read
    rows = visit_plan(officer, policy_in_force(), month=day, day=day).filter(standing=OVERDUE)
    return int(rows.values("household").distinct().count())


def pairings_for(officer: Officer) -> QuerySet[Any]:
    """Pairings that help a place of the officer's area, or somebody in it."""
    rows: QuerySet[Any] = Pairing.objects.within(officer.area_code)
    return rows.select_related("organisation", "giving_area", "target_area", "person")


def villages_without(officer: Officer, *, kind: str, day: date) -> list[Any]:
    """Villages of the officer's area that nobody is paired with on a day; of one kind, or of any."""
    rows = Pairing.objects.within(officer.area_code).on(day).filter(target_area__isnull=False)
    if kind:
        rows = rows.filter(kind=kind)
    helped = set(rows.values_list(F("target_area__code"), flat=True))
    return [a for a in areas_inside(officer.area_code, level_digits=(VILLAGE_DIGITS,)) if a.code not in helped]
