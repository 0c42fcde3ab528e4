"""From ledgers to what the core asks about: targets of layers, holdings, people and their help."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from fangpin.duties import Help, Holding, LayerCoverage, PlanStanding, Target, cover, orphans, plan_standing
from fangpin.policy import Chain, ChainLayer, NoValueInForce, Policy
from fangpin_web.accounts.models import Officer
from fangpin_web.records.models import (
    Area,
    AreaListing,
    Assignment,
    Condition,
    EnrolmentCheck,
    Household,
    Measure,
    Membership,
    MonitoringSpell,
    Plan,
    RegisterSpell,
    Risk,
)
from fangpin_web.records.models import Officer as DutyOfficer

_UNREGISTERED = ("general",)
ABLE = ("ordinary", "skilled", "weak")


def holdings_in(area: str, day: date, **narrowed: Any) -> list[Holding]:
    """Assignments of an area in force on a day, as the core asks about them."""
    rows = Assignment.objects.within(area).on(day).filter(**narrowed).select_related("target_area")
    return [held for row in rows.order_by("id") if (held := holding_of(row))]


def holding_of(row: Any) -> Holding | None:
    """One assignment; None where it names nobody or nothing."""
    holder = ("officer", row.officer_id) if row.officer_id else ("organisation", row.organisation_id)
    target = _target_of(row)
    if holder[1] is None or target is None:
        return None
    return Holding(
        key=row.pk, layer=row.layer, role=row.role or "", holder=holder, target=target, from_on=row.from_on,
        to_on=row.to_on,
    )  # fmt: skip


def _target_of(row: Any) -> tuple[str, int | str] | None:
    if row.household_id:
        return ("household", row.household_id)
    if row.person_id:
        return ("person", row.person_id)
    if row.target_area_id:
        return ("area", row.target_area.code)
    return ("organisation", row.target_organisation_id) if row.target_organisation_id else None


def targets_of(layer: ChainLayer, area: str, day: date) -> list[Target]:
    """What a layer must cover in an area on a day."""
    if layer.covers == "household":
        return [Target(subject=("household", key), area_code=code) for key, code in _households(layer.among, area, day)]
    if layer.covers == "child":
        rows = EnrolmentCheck.objects.within(area).filter(listing="suspected_dropout", settled_on__isnull=True)
        found = rows.filter(person__isnull=False).values_list("person_id", "area_code").distinct()
        return [Target(subject=("person", key), area_code=code) for key, code in found]
    areas = Area.objects.within(area).on(day).filter(level=layer.covers)
    if layer.among:
        listed = AreaListing.objects.on(day).filter(listing=layer.among).values_list("area__code", flat=True)
        areas = areas.filter(code__in=list(listed))
    return [Target(subject=("area", code), area_code=code) for code in areas.values_list("code", flat=True).distinct()]


def _households(among: str, area: str, day: date) -> list[tuple[int, str]]:
    if among == "monitored":
        spells = monitored_in(area, day).filter(Q(eliminated__isnull=True) | Q(eliminated=False))
    else:
        spells = RegisterSpell.objects.within(area).on(day)
        spells = (
            spells.filter(register_type="unlifted")
            if among == "unlifted"
            else spells.exclude(register_type__in=_UNREGISTERED)
        )
    return list(spells.values_list("household_id", "area_code").distinct())


def monitored_in(area: str, day: date) -> Any:
    """Monitoring spells in force in an area."""
    return MonitoringSpell.objects.within(area).on(day)


def coverage_of(officer: Officer, policy: Policy, day: date) -> list[tuple[Chain, list[LayerCoverage]]]:
    """Every chain asked for here, layer by layer, in the officer's area. A village officer's own village only."""
    area = officer.area_code
    held = holdings_in(area, day)
    chains = []
    for chain in policy.chains_on:
        layers = []
        for layer in chain.layers:
            targets = targets_of(layer, area, day)
            rows = _posts(layer, area, day) if layer.post else held
            layers.append(cover(layer, targets, rows, on=day, cap=_cap(layer, policy, day)))
        chains.append((chain, layers))
    return chains


def _cap(layer: ChainLayer, policy: Policy, day: date) -> int | None:
    try:
        return int(policy.value(layer.most, on=day).value) if layer.most else None
    except NoValueInForce:
        return None


def _posts(layer: ChainLayer, area: str, day: date) -> list[Holding]:
    """People who hold a post in their area and are marked accountable, as if they were assigned to it."""
    rows = DutyOfficer.objects.within(area).filter(role=layer.post, accountable=True)
    in_post = rows.filter(Q(from_on__isnull=True) | Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gt=day))
    return [
        Holding(
            key=row.pk, layer=layer.layer, role="", holder=("officer", row.pk), target=("area", row.area_code),
            from_on=row.from_on or date.min, to_on=row.to_on,
        )
        for row in in_post
    ]  # fmt: skip


def orphans_of(officer: Officer, day: date) -> list[Holding]:
    """Duties that still run although their official has left."""
    held = [h for h in holdings_in(officer.area_code, day) if h.holder[0] == "officer"]
    keys = {h.holder[1] for h in held}
    posts = {
        ("officer", key): (since, until)
        for key, since, until in DutyOfficer.objects.filter(pk__in=keys).values_list("id", "from_on", "to_on")
    }
    return list(orphans(held, posts, on=day))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A monitored household with its standing."""

    household: Any
    standing: PlanStanding


def plan_lines(area: str, day: date, *, household: int | None = None) -> list[PlanLine]:
    """Every monitored household of an area with what its plans and measures come to, in a handful of queries."""
    spells = monitored_in(area, day)
    if household:
        spells = spells.filter(household=household)
    latest: dict[int, Any] = {row.household_id: row for row in spells.order_by("from_on", "id")}
    keys = list(latest)
    risks: dict[int, set[str]] = defaultdict(set)
    helps: dict[int, list[Help]] = defaultdict(list)
    plans: dict[int, int] = defaultdict(int)
    members: dict[int, list[tuple[int, bool | None]]] = defaultdict(list)
    standing = Q(resolved_on__isnull=True) | Q(resolved_on__gt=day)
    for key, risk in Risk.objects.filter(standing, household__in=keys, found_on__lte=day).values_list(
        "household_id", "risk"
    ):
        risks[key].add(risk)
    for row in Measure.objects.filter(household__in=keys):
        helps[row.household_id].append(
            Help(
                kind=row.kind, channel=row.channel, from_on=row.from_on, to_on=row.to_on, due_on=row.due_on,
                implemented_on=row.implemented_on, person=row.person_id,
            )
        )  # fmt: skip
    open_ = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    for key in Plan.objects.filter(open_, household__in=keys, kind="household", year=day.year).values_list(
        "household_id", flat=True
    ):
        plans[key] += 1
    people = list(Membership.objects.filter(household__in=keys).on(day).values_list("household_id", "person_id"))
    labour = dict(
        Condition.objects.filter(person__in=[p for _h, p in people])
        .on(day)
        .order_by("from_on", "id")
        .values_list("person_id", "labour")
    )
    for key, person in people:
        word = labour.get(person)
        members[key].append((person, None if word is None else word in ABLE))
    households = Household.objects.in_bulk(keys)
    return [
        PlanLine(
            household=households[key],
            standing=plan_standing(
                identified_on=row.identified_on, risks=risks[key], measures=helps[key], members=members[key],
                plans=plans[key], on=day,
                eliminated=bool(row.eliminated) and (row.eliminated_on is None or row.eliminated_on <= day),
            ),
        )
        for key, row in latest.items()
        if key in households
    ]  # fmt: skip
