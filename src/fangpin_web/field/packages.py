"""What a phone may hold: of each household to visit the head's name, the hamlet, how many live there, and a reason.

No document number, no phone, no household code, no illness, no income; the reason does not say which risk. It is
given for a few days, and taking it is a line in the read log.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fangpin_web.access.reading import record_read
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.field.doors import to_visit
from fangpin_web.field.models import FieldPackage
from fangpin_web.pages.wording import named

if TYPE_CHECKING:
    from fangpin.policy import Policy

_SEEN_WITHIN_DAYS = 31
ASKED = ("guarantee", "guarantee_status", "visit_met", "visit_change")


def make_package(*, area_code: str, area_name: str, policy: Policy, by: Officer, at: datetime) -> dict[str, Any]:
    """The list of one village as a phone keeps it, noted as handed out."""
    today = timezone.localdate(at)
    days = int(policy.value("field_package_days", on=today).value)
    with acting_as(by, "field package"):
        rows = to_visit(area_code, since=today - timedelta(days=_SEEN_WITHIN_DAYS))
        made = FieldPackage.objects.create(
            area_code=area_code, households=len(rows), expires_on=today + timedelta(days=days), at=at, by=by.pk
        )
        record_read(
            by=by, at=at, act="export", purpose="field_package", area_code=area_code, ledger="household",
            rows=len(rows),
        )  # fmt: skip
    return {
        "village": area_code,
        "name": area_name,
        "made_on": today.isoformat(),
        "expires_on": made.expires_on.isoformat(),
        "households": [
            {
                "ref": one.household,
                "head": one.head,
                "hamlet": one.hamlet,
                "members": one.members,
                "why": one.why,
                "due_on": one.due_on.isoformat() if one.due_on else None,
                "clue": one.clue,
                "visited_on": one.visited_on.isoformat() if one.visited_on else None,
            }
            for one in rows
        ],
        "codes": {name: _codes(policy, name, today) for name in ASKED},
        "photos": policy.value("field_photos", on=today).value,
    }


def _codes(policy: Policy, name: str, on: Any) -> list[list[str]]:
    return [[code.code, named(code)] for code in policy.code_list(name).in_force(on)]
