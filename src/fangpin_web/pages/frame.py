"""What the frame around every page needs: the menu, the mark of a demo, the reader, the theme."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from fangpin_web.pages import wording
from fangpin_web.pages.installation import is_demo, place_name
from fangpin_web.pages.navigation import menu

THEMES = ("light", "dark")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for ``pages/base.html``; given to every template."""
    officer = getattr(request, "user", None)
    signed_in = bool(officer and officer.is_authenticated)
    sections = menu(officer, request.path) if officer and signed_in else []
    theme = request.COOKIES.get("theme", "")
    return {
        "officer": officer if signed_in else None,
        "officer_role": wording.role_name(officer.role) if officer and signed_in else "",
        "menu": sections,
        "phone_tabs": [line for _, lines in sections for line in lines if line.phone],
        "demo": is_demo(),
        "theme": theme if theme in THEMES else "",
        "zh": wording.language() == "zh",
        "place_name": place_name(),
    }
