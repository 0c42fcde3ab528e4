"""What somebody without an account may do: send a letter, and ask how far it is. Every answer is the same for all."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from fangpin_web.access.cipher import blind_index
from fangpin_web.applications.models import ApplicationStatus, Letter, PublicAttempt
from fangpin_web.applications.problems import ApplicationProblem
from fangpin_web.office.policy import policy_in_force

_DIGITS = 10
_PHONE_DIGITS = 4
_LOOK_UPS_AN_HOUR = 20


def is_open(at: datetime) -> bool:
    """Whether the county has switched the page on."""
    return bool(policy_in_force().value("public_applications", on=timezone.localdate(at)).value)


def send_letter(*, village: str, told: Mapping[str, str], address: str, at: datetime) -> str:
    """Keep a letter; gives its number. Raises :class:`ApplicationProblem` ``closed`` or ``too_many``.

    Whether the family is known, is monitored already or has applied before makes no difference to the answer.
    """
    if not is_open(at):
        raise ApplicationProblem("closed")
    most = int(policy_in_force().value("application_rate", on=timezone.localdate(at)).value)
    _count("send", address, most, at)
    number = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
    key = status_key(number, told["phone"])
    # Without RETURNING: the row lies in an area that this request does not see.
    letter = Letter(area_code=village, status_key=key, content=json.dumps(dict(told, number=number)), at=at)
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    ApplicationStatus.objects.create(key=key, stage=ApplicationStatus.Stage.RECEIVED, at=at)
    return number


def look_up(*, number: str, phone_end: str, address: str, at: datetime) -> ApplicationStatus | None:
    """How far a letter is; None for a number that is not known or belongs to another phone, which look the same."""
    if not is_open(at):
        raise ApplicationProblem("closed")
    _count("look", address, _LOOK_UPS_AN_HOUR, at)
    return ApplicationStatus.objects.filter(key=status_key(number, phone_end)).first()


def status_key(number: str, phone: str) -> str:
    """Keyed, so that the table alone tells nobody's number."""
    return blind_index("application_status", f"{number.strip()}:{phone.strip()[-_PHONE_DIGITS:]}").hex()


def _count(act: str, address: str, most: int, at: datetime) -> None:
    source = blind_index("public_address", address).hex()
    PublicAttempt.objects.filter(at__lt=at - timedelta(days=1)).delete()
    lately = PublicAttempt.objects.filter(source=source, act=act, at__gt=at - timedelta(hours=1)).count()
    if lately >= most:
        raise ApplicationProblem("too_many")
    PublicAttempt.objects.create(source=source, act=act, at=at)
