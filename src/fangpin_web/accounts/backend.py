"""Signing in through Django's authentication, with the lock-out of :mod:`fangpin_web.accounts.services`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.services import PasswordToSet, SignInLocked, SignInRefused, check_sign_in


class OfficerBackend(BaseBackend):
    """``authenticate(request, username=…, password=…)`` gives the officer or None; why not is on the request."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_rest: Any
    ) -> Officer | None:
        if not username or password is None:
            return None
        try:
            return check_sign_in(username=username, password=password, at=timezone.now())
        except SignInRefused:
            return None
        except PasswordToSet as to_set:
            if request is not None:
                request.sign_in_slip = to_set.slip  # type: ignore[attr-defined]
            return None
        except SignInLocked as locked:
            if request is not None:
                request.sign_in_locked_until = locked.until  # type: ignore[attr-defined]
            raise PermissionDenied from locked

    def get_user(self, user_id: int) -> Officer | None:
        return Officer.objects.filter(pk=user_id, is_active=True).first()
