"""The doors to rows: a view gets an object through the function that knows its reader.

Absent and not yours look the same: :class:`django.http.Http404`. The database's row-level security
stands behind these doors; they are the first wall, it is the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Model, Q
from django.http import Http404

from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin_web.records.models import LEDGER_MODELS, History, LedgerRows


def rows_of(name: str) -> LedgerRows:
    """All rows of a ledger that row-level security lets this request see."""
    rows: LedgerRows = LEDGER_MODELS[name].objects.all()
    return rows


def spec_or_404(name: str) -> LedgerSpec:
    """A ledger a page may show; the office's own records have pages of their own."""
    spec = SPECS.get(name)
    if spec is None or spec.internal:
        raise Http404(name)
    return spec


def rows_for(officer: Any, name: str) -> LedgerRows:
    """All rows of a ledger inside the officer's area."""
    return rows_of(name).within(officer.area_code)


def row_for(officer: Any, name: str, key: int) -> Model:
    """One row of a ledger inside the officer's area, or 404."""
    row: Model | None = rows_for(officer, name).filter(pk=key).first()
    if row is None:
        raise Http404(f"{name} {key}")
    return row


def earlier_of(name: str, key: int) -> list[History]:
    """What a row was before each change, newest first."""
    return list(History.objects.filter(ledger=name, row_id=key).order_by("-id")[:20])


def changed_by_officers_since(at: datetime | None) -> dict[str, int]:
    """Per ledger how many rows officers changed since, other than by importing; from the beginning for None."""
    rows = History.objects.filter(batch_id__isnull=True, by__isnull=False)
    rows = rows.filter(at__gt=at) if at else rows
    counted = rows.values("ledger").annotate(changed=Count("row_id", distinct=True))
    return {row["ledger"]: row["changed"] for row in counted}


def household_for(officer: Any, key: int) -> Any:
    """A household inside the officer's area, or 404."""
    return row_for(officer, "household", key)


def households_by_key(officer: Any, keys: Collection[int]) -> dict[int, Any]:
    """Households inside the officer's area, by key."""
    return {row.pk: row for row in rows_for(officer, "household").filter(pk__in=list(keys))}


def members_counted(households: Collection[int]) -> dict[int, int]:
    """How many live in each household now; one with nobody entered is left out, for that is unknown."""
    rows = rows_of("membership").filter(household_id__in=list(households), to_on__isnull=True)
    return dict(Counter(rows.values_list("household_id", flat=True)))


def households_for(officer: Any, *, text: str = "", area: str = "") -> LedgerRows:
    """Households inside the officer's area, by household code, head's name or hamlet, and by a place inside it."""
    rows = rows_for(officer, "household")
    if area:
        rows = rows.within(area)
    if text:
        rows = rows.filter(Q(code__startswith=text) | Q(head_name__startswith=text) | Q(natural_village__contains=text))
    return rows.order_by("area_code", "id")


def areas_inside(area_code: str, *, level_digits: tuple[int, ...] = (TOWNSHIP_DIGITS, VILLAGE_DIGITS)) -> list[Any]:
    """Townships and villages inside an area that stand today, in the order of their codes."""
    rows = rows_of("area").within(area_code).filter(to_on__isnull=True)
    return [area for area in rows.order_by("code") if len(area.code) in level_digits]


def area_choices(areas: Iterable[Any]) -> list[tuple[str, str]]:
    """Code and name of each, villages set in under their township."""
    return [(a.code, ("　" if len(a.code) > TOWNSHIP_DIGITS else "") + a.name) for a in areas]


def area_names(codes: set[str]) -> dict[str, str]:
    """``{code: "township · village"}`` for the codes given."""
    wanted = codes | {code[:TOWNSHIP_DIGITS] for code in codes}
    names = dict(rows_of("area").filter(code__in=wanted, to_on__isnull=True).values_list("code", "name"))
    return {code: _place(code, names) for code in codes}


def _place(code: str, names: dict[str, str]) -> str:
    parts = [names.get(code[:TOWNSHIP_DIGITS])] if len(code) > TOWNSHIP_DIGITS else []
    parts.append(names.get(code))
    return " · ".join(part for part in parts if part) or code
