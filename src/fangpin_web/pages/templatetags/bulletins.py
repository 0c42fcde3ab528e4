"""Filters for the pages of bulletins: states, bounds and counts of verdicts in words."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

register = template.Library()

DRAFTS = {
    "ready": ("blue", pgettext_lazy("draft", "to be checked")),
    "done": ("green", pgettext_lazy("draft", "checked")),
    "unreadable": ("amber", gettext_lazy("cannot be read")),
}
BOUNDS = {
    "about": pgettext_lazy("bound", "about"),
    "at_least": pgettext_lazy("bound", "at least"),
    "at_most": pgettext_lazy("bound", "at most"),
    "over": pgettext_lazy("bound", "more than"),
    "nearly": pgettext_lazy("bound", "nearly"),
}
NUMBER_KINDS = {
    "counted": ("green", gettext_lazy("counted")),
    "reckoned": ("green", gettext_lazy("reckoned")),
    "reported": ("blue", pgettext_lazy("number", "reported")),
    "overridden": ("amber", gettext_lazy("set by hand")),
}
FINE = frozenset({"agrees", "reported", "overridden"})


@register.filter
def draft_pill(state: str) -> SafeString:
    """The state of a draft in words."""
    tone, word = DRAFTS.get(state, ("", state))
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def bound_word(bound: str) -> str:
    """How a number is bounded, in words."""
    return str(BOUNDS.get(bound, bound))


@register.filter
def period_words(period: str) -> str:
    """The days a number is about: ``../2026-10-31`` is until then, ``2026-10-01/2026-10-31`` from one to the other."""
    first, parted, last = period.partition("/")
    if not parted:
        return period
    if first == "..":
        return gettext("until %(day)s") % {"day": last}
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


@register.filter
def numbers_in(counts: Mapping[str, int]) -> int:
    """How many numbers a draft has."""
    return sum(counts.values())


@register.filter
def doubts_in(counts: Mapping[str, int]) -> int:
    """How many of them somebody has to look at."""
    return sum(number for verdict, number in counts.items() if verdict not in FINE)


@register.filter
def number_kind(kind: str) -> SafeString:
    """Whether a number was counted, reckoned, reported or set by hand, in words."""
    tone, word = NUMBER_KINDS.get(kind, ("", kind))
    return format_html('<span class="pill {}">{}</span>', tone, word)
