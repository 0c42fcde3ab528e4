"""Who was commended and what is told of whom: named only while the consent holds. Certificates, by their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from fangpin_web.accounts.models import Officer
from fangpin_web.records.doors import rows_for
from fangpin_web.records.models import LedgerRows

SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Honoured:
    """An award or a model case, with the name that may be shown on a day: a body's own, anybody else's by consent."""

    row: Any
    name: str | None
    title: str | None
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """What goes by a number: certificates of products, and of persons the officer may see."""

    products: Sequence[Any]
    persons: Sequence[Any]


def consents(row: Any, day: date) -> bool:
    """Whether whom a row is about lets himself be named on a day."""
    given, ended = row.consented_on, row.consent_ended_on
    return given is not None and given <= day and (ended is None or day < ended)


def awards_for(officer: Officer, *, day: date, award: str = "") -> list[Honoured]:
    """Awards granted by a day and not withdrawn, the latest first; without a name where no consent is in force."""
    rows = rows_for(officer, "award").filter(granted_on__lte=day).filter(_stands("withdrawn_on", day))
    rows = rows.filter(award=award) if award else rows
    listed = rows.select_related("person", "household", "organisation").order_by("-granted_on", "-id")[:SHOWN_AT_MOST]
    return [Honoured(row=row, name=_name(row, day), title=None, story=None) for row in listed]


def cases_for(officer: Officer, *, day: date) -> list[Honoured]:
    """Model cases told on a day, the latest first. One about a person or household without consent is not told."""
    listed = (
        _published(officer, day)
        .filter(_may_be_told(day))
        .select_related("person", "household", "organisation")
        .order_by("-published_on", "-id")
    )
    return [Honoured(row=row, name=_name(row, day), title=row.title, story=row.story) for row in listed[:SHOWN_AT_MOST]]


def cases_taken_down(officer: Officer, *, day: date) -> int:
    """How many published cases are not told, for want of consent, verification or approval."""
    published = _published(officer, day)
    return int(published.count() - published.filter(_may_be_told(day)).count())


def certificates_by(officer: Officer, number: str) -> Certificates:
    """Certificates of this number inside the officer's area. What is not his looks as if there were none."""
    products = rows_for(officer, "product").filter(certificate=number).select_related("organisation").order_by("id")
    held = rows_for(officer, "training_participant").having(certificate_number=number)
    return Certificates(
        products=list(products[:SHOWN_AT_MOST]),
        persons=list(held.select_related("training", "person").order_by("id")[:SHOWN_AT_MOST]),
    )


def _name(row: Any, day: date) -> str | None:
    if row.organisation_id is not None and row.person_id is None and row.household_id is None:
        return str(row.organisation.name)
    if not consents(row, day):
        return None
    if row.person_id is not None:
        return str(row.person.name)
    return str(row.household.head_name) if row.household_id is not None and row.household.head_name else None


def _stands(column: str, day: date) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": day})


def _published(officer: Officer, day: date) -> LedgerRows:
    return rows_for(officer, "model_case").filter(published_on__lte=day)


def _may_be_told(day: date) -> Q:
    """Verified, approved, and about nobody in private or with a consent in force."""
    checked = Q(verified_on__lte=day, approved_on__lte=day)
    consented = Q(consented_on__lte=day) & _stands("consent_ended_on", day)
    return checked & (Q(person__isnull=True, household__isnull=True) | consented)
