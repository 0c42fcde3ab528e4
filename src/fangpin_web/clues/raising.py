"""Putting down what was decided about findings: clues raised, joined, renewed, stepped up, and those settled since.

Called inside ``acting_as`` by whoever has findings: the rules of a screening, the schemes of a reckoning. Each
remembers its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from django.db import connection
from django.utils import timezone

from fangpin.policy import SEVERITIES
from fangpin.rules.clues import Decisions, Finding, Joined, Raised, Remembered, Seen, decide
from fangpin_web.accounts.models import Officer
from fangpin_web.clues.models import ClueEvidence, ScreeningRun
from fangpin_web.clues.queries import whole_tables
from fangpin_web.clues.services import due_on
from fangpin_web.clues.states import CLOSED_NEGATIVE, PROPOSED, SETTLED, STEPPED_UP, UNFINISHED
from fangpin_web.records.models import Clue

if TYPE_CHECKING:
    from fangpin.policy import Policy

LOCK = 770_102  # one at a time turns findings into clues
BATCH = 2_000


class Sign(Protocol):
    """What points at a household: a rule, or a scheme that was reckoned."""

    @property
    def severity(self) -> str: ...
    @property
    def sources(self) -> Sequence[str]: ...


def take_turn() -> None:
    """Wait until nobody else turns findings into clues, for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def raise_or_join(
    findings: Iterable[Finding],
    signs: Mapping[str, Sign],
    channel: Callable[[Sequence[Sign]], str],
    *,
    run: ScreeningRun,
    policy: Policy,
    by: Officer,
    at: datetime,
) -> Decisions:
    """Turn findings into clues: raise, join, or renew what a run of this kind knows. ``channel`` is asked of new ones.

    Open clues are locked meanwhile, so a clue that is being closed is either open or closed here,
    never both. New clues are proposals until somebody dispatches them; one that takes the place of a
    clue that was handed out stands where that one stood, with a new due day.
    """
    window = int(policy.value("clue_window_days", on=run.as_of).value)
    with whole_tables():
        decisions = decide(findings, remembered(run.kind), open_clues=_open_clues(), on=run.as_of, window_days=window)
        replaced = _close_outgrown(decisions.raised, by=by, at=at)
        _raise(decisions.raised, signs, channel, replaced, policy, run=run, by=by, at=at)
        _join(decisions.joined, signs, run=run)
        _renew(decisions.seen, run=run)
    return decisions


def remembered(kind: str) -> Iterator[Remembered]:
    """What runs of a kind found before. What was settled since is forgotten: the same again is news."""
    columns = ("id", "clue_id", "risk", "clue__state", "rule", "household_id", "person_id", "answer", "step", "seen_on")
    rows = ClueEvidence.objects.filter(run__kind=kind).exclude(clue__close_reason=SETTLED)
    for row in rows.values_list(*columns).iterator(chunk_size=10_000):
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
    signs: Mapping[str, Sign],
    channel: Callable[[Sequence[Sign]], str],
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
                severity=_severity([signs[finding.rule] for finding in group.findings]),
                entered_at=at,
                entered_by=by.pk,
                **_standing(group, replaced, signs, channel, due),
            )
            for group in raised
        ),
        batch_size=BATCH,
    )
    pairs = [(group.replaces, clue) for group, clue in zip(raised, clues, strict=True) if group.replaces is not None]
    for earlier, clue in pairs:
        replaced[earlier].merged_into = clue.pk
    Clue.objects.bulk_update(replaced.values(), ["merged_into"], batch_size=BATCH)
    evidence = (
        _evidence(clue.pk, finding, signs[finding.rule], run)
        for clue, group in zip(clues, raised, strict=True)
        for finding in group.findings
    )
    ClueEvidence.objects.bulk_create(evidence, batch_size=BATCH)


def _standing(
    group: Raised,
    replaced: Mapping[int, Clue],
    signs: Mapping[str, Sign],
    channel: Callable[[Sequence[Sign]], str],
    due: date | None,
) -> dict[str, object]:
    """How far a new clue is: a proposal, or where the clue stood whose place it takes, with a new due day."""
    if group.replaces is None:
        return {"state": PROPOSED, "channel": channel([signs[finding.rule] for finding in group.findings])}
    before = replaced[group.replaces]
    kept = {name: getattr(before, name) for name in ("state", "channel", "dispatched_on", "taken_on", "taken_by")}
    return {**kept, "due_on": None if before.state == PROPOSED else due}


def _join(joined: Sequence[Joined], signs: Mapping[str, Sign], *, run: ScreeningRun) -> None:
    ClueEvidence.objects.bulk_create(
        (_evidence(one.clue_id, one.finding, signs[one.finding.rule], run) for one in joined), batch_size=BATCH
    )
    for lower_from, severity in enumerate(SEVERITIES[:-1], 1):
        clues = {one.clue_id for one in joined if signs[one.finding.rule].severity == severity}
        lower = SEVERITIES[lower_from:]
        Clue.objects.filter(pk__in=clues, severity__in=lower).update(severity=severity)


def _evidence(clue_id: int, finding: Finding, sign: Sign, run: ScreeningRun) -> ClueEvidence:
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
        sources=list(sign.sources),
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


def settle(clues: Iterable[int], *, by: Officer, at: datetime) -> int:
    """Close open clues whose reason is gone: what they rest on agrees now. Gives how many."""
    rows = Clue.objects.filter(pk__in=list(clues), state__in=UNFINISHED)
    return rows.update(state=CLOSED_NEGATIVE, close_reason=SETTLED, closed_on=timezone.localdate(at), closed_by=by.pk)


def _severity(signs: Sequence[Sign]) -> str:
    return min((sign.severity for sign in signs), key=SEVERITIES.index)
