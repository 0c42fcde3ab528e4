"""A large first load builds its indexes at the end; nothing else about it differs."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest
from django.db import connection

from fangpin_web.access.scope import acting_as
from fangpin_web.records import first_load
from fangpin_web.records.bulk import BulkProblem, land
from fangpin_web.records.models import Loan

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 31, tzinfo=UTC)


def loans(world, count: int, contracts: list[str | None] | None = None) -> pa.Table:
    return pa.table(
        {
            "area_code": pa.array([world.village_a] * count),
            "entered_at": pa.array([AT] * count, pa.timestamp("us", tz="UTC")),
            "household_id": pa.array([world.household_a.pk] * count, pa.int64()),
            "contract": pa.array(contracts or [f"C{i}" for i in range(count)]),
        }
    )


def indexes(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s ORDER BY 1", [table])
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def _any_load_is_large(monkeypatch) -> None:
    monkeypatch.setattr(first_load, "WORTH_IT_ROWS", 1)


def test_the_same_indexes_stand_afterwards_and_the_rows_are_there(world) -> None:
    before = indexes("ledger_loan")
    with acting_as(world.lin):
        land("loan", loans(world, 10))
        assert Loan.objects.count() == 10
    assert indexes("ledger_loan") == before
    assert len(before) > 3


def test_a_key_given_twice_is_refused_and_the_indexes_stand(world) -> None:
    before = indexes("ledger_loan")
    with acting_as(world.lin), pytest.raises(BulkProblem, match=r"same key is there already \(2 rows"):
        land("loan", loans(world, 3, ["C1", "C2", "C1"]))
    assert indexes("ledger_loan") == before
    with acting_as(world.lin):
        assert not Loan.objects.exists()


def test_a_table_that_holds_rows_keeps_its_indexes(world) -> None:
    with acting_as(world.lin), connection.cursor() as cursor:
        land("loan", loans(world, 1))
        cursor.execute("SELECT set_indexes_aside('ledger_loan')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("table", ["history", "officer_account", "no_such_table", "ledger_nothing"])
def test_no_other_table_is_touched(world, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_indexes_aside(%s)", [table])
        assert cursor.fetchone() == (False,)
