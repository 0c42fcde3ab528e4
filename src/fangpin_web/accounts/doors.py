"""Officers as other pages name them."""

from __future__ import annotations

from collections.abc import Iterable

from fangpin_web.accounts.models import Officer


def officers_by_key(keys: Iterable[int | None]) -> dict[int, Officer]:
    """The officers of the keys given; keys that are None, and accounts no longer there, are left out."""
    return Officer.objects.in_bulk({key for key in keys if key})
