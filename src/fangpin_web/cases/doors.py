"""The doors to cases: what an officer works with, one case, what was done with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import Http404

from fangpin_web.accounts.models import Officer, Role
from fangpin_web.cases.models import (
    CaseDesk,
    CaseMove,
    CasePause,
    CaseProof,
    DaySheet,
    Escalation,
    Occasion,
    OccasionCase,
)
from fangpin_web.notices.doors import objections_to
from fangpin_web.notices.models import Notice, Objections

if TYPE_CHECKING:
    from datetime import date

    from fangpin.policy import Policy
    from fangpin.policy.process_entries import Step


def desks_for(officer: Officer, policy: Policy) -> QuerySet[CaseDesk]:
    """The cases of the officer's area; of a department those that stand at a step of its own."""
    rows: QuerySet[CaseDesk] = CaseDesk.objects.select_related("case__household", "case__clue")
    return rows.filter(at_steps_of(officer.role, policy)) if officer.role == Role.DEPARTMENT else rows


def at_steps_of(role: str, policy: Policy) -> Q:
    """Open cases at a step that this role can complete."""
    found = Q(pk__in=())
    for process in policy.processes.values():
        steps = [step.id for step in process.steps.values() if role in step.who]
        found |= Q(process=process.id, step__in=steps, is_open=True)
    return found


def desk_or_404(officer: Officer, key: int, policy: Policy) -> CaseDesk:
    """A case inside the officer's area and among those he works with."""
    found = desks_for(officer, policy).filter(pk=key).first()
    if found is None:
        raise Http404(f"case {key}")
    return found


def desks_of_household(household_id: int) -> list[CaseDesk]:
    """All cases of a household the reader has opened, open ones first."""
    rows = CaseDesk.objects.select_related("case").filter(household_id=household_id)
    return list(rows.order_by("-is_open", "-opened_at"))


def desks_at(officer: Officer, policy: Policy, wanted: Iterable[tuple[str, Step]]) -> list[CaseDesk]:
    """Open cases at the given steps of processes that the officer's role completes."""
    asked = Q(pk__in=())
    for process, step in wanted:
        if officer.role in step.who:
            asked |= Q(process=process, step=step.id)
    rows = desks_for(officer, policy).filter(asked, is_open=True)
    return list(rows.order_by("area_code", "case_id"))


def moves_of(case_id: int) -> list[CaseMove]:
    """What was done with a case, first move first."""
    return list(CaseMove.objects.filter(case_id=case_id).select_related("occasion__notice").order_by("no"))


def proofs_of(case_id: int) -> list[CaseProof]:
    return list(CaseProof.objects.filter(case_id=case_id).select_related("evidence").order_by("id"))


def objections_of(desk: CaseDesk) -> Objections:
    """What was objected while a notice hung for a case, in this round and those before it."""
    hung = OccasionCase.objects.filter(case_id=desk.case_id, occasion__notice__isnull=False)
    return objections_to(
        desk.case_id, household_id=desk.household_id, notices=hung.values_list("occasion__notice_id", flat=True)
    )


def escalations_of(case_id: int) -> list[Escalation]:
    return list(Escalation.objects.filter(case_id=case_id).order_by("id"))


def open_pause(case_id: int) -> CasePause | None:
    return CasePause.objects.filter(case_id=case_id, to_on__isnull=True).first()


def occasion_or_404(key: int) -> Occasion:
    """A meeting or notice inside the officer's area."""
    found = Occasion.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"occasion {key}")
    return found


def hanging_notices() -> list[tuple[Occasion, list[OccasionCase]]]:
    """Notices for which a case still waits at the step the notice hung for."""
    rows = OccasionCase.objects.counting().select_related("occasion__notice", "case__desk", "case__household")
    rows = rows.filter(occasion__kind=Occasion.Kind.NOTICE, case__desk__is_open=True)
    found: dict[int, tuple[Occasion, list[OccasionCase]]] = {}
    for row in rows.order_by("occasion_id", "case_id"):
        desk: Any = row.case.desk
        if desk.moves_made == row.no:
            found.setdefault(row.occasion_id, (row.occasion, []))[1].append(row)
    return list(found.values())


def occasion_rows(desks: Iterable[CaseDesk], kind: str) -> dict[int, OccasionCase]:
    """The meeting or notice of each case's present standing, by case."""
    wanted = {desk.case_id: desk.moves_made for desk in desks}
    rows = (
        OccasionCase.objects.counting()
        .select_related("occasion__notice")
        .filter(case_id__in=wanted, occasion__kind=kind)
    )
    return {row.case_id: row for row in rows.order_by("id") if wanted[row.case_id] == row.no}


def sheet_of(desk: CaseDesk) -> Notice | None:
    """The sheet that hangs for a case at the step it stands at, where it was made here."""
    row = occasion_rows([desk], Occasion.Kind.NOTICE).get(desk.case_id)
    return row.occasion.notice if row else None


def sheets_of(day: date) -> list[DaySheet]:
    """The lines of one day, village by village, inside the officer's area."""
    return list(DaySheet.objects.filter(day=day).order_by("area_code"))
