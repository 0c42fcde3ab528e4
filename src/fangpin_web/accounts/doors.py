"""Officers as other pages name them, and as the pages of accounts list them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext

from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin_web.accounts.models import AccountEvent, Officer, Role, SignInSlip

CLOCKWORK = 0


def officers_over(area_code: str, *, roles: Collection[str]) -> list[Officer]:
    """Accounts in use, of some roles, whose area holds the area given; the smallest area first."""
    holding = [area_code[:digits] for digits in AREA_DIGITS.values() if digits <= len(area_code)]
    found = Officer.objects.filter(is_active=True, role__in=roles, area_code__in=holding)
    return sorted(found, key=lambda officer: (-len(officer.area_code), officer.role, officer.name))


def officers_by_key(keys: Iterable[int | None]) -> dict[int, Officer]:
    """The officers of the keys given; keys that are None, and accounts no longer there, are left out."""
    wanted = set(keys)
    nobody = {CLOCKWORK: clockwork("")} if CLOCKWORK in wanted else {}
    return Officer.objects.in_bulk({key for key in wanted if key}) | nobody


def clockwork(area_code: str) -> Officer:
    """Under whose name a county's work is done that begins by itself. No account: nobody can sign in as it."""
    return Officer(pk=CLOCKWORK, username="clockwork", name=gettext("by itself"), role=Role.COUNTY, area_code=area_code)


def officer_behind(key: int, *, area_code: str) -> Officer:
    """Who asked for a piece of work: an account, or the clockwork of a county."""
    return clockwork(area_code) if key == CLOCKWORK else Officer.objects.get(pk=key)


def county_areas() -> list[str]:
    """Codes of the counties whose offices work here."""
    rows = Officer.objects.filter(role=Role.COUNTY, is_active=True).values_list("area_code", flat=True)
    return list(rows.distinct().order_by("area_code"))


def officers_for(
    *, text: str = "", role: str = "", area: str = "", state: str = "", sort: str = "area_code"
) -> QuerySet[Officer]:
    """Accounts that pass the filter. ``state``: in_use, waiting (for a first sign-in), locked, left."""
    waiting = SignInSlip.objects.filter(
        officer=OuterRef("pk"), used_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    rows = Officer.objects.annotate(waits=Exists(waiting))
    if text:
        rows = rows.filter(Q(name__contains=text) | Q(username__startswith=text) | Q(organisation__contains=text))
    if role:
        rows = rows.filter(role=role)
    if area:
        rows = rows.filter(area_code__startswith=area)
    match state:
        case "in_use":
            rows = rows.filter(is_active=True)
        case "waiting":
            rows = rows.filter(is_active=True, waits=True)
        case "locked":
            rows = rows.filter(is_active=False, left_on=None)
        case "left":
            rows = rows.filter(left_on__isnull=False)
    return rows.order_by(sort, "id")


def officer_or_404(key: int) -> Officer:
    found = Officer.objects.filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


def open_slip_of(officer: Officer) -> SignInSlip | None:
    """The slip that could still be used, if there is one."""
    return officer.slips.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now()).first()


def how_many(role: str) -> int:
    """Accounts of the role in use."""
    return Officer.objects.filter(role=role, is_active=True).count()


def active_areas() -> set[str]:
    """Codes of the areas that an account in use serves."""
    return set(Officer.objects.filter(is_active=True).values_list("area_code", flat=True))


def events_of(officer: Officer) -> list[AccountEvent]:
    """What was done to the account, newest first."""
    return list(AccountEvent.objects.filter(officer=officer).order_by("-id")[:100])


def slip_holder(slip: int) -> Officer | None:
    """Whose slip it is, while it can be used."""
    found = SignInSlip.objects.filter(
        pk=slip, used_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    ).select_related("officer")
    return next((one.officer for one in found), None)
