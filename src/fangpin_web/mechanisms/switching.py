"""Mechanisms switched on or off: one officer enters it, another confirms it, and the place's own files get a line."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from fangpin.policy import SwitchLine, switch
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_switch_mechanism
from fangpin_web.mechanisms.models import MechanismSwitch
from fangpin_web.mechanisms.problems import MechanismProblem
from fangpin_web.office.policy import policy_in_force
from fangpin_web.office.second_officer import SecondOfficer


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
    """Confirm as the second person; see :meth:`SecondOfficer.confirm`."""
    return _SECOND.confirm(entry, by=by, at=at)


def send_switch_back(*, entry: MechanismSwitch, why: str, by: Officer, at: datetime) -> MechanismSwitch:
    """Refuse an entry, one's own included; it stays on record with the reason."""
    return _SECOND.send_back(entry, why=why, by=by, at=at)


def _write(entry: MechanismSwitch, **where: Any) -> Path:
    line = SwitchLine(mechanism=entry.mechanism, since=entry.since, on=entry.on, why=entry.why, document=entry.document)
    return switch(line, **where)


_SECOND = SecondOfficer(
    model=MechanismSwitch,
    may=may_switch_mechanism,
    problem=MechanismProblem,
    refused="may_not_switch",
    reason="sent_back_for",
    write=_write,
)
