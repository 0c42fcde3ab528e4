"""The doctor finds a sound installation sound, and each missing wall by name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest
from django.conf import settings
from django.db import connections

from fangpin_web.access.walls import install
from fangpin_web.server import doctor, prepare_database
from fangpin_web.server.cluster import run_sql_as_admin


def as_admin(database: str, *statements: str) -> None:
    run_sql_as_admin(settings.FANGPIN, *statements, database=database)


def test_a_finished_database_is_sound_and_stays_so_when_prepared_again(fresh_database: str) -> None:
    assert doctor() == []
    install()
    assert doctor() == []


@pytest.mark.parametrize(
    ("damage", "where", "what"),
    [
        ("ALTER TABLE ledger_loan NO FORCE ROW LEVEL SECURITY", "ledger_loan", "not enabled and forced"),
        ("ALTER TABLE ledger_loan DISABLE ROW LEVEL SECURITY", "ledger_loan", "not enabled and forced"),
        ("DROP POLICY scope ON ledger_person", "ledger_person", "policies differ: scope"),
        ("ALTER POLICY scope ON ledger_person USING (true)", "ledger_person", "policies differ"),
        ("CREATE POLICY more ON ledger_person USING (true)", "ledger_person", "policies differ: more"),
        ("DROP TRIGGER history_delete ON ledger_risk", "ledger_risk", "history_delete"),
        ("ALTER TABLE ledger_risk DISABLE TRIGGER history_update", "ledger_risk", "history_update"),
        ("GRANT TRUNCATE ON ledger_household TO fangpin_web", "ledger_household", "TRUNCATE"),
        ("GRANT UPDATE ON access_log TO fangpin_web", "access_log", "may INSERT, SELECT, UPDATE instead of"),
        ("REVOKE SELECT ON ledger_loan FROM fangpin_seal", "ledger_loan", "missing from snapshots"),
        ("CREATE VIEW all_loans AS SELECT * FROM ledger_loan", "all_loans", "ignores row-level security"),
        ("ALTER TABLE ledger_loan OWNER TO fangpin_web", "fangpin_web", "owns tables"),
        ("DROP TABLE ledger_coverage", "ledger_coverage", "the table is missing"),
        ("DELETE FROM key_print", "/keys", "not those the database was written with"),
        ("DELETE FROM django_migrations WHERE app = 'access'", "database", "1 migrations have not been run"),
    ],
)
def test_what_is_missing_is_named(fresh_database: str, damage: str, where: str, what: str) -> None:
    as_admin(fresh_database, damage)
    found = [f for f in doctor() if f.where.endswith(where) and what in f.what]
    assert found, doctor()


def test_preparing_again_repairs_the_walls(fresh_database: str) -> None:
    as_admin(
        fresh_database,
        "ALTER POLICY scope ON ledger_person USING (true)",
        "DROP TRIGGER history_delete ON ledger_risk",
        "GRANT ALL ON ledger_household TO fangpin_web",
    )
    assert len(doctor()) == 3
    install()
    assert doctor() == []


def test_walls_wait_for_a_table_that_is_being_tidied(fresh_database: str) -> None:
    """As a vacuum does: it holds the table, and writes to the catalogue before it lets go."""

    def again() -> None:
        install()
        connections["owner"].close()

    tidying, watching = (connections["owner"].copy() for _ in range(2))
    with ThreadPoolExecutor(1) as pool, tidying.cursor() as cursor, watching.cursor() as watch:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE ledger_loan IN SHARE UPDATE EXCLUSIVE MODE")
        installed = pool.submit(again)
        deadline = monotonic() + 20
        waiting = False
        while not waiting and monotonic() < deadline:
            watch.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'ledger_loan'::regclass")
            waiting = watch.fetchone()[0] > 0
        assert waiting
        cursor.execute("GRANT SELECT ON ledger_loan TO fangpin_seal")
        cursor.execute("COMMIT")
        installed.result(timeout=60)
    tidying.close()
    watching.close()
    assert doctor() == []


def test_keys_of_another_installation_are_refused_before_anything_is_written(fresh_database: str, monkeypatch) -> None:
    from dataclasses import replace

    from fangpin_web.access.keys import key_ring
    from fangpin_web.server import ServerProblem

    other = '{"index": "' + "00" * 16 + '", "current": 1, "fields": {"1": "' + "11" * 16 + '"}}'
    monkeypatch.setattr(settings, "FANGPIN", replace(settings.FANGPIN, field_keys=other))
    with pytest.raises(ServerProblem, match="not those this database was written with"):
        prepare_database()
    key_ring.cache_clear()


def test_the_seal_role_reads_all_or_fails_loudly_and_writes_nothing(fresh_database: str) -> None:
    from django.db import ProgrammingError
    from django.db.utils import InternalError

    with connections["seal"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_person")
        with pytest.raises((ProgrammingError, InternalError)):
            cursor.execute("INSERT INTO ledger_person (area_code, entered_at) VALUES ('77', now())")
    with connections["default"].cursor() as cursor:
        cursor.execute("SET row_security = off")
        with pytest.raises(ProgrammingError, match="row-level security"):
            cursor.execute("SELECT count(*) FROM ledger_person")
