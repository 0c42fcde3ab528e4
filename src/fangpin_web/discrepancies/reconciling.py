"""Holding a list that is a register of households against our own ledgers, before it lands or after.

What a list is held against, and which of its rows and fields, is the word of its source (``compares``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from django.db.models import Q
from django.utils import timezone

from fangpin.discrepancies.reconciling import KINDS, Difference, Ours, Theirs, reconcile
from fangpin.forms import worded
from fangpin.ledgers import SPECS
from fangpin_web.access.area_codes import inside
from fangpin_web.access.cipher import index_of
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_accept_batch
from fangpin_web.discrepancies.models import Reconciliation, ReconciliationLine
from fangpin_web.discrepancies.problems import DiscrepancyProblem
from fangpin_web.intake.deliveries import open_stored, read_sheets, readable_sources, recognise_sheets, rows_of
from fangpin_web.intake.models import Upload
from fangpin_web.intake.originals import read_reading
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import LEDGER_MODELS, Area, Household, Membership, Person

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin.rosters import Source
    from fangpin.rosters.comparing import Comparing, Side

STATES = (Upload.State.PREVIEWED, Upload.State.LANDED)
_SECRET = ("name", "document_number", "disability_number", "phone")  # that they differ is said, not what they are
_BATCH = 2_000


def reconcile_export(*, upload: Upload, by: Officer, at: datetime) -> Reconciliation:
    """Compare a list with what its source says it should match; nothing lands and no ledger changes.

    Of a landed list our side is the ledger as it stood before its period. Raises :class:`DiscrepancyProblem`.
    """
    if not may_accept_batch(by):
        raise DiscrepancyProblem("may_not")
    policy = policy_in_force()
    source = readable_sources(policy).get(upload.source)
    if source is None or source.compares is None or upload.state not in STATES:
        raise DiscrepancyProblem("no_export")
    with acting_as(by, f"reconcile {upload.file_name}"):
        rows = _rows(upload, source, policy)
        theirs = list(_theirs(rows, source, policy))
        where = _where(rows, source)
        day = timezone.localdate(at)
        if upload.state == Upload.State.LANDED and upload.period_from_on is not None:
            day = upload.period_from_on - timedelta(days=1)
        ours = (one for side in source.compares.ours for one in _ours(side, where, day, source, policy, upload))
        differences = reconcile(ours, theirs)
        made = Reconciliation.objects.create(
            area_code=by.area_code, upload=upload, day=day, at=at, by=by.pk, households=len(theirs),
            counts={kind: sum(d.kind == kind for d in differences) for kind in KINDS},
        )  # fmt: skip
        codes = dict(
            Household.objects.filter(pk__in=[d.household_id for d in differences if d.household_id]).values_list(
                "pk", "area_code"
            )
        )
        lines = (_line(made, one, codes, by, source) for one in differences)
        ReconciliationLine.objects.bulk_create(lines, batch_size=_BATCH)
    return made


def _line(
    made: Reconciliation, one: Difference, codes: Mapping[int, str], by: Officer, source: Source
) -> ReconciliationLine:
    return ReconciliationLine(
        reconciliation=made,
        area_code=codes.get(one.household_id or 0, by.area_code),
        kind=one.kind,
        because=one.because,
        household_id=one.household_id,
        sheet_no=one.theirs.sheet_no if one.theirs else None,
        row_no=one.theirs.row_no if one.theirs else None,
        fields=[
            [name, "", ""] if source.by_id[name].kind in _SECRET else [name, here, there]
            for name, here, there in one.fields
        ],
    )


def _rows(upload: Upload, source: Source, policy: Policy) -> pa.Table:
    """The typed rows of the list: kept since the preview, or read again from the original."""
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
    """One for each household of the list, at its first row: by its code, else by a number that stands there."""
    asked = source.compares
    assert asked is not None  # noqa: S101 - looked at before
    code_field = source.household.get("code")
    number_fields = [n for n in (source.household.get("head_number"), source.person.get("document_number")) if n]
    asked_for = (code_field, *number_fields, *asked.fields, *asked.listed)
    wanted = {name for name in asked_for if name and name in rows.column_names}
    first: dict[str, dict[str, Any]] = {}
    numbers: dict[str, set[str]] = {}
    for row in rows.select([*sorted(wanted), "sheet_no", "row_no"]).to_pylist():
        said = [number for name in number_fields if (number := row.get(name))]
        key = (row.get(code_field) if code_field else None) or next(iter(said), "")
        if not key:
            yield _their(row, "", None, asked, source, policy)
            continue
        first.setdefault(key, row)
        numbers.setdefault(key, set()).update(said)
    known = _households(first, numbers)
    for key, row in first.items():
        yield _their(row, key, known.get(key), asked, source, policy)


def _their(
    row: Mapping[str, Any], key: str, household: int | None, asked: Comparing, source: Source, policy: Policy
) -> Theirs:
    return Theirs(
        household_id=household,
        key=key,
        sheet_no=row["sheet_no"],
        row_no=row["row_no"],
        listed=all(row.get(name) is not None for name in asked.listed),
        said={name: worded(source.by_id[name], row.get(name), policy) or None for name in asked.fields},
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


def _where(rows: pa.Table, source: Source) -> Q:
    """Our areas that the list speaks of: the townships it names; everywhere if it names none we know."""
    column = source.area.get("township", "")
    named = set(rows[column].unique().to_pylist()) if column in rows.column_names else set()
    codes = Area.objects.filter(level="township", to_on__isnull=True).filter(
        Q(name__in=named) | Q(short_name__in=named)
    )
    where = Q()
    for code in codes.values_list("code", flat=True):
        where |= inside(code)
    return where


def _ours(side: Side, where: Q, day: date, source: Source, policy: Policy, upload: Upload) -> Iterator[Ours]:
    """Households of ours that one side of the comparison names, on a day."""
    model = LEDGER_MODELS[side.ledger]
    rows = model.objects.filter(where, **{_lookup(column, told): _value(told) for column, told in side.when.items()})
    if SPECS[side.ledger].dated:
        rows = rows.on(day)
    if upload.batch_id:
        rows = rows.exclude(batch_id=upload.batch_id)
    if side.period and upload.period_from_on:
        rows = rows.filter(**{f"{side.period}__gte": upload.period_from_on})
    key = "pk" if side.ledger == "household" else "household_id"
    rows = rows.filter(**{f"{key}__isnull": False}).order_by("pk")
    columns = [column.replace(".", "__") for column in side.compare.values()]
    for row in rows.values_list(key, side.period or "pk", *columns).iterator(_BATCH):
        household, seen_on, *values = row
        late = side.period and upload.period_to_on and seen_on > upload.period_to_on
        yield Ours(
            household_id=household,
            because=side.because,
            must="nothing" if late else side.must,
            answers=side.answers,
            said={
                name: worded(source.by_id[name], value, policy) or None
                for name, value in zip(side.compare, values, strict=True)
            },
        )


def _lookup(column: str, told: tuple[str, ...] | str) -> str:
    return f"{column}__isnull" if isinstance(told, str) else f"{column}__in"


def _value(told: tuple[str, ...] | str) -> Any:
    return told == "absent" if isinstance(told, str) else list(told)
