"""What an administrator does with accounts: add, change, lock, let go. Nobody does it to himself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fangpin.ledgers.area_codes import AREA_DIGITS, COUNTY_DIGITS
from fangpin_web.accounts.models import AccountEvent, Officer, Role, SignInSlip
from fangpin_web.accounts.permissions import may_manage_accounts
from fangpin_web.accounts.slips import Slip, issue_slips

# How many digits of an area code a role serves.
DIGITS = {role: AREA_DIGITS[role] for role in (Role.VILLAGE, Role.TOWNSHIP, Role.CITY)}

_WORDS = {
    "not_administrator": ("只有系统管理员可以管理账号。", "Only an administrator manages accounts."),
    "own_account": (
        "不能修改自己的账号，请由另一位系统管理员办理。",
        "Nobody changes an own account; ask another administrator.",
    ),
    "last_administrator": (
        "这是最后一位在用的系统管理员，不能停用；请先增加一位。",
        "This is the last administrator in use; add another one first.",
    ),
    "area_and_role": (
        "角色与区划级别不符：村级要选村，乡镇级要选乡镇，其余选县。",
        "Role and area do not fit: a village role serves a village, a township role a township, the others the county.",
    ),
    "needs_department": ("县级部门账号必须写明单位。", "The account of a department needs its organisation."),
    "has_left": (
        "此人已离任，不能恢复原账号；请另建账号。",
        "This officer has left; make a new account instead.",
    ),
}


class AccountProblem(Exception):
    """Why an act on an account was refused."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.zh, words = _WORDS[kind]
        super().__init__(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """An officer to be given an account. For a department the organisation is the department."""

    name: str
    role: str
    area_code: str
    organisation: str = ""
    post: str = ""
    phone: str = ""


def add_officers(*, entries: Sequence[NewOfficer], by: Officer | None, at: datetime) -> list[Slip]:
    """Make an account for each, all or none, and a slip to sign in with. ``by`` is None at set-up only."""
    _require_administrator(by)
    for entry in entries:
        check_entry(entry)
    nothing_opens = make_password(None)
    with transaction.atomic():
        officers = Officer.objects.bulk_create(
            Officer(
                username=username, name=entry.name, role=entry.role, area_code=entry.area_code,
                organisation=entry.organisation, post=entry.post, phone=entry.phone or None,
                department=entry.organisation[:60] if entry.role == Role.DEPARTMENT else "",
                made_at=at, password=nothing_opens,
            )
            for entry, username in zip(entries, usernames([e.name for e in entries]), strict=True)
        )  # fmt: skip
        for officer in officers:
            _tell(officer, AccountEvent.Act.MADE, by=by, at=at, became=_said(officer))
        return issue_slips(officers=officers, by=by, at=at)


def change_officer(
    *, officer: Officer, role: str, area_code: str, organisation: str, post: str, by: Officer, at: datetime, why: str
) -> Officer:
    """Another role, area or post. Raises :class:`AccountProblem`, also for one's own account."""
    check_entry(NewOfficer(name=officer.name, role=role, area_code=area_code, organisation=organisation, post=post))
    with transaction.atomic():
        officer = _locked(officer, by)
        if officer.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
            _require_another_administrator(officer)
        was = _said(officer)
        officer.role, officer.area_code, officer.organisation, officer.post = role, area_code, organisation, post
        officer.department = organisation[:60] if role == Role.DEPARTMENT else ""
        officer.save()
        _tell(officer, AccountEvent.Act.CHANGED, by=by, at=at, was=was, became=_said(officer), why=why)
    return officer


def reissue_slip(*, officer: Officer, by: Officer, at: datetime) -> Slip:
    """A new slip; the earlier one and the password cease to work at once."""
    with transaction.atomic():
        return issue_slips(officers=[_locked(officer, by)], by=by, at=at)[0]


def lock_officer(*, officer: Officer, by: Officer, at: datetime, why: str, leaves: bool = False) -> Officer:
    """The account opens no more, from the next request on; ``leaves`` for good. Its acts stay under its name."""
    with transaction.atomic():
        officer = _locked(officer, by)
        if officer.role == Role.ADMINISTRATOR:
            _require_another_administrator(officer)
        officer.is_active = False
        officer.left_on = timezone.localdate(at) if leaves else officer.left_on
        officer.save()
        SignInSlip.objects.filter(officer=officer, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
        _tell(officer, AccountEvent.Act.LEFT if leaves else AccountEvent.Act.LOCKED, by=by, at=at, why=why)
    return officer


def unlock_officer(*, officer: Officer, by: Officer, at: datetime, why: str) -> Officer:
    """The account opens again with its old password; who has left does not come back by this."""
    with transaction.atomic():
        officer = _locked(officer, by)
        if officer.left_on is not None:
            raise AccountProblem("has_left")
        officer.is_active = True
        officer.save()
        _tell(officer, AccountEvent.Act.UNLOCKED, by=by, at=at, why=why)
    return officer


def record_export(*, by: Officer, at: datetime, rows: int, why: str) -> None:
    """Put down that the list of accounts was taken away."""
    _tell(by, AccountEvent.Act.EXPORTED, by=by, at=at, became={"rows": rows}, why=why)


def check_entry(entry: NewOfficer) -> None:
    """Raises :class:`AccountProblem` for a role that does not serve an area of that level, or lacks its department."""
    if len(entry.area_code) != DIGITS.get(Role(entry.role), COUNTY_DIGITS):
        raise AccountProblem("area_and_role")
    if entry.role == Role.DEPARTMENT and not entry.organisation:
        raise AccountProblem("needs_department")


def usernames(names: Sequence[str]) -> list[str]:
    """A user name nobody has for each: the name in pinyin, numbered where it is taken."""
    from pypinyin import lazy_pinyin

    taken = set(Officer.objects.values_list("username", flat=True))
    given: list[str] = []
    for name in names:
        plain = "".join("".join(lazy_pinyin(name)).split()).lower()
        base = "".join(c for c in plain if c.isascii() and c.isalnum())[:40] or "officer"
        number, username = 1, base
        while username in taken:
            number += 1
            username = f"{base}{number}"
        taken.add(username)
        given.append(username)
    return given


def _require_administrator(by: Officer | None) -> None:
    if by is not None and not may_manage_accounts(by):
        raise AccountProblem("not_administrator")


def _locked(officer: Officer, by: Officer) -> Officer:
    _require_administrator(by)
    if officer.pk == by.pk:
        raise AccountProblem("own_account")
    return Officer.objects.select_for_update().get(pk=officer.pk)


def _require_another_administrator(officer: Officer) -> None:
    rows = Officer.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
    if not rows.exclude(pk=officer.pk).exists():
        raise AccountProblem("last_administrator")


def _said(officer: Officer) -> dict[str, Any]:
    return {name: getattr(officer, name) for name in ("role", "area_code", "organisation", "post")}


def _tell(
    officer: Officer,
    act: str,
    *,
    by: Officer | None,
    at: datetime,
    was: dict[str, Any] | None = None,
    became: dict[str, Any] | None = None,
    why: str = "",
) -> None:
    AccountEvent.objects.create(
        officer=officer, act=act, at=at, by_id=by.pk if by else None, by_name=by.name if by else "",
        was=was or {}, became=became or {}, why=why[:200],
    )  # fmt: skip
