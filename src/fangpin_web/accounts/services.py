"""Accounts: make one at set-up, sign in, lock out. What an administrator does is in ``administration``."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fangpin_web.accounts.models import Officer, Role, SignInSlip, SignInThrottle
from fangpin_web.accounts.slips import open_slip

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)


class SignInLocked(Exception):
    """Too many failed sign-ins of this user name."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"locked until {until.isoformat()}")


class SignInRefused(Exception):
    """User name and password do not belong together; which of the two is wrong is not said."""


class PasswordToSet(Exception):
    """The code of a sign-in slip was given in place of a password: the officer sets a password before anything else."""

    def __init__(self, slip: SignInSlip) -> None:
        self.slip = slip
        super().__init__(f"a password has to be set with slip {slip.pk}")


def make_officer(
    *,
    username: str,
    name: str,
    role: str,
    area_code: str,
    password: str | None,
    at: datetime,
    by: Officer | None,
    department: str = "",
    demo: bool = False,
    hashed: str | None = None,
) -> Officer:
    """Make an account, or bring the account of that user name up to date. ``by`` is None at set-up only.

    Without a password nobody can sign in with it. ``hashed`` is the password hashed before, for accounts that
    share one; hashing takes half a second on purpose.
    """
    if by is not None and by.role != Role.ADMINISTRATOR:
        raise PermissionError(f"{by} may not manage accounts; ask an administrator.")
    if by is not None and by.username == username:
        raise PermissionError("nobody changes an own account; ask another administrator.")
    kept = hashed or make_password(password)
    officer, _made = Officer.objects.update_or_create(
        username=username,
        defaults={
            "name": name,
            "role": Role(role),
            "area_code": area_code,
            "department": department,
            "demo": demo,
            "password": kept,
        },
        create_defaults={
            "name": name,
            "role": Role(role),
            "area_code": area_code,
            "department": department,
            "demo": demo,
            "password": kept,
            "made_at": at,
        },
    )
    return officer


def check_sign_in(*, username: str, password: str, at: datetime) -> Officer:
    """The officer whose password this is. Raises :class:`SignInRefused`, :class:`SignInLocked`, :class:`PasswordToSet`.

    The throttle row is locked, so guesses sent side by side are counted one after the other. The
    count is kept when the sign-in is refused: the refusal is raised after the transaction.
    """
    with transaction.atomic():
        throttle, _made = SignInThrottle.objects.select_for_update().get_or_create(username=username[:60])
        if throttle.locked_until is not None and at < throttle.locked_until:
            raise SignInLocked(throttle.locked_until)
        officer = _officer_with(username, password)
        slip = open_slip(username=username, code=password, at=at) if officer is None else None
        if officer is not None or slip is not None:
            throttle.delete()
        else:
            throttle.failures += 1
            throttle.locked_until = at + LOCKED_FOR if throttle.failures % FAILURES_ALLOWED == 0 else None
            throttle.save()
    if slip is not None:
        raise PasswordToSet(slip)
    if officer is None:
        raise SignInRefused
    return officer


def _officer_with(username: str, password: str) -> Officer | None:
    officer = Officer.objects.filter(username=username, is_active=True).first()
    if officer is None:
        make_password(password)  # takes as long as a wrong password, so that names cannot be guessed by the clock
        return None
    return officer if officer.check_password(password) else None
