"""For whom the database answers: the officer's area, set for one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections, transaction

if TYPE_CHECKING:
    from fangpin_web.accounts.models import Officer

_NAMES = ("area", "officer", "why", "batch")


@contextmanager
def acting_as(
    officer: Officer, why: str = "", *, batch: int | None = None, using: str = "default"
) -> Iterator[Officer]:
    """Run a block, in one transaction, with the rows this officer sees and under his name.

    Every change made inside is put down in the history under the officer, ``why`` and ``batch``.
    Blocks nest; the outer officer's scope returns afterwards.
    """
    from fangpin_web.accounts.permissions import scope_of  # models may not be imported before the apps are ready

    told = {
        "area": scope_of(officer),
        "officer": str(officer.pk),
        "why": why,
        "batch": str(batch) if batch is not None else "",
    }
    with _scope(told, using):
        yield officer


@contextmanager
def nobody(using: str = "default") -> Iterator[None]:
    """A transaction that sees no scoped row: for pages before sign-in."""
    with _scope(dict.fromkeys(_NAMES, ""), using):
        yield


@contextmanager
def for_batch(batch: int, using: str = "default") -> Iterator[None]:
    """Within a block, mark the changes put down in the history as made by this import batch."""
    with _scope({"batch": str(batch)}, using):
        yield


@contextmanager
def _scope(told: Mapping[str, str], using: str) -> Iterator[None]:
    nested = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        before = _settings(told, using) if nested else {}
        _set(told, using)
        yield
        # Releasing a savepoint keeps the settings made inside it, so they are put back by hand; where the
        # block is rolled back the rollback does it, and the end of a transaction forgets them anyway.
        if nested and not connections[using].needs_rollback:
            _set(before, using)


def _settings(names: Mapping[str, str], using: str) -> dict[str, str]:
    columns = ", ".join("current_setting(%s, true)" for _ in names)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [f"fangpin.{name}" for name in names])
        return {name: value or "" for name, value in zip(names, cursor.fetchone(), strict=True)}


def _set(told: Mapping[str, str], using: str) -> None:
    calls = ", ".join("set_config(%s, %s, true)" for _ in told)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [word for name, value in told.items() for word in (f"fangpin.{name}", value)])
