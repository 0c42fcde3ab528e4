"""What the database itself holds about a table: who sees which rows, and what the web role may do to them.

A model says it in a class attribute ``guard``; most need not, because a model with an ``area_code``
is scoped and any other is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGuard:
    """``scoped``: rows are seen and written only inside the officer's area.

    ``shared``: everybody reads, only those of the area write (areas, code data).
    ``append_only``: the web role adds rows and reads them, never changes or removes them.
    ``open_insert``: a scoped table into which anybody may add a row of any area (logs).
    ``written_by_database``: the web role only reads; a trigger of the owner writes.
    ``history``: what a row was before each change is kept.
    """

    scoped: bool = True
    shared: bool = False
    append_only: bool = False
    open_insert: bool = False
    written_by_database: bool = False
    history: bool = False


def guard_of(model: type[Model]) -> TableGuard:
    """The guard a model states, or the one that follows from its columns."""
    stated = getattr(model, "guard", None)
    if isinstance(stated, TableGuard):
        return stated
    return TableGuard(scoped=any(f.column == "area_code" for f in model._meta.local_concrete_fields))  # noqa: SLF001 - Django's public name
