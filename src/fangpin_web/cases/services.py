"""Opening cases and moving them. Each act is one transaction; the desk row is locked before anything is looked at.

Of two officers at once one moves the case and the other is told that it has moved. The database holds what may
never be: two moves of one number, two open cases of one family and process, a change of a move that was made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_open_case, may_work_cases
from fangpin_web.cases.models import CaseDesk, CaseMove, CasePause, CaseProof, Occasion
from fangpin_web.cases.problems import (
    AlreadyOpen,
    CaseMoved,
    DayAhead,
    MoveRefused,
    NoSuchCase,
    NotAllowed,
    NotPausable,
    NotThisProcess,
)
from fangpin_web.cases.standing import ground_on, known_about, situation_of, stored
from fangpin_web.clues.services import close_clue
from fangpin_web.clues.states import CLOSED_POSITIVE, UNFINISHED
from fangpin_web.evidence.models import Evidence
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Case, Clue, Household

if TYPE_CHECKING:
    from fangpin.policy import Policy, Process
    from fangpin.processes import Refusal

SUBJECTS = ("household", "person", "loan")


def open_case(
    *,
    process: str,
    household: Household,
    by: Officer,
    at: datetime,
    clue: Clue | None = None,
    person_id: int | None = None,
    loan_id: int | None = None,
    policy: Policy | None = None,
) -> Case:
    """Open a case at the first step of a process. An unfinished clue it comes from is closed as taken up.

    Raises :class:`AlreadyOpen` when the household (or the person, the loan) has an open case of the process.
    """
    _allow(may_open_case, by)
    asked = _process(policy or policy_in_force(), process)
    today = timezone.localdate(at)
    with acting_as(by, f"open case: {process}"):
        Household.objects.select_for_update().get(pk=household.pk)
        same = CaseDesk.objects.filter(
            household_id=household.pk, process=process, person_id=person_id, subject_row=loan_id, is_open=True
        )
        if current := same.values_list("case_id", flat=True).first():
            raise AlreadyOpen(current)
        if clue is not None and clue.state in UNFINISHED:
            close_clue(clue_id=clue.pk, outcome=CLOSED_POSITIVE, reason="included", note="", by=by, at=at)
        case = Case.objects.create(
            area_code=household.area_code, household=household, clue=clue, process=process, step=asked.start,
            opened_on=today, entered_at=at, entered_by=by.pk,
        )  # fmt: skip
        CaseDesk.objects.create(
            case=case, area_code=household.area_code, household_id=household.pk, person_id=person_id,
            subject_row=loan_id, process=process, step=asked.start, step_on=today, risk=clue.risk if clue else "",
            opened_by=by.pk, opened_at=at,
        )  # fmt: skip
    return case


def make_move(
    *,
    case_id: int,
    move: str,
    seen: int,
    key: str,
    by: Officer,
    at: datetime,
    happened_on: date | None = None,
    values: Mapping[str, object] | None = None,
    reason: str = "",
    note: str = "",
    occasion: Occasion | None = None,
    policy: Policy | None = None,
) -> CaseMove:
    """Make one move of a case, or raise why not. The same ``key`` again gives the move that was made.

    ``seen`` is the number of moves the officer saw; ``happened_on`` the day of the act (today if not told).
    Raises :class:`CaseMoved`, :class:`MoveRefused` (with every reason), :class:`DayAhead`, :class:`NoSuchCase`.
    """
    _allow(may_work_cases, by)
    policy = policy or policy_in_force()
    day = happened_on or timezone.localdate(at)
    if day > timezone.localdate(at):
        raise DayAhead
    with locked(case_id, by, f"case: {move}") as desk:
        if made := CaseMove.objects.filter(case_id=case_id, key=key).first():
            return made
        if seen != desk.moves_made:
            raise CaseMoved(case_id, seen=seen, now=desk.moves_made)
        return _moved(
            desk, move, policy, by=by, at=at, day=day, values=dict(values or {}), reason=reason, note=note, key=key,
            occasion=occasion,
        )  # fmt: skip


def _moved(
    desk: CaseDesk,
    move: str,
    policy: Policy,
    *,
    by: Officer,
    at: datetime,
    day: date,
    values: dict[str, object],
    reason: str,
    note: str,
    key: str,
    occasion: Occasion | None,
) -> CaseMove:
    from fangpin.policy import CLOSED
    from fangpin.processes import Actor, answer_of, check_reason

    process = _process(policy, desk.process)
    known = known_about(desk, process, policy, day) if _asks_facts(process, desk.step, move) else {}
    situation = situation_of(desk, process, known=known, values=values)
    answer = answer_of(process, move, situation, Actor(officer=by.pk, role=by.role), ground_on(policy, day))
    if answer is None:
        raise MoveRefused(desk.case_id, [_no_such_move(move)])
    refusals = [*answer.refusals, *([told] if (told := check_reason(answer.move, reason)) else [])]
    if refusals:
        raise MoveRefused(desk.case_id, refusals)
    late = int(policy.value("late_entry_days", on=day).value)
    votes = situation.votes
    made = CaseMove.objects.create(
        case_id=desk.case_id, area_code=desk.area_code, no=desk.moves_made + 1, key=key, move=move,
        kind=answer.move.kind, from_step=desk.step, to_step=answer.move.to, happened_on=day, made_at=at,
        made_by=by.pk, role=by.role, reason=reason, note=note.strip() or None, values=stored(values),
        votes={"due": votes.due, "present": votes.present, "for": votes.votes_for} if votes else None,
        warnings=[w.guard.id for w in answer.warnings if w.guard], occasion=occasion,
        late=(timezone.localdate(at) - day).days > late,
    )  # fmt: skip
    closed = answer.move.to == CLOSED
    desk.step, desk.step_on, desk.is_open = answer.move.to, day, not closed
    desk.moves_made, desk.shown_to = made.no, ""
    desk.save(update_fields=["step", "step_on", "is_open", "moves_made", "shown_to"])
    Case.objects.filter(pk=desk.case_id).update(
        step=answer.move.to, closed_on=day if closed else None, outcome=answer.move.outcome or None
    )
    if closed:
        CasePause.objects.filter(case_id=desk.case_id, to_on__isnull=True).update(to_on=day)
    return made


def _asks_facts(process: Process, step: str, move: str) -> bool:
    """Whether a guard of the move reads anything at all; ways back and out rarely do."""
    found = process.steps[step].move(move) if step in process.steps else None
    return bool(found and found.guards)


def attach_proofs(
    *, case_id: int, proofs: Collection[tuple[str, Evidence]], by: Officer, at: datetime
) -> list[CaseProof]:
    """Say that files prove something at the step a case stands at. A second time changes nothing."""
    _allow(may_work_cases, by)
    with locked(case_id, by, "case: attach") as desk:
        return [
            CaseProof.objects.get_or_create(
                case_id=case_id, no=desk.moves_made, kind=kind, evidence=evidence,
                defaults={"area_code": desk.area_code, "at": at, "by": by.pk},
            )[0]
            for kind, evidence in proofs
        ]  # fmt: skip


def pause_case(*, case_id: int, from_on: date, reason: str, by: Officer, at: datetime) -> CasePause:
    """Stop the clocks of a case from a day on, as while the family is away."""
    _allow(may_open_case, by)
    with locked(case_id, by, f"pause: {reason}") as desk:
        if CasePause.objects.filter(case_id=case_id, to_on__isnull=True).exists():
            raise NotPausable(paused=True)
        return CasePause.objects.create(
            case_id=case_id, area_code=desk.area_code, from_on=from_on, reason=reason, by=by.pk, at=at
        )


def resume_case(*, case_id: int, on: date, by: Officer, at: datetime) -> CasePause:  # noqa: ARG001 - every service takes both
    """Let the clocks run again from a day on."""
    _allow(may_work_cases, by)
    with locked(case_id, by, "resume"):
        pause = CasePause.objects.filter(case_id=case_id, to_on__isnull=True).first()
        if pause is None:
            raise NotPausable(paused=False)
        pause.to_on = max(on, pause.from_on)
        pause.save(update_fields=["to_on"])
        return pause


@contextmanager
def locked(case_id: int, by: Officer, why: str) -> Iterator[CaseDesk]:
    """The desk of a case inside the officer's area, locked; :class:`NoSuchCase` for others as for absent ones."""
    with acting_as(by, why):
        desk = CaseDesk.objects.select_for_update(of=("self",)).select_related("case").filter(pk=case_id).first()
        if desk is None:
            raise NoSuchCase(case_id)
        yield desk


def _process(policy: Policy, id_: str) -> Process:
    process = policy.processes.get(id_)
    if process is None or process.subject not in SUBJECTS:
        raise NotThisProcess(id_)
    return process


def _no_such_move(move: str) -> Refusal:
    from fangpin.expressions import Wording
    from fangpin.processes import Refusal

    return Refusal(kind="step", wording=Wording(f"there is no way {move!r} from here", "当前环节没有这个去向"))


def _allow(permission: Callable[[Officer], bool], by: Officer) -> None:
    if not permission(by):
        raise NotAllowed(by)
