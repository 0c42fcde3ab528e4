"""The household file: who opens it, what is masked, what is logged."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.records.models import IncomeAccount

ClientOf = Callable[[Officer], Client]


def log_of(world: Any) -> list[tuple[str, str, str, int | None]]:
    with acting_as(world.zhou):
        return list(AccessLog.objects.order_by("id").values_list("officer_name", "act", "purpose", "household_id"))


def page_of(world: Any, name: str = "records:household") -> str:
    return reverse(name, args=[world.household_a.pk])


def test_opening_a_file_masks_the_name_and_is_logged(world: Any, client_of: ClientOf) -> None:
    page = client_of(world.lin).get(page_of(world) + "?from=clue")
    assert page.status_code == 200
    assert "张＊" in page.content.decode()
    assert "张三" not in page.content.decode()
    assert log_of(world) == [("林一", "read", "clue", world.household_a.pk)]


def test_a_file_of_another_town_is_not_there_and_leaves_no_line(world: Any, client_of: ClientOf) -> None:
    assert client_of(world.chen).get(page_of(world)).status_code == 404
    assert log_of(world) == []


def test_showing_names_is_an_act_with_a_purpose(world: Any, client_of: ClientOf) -> None:
    client = client_of(world.lin)
    assert client.post(page_of(world, "records:show"), {"purpose": ""}).status_code == 422
    assert client.get(page_of(world, "records:show")).status_code == 405
    shown = client.post(page_of(world, "records:show"), {"purpose": "visit"}, follow=True).content.decode()
    assert "张三" in shown
    assert "770101199001011234" in shown
    assert ("林一", "show", "visit", world.household_a.pk) in log_of(world)
    hidden = client.post(page_of(world, "records:hide"), follow=True).content.decode()
    assert "张三" not in hidden


def test_what_one_officer_shows_another_does_not_see(world: Any, client_of: ClientOf) -> None:
    client_of(world.lin).post(page_of(world, "records:show"), {"purpose": "visit"})
    assert "张三" not in client_of(world.zhou).get(page_of(world)).content.decode()


def test_printing_is_logged_and_carries_name_time_and_purpose(world: Any, client_of: ClientOf) -> None:
    printed = client_of(world.zhou).post(page_of(world, "records:print"), {"purpose": "inspection"})
    assert printed.status_code == 200
    assert "周四（zhou）" in printed.context["mark"]
    assert ("周四", "print", "inspection", world.household_a.pk) in log_of(world)


def test_open_show_and_print_by_three_roles_are_all_found_in_the_log(world: Any, client_of: ClientOf) -> None:
    for officer in (world.wang, world.lin, world.auditor):
        client = client_of(officer)
        client.get(page_of(world))
        client.post(page_of(world, "records:show"), {"purpose": "visit"})
        client.post(page_of(world, "records:print"), {"purpose": "visit"})
    acts = {(name, act) for name, act, _purpose, household in log_of(world) if household == world.household_a.pk}
    assert acts == {(n, a) for n in ("王三", "林一", "冯七") for a in ("read", "show", "print")}


def test_city_department_and_administrator_open_no_file(world: Any, client_of: ClientOf) -> None:
    for officer in (world.city, world.medical, world.administrator):
        assert client_of(officer).get(page_of(world)).status_code == 403
    assert client_of(world.zhou).get(page_of(world)).status_code == 200


def account(world: Any, **amounts: Decimal | None) -> None:
    with acting_as(world.zhou):
        IncomeAccount.objects.create(
            household=world.household_a,
            area_code=world.village_a,
            period_from_on="2025-10-01",
            period_to_on="2026-09-30",
            entered_at=world.now,
            **amounts,
        )


def test_income_is_a_sum_to_the_fen(world: Any, client_of: ClientOf) -> None:
    account(
        world,
        members=3,
        wage_yuan=Decimal(24000),
        business_yuan=Decimal("6800.50"),
        property_yuan=Decimal(0),
        transfer_yuan=Decimal(5120),
        cost_yuan=Decimal(1900),
    )
    income = client_of(world.lin).get(page_of(world)).context["file"].incomes[0]
    assert income.total == Decimal("34020.50")
    assert income.per_person == Decimal("11340.17")


def test_an_unknown_part_makes_the_sum_unknown_and_says_what_is_known(world: Any, client_of: ClientOf) -> None:
    account(world, members=3, wage_yuan=Decimal(24000), transfer_yuan=None)
    page = client_of(world.lin).get(page_of(world))
    income = page.context["file"].incomes[0]
    assert income.total is None
    assert income.known == Decimal(24000)
    assert 'class="unknown"' in page.content.decode()
