"""Filters for the pages of casework: levels, tasks and the core's sentences in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from fangpin_web.pages.wording import language

register = template.Library()

ROLES = {
    "village": gettext_lazy("village"),
    "township": gettext_lazy("township"),
    "department": gettext_lazy("department"),
    "county": gettext_lazy("county"),
}


@register.filter
def role_name(role: str) -> str | Promise:
    """A level that acts on a case."""
    return ROLES.get(role, role)


@register.filter
def worded(wording: Any) -> str:
    """A sentence of the core in the reader's language."""
    return str(wording.zh if language() == "zh" else wording.en)


@register.filter
def task(step: Any) -> str:
    """What a step asks to be done."""
    return str(step.zh_task if language() == "zh" else step.en_task or step.zh_task)
