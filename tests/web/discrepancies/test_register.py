"""From departments' files to the register and back: found, corrected at the source, closed by the list that agrees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.web.intake.deliveries import NOW, bring, dibao, roll

from fangpin_web.access.scope import acting_as
from fangpin_web.discrepancies.models import Discrepancy, DiscrepancyEvent
from fangpin_web.discrepancies.running import compare_records
from fangpin_web.discrepancies.services import exempt, explain
from fangpin_web.intake.models import Upload
from fangpin_web.intake.services import undo_batch
from fangpin_web.publishing.services import seal
from fangpin_web.records.models import Person

DAY = date(2026, 10, 31)


class Office:
    """The county office of the small world, month by month."""

    def __init__(self, world) -> None:
        self.world, self.at = world, NOW

    def brings(self, file, **more) -> Upload:
        self.at += timedelta(hours=1)
        return bring(file, self.world.zhou, at=self.at, **more)

    def compares(self, day: date = DAY) -> dict[tuple[str, str], Discrepancy]:
        """Seal, compare; what the register holds by rule and person."""
        self.at += timedelta(hours=1)
        run = compare_records(seal=seal(as_of=day, by=self.world.zhou, at=self.at), by=self.world.zhou, at=self.at)
        self.at += timedelta(hours=1)
        self.run = run
        with acting_as(self.world.zhou):
            names = dict(Person.objects.values_list("pk", "name"))
            return {(one.rule, names[one.key]): one for one in Discrepancy.objects.filter(subject="person")}

    def notes_deaths(self, **died: date) -> None:
        with acting_as(self.world.zhou, "registers of deaths"):
            for name, day in died.items():
                Person.objects.filter(name=name).update(died_on=day)


@pytest.fixture
def office(office_world) -> Office:
    office = Office(office_world)
    office.brings(roll())
    office.brings(dibao({"赵小": 400, "赵二": 400, "钱大": 400, "孙大": 400}))
    office.notes_deaths(赵二=date(2026, 7, 1), 钱大=date(2026, 7, 1), 孙大=date(2026, 9, 30))
    return office


def test_a_dead_person_on_dibao_is_opened_once_and_closed_by_the_list_that_agrees(office):
    found = office.compares()

    assert ("dead_on_dibao", "赵二") in found
    assert ("dead_on_dibao", "孙大") not in found  # 31 days: on the line
    one = found["dead_on_dibao", "赵二"]
    assert (one.department, one.state, one.returns) == ("民政局", "open", 0)
    kept = found["dead_on_dibao", "钱大"]
    explain(key=kept.pk, reason="timing", note="", by=office.world.zhou, at=office.at)
    agrees = office.brings(dibao({"赵小": 400, "孙大": 400}, month="2026年10月"), decisions={"dibao_spell": "ended"})
    found = office.compares()

    assert found["dead_on_dibao", "赵二"].state == "agreed"
    assert found["dead_on_dibao", "赵二"].closed_batch == agrees.batch_id
    # the county's decision is its own: that the records agree is only said beside it
    assert (found["dead_on_dibao", "钱大"].state, found["dead_on_dibao", "钱大"].agrees) == ("explained", True)

    undo_batch(upload=agrees, by=office.world.zhou, at=office.at)
    found = office.compares()

    back = found["dead_on_dibao", "赵二"]
    assert (back.state, back.returns, back.closed_batch) == ("open", 1, None)
    decided = found["dead_on_dibao", "钱大"]
    assert (decided.state, decided.reason, decided.agrees, decided.changed) == ("explained", "timing", False, False)
    with acting_as(office.world.zhou):
        acts = list(DiscrepancyEvent.objects.filter(discrepancy=back).order_by("id").values_list("act", "batch_id"))
    assert acts == [("found", None), ("agreed", agrees.batch_id), ("returned", None)]


def test_an_exemption_survives_imports_and_seals_until_the_day_a_person_set(office):
    one = office.compares()["dead_on_dibao", "赵二"]
    exempt(key=one.pk, reason="in_hand", note="", until=date(2026, 12, 1), by=office.world.zhou, at=office.at)
    office.brings(roll("2026年10月", land={"770101101001001": "4.0"}))
    office.notes_deaths(赵二=date(2026, 7, 2))

    kept = office.compares(date(2026, 11, 30))["dead_on_dibao", "赵二"]

    assert (kept.state, kept.until, kept.changed) == ("exempted", date(2026, 12, 1), True)
    lapsed = office.compares(date(2026, 12, 1))["dead_on_dibao", "赵二"]
    assert (lapsed.state, lapsed.reason, lapsed.decided_by) == ("open", "", None)
