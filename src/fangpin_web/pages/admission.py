"""The gate of a page: whom it admits, and what the refused are told.

A view names its permission once, ``@admits(opens_household_file)``; the permissions themselves are
one page, ``fangpin_web.accounts.permissions``. A test walks the addresses and fails on a view that
names none. Which rows are seen is decided behind the gate, by scope and by row-level security.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from fangpin.policy import PolicyError
from fangpin_web.accounts.models import Officer, Role
from fangpin_web.office.policy import NoOffice
from fangpin_web.pages import wording

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Permission = Callable[[Officer], bool]


class NotForThisRole(PermissionDenied):
    """The officer is signed in, but the page is for other roles. ``roles`` are those it admits."""

    def __init__(self, officer: Officer, permission: Permission) -> None:
        self.roles = roles_with(permission)
        super().__init__(f"the page admits {', '.join(self.roles)}, not {officer.role}")


def roles_with(permission: Permission) -> tuple[str, ...]:
    """The roles a permission is given to, asked of an active account of each."""
    return tuple(
        role.value for role in Role if permission(Officer(role=role.value, area_code="770101", is_active=True))
    )


def signed_in(officer: Officer) -> bool:
    """Every account that is in use: pages that show policy and no person."""
    return officer.is_active


def admits(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Admit officers with the permission; send the others to sign-in, or to the page that explains."""

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def gated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            officer: Any = request.user
            if not officer.is_authenticated:
                return redirect_to_login(request.get_full_path())
            require(officer, permission)
            try:
                return view(request, *args, **kwargs)
            except (NoOffice, PolicyError) as problem:
                transaction.set_rollback(True)
                return render(request, "pages/not_ready.html", {"problem": wording.said(problem)}, status=503)

        gated.permission = permission  # type: ignore[attr-defined]
        return cast("View[P]", gated)

    return gate


def require(officer: Officer, permission: Permission) -> None:
    """Refuse an act inside an admitted page; raises :class:`NotForThisRole`."""
    if not permission(officer):
        raise NotForThisRole(officer, permission)


def open_to_all(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Mark a view that needs no sign-in: the sign-in page itself, language, theme."""
    view.permission = "anybody"  # type: ignore[attr-defined]
    return view


def officer_of(request: HttpRequest) -> Officer:
    """The signed-in officer of a gated request."""
    return cast("Officer", request.user)
