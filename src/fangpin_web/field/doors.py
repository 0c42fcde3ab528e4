"""The doors to field work: whom to visit, visits that came in, what was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from fangpin_web.clues.states import OPEN, TAKEN
from fangpin_web.field.models import FieldFeedback, FieldVisit
from fangpin_web.records.doors import household_for, members_counted, rows_of

MOST = 300  # a village's list; a longer one is no plan for a week


@dataclass(frozen=True, slots=True, kw_only=True)
class ToVisit:
    """One household to see: where, whose, how many live there, why in a word, until when. A phone knows no more."""

    household: int
    head: str
    hamlet: str
    members: int | None
    why: str  # clue or follow_up
    due_on: date | None
    clue: int | None
    visited_on: date | None


def to_visit(area_code: str, *, since: date) -> list[ToVisit]:
    """The households of an area with an open clue, or monitored with a risk not eliminated; by hamlet and head.

    ``since``: a visit from that day on is named beside the household.
    """
    clues: dict[int, Any] = {}
    open_clues = rows_of("clue").within(area_code).filter(state__in=(OPEN, TAKEN))
    for clue in open_clues.order_by("due_on", "id")[: MOST * 3]:
        clues.setdefault(clue.household_id, clue)
    followed = rows_of("monitoring_spell").within(area_code).filter(to_on__isnull=True).exclude(eliminated=True)
    wanted = set(clues) | set(followed.values_list("household_id", flat=True)[: MOST * 3])
    visited = _visited(wanted, since)
    members = members_counted(wanted)
    rows = rows_of("household").within(area_code).filter(pk__in=wanted)
    found = [
        ToVisit(
            household=row.pk,
            head=row.head_name or "",
            hamlet=row.natural_village or "",
            members=members.get(row.pk),
            why="clue" if row.pk in clues else "follow_up",
            due_on=clues[row.pk].due_on if row.pk in clues else None,
            clue=clues[row.pk].pk if row.pk in clues else None,
            visited_on=visited.get(row.pk),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.hamlet, one.due_on or date.max, one.head, one.household))[:MOST]


def _visited(households: set[int], since: date) -> dict[int, date]:
    rows = FieldVisit.objects.filter(household_id__in=households, visited_on__gte=since).order_by("visited_on")
    return dict(rows.values_list("household_id", "visited_on"))


def visit_of_key(key: str) -> FieldVisit | None:
    return FieldVisit.objects.filter(key=key).first()


def visit_or_404(key: str) -> FieldVisit:
    """A visit inside the officer's area, by the key its phone gave it."""
    found = visit_of_key(key)
    if found is None:
        raise Http404(f"visit {key}")
    return found


def visits_of(household_id: int) -> list[FieldVisit]:
    """The visits of a household the reader has opened, newest first."""
    return list(FieldVisit.objects.filter(household_id=household_id).order_by("-visited_on", "-id")[:20])


def visits_latest_first(*, late: bool = False) -> QuerySet[FieldVisit]:
    """The visits of the officer's area."""
    rows = FieldVisit.objects.order_by("-id")
    return rows.filter(late=True) if late else rows


def feedback_latest_first() -> list[FieldFeedback]:
    return list(FieldFeedback.objects.order_by("-id")[:200])


def clue_of(officer: Any, household_id: int) -> Any:
    """The open clue a visit to the household answers, or None."""
    household_for(officer, household_id)
    return rows_of("clue").filter(household_id=household_id, state__in=(OPEN, TAKEN)).order_by("due_on", "id").first()
