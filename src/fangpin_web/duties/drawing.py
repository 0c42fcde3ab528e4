"""Draws for phone follow-up and unannounced inspection: made, worked off, opened so that anybody can draw again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from fangpin.duties import commitment, draw, population_print
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_call, may_draw, scope_of
from fangpin_web.duties.gathering import monitored_in
from fangpin_web.duties.models import CallAttempt, Draw, DrawnTarget
from fangpin_web.duties.problems import DutyProblem
from fangpin_web.duties.services import allow
from fangpin_web.issues.services import open_issue
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.bulk import reserve_ids
from fangpin_web.records.models import Area, Household, RegisterSpell, Visit

REACHED = ("confirmed", "differs", "refused")
RANGES = ("monitored", "registered", "villages")


def make_draw(
    *, kind: str, among: str, within: str, size: int, by: Officer, at: datetime,
    new_salt: Callable[[], str] = secrets.token_hex,
) -> Draw:  # fmt: skip
    """Draw households or villages of an area. Its rows bear the area of whoever draws, so the drawn do not see them.

    An officer whose own area would be inspected cannot draw it: the range must lie inside his area.
    """
    allow(may_draw, by)
    if not scope_of(by) or not within.startswith(scope_of(by)):
        raise DutyProblem("outside")
    day = timezone.localdate(at)
    with acting_as(by, f"draw {kind}"):
        areas = _population(among, within, day)
        if not areas:
            raise DutyProblem("nobody_to_draw")
        salt = new_salt()
        made = Draw.objects.create(
            area_code=by.area_code, kind=kind, among=among, within=within, salt=salt, commitment=commitment(salt),
            keys=sorted(areas), population_print=population_print(areas), size=size, drawn_at=at, drawn_by=by.pk,
        )  # fmt: skip
        of_households = among != "villages"
        DrawnTarget.objects.bulk_create(
            [
                DrawnTarget(
                    area_code=by.area_code, draw=made, no=no, household_id=int(key) if of_households else None,
                    target_area=areas[key],
                )
                for no, key in enumerate(draw(areas, salt=salt, size=size), start=1)
            ]
        )  # fmt: skip
    return made


def _population(among: str, within: str, day: date) -> dict[str, str]:
    """Everybody who can be drawn, by key, with the area each lies in."""
    if among == "villages":
        rows = Area.objects.within(within).on(day).filter(level="village").values_list("code", flat=True)
        return {code: code for code in rows}
    spells = monitored_in(within, day) if among == "monitored" else RegisterSpell.objects.within(within).on(day)
    return {str(key): code for key, code in spells.values_list("household_id", "area_code")}


def record_call(*, target_id: int, result: str, words: str, by: Officer, at: datetime) -> DrawnTarget:
    """Note one call. Reached: a visit by phone stands in the ledger, and what differs becomes an issue. Not reached as
    often as the place says: the household is to be visited instead."""
    allow(may_call, by)
    policy, day = policy_in_force(), timezone.localdate(at)
    with _open_target(target_id, by, "phone follow-up") as target:
        count = CallAttempt.objects.filter(target=target).count()
        CallAttempt.objects.create(
            area_code=target.area_code, target=target, no=count + 1, result=result, words=words.strip() or None, at=at,
            by=by.pk,
        )  # fmt: skip
        if result in REACHED:
            household = Household.objects.get(pk=target.household_id or 0)
            target.visit_id = _visit("phone_follow_up", household.area_code, household, words, day, by, at).pk
            if result == "differs":
                target.issue_id = open_issue(
                    area_code=household.area_code, kind="data", origin="survey", household_id=household.pk,
                    content=words.strip() or "电话随访与记录不符", by=by, at=at,
                ).pk  # fmt: skip
            _finish(target, DrawnTarget.State.DONE, day)
        elif result == "wrong_number" or count + 1 >= int(policy.value("phone_attempts_cap", on=day).value):
            _finish(target, DrawnTarget.State.TO_VISIT, day)
    return target


def record_inspection(
    *, target_id: int, on: date, words: str, by: Officer, at: datetime, issue_kind: str = ""
) -> DrawnTarget:
    """Note an unannounced inspection once it was made: only now does it stand in the ledger of the inspected area."""
    allow(may_draw, by)
    with _open_target(target_id, by, "unannounced inspection") as target:
        target.visit_id = _visit("covert_inspection", target.target_area, None, words, on, by, at).pk
        if issue_kind:
            target.issue_id = open_issue(
                area_code=target.target_area, kind=issue_kind, origin="inspection", content=words, opened_on=on, by=by,
                at=at,
            ).pk  # fmt: skip
        _finish(target, DrawnTarget.State.DONE, on)
    return target


def open_draw(*, key: int, by: Officer, at: datetime) -> Draw:
    """Show the salt, once nobody drawn is waiting any more: from then on anybody can draw again."""
    allow(may_draw, by)
    with acting_as(by, "open draw"):
        found = Draw.objects.select_for_update().filter(pk=key).first()
        if found is None:
            raise DutyProblem("outside")
        if found.targets.filter(state=DrawnTarget.State.OPEN).exists():
            raise DutyProblem("still_open")
        if found.opened_at is None:
            found.opened_at = at
            found.save(update_fields=["opened_at"])
    return found


def draws_the_same(found: Draw) -> bool:
    """Whether drawing again gives whom it gave: salt, range and lots are as they were."""
    same_salt = commitment(str(found.salt)) == found.commitment
    same_range = population_print(found.keys) == found.population_print
    drawn = draw(found.keys, salt=str(found.salt), size=found.size)
    told = [str(t.household_id) if t.household_id else t.target_area for t in found.targets.order_by("no")]
    return same_salt and same_range and list(drawn) == told


def _visit(kind: str, area: str, household: Any, words: str, day: date, by: Officer, at: datetime) -> Any:
    key = reserve_ids("visit", 1)[0].as_py()
    return Visit.objects.create(
        id=key, area_code=area, number=f"ZF{day:%Y%m}-{key:05d}", kind=kind, household=household, visited_on=day,
        announced=False if kind == "covert_inspection" else None, finding=words.strip() or None, entered_at=at,
        entered_by=by.pk,
    )  # fmt: skip


def _finish(target: DrawnTarget, state: str, day: date) -> None:
    target.state, target.finished_on = state, day
    target.save(update_fields=["state", "finished_on", "visit_id", "issue_id"])


@contextmanager
def _open_target(target_id: int, by: Officer, why: str) -> Iterator[DrawnTarget]:
    with acting_as(by, why):
        target = DrawnTarget.objects.select_for_update().filter(pk=target_id).first()
        if target is None:
            raise DutyProblem("outside")
        if target.state != DrawnTarget.State.OPEN:
            raise DutyProblem("finished")
        yield target
