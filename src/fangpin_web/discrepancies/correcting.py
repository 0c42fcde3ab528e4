"""With which delivery records came to agree: the last batch that touched the rows behind a discrepancy's sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from fangpin.discrepancies import ledgers_of_sides
from fangpin.ledgers import ledger

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin_web.discrepancies.models import Discrepancy

# A row the batch brought, or one whose earlier state the history keeps because the batch changed or ended it.
_TOUCHED = """
SELECT key, max(batch_id) FROM (
  SELECT t.{column} AS key, t.batch_id FROM {table} AS t
  WHERE t.{column} = ANY(%(keys)s) AND t.entered_at > %(since)s AND t.batch_id IS NOT NULL
  UNION ALL
  SELECT (h.was ->> %(name)s)::bigint, h.batch_id FROM history AS h
  WHERE h.ledger = %(ledger)s AND h.at > %(since)s AND h.batch_id IS NOT NULL
    AND (h.was ->> %(name)s)::bigint = ANY(%(keys)s)
) AS touched GROUP BY key
"""


def brought_by(rows: Sequence[Discrepancy], policy: Policy) -> dict[int, int]:
    """Discrepancy -> the last batch since it was last found that touched either side. Left out where no delivery
    did: corrected by hand, or a term has passed."""
    asked: dict[tuple[str, str, datetime], list[Discrepancy]] = {}
    for row in rows:
        if (rule := policy.rules.get(row.rule)) is None:
            continue
        for name in frozenset().union(*ledgers_of_sides(policy, rule)):
            asked.setdefault((name, row.subject, row.seen_run.seal.sealed_at), []).append(row)
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for (name, subject, since), group in asked.items():
            if (column := column_of(name, subject)) is None:
                continue
            query = _TOUCHED.format(column=column, table=f"ledger_{name}")
            keys = [row.key for row in group]
            cursor.execute(query, {"keys": keys, "since": since, "ledger": name, "name": column})
            batches = dict(cursor.fetchall())
            for row in group:
                if row.key in batches:
                    found[row.pk] = max(found.get(row.pk, 0), batches[row.key])
    return found


def column_of(name: str, subject: str) -> str | None:
    """The column of a ledger by which its rows belong to a person or household; None where they do not."""
    if name == subject:
        return "id"
    return next((c.stored_name for c in ledger(name).references if c.target == subject), None)
