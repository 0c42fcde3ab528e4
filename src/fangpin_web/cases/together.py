"""One act for many cases: a meeting with minutes once and a vote each, a notice that names seven families."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fangpin.policy import FORWARD
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_work_cases
from fangpin_web.cases.models import CaseDesk, CaseMove, CaseProof, Occasion, OccasionCase
from fangpin_web.cases.problems import CaseProblem, NoSuchCase, NotAllowed
from fangpin_web.cases.services import make_move
from fangpin_web.evidence.models import Evidence
from fangpin_web.notices.models import Notice
from fangpin_web.office.policy import policy_in_force

if TYPE_CHECKING:
    from fangpin.policy import Policy

Proofs = Collection[tuple[str, Evidence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """What became of one case: the move that was made, or why it was not."""

    case_id: int
    made: CaseMove | None
    problem: CaseProblem | None


def hold_meeting(
    *,
    votes: Mapping[int, int],
    held_on: date,
    due: int,
    present: int,
    proofs: Proofs,
    key: str,
    by: Officer,
    at: datetime,
) -> Occasion:
    """Put down a meeting: members due and present once, votes in favour by case, its minutes for all of them.

    The same ``key`` again gives the meeting there is. Raises :class:`NoSuchCase` for a case outside the area.
    """
    with _together(votes, by, "hold meeting") as desks:
        return _occasion(
            desks, Occasion.Kind.MEETING, held_on, proofs, key, by=by, at=at, counts=(due, present), votes=votes
        )


def hang_notice(
    *, cases: Collection[int], hung_on: date, proofs: Proofs, key: str, by: Officer, at: datetime,
    notice: Notice | None = None,
) -> Occasion:  # fmt: skip
    """Put down a notice that went up for several cases at once, with its text and photo for all of them.

    ``notice`` is the sheet where it was made here: its text and the photo of it need not be attached again.
    """
    with _together(cases, by, "hang notice") as desks:
        return _occasion(desks, Occasion.Kind.NOTICE, hung_on, proofs, key, by=by, at=at, notice=notice)


def move_together(
    *, occasion: Occasion, by: Officer, at: datetime, happened_on: date | None = None, policy: Policy | None = None
) -> list[Went]:
    """Let every case of a meeting or notice go on that may; say of the others why not.

    Cases are locked in the order of their keys, so that two officers at once do not wait for each other in a ring.
    """
    policy = policy or policy_in_force()
    went = []
    with acting_as(by, f"together: {occasion.kind}"):
        rows = OccasionCase.objects.filter(occasion=occasion).order_by("case_id")
        for row in rows:
            try:
                with transaction.atomic():
                    made = make_move(
                        case_id=row.case_id, move=FORWARD, seen=row.no, key=f"occasion-{occasion.pk}", by=by, at=at,
                        happened_on=happened_on, occasion=occasion, policy=policy,
                    )  # fmt: skip
                went.append(Went(case_id=row.case_id, made=made, problem=None))
            except CaseProblem as problem:
                went.append(Went(case_id=row.case_id, made=None, problem=problem))
    return went


@contextmanager
def _together(cases: Collection[int], by: Officer, why: str) -> Iterator[list[CaseDesk]]:
    """The desks of the cases, locked in order, inside the officer's area."""
    if not may_work_cases(by):
        raise NotAllowed(by)
    with acting_as(by, why):
        desks = list(CaseDesk.objects.select_for_update().filter(pk__in=list(cases)).order_by("case_id"))
        if missing := set(cases) - {desk.case_id for desk in desks}:
            raise NoSuchCase(min(missing))
        yield desks


def _occasion(
    desks: list[CaseDesk],
    kind: Occasion.Kind,
    held_on: date,
    proofs: Proofs,
    key: str,
    *,
    by: Officer,
    at: datetime,
    counts: tuple[int, int] | None = None,
    votes: Mapping[int, int] | None = None,
    notice: Notice | None = None,
) -> Occasion:
    area = shared_area(desk.area_code for desk in desks)
    due, present = counts or (None, None)
    occasion, new = Occasion.objects.get_or_create(
        area_code=area, key=key,
        defaults={
            "kind": kind, "held_on": held_on, "due": due, "present": present, "notice": notice, "at": at, "by": by.pk,
        },
    )  # fmt: skip
    if not new:
        return occasion
    for desk in desks:
        OccasionCase.objects.create(
            occasion=occasion, case_id=desk.case_id, area_code=desk.area_code, no=desk.moves_made,
            votes_for=votes[desk.case_id] if votes else None,
        )  # fmt: skip
        for proof, evidence in proofs:
            CaseProof.objects.get_or_create(
                case_id=desk.case_id, no=desk.moves_made, kind=proof, evidence=evidence,
                defaults={"area_code": desk.area_code, "at": at, "by": by.pk},
            )  # fmt: skip
    return occasion


def shared_area(codes: Iterable[str]) -> str:
    """The smallest area that holds all: the village, or the township where cases of several villages meet."""
    listed = sorted(set(codes))
    first, last = listed[0], listed[-1]
    return next(first[:n] for n in (12, 9, 6) if first[:n] == last[:n])
