"""States of the tray in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES = {
    "in_time": ("green", pgettext_lazy("list", "delivered")),
    "late": ("green", pgettext_lazy("list", "delivered late")),
    "received": ("blue", pgettext_lazy("list", "received, not landed")),
    "nothing": ("blue", _("said to have no data")),
    "awaited": ("", _("not due yet")),
    "overdue": ("amber", pgettext_lazy("list", "overdue")),
    "no_day": ("", _("as it happens")),
    "before": ("", _("before we began")),
}
BECAME = {
    "current": ("green", pgettext_lazy("delivery", "in force")),
    "replaced": ("", pgettext_lazy("delivery", "replaced by a newer one")),
    "taken_back": ("", pgettext_lazy("delivery", "taken back")),
}
HOW = {
    "phone": _("by phone"),
    "message": _("by text or WeChat message"),
    "paper": _("on paper"),
    "meeting": _("in person or at a meeting"),
    "system": _("in this system"),
}


def state_in_words(state: str) -> str:
    return str(STATES[state][1])
