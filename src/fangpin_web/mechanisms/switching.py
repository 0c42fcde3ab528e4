"""Mechanisms switched on or off: one officer enters it, another confirms it, and the place's own files get a line."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from fangpin.policy import SwitchLine, make_place, switch
from fangpin.rosters.checking import check_sources
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_switch_mechanism
from fangpin_web.mechanisms.models import MechanismSwitch
from fangpin_web.mechanisms.problems import MechanismProblem
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.parameters import own_place_said
from fangpin_web.office.policy import own_folder, own_place, policy_folders, policy_in_force


def propose_switch(
    *, mechanism: str, since: date, on: bool, why: str, document: str, by: Officer, at: datetime
) -> MechanismSwitch:
    """Enter that a mechanism is in use from a day, or no longer; it counts when somebody else has confirmed it."""
    if not may_switch_mechanism(by):
        raise MechanismProblem("may_not_switch")
    known = policy_in_force().mechanisms.get(mechanism)
    if known is None:
        raise MechanismProblem("no_such_mechanism")
    if not why.strip():
        raise MechanismProblem("no_reason")
    if known.on_day(since) == on and not any(s.since > since for s in known.switches):
        raise MechanismProblem("so_already")
    entry = MechanismSwitch(
        mechanism=mechanism, since=since, on=on, why=why.strip()[:300], document=document.strip()[:200],
        proposed_by=by.pk, proposed_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise MechanismProblem("waits_already") from error
    return entry


def confirm_switch(*, entry: MechanismSwitch, by: Officer, at: datetime) -> MechanismSwitch:
    """Confirm as the second person: the whole policy is checked with the line, then the file gets it at once.

    The row is locked: of two that press together, one gets ``decided``. The file is written as the last step.
    """
    with transaction.atomic():
        entry = _open(entry, by)
        if entry.proposed_by == by.pk:
            raise MechanismProblem("own_entry")
        entry.state, entry.decided_by, entry.decided_at = MechanismSwitch.State.CONFIRMED, by.pk, at
        entry.save()
        keep_policy(policy_in_force())
        make_place(own_folder(), own_place_said())
        switch(
            SwitchLine(
                mechanism=entry.mechanism, since=entry.since, on=entry.on, why=entry.why, document=entry.document
            ),
            own=own_folder(),
            shipped=policy_folders()[-1],
            place=own_place(),
            further=[check_sources],
        )
        keep_policy(policy_in_force())
    return entry


def send_switch_back(*, entry: MechanismSwitch, why: str, by: Officer, at: datetime) -> MechanismSwitch:
    """Refuse an entry, one's own included; it stays on record with the reason."""
    if not why.strip():
        raise MechanismProblem("no_reason")
    with transaction.atomic():
        entry = _open(entry, by)
        entry.state, entry.decided_by, entry.decided_at = MechanismSwitch.State.SENT_BACK, by.pk, at
        entry.sent_back_for = why.strip()[:200]
        entry.save()
    return entry


def _open(entry: MechanismSwitch, by: Officer) -> MechanismSwitch:
    if not may_switch_mechanism(by):
        raise MechanismProblem("may_not_switch")
    found = MechanismSwitch.objects.select_for_update().get(pk=entry.pk)
    if found.state != MechanismSwitch.State.PROPOSED:
        raise MechanismProblem("decided")
    return found
