"""Figures counted by a job over committed records: kept, held against what others stated, compared between seals."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fangpin.bulletins.checking import check_text
from fangpin.snapshots import Snapshot, open_snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.figures.doors import last_comparisons
from fangpin_web.figures.keeping import MayNotCount, count_figures
from fangpin_web.figures.models import MovedFigure, Restatement, StatedComparison
from fangpin_web.figures.restating import SameSnapshot, compare_seals
from fangpin_web.figures.services import state_figure
from fangpin_web.jobs.models import Progress
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.services import seal
from fangpin_web.records.doors import earlier_of
from fangpin_web.records.models import Household, Loan

KEPT = ("rural_households", "registered_households", "loans_issued_yuan", "loan_households")


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def sealed(office_world):
    return seal(as_of=office_world.now.date(), by=office_world.zhou, at=office_world.now, label="2026年10月")


@pytest.fixture
def few(office_world, monkeypatch):
    """Every snapshot sealed with a policy of a few indicators: what all of them count is another test's business."""
    whole = policy_in_force()
    kept = {id_: whole.indicators[id_] for id_ in KEPT}
    few = replace(whole, indicators=kept, figures={}, place=replace(whole.place, area_code="770101"))
    monkeypatch.setattr(Snapshot, "policy", property(lambda _self: few))
    return few


def test_figures_are_counted_by_a_job_and_read_from_what_it_kept(client: Client, office_world, sealed, few) -> None:
    world = office_world
    client.force_login(world.zhou)
    before = client.get("/figures/", {"area": world.county}).content.decode()
    assert "/figures/count" in before
    with pytest.raises(MayNotCount):
        count_figures(seal=sealed, by=world.lin, at=world.now)
    count_figures(seal=sealed, by=world.zhou, at=world.now)
    page = client.get("/figures/", {"area": world.county}).content.decode()
    assert "/figures/count" not in page
    assert "<strong>2</strong>" in page
    assert "registered_households" not in page, "nothing is on record of it: it stays out of the way"
    whole = client.get("/figures/", {"area": world.county, "all": "1"}).content.decode()
    registered = whole[whole.index("/figures/registered_households/") :].split("</tr>")[0]
    assert ("台账尚无记录" in registered, "<strong>" in registered) == (True, False)
    one = client.get("/figures/rural_households/", {"area": world.county, "level": "village"}).content.decode()
    assert 'class="line-chart"' in one
    assert world.village_a in one
    file = client.get("/figures/", {"area": world.county, "as": "csv"})
    assert "rural_households" in file.content.decode("utf-8-sig")
    places = client.get("/figures/rural_households/", {"area": world.county, "as": "csv"}).content.decode("utf-8-sig")
    assert world.town_a in places


def test_a_stated_number_is_held_against_the_records_once_there(client: Client, office_world, sealed, few) -> None:
    world = office_world
    client.force_login(world.zhou)
    told = {"kind": "reported", "until": "2026-10-31", "stated_on": "2026-11-01", "department": "县民政局"}
    scan = SimpleUploadedFile("回执.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    address = f"/figures/rural_households/state?area={world.county}"
    assert client.post(address, told | {"value": "5", "contact": "李工", "scan": scan}).status_code == 302
    assert client.post(address, told | {"value": "2", "department": "县统计局"}).status_code == 302
    assert "尚无记录可比" in client.get("/figures/stated/").content.decode()
    count_figures(seal=sealed, by=world.zhou, at=timezone.now())
    assert sorted(StatedComparison.objects.values_list("difference", flat=True)) == [0, 3]
    page = client.get("/figures/rural_households/", {"area": world.county}).content.decode()
    assert "+3" in page
    assert "李工" in page
    assert "回执.pdf" in page
    assert "一致" not in page
    only = client.get("/figures/stated/", {"only": "differ"}).content.decode()
    assert "李工" in only
    assert only.count("报送减统计") == 1


def test_a_stated_number_is_a_row_of_its_ledger_and_reaches_the_check_of_a_draft_with_the_next_snapshot(
    office_world, sealed, few
) -> None:
    world = office_world
    told = {
        "kind": "reported", "indicator": few.indicator("rural_households"), "area_code": world.county,
        "until": world.now.date(), "stated_on": world.now.date(), "department": "县民政局", "by": world.zhou,
    }  # fmt: skip
    first = state_figure(**told, value=Decimal(4), at=world.now)
    count_figures(seal=sealed, by=world.zhou, at=world.now)
    assert last_comparisons([first])[first.pk].difference == 2
    again = state_figure(**told, value=Decimal(5), at=world.now + timedelta(minutes=1))
    assert (again.pk, again.value, again.organisation.name) == (first.pk, 5, "县民政局")
    assert not last_comparisons([again]), "what was compared before was another number"
    with acting_as(world.zhou):
        assert [Decimal(was.was["value"]) for was in earlier_of("reported_figure", first.pk)] == [4]
    later = seal(as_of=world.now.date(), by=world.zhou, at=world.now + timedelta(hours=1), label="补报后")
    verdict = {s.label: _verdict(s, few) for s in (sealed, later)}
    assert verdict == {"2026年10月": ("differs", ""), "补报后": ("reported", "县民政局")}


def _verdict(sealed, policy) -> tuple[str, str]:
    (one,) = check_text("全县共有农户5户。", open_snapshot(sealed.folder), policy).judged
    return str(one.verdict), one.source


def test_two_snapshots_are_compared_and_each_move_names_its_batch(client: Client, office_world, sealed, few) -> None:
    world = office_world
    with acting_as(world.zhou):
        Household.objects.create(
            area_code=world.village_a, code="H770101000003", head_name="张五", entered_at=world.now, batch_id=None
        )
    later = seal(as_of=world.now.date(), by=world.zhou, at=world.now + timedelta(hours=1), label="补报后")
    with pytest.raises(SameSnapshot):
        compare_seals(earlier=later, later=sealed, by=world.zhou, at=world.now)
    made = compare_seals(earlier=sealed, later=later, by=world.zhou, at=world.now)
    moved = {(m.indicator, m.area_code): m for m in MovedFigure.objects.filter(restatement=made)}
    assert {area for key, area in moved if key == "rural_households"} == {world.county, world.town_a}
    one = moved["rural_households", world.county]
    assert (one.moved_by, one.before["value"], one.after["value"]) == (1, "2", "3")
    assert one.batches == [{"ledger": "household", "batch": None, "added": 1, "removed": 0, "changed": 0}]
    client.force_login(world.zhou)
    page = client.get(f"/figures/restatements/{made.pk}/").content.decode()
    assert "+1" in page
    assert client.get("/figures/restatements/").status_code == 200
    assert client.post("/figures/restatements/", {"earlier": sealed.pk, "later": sealed.pk}).status_code == 422
    begun = client.post("/figures/restatements/", {"earlier": later.pk, "later": sealed.pk})
    assert begun.status_code == 302
    assert Progress.objects.get(kind="restatement").arguments == {"earlier": sealed.pk, "later": later.pk}
    compare_seals(earlier=sealed, later=later, by=world.zhou, at=world.now)
    assert Restatement.objects.count() == 1


def test_a_wrong_record_entered_on_a_page_moves_its_figures_by_just_that_and_correcting_it_moves_them_back(
    client: Client, office_world, sealed, few
) -> None:
    world = office_world
    client.force_login(world.zhou)
    wrong = {"household": world.household_a.code, "contract": "D1", "amount_yuan": "50000.25", "lent_on": "2026-10-15",
             "place": world.village_a}  # fmt: skip
    assert client.post("/ledgers/loan/new", wrong).status_code == 302
    entered = _sealed_again(world, hours=1)
    assert _moved(sealed, entered, world) == {
        ("loans_issued_yuan", world.county): Decimal("50000.25"),
        ("loans_issued_yuan", world.town_a): Decimal("50000.25"),
        ("loan_households", world.county): 1,
        ("loan_households", world.town_a): 1,
    }
    with acting_as(world.zhou):
        loan = Loan.objects.get()
    page = client.get(f"/ledgers/loan/{loan.pk}/")
    told = {k: v for k, v in page.context["form"].initial.items() if v not in (None, "")}
    told |= {"amount_yuan": "5000.25", "seen_at": loan.entered_at.isoformat(), "why": "多打了一个零"}
    assert client.post(f"/ledgers/loan/{loan.pk}/", told).status_code == 302
    mended = _sealed_again(world, hours=2)
    assert _moved(entered, mended, world) == {
        ("loans_issued_yuan", world.county): -45000,
        ("loans_issued_yuan", world.town_a): -45000,
    }


def _sealed_again(world, *, hours: int):
    return seal(as_of=world.now.date(), by=world.zhou, at=world.now + timedelta(hours=hours), label=f"{hours}")


def _moved(earlier, later, world) -> dict[tuple[str, str], Decimal]:
    """What moved, each by one row that no batch brought."""
    made = compare_seals(earlier=earlier, later=later, by=world.zhou, at=world.now)
    moved = MovedFigure.objects.filter(restatement=made)
    assert [(b["ledger"], b["batch"], b["added"] + b["changed"]) for m in moved for b in m.batches] == [
        ("loan", None, 1)
    ] * len(moved)
    return {(m.indicator, m.area_code): m.moved_by for m in moved}
