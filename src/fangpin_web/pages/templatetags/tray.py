"""Filters for the month tray: states in words."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fangpin.tray import Standing
from fangpin_web.pages import wording
from fangpin_web.tray.wording import BECAME, HOW, STATES, state_in_words

register = template.Library()


@register.filter
def tray_pill(state: str) -> SafeString:
    """How a list stands, in words."""
    tone, word = STATES[state]
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def became_pill(became: str) -> SafeString:
    """What became of a delivery, in words."""
    tone, word = BECAME[became]
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def told_how(how: str) -> str:
    """By which way something was said."""
    return str(HOW.get(how, how))


@register.filter
def month(value: date) -> str:
    """2026-10, the same in both languages."""
    return f"{value:%Y-%m}"


@register.filter
def signed(value: int | None) -> str:
    """A difference with its sign."""
    return "" if value is None else f"{value:+,}".replace("-", "−")


@register.filter
def tray_word(state: str) -> str:
    """How a list stands, as plain text for a narrow cell."""
    return state_in_words(state)


@register.simple_tag
def tray_total(standing: Standing, count: str) -> str | SafeString:
    """A count over the deliveries that hold; nothing where none does, unknown where one does not say."""
    return wording.count(standing.total(count)) if standing.current else ""
