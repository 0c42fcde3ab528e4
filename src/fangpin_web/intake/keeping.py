"""Everybody, read once for the files of one run, for as long as nothing about people has changed.

A file of many rows is planned against all persons and households, and twice: before it is shown and when it lands. A
run over dozens of files would read the same hundred thousands again for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.db import connections

# Every added row raises count and highest key, every changed or removed one leaves its former state in the history.
_STATE = """
    SELECT current_setting('fangpin.area', true),
        (SELECT (count(*), max(id))::text FROM ledger_person),
        (SELECT (count(*), max(id))::text FROM ledger_household),
        (SELECT (count(*), max(id))::text FROM ledger_membership),
        (SELECT (count(*), max(id))::text FROM history WHERE ledger IN ('person', 'household', 'membership'))
"""
People = tuple[pa.Table, pa.Table]


@dataclass(slots=True)
class _Kept:
    state: tuple[object, ...] | None = None
    people: People | None = None


_kept: ContextVar[_Kept | None] = ContextVar("people of this run", default=None)


@contextmanager
def keeping_people() -> Iterator[None]:
    """Around the import of several files by one process: what is read of everybody is kept between them."""
    token = _kept.set(_Kept())
    try:
        yield
    finally:
        _kept.reset(token)


def everybody_kept(on: date, read: Callable[[], People]) -> People:
    """Persons with their household of that day, and households: as kept if nobody changed since, else read."""
    kept = _kept.get()
    if kept is None:
        return read()
    state = (on, *_state())
    if kept.people is None or kept.state != state:
        kept.people = None  # two of them at once would be twice the memory
        kept.people = read()
        kept.state = state
    return kept.people


def _state() -> tuple[object, ...]:
    with connections["default"].cursor() as cursor:
        cursor.execute(_STATE)
        return tuple(cursor.fetchone())


__all__ = ["everybody_kept", "keeping_people"]
