"""Screening a seal, and turning what was found into clues: all of it in one transaction, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from fangpin.rules import Screening, screen
from fangpin.rules.clues import Decisions, Finding
from fangpin.rules.screening import Progress
from fangpin.rules.unasked import Unasked
from fangpin.snapshots import open_snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_screen, scope_of
from fangpin_web.clues.models import ScreeningRun, Tally
from fangpin_web.clues.problems import NotAllowed
from fangpin_web.clues.raising import BATCH, Sign, raise_or_join, take_turn
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal

if TYPE_CHECKING:
    from fangpin.policy import Policy, Rule

# What the office keeps itself; anything else was sent by a department.
_OWN_SOURCES = frozenset({"national_register", "rural_households"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseCounts:
    """What became of the findings of a screening.

    ``raised`` clues, of which ``stepped_up`` take the place of an open one and the others are proposed;
    ``joined`` findings added to an open clue, ``seen`` known ones, of which ``stayed_closed`` belong to
    a closed clue; ``elsewhere`` outside the officer's area.
    """

    findings: int
    raised: int
    stepped_up: int
    joined: int
    seen: int
    stayed_closed: int
    elsewhere: int


def run_screening(*, seal: Seal, by: Officer, at: datetime, progress: Progress | None = None) -> ScreeningRun:
    """Screen a snapshot with the policy in force, keep the counts, and raise clues as proposals.

    The snapshot's ledgers are read as of the seal's day. Raises :class:`NotAllowed`,
    ``SnapshotError`` when the snapshot is not there or changed, and what the rules engine raises.
    """
    if not may_screen(by):
        raise NotAllowed(by, act=("screen", "筛查"))
    policy = policy_in_force()
    keep_policy(policy)
    screening = screen(open_snapshot(seal.folder), policy, as_of=seal.as_of, progress=progress)
    with acting_as(by, f"screening of {seal.as_of}"):
        take_turn()
        run = _keep_counts(screening, seal, by=by, at=at)
        counts = raise_clues(run=run, screening=screening, policy=policy, by=by, at=at)
        run.counts = asdict(counts) | {"left_out": [_unasked(one) for one in screening.left_out]}
        run.save(update_fields=["counts"])
    return run


def _unasked(one: Unasked) -> dict[str, str]:
    return {"rule": one.rule.id, "zh": one.why.zh(), "en": str(one.why)}


def raise_clues(*, run: ScreeningRun, screening: Screening, policy: Policy, by: Officer, at: datetime) -> RaiseCounts:
    """Turn findings into clues inside ``acting_as(by)``, as :func:`~fangpin_web.clues.raising.raise_or_join` does."""
    unasked = {one.rule.id for one in screening.left_out}
    in_force = policy.rules_on(screening.as_of)
    rules = {rule.id: rule for rule in in_force if rule.kind == "trigger" and rule.id not in unasked}
    findings = list(_findings(screening, rules, policy))
    here = [finding for finding in findings if finding.area_code.startswith(scope_of(by))]
    decisions = raise_or_join(here, rules, _channel, run=run, policy=policy, by=by, at=at)
    return counted(decisions, findings=len(findings), here=len(here))


def _keep_counts(screening: Screening, seal: Seal, *, by: Officer, at: datetime) -> ScreeningRun:
    run = ScreeningRun.objects.create(
        seal=seal,
        as_of=screening.as_of,
        since=screening.since,
        policy_hash=screening.policy_hash,
        screened_at=at,
        screened_by=by.pk,
        counts={},
        coverage=json.loads(json.dumps(screening.coverage.to_pylist(), default=str)),
    )
    rows = (Tally(run=run, **row) for row in screening.tallies.to_pylist())
    Tally.objects.bulk_create(rows, batch_size=BATCH)
    return run


def _days_apart(rule: Rule, policy: Policy, on: date) -> int:
    """How far a step must have grown to be news: by one, or for an event by the days its rule states."""
    if rule.again is None or policy.fact(rule.over).column(rule.again.column).type.kind != "date":
        return 1
    return int(policy.value(rule.again.step, on=on).value)


def _findings(screening: Screening, rules: dict[str, Rule], policy: Policy) -> Iterator[Finding]:
    apart = {id_: _days_apart(rule, policy, screening.as_of) for id_, rule in rules.items()}
    for batch in screening.findings.to_batches():
        for row in batch.to_pylist():
            rule = rules.get(row["rule"])
            if rule is not None:
                yield Finding(
                    rule=rule.id,
                    risk=rule.risk or "other",
                    household_id=row["household_id"],
                    person_id=row["person_id"],
                    area_code=row["area_code"],
                    answer=row["answer"],
                    step=row["step"],
                    basis=row["basis"],
                    apart=apart[rule.id],
                )


def _channel(rules: Sequence[Sign]) -> str:
    return "department" if any(set(rule.sources) - _OWN_SOURCES for rule in rules) else "platform"


def counted(decisions: Decisions, *, findings: int, here: int) -> RaiseCounts:
    """What became of ``findings``, of which ``here`` are inside the officer's area."""
    return RaiseCounts(
        findings=findings,
        raised=len(decisions.raised),
        stepped_up=decisions.stepped_up,
        joined=len(decisions.joined),
        seen=len(decisions.seen),
        stayed_closed=decisions.stayed_closed,
        elsewhere=findings - here,
    )


__all__ = ["RaiseCounts", "counted", "raise_clues", "run_screening"]
