"""What is done with issues and tasks. Each act locks its row, asks the core whether it may be, and writes its line.

Nothing is deleted: what was entered by mistake is voided and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from fangpin.duties import Act, Finding, NotAllowedNow, check_act, demands_of, recurrence_of
from fangpin.policy import Policy
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_raise_issue, may_void_issue, may_work_issue, scope_of
from fangpin_web.issues.doors import CLOSED, MODELS, RECTIFICATION, finding_of, given, paper_of
from fangpin_web.issues.models import RectificationAct
from fangpin_web.issues.problems import IssueProblem
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.bulk import reserve_ids
from fangpin_web.records.models import Issue

_PERMISSIONS: dict[Act, Callable[[Officer], bool]] = {
    Act.ASSIGN: may_raise_issue,
    Act.NOTE: may_work_issue,
    Act.SUBMIT: may_work_issue,
    Act.ACCEPT: may_raise_issue,
    Act.RETURN: may_raise_issue,
    Act.REOPEN: may_void_issue,
    Act.VOID: may_void_issue,
}


def open_issue(
    *,
    area_code: str,
    kind: str,
    content: str,
    by: Officer,
    at: datetime,
    origin: str = "self_check",
    number: str = "",
    opened_on: date | None = None,
    due: date | None = None,
    household_id: int | None = None,
    organisation_id: int | None = None,
    officer_id: int | None = None,
    leader_id: int | None = None,
    campaign_id: int | None = None,
    survey_round_id: int | None = None,
    swept_from_id: int | None = None,
    remedy: str = "",
) -> Any:
    """Put an issue on the ledger; without a due day it gets the place's default in working days.

    Whether it repeats a closed one is found by the core, not asked.
    """
    _allow(may_raise_issue, by)
    _inside(by, area_code)
    policy, day = policy_in_force(), opened_on or timezone.localdate(at)
    with acting_as(by, "open issue"):
        key = reserve_ids("issue", 1)[0].as_py()
        found = Finding(
            key=key, kind=kind, area_code=area_code, household=household_id, organisation=organisation_id, opened_on=day
        )
        issue = Issue.objects.create(
            id=key, area_code=area_code, number=number or f"WT{day:%Y%m}-{key:05d}", kind=kind, origin=origin,
            content=content.strip(), household_id=household_id, organisation_id=organisation_id, officer_id=officer_id,
            leader_id=leader_id, campaign_id=campaign_id, survey_round_id=survey_round_id, swept_from_id=swept_from_id,
            remedy=remedy.strip() or None, opened_on=day, due_on=due or default_due(policy, day), evidence=False,
            repeat_of_id=_repeats(found, policy, day), entered_at=at, entered_by=by.pk,
        )  # fmt: skip
        write_act("issue", issue, "opened", words=content, by=by, at=at)
    return issue


def default_due(policy: Policy, day: date) -> date:
    """The place's term from a day, as its process of rectification says; else the default in working days."""
    process = policy.processes.get(RECTIFICATION)
    if process is None or process.total is None:
        return policy.holidays.working_day_after(day, int(policy.value("issue_due_days", on=day).value))
    term = process.total
    days = term.days if isinstance(term.days, int) else int(policy.value(term.days, on=day).value)
    return policy.holidays.working_day_after(day, days) if term.unit == "working" else day + timedelta(days=days)


def _repeats(found: Finding, policy: Policy, day: date) -> int | None:
    rows = Issue.objects.filter(kind=found.kind, closed_on__isnull=False)
    rows = rows.filter(household=found.household) if found.household else rows.filter(area_code=found.area_code)
    days = int(policy.value("issue_repeat_days", on=day).value)
    old = recurrence_of(found, [finding_of(row) for row in rows], within_days=days)
    return old.key if old else None


def assign(
    *, about: str, key: int, organisation_id: int | None, officer_id: int | None, due: date | None, by: Officer,
    at: datetime, leader_id: int | None = None, remedy: str = "",
) -> Any:  # fmt: skip
    """Say who puts it right, under which leader, how, and by when."""
    if not (organisation_id or officer_id):
        raise IssueProblem("without_owner")
    told: dict[str, Any] = {"organisation_id": organisation_id, "officer_id": officer_id, "due_on": due}
    if about == "issue":
        told |= {"leader_id": leader_id, "remedy": remedy.strip() or None}
    return _done(about, key, Act.ASSIGN, told, words=remedy, by=by, at=at)


def note_progress(*, about: str, key: int, words: str, by: Officer, at: datetime) -> Any:
    """Note how far it is."""
    told = {"reported_on": timezone.localdate(at)} if about == "campaign_task" else {}
    return _done(about, key, Act.NOTE, told, words=words, by=by, at=at)


def submit(*, about: str, key: int, words: str, by: Officer, at: datetime) -> Any:
    """Say that it is put right, with the evidence that is attached. Somebody else has to accept it."""
    told = {"submitted_on": timezone.localdate(at), "returned_on": None, "outcome": words.strip() or None}
    return _done(about, key, Act.SUBMIT, told | {"evidence": True}, words=words, by=by, at=at)


def accept(*, about: str, key: int, words: str, by: Officer, at: datetime) -> Any:
    """Accept what another person submitted: it leaves the board."""
    day = timezone.localdate(at)
    told: dict[str, Any] = {CLOSED[about]: day, "evidence": True}
    if about == "issue":
        told |= {"verified_on": day, "second_person": True}
    return _done(about, key, Act.ACCEPT, told, words=words, by=by, at=at)


def return_(*, about: str, key: int, words: str, by: Officer, at: datetime) -> Any:
    """Send it back with the reason; its due day stays."""
    return _done(about, key, Act.RETURN, {"returned_on": timezone.localdate(at)}, words=words, by=by, at=at)


def reopen(*, about: str, key: int, words: str, by: Officer, at: datetime) -> Any:
    """Open a closed one again, with the reason; that it had been closed stays in its lines."""
    told: dict[str, Any] = {CLOSED[about]: None, "submitted_on": None, "returned_on": None}
    if about == "issue":
        told |= {"verified_on": None, "second_person": None}
    return _done(about, key, Act.REOPEN, told, words=words, by=by, at=at)


def void(*, about: str, key: int, words: str, by: Officer, at: datetime) -> Any:
    """Void what was entered by mistake; it stays with the reason and counts no more."""
    return _done(about, key, Act.VOID, {"voided_on": timezone.localdate(at)}, words=words, by=by, at=at)


def sweep(*, key: int, areas: list[str], due: date | None, by: Officer, at: datetime) -> list[Any]:
    """Have like places looked at: an issue of the same kind in each, that says where it comes from."""
    _allow(may_raise_issue, by)
    if not areas:
        raise IssueProblem("nothing_chosen")
    with acting_as(by, "sweep like places"):
        found = Issue.objects.select_for_update().filter(pk=key).first()
        if found is None:
            raise IssueProblem("outside")
        there = set(Issue.objects.filter(swept_from=key, voided_on__isnull=True).values_list("area_code", flat=True))
        made = [
            open_issue(
                area_code=area, kind=found.kind or "other", origin="self_check", due=due, by=by, at=at,
                content=f"举一反三：比照 {found.number} 自查", swept_from_id=found.pk, campaign_id=found.campaign_id,
            )
            for area in dict.fromkeys(areas)
            if area not in there
        ]  # fmt: skip
        write_act("issue", found, "sweep", words=str(len(made)), by=by, at=at)
    return made


def write_act(about: str, row: Any, act: str, *, words: str = "", by: Officer, at: datetime) -> RectificationAct:
    """The line of an act, in the transaction of the act."""
    return RectificationAct.objects.create(
        area_code=row.area_code, about=about, row_id=row.pk, act=act, on=timezone.localdate(at),
        words=words.strip() or None, at=at, by=by.pk,
    )  # fmt: skip


def _done(about: str, key: int, act: Act, told: dict[str, Any], *, words: str, by: Officer, at: datetime) -> Any:
    demands = demands_of(policy_in_force().processes.get(RECTIFICATION))
    roles = demands.roles(act)
    _allow(lambda officer: _PERMISSIONS[act](officer) and (not roles or officer.role in roles), by)
    with _locked(about, key, by, act) as row:
        try:
            check_act(act, paper_of(about, row), by=by.pk, reason=words, demands=demands)
        except NotAllowedNow as refused:
            raise IssueProblem.of(refused) from refused
        for name, value in told.items():
            setattr(row, name, value)
        row.entered_at, row.entered_by = at, by.pk
        row.save(update_fields=[*(name.removesuffix("_id") for name in told), "entered_at", "entered_by"])
        write_act(about, row, act.value, words=words, by=by, at=at)
    return row


@contextmanager
def _locked(about: str, key: int, by: Officer, act: Act) -> Iterator[Any]:
    with acting_as(by, f"{act} {about}"):
        row = given(MODELS[about].objects.select_for_update(of=("self",)), by).filter(pk=key).first()
        if row is None:
            raise IssueProblem("outside")
        yield row


def _allow(permission: Callable[[Officer], bool], by: Officer) -> None:
    if not permission(by):
        raise IssueProblem("not_allowed")


def _inside(by: Officer, area_code: str) -> None:
    if not scope_of(by) or not area_code.startswith(scope_of(by)):
        raise IssueProblem("outside")
