"""Many officers at the same cases over random schedules: no lost update, no double case, no illegal state."""

from __future__ import annotations

from typing import Any

from tests.web.cases.schedules import Schedule, assert_lawful, assert_open_moves_agree

from fangpin_web.access.scope import acting_as
from fangpin_web.cases.models import CaseDesk
from fangpin_web.evidence.services import keep
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Household

OFFICERS, TURNS, SEED, FAMILIES = 12, 10, 20261031, 3


def test_a_random_schedule_of_many_officers_keeps_every_case_lawful(office_world: Any) -> None:
    schedule = schedule_of(office_world, turns=TURNS, families=FAMILIES)
    schedule.run(threads=OFFICERS)
    schedule.assert_nothing_else_happened()
    with acting_as(office_world.zhou):
        assert_lawful(schedule)
        for desk in CaseDesk.objects.select_related("case"):
            assert_open_moves_agree(desk, schedule.policy, office_world.zhou)


def schedule_of(world: Any, *, turns: int, families: int, seed: int = SEED) -> Schedule:
    """Village, township and county at the families of one village, with one paper that proves everything."""
    with acting_as(world.zhou):
        made = [
            Household.objects.create(
                area_code=world.village_a, code=f"H7701010002{i:03d}", head_name=f"赵{i}", entered_at=world.now
            )
            for i in range(families)
        ]
    paper = keep(
        b"%PDF-1.4\n%%EOF\n", "paper.pdf", kind="document", by=world.lin, at=world.now, area_code=world.village_a
    )
    return Schedule(
        policy=policy_in_force(), officers=(world.lin, world.wang, world.zhou), families=made, paper=paper,
        now=world.now, turns=turns, seed=seed,
    )  # fmt: skip
