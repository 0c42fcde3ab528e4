"""The doors to notices: what hangs, what is due to come down, what was objected, and sheets that were made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from fangpin_web.notices.models import CountNotice, Notice, NoticeHousehold, Objection, Objections
from fangpin_web.records.doors import rows_of


def notices_latest_first() -> QuerySet[Notice]:
    """The notices of the officer's area."""
    return Notice.objects.order_by("-id")


def notice_or_404(key: int) -> Notice:
    """A notice inside the officer's area."""
    found = Notice.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"notice {key}")
    return found


def objection_or_404(key: int) -> Objection:
    """An objection inside the officer's area."""
    found = Objection.objects.select_related("notice").filter(pk=key).first()
    if found is None:
        raise Http404(f"objection {key}")
    return found


def objections_of(notice: Notice) -> list[Objection]:
    return list(notice.objections.order_by("id"))


def objections_to(case_id: int, *, household_id: int, notices: Collection[int]) -> Objections:
    """What was objected to a case: to it, or to one of its sheets, against its family or the whole sheet."""
    family = Q(household_id=household_id) | Q(household_id__isnull=True)
    return Objection.objects.filter(Q(case=case_id) | Q(notice__in=list(notices)) & family).order_by("id")


def to_take_down(day: date) -> int:
    """How many hang longer than they have to."""
    return Notice.objects.all().to_take_down(day).count()


def households_of(notice: Notice) -> list[Any]:
    """The families a sheet is about, in its order."""
    keys = list(notice.households.order_by("id").values_list("household_id", flat=True))
    return list(rows_of("household").filter(pk__in=keys).order_by("id"))


def made_for(households: Collection[int]) -> dict[int, Notice]:
    """The sheets that were made for families and do not hang yet, by family."""
    rows = NoticeHousehold.objects.select_related("notice").filter(household_id__in=list(households))
    return {row.household_id: row.notice for row in rows.filter(notice__state=Notice.State.MADE).order_by("id")}


def candidates(village: str) -> list[Any]:
    """Households of a village a notice may be about: with a case under way, or a clue that was confirmed."""
    cases = rows_of("case").within(village).filter(closed_on__isnull=True).values_list("household_id", flat=True)
    clues = rows_of("clue").within(village).filter(state="closed_positive").values_list("household_id", flat=True)
    return list(rows_of("household").within(village).filter(pk__in={*cases, *clues}).order_by("natural_village", "id"))


def counts_latest_first(area_code: str) -> list[CountNotice]:
    return list(CountNotice.objects.filter(area_code=area_code).order_by("-id")[:13])
