"""The doors to duties. Row-level security has narrowed the rows; draws bear the area of whoever drew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from fangpin.duties import BinderItem, Completeness, Listing, Supervised, completeness, propose_listing
from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin.policy import NoValueInForce, Policy
from fangpin_web.access.area_codes import inside
from fangpin_web.accounts.models import Officer
from fangpin_web.duties.gathering import monitored_in
from fangpin_web.duties.models import BinderPaper, CallAttempt, Draw, DrawnTarget, HandoverNote
from fangpin_web.records.models import (
    Area,
    AreaListing,
    Assignment,
    Household,
    Measure,
    Membership,
    MonitoringSpell,
    Organisation,
    Plan,
)
from fangpin_web.records.models import Officer as DutyOfficer

_LEVELS = {TOWNSHIP_DIGITS: "township", VILLAGE_DIGITS: "village"}


def assignments_for(officer: Officer) -> QuerySet[Any]:
    rows: QuerySet[Any] = Assignment.objects.within(officer.area_code).select_related(
        "officer", "organisation", "household", "target_area"
    )
    return rows


def duty_officer_or_404(officer: Officer, key: int) -> Any:
    """A person with duties, in the officer's area or holding some there."""
    found = DutyOfficer.objects.select_related("organisation").filter(pk=key).first()
    if found is None or not (
        found.area_code.startswith(officer.area_code) or assignments_for(officer).filter(officer=key).exists()
    ):
        raise Http404(f"officer {key}")
    return found


def handovers_of(key: int) -> list[Any]:
    rows = HandoverNote.objects.filter(Q(leaving_id=key) | Q(successor_id=key))
    return list(rows.order_by("-id"))


def names_of_officers(keys: Iterable[int]) -> dict[int, str]:
    return dict(DutyOfficer.objects.filter(pk__in=set(keys)).values_list("id", "name"))


def names_of_holders(holders: Iterable[tuple[str, Any]]) -> dict[tuple[str, Any], str]:
    wanted = set(holders)
    people = names_of_officers(int(k) for kind, k in wanted if kind == "officer")
    units = Organisation.objects.filter(pk__in=[k for kind, k in wanted if kind == "organisation"])
    named = {("organisation", key): name for key, name in units.values_list("id", "name")}
    return {("officer", key): name for key, name in people.items()} | named


def households_by_key(keys: Iterable[Any]) -> dict[int, Any]:
    return Household.objects.in_bulk(list(keys))


def draws_for() -> QuerySet[Any]:
    """Draws whose rows this officer may see: his own area's and those made inside it, never those made over it."""
    rows: QuerySet[Any] = Draw.objects.annotate(done=Count("targets", filter=~Q(targets__state="open")))
    return rows.order_by("-id")


def draw_or_404(key: int) -> Draw:
    found = Draw.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"draw {key}")
    return found


def targets_of_draw(found: Draw) -> list[DrawnTarget]:
    return list(DrawnTarget.objects.filter(draw=found).order_by("no"))


def target_or_404(key: int) -> DrawnTarget:
    found = DrawnTarget.objects.select_related("draw").filter(pk=key).first()
    if found is None:
        raise Http404(f"target {key}")
    return found


def calls_of(targets: Iterable[int]) -> dict[int, list[CallAttempt]]:
    found: dict[int, list[CallAttempt]] = {}
    for call in CallAttempt.objects.filter(target__in=list(targets)).order_by("no"):
        found.setdefault(call.target_id, []).append(call)
    return found


def plan_of(household: int, year: int) -> Any:
    rows = Plan.objects.filter(household=household, kind="household", year=year, closed_on__isnull=True)
    return rows.order_by("-id").first()


def measures_of(household: int, day: date) -> list[Any]:
    """Measures in force, those without a day of delivery first."""
    rows = Measure.objects.filter(household=household).on(day).select_related("person", "officer")
    return list(rows.order_by("implemented_on", "due_on", "id"))


def measure_or_404(officer: Officer, key: int) -> Any:
    found = Measure.objects.within(officer.area_code).filter(pk=key).first()
    if found is None:
        raise Http404(f"measure {key}")
    return found


def plan_or_404(officer: Officer, key: int) -> Any:
    found = Plan.objects.within(officer.area_code).filter(pk=key).first()
    if found is None:
        raise Http404(f"plan {key}")
    return found


def members_of(household: int, day: date) -> list[Any]:
    rows = Membership.objects.filter(household=household).on(day).select_related("person")
    return [row.person for row in rows.order_by("person__born_on", "id")]


def binder_lines(area: str, policy: Policy, day: date) -> list[tuple[Any, str, Completeness]]:
    """Every monitored household with the stage it is at and what of its file is there."""
    items = [
        BinderItem(code=code.code, from_stage=code.external.get("stage", "identified"))
        for code in policy.code_list("binder_item").in_force(day)
    ]
    spells = {row.household_id: row for row in monitored_in(area, day).order_by("from_on", "id")}
    planned = set(
        Plan.objects.filter(household__in=list(spells), approved_on__isnull=False).values_list(
            "household_id", flat=True
        )
    )
    held: dict[int, dict[str, date | None]] = {}
    for key, item, seen in BinderPaper.objects.filter(inside(area)).values_list("household_id", "item", "seen_on"):
        held.setdefault(key, {})[item] = seen
    households = households_by_key(spells)
    lines = []
    for key, row in spells.items():
        stage = "eliminated" if row.eliminated else "planned" if key in planned else "identified"
        if key in households:
            lines.append((households[key], stage, completeness(items, held.get(key, {}), stage=stage)))
    return sorted(lines, key=lambda line: (line[0].area_code, line[0].natural_village or "", line[0].pk))


def papers_of(household: int) -> set[str]:
    return set(BinderPaper.objects.filter(household_id=household).values_list("item", flat=True))


def supervision_of(officer: Officer, policy: Policy, day: date) -> tuple[Listing, dict[str, int]]:
    """Monitored people whose risk is not eliminated, by township and village, against the place's thresholds."""
    thresholds = {}
    for level, parameter in (("township", "supervised_township_people"), ("village", "supervised_village_people")):
        try:
            thresholds[level] = int(policy.value(parameter, on=day).value)
        except NoValueInForce:
            continue
    open_ = monitored_in(officer.area_code, day).filter(Q(eliminated__isnull=True) | Q(eliminated=False))
    keys = open_.values_list("household_id", flat=True)
    people: dict[str, int] = {}
    for code, n in (
        Membership.objects.filter(household__in=keys)
        .on(day)
        .values_list("area_code")
        .annotate(n=Count("person", distinct=True))
    ):
        for digits in (TOWNSHIP_DIGITS, VILLAGE_DIGITS):
            people[code[:digits]] = people.get(code[:digits], 0) + n
    listed = AreaListing.objects.on(day).filter(listing__in=("supervised_county", "supervised_provincial"))
    by_list: dict[str, set[str]] = {}
    for code, listing in listed.values_list("area__code", "listing"):
        by_list.setdefault(code, set()).add(listing)
    known = MonitoringSpell.objects.within(officer.area_code).exists()
    areas = [
        Supervised(
            area_code=area.code, level=_LEVELS[len(area.code)], people=people.get(area.code, 0) if known else None,
            listed="supervised_county" in by_list.get(area.code, set()),
            named="supervised_provincial" in by_list.get(area.code, set()),
        )
        for area in Area.objects.within(officer.area_code).on(day)
        if len(area.code) in _LEVELS
    ]  # fmt: skip
    return propose_listing(areas, thresholds), thresholds
