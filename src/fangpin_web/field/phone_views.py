"""What the phone page asks for: its shell, signing in, a village's list, and taking in visits and photos."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from fangpin.ledgers.area_codes import VILLAGE_DIGITS
from fangpin_web.accounts.permissions import may_visit
from fangpin_web.config.environment import LANGUAGES
from fangpin_web.evidence.models import Evidence
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.field import services
from fangpin_web.field.answering import answers_phone, body_of
from fangpin_web.field.doors import visit_or_404
from fangpin_web.field.packages import make_package
from fangpin_web.field.problems import FieldProblem
from fangpin_web.field.shell import asset, shell_addresses, version, words
from fangpin_web.field.told import read_visit
from fangpin_web.pages.admission import officer_of, open_to_all
from fangpin_web.pages.installation import is_demo, policy
from fangpin_web.pages.wording import language, said
from fangpin_web.records.doors import area_names, areas_inside


@open_to_all
@ensure_csrf_cookie
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """The page a phone keeps. It names nobody, so it needs no sign-in to be opened."""
    _speak(request)
    context = {
        "words": words(), "style": asset("phone.css"), "script": asset("phone.js"), "language": language(),
        "demo_mark": is_demo(),
    }  # fmt: skip
    return render(request, "field/phone.html", context)


def _speak(request: HttpRequest) -> None:
    """In the language asked for: a browser's worker asks without the reader's choice."""
    if (asked := LANGUAGES.get(request.GET.get("lang", ""))) is not None:
        translation.activate(asked)


@open_to_all
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: keeps the page's own files and nothing else."""
    _speak(request)
    context = {"version": version(), "addresses": shell_addresses(), "language": language()}
    answer = render(request, "field/worker.js", context, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@open_to_all
@require_POST
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in from the phone page; the same rules as the sign-in page, failures counted alike."""
    try:
        told = body_of(request)
        officer = authenticate(request, username=str(told["username"]), password=str(told["password"]))
    except (FieldProblem, KeyError, TypeError):
        officer = None
    if officer is None:
        return JsonResponse({"problem": "wrong"}, status=422)
    login(request, officer)
    return JsonResponse({"ok": True})


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session of this phone."""
    logout(request)
    return JsonResponse({"ok": True})


@answers_phone(may_visit)
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and which villages are his."""
    officer = officer_of(request)
    villages = areas_inside(officer.area_code, level_digits=(VILLAGE_DIGITS,))
    get_token(request)  # sets the cookie where the page came from the phone's own store
    return JsonResponse(
        {"officer": officer.pk, "name": officer.name, "villages": [[area.code, area.name] for area in villages]}
    )


@answers_phone(may_visit)
@require_safe
def package(request: HttpRequest, village: str) -> HttpResponse:
    """A village's list to take along."""
    officer = officer_of(request)
    if village not in {area.code for area in areas_inside(officer.area_code, level_digits=(VILLAGE_DIGITS,))}:
        raise FieldProblem("not_yours")
    name = area_names({village}).get(village, village)
    made = make_package(area_code=village, area_name=name, policy=policy(), by=officer, at=timezone.now())
    return JsonResponse(made)


@answers_phone(may_visit)
@require_POST
def take_visit(request: HttpRequest) -> HttpResponse:
    """Take in one visit. 201: new; 200: it was here already; 409: somebody has to choose; 422: why not."""
    given = body_of(request)
    told = read_visit(given, policy())
    taken = services.take_visit(
        told=told, by=officer_of(request), at=timezone.now(), resolve=str(given.get("resolve") or "")
    )
    answer = {"key": taken.visit.key, "late": taken.visit.late, "new": taken.new}
    return JsonResponse(answer, status=201 if taken.new else 200)


@answers_phone(may_visit)
@require_POST
def take_photo(request: HttpRequest, key: str) -> HttpResponse:
    """Take in one photo of a visit that is here; the body is the photo."""
    officer = officer_of(request)
    kind = Evidence.Kind.SIGNED if request.GET.get("kind") == "signed" else Evidence.Kind.PHOTO
    try:
        kept = services.take_photo(
            visit=visit_or_404(key), content=request.body, name=f"{kind}-{key[:8]}.jpg", kind=kind, by=officer,
            at=timezone.now(),
        )  # fmt: skip
    except EvidenceRefused as refused:
        return JsonResponse({"problem": refused.kind, "says": said(refused)}, status=422)
    return JsonResponse({"evidence": kept.pk})
