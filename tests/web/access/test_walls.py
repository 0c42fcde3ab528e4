"""What the database itself refuses, whoever asks and however."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from fangpin.ledgers import SPECS
from fangpin_web.access.scope import acting_as, nobody
from fangpin_web.access.walls import guarded_models
from fangpin_web.records.models import LEDGER_MODELS, Area, Household, Person
from fangpin_web.records.models.history import History

pytestmark = pytest.mark.django_db


def test_the_web_logs_in_as_a_role_that_owns_nothing_and_bypasses_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("fangpin_web", False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user AND relpersistence = 'p'"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
        assert cursor.fetchone() == (0,)


def test_every_ledger_has_a_table() -> None:
    assert list(LEDGER_MODELS) == list(SPECS)


def test_lin_sees_her_town_and_chen_his(world) -> None:
    with acting_as(world.lin):
        assert list(Household.objects.all()) == [world.household_a]
    with acting_as(world.chen):
        assert list(Household.objects.all()) == [world.household_b]
    with acting_as(world.zhou):
        assert Household.objects.count() == 2


def test_the_city_and_a_stranger_see_no_row(world) -> None:
    with acting_as(world.city):
        assert Household.objects.count() == Person.objects.count() == 0
    with nobody():
        assert Household.objects.count() == Person.objects.count() == 0
    assert Household.objects.count() == 0  # outside any scope


def test_areas_are_read_by_all_and_written_by_their_own(world) -> None:
    with acting_as(world.city):
        assert Area.objects.count() == 5
    with acting_as(world.lin):
        assert Area.objects.filter(code=world.village_b).update(name="别的村") == 0
        assert Area.objects.filter(code=world.village_a).update(name="甲二村") == 1


def test_nobody_writes_a_row_outside_his_area(world) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(world.lin):
        Household.objects.create(area_code=world.village_b, entered_at=world.now)
    with acting_as(world.lin), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Household.objects.filter(pk=world.household_a.pk).update(area_code=world.village_b)


def test_a_nested_scope_gives_the_outer_one_back(world) -> None:
    with acting_as(world.lin):
        with acting_as(world.zhou):
            assert Household.objects.count() == 2
        assert Household.objects.count() == 1
        with pytest.raises(ZeroDivisionError), acting_as(world.zhou):
            _ = 1 / 0
        assert Household.objects.count() == 1


def test_each_change_is_kept_with_who_and_why_even_by_raw_sql(world) -> None:
    with acting_as(world.lin, "核实", batch=7), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_household SET head_name = '张改' WHERE id = %s", [world.household_a.pk])
        kept = History.objects.get(ledger="household", row_id=world.household_a.pk)
    assert (kept.op, kept.by, kept.why, kept.batch_id) == ("update", world.lin.pk, "核实", 7)
    assert kept.was["head_name"] == "张三"


def test_an_update_that_changes_nothing_leaves_no_history(world) -> None:
    with acting_as(world.lin):
        Household.objects.filter(pk=world.household_a.pk).update(head_name="张三")
        assert not History.objects.filter(ledger="household").exists()


def test_a_deletion_is_kept(world) -> None:
    with acting_as(world.zhou):
        lonely = Household.objects.create(area_code=world.village_b, code="H9", entered_at=world.now)
        lonely.delete()
        assert History.objects.get(op="delete").was["code"] == "H9"
    with acting_as(world.lin):
        assert not History.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE ledger_household CASCADE",
        "DELETE FROM history",
        "INSERT INTO history (ledger, row_id, area_code, op, was, why, at) VALUES ('x', 1, '77', 'x', '{}', '', now())",
        "UPDATE access_log SET purpose = 'x'",
        "DELETE FROM access_log",
        "ALTER TABLE ledger_household DISABLE ROW LEVEL SECURITY",
        "DROP TRIGGER history_update ON ledger_household",
        "SET ROLE fangpin_owner",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "INSERT INTO indexes_set_aside VALUES ('ledger_loan', 'GRANT ALL ON history TO fangpin_web')",
        "SELECT drop_policies('ledger_loan')",
    ],
)
def test_the_web_role_cannot(world, statement: str) -> None:
    with acting_as(world.zhou), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_index_on_the_area_serves_the_scope(world) -> None:
    with acting_as(world.lin), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM ledger_person ORDER BY area_code, id LIMIT 50")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "person_area" in plan
    assert "Index Cond" in plan


def test_every_table_with_an_area_is_scoped_unless_named_here() -> None:
    """A model that forgets its guard is scoped; one that opts out is named here, so that somebody looks at it."""
    open_to_all = {m.__name__ for m, g in guarded_models() if not g.scoped and hasattr(m, "area_code")}
    counts = {"Tally", "WorklistTally", "SchemeTally", "MovedFigure", "SignedBulletin"}
    assert open_to_all == {"Officer", *counts}  # who signs in; counts and numbers without personal data
