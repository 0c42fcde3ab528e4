"""Accounts as an administrator works with them: list, one account, a workbook of officers, slips to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fangpin.ledgers.area_codes import COUNTY_DIGITS
from fangpin.rosters import RosterError
from fangpin.rosters.named_columns import NoHeading
from fangpin_web.accounts import administration
from fangpin_web.accounts.administration import AccountProblem, NewOfficer
from fangpin_web.accounts.doors import events_of, officer_or_404, officers_for, open_slip_of
from fangpin_web.accounts.forms import ChangeForm, NewOfficerForm, OfficerFilter, RosterForm, WhyForm
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_manage_accounts, sees_accounts
from fangpin_web.accounts.roster import HEADER, RosterRow, read_roster
from fangpin_web.accounts.slips import Slip
from fangpin_web.pages import exporting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.wording import day, moment, role_name, said
from fangpin_web.records.doors import area_names

PER_PAGE = 50
SORTS = ("name", "username", "role", "area_code", "last_login")
_SALT = "fangpin officers of a workbook"
_SHEET = 10  # slips on one A4 sheet


@admits(sees_accounts)
@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """All accounts, with a filter; who has left stays listed."""
    form, rows, state, sort = _asked(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({one.area_code for one in page})
    views = [
        (name, label, officers_for(state=name).count())
        for name, label in (("in_use", _("in use")), ("waiting", _("slip not used yet")), ("locked", _("locked")),
                            ("left", _("has left")), ("", _("all")))
    ]  # fmt: skip
    context = {
        "form": form, "page": page, "sort": sort, "view": state, "views": views,
        "table": [(one, role_name(one.role), places.get(one.area_code, one.area_code)) for one in page],
        "may_manage": may_manage_accounts(officer_of(request)),
    }  # fmt: skip
    return render(request, "accounts/officers.html", context)


def _asked(request: HttpRequest) -> tuple[OfficerFilter, Any, str, str]:
    form = OfficerFilter(request.GET or None, county=_county(request))
    state = request.GET.get("view", "in_use")
    wanted = request.GET.get("sort", "area_code")
    sort = wanted if wanted.removeprefix("-") in SORTS else "area_code"
    asked = {k: v for k, v in form.cleaned_data.items() if v} if form.is_valid() else {}
    return form, officers_for(**asked, state=state, sort=sort), state, sort


def _county(request: HttpRequest) -> str:
    return officer_of(request).area_code[:COUNTY_DIGITS]


@admits(may_manage_accounts)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The accounts of the filter as a workbook; phones stay here."""
    officer = officer_of(request)
    _form, rows, _state, _sort = _asked(request)
    listed = list(rows)
    places = area_names({one.area_code for one in listed})
    administration.record_export(by=officer, at=timezone.now(), rows=len(listed), why=_("list of accounts"))
    extract = exporting.Extract(
        title=_("Accounts"),
        header=[
            _("Name"), _("Account"), _("Role"), _("Area"), _("Organisation"), _("Post"), _("State"), _("Last sign-in"),
        ],
        rows=[
            (one.name, one.username, role_name(one.role), places.get(one.area_code, one.area_code), one.organisation,
             one.post, state_of(one), moment(one.last_login))
            for one in listed
        ],
        mark=exporting.watermark(officer, purpose=_("list of accounts")),
    )  # fmt: skip
    return exporting.answer(extract, "xlsx")


def state_of(officer: Any) -> str:
    """In words: in use, waiting for the first sign-in, locked, has left."""
    if officer.left_on is not None:
        return _("has left")
    if not officer.is_active:
        return _("locked")
    return _("slip not used yet") if getattr(officer, "waits", False) else _("in use")


@admits(sees_accounts)
@require_safe
def officer(request: HttpRequest, key: int) -> HttpResponse:
    """One account: what it may reach, what was done to it, and the acts."""
    return _officer_page(request, officer_or_404(key))


def _officer_page(
    request: HttpRequest, shown: Officer, *, change: ChangeForm | None = None, why: WhyForm | None = None
) -> HttpResponse:
    reader = officer_of(request)
    initial = {name: getattr(shown, name) for name in ("role", "area_code", "organisation", "post")}
    places = area_names({shown.area_code})
    context = {
        "shown": shown,
        "role": role_name(shown.role),
        "place": places.get(shown.area_code, shown.area_code),
        "state": state_of(shown),
        "slip": open_slip_of(shown),
        "events": [(event, _changes(event.was, event.became)) for event in events_of(shown)],
        "manages": may_manage_accounts(reader) and reader.pk != shown.pk,
        "own": reader.pk == shown.pk,
        "change": change or ChangeForm(initial=initial, county=_county(request)),
        "why": why or WhyForm(),
    }
    refused = bool((change and change.errors) or (why and why.errors))
    return render(request, "accounts/officer.html", context, status=422 if refused else 200)


def _changes(was: dict[str, Any], became: dict[str, Any]) -> str:
    """``township 甲镇 → village 甲一村``: what an event changed, in words."""
    if "role" not in became:
        return ""
    names = area_names({told["area_code"] for told in (was, became) if told.get("area_code")})
    said_of = [
        " ".join(filter(None, (role_name(told["role"]), names.get(told["area_code"], ""), told.get("organisation"))))
        for told in (was, became)
        if told.get("role")
    ]
    return " → ".join(said_of)


@admits(may_manage_accounts)
def add(request: HttpRequest) -> HttpResponse:
    """One account, and its slip to print."""
    form = NewOfficerForm(request.POST or None, county=_county(request))
    if form.is_valid():
        try:
            slips = administration.add_officers(
                entries=[NewOfficer(**form.cleaned_data)], by=officer_of(request), at=timezone.now()
            )
            return slips_page(request, slips)
        except AccountProblem as problem:
            form.add_error(None, said(problem))
    return render(request, "accounts/officer_add.html", {"form": form}, status=422 if form.errors else 200)


@admits(may_manage_accounts)
@require_POST
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Another role, area or post."""
    shown = officer_or_404(key)
    form = ChangeForm(request.POST, county=_county(request))
    if not form.is_valid():
        return _officer_page(request, shown, change=form)
    try:
        administration.change_officer(officer=shown, by=officer_of(request), at=timezone.now(), **form.cleaned_data)
    except AccountProblem as problem:
        form.add_error(None, said(problem))
        return _officer_page(request, shown, change=form)
    messages.success(request, _("Changed. It counts from the officer's next page on."))
    return redirect("officer", key=key)


@admits(may_manage_accounts)
@require_POST
def act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """``slip``, ``lock``, ``unlock`` or ``leave``, each with its reason."""
    shown, form = officer_or_404(key), WhyForm(request.POST)
    if not form.is_valid():
        return _officer_page(request, shown, why=form)
    told: dict[str, Any] = {"officer": shown, "by": officer_of(request), "at": timezone.now()}
    why = form.cleaned_data["why"]
    try:
        match name:
            case "slip":
                return slips_page(request, [administration.reissue_slip(**told)])
            case "unlock":
                administration.unlock_officer(**told, why=why)
            case _:
                administration.lock_officer(**told, why=why, leaves=name == "leave")
    except AccountProblem as problem:
        messages.error(request, said(problem))
        return redirect("officer", key=key)
    messages.success(request, _("Done. It is in the log of the account."))
    return redirect("officer", key=key)


@admits(may_manage_accounts)
@never_cache
def roster(request: HttpRequest) -> HttpResponse:
    """A workbook of officers: read, shown with what is wrong in each row, and only then made into accounts."""
    if request.POST.get("rows"):
        return _make_accounts(request)
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    rows: list[RosterRow] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = read_roster(file.read(), file=file.name, area_code=_county(request))
        except (RosterError, NoHeading) as problem:
            form.add_error("file", said(problem))
    good = [row for row in rows if not row.problems]
    context = {
        "form": form,
        "wrong": [row for row in rows if row.problems],
        "good": [(row, role_name(row.role)) for row in good],
        "read": len(rows),
        "rows": signing.dumps([_packed(row) for row in good], salt=_SALT, compress=True) if good else "",
    }
    return render(request, "accounts/roster.html", context, status=422 if form.errors else 200)


def _packed(row: RosterRow) -> list[str]:
    entry = row.entry
    return [entry.name, entry.role, entry.area_code, entry.organisation, entry.post, entry.phone]


def _make_accounts(request: HttpRequest) -> HttpResponse:
    names = ("name", "role", "area_code", "organisation", "post", "phone")
    try:
        packed = signing.loads(request.POST["rows"], salt=_SALT, max_age=3600)
        entries = [NewOfficer(**dict(zip(names, row, strict=True))) for row in packed]
        slips = administration.add_officers(entries=entries, by=officer_of(request), at=timezone.now())
    except (signing.BadSignature, AccountProblem) as problem:
        words = (
            said(problem) if isinstance(problem, AccountProblem) else _("The preview is too old; read the file again.")
        )
        messages.error(request, words)
        return redirect("roster")
    return slips_page(request, slips)


@admits(may_manage_accounts)
@require_safe
def roster_template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """An empty workbook with the right columns and two invented rows."""
    rows = [
        ("张三", "甲镇人民政府", "副镇长", "乡镇", "甲镇", ""),
        ("李四", "甲一村村委会", "村委会副主任", "村级", "甲镇甲一村", ""),
    ]
    mark = _("Write one officer a row; take the two invented ones out. Roles: 村级 乡镇 县级部门 县专班 审计 系统管理")
    extract = exporting.Extract(title="干部名册", header=HEADER, rows=rows, mark=mark)
    return exporting.answer(extract, "xlsx")


def slips_page(request: HttpRequest, slips: list[Slip]) -> HttpResponse:
    """The slips, ten to an A4 sheet. The codes are on this page and nowhere else."""
    shown = shown_slips(slips)
    sheets = [shown[at : at + _SHEET] for at in range(0, len(shown), _SHEET)]
    address = request.build_absolute_uri("/")
    answer = render(request, "accounts/slips.html", {"sheets": sheets, "count": len(shown), "address": address})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def shown_slips(slips: list[Slip]) -> list[dict[str, Any]]:
    """What stands on each slip."""
    places = area_names({slip.officer.area_code for slip in slips})
    return [
        {
            "officer": slip.officer, "role": role_name(slip.officer.role), "code": slip.code,
            "place": places.get(slip.officer.area_code, slip.officer.area_code), "until": day(slip.expires_at),
        }
        for slip in slips
    ]  # fmt: skip
