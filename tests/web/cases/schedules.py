"""Random schedules of many officers at the same cases, and what has to hold whatever they did.

The suite runs a short one; ``bench/many_officers.py`` runs fifty officers.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from fangpin.policy import FORWARD, Policy
from fangpin.processes import Actor, answer_of
from fangpin_web.access.scope import acting_as
from fangpin_web.cases.models import CaseDesk, CaseMove, CasePause, CaseProof, Occasion, OccasionCase
from fangpin_web.cases.problems import AlreadyOpen, CaseMoved, MoveRefused, NotAllowed, NotPausable
from fangpin_web.cases.publicity import answer_objection, object_to_case
from fangpin_web.cases.services import attach_proofs, make_move, open_case, pause_case, resume_case
from fangpin_web.cases.standing import ground_on, situation_of
from fangpin_web.cases.together import hang_notice, hold_meeting, move_together
from fangpin_web.notices.models import Objection
from fangpin_web.records.models import Case, Household

PROCESSES = ("identification", "follow_up")
ACTS = (
    ("open", 12), ("forward", 46), ("aside", 8), ("proof", 12), ("meeting", 6), ("notice", 6), ("together", 4),
    ("object", 2), ("answer", 2), ("pause", 1), ("resume", 2),
)  # fmt: skip
REFUSED = {
    AlreadyOpen: "already open", CaseMoved: "moved since", MoveRefused: "refused", NotPausable: "not pausable",
    NotAllowed: "not allowed",
}  # fmt: skip
FILLED: dict[str, Any] = {
    "visitors": 2, "members": 4, "net_income_yuan": Decimal(20000), "hardship": False, "negative_hits": 0,
    "authorisation_signed_on": date(2026, 10, 1), "authorisation_until": date(2027, 9, 30), "stable": True,
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Schedule:
    """Officers, families and papers, and what each act of each officer was told: yes by the act's name, or why not."""

    policy: Policy
    officers: Sequence[Any]
    families: Sequence[Household]
    paper: Any
    now: Any
    turns: int
    seed: int
    keys: str = ""
    told: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, *, threads: int) -> None:
        """Every officer's turns at once; returns when all are through."""
        running = [threading.Thread(target=self._work, args=(n,)) for n in range(threads)]
        for one in running:
            one.start()
        for one in running:
            one.join()

    def _work(self, number: int) -> None:
        draw = random.Random(self.seed + number)  # noqa: S311 - a schedule that can be drawn again
        by = self.officers[number % len(self.officers)]
        for turn in range(self.turns):
            said = self._act(draw, by, key=f"{self.keys}{number}.{turn}", turn=turn)
            with self.lock:
                self.told[said] += 1
        connection.close()

    def _act(self, draw: random.Random, by: Any, *, key: str, turn: int) -> str:
        at = self.now + timedelta(days=turn)
        (act,) = draw.choices([name for name, _n in ACTS], [n for _name, n in ACTS])
        try:
            if act == "open":
                given = {"process": draw.choice(PROCESSES), "household": draw.choice(self.families)}
                open_case(**given, by=by, at=at, policy=self.policy)
                return act
            with acting_as(by):
                desks = list(CaseDesk.objects.filter(is_open=True).order_by("case_id"))
            if not desks:
                return "nothing"
            return self._with(act, draw.choice(desks), desks, draw, by=by, at=at, key=key)
        except tuple(REFUSED) as problem:
            return REFUSED[type(problem)]

    def _with(self, act: str, desk: CaseDesk, desks: list[CaseDesk], draw: random.Random, **who: Any) -> str:
        at, key = who["at"], who.pop("key")
        process, day, case = self.policy.process(desk.process), at.date(), {"case_id": desk.case_id}
        match act:
            case "forward":
                self._move(desk, FORWARD, "", key=key, **who)
            case "aside":
                move = draw.choice(process.steps[desk.step].moves)
                self._move(desk, move.id, draw.choice(move.reasons) if move.reasons else "", key=key, **who)
            case "proof":
                proofs = [(demand.kind, self.paper) for demand in process.steps[desk.step].evidence]
                attach_proofs(**case, proofs=proofs, **who)
            case "object":
                object_to_case(**case, received_on=day, what="不同意", **who)
            case "pause":
                pause_case(**case, from_on=day, reason="away", **who)
            case "resume":
                resume_case(**case, on=day, **who)
            case _:
                return self._with_many(act, desks, draw, key=key, **who)
        return act

    def _with_many(self, act: str, desks: list[CaseDesk], draw: random.Random, *, key: str, by: Any, at: Any) -> str:
        """Acts on what cases share: a meeting for all that wait for one, a notice, an answer, all of a meeting on."""
        day, step = at.date(), {"meeting": "appraised", "notice": "publicised"}.get(act)
        waiting = [one.case_id for one in desks if one.step == step]
        with acting_as(by):
            held = draw.choice([None, *Occasion.objects.order_by("id")])
            objection = Objection.objects.filter(answered_on__isnull=True).order_by("id").first()
        match act:
            case "meeting" if waiting:
                counts: dict[str, Any] = {"votes": dict.fromkeys(waiting, 28), "due": 40, "present": 30}
                hold_meeting(**counts, held_on=day, proofs=[("minutes", self.paper)], key=key, by=by, at=at)
            case "notice" if waiting:
                proofs = [("notice_text", self.paper), ("notice_photo", self.paper)]
                hang_notice(cases=waiting, hung_on=day, proofs=proofs, key=key, by=by, at=at)
            case "together" if held:
                went = move_together(occasion=held, by=by, at=at, policy=self.policy)
                with self.lock:  # a case that had gone on with it before gives the move it made then
                    self.told["asked together"] += sum(one.made is not None for one in went)
            case "answer" if objection:
                answer_objection(objection=objection, answer="已核实", upheld=False, by=by, at=at)
            case _:
                return "nothing"
        return act

    def _move(self, desk: CaseDesk, move: str, reason: str, *, by: Any, at: Any, key: str) -> None:
        fields = {f.id for f in self.policy.process(desk.process).steps[desk.step].form}
        values = {k: v for k, v in FILLED.items() if k in fields} | {
            name: at.date() for name in fields if name in ("followed_on", "entered_on")
        }
        make_move(
            case_id=desk.case_id, move=move, seen=desk.moves_made, key=key, reason=reason, values=values, by=by, at=at,
            policy=self.policy,
        )  # fmt: skip

    def assert_nothing_else_happened(self) -> None:
        """Every act was done, or refused with a reason that a page can say; nobody fell over anything else."""
        told = self.told.copy()
        del told["asked together"]
        wanted = {name for name, _n in ACTS} | {
            "nothing",
            "already open",
            "moved since",
            "refused",
            "not pausable",
            "not allowed",
        }
        assert set(told) <= wanted, told


def assert_lawful(schedule: Schedule) -> None:
    """What the tables say agrees with what the officers were told, and every history is a way through its process."""
    told, policy = schedule.told, schedule.policy
    open_of = Counter(CaseDesk.objects.filter(is_open=True).values_list("household_id", "process"))
    assert all(n == 1 for n in open_of.values())
    assert CaseDesk.objects.count() == Case.objects.count() == told["open"]
    alone = CaseMove.objects.filter(occasion__isnull=True).count()
    assert alone == told["forward"] + told["aside"]  # every answer of yes is a move, every other none
    together = CaseMove.objects.filter(occasion__isnull=False)
    assert together.count() <= told["asked together"]
    assert Occasion.objects.count() == told["meeting"] + told["notice"]
    assert Objection.objects.count() == told["object"]
    assert CasePause.objects.count() == told["pause"]
    assert CasePause.objects.filter(to_on__isnull=False).count() >= told["resume"]
    for desk in CaseDesk.objects.select_related("case"):
        assert_a_way_through(desk, policy)


def assert_a_way_through(desk: CaseDesk, policy: Policy) -> None:
    """Each move of a case was open at the step it left, to that role, by another person where it has to be one."""
    process = policy.process(desk.process)
    step, done_by = process.start, dict[str, int]()
    moves = list(CaseMove.objects.filter(case_id=desk.case_id).order_by("no"))
    assert [m.no for m in moves] == list(range(1, len(moves) + 1))
    for made in moves:
        here = process.steps[step]
        allowed = here.move(made.move)
        assert allowed
        assert (made.from_step, made.to_step) == (step, allowed.to)
        assert made.role in allowed.who
        if made.kind == FORWARD:
            assert all(done_by.get(earlier) != made.made_by for earlier in here.other_than)
            done_by[step] = made.made_by
            assert_proved(desk, made, here)
        step = made.to_step
    assert (desk.step, desk.moves_made, desk.case.step) == (step, len(moves), step)
    assert desk.is_open is (step != "closed")
    assert (desk.case.closed_on is None) is desk.is_open


def assert_proved(desk: CaseDesk, made: CaseMove, step: Any) -> None:
    """What the step demands was there before the case went on: papers, votes, a notice that hung long enough."""
    proofs = CaseProof.objects.filter(case_id=desk.case_id, no__lt=made.no)
    for demand in step.evidence:
        assert proofs.filter(kind=demand.kind).count() >= demand.at_least
    if step.votes:
        assert made.votes
        assert step.votes.agreed(present=made.votes["present"], votes_for=made.votes["for"])
    if step.publicity:
        hung = OccasionCase.objects.filter(case_id=desk.case_id, no=made.no - 1, occasion__kind="notice").first()
        assert hung
        assert made.happened_on > hung.occasion.held_on + timedelta(days=5)


def assert_open_moves_agree(desk: CaseDesk, policy: Policy, by: Any) -> None:
    """The core, asked anew about where the case stands now, knows its step: no case stands outside its process."""
    process = policy.process(desk.process)
    if desk.is_open:
        asked = situation_of(desk, process, known={})
        actor, ground = Actor(officer=by.pk, role=by.role), ground_on(policy, desk.step_on)
        assert answer_of(process, FORWARD, asked, actor, ground)
