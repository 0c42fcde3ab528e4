"""The doors to discrepancies: walled by area, and for a department by what it corrects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.http import Http404

from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.models import Officer, Role
from fangpin_web.cases.models import CaseDesk
from fangpin_web.clues.models import ClueEvidence
from fangpin_web.clues.states import UNFINISHED
from fangpin_web.discrepancies.models import (
    Circular,
    ComparisonRun,
    Discrepancies,
    Discrepancy,
    DiscrepancyEvent,
    Reconciliation,
    ReconciliationLine,
)
from fangpin_web.intake.models import Upload
from fangpin_web.records.doors import rows_of
from fangpin_web.records.models import Household, ImportBatch, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDepartment:
    """How a department stands. ``returned`` had been put right before; ``days`` it took to agree, on average."""

    department: str
    waiting: int
    overdue: int
    answered: int
    decided: int
    agreed: int
    returned: int
    unsent: int
    days: int | None


def discrepancies_for(officer: Officer) -> Discrepancies:
    """Those of the officer's area; of a department those it corrects."""
    rows: Discrepancies = Discrepancy.objects.select_related("seen_run__seal", "circular").within(officer.area_code)
    return rows.filter(department=officer.department) if officer.role == Role.DEPARTMENT else rows


def discrepancy_or_404(officer: Officer, key: int) -> Discrepancy:
    found = discrepancies_for(officer).filter(pk=key).first()
    if found is None:
        raise Http404(f"discrepancy {key}")
    return found


def by_department(officer: Officer, day: date) -> list[OfDepartment]:
    """Every department that has any, those with most overdue first."""
    waiting = Q(state__in=("open", "answered"))
    took = ExpressionWrapper(F("closed_on") - F("opened_on"), output_field=DurationField())
    rows = (
        discrepancies_for(officer)
        .order_by()
        .values("department")
        .annotate(
            waiting=Count("id", filter=waiting),
            overdue=Count("id", filter=waiting & Q(due_on__lt=day)),
            answered=Count("id", filter=Q(state="answered")),
            decided=Count("id", filter=Q(state__in=("explained", "exempted"))),
            agreed=Count("id", filter=Q(state="agreed")),
            returned=Count("id", filter=Q(returns__gt=0)),
            unsent=Count("id", filter=Q(state="open", circular__isnull=True)),
            took=Avg(took, filter=Q(state="agreed")),
        )
    )
    told = []
    for row in rows:
        counts: dict[str, Any] = dict(row)
        took_on_average = counts.pop("took")
        told.append(OfDepartment(**counts, days=took_on_average.days if took_on_average else None))
    return sorted(told, key=lambda one: (-one.overdue, -one.waiting, one.department))


def events_of(found: Discrepancy) -> list[DiscrepancyEvent]:
    """What happened to it, the newest first."""
    return list(DiscrepancyEvent.objects.filter(discrepancy=found).order_by("-id"))


def last_comparison() -> ComparisonRun | None:
    return ComparisonRun.objects.select_related("seal").order_by("-made_at", "-id").first()


def circulars_for(officer: Officer) -> list[tuple[Circular, int]]:
    """Lists sent to departments with how many of each still wait, the newest first."""
    rows = Circular.objects.annotate(
        left=Count("discrepancies", filter=Q(discrepancies__state__in=("open", "answered")))
    )
    if officer.role == Role.DEPARTMENT:
        rows = rows.filter(department=officer.department)
    return [(row, row.left) for row in rows.order_by("-at", "-id")[:20]]


def names_of(items: Iterable[Discrepancy]) -> Mapping[tuple[str, int], str]:
    """Masked names of the persons, and of the heads of the households, that items are about."""
    wanted: dict[str, set[int]] = {"household": set(), "person": set()}
    for item in items:
        wanted.setdefault(item.subject, set()).add(item.key)
    heads = Household.objects.filter(pk__in=wanted["household"]).values_list("pk", "head_name")
    people = Person.objects.filter(pk__in=wanted["person"]).values_list("pk", "name")
    named = [("household", *row) for row in heads] + [("person", *row) for row in people]
    return {(subject, key): masked_name(name) or "" for subject, key, name in named}


def batches_named(keys: Iterable[int | None]) -> dict[int, ImportBatch]:
    """Deliveries by their number."""
    found: dict[int, ImportBatch] = ImportBatch.objects.in_bulk([key for key in keys if key is not None])
    return found


def evidences_of_household(household_id: int) -> list[ClueEvidence]:
    """What the clues of a household rest on, unfinished clues first."""
    rows = ClueEvidence.objects.filter(household_id=household_id).select_related("clue").order_by("-clue_id", "id")
    return sorted(rows, key=lambda e: e.clue.state not in UNFINISHED)


def cases_of_household(household_id: int) -> list[CaseDesk]:
    return list(CaseDesk.objects.filter(household_id=household_id).order_by("-is_open", "-case_id"))


def waiting_for(officer: Officer, day: date) -> tuple[int, int]:
    """How many wait and how many of them are overdue, for the to-do list."""
    rows = discrepancies_for(officer)
    return rows.waiting().count(), rows.overdue(day).count()


def rows_behind(ledgers: Mapping[str, Iterable[int]]) -> dict[str, list[Any]]:
    """Ledger rows by their keys as they stand now, inside the officer's area."""
    return {name: list(rows_of(name).filter(pk__in=list(ids)).order_by("id")) for name, ids in ledgers.items()}


def circular_or_404(officer: Officer, key: int) -> Circular:
    """A list inside the officer's area; for a department one sent to it."""
    rows = Circular.objects.filter(pk=key)
    if officer.role == Role.DEPARTMENT:
        rows = rows.filter(department=officer.department)
    found: Circular | None = rows.first()
    if found is None:
        raise Http404(f"circular {key}")
    return found


def exports_to_reconcile(officer: Officer, sources: Iterable[str], states: Iterable[str]) -> list[Upload]:
    """Lists of some sources that can be held against our ledgers, the newest first."""
    rows = Upload.objects.filter(
        source__in=list(sources), state__in=list(states), area_code__startswith=officer.area_code
    )
    return list(rows.order_by("-received_at", "-id")[:24])


def reconciliations_made() -> list[Reconciliation]:
    return list(Reconciliation.objects.select_related("upload").order_by("-at", "-id")[:12])


def reconciliation_or_404(key: int) -> Reconciliation:
    """A reconciliation inside the officer's area."""
    found: Reconciliation | None = Reconciliation.objects.select_related("upload").filter(pk=key).first()
    if found is None:
        raise Http404(f"reconciliation {key}")
    return found


def lines_of_reconciliation(made: Reconciliation, kind: str) -> Any:
    """Its differences, of one kind or all, in the order of places."""
    rows = ReconciliationLine.objects.filter(reconciliation=made)
    return (rows.filter(kind=kind) if kind else rows).order_by("kind", "area_code", "id")


def households_named(keys: Iterable[int | None]) -> dict[int, Any]:
    """Households by key."""
    return Household.objects.in_bulk([key for key in keys if key is not None])
