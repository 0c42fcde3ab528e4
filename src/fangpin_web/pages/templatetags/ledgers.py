"""Tags and filters for rows of ledgers: labels of codes, masked names, the cell a row came from, events in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fangpin.ledgers import SPECS
from fangpin_web.access.masking import masked_name
from fangpin_web.pages import terms, wording
from fangpin_web.pages.navigation import sees_imports
from fangpin_web.pages.terms import unit_name
from fangpin_web.pages.wording import unknown
from fangpin_web.records.listing import shortened

register = template.Library()

DUE_SOON_DAYS = 3


@register.simple_tag
def code(code_lists: Any, code_list: str, value: str | None) -> str | SafeString:
    """The label of a code, the word unknown for None."""
    return wording.code_label(code_lists, code_list, value) if value else unknown()


@register.simple_tag
def code_table(code_lists: Any, code_list: str) -> SafeString:
    """All codes of a list with their labels."""
    listed = code_lists.code_lists.get(code_list) if code_lists is not None else None
    if listed is None:
        return format_html("")
    return format_html_join(
        "", '<div><span class="code">{}</span> {}</div>', ((c.code, wording.named(c)) for c in listed.codes.values())
    )


@register.filter
def person_name(name: str | None, whole: bool) -> str | SafeString | None:  # noqa: FBT001 - a template filter's second argument
    """A name, masked unless the reader asked to see it in full."""
    if not name:
        return unknown()
    return name if whole else masked_name(name)


@register.simple_tag
def stands_to_line(account: Any, line: Any) -> SafeString | str:
    """Below the line per person, on it or above; by multiplying, so that no rounding decides. Unknown stays unknown."""
    if not account or account.total is None or not account.members or line is None:
        return unknown()
    below = account.total < line.value * account.members
    return format_html(
        '<span class="pill {}">{}</span>', *(("amber", _("below it")) if below else ("green", _("not below it")))
    )


@register.filter
def tail(value: str | None) -> str | SafeString:
    """A long code by its last four characters: enough to tell rows apart, not enough to copy."""
    return shortened(value) if value else unknown()


@register.simple_tag(takes_context=True)
def cell_source(context: Any, row: Any) -> str | SafeString:
    """Where a row came from: batch, sheet and row as the spreadsheet shows it; a link for those who see imports."""
    if row is None or getattr(row, "batch_id", None) is None:
        return _("entered here")
    words = _("batch %(batch)s") % {"batch": row.batch_id}
    if row.row_no:
        words += " · " + _("sheet %(sheet)s row %(row)s") % {"sheet": row.sheet_no or 1, "row": row.row_no}
    officer = context.get("officer")
    if officer is None or not sees_imports(officer):
        return words
    return format_html('<a href="{}">{}</a>', reverse("intake:batch", args=[row.batch_id]), words)


# What of a row is said in one line of the timeline.
SALIENT: dict[str, tuple[str, ...]] = {
    "register_spell": ("register_type",),
    "monitoring_spell": ("monitoring_class",),
    "dibao_spell": ("category", "monthly_yuan"),
    "tekun_spell": ("mode", "monthly_yuan"),
    "disability_spell": ("category", "grade"),
    "disease_spell": ("disease",),
    "guarantee_finding": ("dimension", "status"),
    "medical_claim": ("kind", "own_pay_yuan"),
    "threshold_listing": ("listing", "amount_yuan"),
    "housing_check": ("grade",),
    "water_check": ("litres", "quality_passed"),
    "employment_spell": ("employer", "monthly_yuan"),
    "welfare_post": ("post", "monthly_yuan"),
    "loan": ("amount_yuan", "balance_yuan"),
    "risk": ("risk",),
    "clue": ("risk", "state"),
    "case": ("process", "step"),
}


@register.simple_tag
def event_text(event: Any, code_lists: Any) -> SafeString:
    """An event of the timeline in words: the ledger, what matters of the row, and whether it is the end of a spell."""
    spec = event.ledger
    said = [
        format_html("{} {} {}", wording.named(column), wording.plain(column, value, code_lists), unit_name(column.unit))
        for column in (spec.column(name) for name in SALIENT.get(spec.name, ()))
        if (value := getattr(event.row, column.stored_name)) is not None
    ]
    ends = format_html(" · {}", _("ends")) if event.ends else ""
    return format_html(
        "<strong>{}</strong>{} {}", wording.named(spec), ends, format_html_join(" · ", "{}", ((part,) for part in said))
    )


TONES = {"open": "blue", "taken": "blue", "closed_negative": "", "closed_positive": "green"}


WORK_STATES = {
    "waiting": gettext_lazy("waiting"),
    "running": gettext_lazy("going on"),
    "done": gettext_lazy("finished"),
    "failed": gettext_lazy("failed"),
    "stopped": gettext_lazy("stopped"),
}


@register.filter
def work_state(work: Any) -> str:
    """How far a piece of background work is, in a word."""
    return str(WORK_STATES[work.state])


@register.filter
def work_tone(work: Any) -> str:
    """The colour of a piece of background work."""
    return {"done": "green", "running": "blue", "failed": "red", "stopped": "amber"}.get(work.state, "")


@register.filter
def state_tone(state: str) -> str:
    """The colour of a state; the words stand inside the pill."""
    return TONES.get(state, "")


register.filter("meaning", terms.meaning)
register.filter("family_name", terms.family_name)
register.filter("kind_name", terms.kind_name)
register.filter("unit_name", terms.unit_name)
register.filter("with_unit", terms.with_unit)


@register.simple_tag
def due(clue: Any, day: Any) -> SafeString:
    """The due day, in words when it is near or past; nothing for a closed clue."""
    if clue.due_on is None or clue.state.startswith("closed"):
        return format_html("{}", wording.day(clue.due_on))
    left = (clue.due_on - day).days
    if left < 0:
        late = ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}
        return format_html('<span class="pill amber" title="{}">{}</span>', wording.day(clue.due_on), late)
    if left <= DUE_SOON_DAYS:
        return format_html('{} <span class="quiet small">{}</span>', wording.day(clue.due_on), _("soon"))
    return format_html("{}", wording.day(clue.due_on))


@register.simple_tag
def ledger_name(name: str) -> str:
    """A ledger's name in the reader's language."""
    return wording.named(SPECS.get(name)) or name
