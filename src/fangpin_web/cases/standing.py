"""A case as the core asks for it: what was entered, what is known, what hangs and was voted, read from the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count

from fangpin_web.cases.doors import objections_of
from fangpin_web.cases.models import CaseDesk, CaseMove, CasePause, CaseProof, Occasion, OccasionCase
from fangpin_web.evidence.doors import links_of
from fangpin_web.evidence.models import Evidence

if TYPE_CHECKING:
    from fangpin.policy import Policy, Process
    from fangpin.processes import Ground, Situation, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """How the step and the whole case stand on a day; None where there is no term."""

    step: Standing | None
    total: Standing | None

    @property
    def worst(self) -> Standing | None:
        """The one that needs attention first."""
        order = ("overdue", "orange", "unknown", "running", "paused")
        told = [one for one in (self.step, self.total) if one]
        return min(told, key=lambda one: (order.index(one.state), one.due_on or date.max), default=None)


def ground_on(policy: Policy, day: date) -> Ground:
    """What is in force on a day."""
    from fangpin.processes import Ground

    return Ground(on=day, parameters=policy.values_on(day), calendar=policy.holidays)


def situation_of(  # a case with what is being entered right now
    desk: CaseDesk,
    process: Process,
    *,
    known: Mapping[str, object],
    values: Mapping[str, object] | None = None,
) -> Situation:
    """The case as it stands, with values that are being entered over those entered before."""
    from fangpin.processes import Pause, Situation

    moves = list(CaseMove.objects.filter(case_id=desk.case_id).order_by("no"))
    step = process.steps.get(desk.step)
    here = {o.occasion.kind: o for o in _occasions_here(desk)}
    meeting, notice = here.get(Occasion.Kind.MEETING), here.get(Occasion.Kind.NOTICE)
    return Situation(
        step=desk.step,
        opened_on=desk.case.opened_on,
        step_on=desk.step_on,
        values={**entered(moves, process), **(values or {})},
        known=known,
        evidence=_evidence(desk, notice, of_this_round=bool(step and (step.votes or step.publicity))),
        votes=_votes(meeting),
        hung=_hung(notice, desk),
        completed_by={m.from_step: m.made_by for m in moves if m.kind == "forward"},
        pauses=tuple(
            Pause(from_on=p.from_on, to_on=p.to_on, reason=p.reason)
            for p in CasePause.objects.filter(case_id=desk.case_id).order_by("from_on")
        ),
        risk=desk.risk or None,
    )


def entered(moves: Iterable[CaseMove], process: Process) -> dict[str, object]:
    """What forms brought so far, the latest of each field."""
    fields = process.fields
    found: dict[str, object] = {}
    for move in moves:
        found |= {k: typed(fields[k].type.kind, v) for k, v in move.values.items() if k in fields}
    return found


def typed(kind: str, stored: Any) -> object:
    """A stored value as the core computes with it."""
    if stored is None:
        return None
    match kind:
        case "decimal":
            return Decimal(str(stored))
        case "date":
            return date.fromisoformat(str(stored))
        case _:
            return stored


def stored(values: Mapping[str, object]) -> dict[str, Any]:
    """Values as JSON keeps them: amounts and days as text, so that none becomes a float."""
    return {k: str(v) if isinstance(v, Decimal | date) else v for k, v in values.items() if v is not None}


def known_about(desk: CaseDesk, process: Process, policy: Policy, day: date) -> dict[str, object]:
    """What the ledgers say today of the household, person or loan, as far as guards and forms read it.

    Where a parameter that a fact needs has no value, nothing is known.
    """
    from fangpin.policy import NoValueInForce

    keys = {"household_id": desk.household_id, "person_id": desk.person_id, "loan_id": desk.subject_row}
    facts = {name: policy.fact(name).grain[0] for name in process.facts}
    asked = {name: int(key) for name, grain in facts.items() if (key := keys.get(grain)) is not None}
    if not asked:
        return {}
    try:
        columns, query = _facts_query(policy, tuple(asked), columns_read(process), day)
    except NoValueInForce:
        return {}
    if not columns:
        return {}
    for place, key in enumerate(asked.values()):
        query = query.replace(f"{{key{place}}}", str(key))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jit', 'off', true)")  # compiling a query of 60,000 letters takes seconds
        cursor.execute(query)
        row = cursor.fetchone()
    return dict(zip(columns, row, strict=True)) if row else {}


@lru_cache(maxsize=32)
def _query_text(policy_hash: str, facts: tuple[str, ...], columns: frozenset[str], day: date, ask: _Asking) -> Any:  # noqa: ARG001 - the hash keeps apart what two policies say
    return ask.made(facts, columns, day)


def _facts_query(policy: Policy, facts: tuple[str, ...], wanted: set[str], day: date) -> tuple[tuple[str, ...], str]:
    """Columns and text of one query over all facts of a process; printing it anew takes half a second."""
    made: tuple[tuple[str, ...], str] = _query_text(policy.hash, facts, frozenset(wanted), day, _Asking(policy))
    return made


class _Asking:
    """Prints a query; equal to every other, so that the cache keeps one text for each policy, fact and day."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asking)

    def __hash__(self) -> int:
        return 0

    def made(self, facts: tuple[str, ...], wanted: frozenset[str], day: date) -> tuple[tuple[str, ...], str]:
        from fangpin.policy import fact_query

        columns: dict[str, str] = {}
        joins = []
        for place, name in enumerate(facts):
            fact = self.policy.fact(name)
            for column in fact.columns:
                if column.name in wanted:
                    columns.setdefault(column.name, f'f{place}."{column.name}"')
            joins.append(f'LEFT JOIN "{name}" AS f{place} ON f{place}."{fact.grain[0]}" = {{key{place}}}')
        chain = fact_query(self.policy, facts, "postgres", as_of=day)
        listed = ", ".join(columns.values()) or "NULL"
        text = f"{chain} SELECT {listed} FROM (SELECT 1) AS one {' '.join(joins)}"  # noqa: S608 - names of facts
        return tuple(columns), text


def columns_read(process: Process) -> set[str]:
    """The names that guards read and forms are filled from."""
    read = {name.id for guard in process.guards.values() for name in guard.holds.columns}
    return read | {field.known for field in process.fields.values() if field.known}


def clocks_of(desk: CaseDesk, process: Process, ground: Ground, pauses: Iterable[CasePause] = ()) -> Clocks:
    """How a case's terms stand; of a closed case or one at a step the place no longer has, nothing."""
    from fangpin.processes import NoSuchStep, Pause, Situation, step_clock, total_clock

    if not desk.is_open:
        return Clocks(step=None, total=None)
    situation = Situation(
        step=desk.step,
        opened_on=desk.case.opened_on,
        step_on=desk.step_on,
        pauses=tuple(Pause(from_on=p.from_on, to_on=p.to_on, reason=p.reason) for p in pauses),
    )
    try:
        step, total = step_clock(process, situation, ground), total_clock(process, situation, ground)
    except (NoSuchStep, KeyError):
        return Clocks(step=None, total=None)
    return Clocks(
        step=step.standing(ground.on, ground.calendar) if step else None,
        total=total.standing(ground.on, ground.calendar) if total else None,
    )


def pauses_of(case_ids: Collection[int]) -> dict[int, list[CasePause]]:
    """The pauses of cases, by case."""
    found: dict[int, list[CasePause]] = {}
    for pause in CasePause.objects.filter(case_id__in=list(case_ids)).order_by("from_on"):
        found.setdefault(pause.case_id, []).append(pause)
    return found


def _occasions_here(desk: CaseDesk) -> list[OccasionCase]:
    """The meeting and notice of the present standing; those of an earlier round no longer count."""
    rows = OccasionCase.objects.counting().filter(case_id=desk.case_id, no=desk.moves_made)
    return list(rows.select_related("occasion").order_by("id"))


def last_here(desk: CaseDesk, kind: Occasion.Kind) -> OccasionCase | None:
    """The meeting or notice that counts at the present standing: the last one put down."""
    return next((row for row in reversed(_occasions_here(desk)) if row.occasion.kind == kind), None)


def _votes(row: OccasionCase | None) -> Any:
    from fangpin.processes import Votes

    if row is None or row.votes_for is None or row.occasion.due is None or row.occasion.present is None:
        return None
    return Votes(due=row.occasion.due, present=row.occasion.present, votes_for=row.votes_for)


def _hung(row: OccasionCase | None, desk: CaseDesk) -> Any:
    from fangpin.processes import Hung

    if row is None:
        return None
    return Hung(from_on=row.occasion.held_on, open_objections=objections_of(desk).unanswered().count())


def _evidence(desk: CaseDesk, notice: OccasionCase | None, *, of_this_round: bool) -> dict[str, int]:
    """Papers stay with a case; minutes and notices count for the round they were made in.

    A sheet made here is its own text, and what hangs on its page as photo is the photo of it.
    """
    rows = CaseProof.objects.filter(case_id=desk.case_id)
    if of_this_round:
        rows = rows.filter(no=desk.moves_made)
    found: dict[str, int] = dict(rows.values_list("kind").annotate(n=Count("id")))
    if notice is not None and notice.occasion.notice_id is not None:
        photos = links_of("notice", notice.occasion.notice_id, kinds=(Evidence.Kind.NOTICE,))
        found["notice_text"] = found.get("notice_text", 0) + 1
        found["notice_photo"] = found.get("notice_photo", 0) + len(photos)
    return found
