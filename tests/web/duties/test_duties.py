"""Who answers for what, hand-overs, draws nobody drawn can see, call sheets, plans and measures, by role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.duties import drawing, planning, services
from fangpin_web.duties.models import Draw, DrawnTarget, HandoverNote
from fangpin_web.duties.problems import DutyProblem
from fangpin_web.evidence.services import keep
from fangpin_web.records.models import Assignment, Issue, MonitoringSpell, Risk, Visit
from fangpin_web.records.models import Officer as DutyOfficer

Signed = Callable[[Officer], Client]
AT = datetime(2026, 10, 31, 2, tzinfo=UTC)
DAY = date(2026, 10, 31)
PROOF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: DAY)


def people(world: Any, *names: str) -> list[Any]:
    with acting_as(world.zhou):
        return [DutyOfficer.objects.create(area_code=world.county, name=name, entered_at=AT) for name in names]


def monitored(world: Any) -> None:
    with acting_as(world.zhou):
        for household in (world.household_a, world.household_b):
            MonitoringSpell.objects.create(
                area_code=household.area_code, household=household, monitoring_class="ffzx", from_on=date(2026, 8, 1),
                identified_on=date(2026, 8, 1), eliminated=False, entered_at=AT,
            )  # fmt: skip
            Risk.objects.create(
                area_code=household.area_code, household=household, risk="illness", found_on=date(2026, 8, 1),
                entered_at=AT,
            )  # fmt: skip


def test_coverage_names_whom_nobody_answers_for_and_one_click_assigns(world: Any, client_of: Signed) -> None:
    monitored(world)
    (helper,) = people(world, "许九")
    client = client_of(world.zhou)
    page = client.get(reverse("duties:coverage"))
    layers = next(layers for chain, layers in page.context["chains"] if chain.id == "monitored_households")
    assert [(c.layer.layer, c.of, c.covered) for _no, c in layers] == [("monitoring_contact", 2, 0), ("helper", 2, 0)]
    address = reverse("duties:short", args=["monitored_households", 1])
    told = {"officer": helper.pk, "from_on": "2026-10-01", "target": f"household:{world.household_a.pk}"}
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 422  # he answers already
    assert client.get(address).context["layer"].covered == 1
    lin = client_of(world.lin)
    assert lin.get(address).context["layer"].of == 1
    other = {**told, "target": f"household:{world.household_b.pk}"}
    assert lin.post(address, other).status_code == 422
    assert client_of(world.wang).post(address, told).status_code == 403


def test_everything_is_handed_over_in_one_act_and_the_history_stays(world: Any, client_of: Signed) -> None:
    leaving, successor = people(world, "许九", "何十")
    for household in (world.household_a, world.household_b):
        services.assign(
            layer="helper", officer_id=leaving.pk, household_id=household.pk, from_on=date(2026, 1, 1), by=world.zhou,
            at=AT,
        )  # fmt: skip
    services.assign(
        layer="helper", officer_id=successor.pk, household_id=world.household_b.pk, from_on=date(2026, 1, 1),
        by=world.zhou, at=AT,
    )  # fmt: skip
    client = client_of(world.zhou)
    address = reverse("duties:person", args=[leaving.pk])
    told = {"successor": successor.pk, "on": "2026-10-31", "why": "交流任职"}
    seen = client.post(address, told).context["preview"]
    assert (len(seen.taken), len(seen.merged)) == (1, 1)
    with acting_as(world.zhou):
        assert not HandoverNote.objects.exists()
    assert client.post(address, told | {"confirm": "1"}).status_code == 302
    with acting_as(world.zhou):
        spells = Assignment.objects.order_by("id").values_list("officer_id", "from_on", "to_on")
        assert list(spells) == [
            (leaving.pk, date(2026, 1, 1), DAY), (leaving.pk, date(2026, 1, 1), DAY),
            (successor.pk, date(2026, 1, 1), None), (successor.pk, DAY, None),
        ]  # fmt: skip
        assert DutyOfficer.objects.get(pk=leaving.pk).to_on == DAY
    assert client.post(address, told | {"confirm": "1"}).status_code == 422
    assert client_of(world.lin).post(address, told).status_code == 403
    assert client.get(reverse("duties:list") + "?who=何&sort=-from_on").context["page"].paginator.count == 2


def inspection(world: Any, by: Officer | None = None) -> Draw:
    return drawing.make_draw(
        kind="inspection", among="villages", within=world.county, size=2, by=by or world.zhou, at=AT
    )


def test_whom_an_inspection_will_see_is_hidden_from_the_inspected_until_the_visit(
    world: Any, client_of: Signed
) -> None:
    found = inspection(world)
    for inspected in (world.lin, world.wang, world.chen):
        with acting_as(inspected):
            assert not Draw.objects.exists()
            assert not DrawnTarget.objects.exists()
            assert not Visit.objects.exists()
    lin = client_of(world.lin)
    assert lin.get(reverse("duties:draws")).context["page"].paginator.count == 0
    assert lin.get(reverse("duties:draw", args=[found.pk])).status_code == 404
    with acting_as(world.zhou):
        target = DrawnTarget.objects.get(draw=found, target_area=world.village_a)
    assert lin.get(reverse("duties:inspect", args=[target.pk])).status_code == 404
    assert client_of(world.wang).get(reverse("duties:draws")).status_code == 403
    for other in (world.medical, world.city, world.administrator):
        assert client_of(other).get(reverse("duties:draw", args=[found.pk])).status_code == 403
    assert client_of(world.auditor).get(reverse("duties:draw", args=[found.pk])).status_code == 200
    told = {"on": "2026-10-31", "words": "村部无人值班", "issue_kind": "style"}
    assert client_of(world.zhou).post(reverse("duties:inspect", args=[target.pk]), told).status_code == 302
    with acting_as(world.wang):
        visit, issue = Visit.objects.get(), Issue.objects.get()
    assert (visit.kind, visit.announced, visit.area_code) == ("covert_inspection", False, world.village_a)
    assert (issue.origin, issue.kind) == ("inspection", "style")
    with acting_as(world.chen):
        assert not Visit.objects.exists()


def test_a_township_draws_inside_its_area_only_and_the_county_sees_it(world: Any) -> None:
    with pytest.raises(DutyProblem, match="outside"):
        inspection(world, by=world.lin)
    with pytest.raises(DutyProblem, match="role"):
        inspection(world, by=world.wang)
    own = drawing.make_draw(kind="inspection", among="villages", within=world.town_a, size=1, by=world.lin, at=AT)
    with acting_as(world.zhou):
        assert Draw.objects.filter(pk=own.pk).exists()
    with acting_as(world.chen):
        assert not Draw.objects.exists()


def test_the_salt_is_shown_when_all_are_done_and_the_draw_can_be_repeated(world: Any, client_of: Signed) -> None:
    found = inspection(world)
    salt = str(found.salt)
    client = client_of(world.zhou)
    assert salt not in client.get(reverse("duties:draw", args=[found.pk])).content.decode()
    with pytest.raises(DutyProblem, match="open"):
        drawing.open_draw(key=found.pk, by=world.zhou, at=AT)
    with acting_as(world.zhou):
        keys = list(DrawnTarget.objects.filter(draw=found).values_list("id", flat=True))
    for key in keys:
        drawing.record_inspection(target_id=key, on=DAY, words="无异常", by=world.zhou, at=AT)
    assert client.post(reverse("duties:open-draw", args=[found.pk])).status_code == 302
    page = client.get(reverse("duties:draw", args=[found.pk]))
    assert salt in page.content.decode()
    assert page.context["same"] is True
    with acting_as(world.zhou):
        first = DrawnTarget.objects.filter(draw=found).order_by("no").first()
        DrawnTarget.objects.filter(pk=first.pk).update(target_area="770101109001")
    assert client.get(reverse("duties:draw", args=[found.pk])).context["same"] is False


def test_three_calls_unanswered_make_a_visit_and_a_difference_makes_an_issue(world: Any, client_of: Signed) -> None:
    monitored(world)
    found = drawing.make_draw(kind="phone", among="monitored", within=world.county, size=2, by=world.zhou, at=AT)
    with acting_as(world.zhou):
        by_household = {t.household_id: t.pk for t in DrawnTarget.objects.filter(draw=found)}
    client = client_of(world.zhou)
    silent = reverse("duties:call", args=[by_household[world.household_a.pk]])
    assert "13" not in client.get(silent).context["place"]
    states = [drawing.record_call(target_id=by_household[world.household_a.pk], result="no_answer", words="", by=world.zhou, at=AT).state for _ in range(3)]  # fmt: skip # noqa: E501
    assert states == ["open", "open", "to_visit"]
    assert client.post(silent, {"result": "confirmed"}).status_code == 422
    reached = reverse("duties:call", args=[by_household[world.household_b.pk]])
    assert client.post(reached, {"result": "differs", "words": "称未领到补助"}).status_code == 302
    with acting_as(world.zhou):
        assert Visit.objects.get().kind == "phone_follow_up"
        assert Issue.objects.get().household_id == world.household_b.pk


def test_a_plan_is_drafted_reviewed_and_approved_by_another_and_a_change_opens_it_again(world: Any) -> None:
    told: dict[str, Any] = {"household_id": world.household_a.pk, "year": 2026, "goal": "", "at": AT}
    plan = planning.draft_plan(**told, needs="医疗费用", by=world.lin)
    with pytest.raises(DutyProblem, match="where it stands"):
        planning.approve_plan(plan_id=plan.pk, by=world.zhou, at=AT)
    planning.review_plan(plan_id=plan.pk, by=world.wang, at=AT)
    with pytest.raises(DutyProblem, match="drafted"):
        planning.approve_plan(plan_id=plan.pk, by=world.lin, at=AT)
    with pytest.raises(DutyProblem, match="outside"):
        planning.approve_plan(plan_id=plan.pk, by=world.chen, at=AT)
    assert planning.approve_plan(plan_id=plan.pk, by=world.zhou, at=AT).approved_on == DAY
    again = planning.draft_plan(**told, needs="医疗费用、就学", by=world.wang)
    assert (again.pk, again.reopened_on, again.approved_on) == (plan.pk, DAY, None)


def test_help_that_does_not_fit_is_named_until_it_fits_and_has_landed(world: Any, client_of: Signed) -> None:
    monitored(world)
    client = client_of(world.lin)
    address = reverse("duties:plan", args=[world.household_a.pk])
    assert {r.id for r in client.get(address).context["broken"]} == {
        "monitored_without_plan", "monitored_nothing_landed", "fit_illness", "member_without_measure",
    }  # fmt: skip
    assert client.get(reverse("duties:plans") + "?rule=fit_illness").context["page"].paginator.count == 1
    given = {
        "kind": "health",
        "person": world.person_a.pk,
        "risk": "illness",
        "due": "2026-11-30",
        "content": "慢病签约",
    }
    assert client.post(reverse("duties:add-measure", args=[world.household_a.pk]), given).status_code == 302
    measure = client.get(address).context["measures"][0][0]
    done = reverse("duties:carry-out", args=[measure.pk])
    assert client.post(done).status_code == 422  # no evidence yet
    keep(
        PROOF,
        "签约.pdf",
        kind="document",
        by=world.lin,
        at=AT,
        area_code=world.village_a,
        about=("measure", measure.pk),
    )
    assert client.post(done).status_code == 302
    assert {r.id for r in client.get(address).context["broken"]} == {"monitored_without_plan"}
    assert client_of(world.chen).get(address).status_code == 404
    assert client_of(world.chen).post(done).status_code == 404


def test_the_papers_of_a_file_are_ticked_and_the_roster_prints(world: Any, client_of: Signed) -> None:
    monitored(world)
    client = client_of(world.lin)
    address = reverse("duties:binder", args=[world.household_a.pk])
    assert client.post(address, {"items": ["application", "publicity"]}).status_code == 302
    line = client.get(reverse("duties:binders")).context["table"][0]
    assert (line[3].present, line[3].of) == (2, 8)
    assert client.post(address, {"items": ["application"]}).status_code == 302
    roster = client.get(reverse("duties:binders") + "?print=1")
    assert roster.content.decode().count("☑") == 1
    assert client_of(world.chen).post(address, {"items": []}).status_code == 404


def test_every_page_is_for_those_who_open_files(world: Any, client_of: Signed) -> None:
    for who, status in (("wang", 200), ("auditor", 200), ("medical", 403), ("city", 403), ("administrator", 403)):
        for page in ("coverage", "list", "supervision", "binders", "plans"):
            assert client_of(getattr(world, who)).get(reverse(f"duties:{page}")).status_code == status, (who, page)
