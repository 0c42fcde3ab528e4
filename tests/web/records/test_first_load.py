"""A large first load builds its indexes at the end; nothing else about it differs."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pyarrow as pa
import pytest
from django.db import connection, connections

from fangpin_web.access.scope import acting_as
from fangpin_web.records import bulk, first_load
from fangpin_web.records.bulk import BulkProblem, land
from fangpin_web.records.first_load import indexes_set_aside
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
    """Its indexes and foreign keys, each with what it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s
            UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY 1""",
            [table, table],
        )
        return cursor.fetchall()


@pytest.fixture
def known(world):
    """What stands before the transaction: rows it has written itself are still to be checked."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return world


@pytest.fixture
def never_loaded(django_db_setup, django_db_blocker) -> str:
    """A table as on the first day: rows of other tests were rolled back, and leave their pages behind."""
    with django_db_blocker.unblock():
        told = connections["owner"].get_connection_params()
    address = {
        name: told[name] for name in ("host", "port", "dbname", "user", "password", "passfile") if told.get(name)
    }
    with psycopg.connect(**address, autocommit=True) as owner:
        owner.execute("VACUUM ledger_award")
    return "ledger_award"


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


def test_while_rows_land_no_foreign_key_is_checked_and_afterwards_all_are(never_loaded, known, monkeypatch) -> None:
    before = indexes(never_loaded)
    awards = loans(known, 2).drop_columns(["contract"])
    awards = awards.append_column("award", pa.array(["甲", "乙"])).append_column("year", pa.array([2026, 2026]))
    gone = pa.array([known.household_a.pk, 999_999_999], pa.int64())
    monkeypatch.setattr(bulk, "_check_references", lambda *_: None)
    with acting_as(known.lin):
        with indexes_set_aside(never_loaded, 10, using="default"):
            assert not [held for _name, held in indexes(never_loaded) if held.startswith("FOREIGN KEY")]
        assert indexes(never_loaded) == before
        with pytest.raises(BulkProblem, match="refer to rows that are gone"):
            land("award", awards.set_column(2, "household_id", gone))
    assert indexes(never_loaded) == before
    assert sum(held.startswith("FOREIGN KEY") for _name, held in before) == 3


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
