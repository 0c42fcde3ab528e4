"""Holding an export of the national register against our own ledger, before it lands or after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from django.db.models import Q
from django.utils import timezone

from fangpin.discrepancies.reconciling import Difference, Ours, Theirs, reconcile
from fangpin.forms import worded
from fangpin_web.access.cipher import index_of
from fangpin_web.access.scope import acting_as, inside
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_accept_batch
from fangpin_web.discrepancies.models import Reconciliation, ReconciliationLine
from fangpin_web.discrepancies.problems import DiscrepancyProblem
from fangpin_web.intake.deliveries import open_stored, read_sheets, readable_sources, recognise_sheets, rows_of
from fangpin_web.intake.models import Upload
from fangpin_web.intake.originals import read_reading
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Area, Household, Measure, Membership, MonitoringSpell, Person

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin.rosters import Source

SOURCE = "national_register"
STATES = (Upload.State.PREVIEWED, Upload.State.LANDED)
# What is compared of a household that both have: field of the export -> column of our spell.
COMPARED = {
    "monitoring_class": "monitoring_class",
    "identified_on": "identified_on",
    "eliminated": "eliminated",
    "eliminated_on": "eliminated_on",
    "elimination_kind": "elimination_kind",
}
_TAKEN_IN = ("monitored", "planned")  # steps after the approval: the household has to be in the system
_IDENTIFYING = ("identification", "fast_lane")
_BATCH = 2_000


def reconcile_export(*, upload: Upload, by: Officer, at: datetime) -> Reconciliation:
    """Compare an export with what we found, keep and help ourselves; nothing lands and no ledger changes.

    Of a landed export our side is the ledger as it stood before its period. Raises :class:`DiscrepancyProblem`.
    """
    if not may_accept_batch(by):
        raise DiscrepancyProblem("may_not")
    if upload.source != SOURCE or upload.state not in STATES:
        raise DiscrepancyProblem("no_export")
    policy = policy_in_force()
    source = readable_sources(policy)[SOURCE]
    with acting_as(by, f"reconcile {upload.file_name}"):
        rows = _rows(upload, source, policy)
        theirs = list(_theirs(rows, source, policy))
        where = _where(rows)
        day = timezone.localdate(at)
        if upload.state == Upload.State.LANDED and upload.period_from_on is not None:
            day = upload.period_from_on - timedelta(days=1)
        differences = reconcile(_ours(where, day, source, policy, upload.batch_id), theirs)
        made = Reconciliation.objects.create(
            area_code=by.area_code, upload=upload, day=day, at=at, by=by.pk, households=len(theirs),
            counts={kind: sum(d.kind == kind for d in differences) for kind in ("here", "there", "differs")},
        )  # fmt: skip
        codes = dict(
            Household.objects.filter(pk__in=[d.household_id for d in differences if d.household_id]).values_list(
                "pk", "area_code"
            )
        )
        ReconciliationLine.objects.bulk_create((_line(made, one, codes, by) for one in differences), batch_size=_BATCH)
    return made


def _line(made: Reconciliation, one: Difference, codes: Mapping[int, str], by: Officer) -> ReconciliationLine:
    return ReconciliationLine(
        reconciliation=made,
        area_code=codes.get(one.household_id or 0, by.area_code),
        kind=one.kind,
        because=one.because or "",
        household_id=one.household_id,
        sheet_no=one.theirs.sheet_no if one.theirs else None,
        row_no=one.theirs.row_no if one.theirs else None,
        fields=[list(field) for field in one.fields],
    )


def _rows(upload: Upload, source: Source, policy: Policy) -> pa.Table:
    """The typed rows of the export: kept since the preview, or read again from the original."""
    try:
        return read_reading(upload.pk)
    except FileNotFoundError:
        day = upload.period_to_on
        if day is None:
            raise DiscrepancyProblem("no_export") from None
    recognised = recognise_sheets(open_stored(upload.original.sha256, upload.file_name, None), {source.id: source})
    wanted = [s["no"] for s in upload.sheets] or [f.sheet.no for f in recognised]
    return rows_of(read_sheets(recognised, source, policy, sheets=wanted, mapping=upload.mapping, day=day))


def _theirs(rows: pa.Table, source: Source, policy: Policy) -> Iterator[Theirs]:
    """One for each household code of the export, at its first row."""
    wanted = [n for n in ("household_code", "head_number", "document_number", *COMPARED) if n in rows.column_names]
    first: dict[str, dict[str, Any]] = {}
    numbers: dict[str, set[str]] = {}
    for row in rows.select([*wanted, "sheet_no", "row_no"]).to_pylist():
        if not (code := row.get("household_code")):
            continue
        first.setdefault(code, row)
        numbers.setdefault(code, set()).update(
            number for name in ("head_number", "document_number") if (number := row.get(name))
        )
    known = _households(first, numbers)
    for code, row in first.items():
        said = {name: worded(source.by_id[name], row.get(name), policy) or None for name in COMPARED}
        yield Theirs(
            household_id=known.get(code),
            key=code,
            sheet_no=row["sheet_no"],
            row_no=row["row_no"],
            monitored=row.get("monitoring_class") is not None,
            said=said,
        )


def _households(codes: Mapping[str, Any], numbers: Mapping[str, set[str]]) -> dict[str, int]:
    """Household code of the export -> our household: by its code, else by the number of one of its people."""
    found = dict(Household.objects.filter(code__in=list(codes)).values_list("code", "pk"))
    kind = next(f.kind for f in Person._meta.get_fields() if f.name == "document_number")  # type: ignore[union-attr]  # noqa: SLF001
    by_index = {index_of(kind, n): code for code in codes if code not in found for n in numbers[code]}
    people = Person.objects.filter(document_number_index__in=list(by_index)).values_list("pk", "document_number_index")
    persons = {pk: by_index[bytes(index)] for pk, index in people}
    rows = Membership.objects.filter(person_id__in=persons).order_by("from_on").values_list("person_id", "household_id")
    return {**found, **{persons[person]: household for person, household in rows}}


def _where(rows: pa.Table) -> Q:
    """Our areas that the export speaks of: the townships it names; everywhere if it names none we know."""
    named = set(rows["township"].unique().to_pylist()) if "township" in rows.column_names else set()
    codes = Area.objects.filter(level="township", to_on__isnull=True).filter(
        Q(name__in=named) | Q(short_name__in=named)
    )
    where = Q()
    for code in codes.values_list("code", flat=True):
        where |= inside(code)
    return where


def _ours(where: Q, day: date, source: Source, policy: Policy, batch: int | None) -> Iterator[Ours]:
    """Households we took in by a case, keep as monitored, or help on a day."""
    from fangpin_web.cases.models import CaseDesk

    taken = Q(case__outcome="included") | Q(is_open=True, step__in=_TAKEN_IN)
    desks = CaseDesk.objects.filter(where, taken, process__in=_IDENTIFYING)
    for key in desks.values_list("household_id", flat=True):
        yield Ours(household_id=key, because="included")
    spells = MonitoringSpell.objects.filter(where).on(day)
    for spell in spells.exclude(batch_id=batch) if batch else spells:
        said = {
            name: worded(source.by_id[name], getattr(spell, column), policy) or None
            for name, column in COMPARED.items()
        }
        yield Ours(household_id=spell.household_id, because="monitored", said=said)
    helped = Measure.objects.filter(where, household__isnull=False).on(day)
    for key in helped.values_list("household_id", flat=True).distinct():
        yield Ours(household_id=key, because="helped")
