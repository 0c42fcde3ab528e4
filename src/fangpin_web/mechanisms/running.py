"""Working out the worklists of all mechanisms in use over a snapshot, and keeping them for the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from fangpin.expressions import Wording
from fangpin.policy import Policy
from fangpin.rules import Duties, check_duties
from fangpin.snapshots import open_snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_screen, scope_of
from fangpin_web.mechanisms.models import WorklistItem, WorklistRun, WorklistTally
from fangpin_web.mechanisms.problems import MechanismProblem
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal
from fangpin_web.records.wire import insert

Progress = Callable[[int, int, Wording], object]
_LOCK = 770_103  # one at a time replaces the lists


def work_out(*, seal: Seal, by: Officer, at: datetime, progress: Progress | None = None) -> WorklistRun:
    """Ask the rules of every mechanism in use on the seal's day, and put what is open in place of the lists before.

    An item that was open before keeps the day since which it is. Raises :class:`MechanismProblem`,
    ``SnapshotError``, ``ScreeningFailed``; the lists before stay then.
    """
    if not may_screen(by):
        raise MechanismProblem("may_not_work_out")
    policy = policy_in_force()
    keep_policy(policy)
    _tell(progress, 0, Wording("working out the worklists", "核对各机制"))
    duties = check_duties(open_snapshot(seal.folder), policy, as_of=seal.as_of)
    _tell(progress, 1, Wording("keeping the worklists", "保存待办清单"))
    with acting_as(by, f"worklists of {seal.as_of}"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        run = WorklistRun.objects.create(
            seal=seal, as_of=seal.as_of, policy_hash=policy.hash, made_at=at, made_by=by.pk
        )
        _keep(duties, policy, run, scope=scope_of(by))
        run.counts = _counts(duties, _compare(run))
        run.save(update_fields=["counts"])
        WorklistItem.objects.exclude(run=run).delete()
        WorklistTally.objects.exclude(run=run).delete()
    return run


def _tell(progress: Progress | None, done: int, what: Wording) -> None:
    if progress is not None:
        progress(done, 2, what)


def _keep(duties: Duties, policy: Policy, run: WorklistRun, *, scope: str) -> None:
    tallies, items = duties.tallies, duties.items
    insert(WorklistTally, tallies.append_column("run_id", pa.array(np.full(len(tallies), run.pk))))
    here = pc.fill_null(pc.starts_with(items["area_code"], scope), fill_value=False)
    gravity = {rule.id: rule.gravity for rule in policy.rules.values()}
    columns = {
        **{name: items[name] for name in ("rule", "subject", "key", "answer", "basis")},
        "area_code": pc.if_else(here, items["area_code"], scope),
        "severity": pa.array([gravity[rule] for rule in items["rule"].to_pylist()], pa.int64()),
        "run_id": pa.array(np.full(len(items), run.pk)),
        "open_since": pa.array(np.full(len(items), run.as_of)),
    }
    insert(WorklistItem, pa.table(columns))


# An item is the same as one before if the same rule found the same row, or the same area where there is no row.
_SINCE = """
UPDATE worklist_item AS n SET open_since = LEAST(o.open_since, n.open_since)
FROM worklist_item AS o WHERE n.run_id = %s AND o.run_id <> n.run_id
  AND n.rule = o.rule AND n.area_code = o.area_code AND n.key IS NOT DISTINCT FROM o.key
"""
_GONE = """
SELECT o.rule, count(*) FROM worklist_item AS o
WHERE o.run_id <> %(run)s AND NOT EXISTS (
  SELECT FROM worklist_item AS n WHERE n.run_id = %(run)s
  AND n.rule = o.rule AND n.area_code = o.area_code AND n.key IS NOT DISTINCT FROM o.key)
GROUP BY o.rule
"""
_COME = """
SELECT n.rule, count(*) FROM worklist_item AS n
WHERE n.run_id = %(run)s AND NOT EXISTS (
  SELECT FROM worklist_item AS o WHERE o.run_id <> %(run)s
  AND n.rule = o.rule AND n.area_code = o.area_code AND n.key IS NOT DISTINCT FROM o.key)
GROUP BY n.rule
"""


def _compare(run: WorklistRun) -> Mapping[str, Mapping[str, int]]:
    """Carry the days over from the lists before; per rule what came and what is gone."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [run.pk])
        cursor.execute(_GONE, {"run": run.pk})
        gone = dict(cursor.fetchall())
        cursor.execute(_COME, {"run": run.pk})
        come = dict(cursor.fetchall())
    return {"come": come, "gone": gone}


def _counts(duties: Duties, compared: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    found = Counter(duties.items["rule"].to_pylist())
    counts: dict[str, dict[str, int]] = {}
    for row in duties.tallies.to_pylist():
        one = counts.setdefault(row["rule"], {"open": found[row["rule"]], "unknown": 0, "screened": 0})
        one["unknown"] += row["unknown"]
        one["screened"] += row["screened"]
    for what, numbers in compared.items():
        for rule, number in numbers.items():
            counts.setdefault(rule, {"open": 0, "unknown": 0, "screened": 0})[what] = number
    return counts


def totals(run: WorklistRun) -> dict[str, Any]:
    """How much is open altogether, for whoever waits for the job."""
    values = run.counts.values()
    return {
        "run": run.pk,
        "rules": len(run.counts),
        **{what: sum(one.get(what, 0) for one in values) for what in ("open", "come", "gone")},
    }
