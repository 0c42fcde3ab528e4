"""Take a batch back whole, from what the history kept; or say what came later and forbids it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.db import connections, transaction
from django.db.models import Count

from fangpin.ledgers import SPECS, LedgerSpec
from fangpin_web.records import bulk
from fangpin_web.records.models import LEDGER_MODELS, History

MOST_LISTED = 200
_KEPT = ("import_batch",)  # the batch's own row is the caller's business


def later_changes(*, batch_id: int) -> list[dict[str, Any]]:
    """Rows this batch wrote that were changed, removed or referred to by somebody else since; at most MOST_LISTED."""
    found = _changed_later(batch_id)
    for name, model in LEDGER_MODELS.items():
        if name in _KEPT:
            continue
        for column in SPECS[name].references:
            target = LEDGER_MODELS[str(column.target)]
            founded = target.objects.filter(batch_id=batch_id).exclude(
                id__in=_changed_ids(str(column.target), batch_id)
            )
            rows = model.objects.filter(**{f"{column.stored_name}__in": founded.values("id")}).exclude(
                batch_id=batch_id
            )
            found += [
                {"ledger": name, "row_id": row, "what": f"refers to {column.target}", "batch_id": other}
                for row, other in rows.values_list("id", "batch_id")[: MOST_LISTED - len(found)]
            ]
            if len(found) >= MOST_LISTED:
                return found
    return found


def _changed_later(batch_id: int) -> list[dict[str, Any]]:
    """Rows that are no longer as the batch left them. What was changed and put back since counts as untouched."""
    found: list[dict[str, Any]] = []
    with connections["default"].cursor() as cursor:
        for name in (n for n in SPECS if n not in _KEPT):
            cursor.execute(
                f"""SELECT h.row_id, h.at, h.by, h.batch_id FROM history h
                WHERE h.ledger = %s AND h.was->>'batch_id' = %s AND h.batch_id IS DISTINCT FROM %s
                  AND NOT EXISTS (SELECT FROM ledger_{name} t WHERE t.id = h.row_id AND to_jsonb(t) = h.was)
                ORDER BY h.id LIMIT %s""",  # noqa: S608 - declared names
                [name, str(batch_id), batch_id, MOST_LISTED - len(found)],
            )
            found += [
                {"ledger": name, "row_id": row, "at": at.isoformat(), "by": by, "batch_id": other, "what": "changed"}
                for row, at, by, other in cursor.fetchall()
            ]
            if len(found) >= MOST_LISTED:
                break
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What taking a batch back would do. ``brought`` rows vanish and ``restored`` rows become what they were, per
    ledger; ``later`` are the batches (None: by hand) that changed or refer to its rows and stand in the way, with how
    many rows each, counted up to MOST_LISTED."""

    brought: dict[str, int]
    restored: dict[str, int]
    later: dict[int | None, int]

    @property
    def possible(self) -> bool:
        return not self.later


def would_take_back(*, batch_id: int) -> Undoing:
    """Count what :func:`take_back` would do now; changes nothing."""
    brought = {name: len(_founded_ids(name, batch_id)) for name in SPECS if name not in _KEPT}
    restored = (
        History.objects.filter(batch_id=batch_id)
        .exclude(was__batch_id=batch_id)
        .values("ledger")
        .annotate(rows=Count("row_id", distinct=True))
    )
    return Undoing(
        brought={name: count for name, count in brought.items() if count},
        restored={row["ledger"]: row["rows"] for row in restored},
        later=dict(Counter(row["batch_id"] for row in later_changes(batch_id=batch_id))),
    )


def take_back(*, batch_id: int) -> int:
    """Restore every row the batch changed or removed, delete every row it brought; returns their number.

    Call after :func:`later_changes` found nothing, inside ``acting_as``. Rows are restored from the earliest
    state the history kept for this batch, byte for byte, encrypted columns included.
    """
    done = 0
    with transaction.atomic():
        founded = {name: _founded_ids(name, batch_id) for name in SPECS if name not in _KEPT}
        with connections["default"].cursor() as cursor:
            for name in (n for n in SPECS if n not in _KEPT):
                done += _restore(cursor, SPECS[name], batch_id)
        for name in reversed(list(founded)):
            if founded[name]:
                done += bulk.remove(name, pa.array(founded[name], pa.int64()))
    return done


def _changed_ids(name: str, batch_id: int) -> Any:
    """Rows that were there before the batch changed them."""
    return History.objects.filter(ledger=name, batch_id=batch_id).exclude(was__batch_id=batch_id).values("row_id")


def _founded_ids(name: str, batch_id: int) -> list[int]:
    """Rows the batch inserted: they carry its number, and the history knows no earlier state of them."""
    rows = LEDGER_MODELS[name].objects.filter(batch_id=batch_id)
    return list(rows.exclude(id__in=_changed_ids(name, batch_id)).order_by("id").values_list("id", flat=True))


def _restore(cursor: Any, spec: LedgerSpec, batch_id: int) -> int:
    table = f"ledger_{spec.name}"
    columns = [str(f.column) for f in LEDGER_MODELS[spec.name]._meta.local_concrete_fields]  # noqa: SLF001 - Django's
    earliest = f"""
        SELECT r.* FROM (
            SELECT DISTINCT ON (row_id) row_id, op, was FROM history
            WHERE ledger = %s AND batch_id = %s AND (was->>'batch_id') IS DISTINCT FROM %s ORDER BY row_id, id
        ) h CROSS JOIN LATERAL jsonb_populate_record(NULL::{table}, h.was) r
    """  # noqa: S608 - declared names
    parameters = [spec.name, batch_id, str(batch_id)]
    sets = ", ".join(f"{c} = r.{c}" for c in columns if c != "id")
    cursor.execute(f"UPDATE {table} AS t SET {sets} FROM ({earliest}) r WHERE t.id = r.id", parameters)  # noqa: S608
    done = int(cursor.rowcount)
    names = ", ".join(columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM ({earliest}) r "  # noqa: S608
        f"WHERE NOT EXISTS (SELECT FROM {table} t WHERE t.id = r.id)",
        parameters,
    )
    return done + int(cursor.rowcount)
