"""Filters for issues, tasks and duties: states in words, days late."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext_lazy

from fangpin_web.pages import wording

register = template.Library()

STATES = {
    "open": ("", pgettext_lazy("issue", "not assigned")),
    "in_hand": ("blue", pgettext_lazy("issue", "in hand")),
    "submitted": ("purple", pgettext_lazy("issue", "to be accepted")),
    "returned": ("amber", pgettext_lazy("issue", "returned")),
    "closed": ("green", pgettext_lazy("issue", "closed")),
    "voided": ("", pgettext_lazy("issue", "voided")),
}
ACTS = {
    "opened": pgettext_lazy("act", "Opened"),
    "assign": pgettext_lazy("act", "Assigned"),
    "note": pgettext_lazy("act", "Progress"),
    "submit": pgettext_lazy("act", "Submitted"),
    "accept": pgettext_lazy("act", "Accepted"),
    "return": pgettext_lazy("act", "Returned"),
    "reopen": pgettext_lazy("act", "Opened again"),
    "void": pgettext_lazy("act", "Voided"),
    "sweep": pgettext_lazy("act", "Like places to look"),
}
LEVELS = {
    "township": pgettext_lazy("escalation", "township steps in"),
    "county": pgettext_lazy("escalation", "county steps in"),
    "city": pgettext_lazy("escalation", "city steps in"),
}


@register.filter
def issue_pill(state: str) -> SafeString:
    """Where an issue or a task stands, in words."""
    tone, word = STATES.get(state, ("", state))
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def act_name(act: str) -> str:
    """What was done with an issue or a task."""
    return str(ACTS.get(act, act))


@register.filter
def level_name(level: str) -> str:
    """Who has to step in because something is late."""
    return str(LEVELS.get(level, level))


@register.simple_tag
def due_day(row: Any, day: date) -> SafeString:
    """The due day, in words once it is past; the plain day for what is closed or voided."""
    if row.due_on is None or row.state in ("closed", "voided") or row.due_on >= day:
        return format_html("{}", wording.day(row.due_on))
    late = (day - row.due_on).days
    words = ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late}
    return format_html('<span class="pill amber" title="{}">{}</span>', wording.day(row.due_on), words)


COVERS = {
    "county": pgettext_lazy("covers", "counties"),
    "township": pgettext_lazy("covers", "townships"),
    "village": pgettext_lazy("covers", "villages"),
    "household": pgettext_lazy("covers", "households"),
    "child": pgettext_lazy("covers", "suspected drop-outs"),
}
AMONG = {
    "registered": pgettext_lazy("among", "registered"),
    "unlifted": pgettext_lazy("among", "not yet lifted"),
    "monitored": pgettext_lazy("among", "monitored"),
}
STAGES = {
    "identified": pgettext_lazy("stage", "identified"),
    "planned": pgettext_lazy("stage", "plan approved"),
    "eliminated": pgettext_lazy("stage", "risk eliminated"),
}
TARGETS = {
    "open": ("blue", pgettext_lazy("target", "to do")),
    "done": ("green", pgettext_lazy("target", "done")),
    "to_visit": ("amber", pgettext_lazy("target", "to be visited instead")),
}


@register.filter
def covers_name(covers: str) -> str:
    """What a layer covers, in words."""
    return str(COVERS.get(covers, covers))


@register.filter
def among_name(among: str, codes: Any) -> str:
    """Which of them: a kind of household, or a list of areas."""
    return str(AMONG[among]) if among in AMONG else wording.code_label(codes, "area_listing", among)


@register.filter
def stage_name(stage: str) -> str:
    """How far a monitored household is."""
    return str(STAGES.get(stage, stage))


@register.filter
def target_pill(state: str) -> SafeString:
    """How far a drawn household or village is."""
    tone, word = TARGETS.get(state, ("", state))
    return format_html('<span class="pill {}">{}</span>', tone, word)
