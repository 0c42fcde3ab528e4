"""Comparing the records of a seal, and what that does to the register: in one transaction, or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from fangpin.discrepancies import Comparison, Decisions, Finding, Known, compare, decide, said_of
from fangpin.expressions import Wording
from fangpin.snapshots import open_snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_screen, scope_of
from fangpin_web.discrepancies.correcting import brought_by
from fangpin_web.discrepancies.models import ComparisonRun, Discrepancy, DiscrepancyEvent
from fangpin_web.discrepancies.problems import DiscrepancyProblem
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import Membership

if TYPE_CHECKING:
    from fangpin.policy import Policy

Progress = Callable[[int, int, Wording], object]
TERM = "discrepancy_working_days"
_LOCK = 770_104  # one at a time compares
_BATCH = 2_000
_ACTS = {"found_again": DiscrepancyEvent.Act.RETURNED, "exemption_over": DiscrepancyEvent.Act.LAPSED}


def compare_records(*, seal: Seal, by: Officer, at: datetime, progress: Progress | None = None) -> ComparisonRun:
    """Put the records of a snapshot beside each other, open what is new and close what a later delivery put right.

    Nothing a person decided is changed. Raises :class:`DiscrepancyProblem`, ``SnapshotError``, ``ScreeningFailed``.
    """
    if not may_screen(by):
        raise DiscrepancyProblem("may_not")
    policy = policy_in_force()
    keep_policy(policy)
    with acting_as(by, f"comparison of records of {seal.as_of}"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if progress is not None:
            progress(0, 1, Wording("comparing departments' records", "比对各部门记录"))
        rows = Discrepancy.objects.select_for_update(of=("self",)).select_related("seen_run__seal")
        kept = {(one.rule, one.key): one for one in rows}
        compared = compare(open_snapshot(seal.folder), policy, as_of=seal.as_of, watched=_watched(kept.values()))
        run = ComparisonRun.objects.create(
            seal=seal, as_of=seal.as_of, policy_hash=policy.hash, made_at=at, made_by=by.pk
        )
        here = [f for f in compared.findings if (f.area_code or "").startswith(scope_of(by))]
        known = [_known(one, policy) for one in kept.values() if one.rule in policy.rules]
        decided = decide(here, known, asked=compared.asked, on=seal.as_of)
        _Keeping(run, policy, {one.pk: one for one in kept.values()}, by, at).keep(decided)
        run.counts = _counts(compared, decided)
        run.save(update_fields=["counts"])
    return run


def _watched(kept: Any) -> dict[str, list[int]]:
    watched: dict[str, list[int]] = {}
    for one in kept:
        watched.setdefault(one.rule, []).append(one.key)
    return watched


def _known(row: Discrepancy, policy: Policy) -> Known:
    said = said_of(policy.rule(row.rule), row.basis)
    return Known(id=row.pk, rule=row.rule, key=row.key, state=row.state, said=said, until=row.until)


class _Keeping:
    """Writes down what was decided about one comparison."""

    def __init__(
        self, run: ComparisonRun, policy: Policy, kept: Mapping[int, Discrepancy], by: Officer, at: datetime
    ) -> None:
        self.run, self.policy, self.kept, self.by, self.at = run, policy, kept, by, at
        self.today = timezone.localdate(at)
        self.due: date | None = None
        self.events: list[DiscrepancyEvent] = []

    def keep(self, decided: Decisions) -> None:
        self._open(decided.opened)
        for back in decided.returned:
            self._open_again(self.kept[back.known.id], back.finding, back.why)
        for known, finding in decided.seen:
            self._see(self.kept[known.id], finding, changed=False)
        for known, finding in decided.changed:
            self._see(self.kept[known.id], finding, changed=True)
        for known in decided.untold:
            self.kept[known.id].told = False
        for known in decided.at_peace:
            self.kept[known.id].agrees = True
        self._close([self.kept[known.id] for known in decided.agreed])
        Discrepancy.objects.bulk_update(
            [self.kept[key] for key in decided.touched],
            ["basis", "state", "told", "changed", "agrees", "returns", "due_on", "seen_run", "circular", "reason",
             "until", "decided_by", "decided_at", "closed_on", "closed_batch"],
            batch_size=_BATCH,
        )  # fmt: skip
        DiscrepancyEvent.objects.bulk_create(self.events, batch_size=_BATCH)

    def _due_on(self) -> date:
        self.due = self.due or due_on(self.policy, self.today)
        return self.due

    def _open(self, opened: Sequence[Finding]) -> None:
        households = _households([one.key for one in opened if one.subject == "person"])
        rows = Discrepancy.objects.bulk_create(
            (
                Discrepancy(
                    area_code=one.area_code or self.by.area_code,
                    rule=one.rule,
                    subject=one.subject,
                    key=one.key,
                    household_id=one.key if one.subject == "household" else households.get(one.key),
                    department=self.policy.rule(one.rule).corrects,
                    severity=self.policy.rule(one.rule).gravity,
                    basis=json.loads(one.basis),
                    opened_on=self.today,
                    due_on=self._due_on(),
                    seen_run=self.run,
                )
                for one in opened
            ),
            batch_size=_BATCH,
        )
        for row in rows:
            self._tell(row, DiscrepancyEvent.Act.FOUND)

    def _open_again(self, row: Discrepancy, finding: Finding, why: str) -> None:
        row.state, row.due_on, row.circular = Discrepancy.State.OPEN, self._due_on(), None
        row.returns += why == "found_again"
        row.reason, row.until, row.decided_by, row.decided_at = "", None, None, None
        row.closed_on, row.closed_batch = None, None
        self._see(row, finding, changed=False)
        self._tell(row, _ACTS[why])

    def _see(self, row: Discrepancy, finding: Finding, *, changed: bool) -> None:
        row.told, row.agrees, row.seen_run = True, False, self.run
        row.changed = row.changed or changed
        if not changed:  # a decision keeps the values it was made on
            row.basis = json.loads(finding.basis)

    def _close(self, rows: Sequence[Discrepancy]) -> None:
        batches = brought_by(rows, self.policy)
        for row in rows:
            row.state, row.closed_on, row.told = Discrepancy.State.AGREED, self.today, True
            row.closed_batch = batches.get(row.pk)
            self._tell(row, DiscrepancyEvent.Act.AGREED, batch_id=row.closed_batch)

    def _tell(self, row: Discrepancy, act: str, batch_id: int | None = None) -> None:
        self.events.append(
            DiscrepancyEvent(
                discrepancy=row, area_code=row.area_code, act=act, batch_id=batch_id, at=self.at, by=self.by.pk
            )
        )


def _households(persons: Sequence[int]) -> dict[int, int]:
    """The household each person was last of."""
    rows = Membership.objects.filter(person_id__in=list(persons)).order_by("from_on", "id")
    return dict(rows.values_list("person_id", "household_id"))


def _counts(compared: Comparison, decided: Decisions) -> dict[str, dict[str, int]]:
    counts = {rule: dict.fromkeys(("found", "unknown", "screened"), 0) for rule in sorted(compared.asked)}
    for row in compared.tallies.to_pylist():
        one = counts[row["rule"]]
        one["found"] += row["yes"]
        one["unknown"] += row["unknown"]
        one["screened"] += row["screened"]
    came = {
        "opened": Counter(one.rule for one in decided.opened),
        "returned": Counter(one.known.rule for one in decided.returned),
        "agreed": Counter(one.rule for one in decided.agreed),
        "untold": Counter(one.rule for one in decided.untold),
    }
    for what, counted in came.items():
        for rule, number in counted.items():
            counts[rule][what] = number
    return counts


def due_on(policy: Policy, day: date) -> date:
    """The last day for a department to look, begun on ``day``."""
    return policy.holidays.working_day_after(day, int(policy.value(TERM, on=day).value))


def totals(run: ComparisonRun) -> dict[str, int]:
    """What became of a comparison altogether, for whoever waits for the job."""
    return {
        what: sum(one.get(what, 0) for one in run.counts.values())
        for what in ("found", "opened", "returned", "agreed", "untold")
    }
