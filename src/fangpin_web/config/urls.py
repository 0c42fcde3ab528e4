"""Addresses. Each app names its own; this page only puts them side by side."""

from __future__ import annotations

from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer a balancer's question without touching the database."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [path("alive", alive, name="alive")]
if find_spec("fangpin_web.api"):
    urlpatterns.append(path("", include("fangpin_web.api.urls")))
if find_spec("fangpin_web.pages") and find_spec("fangpin_web.pages.urls"):
    urlpatterns.append(path("", include("fangpin_web.pages.urls")))
