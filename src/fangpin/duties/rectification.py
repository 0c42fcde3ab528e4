"""How an issue moves from found to closed: with evidence, and by a second person. It is never deleted, only voided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class IssueState(StrEnum):
    """Where an issue stands; read from its days, never stored beside them."""

    OPEN = "open"
    IN_HAND = "in_hand"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"
    VOIDED = "voided"


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
    """The days of an issue that say where it stands. ``evidence`` is how many papers or photos are on file."""

    opened_on: date | None = None
    begun: bool = False
    submitted_on: date | None = None
    returned_on: date | None = None
    closed_on: date | None = None
    voided_on: date | None = None
    submitted_by: int | None = None
    evidence: int = 0


class NotAllowedNow(Exception):
    """An act that is refused: ``why`` is state, evidence, same_person or reason; ``state`` where it stands."""

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


def check_act(act: Act, paper: Paper, *, by: int, reason: str = "") -> None:
    """Refuse what may not be done now: raises :class:`NotAllowedNow`.

    Submitting and accepting need evidence; whoever submitted may neither accept nor return; to return, reopen and
    void needs a reason.
    """
    state = state_of(paper)
    if state not in ALLOWED[act]:
        raise NotAllowedNow(act, "state", state)
    if act in (Act.SUBMIT, Act.ACCEPT) and paper.evidence < 1:
        raise NotAllowedNow(act, "evidence", state)
    if act in (Act.ACCEPT, Act.RETURN) and paper.submitted_by is not None and paper.submitted_by == by:
        raise NotAllowedNow(act, "same_person", state)
    if act in (Act.RETURN, Act.REOPEN, Act.VOID) and not reason.strip():
        raise NotAllowedNow(act, "reason", state)


def acts_open(paper: Paper, *, by: int) -> tuple[Act, ...]:
    """The acts that this person may do now, were they given what they need."""
    found = []
    for act in Act:
        try:
            check_act(act, paper, by=by, reason="-")
        except NotAllowedNow as refused:
            if refused.why != "evidence" or act is Act.ACCEPT:
                continue
        found.append(act)
    return tuple(found)
