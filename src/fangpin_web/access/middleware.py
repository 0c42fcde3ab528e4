"""One transaction per request, in the scope of whoever signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from fangpin_web.access.scope import acting_as, nobody
from fangpin_web.accounts.models import Officer

_FIRST_SERVER_ERROR = 500
_WITHOUT_DATABASE = ("/alive", "/static/")


class ScopedRequest:
    """Open the transaction, tell the database who asks, and roll back when the view failed.

    A streamed response is sent after the transaction has ended: collect its rows first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_WITHOUT_DATABASE):
            return self.get_response(request)
        officer = request.user
        with acting_as(officer, request.path) if isinstance(officer, Officer) else nobody():
            response = self.get_response(request)
            if response.status_code >= _FIRST_SERVER_ERROR or getattr(request, "view_failed", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, _exception: Exception) -> None:
        """Whatever a view raises, 404 and 403 included, undoes what it had begun."""
        request.view_failed = True  # type: ignore[attr-defined]
