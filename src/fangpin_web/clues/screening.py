"""Screening a seal, and turning what was found into clues: all of it in one transaction, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from fangpin.rules import Screening, screen
from fangpin.rules.clues import Decisions, Finding, Joined, Raised, Remembered, Seen, decide
from fangpin.rules.screening import Progress
from fangpin.snapshots import open_snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_screen, scope_of
from fangpin_web.clues.models import ClueEvidence, ScreeningRun, Tally
from fangpin_web.clues.problems import NotAllowed
from fangpin_web.clues.queries import whole_tables
from fangpin_web.clues.services import due_on
from fangpin_web.clues.states import CLOSED_NEGATIVE, PROPOSED, STEPPED_UP, UNFINISHED
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import Clue

if TYPE_CHECKING:
    from fangpin.policy import Policy, Rule

_LOCK = 770_102  # one at a time turns findings into clues
_BATCH = 2_000
_SEVERITIES = ("low", "medium", "high")
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
        _take_turn()
        run = _keep_counts(screening, seal, by=by, at=at)
        counts = raise_clues(run=run, screening=screening, policy=policy, by=by, at=at)
        run.counts = asdict(counts)
        run.save(update_fields=["counts"])
    return run


def raise_clues(*, run: ScreeningRun, screening: Screening, policy: Policy, by: Officer, at: datetime) -> RaiseCounts:
    """Turn findings into clues inside ``acting_as(by)``: raise, join, or renew what is known.

    Open clues are locked meanwhile, so a clue that is being closed is either open or closed here,
    never both. New clues are proposals until somebody dispatches them; one that takes the place of a
    clue that was handed out stands where that one stood, with a new due day.
    """
    rules = {rule.id: rule for rule in policy.rules_on(screening.as_of) if rule.kind == "trigger"}
    findings = list(_findings(screening, rules, policy))
    here = [finding for finding in findings if finding.area_code.startswith(scope_of(by))]
    window = int(policy.value("clue_window_days", on=screening.as_of).value)
    with whole_tables():
        decisions = decide(here, _memory(), open_clues=_open_clues(), on=screening.as_of, window_days=window)
        replaced = _close_outgrown(decisions.raised, by=by, at=at)
        _raise(decisions.raised, rules, replaced, policy, run=run, by=by, at=at)
        _join(decisions.joined, rules, run=run)
        _renew(decisions.seen, run=run)
    return _counts(findings, here, decisions)


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


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
    Tally.objects.bulk_create(rows, batch_size=_BATCH)
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


def _memory() -> Iterator[Remembered]:
    columns = ("id", "clue_id", "risk", "clue__state", "rule", "household_id", "person_id", "answer", "step", "seen_on")
    for row in ClueEvidence.objects.values_list(*columns).iterator(chunk_size=10_000):
        evidence_id, clue_id, risk, state, rule, household_id, person_id, answer, step, seen_on = row
        yield Remembered(
            evidence_id=evidence_id,
            clue_id=clue_id,
            risk=risk,
            is_open=state in UNFINISHED,
            rule=rule,
            household_id=household_id,
            person_id=person_id,
            answer=answer,
            step=step,
            seen_on=seen_on,
        )


def _open_clues() -> dict[tuple[int, str], int]:
    locked = Clue.objects.filter(state__in=UNFINISHED).select_for_update().order_by("id")
    return {(household, risk): clue for household, risk, clue in locked.values_list("household_id", "risk", "id")}


def _close_outgrown(raised: Sequence[Raised], *, by: Officer, at: datetime) -> dict[int, Clue]:
    """Close the clues that give way, as they were before by key: the database allows one open clue of a risk."""
    replaced = Clue.objects.in_bulk([group.replaces for group in raised if group.replaces is not None])
    Clue.objects.filter(pk__in=replaced).update(
        state=CLOSED_NEGATIVE, close_reason=STEPPED_UP, closed_on=timezone.localdate(at), closed_by=by.pk
    )
    return replaced


def _raise(
    raised: Sequence[Raised],
    rules: dict[str, Rule],
    replaced: Mapping[int, Clue],
    policy: Policy,
    *,
    run: ScreeningRun,
    by: Officer,
    at: datetime,
) -> None:
    today = timezone.localdate(at)
    due = due_on(policy, today) if replaced else None
    clues = Clue.objects.bulk_create(
        (
            Clue(
                area_code=group.findings[0].area_code,
                household_id=group.household_id,
                person_id=group.person_id,
                risk=group.risk,
                raised_on=today,
                severity=_severity([rules[finding.rule] for finding in group.findings]),
                entered_at=at,
                entered_by=by.pk,
                **_standing(group, replaced, rules, due),
            )
            for group in raised
        ),
        batch_size=_BATCH,
    )
    pairs = [(group.replaces, clue) for group, clue in zip(raised, clues, strict=True) if group.replaces is not None]
    for earlier, clue in pairs:
        replaced[earlier].merged_into = clue.pk
    Clue.objects.bulk_update(replaced.values(), ["merged_into"], batch_size=_BATCH)
    evidence = (
        _evidence(clue.pk, finding, rules[finding.rule], run)
        for clue, group in zip(clues, raised, strict=True)
        for finding in group.findings
    )
    ClueEvidence.objects.bulk_create(evidence, batch_size=_BATCH)


def _standing(
    group: Raised, replaced: Mapping[int, Clue], rules: dict[str, Rule], due: date | None
) -> dict[str, object]:
    """How far a new clue is: a proposal, or where the clue stood whose place it takes, with a new due day."""
    if group.replaces is None:
        return {"state": PROPOSED, "channel": _channel([rules[finding.rule] for finding in group.findings])}
    before = replaced[group.replaces]
    kept = {name: getattr(before, name) for name in ("state", "channel", "dispatched_on", "taken_on", "taken_by")}
    return {**kept, "due_on": None if before.state == PROPOSED else due}


def _join(joined: Sequence[Joined], rules: dict[str, Rule], *, run: ScreeningRun) -> None:
    ClueEvidence.objects.bulk_create(
        (_evidence(one.clue_id, one.finding, rules[one.finding.rule], run) for one in joined), batch_size=_BATCH
    )
    for severity in _SEVERITIES[1:]:
        clues = {one.clue_id for one in joined if rules[one.finding.rule].severity == severity}
        lower = _SEVERITIES[: _SEVERITIES.index(severity)]
        Clue.objects.filter(pk__in=clues, severity__in=lower).update(severity=severity)


def _evidence(clue_id: int, finding: Finding, rule: Rule, run: ScreeningRun) -> ClueEvidence:
    return ClueEvidence(
        clue_id=clue_id,
        area_code=finding.area_code,
        rule=finding.rule,
        risk=finding.risk,
        household_id=finding.household_id,
        person_id=finding.person_id,
        answer=finding.answer,
        step=finding.step,
        basis=json.loads(finding.basis),
        sources=list(rule.sources),
        run=run,
        first_run=run,
        seen_on=run.as_of,
    )


# An open clue shows what is true now; a closed one keeps what it was closed on and is only seen again.
_RENEW = """
UPDATE clue_evidence AS e
SET seen_on = u.seen_on, run_id = u.run_id, basis = u.basis::jsonb, step = GREATEST(e.step, u.step),
    answer = CASE WHEN 'yes' IN (e.answer, u.answer) THEN 'yes' ELSE 'unknown' END
FROM (SELECT unnest(%s::bigint[]) AS id, unnest(%s::text[]) AS basis, unnest(%s::bigint[]) AS step,
             unnest(%s::text[]) AS answer, %s::date AS seen_on, %s::bigint AS run_id) AS u
WHERE e.id = u.id
"""


def _renew(seen: Sequence[Seen], *, run: ScreeningRun) -> None:
    newer = [one for one in seen if one.remembered.seen_on <= run.as_of]
    shown = [one for one in newer if one.remembered.is_open]
    with connection.cursor() as cursor:
        cursor.execute(
            _RENEW,
            [
                [one.remembered.evidence_id for one in shown],
                [one.finding.basis for one in shown],
                [one.finding.step for one in shown],
                [one.finding.answer for one in shown],
                run.as_of,
                run.pk,
            ],
        )
    closed = [one.remembered.evidence_id for one in newer if not one.remembered.is_open]
    ClueEvidence.objects.filter(pk__in=closed, seen_on__lt=run.as_of).update(seen_on=run.as_of)


def _channel(rules: Sequence[Rule]) -> str:
    return "department" if any(set(rule.sources) - _OWN_SOURCES for rule in rules) else "platform"


def _severity(rules: Sequence[Rule]) -> str:
    return max((rule.severity for rule in rules), key=_SEVERITIES.index)


def _counts(findings: Sequence[Finding], here: Sequence[Finding], decisions: Decisions) -> RaiseCounts:
    return RaiseCounts(
        findings=len(findings),
        raised=len(decisions.raised),
        stepped_up=decisions.stepped_up,
        joined=len(decisions.joined),
        seen=len(decisions.seen),
        stayed_closed=decisions.stayed_closed,
        elsewhere=len(findings) - len(here),
    )


__all__ = ["RaiseCounts", "raise_clues", "run_screening"]
