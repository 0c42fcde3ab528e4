"""The gate of what a phone asks: it answers in JSON, so that the page can say it in its own place."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, JsonResponse

from fangpin_web.field.problems import FieldProblem, VisitConflict
from fangpin_web.pages.admission import Permission
from fangpin_web.pages.wording import said

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def answers_phone(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Admit officers with the permission. 401: sign in again, nothing is lost; 403: another role does this."""

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def gated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            officer: Any = request.user
            if not officer.is_authenticated:
                return JsonResponse({"problem": "sign_in"}, status=401)
            if not permission(officer):
                return JsonResponse({"problem": "role", "says": said(FieldProblem("not_allowed"))}, status=403)
            try:
                return view(request, *args, **kwargs)
            except VisitConflict as conflict:
                return JsonResponse({"problem": conflict.kind, "says": said(conflict)}, status=409)
            except FieldProblem as problem:
                return JsonResponse({"problem": problem.kind, "says": said(problem)}, status=422)

        gated.permission = permission  # type: ignore[attr-defined]
        return cast("View[P]", gated)

    return gate


def body_of(request: HttpRequest) -> Any:
    """The JSON of a request; raises :class:`FieldProblem` where it was cut short."""
    try:
        return json.loads(request.body)
    except ValueError as cut:
        raise FieldProblem("broken", what="JSON") from cut
