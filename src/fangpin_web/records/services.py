"""Correcting a ledger row by hand. What stood there before goes into the history, with the officer and his reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_correct
from fangpin_web.records.doors import rows_for

# What has a process of its own is not corrected past it.
BY_PROCESS = frozenset({"clue", "case", "coverage", "import_batch"})


class ChangedMeanwhile(Exception):
    """Somebody else changed the row after the form was opened; nothing was written."""

    zh = "这一行在您打开之后被别人改过；没有写入。请看过现在的内容再改。"
    en = "Somebody changed this row after you opened it; nothing was written. Look at it again before you correct it."


def correct_row(
    *, ledger: str, key: int, changes: Mapping[str, Any], seen_at: datetime, why: str, by: Officer, at: datetime
) -> None:
    """Write ``changes`` (column → value) into one row inside the officer's area, in one transaction.

    ``seen_at`` is the ``entered_at`` the officer saw: a row entered since raises :class:`ChangedMeanwhile`.
    Raises ``Http404`` for a row that is absent or not his, ``PermissionError`` for a role that may not.
    """
    if not may_correct(by) or ledger in BY_PROCESS:
        raise PermissionError(f"{by.role} may not correct {ledger}")
    with acting_as(by, why):
        row = rows_for(by, ledger).select_for_update().filter(pk=key).first()
        if row is None:
            raise Http404(f"{ledger} {key}")
        if row.entered_at != seen_at:
            raise ChangedMeanwhile
        if changes:
            rows_for(by, ledger).filter(pk=key).update(**changes, entered_at=at, entered_by=by.pk)
