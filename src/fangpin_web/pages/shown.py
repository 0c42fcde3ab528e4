"""Which households an officer asked to see in full, and for how long: kept in the session, gone at sign-out."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

SHOWN_FOR_SECONDS = 10 * 60
_KEY = "shown_households"


def show(request: HttpRequest, household: int) -> None:
    """Show this household's names until the time is over."""
    kept = {key: until for key, until in request.session.get(_KEY, {}).items() if until > _now()}
    request.session[_KEY] = kept | {str(household): _now() + SHOWN_FOR_SECONDS}


def hide(request: HttpRequest, household: int) -> None:
    """Mask them again."""
    request.session[_KEY] = {
        key: until for key, until in request.session.get(_KEY, {}).items() if key != str(household)
    }


def is_shown(request: HttpRequest, household: int) -> bool:
    """Whether the officer asked to see them, and the time is not over."""
    return bool(request.session.get(_KEY, {}).get(str(household), 0) > _now())


def _now() -> float:
    return timezone.now().timestamp()
