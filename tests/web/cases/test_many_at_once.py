"""Many officers at the same cases over random schedules: no lost update, no double case, no illegal state."""

from __future__ import annotations

import random
import threading
from collections import Counter
from typing import Any

from django.db import connection

from fangpin.policy import Policy
from fangpin_web.access.scope import acting_as
from fangpin_web.cases.models import CaseDesk, CaseMove
from fangpin_web.cases.problems import AlreadyOpen, CaseMoved, MoveRefused
from fangpin_web.cases.services import make_move, open_case
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Household

OFFICERS, TURNS, SEED = 8, 14, 20261031
WAYS = (("close", "solved"), ("again", ""), ("forward", ""), ("reopen", "new_risk"), ("keep", "income_unstable"))


def test_a_random_schedule_of_many_officers_keeps_every_case_lawful(office_world: Any) -> None:
    world, policy = office_world, policy_in_force()
    with acting_as(world.zhou):
        families = [
            Household.objects.create(
                area_code=world.village_a, code=f"H77010100002{i}", head_name=f"赵{i}", entered_at=world.now
            )
            for i in range(3)
        ]
    told: Counter[str] = Counter()
    lock = threading.Lock()

    def work(number: int) -> None:
        draw = random.Random(SEED + number)  # noqa: S311 - a schedule that can be drawn again
        by = (world.lin, world.zhou)[number % 2]
        for turn in range(TURNS):
            said = one_act(draw, by, f"{number}.{turn}")
            with lock:
                told[said] += 1
        connection.close()

    def one_act(draw: random.Random, by: Any, key: str) -> str:
        try:
            if draw.random() < 0.25:
                open_case(process="follow_up", household=draw.choice(families), by=by, at=world.now, policy=policy)
                return "opened"
            with acting_as(by):
                desk = draw.choice([None, *CaseDesk.objects.filter(is_open=True)])
            if desk is None:
                return "nothing"
            move, reason = draw.choice(WAYS)
            values = {"followed_on": world.now.date(), "stable": draw.random() < 0.7} if move == "forward" else {}
            make_move(
                case_id=desk.case_id, move=move, seen=desk.moves_made, key=key, reason=reason, values=values, by=by,
                at=world.now, policy=policy,
            )  # fmt: skip
        except AlreadyOpen:
            return "already open"
        except CaseMoved:
            return "moved since"
        except MoveRefused:
            return "refused"
        return "moved"

    threads = [threading.Thread(target=work, args=(n,)) for n in range(OFFICERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told.values()) == OFFICERS * TURNS, told  # nobody fell over anything else
    with acting_as(world.zhou):
        assert_lawful(policy, told)


def assert_lawful(policy: Policy, told: Counter[str]) -> None:
    """What the tables say agrees with what the officers were told, and every history is a way through the process."""
    open_of = Counter(CaseDesk.objects.filter(is_open=True).values_list("household_id", flat=True))
    assert all(n == 1 for n in open_of.values())
    assert CaseDesk.objects.count() == told["opened"]
    assert CaseMove.objects.count() == told["moved"]  # every answer of yes is a move, every other none
    process = policy.process("follow_up")
    for desk in CaseDesk.objects.select_related("case"):
        step = process.start
        moves = list(CaseMove.objects.filter(case_id=desk.case_id).order_by("no"))
        assert [m.no for m in moves] == list(range(1, len(moves) + 1))
        for made in moves:  # the history is a way through the process
            allowed = process.steps[step].move(made.move)
            assert allowed
            assert (made.from_step, made.to_step) == (step, allowed.to)
            step = made.to_step
        assert (desk.step, desk.moves_made, desk.case.step) == (step, len(moves), step)
        assert desk.is_open is (step != "closed")
