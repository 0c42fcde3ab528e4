"""Two officers drop an export at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from tests.conftest import close_connections

from fangpin_web.access.scope import acting_as
from fangpin_web.rounds.models import Round, RoundFinding
from fangpin_web.rounds.running import run_round
from fangpin_web.rounds.services import begin_round


def test_each_gets_a_round_of_its_own_and_the_second_is_compared_with_the_first(office_world, exports):
    world = office_world

    def drop(name: str) -> int:
        try:
            found, _new = begin_round(
                name=f"{name}.xlsx", content=exports(name), as_of=date(2026, 10, 31), language="zh", by=world.zhou,
                at=world.now,
            )  # fmt: skip
            return run_round(round_id=found.pk, by=world.zhou, at=world.now).pk
        finally:
            close_connections()

    with ThreadPoolExecutor(2) as two:
        keys = list(two.map(drop, ("first", "second")))
    with acting_as(world.zhou):
        rounds = {r.no: r for r in Round.objects.done()}
        assert sorted(rounds) == [1, 2]
        assert len({r.token for r in rounds.values()}) == 2
        assert {r.pk for r in rounds.values()} == set(keys)
        assert rounds[2].counts["findings"] == RoundFinding.objects.filter(round=rounds[2], state="open").count()
