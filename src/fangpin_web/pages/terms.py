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
    _("Every body that works, helps, produces, teaches or treats: its kind says which."),
    _("Remit of a task force, trade of an operator, crop of a park."),
    _("It owes deliveries or holds packages."),
    _("Working, suspended, on post: what an organisation did on each day."),
    _("Membership of an organisation in a list: designated hospitals, demonstration enterprises, package units."),
    _("People with duties: leaders, secretaries, helpers, team members. Their accounts are kept apart."),
    _("Marked as answering for the area."),
    _("What a county, township or village earned and was in a year. Empty where nobody said."),
    _("How many of something an area is to reach in a year: villages and people to exit, members of a list."),
    _("Empty until it was entered there."),
    _("When the exit was verified."),
    _("Membership of a person in a list that is screened or kept: key groups, leaders in business, volunteers."),
    _("Membership of a household in a list or a group: the four key groups for housing, deeply poor families."),
    _("An epidemic, a disaster, a shock to income or spending that hit a household or one of its people."),
    _("As printed; where there is none, the title."),
    _("One document may be cited under several titles; all lead to one record."),
    _("What a policy gives to whom, while it was in force, and what becomes of it in the transition."),
    _("Each article leads to the scheme, rule or indicator that carries it out."),
    _("Id of a rule of the policies folder."),
    _("Id of an indicator of the policies folder."),
    _("The standard of a benefit in an area, for town and country, while it held."),
    _("A number that a department states or an officer sets by hand. It stands beside what is counted."),
    _("Empty for a level at a day."),
    _("Last day of the period, or the day."),
    _("Why a number was set by hand."),
    _("The document it was reported in; scans are kept."),
    _("From this day on nobody is named."),
    _("Service centres, function rooms and workshops of an estate, each while it exists."),
    _("Which industry park serves which site: many to many."),
    _("Registered as poor, here or elsewhere."),
    _("A post that was developed, held or vacant. Who holds it stands in the holders' ledger."),
    _("As first agreed; an extension has its own day."),
    _("Who is eligible and wants a loan, and what was decided."),
    _("A child on a list that is checked one by one: the lists are separate and may overlap."),
    _("Such as 2019-2020-2."),
    _("Which diseases the centralised treatment programme took up, from when. A claim counts by its code."),
    _("Code as claims carry it."),
    _("Who needs care and is willing, who is signed with which team. Unsigned rows are the list still to sign."),
    _("A village's own medical point, or the named point nearby, connected to insurance settlement."),
    _("One official or unit answers for one area, household, child, water body or organisation, on one layer."),
    _("Days due and days present of a team or of one of its members in a month."),
    _("First day of the month."),
    _("An organisation or area that helps, and the village, area or student it helps; the direction is fixed."),
    _("Kept so that a random draw can be repeated."),
    _("The day a second person accepted it."),
    _("Entered by mistake; it stays and counts no more."),
    _("Whoever accepted it is not whoever submitted it."),
    _("The issue whose sweep of like places led to this one."),
    _("What one round found of one village, household, person or item."),
    _("One visit, call, inspection, patrol or turnout at one place on one day."),
    _("One verdict for every household or person on the list of a campaign."),
    _("A finding that somebody must put right: it leaves by evidence and a second person's approval."),
    _("What a cycle owes each period: monitoring, analysis, summary, circular, daily and weekly sheets."),
    _("What data a body owes for a period, by when, and when it came."),
    _("A project at its counting level: a parent of the year plan, or a village or household line under one."),
    _("Which household or village a project reaches, and what it gained."),
    _("The exit of a household, village or county: applied for, verified, announced."),
    _("Money allocated, received or paid: three states that never stand in one sum."),
    _("A house from finding to acceptance. The lists it came from are kept apart, the household is one."),
    _("A household whose water problem a works solves. People are counted once even where works overlap."),
    _("All parameters meet the standard."),
    _("Clean-up work with its quantity: summed only within one kind and unit."),
    _("In the unit of the kind."),
    _("From nomination by public notice to granting. One winner is one person, household or body."),
    _("First day on which it is no longer valid."),
    _("What a household, village or firm needs: a buyer, supplies, a loan. It ends in a match or a reason."),
    _("In the unit beside it."),
    _("In the unit of the need."),
    _("One sale, counted once by the channel it took, however many bodies had a part in it."),
    _("The plan of a household for a year, the emergency water plan of a village, the plan of a sector."),
    _("Help in force for a household or a person, and the operator, park or project it links them to."),
    _("Who is entitled to a benefit and from when to when, for the benefits without a ledger of their own."),
    _("One award: paid out, waived or obtained as a loan. Person-times count rows, persons count persons."),
    _("Such as 2019-2020-1."),
    _("Insurance in force for a person or a family: basic, stacked, commercial, poverty insurance."),
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
    "time": pgettext_lazy("unit", "times"),
    "kWh": pgettext_lazy("unit", "kilowatt hours"),
    "kW": pgettext_lazy("unit", "kilowatts"),
    "L": pgettext_lazy("unit", "litres"),
    "tonne": pgettext_lazy("unit", "tonnes"),
    "km": pgettext_lazy("unit", "kilometres"),
    "item": pgettext_lazy("unit", "items"),
    "percent": pgettext_lazy("unit", "percent"),
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
