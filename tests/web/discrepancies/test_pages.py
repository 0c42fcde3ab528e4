"""The register on its pages: who sees and does what, both sides, the list sent to a department."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fangpin_web.access.scope import acting_as
from fangpin_web.discrepancies.doors import by_department
from fangpin_web.discrepancies.models import ComparisonRun, Discrepancy, DiscrepancyEvent
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import DibaoSpell, ImportBatch

pytestmark = pytest.mark.django_db
BASIS = {"dead": True, "dibao": True, "days_dead": 60, "died_on": "2026-08-01"}


@pytest.fixture
def register(world):
    """A dead person of each town on dibao, found on the seal of October."""
    sealed = Seal.objects.create(
        label="x", purpose="sealed", place="gejiu", as_of=date(2026, 10, 31), sealed_at=world.now, demo=True,
        hash="1" * 64, policy_hash="0" * 64, folder_name="gone", rows=0, rows_by_ledger={},
    )  # fmt: skip
    with acting_as(world.zhou):
        batch = ImportBatch.objects.create(
            area_code=world.county, source="civil_assistance", file_name="低保.xlsx", file_hash="0", delivery="full",
            period_from_on=date(2026, 10, 1), period_to_on=date(2026, 10, 31), state="landed", entered_at=world.now,
        )  # fmt: skip
        DibaoSpell.objects.create(
            area_code=world.village_a, person=world.person_a, from_on=date(2026, 1, 1), batch_id=batch.pk, sheet_no=1,
            row_no=7, entered_at=world.now,
        )  # fmt: skip
        run = ComparisonRun.objects.create(
            seal=sealed, as_of=sealed.as_of, policy_hash="0" * 64, made_at=world.now, made_by=world.zhou.pk
        )
        return [
            Discrepancy.objects.create(
                area_code=household.area_code, rule="dead_on_dibao", subject="person", key=person.pk,
                household_id=household.pk, department="民政局", severity=2, basis=BASIS, opened_on=date(2026, 11, 1),
                due_on=date(2026, 11, 13), seen_run=run,
            )
            for household, person in ((world.household_a, world.person_a), (world.household_b, world.person_b))
        ]  # fmt: skip


def fresh(world, row):
    with acting_as(world.zhou):
        row.refresh_from_db()


def test_both_sides_are_on_the_page_and_another_town_does_not_see_it(world, register, client_of):
    page = client_of(world.lin).get(f"/discrepancies/{register[0].pk}/").content.decode()

    assert "2026-08-01" in page
    assert "低保名册" in page
    assert client_of(world.chen).get(f"/discrepancies/{register[0].pk}/").status_code == 404
    listed = client_of(world.lin).get("/discrepancies/").content.decode()
    assert f"/discrepancies/{register[0].pk}/" in listed
    assert f"/discrepancies/{register[1].pk}/" not in listed


def test_a_department_answers_its_own_and_sees_no_other(world, register, client_of):
    world.medical.department = "民政局"
    world.medical.save()
    client = client_of(world.medical)

    assert client.post(f"/discrepancies/{register[0].pk}/answer", {"note": "已停保"}).status_code == 302
    fresh(world, register[0])
    assert register[0].state == "answered"
    world.medical.department = "医保局"
    world.medical.save()
    assert client.get(f"/discrepancies/{register[0].pk}/").status_code == 404
    assert client.post(f"/discrepancies/{register[1].pk}/decide", {"reason": "lawful"}).status_code == 403


def test_a_decision_has_its_reason_and_person_and_only_a_person_takes_it_back(world, register, client_of):
    client, key = client_of(world.zhou), register[0].pk

    assert client.post(f"/discrepancies/{key}/decide", {"reason": "other", "note": ""}).status_code == 422
    assert client.post(f"/discrepancies/{key}/decide", {"reason": "timing"}).status_code == 302
    fresh(world, register[0])
    assert (register[0].state, register[0].reason, register[0].decided_by) == ("explained", "timing", world.zhou.pk)
    assert client.post(f"/discrepancies/{key}/answer", {}).status_code == 422
    assert client.post(f"/discrepancies/{key}/take-back", {"note": "按错了"}).status_code == 302
    fresh(world, register[0])
    assert (register[0].state, register[0].decided_by) == ("open", None)
    with acting_as(world.zhou):
        assert [e.act for e in DiscrepancyEvent.objects.order_by("id")] == ["explained", "taken_back"]


def test_a_department_is_sent_each_row_once_with_its_own_file_and_row(world, register, client_of):
    client = client_of(world.zhou)

    sent = client.post("/discrepancies/departments/send", {"department": "民政局"}, follow=True)
    page = sent.content.decode()
    assert "低保.xlsx · 1 · 7" in page
    assert world.person_a.name not in page
    assert client.post("/discrepancies/departments/send", {"department": "民政局"}).status_code == 422
    told = {"purpose": "correction", "shape": "csv"}
    exported = client.post(sent.redirect_chain[-1][0], told).content.decode("utf-8-sig")
    assert "低保.xlsx · 1 · 7" in exported


def test_the_summary_counts_by_department_what_waits_and_what_came_back(world, register, client_of):
    with acting_as(world.zhou):
        Discrepancy.objects.filter(pk=register[1].pk).update(
            state="agreed", returns=2, closed_on=register[1].opened_on + timedelta(days=4)
        )
    page = client_of(world.auditor).get("/discrepancies/departments").content.decode()

    with acting_as(world.zhou):
        (summary,) = by_department(world.zhou, date(2026, 11, 20))
    assert (summary.waiting, summary.overdue, summary.agreed, summary.returned, summary.days) == (1, 1, 1, 1, 4)
    assert "民政局" in page
    assert client_of(world.city).get("/discrepancies/departments").status_code == 403
