"""Officers' work on applications: taking letters in, finding the household, raising the clue, settling."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fangpin.identity import read_document_number
from fangpin_web.access.cipher import blind_index
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_bring_applications, may_take_applications
from fangpin_web.applications.models import Application, ApplicationStatus, Letter
from fangpin_web.applications.problems import ApplicationProblem
from fangpin_web.clues.states import FINISHED, OPEN, TAKEN, UNFINISHED
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.doors import rows_of
from fangpin_web.records.models import Clue, Household

if TYPE_CHECKING:
    from fangpin.policy import Policy

_PAGE, _PROVINCE = Application.Origin.PAGE, Application.Origin.PROVINCE


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of letters or of rows of a list."""

    new: int = 0
    merged: int = 0
    waiting: int = 0
    known: int = 0


def take_letters_in(*, by: Officer, at: datetime) -> TakenIn:
    """Make applications of the letters of the officer's area, and bring the progress of all up to date."""
    _allow(by)
    with acting_as(by, "take letters in"):
        known = set(Application.objects.filter(origin=_PAGE).values_list("status_key", flat=True))
        letters = [letter for letter in Letter.objects.order_by("id") if letter.status_key not in known]
        made = [
            _take_in(
                json.loads(letter.content), origin=_PAGE, area=letter.area_code, status=letter.status_key,
                applied_on=timezone.localdate(letter.at), by=by, at=at,
            )
            for letter in letters
        ]  # fmt: skip
        _bring_up_to_date(at)
    return _counted(made)


def take_list_in(*, rows: list[Mapping[str, Any]], areas: Mapping[str, str], by: Officer, at: datetime) -> TakenIn:
    """Make applications of the rows of the province's list; a row that is here already changes nothing.

    ``areas``: the name of a village to its code; a village nobody knows leaves the row with the officer's area.
    """
    if not may_bring_applications(by):
        raise ApplicationProblem("not_allowed")
    made, known = [], 0
    with acting_as(by, "list of applications"):
        have = set(Application.objects.filter(origin=_PROVINCE).values_list("number", flat=True))
        for row in rows:
            applied_on = row.get("applied_on") or timezone.localdate(at)
            number = str(row.get("number") or f"{row.get('name')}-{applied_on}-{row.get('document_number') or ''}")
            number = number if len(number) < 40 and row.get("number") else _hashed(number)  # noqa: PLR2004 - a number
            if number in have:
                known += 1
                continue
            have.add(number)
            told = {**row, "number": number}
            area = areas.get(str(row.get("village") or ""), by.area_code)
            made.append(_take_in(told, origin=_PROVINCE, area=area, status="", applied_on=applied_on, by=by, at=at))
    counted = _counted(made)
    return TakenIn(new=counted.new, merged=counted.merged, waiting=counted.waiting, known=known)


def match_household(*, application: Application, household_id: int, by: Officer, at: datetime) -> Application:
    """Say which household applied; the clue is raised, or the application joins the open one of the same risk."""
    _allow(by)
    with acting_as(by, "match application"):
        held = _waiting(application)
        household = Household.objects.filter(pk=household_id).first()
        if household is None:
            raise ApplicationProblem("not_here")
        _raise_clue(held, household, by=by, at=at)
    return held


def dismiss_application(*, application: Application, why: str, by: Officer, at: datetime) -> Application:
    """Leave an application that is none: not of here, or sent in jest. The reason stays."""
    _allow(by)
    with acting_as(by, f"dismiss: {why}"):
        held = _waiting(application)
        held.state, held.why = Application.State.DISMISSED, why.strip()[:200]
        held.save(update_fields=["state", "why"])
        _tell(held, ApplicationStatus.Stage.SETTLED, at)
    return held


def _take_in(
    told: Mapping[str, Any], *, origin: str, area: str, status: str, applied_on: date, by: Officer, at: datetime
) -> Application:
    policy = policy_in_force()
    read = read_document_number(str(told.get("document_number") or ""))
    number = read.join_key if read.doubt is None else None
    earlier = _earlier(number)
    risk = str(told.get("risk") or "") if told.get("risk") in policy.code_list("risk").codes else "other"
    made = Application.objects.create(
        area_code=area, origin=origin, number=str(told["number"]), head_name=str(told.get("name") or "")[:60],
        phone=str(told["phone"]) if told.get("phone") else None, document_number=number,
        hardship=str(told.get("hardship") or "") or None, risk=risk, applied_on=applied_on,
        visit_due_on=_due(policy, applied_on, "application_visit_working_days"),
        total_due_on=_due(policy, applied_on, "application_total_working_days"),
        state=Application.State.WAITING, status_key=status, at=at, by=by.pk,
    )  # fmt: skip
    if earlier is not None:
        made.state, made.merged_into, made.household_id = Application.State.MERGED, earlier.pk, earlier.household_id
        made.clue_id = earlier.clue_id
        made.save(update_fields=["state", "merged_into", "household_id", "clue_id"])
    elif (household := _household_of(number)) is not None:
        _raise_clue(made, household, by=by, at=at)
    return made


def _earlier(number: str | None) -> Application | None:
    """An unsettled application of the same person."""
    if number is None:
        return None
    index = blind_index("document_number", number)
    return Application.objects.unsettled().filter(document_number_index=index).order_by("id").first()


def _household_of(number: str | None) -> Any:
    """The household the person lives in now, if this officer sees it."""
    if number is None:
        return None
    person = rows_of("person").filter(document_number_index=blind_index("document_number", number)).first()
    if person is None:
        return None
    found = rows_of("membership").filter(person=person, to_on__isnull=True).select_related("household").first()
    return found.household if found else None


def _raise_clue(held: Application, household: Any, *, by: Officer, at: datetime) -> None:
    today = timezone.localdate(at)
    Household.objects.select_for_update().get(pk=household.pk)
    clue = Clue.objects.filter(household=household, risk=held.risk, state__in=UNFINISHED).first()
    if clue is None:
        clue = Clue.objects.create(
            household=household, area_code=household.area_code, risk=held.risk, channel="self_application",
            raised_on=held.applied_on, state=OPEN, severity="medium", dispatched_on=today, due_on=held.visit_due_on,
            entered_at=at, entered_by=by.pk,
        )  # fmt: skip
    else:
        clue.due_on = min(clue.due_on or held.visit_due_on, held.visit_due_on)
        if clue.state not in (OPEN, TAKEN):  # only proposed so far: an application does not wait for a dispatch
            clue.state, clue.dispatched_on = OPEN, today
        clue.save(update_fields=["due_on", "state", "dispatched_on"])
    held.state, held.clue_id = Application.State.CLUE, clue.pk
    held.household_id, held.area_code = household.pk, household.area_code
    held.save(update_fields=["state", "clue_id", "household_id", "area_code"])
    _tell(held, ApplicationStatus.Stage.VERIFYING, at)


def _bring_up_to_date(at: datetime) -> None:
    """Applications whose clue is closed are settled, and those merged with them."""
    going = {a.clue_id: a for a in Application.objects.filter(state=Application.State.CLUE)}
    for clue in Clue.objects.filter(pk__in=[key for key in going if key], state__in=FINISHED):
        for held in Application.objects.filter(clue_id=clue.pk):
            _tell(held, ApplicationStatus.Stage.SETTLED, at)
        Application.objects.filter(clue_id=clue.pk, state=Application.State.CLUE).update(
            state=Application.State.SETTLED
        )


def _tell(held: Application, stage: str, at: datetime) -> None:
    if held.status_key:
        ApplicationStatus.objects.filter(key=held.status_key).update(stage=stage, at=at)


def _waiting(application: Application) -> Application:
    held = Application.objects.select_for_update().get(pk=application.pk)
    if held.state != Application.State.WAITING:
        raise ApplicationProblem("settled")
    return held


def _allow(by: Officer) -> None:
    if not may_take_applications(by):
        raise ApplicationProblem("not_allowed")


def _counted(made: list[Application]) -> TakenIn:
    states = [one.state for one in made]
    merged, waiting = states.count(Application.State.MERGED), states.count(Application.State.WAITING)
    return TakenIn(new=len(made) - merged, merged=merged, waiting=waiting)


def _hashed(number: str) -> str:
    return blind_index("application_number", number).hex()


def _due(policy: Policy, day: date, parameter: str) -> date:
    """The last day of a term in working days."""
    return policy.holidays.working_day_after(day, int(policy.value(parameter, on=day).value))
