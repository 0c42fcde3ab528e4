"""Words of the core that the catalogue translates: meanings of columns, families, kinds, units.

The core writes them in English only; a test holds this list to the declarations, so a new meaning
cannot stay untranslated.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_noop as _

from fangpin_web.pages.wording import named

MEANINGS = (
    _(
        "Counties, townships and villages with the code scheme that named them. The same code may name "
        "different townships in two schemes, so a place is matched by county and name, never by code "
        "alone."
    ),
    _("Digits without padding: 6, 9 or 12."),
    _("As rosters write it, suffixes such as 村委会 dropped."),
    _("Pinyin, for sorting; databases here have no Chinese collation."),
    _("The code this area had, or the area it came from."),
    _("First day on which it no longer held; empty while it holds."),
    _("Membership of an area in a list: key counties, key villages, resettlement sites, township groups."),
    _("People with duties: helpers, contacts, team members. Their accounts are kept apart."),
    _("Every rural household known, registered or not."),
    _("As the national register prints it."),
    _("First 18 characters join; kept as received."),
    _("A person is counted in the household whose membership is in force on the day asked."),
    _("What changes in a person's life: health, capacity for work, schooling."),
    _("From identification until removed from monitoring. An eliminated risk keeps its spell: follow-up goes on."),
    _("One account of a household over one period; accounts over different periods are never compared."),
    _("Last day of the period."),
    _("As the rules in force for the period say."),
    _("A department lists who passed its threshold in a period, with the amount: evidence by itself."),
    _("1 to 5, as the national register prints them."),
    _("One sign of risk about one household, however many rules or sources point at it."),
    _("Empty while it is only proposed."),
    _("Key of the officer's account."),
    _("Key of the clue that took its place when a further step was crossed."),
    _("Id of a source of the policies folder."),
    _("SHA-256 of the file as received."),
    _("A file covered this ledger in this area over this period. Only coverage turns an absent row into zero."),
    _("For ledgers fed by several lists, which one."),
    _("The rest lowers what a figure may claim."),
    _("Code of the smallest area the row belongs to: 6 digits county, 9 township, 12 village."),
    _("Counted from 1."),
    _("As the spreadsheet shows it."),
    _("When the system was told; never the date of the event."),
    _("Key of the officer."),
)

FAMILIES = {
    "places": gettext_lazy("Places and organisations"),
    "people": gettext_lazy("Households and persons"),
    "livelihood": gettext_lazy("Livelihood"),
    "guarantees": gettext_lazy("Assurances and guarantees"),
    "casework": gettext_lazy("Casework"),
    "office": gettext_lazy("The office's own records"),
}

KINDS = {
    "text": gettext_lazy("text"),
    "integer": gettext_lazy("whole number"),
    "decimal": gettext_lazy("amount"),
    "boolean": gettext_lazy("yes or no"),
    "date": gettext_lazy("day"),
    "instant": gettext_lazy("instant"),
    "code": gettext_lazy("code"),
    "reference": gettext_lazy("reference"),
}

UNITS = {
    "CNY": pgettext_lazy("unit", "yuan"),
    "CNY per month": pgettext_lazy("unit", "yuan per month"),
    "CNY per person": pgettext_lazy("unit", "yuan per person"),
    "CNY per person per year": pgettext_lazy("unit", "yuan per person and year"),
    "L per person per day": pgettext_lazy("unit", "litres per person and day"),
    "mu": pgettext_lazy("unit", "mu"),
    "day": pgettext_lazy("unit", "days"),
    "month": pgettext_lazy("unit", "months"),
    "year": pgettext_lazy("unit", "years"),
    "minute": pgettext_lazy("unit", "minutes"),
    "person": pgettext_lazy("unit", "persons"),
    "household": pgettext_lazy("unit", "households"),
    "measure": pgettext_lazy("unit", "measures"),
    "row": pgettext_lazy("unit", "rows"),
}


def meaning(text: str) -> str:
    """A declared meaning in the reader's language."""
    return gettext(text) if text else ""


def family_name(family: str) -> str:
    """A family of ledgers in the reader's language."""
    return str(FAMILIES.get(family, family))


def kind_name(kind: str) -> str:
    """What a column holds, in the reader's language."""
    return str(KINDS.get(str(kind), kind))


def unit_name(unit: str | None) -> str:
    """A unit in the reader's language; as written where the list does not have it."""
    return str(UNITS.get(unit or "", unit or ""))


def with_unit(column: Any) -> str:
    """The name of a column and the unit its numbers have: ``工资性收入（元）``."""
    if not column.unit:
        return named(column)
    return gettext("%(name)s (%(unit)s)") % {"name": named(column), "unit": unit_name(column.unit)}
