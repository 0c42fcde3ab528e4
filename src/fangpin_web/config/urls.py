"""Addresses. Each app names its own; this page only puts them side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer a balancer's question without touching the database."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("alive", alive, name="alive"),
    path("", include("fangpin_web.api.urls")),
    path("", include("fangpin_web.pages.urls")),
]

handler403 = "fangpin_web.pages.views.refused"
handler404 = "fangpin_web.pages.views.missing"
handler500 = "fangpin_web.pages.views.failed"
