"""What a reckoning does to clues: differences raise or join clues of a channel of their own, settled ones close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from fangpin.entitlements import Entitlements, asked_again, assess, eves_of, watched, weigh
from fangpin.entitlements.signs import Pair, Waiting
from fangpin.policy import Policy
from fangpin.snapshots import Snapshot
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import scope_of
from fangpin_web.clues.models import ClueEvidence, ScreeningRun
from fangpin_web.clues.raising import Sign, raise_or_join, settle
from fangpin_web.clues.screening import counted
from fangpin_web.clues.states import UNFINISHED
from fangpin_web.publishing.models import Seal

CHANNEL = "entitlement"


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """A scheme as a sign: none is more urgent than another, and every one rests on departments' payments."""

    severity: str = "medium"
    sources: Sequence[str] = ()


def waiting_signs() -> dict[Pair, set[date]]:
    """What open clues of reckonings rest on: the periods that differed, by scheme, household and person."""
    rows = ClueEvidence.objects.filter(run__kind=ScreeningRun.Kind.SCHEMES, clue__state__in=UNFINISHED)
    return {(row.rule, row.household_id, row.person_id): eves_of(row.basis) for row in rows.iterator(chunk_size=5_000)}


def reckoned_with(snapshot: Snapshot, policy: Policy, found: Entitlements, waiting: Waiting) -> list[Entitlements]:
    """The periods that are over and that open clues rest on, asked again of today's records."""
    seen = watched(waiting)
    return [
        assess(snapshot, policy, schemes, as_of=day, watched=seen)
        for day, schemes in asked_again(waiting, found, policy).items()
    ]


def raise_differences(
    *,
    found: Entitlements,
    again: Sequence[Entitlements],
    waiting: Waiting,
    seal: Seal,
    policy: Policy,
    by: Officer,
    at: datetime,
) -> dict[str, int]:
    """Raise, join, renew and close clues, inside ``acting_as(by)`` and in one's turn. Gives what became of it."""
    signs = weigh(found, again, waiting, policy)
    run = ScreeningRun.objects.create(
        kind=ScreeningRun.Kind.SCHEMES,
        seal=seal,
        as_of=found.as_of,
        since=min((window.since for window in found.windows.values()), default=found.as_of),
        policy_hash=found.policy_hash,
        screened_at=at,
        screened_by=by.pk,
        counts={},
        coverage=[],
    )
    here = [finding for finding in signs.findings if finding.area_code.startswith(scope_of(by))]
    reckoned: dict[str, Sign] = {finding.rule: _Reckoned() for finding in here}
    decisions = raise_or_join(here, reckoned, _channel, run=run, policy=policy, by=by, at=at)
    told = asdict(counted(decisions, findings=len(signs.findings), here=len(here)))
    counts = told | {"settled": settle(_settled(signs.settled), by=by, at=at)}
    run.counts = counts
    run.save(update_fields=["counts"])
    return counts


def _channel(_signs: Sequence[Sign]) -> str:
    return CHANNEL


def _settled(pairs: frozenset[Pair]) -> list[int]:
    """Open clues of this channel that rest on nothing but what is settled."""
    rests_on: dict[int, set[Pair | None]] = defaultdict(set)
    households = {household for _, household, _ in pairs}
    rows = ClueEvidence.objects.filter(
        clue__channel=CHANNEL, clue__state__in=UNFINISHED, household_id__in=list(households)
    )
    for row in rows.select_related("run"):
        of_schemes = row.run.kind == ScreeningRun.Kind.SCHEMES
        rests_on[row.clue_id].add((row.rule, row.household_id, row.person_id) if of_schemes else None)
    return [clue for clue, what in rests_on.items() if what <= pairs]
