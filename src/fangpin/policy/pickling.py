"""Pickles of many small frozen objects that are quick to read: Python asks each of them anew for its fields."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class _Plain:
    """Stands for the classes whose objects are put together by Python's own slow way."""


def pickled(value: object) -> bytes:
    """As ``pickle.dumps``; read with ``pickle.loads``."""
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()


def put_together(made_of: Any, *values: object) -> Any:
    """An object with these values of its fields, in their order, as it was when it was written."""
    made = object.__new__(made_of)
    for put, value in zip(_setters(made_of), values, strict=True):
        put(made, value)
    return made


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        kind: Any = type(value)
        if getattr(kind, "__setstate__", None) is not _Plain.__setstate__:  # type: ignore[attr-defined]
            return NotImplemented
        return put_together, (kind, *(getattr(value, name) for name in _names(kind)))


@cache
def _names(made_of: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(made_of))


@cache
def _setters(made_of: Any) -> tuple[Callable[[object, object], None], ...]:
    return tuple(getattr(made_of, name).__set__ for name in _names(made_of))
