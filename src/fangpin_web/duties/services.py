"""What is done with duties: assign, end, hand over in one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from fangpin.duties import Handover, HandoverProblem, hand_over
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_assign, may_hand_over, scope_of
from fangpin_web.duties.gathering import holding_of
from fangpin_web.duties.models import BinderPaper, HandoverNote
from fangpin_web.duties.problems import DutyProblem
from fangpin_web.records.models import Area, Assignment, Household
from fangpin_web.records.models import Officer as DutyOfficer


def assign(
    *, layer: str, officer_id: int, from_on: date, by: Officer, at: datetime, role: str = "",
    household_id: int | None = None, area: str = "",
) -> Any:  # fmt: skip
    """Have an official answer for a household or an area from a day on."""
    allow(may_assign, by)
    with acting_as(by, "assign duty"):
        told: dict[str, Any] = {"layer": layer, "role": role or None, "officer_id": officer_id}
        if household_id:
            household = Household.objects.within(scope_of(by)).filter(pk=household_id).first()
            if household is None:
                raise DutyProblem("outside")
            told |= {"household_id": household.pk, "area_code": household.area_code}
        else:
            target = Area.objects.within(scope_of(by)).filter(code=area, to_on__isnull=True).first()
            if target is None:
                raise DutyProblem("outside")
            told |= {"target_area_id": target.pk, "area_code": target.code}
        same = (
            Assignment.objects.select_for_update().filter(**told).filter(Q(to_on__isnull=True) | Q(to_on__gt=from_on))
        )
        if same.exists():
            raise DutyProblem("in_force")
        return Assignment.objects.create(**told, from_on=from_on, entered_at=at, entered_by=by.pk)


def end_assignment(*, key: int, on: date, why: str, by: Officer, at: datetime) -> Any:
    """End a duty; ``on`` is the first day it no longer holds."""
    allow(may_assign, by)
    with acting_as(by, why):
        row = Assignment.objects.select_for_update().filter(pk=key).first()
        if row is None or row.to_on or row.from_on >= on:
            raise DutyProblem("outside")
        row.to_on, row.entered_at, row.entered_by = on, at, by.pk
        row.save(update_fields=["to_on", "entered_at", "entered_by"])
    return row


def handover_preview(*, leaving: int, successor: int, on: date) -> Handover:
    """What a hand-over would change, for the reader's area. Raises :class:`DutyProblem`."""
    rows = Assignment.objects.filter(officer__in=[leaving, successor]).select_related("target_area")
    held = [h for row in rows.order_by("id") if (h := holding_of(row))]
    try:
        return hand_over(held, leaving=("officer", leaving), successor=("officer", successor), on=on)
    except HandoverProblem as problem:
        raise DutyProblem(problem.what) from problem


def hand_over_duties(
    *, leaving: int, successor: int, on: date, why: str, by: Officer, at: datetime, has_left: bool = True
) -> HandoverNote:
    """Everything one official answers for goes to another in one act; spells are ended, not rewritten."""
    allow(may_hand_over, by)
    with acting_as(by, f"hand over: {why}"):
        people = {p.pk: p for p in DutyOfficer.objects.select_for_update().filter(pk__in=[leaving, successor])}
        if leaving not in people or successor not in people:
            raise DutyProblem("outside")
        list(Assignment.objects.select_for_update().filter(officer=leaving).values_list("id"))
        change = handover_preview(leaving=leaving, successor=successor, on=on)
        rows = Assignment.objects.in_bulk([h.key for h in change.ended])
        Assignment.objects.filter(pk__in=list(rows)).update(to_on=on, entered_at=at, entered_by=by.pk)
        Assignment.objects.bulk_create([_continued(rows[h.key], successor, on, by, at) for h in change.taken])
        if has_left and people[leaving].to_on is None:
            DutyOfficer.objects.filter(pk=leaving).update(to_on=on, entered_at=at, entered_by=by.pk)
        return HandoverNote.objects.create(
            area_code=by.area_code, leaving_id=leaving, successor_id=successor, on=on, taken=len(change.taken),
            merged=len(change.merged), why=why, at=at, by=by.pk,
        )  # fmt: skip


_TARGETS = ("target_area_id", "household_id", "person_id", "target_organisation_id", "water_body", "document_id")


def _continued(row: Any, successor: int, on: date, by: Officer, at: datetime) -> Any:
    kept = {name: getattr(row, name) for name in ("area_code", "layer", "role", "organisation_id", "to_on", *_TARGETS)}
    return Assignment(**kept, officer_id=successor, from_on=on, entered_at=at, entered_by=by.pk)


def note_papers(*, household_id: int, items: set[str], on: date, by: Officer, at: datetime) -> int:
    """Say which papers are in a household's file; what was ticked before and is no longer is taken back."""
    allow(may_assign, by)
    with acting_as(by, "papers of a file"):
        household = Household.objects.within(scope_of(by)).select_for_update().filter(pk=household_id).first()
        if household is None:
            raise DutyProblem("outside")
        there = set(BinderPaper.objects.filter(household_id=household_id).values_list("item", flat=True))
        BinderPaper.objects.filter(household_id=household_id, item__in=there - items).delete()
        BinderPaper.objects.bulk_create(
            [
                BinderPaper(
                    area_code=household.area_code, household_id=household_id, item=item, seen_on=on, at=at, by=by.pk
                )
                for item in sorted(items - there)
            ]
        )
    return len(items)


def allow(permission: Callable[[Officer], bool], by: Officer) -> None:
    """Refuse a role that may not; raises :class:`DutyProblem`."""
    if not permission(by):
        raise DutyProblem("not_allowed")
