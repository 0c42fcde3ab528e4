"""Signing in and out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fangpin_web.accounts import slips
from fangpin_web.accounts.doors import slip_holder
from fangpin_web.accounts.forms import PasswordForm, SignInForm
from fangpin_web.pages.admission import open_to_all
from fangpin_web.pages.wording import moment, said


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for account and password; after five failures the account rests, and the page says until when."""
    form = SignInForm(request.POST or None)
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    if form.is_valid():
        officer = authenticate(request, **form.cleaned_data)
        if officer is not None:
            login(request, officer)
            safe = url_has_allowed_host_and_scheme(
                wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
            )
            return redirect(wanted if safe else "/")
        if (slip := getattr(request, "sign_in_slip", None)) is not None:
            request.session.cycle_key()
            request.session["slip"] = slip.pk
            return redirect("set-password")
        form.add_error(None, _refusal(request))
    return render(request, "accounts/sign_in.html", {"form": form, "next": wanted}, status=422 if form.errors else 200)


def _refusal(request: HttpRequest) -> str:
    locked_until = getattr(request, "sign_in_locked_until", None)
    if locked_until is None:
        return _(
            "Account and password do not belong together. Check both; "
            "after five failures the account rests for fifteen minutes."
        )
    return _(
        "Too many failed sign-ins. The account rests until %(until)s; "
        "then try again, or ask the administrator for a new password."
    ) % {"until": moment(locked_until)}


@open_to_all
@never_cache
@sensitive_post_parameters("password", "again")
def set_password(request: HttpRequest) -> HttpResponse:
    """Set the first password, with the slip that was given at sign-in; then go on to sign in with it."""
    key = int(request.session.get("slip", 0))
    officer = slip_holder(key)
    if officer is None:
        messages.error(request, _("This page needs the code of a sign-in slip. Sign in with it first."))
        return redirect("sign-in")
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            slips.set_password(slip=key, password=form.cleaned_data["password"], at=timezone.now())
        except slips.SlipSpent as problem:
            messages.error(request, said(problem))
            return redirect("sign-in")
        del request.session["slip"]
        messages.success(request, _("The password is set. Sign in with it now; the slip is used up."))
        return redirect("sign-in")
    return render(
        request, "accounts/set_password.html", {"form": form, "holder": officer}, status=422 if form.errors else 200
    )


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and with it every name that was shown."""
    logout(request)
    return redirect("sign-in")
