"""A row of any ledger is corrected in a form made from its declaration; what stood there stays in the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from fangpin.ledgers import SPECS
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import HousingCheck, Loan
from fangpin_web.records.models.history import History
from fangpin_web.records.row_form import RowForm, corrected_columns

ClientOf = Callable[[Any], Client]


@pytest.fixture
def loan(world: Any) -> Loan:
    with acting_as(world.lin, "a loan"):
        return Loan.objects.create(
            area_code=world.village_a,
            household=world.household_a,
            amount_yuan=Decimal("50000.00"),
            lent_on=date(2026, 3, 1),
            entered_at=world.now,
        )


def said(page: Any, **otherwise: str) -> dict[str, str]:
    """The form as the browser would send it back, with some fields otherwise."""
    form = page.context["form"]
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {n: "" if v is None else str(v) for n, v in shown.items()} | {"why": "按合同更正"} | otherwise


@pytest.mark.parametrize("name", [n for n, s in SPECS.items() if not s.internal])
def test_every_ledger_has_a_form_of_its_declared_columns(world: Any, name: str) -> None:
    form = RowForm(SPECS[name], policy=policy_in_force())
    assert [n for n in form.fields if n not in ("why", "opened_at")] == [c.name for c in corrected_columns(SPECS[name])]


def test_a_correction_lands_and_the_row_before_stays_in_the_history(
    world: Any, loan: Loan, client_of: ClientOf
) -> None:
    lin = client_of(world.lin)
    page = lin.get(f"/ledgers/loan/{loan.pk}/")
    assert lin.post(f"/ledgers/loan/{loan.pk}/", said(page, amount_yuan="30000.00")).status_code == 302
    with acting_as(world.lin):
        assert Loan.objects.get().amount_yuan == Decimal("30000.00")
        was = History.objects.get(ledger="loan")
    assert (was.was["amount_yuan"], was.why, was.by) == (50000.0, "按合同更正", world.lin.pk)


def test_an_emptied_field_becomes_unknown_and_not_zero(world: Any, loan: Loan, client_of: ClientOf) -> None:
    lin = client_of(world.lin)
    lin.post(f"/ledgers/loan/{loan.pk}/", said(lin.get(f"/ledgers/loan/{loan.pk}/"), amount_yuan=""))
    with acting_as(world.lin):
        assert Loan.objects.get().amount_yuan is None


def test_of_two_officers_the_second_is_told_and_writes_nothing(world: Any, loan: Loan, client_of: ClientOf) -> None:
    lin, zhou = client_of(world.lin), client_of(world.zhou)
    opened = lin.get(f"/ledgers/loan/{loan.pk}/")
    zhou.post(f"/ledgers/loan/{loan.pk}/", said(zhou.get(f"/ledgers/loan/{loan.pk}/"), bank="信用社"))
    answer = lin.post(f"/ledgers/loan/{loan.pk}/", said(opened, amount_yuan="1.00"))
    assert answer.status_code == 422
    with acting_as(world.lin):
        assert Loan.objects.get().amount_yuan == Decimal("50000.00")


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("zhou", 200), ("chen", 404), ("wang", 403), ("city", 403)])
def test_only_the_desk_of_that_area_opens_the_form(
    world: Any, loan: Loan, client_of: ClientOf, who: str, status: int
) -> None:
    assert client_of(getattr(world, who)).get(f"/ledgers/loan/{loan.pk}/").status_code == status


@pytest.mark.parametrize(
    ("otherwise", "field"),
    [({"why": ""}, "why"), ({"amount_yuan": "abc"}, "amount_yuan"), ({"due_on": "32"}, "due_on")],
)
def test_a_refused_form_says_where_and_writes_nothing(
    world: Any, loan: Loan, client_of: ClientOf, otherwise: dict[str, str], field: str
) -> None:
    lin = client_of(world.lin)
    answer = lin.post(f"/ledgers/loan/{loan.pk}/", said(lin.get(f"/ledgers/loan/{loan.pk}/"), **otherwise))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    with acting_as(world.lin):
        assert not History.objects.filter(ledger="loan").exists()


def test_a_code_outside_its_list_is_refused(world: Any, client_of: ClientOf) -> None:
    with acting_as(world.lin):
        check = HousingCheck.objects.create(
            area_code=world.village_a,
            household=world.household_a,
            grade="A",
            checked_on=date(2026, 5, 1),
            entered_at=world.now,
        )
    lin = client_of(world.lin)
    address = f"/ledgers/housing_check/{check.pk}/"
    assert lin.post(address, said(lin.get(address), grade="Z")).status_code == 422


def test_opening_a_row_in_full_is_in_the_log(world: Any, loan: Loan, client_of: ClientOf) -> None:
    client_of(world.lin).get(f"/ledgers/loan/{loan.pk}/")
    with acting_as(world.zhou):
        assert AccessLog.objects.filter(officer_id=world.lin.pk, act="show", ledger="loan").count() == 1
