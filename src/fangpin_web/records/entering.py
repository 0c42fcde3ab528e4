"""Entering a row of a ledger by hand: one sale, one event, one award, where no workbook brings it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from fangpin.ledgers import SPECS, Column, Kind, LedgerSpec
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_correct, scope_of
from fangpin_web.records.doors import rows_for, rows_of
from fangpin_web.records.models import LEDGER_MODELS
from fangpin_web.records.services import BY_PROCESS

# Who lives where and who is monitored is a matter of rolls, matching and cases.
BY_ROLLS = frozenset({"area", "household", "person", "membership", "register_spell", "monitoring_spell", "officer"})


class NotEntered(Exception):
    """The row was not written; ``zh`` and ``en`` say why."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


def entered_by_hand(spec: LedgerSpec) -> bool:
    """Whether a row of a ledger may be entered on a page."""
    return not spec.internal and spec.name not in BY_PROCESS | BY_ROLLS


def row_meant(column: Column, text: str) -> Model | None:
    """The row that a reference is meant to be by the words that name it, among those the reader may see.

    None where there is none or more than one: nothing is guessed.
    """
    target = SPECS[str(column.target)]
    rows = rows_of(target.name)
    if target.named_by is None:
        found = rows.filter(pk=int(text)) if text.isdigit() else rows.none()
    elif target.name == "person":
        found = rows.having(document_number=text)
    else:
        found = rows.filter(**{target.named_by: text})
    if target.dated:
        found = found.filter(to_on__isnull=True)
    listed = list(found[:2])
    return listed[0] if len(listed) == 1 else None


def enter_row(*, ledger: str, values: Mapping[str, Any], area_code: str, by: Officer, at: datetime) -> Model:
    """Write a new row inside the officer's area; ``values`` are by column, references as rows.

    Raises ``PermissionError`` for a role or ledger that may not, :class:`NotEntered` for a place outside the area, a
    record that is there already, and a spell where another of the same still runs.
    """
    spec = SPECS[ledger]
    if not may_correct(by) or not entered_by_hand(spec):
        raise PermissionError(f"{by.role} may not enter {ledger}")
    if not area_code.startswith(scope_of(by)):
        raise NotEntered("该地不在您的辖区内。", "This place is outside your area.")
    with acting_as(by, f"entered by hand: {ledger}"):
        if spec.dated and _runs_already(spec, values, by):
            raise NotEntered(
                "同一记录在这一时段内已有一段；请先更正或结束它。",
                "The same is recorded for these days already; correct or end that first.",
            )
        try:
            with transaction.atomic():
                made: Model = LEDGER_MODELS[ledger](**values, area_code=area_code, entered_at=at, entered_by=by.pk)
                made.save(force_insert=True)
        except IntegrityError as taken:
            raise NotEntered("台账中已有同一记录。", "The ledger holds this record already.") from taken
    return made


def _runs_already(spec: LedgerSpec, values: Mapping[str, Any], by: Officer) -> bool:
    same = {name: values.get(name) for name in spec.key if name not in ("from_on", "area_code")}
    rows = rows_for(by, spec.name).filter(**{n if v is not None else f"{n}__isnull": v if v is not None else True
                                             for n, v in same.items()})  # fmt: skip
    begins, ends = values.get("from_on"), values.get("to_on")
    rows = rows.filter(Q(to_on__isnull=True) | Q(to_on__gt=begins))
    return bool((rows.filter(from_on__lt=ends) if ends else rows).exists())


def place_of(values: Mapping[str, Any], spec: LedgerSpec) -> str | None:
    """Where a row belongs by whom it is about: a household, a person, a place; None where it says nobody."""
    for target in ("household", "person", "area"):
        for column in spec.columns:
            row = values.get(column.name)
            if column.kind is Kind.REFERENCE and column.target == target and row is not None:
                return str(row.area_code)
    return None
