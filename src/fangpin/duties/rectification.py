"""How an issue moves from found to closed: with evidence, and by a second person. It is never deleted, only voided.

Who does what, how many papers it takes, whether like places have to be looked at first and whether another person
accepts is the word of the place's process ``rectification``; the states are read from the days of the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fangpin.policy import Process
from fangpin.processes import Situation


class IssueState(StrEnum):
    """Where an issue stands; read from its days, never stored beside them."""

    OPEN = "open"
    IN_HAND = "in_hand"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"
    VOIDED = "voided"


FINISHED = (IssueState.CLOSED, IssueState.VOIDED)
"""Nobody owes anything more about an issue that stands here."""


class Act(StrEnum):
    """What can be done with an issue or a task."""

    ASSIGN = "assign"
    NOTE = "note"
    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"
    REOPEN = "reopen"
    VOID = "void"


UNDER_WAY = (IssueState.OPEN, IssueState.IN_HAND, IssueState.RETURNED)
ALLOWED: dict[Act, tuple[IssueState, ...]] = {
    Act.ASSIGN: UNDER_WAY,
    Act.NOTE: UNDER_WAY,
    Act.SUBMIT: UNDER_WAY,
    Act.ACCEPT: (IssueState.SUBMITTED,),
    Act.RETURN: (IssueState.SUBMITTED,),
    Act.REOPEN: (IssueState.CLOSED,),
    Act.VOID: (*UNDER_WAY, IssueState.SUBMITTED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The days of an issue that say where it stands. ``evidence`` is how many papers or photos are on file,
    ``swept`` how many like places were told to look. ``assigned_on`` is the day somebody was first made responsible,
    ``reopened_on`` the last day it was opened again."""

    opened_on: date | None = None
    assigned_on: date | None = None
    reopened_on: date | None = None
    begun: bool = False
    submitted_on: date | None = None
    returned_on: date | None = None
    closed_on: date | None = None
    voided_on: date | None = None
    submitted_by: int | None = None
    evidence: int = 0
    swept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a place asks before an issue is submitted and accepted. Roles are those of the steps; empty: not said."""

    evidence: int = 1
    sweep: bool = False
    second_person: bool = True
    registers: tuple[str, ...] = ()
    rectifies: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()

    def roles(self, act: Act) -> tuple[str, ...]:
        """The roles that may do an act; empty where the process does not say."""
        return {
            Act.ASSIGN: self.registers, Act.NOTE: self.rectifies, Act.SUBMIT: self.rectifies,
            Act.ACCEPT: self.accepts, Act.RETURN: self.accepts,
        }.get(act, ())  # fmt: skip


USUAL = Demands()


def demands_of(process: Process | None) -> Demands:
    """What the process of the place asks; the usual where it has none."""
    if process is None:
        return USUAL
    steps = {name: process.steps[name] for name in process.order}
    registered, rectified, accepted = (steps.get(name) for name in ("registered", "rectified", "accepted"))
    return Demands(
        evidence=sum(demand.at_least for demand in rectified.evidence) if rectified else USUAL.evidence,
        sweep="swept" in steps,
        second_person=bool(accepted and "rectified" in accepted.other_than),
        registers=registered.who if registered else (),
        rectifies=rectified.who if rectified else (),
        accepts=accepted.who if accepted else (),
    )


class NotAllowedNow(Exception):
    """An act that is refused: ``why`` is state, evidence, sweep, same_person or reason; ``state`` where it stands."""

    def __init__(self, act: Act, why: str, state: IssueState) -> None:
        self.act, self.why, self.state = act, why, state
        super().__init__(f"{act} refused: {why} ({state})")


def state_of(paper: Paper) -> IssueState:
    """Where an issue stands. Of a day submitted and a day returned the later one counts; on one day, the return."""
    if paper.voided_on:
        return IssueState.VOIDED
    if paper.closed_on:
        return IssueState.CLOSED
    if paper.returned_on and (paper.submitted_on is None or paper.returned_on >= paper.submitted_on):
        return IssueState.RETURNED
    if paper.submitted_on:
        return IssueState.SUBMITTED
    return IssueState.IN_HAND if paper.begun else IssueState.OPEN


def check_act(act: Act, paper: Paper, *, by: int, reason: str = "", demands: Demands = USUAL) -> None:
    """Refuse what may not be done now: raises :class:`NotAllowedNow`.

    Submitting and accepting need evidence, and a look at like places where the place says so; whoever submitted may
    neither accept nor return, unless the place says so; to return, reopen and void needs a reason.
    """
    state = state_of(paper)
    if state not in ALLOWED[act]:
        raise NotAllowedNow(act, "state", state)
    if act in (Act.SUBMIT, Act.ACCEPT) and paper.evidence < demands.evidence:
        raise NotAllowedNow(act, "evidence", state)
    if act is Act.SUBMIT and demands.sweep and paper.swept < 1:
        raise NotAllowedNow(act, "sweep", state)
    alone = paper.submitted_by is not None and paper.submitted_by == by
    if act in (Act.ACCEPT, Act.RETURN) and demands.second_person and alone:
        raise NotAllowedNow(act, "same_person", state)
    if act in (Act.RETURN, Act.REOPEN, Act.VOID) and not reason.strip():
        raise NotAllowedNow(act, "reason", state)


def situation_of(paper: Paper, process: Process) -> Situation | None:
    """An issue as its process counts days: at which step it stands, and since when.

    None where nothing is left to count: it is closed or voided, nobody wrote when it was opened, or the place's
    process has no such step. A look at like places, where the place asks for it, comes before putting it right.
    """
    state, opened = state_of(paper), paper.opened_on
    if opened is None or state in (IssueState.CLOSED, IssueState.VOIDED):
        return None
    begun = max(opened, paper.reopened_on or opened)
    step, since = {
        IssueState.SUBMITTED: ("accepted", paper.submitted_on),
        IssueState.RETURNED: ("rectified", paper.returned_on),
        IssueState.IN_HAND: ("rectified", max(begun, paper.assigned_on or begun)),
    }.get(state, ("registered", begun))
    if step == "rectified" and paper.swept < 1 and "swept" in process.order:
        step = "swept"
    if step not in process.steps:
        return None
    return Situation(step=step, opened_on=opened, step_on=since or begun)


def acts_open(paper: Paper, *, by: int, demands: Demands = USUAL) -> tuple[Act, ...]:
    """The acts that this person may do now, were they given what they need."""
    found = []
    for act in Act:
        try:
            check_act(act, paper, by=by, reason="-", demands=demands)
        except NotAllowedNow as refused:
            if refused.why not in ("evidence", "sweep") or act is Act.ACCEPT:
                continue
        found.append(act)
    return tuple(found)
