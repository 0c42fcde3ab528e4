"""The list page every ledger has, made from its declaration."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from fangpin.ledgers import SPECS
from fangpin_web.access.masking import masked_name
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.pages import exporting
from fangpin_web.pages.exporting import harmless
from fangpin_web.records.listing import columns_shown, extract_values
from fangpin_web.records.models import LEDGER_MODELS, Loan

ClientOf = Callable[[Officer], Client]
SHOWN = [name for name, spec in SPECS.items() if not spec.internal]


@pytest.fixture
def loans(world: Any) -> Any:
    with acting_as(world.zhou):
        for household, area, bank in (
            (world.household_a, world.village_a, '=HYPERLINK("http://x")'),
            (world.household_b, world.village_b, "示例银行"),
        ):
            Loan.objects.create(
                household=household,
                area_code=area,
                contract=f"C{area}",
                bank=bank,
                amount_yuan=Decimal(50000),
                lent_on="2026-01-05",
                entered_at=world.now,
                batch_id=7,
                sheet_no=2,
                row_no=14,
            )
    return world


@pytest.mark.parametrize("name", SHOWN)
def test_every_ledger_has_a_list(world: Any, client_of: ClientOf, name: str) -> None:
    assert client_of(world.zhou).get(reverse("records:ledger", args=[name])).status_code == 200


def test_a_township_sees_its_own_rows_only(loans: Any, client_of: ClientOf) -> None:
    address = reverse("records:ledger", args=["loan"])
    assert [row.area_code for row, _ in client_of(loans.lin).get(address).context["table"]] == [loans.village_a]
    assert [row.area_code for row, _ in client_of(loans.chen).get(address).context["table"]] == [loans.village_b]
    assert len(client_of(loans.zhou).get(address).context["table"]) == 2


def test_a_list_filters_by_place_and_day_and_refuses_what_it_cannot_read(loans: Any, client_of: ClientOf) -> None:
    address, client = reverse("records:ledger", args=["loan"]), client_of(loans.zhou)
    assert len(client.get(address, {"area": loans.town_a}).context["table"]) == 1
    assert len(client.get(address, {"since": "2026-02-01"}).context["table"]) == 0
    assert client.get(address, {"since": "yesterday"}).status_code == 422


def test_a_row_says_the_cell_it_came_from(loans: Any, client_of: ClientOf) -> None:
    page = client_of(loans.lin).get(reverse("records:ledger", args=["loan"])).content.decode()
    assert "14" in page
    assert "7" in page


def test_a_list_is_logged_with_the_number_of_rows(loans: Any, client_of: ClientOf) -> None:
    client_of(loans.lin).get(reverse("records:ledger", args=["loan"]))
    with acting_as(loans.zhou):
        line = AccessLog.objects.get()
    assert (line.act, line.ledger, line.rows, line.officer_name) == ("read", "loan", 1, "林一")


def test_an_export_carries_name_and_time_runs_nothing_and_is_logged(loans: Any, client_of: ClientOf) -> None:
    address = reverse("records:ledger-export", args=["loan"])
    answer = client_of(loans.lin).post(address, {"purpose": "report", "shape": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "林一（lin）" in rows[0][0]
    assert any(cell.startswith("'=HYPERLINK") for cell in rows[2])
    workbook = openpyxl.load_workbook(
        io.BytesIO(client_of(loans.lin).post(address, {"purpose": "report", "shape": "xlsx"}).content)
    )
    cells = [cell for row in workbook.worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    with acting_as(loans.zhou):
        acts = list(AccessLog.objects.values_list("act", "purpose", "rows"))
    assert acts == [("export", "report", 1), ("export", "report", 1)]


def test_an_export_without_purpose_is_422_and_a_village_exports_nothing(loans: Any, client_of: ClientOf) -> None:
    address = reverse("records:ledger-export", args=["loan"])
    assert client_of(loans.lin).post(address, {"shape": "csv"}).status_code == 422
    assert client_of(loans.wang).post(address, {"purpose": "report", "shape": "csv"}).status_code == 403
    assert client_of(loans.lin).post(address, {"purpose": "report", "shape": "csv"}).status_code == 200


def test_every_ledger_leaves_as_a_file_with_a_value_for_each_heading() -> None:
    for name in SHOWN:
        spec = SPECS[name]
        header = ["place", *(c.zh for c in columns_shown(spec)), "batch", "sheet", "row"]
        row = extract_values(spec, LEDGER_MODELS[name](), places={}, policy=None, mask=masked_name)
        assert len(row) == len(header), name
        extract = exporting.Extract(title=spec.zh, header=header, rows=[row], mark="演示数据")
        assert spec.columns[0].zh in exporting.text(extract).decode("utf-8-sig") or len(columns_shown(spec)) == 0
        assert exporting.workbook(extract)[:2] == b"PK", name


def test_ledgers_of_mechanisms_not_in_use_stand_apart(world: Any, client_of: ClientOf) -> None:
    page = client_of(world.zhou).get(reverse("records:ledgers")).content.decode()
    used, idle = page.split("<details", 1)
    assert "/ledgers/household/" in used
    assert "/ledgers/pv_station/" in idle
    assert "/ledgers/pv_station/" not in used


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "\t=1", "  =1", "＝1", "\r\n=1"])
def test_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text).startswith("'")


def test_the_dictionary_has_every_ledger_and_column(world: Any, client_of: ClientOf) -> None:
    client = client_of(world.city)
    whole = client.get(reverse("records:dictionary")).content.decode()
    assert all(spec.zh in whole for spec in SPECS.values())
    for name, spec in SPECS.items():
        page = client.get(reverse("records:dictionary-ledger", args=[name])).content.decode()
        assert all(column.stored_name in page for column in spec.columns)
