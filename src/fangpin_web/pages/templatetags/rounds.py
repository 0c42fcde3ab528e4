"""Filters for the pages of data checks: states and severities in words."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

register = template.Library()

ROUNDS = {
    "locked": ("amber", gettext_lazy("needs its password")),
    "asks": ("amber", gettext_lazy("asks about columns")),
    "ready": ("blue", gettext_lazy("to be checked")),
    "done": ("green", gettext_lazy("checked")),
    "unreadable": ("amber", gettext_lazy("cannot be read")),
}
FINDINGS = {
    "open": ("blue", gettext_lazy("open")),
    "reported": ("purple", gettext_lazy("reported corrected")),
    "disputed": ("amber", gettext_lazy("said to be no error")),
    "exempt": ("", gettext_lazy("exempted")),
    "closed": ("green", gettext_lazy("closed by a later export")),
    "gone": ("", gettext_lazy("no longer in the export")),
    "unasked": ("purple", gettext_lazy("not checked by the later round")),
}
EXEMPTIONS = {
    "in_force": ("green", gettext_lazy("still holds")),
    "over": ("amber", gettext_lazy("run out")),
    "withdrawn": ("", gettext_lazy("withdrawn")),
}
SEVERITIES = {
    "high": ("amber", gettext_lazy("grave")),
    "medium": ("", gettext_lazy("ordinary")),
    "low": ("", gettext_lazy("hint")),
}


def _pill(known: Mapping[str, tuple[str, object]], state: str) -> SafeString:
    tone, word = known.get(state, ("", state))
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def round_pill(state: str) -> SafeString:
    """The state of a round in words."""
    return _pill(ROUNDS, state)


@register.filter
def finding_pill(state: str) -> SafeString:
    """The state of a finding in words."""
    return _pill(FINDINGS, state)


@register.filter
def exemption_pill(state: str) -> SafeString:
    """Whether an exemption holds, in words."""
    return _pill(EXEMPTIONS, state)


@register.filter
def finding_severity(severity: str) -> SafeString:
    """How grave a finding is, in words."""
    return _pill(SEVERITIES, severity)
