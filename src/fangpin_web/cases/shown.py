"""What the pages of a case, a clue and a household show of casework."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_open_case, may_work_cases, sees_cases
from fangpin_web.cases.doors import (
    at_steps_of,
    desks_for,
    desks_of_household,
    moves_of,
    occasion_rows,
    proofs_of,
    sheet_of,
)
from fangpin_web.cases.forms import StepForm
from fangpin_web.cases.models import CaseDesk, CaseMove, Occasion
from fangpin_web.cases.standing import Clocks, clocks_of, entered, ground_on, known_about, pauses_of, situation_of
from fangpin_web.cases.together import Went
from fangpin_web.office.policy import policy_in_force
from fangpin_web.pages.wording import language, named, plain, said

if TYPE_CHECKING:
    from fangpin.policy import Policy, Process
    from fangpin.policy.process_entries import Step
    from fangpin.processes import Answer

TONES = {"overdue": "red", "orange": "amber", "paused": "purple", "unknown": "purple", "running": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One step of the chain: done, now, or still to come."""

    step: Step
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the history, with what was entered in words."""

    move: CaseMove
    by: Officer | None
    from_step: str
    to_step: str
    name: str
    values: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """A case as its page shows it."""

    desk: CaseDesk
    process: Process
    step: Step | None
    chain: tuple[Passed, ...]
    clocks: Clocks
    forward: Answer | None
    others: tuple[Answer, ...]
    form: Any
    evidence: tuple[tuple[str, int, int], ...]
    told: tuple[Told, ...]
    proofs: Sequence[Any]
    spoken: tuple[str, ...]


def show_case(desk: CaseDesk, policy: Policy, officer: Officer, *, day: date, form: Any = None) -> CaseShown:
    """Everything about one case; the form filled in from what was entered before and what the ledgers know."""
    from fangpin.processes import Actor, moves

    process = policy.process(desk.process)
    step = process.steps.get(desk.step)
    made = moves_of(desk.case_id)
    known = known_about(desk, process, policy, day) if step and _reads(step) else {}
    situation = situation_of(desk, process, known=known)
    answers = (
        moves(process, situation, Actor(officer=officer.pk, role=officer.role), ground_on(policy, day)) if step else ()
    )
    acting = may_work_cases(officer)
    forward = next((a for a in answers if a.move.kind == "forward"), None)
    if step and form is None and acting:
        form = StepForm(
            step=step, policy=policy, today=day, initial={**known, **situation.values, **_round(desk)},
            sheet=sheet_of(desk) is not None,
        )  # fmt: skip
    pauses = pauses_of([desk.case_id]).get(desk.case_id, ())
    return CaseShown(
        desk=desk,
        process=process,
        step=step,
        chain=_chain(process, desk, made),
        clocks=clocks_of(desk, process, ground_on(policy, day), pauses),
        forward=forward if acting else None,
        others=tuple(a for a in answers if a.move.kind != "forward" and acting),
        form=form,
        evidence=tuple(
            (d.kind, situation.evidence.get(d.kind, 0), d.at_least) for d in (step.evidence if step else ())
        ),
        told=_told(made, process, policy),
        proofs=proofs_of(desk.case_id),
        spoken=spoken_of(policy, made[-1].reason if made and not desk.is_open else ""),
    )


def tell_went(request: HttpRequest, went: Iterable[Went]) -> None:
    """Say how many cases went on together, and of each that stays why."""
    if n := sum(one.made is not None for one in went):
        messages.success(request, _("%(n)s cases went on.") % {"n": n})
    for one in went:
        if one.problem:
            messages.warning(request, _("Case %(key)s stays: %(why)s") % {"key": one.case_id, "why": said(one.problem)})


def spoken_of(policy: Policy, reason: str) -> tuple[str, ...]:
    """The sentences read to the family, in the language of the page; none where the reason has none."""
    spoken = policy.spoken.get(reason)
    if spoken is None:
        return ()
    return spoken.zh if language() == "zh" else spoken.en


def _reads(step: Step) -> bool:
    """Whether the step's guards or form need the ledgers at all."""
    return any(m.guards for m in step.moves) or any(f.known for f in step.form)


def _round(desk: CaseDesk) -> dict[str, Any]:
    """What was put down for the present round: the meeting's counts, the notice's day; and a key for this form."""
    said: dict[str, Any] = {"_seen": desk.moves_made, "_key": uuid4().hex}
    if meeting := occasion_rows([desk], Occasion.Kind.MEETING).get(desk.case_id):
        said |= {"_due": meeting.occasion.due, "_present": meeting.occasion.present, "_votes_for": meeting.votes_for}
    if notice := occasion_rows([desk], Occasion.Kind.NOTICE).get(desk.case_id):
        said["_hung_on"] = notice.occasion.held_on
    return said


def _chain(process: Process, desk: CaseDesk, made: Sequence[CaseMove]) -> tuple[Passed, ...]:
    order = list(process.order)
    done = {m.from_step for m in made if m.kind == "forward"} - _undone(made, order)
    return tuple(
        Passed(step=process.steps[id_], state="now" if desk.step == id_ else "done" if id_ in done else "open")
        for id_ in order
    )


def _undone(made: Sequence[CaseMove], order: list[str]) -> set[str]:
    """Steps that were done and have to be done again, because the case went back behind them."""
    undone: set[str] = set()
    for move in made:
        if move.kind == "forward":
            undone.discard(move.from_step)
        elif move.to_step in order:
            undone |= set(order[order.index(move.to_step) :])
    return undone


def _told(made: Sequence[CaseMove], process: Process, policy: Policy) -> tuple[Told, ...]:
    people = officers_by_key(move.made_by for move in made)
    return tuple(
        Told(
            move=move,
            by=people.get(move.made_by),
            from_step=_step_name(process, policy, move.from_step),
            to_step=_step_name(process, policy, move.to_step),
            name=_move_name(process, move),
            values=_values(move, process, policy),
            warnings=tuple(
                process.guards[g].refusal.zh if language() == "zh" else process.guards[g].refusal.en
                for g in move.warnings
                if g in process.guards
            ),
        )
        for move in reversed(made)
    )


def _step_name(process: Process, policy: Policy, step: str) -> str:
    found = process.steps.get(step)
    return named(found) if found else policy.code_list("case_step").label(step, language())


def _move_name(process: Process, move: CaseMove) -> str:
    step = process.steps.get(move.from_step)
    found = step.move(move.move) if step else None
    return named(found) if found else move.move


def _values(move: CaseMove, process: Process, policy: Policy) -> tuple[tuple[str, str], ...]:
    values = entered([move], process)
    fields = process.fields
    return tuple((named(fields[name]), _worded(fields[name], value, policy)) for name, value in values.items())


def _worded(field: Any, value: Any, policy: Policy) -> str:
    from fangpin.ledgers import Column, Kind

    column = Column(
        name=field.id, kind=Kind(field.type.kind), zh=field.zh, en=field.en, codes=field.type.codes,
        digits=field.type.digits,
    )  # fmt: skip
    return str(plain(column, value, policy))


def mine_of(officer: Officer, day: date) -> tuple[int, int]:
    """How many open cases stand at a step of the officer's, and how many of them are overdue."""
    if not CaseDesk.objects.filter(is_open=True).exists():
        return 0, 0
    policy = policy_in_force()
    desks = list(desks_for(officer, policy).filter(at_steps_of(officer.role, policy)))
    pauses, ground = pauses_of([d.case_id for d in desks]), ground_on(policy, day)
    worst = (clocks_of(d, policy.process(d.process), ground, pauses.get(d.case_id, ())).worst for d in desks)
    return len(desks), sum(1 for one in worst if one and one.state == "overdue")


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesPart:
    """The cases of a household, for its file; ``may_open`` lists the processes that can be begun."""

    household_id: int
    clue_id: int | None
    lines: tuple[tuple[CaseDesk, Any, str, Clocks], ...]
    may_open: tuple[Any, ...]


def cases_part(officer: Officer, household_id: int, policy: Policy, *, day: date, clue: Any = None) -> CasesPart | None:
    """For a reader who has opened the household; include ``cases/_part.html``. None for a role that sees no cases."""
    if not sees_cases(officer):
        return None
    desks = desks_of_household(household_id)
    pauses, ground = pauses_of([d.case_id for d in desks]), ground_on(policy, day)
    lines = []
    for desk in desks:
        process = policy.processes.get(desk.process)
        if process:
            clocks = clocks_of(desk, process, ground, pauses.get(desk.case_id, ()))
            lines.append((desk, process, _step_name(process, policy, desk.step), clocks))
    taken = {desk.process for desk in desks if desk.is_open}
    offered = tuple(
        p for p in policy.processes.values() if p.subject == "household" and p.id not in taken and _fits(p, clue)
    )
    return CasesPart(
        household_id=household_id,
        clue_id=clue.pk if clue is not None else None,
        lines=tuple(lines),
        may_open=offered if may_open_case(officer) else (),
    )


def _fits(process: Process, clue: Any) -> bool:
    """From a clue a family is identified, by the fast lane after a disaster or accident."""
    if clue is None:
        return True
    sudden = clue.risk.startswith("disaster") or clue.risk == "accident"
    return process.id == "identification" or (process.fast and sudden)
