"""Filters for the import pages: states in words, cells of a preview, why a row waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fangpin.ledgers import SPECS
from fangpin_web.access.masking import masked_name, masked_number
from fangpin_web.pages import wording
from fangpin_web.records.listing import MASKED_NAMES, SHORTENED, shortened

register = template.Library()
register.filter("number_masked", masked_number)

STATES = {
    "locked": ("amber", gettext_lazy("needs its password")),
    "unreadable": ("amber", gettext_lazy("cannot be read")),
    "unknown": ("amber", gettext_lazy("not recognised")),
    "received": ("blue", gettext_lazy("received")),
    "previewed": ("blue", gettext_lazy("previewed, not landed")),
    "landed": ("green", gettext_lazy("landed")),
    "undone": ("", gettext_lazy("undone")),
    "reversed": ("", gettext_lazy("reversed")),
    "withdrawn": ("", gettext_lazy("put aside")),
}
MATCHES = {
    "proposed": ("blue", gettext_lazy("one candidate")),
    "ambiguous": ("purple", gettext_lazy("not certain")),
    "none": ("purple", gettext_lazy("no candidate")),
    "matched": ("green", gettext_lazy("matched")),
    "dismissed": ("", gettext_lazy("nobody of ours")),
}
HOW = {
    "name_birth": gettext_lazy("name and birth date, village unknown"),
    "name_village_other_head": gettext_lazy("name and village, but another head of household"),
    "number": gettext_lazy("same document number"),
    "name_village": gettext_lazy("name and village"),
    "name_village_birth": gettext_lazy("name, village and birth date"),
    "name_village_head": gettext_lazy("name, village and head of household"),
}
DOUBTS = {
    "missing": gettext_lazy("no number"),
    "placeholder": gettext_lazy("a placeholder instead of a number"),
    "masked": gettext_lazy("the sender hid digits"),
    "scientific": gettext_lazy("written as a power of ten by a spreadsheet"),
    "truncated": gettext_lazy("cut off by a spreadsheet"),
    "characters": gettext_lazy("letters or signs that no number has"),
    "length": gettext_lazy("too short or too long"),
    "birth_date": gettext_lazy("its birth date does not exist"),
    "checksum": gettext_lazy("its check character does not fit"),
    "card_suffix": gettext_lazy("the disability category or grade does not exist"),
}


def _pill(known: Mapping[str, tuple[str, Any]], state: str) -> SafeString:
    tone, word = known.get(state, ("", state))
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def upload_pill(state: str) -> SafeString:
    """The state of a delivery in words."""
    return _pill(STATES, state)


@register.filter
def match_pill(state: str) -> SafeString:
    """Why a row waits, in words."""
    return _pill(MATCHES, state)


@register.filter
def how_name(how: str) -> str:
    """What a proposal rests on."""
    return str(HOW.get(how, how))


@register.filter
def doubt_name(doubt: str) -> str:
    """What is doubtful about a document number."""
    return str(DOUBTS.get(doubt, doubt))


@register.simple_tag
def missing_label(field: str, counts: Sequence[tuple[str, Mapping[str, int]]]) -> str:
    """“Dibao: 12 rows no longer in the file”."""
    name = field.removeprefix("missing-")
    number = dict(counts)[name]["missing"]
    told = {"ledger": wording.named(SPECS.get(name)), "n": number}
    return _("%(ledger)s: %(n)s rows are no longer in the file. What happened?") % told


@register.simple_tag
def sample_cell(row: Mapping[str, Any], ledger: str, column: str, code_lists: Any) -> Any:
    """A cell of a sampled row: names masked, codes in words; a reference to a new row has no number yet."""
    value = row.get(column)
    if value is None:
        return ""
    if column == "household_id" and int(value) > 0:
        return format_html('<a href="{}?from=list">#{}</a>', reverse("records:household", args=[value]), value)
    if column.endswith("_id"):
        name = row.get("name")
        return masked_name(name) if column == "person_id" and name else (_("new") if int(value) < 0 else f"#{value}")
    return sample_value(value, ledger, column, code_lists)


@register.simple_tag
def sample_value(value: Any, ledger: str, column: str, code_lists: Any) -> Any:
    """A value of a plan in words: names masked, codes by their label, unknown where there is none."""
    if value is None:
        return _("in force") if column == "to_on" else wording.unknown()
    if column in MASKED_NAMES:
        return masked_name(str(value))
    if column in SHORTENED:
        return shortened(str(value))
    if isinstance(value, bool):
        return wording.yes_no(value)
    declared = (
        next((c for c in SPECS[ledger].all_columns if c.stored_name == column), None) if ledger in SPECS else None
    )
    return wording.code_label(code_lists, declared.codes, str(value)) if declared and declared.codes else value
