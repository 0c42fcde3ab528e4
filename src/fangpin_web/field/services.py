"""Taking in visits, each once; their photos, each once; and what somebody says about the page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_visit
from fangpin_web.evidence.models import Evidence
from fangpin_web.evidence.services import keep
from fangpin_web.field.doors import visit_of_key
from fangpin_web.field.models import FieldFeedback, FieldVisit
from fangpin_web.field.problems import FieldProblem, VisitConflict
from fangpin_web.field.told import VisitTold
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Clue, GuaranteeFinding, Household, Visit

KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The visit as it is here, and whether it came in just now."""

    visit: FieldVisit
    new: bool


def take_visit(*, told: VisitTold, by: Officer, at: datetime, resolve: str = "") -> Taken:
    """Keep a visit: the row of the ledger of visits and a finding for each item that was looked at.

    The household is locked, so a visit sent twice at the same moment is here once. Raises :class:`VisitConflict`
    where a person has to choose (``resolve="keep"`` chooses to keep), :class:`FieldProblem` where it cannot be taken.
    """
    if not may_visit(by):
        raise FieldProblem("not_allowed")
    if told.visited_on > timezone.localdate(at):
        raise FieldProblem("ahead", day=told.visited_on.isoformat())
    with acting_as(by, "visit"):
        household = Household.objects.select_for_update().filter(pk=told.household).first()
        if household is None:
            raise FieldProblem("not_yours")
        if (known := visit_of_key(told.key)) is not None:
            return _known(known, told, resolve)
        beside = _beside(told, resolve)
        _check_clue(told, resolve)
        return Taken(visit=_keep(told, household, beside, by=by, at=at), new=True)


def take_photo(*, visit: FieldVisit, content: bytes, name: str, kind: str, by: Officer, at: datetime) -> Evidence:
    """Keep a photo of a visit; sent again, it is here once."""
    if not may_visit(by):
        raise FieldProblem("not_allowed")
    return keep(
        content, name, kind=kind, by=by, at=at, area_code=visit.area_code,
        about=("visit", visit.visit_id), household_id=visit.household_id,
    )  # fmt: skip


def say_feedback(*, text: str, named: bool, by: Officer, at: datetime) -> FieldFeedback:
    """Keep what somebody says about the page; without his name where he would not give it."""
    with acting_as(by, "feedback"):
        return FieldFeedback.objects.create(
            area_code=by.area_code, text=text.strip(), at=at, by=by.pk if named else None
        )


def _known(known: FieldVisit, told: VisitTold, resolve: str) -> Taken:
    """The same visit again: as it was, changes nothing; with other words, somebody chooses."""
    if known.digest == told.digest:
        return Taken(visit=known, new=False)
    if resolve != KEEP:
        raise VisitConflict("other_content", at=timezone.localtime(known.at).strftime("%Y-%m-%d %H:%M"))
    known.told, known.digest = json.dumps(told.said, ensure_ascii=False), told.digest
    known.save(update_fields=["told", "digest"])
    return Taken(visit=known, new=False)


def _beside(told: VisitTold, resolve: str) -> int | None:
    other = FieldVisit.objects.filter(household_id=told.household, visited_on=told.visited_on).order_by("id").first()
    if other is None or (resolve == KEEP):
        return other.pk if other else None
    who = Officer.objects.filter(pk=other.by).first()
    raise VisitConflict("visited_already", name=who.name if who else "—")


def _check_clue(told: VisitTold, resolve: str) -> None:
    clue = Clue.objects.filter(pk=told.clue, household_id=told.household).first() if told.clue else None
    if clue is not None and clue.closed_on is not None and resolve != KEEP:
        raise VisitConflict("clue_closed")


def _keep(told: VisitTold, household: Any, beside: int | None, *, by: Officer, at: datetime) -> FieldVisit:
    entered = {"area_code": household.area_code, "entered_at": at, "entered_by": by.pk}
    row = Visit.objects.create(
        number=f"F-{told.key}"[:50], kind="household_contact", household=household, visited_on=told.visited_on,
        finding=told.note or None, **entered,
    )  # fmt: skip
    for dimension, status in told.checks.items():
        GuaranteeFinding.objects.get_or_create(
            household=household, person=None, dimension=dimension, checked_on=told.visited_on,
            defaults={"status": status, "checker": by.name, **entered},
        )  # fmt: skip
    days = (timezone.localdate(at) - told.visited_on).days
    return FieldVisit.objects.create(
        area_code=household.area_code, key=told.key, digest=told.digest, household_id=household.pk,
        clue_id=told.clue, visit_id=row.pk, visited_on=told.visited_on, means=told.means,
        told=json.dumps(told.said, ensure_ascii=False), photos=told.photos, late=days > _late_days(at),
        beside_id=beside, at=at, by=by.pk,
    )  # fmt: skip


def _late_days(at: datetime) -> int:
    return int(policy_in_force().value("field_late_days", on=timezone.localdate(at)).value)
