"""Filters for records that disagree: where one stands and what happened to it, in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

register = template.Library()

STATES = {
    "open": ("", pgettext_lazy("discrepancy", "to be corrected")),
    "answered": ("blue", pgettext_lazy("discrepancy", "said to be corrected")),
    "explained": ("green", pgettext_lazy("discrepancy", "both are right")),
    "exempted": ("purple", pgettext_lazy("discrepancy", "left aside")),
    "agreed": ("green", pgettext_lazy("discrepancy", "agree now")),
}
ACTS = {
    "found": pgettext_lazy("discrepancy", "Found"),
    "returned": pgettext_lazy("discrepancy", "Came back"),
    "lapsed": pgettext_lazy("discrepancy", "Left aside until today: open again"),
    "circulated": pgettext_lazy("discrepancy", "Sent to the department"),
    "answered": pgettext_lazy("discrepancy", "Said to be corrected"),
    "explained": pgettext_lazy("discrepancy", "Accepted: both are right"),
    "exempted": pgettext_lazy("discrepancy", "Left aside"),
    "taken_back": pgettext_lazy("discrepancy", "Decision taken back"),
    "agreed": pgettext_lazy("discrepancy", "The records agree"),
}


@register.filter
def discrepancy_pill(found: Any) -> SafeString:
    """Where a discrepancy stands, in words."""
    tone, word = STATES[found.state]
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def discrepancy_act(act: str) -> str:
    """What happened to a discrepancy, in words."""
    return str(ACTS.get(act, act))
