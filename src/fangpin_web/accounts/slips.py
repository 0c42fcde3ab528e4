"""Sign-in slips: a code on paper, valid for a fortnight, with which an officer sets a password once.

The code is drawn from 32 letters and digits that are not mistaken for each other, twelve of them (60 bits);
only its keyed print is kept. It opens nothing but the page where the password is set.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fangpin_web.access.cipher import blind_index
from fangpin_web.accounts.models import AccountEvent, Officer, SignInSlip

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32, without 0 O 1 I
GROUPS, GROUP = 3, 4
VALID_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is printed and then forgotten: whose it is, the code, and until when it opens."""

    officer: Officer
    code: str
    expires_at: datetime


class SlipSpent(Exception):
    """The slip was used, withdrawn or has expired meanwhile."""

    zh = "这张登录条已用过、已作废或已过期。请向系统管理员再要一张。"

    def __init__(self) -> None:
        super().__init__("this slip was used, withdrawn or has expired; ask the administrator for another")


def issue_slips(*, officers: Sequence[Officer], by: Officer | None, at: datetime) -> list[Slip]:
    """One slip each; earlier ones are withdrawn and passwords cease to work. ``by`` is None at set-up only."""
    slips = [Slip(officer=officer, code=_code(), expires_at=at + VALID_FOR) for officer in officers]
    nothing_opens = make_password(None)
    with transaction.atomic():
        keys = [officer.pk for officer in officers]
        SignInSlip.objects.filter(officer__in=keys, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
        for officer in officers:  # as the database has it, so that the objects at hand stay true
            officer.password = nothing_opens
        Officer.objects.filter(pk__in=keys).update(password=nothing_opens)
        SignInSlip.objects.bulk_create(
            SignInSlip(
                officer=s.officer, code_print=_print(s.code), made_at=at, made_by=by.pk if by else None,
                expires_at=s.expires_at,
            )
            for s in slips
        )  # fmt: skip
        AccountEvent.objects.bulk_create(
            AccountEvent(
                officer=s.officer, act=AccountEvent.Act.SLIP, at=at, by_id=by.pk if by else None,
                by_name=by.name if by else "",
            )
            for s in slips
        )  # fmt: skip
    return slips


def open_slip(*, username: str, code: str, at: datetime) -> SignInSlip | None:
    """The slip that this code opens, if it is the officer's, unused and in time."""
    if len(_plain(code)) != GROUPS * GROUP:
        return None
    slips = SignInSlip.objects.filter(
        officer__username=username, officer__is_active=True, used_at=None, withdrawn_at=None, expires_at__gt=at
    )
    printed = _print(code)
    return next((slip for slip in slips if hmac.compare_digest(slip.code_print, printed)), None)


def set_password(*, slip: int, password: str, at: datetime) -> Officer:
    """Set the officer's password and use up the slip. Raises :class:`SlipSpent`.

    The slip's row is locked: of two pages that send it together, one succeeds.
    """
    with transaction.atomic():
        found = (
            SignInSlip.objects.select_for_update()
            .filter(pk=slip, used_at=None, withdrawn_at=None, expires_at__gt=at)
            .first()
        )
        if found is None or not found.officer.is_active:
            raise SlipSpent
        found.used_at = at
        found.save(update_fields=["used_at"])
        officer = found.officer
        officer.set_password(password)
        officer.save(update_fields=["password"])
        AccountEvent.objects.create(
            officer=officer, act=AccountEvent.Act.PASSWORD, at=at, by_id=officer.pk, by_name=officer.name
        )
        return officer


def _code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def _plain(code: str) -> str:
    return "".join(code.replace("-", "").split()).upper()


def _print(code: str) -> str:
    # Not Django's key: the process that prepares a new home has read its settings before that key was made.
    return blind_index("sign_in_slip", _plain(code)).hex()
