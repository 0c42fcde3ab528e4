"""The addresses of all pages. Each app names its own; here they are put side by side."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from fangpin_web.pages import views

# Listed in the order of the menu; an app that an installation lacks brings no addresses.
APPS = (
    "founding",
    "accounts",
    "clues",
    "cases",
    "rounds",
    "intake",
    "tray",
    "told",
    "evidence",
    "field",
    "issues",
    "discrepancies",
    "duties",
    "notices",
    "applications",
    "records",
    "publishing",
    "figures",
    "bulletins",
    "entitlements",
    "needs",
    "mechanisms",
    "access",
    "jobs",
    "backup",
)


def _has_pages(app: str) -> bool:
    return find_spec(f"fangpin_web.{app}") is not None and find_spec(f"fangpin_web.{app}.urls") is not None


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("language", views.language, name="language"),
    path("theme", views.theme, name="theme"),
]
urlpatterns += [path("", include(f"fangpin_web.{app}.urls")) for app in APPS if _has_pages(app)]
