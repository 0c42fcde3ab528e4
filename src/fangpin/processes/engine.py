"""Which moves a case may make, and why not the others. Two servers with the same data and policy say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from fangpin.expressions import Wording
from fangpin.policy.calendar import Holidays, NoCalendar
from fangpin.policy.process_entries import CLOSED, ROLES, Deadline, Guard, Move, Process, Step
from fangpin.processes.days import Clock, DayKind, Term, due_on
from fangpin.processes.situation import Actor, Situation

RefusalKind = Literal[
    "step", "role", "paused", "field", "evidence", "votes", "attendance", "vote", "publicity", "objection", "same",
    "no", "unknown", "reason", "calendar", "early",
]  # fmt: skip


class NoSuchStep(LookupError):
    """A case stands at a step that the process of the place does not have, as after a change of the documents."""

    def __init__(self, process: Process, step: str) -> None:
        self.process, self.step = process, step
        super().__init__(step)

    def __str__(self) -> str:
        return f"{self.process.id} of {self.process.place} has no step {self.step}; the county puts the case on another"

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        return f"{self.process.zh}现行程序没有环节 {self.step}，请由县级把个案改到现行环节。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason why a move may not be made, or one warning. ``guard`` where it comes from one; ``about`` is what is
    missing: a field, a kind of evidence, the columns that are unknown."""

    kind: RefusalKind
    wording: Wording
    guard: Guard | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A move with all that stands against it. Warnings are shown and stop nobody."""

    move: Move
    refusals: tuple[Refusal, ...]
    warnings: tuple[Refusal, ...]

    @property
    def allowed(self) -> bool:
        return not self.refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The day asked and what is in force on it: values of parameters, the calendar."""

    on: date
    parameters: Mapping[str, Any]
    calendar: Holidays

    def days(self, count: int | str) -> int:
        """A number of days, or the parameter that says it; ``KeyError`` if that has no value on the day."""
        return count if isinstance(count, int) else int(self.parameters[count])


def moves(process: Process, case: Situation, actor: Actor, ground: Ground) -> tuple[Answer, ...]:
    """Every move of the step the case stands at, each with why not. A closed case has none."""
    if case.step == CLOSED:
        return ()
    return tuple(_answer(process, step_of(process, case.step), move, case, actor, ground) for move in
                 step_of(process, case.step).moves)  # fmt: skip


def answer_of(process: Process, move: str, case: Situation, actor: Actor, ground: Ground) -> Answer | None:
    """The answer about one move; None if the step has no such move."""
    if case.step == CLOSED:
        return None
    step = step_of(process, case.step)
    found = step.move(move)
    return _answer(process, step, found, case, actor, ground) if found else None


def step_of(process: Process, step: str) -> Step:
    """The step of that id; :class:`NoSuchStep` if the process does not have it."""
    try:
        return process.steps[step]
    except KeyError:
        raise NoSuchStep(process, step) from None


def step_clock(process: Process, case: Situation, ground: Ground) -> Clock | None:
    """The clock of the step the case stands at, None where it has no deadline."""
    return None if case.step == CLOSED else _clock(step_of(process, case.step).deadline, case, ground)


def total_clock(process: Process, case: Situation, ground: Ground) -> Clock | None:
    """The clock of the whole case."""
    return _clock(process.total, case, ground)


def _clock(deadline: Deadline | None, case: Situation, ground: Ground) -> Clock | None:
    if deadline is None:
        return None
    term = Term(count=ground.days(deadline.days), kind=deadline.unit, orange=deadline.orange)
    start = case.opened_on if deadline.since == "opened" else case.step_on
    return Clock(start=start, term=term, pauses=case.pauses)


def _answer(process: Process, step: Step, move: Move, case: Situation, actor: Actor, ground: Ground) -> Answer:
    found = [*_about_who(process, step, move, case, actor)]
    if any(pause.holds(ground.on) for pause in case.pauses) and move.kind == "forward":
        found.append(_refusal("paused", "the clock is stopped; end the pause first", "已暂停办理，请先恢复"))
    if ground.on < case.step_on:
        found.append(_refusal("early", f"the step began on {case.step_on}", f"本环节 {case.step_on} 才开始"))
    if move.kind == "forward":
        found += [*_about_form(step, case), *_about_evidence(step, case), *_about_votes(step, case)]
        found += _about_publicity(step, case, ground)
    told = [*_about_guards(process, move, case, ground)]
    found += [refusal for refusal, refuses in told if refuses]
    return Answer(move=move, refusals=tuple(found), warnings=tuple(r for r, refuses in told if not refuses))


def _about_who(process: Process, step: Step, move: Move, case: Situation, actor: Actor) -> Iterator[Refusal]:
    if actor.role not in move.who:
        en, zh = ", ".join(move.who), "、".join(ROLES[role].zh for role in move.who)
        yield _refusal("role", f"this is for: {en}", f"由{zh}办理", about=move.who)
    if move.kind != "forward":
        return
    for earlier in step.other_than:
        done_at = process.step_doing(earlier)
        if done_at and done_at != step.id and case.completed_by.get(done_at) == actor.officer:
            name = process.steps[done_at]
            yield _refusal(
                "same", f"whoever completed “{name.en}” may not complete this", f"办理“{name.zh}”的人不能再办本环节",
                about=(done_at,),
            )  # fmt: skip


def _about_form(step: Step, case: Situation) -> Iterator[Refusal]:
    missing = [field for field in step.form if field.required and case.values.get(field.id) is None]
    if missing:
        en, zh = ", ".join(f.en for f in missing), "、".join(f.zh for f in missing)
        yield _refusal("field", f"fill in: {en}", f"请填写：{zh}", about=tuple(f.id for f in missing))


def _about_evidence(step: Step, case: Situation) -> Iterator[Refusal]:
    missing = tuple(d.kind for d in step.evidence if case.evidence.get(d.kind, 0) < d.at_least)
    if missing:
        yield _refusal("evidence", "evidence is missing", "缺少佐证材料", about=missing)


def _about_votes(step: Step, case: Situation) -> Iterator[Refusal]:
    rule, votes = step.votes, case.votes
    if rule is None:
        return
    if votes is None or not votes.possible:
        yield _refusal(
            "votes", "enter how many were due, present and in favour", "请填写应到、实到和同意人数（同意≤实到≤应到）"
        )
        return
    if not rule.attended(due=votes.due, present=votes.present):
        over, under = rule.attendance
        yield _refusal(
            "attendance",
            f"{votes.present} of {votes.due} were present, fewer than {over}/{under}",
            f"应到 {votes.due} 人，实到 {votes.present} 人，不足{under}分之{over}，会议无效",
        )
    elif not rule.agreed(present=votes.present, votes_for=votes.votes_for):
        yield _refusal(
            "vote",
            f"{votes.votes_for} of {votes.present} were in favour, which is not enough",
            f"实到 {votes.present} 人，同意 {votes.votes_for} 人，未通过",
        )


def _about_publicity(step: Step, case: Situation, ground: Ground) -> Iterator[Refusal]:
    rule = step.publicity
    if rule is None:
        return
    if case.hung is None:
        yield _refusal("publicity", "no notice has been hung", "尚未张贴公示")
        return
    if case.hung.open_objections:
        n = case.hung.open_objections
        yield _refusal("objection", f"{n} objection(s) not answered", f"有 {n} 条异议尚未答复")
    try:
        last = due_on(case.hung.from_on, ground.days(rule.days), rule.unit, ground.calendar)
    except NoCalendar as gap:
        yield _refusal("calendar", str(gap), gap.zh())
        return
    if ground.on <= last:
        yield _refusal(
            "publicity",
            f"the notice hangs until {last}; the case can go on from the day after",
            f"公示期到 {last} 满，次日起可以进入下一环节",
        )


def _about_guards(process: Process, move: Move, case: Situation, ground: Ground) -> Iterator[tuple[Refusal, bool]]:
    """What each guard says against the move, and whether that refuses it."""
    for id_ in move.guards:
        guard = process.guards[id_]
        row = row_of(guard, case)
        if any(name.id not in ground.parameters for name in guard.holds.parameters):
            missing = tuple(n.id for n in guard.holds.parameters if n.id not in ground.parameters)
            en, zh = ", ".join(missing), "、".join(missing)
            yield (
                _refusal("unknown", f"no value in force: {en}", f"参数没有取值：{zh}", guard=guard, about=missing),
                True,
            )
            continue
        answer = guard.holds.evaluate(row, ground.parameters, as_of=ground.on)
        if answer is None:
            unknown = [name for name in guard.holds.columns if row[name.id] is None]
            en, zh = ", ".join(n.en or n.id for n in unknown), "、".join(n.zh or n.en or n.id for n in unknown)
            wording = Wording(f"unknown: {en} ({guard.en})", f"不清楚：{zh}（{guard.zh}）")
            yield (
                Refusal(kind="unknown", wording=wording, guard=guard, about=tuple(n.id for n in unknown)),
                guard.unknown == "refuse",
            )
        elif not answer:
            yield Refusal(kind="no", wording=guard.refusal, guard=guard), guard.no == "refuse"


def row_of(guard: Guard, case: Situation) -> dict[str, object]:
    """What a guard reads: the case itself, then what was entered, then what the facts say; else unknown."""
    own: dict[str, object] = {
        "case_opened_on": case.opened_on,
        "case_step_on": case.step_on,
        "case_risk": case.risk,
    }
    row: dict[str, object] = {}
    for name in guard.holds.columns:
        if name.id in own:
            row[name.id] = own[name.id]
        elif case.values.get(name.id) is not None:
            row[name.id] = case.values[name.id]
        else:
            row[name.id] = case.known.get(name.id)
    return row


def check_reason(move: Move, reason: str) -> Refusal | None:
    """Why the reason given does not serve: a move back or out needs one of its own."""
    if not move.reasons and not reason:
        return None
    if reason in move.reasons:
        return None
    return _refusal("reason", "choose one of the reasons", "请选择原因", about=move.reasons)


def _refusal(kind: RefusalKind, en: str, zh: str, *, guard: Guard | None = None, about: Iterable[str] = ()) -> Refusal:
    return Refusal(kind=kind, wording=Wording(en, zh), guard=guard, about=tuple(about))


_LADDER = ("village", "township", "county")


def levels_above(role: str) -> tuple[str, ...]:
    """The levels above one, the next first: village, township, county; a department has the county above it."""
    return ("county",) if role == "department" else _LADDER[_LADDER.index(role) + 1 :]


def level_above(role: str) -> str | None:
    """The next level a late case is shown to; nobody above the county office."""
    return next(iter(levels_above(role)), None)


__all__ = [
    "Answer", "DayKind", "Ground", "NoSuchStep", "Refusal", "answer_of", "check_reason", "level_above", "levels_above",
    "moves", "row_of", "step_clock", "step_of", "total_clock",
]  # fmt: skip
