"""The doors to notices: what hangs, what is due to come down, what was objected, and a household's publicity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from fangpin_web.notices.models import CountNotice, Notice, Objection
from fangpin_web.records.doors import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity:
    """How far the publicity of a household is: when it hung, until when, whether objections wait."""

    notice: int
    posted_on: date | None
    until_on: date | None
    taken_down_on: date | None
    open_objections: int

    def over(self, day: date) -> bool:
        """Whether the days are full and nothing waits for an answer."""
        return self.until_on is not None and day > self.until_on and not self.open_objections


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
    found = Objection.objects.select_related("notice").filter(pk=key).first()
    if found is None:
        raise Http404(f"objection {key}")
    return found


def objections_of(notice: Notice) -> list[Objection]:
    return list(notice.objections.order_by("id"))


def to_take_down(day: date) -> int:
    """How many hang longer than they have to."""
    return Notice.objects.all().to_take_down(day).count()


def publicity_of(household_id: int, *, kind: str = "inclusion") -> Publicity | None:
    """The newest notice that names a household and was not withdrawn; for the step of a process that waits for it."""
    rows = Notice.objects.filter(households__household_id=household_id, kind=kind)
    found = rows.exclude(state=Notice.State.WITHDRAWN).order_by("-id").first()
    if found is None:
        return None
    return Publicity(
        notice=found.pk,
        posted_on=found.posted_on,
        until_on=found.until_on,
        taken_down_on=found.taken_down_on,
        open_objections=found.objections.filter(answered_on__isnull=True).count(),
    )


def candidates(village: str) -> list[Any]:
    """Households of a village a notice may be about: with a case under way, or a clue that was confirmed."""
    cases = rows_of("case").within(village).filter(closed_on__isnull=True).values_list("household_id", flat=True)
    clues = rows_of("clue").within(village).filter(state="closed_positive").values_list("household_id", flat=True)
    return list(rows_of("household").within(village).filter(pk__in={*cases, *clues}).order_by("natural_village", "id"))


def counts_latest_first(area_code: str) -> list[CountNotice]:
    return list(CountNotice.objects.filter(area_code=area_code).order_by("-id")[:13])
