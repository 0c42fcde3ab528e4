"""The second wall: row-level security, history triggers and grants, made from the models after every migrate.

The statements are idempotent and are never written into migrations, so a new ledger is walled in
by being declared. ``fangpin doctor`` compares what stands with what is said here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models import Model

from fangpin_web.access.guard import TableGuard, guard_of
from fangpin_web.records import first_load

# A range, not a LIKE: the index on area_code serves it. NULLIF: an empty or absent scope sees nothing.
_AREA = "NULLIF(current_setting('fangpin.area', true), '')"
IN_SCOPE = f"area_code >= {_AREA} AND area_code < {_AREA} || '~'"

# The same for rows to be written: the sub-select is computed once per statement. Not for reading, where the
# planner looks at the setting's value to see how many rows to expect.
INTO_SCOPE = f"area_code >= (SELECT {_AREA}) AND area_code < (SELECT {_AREA} || '~')"

HISTORY_FUNCTION = """
CREATE OR REPLACE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- named so that no column of any ledger has the same name
  told_officer bigint := NULLIF(current_setting('fangpin.officer', true), '')::bigint;
  told_why text := COALESCE(current_setting('fangpin.why', true), '');
  told_batch bigint := NULLIF(current_setting('fangpin.batch', true), '')::bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO history (ledger, row_id, area_code, op, was, by, why, batch_id, at)
    SELECT TG_ARGV[0], e.id, e.area_code, 'update', to_jsonb(e), told_officer, told_why, told_batch, clock_timestamp()
    FROM earlier e LEFT JOIN later l ON l.id = e.id WHERE l.id IS NULL OR e IS DISTINCT FROM l;
  ELSE
    INSERT INTO history (ledger, row_id, area_code, op, was, by, why, batch_id, at)
    SELECT TG_ARGV[0], e.id, e.area_code, 'delete', to_jsonb(e), told_officer, told_why, told_batch, clock_timestamp()
    FROM earlier e;
  END IF;
  RETURN NULL;
END $$"""

# Policies are dropped and made anew, so that none of an earlier version stays beside the present ones.
DROP_FUNCTION = """
CREATE OR REPLACE FUNCTION drop_policies(of_table text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE found record;
BEGIN
  FOR found IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = of_table LOOP
    EXECUTE format('DROP POLICY %I ON %I', found.policyname, of_table);
  END LOOP;
END $$"""


@dataclass(frozen=True, slots=True)
class Policy:
    """One row-level policy: which statements it is for, which rows it lets through, for which role."""

    name: str
    command: str
    using: str | None
    check: str | None
    role: str = "PUBLIC"

    def sql(self, table: str) -> str:
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        return f'CREATE POLICY {self.name} ON "{table}" FOR {self.command} TO {self.role}{using}{check}'


def policies_of(guard: TableGuard, *, owner: str) -> tuple[Policy, ...]:
    """The policies of a table; none where its rows are not scoped."""
    if not guard.scoped:
        return ()
    if guard.written_by_database:
        return (
            Policy("scope_read", "SELECT", IN_SCOPE, None),
            Policy("scope_write", "INSERT", None, "true", f'"{owner}"'),
        )
    if guard.open_insert:
        return (Policy("scope_read", "SELECT", IN_SCOPE, None), Policy("scope_write", "INSERT", None, "true"))
    if guard.shared:
        return (
            Policy("scope_read", "SELECT", "true", None),
            Policy("scope_insert", "INSERT", None, INTO_SCOPE),
            Policy("scope_update", "UPDATE", IN_SCOPE, INTO_SCOPE),
            Policy("scope_delete", "DELETE", IN_SCOPE, None),
        )
    return (Policy("scope", "ALL", IN_SCOPE, INTO_SCOPE),)


def privileges_of(guard: TableGuard) -> tuple[str, ...]:
    """What the web role may do to a table. TRUNCATE is never among them: no trigger of rows sees it."""
    if guard.written_by_database:
        return ("SELECT",)
    if guard.append_only:
        return ("SELECT", "INSERT")
    return ("SELECT", "INSERT", "UPDATE", "DELETE")


def guarded_models() -> Iterator[tuple[type[Model], TableGuard]]:
    """Every table of ours, with its guard."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model.__module__.startswith("fangpin_web."):  # noqa: SLF001
            yield model, guard_of(model)


def install(using: str = "owner") -> None:
    """Put up every wall. Run as the owner, after migrate, in one transaction.

    The tables are locked before the catalogue is touched: a vacuum at work on one of them, which writes to the
    catalogue at its end, would else wait for this transaction while this waits for the table.
    """
    owner, web, seal = (str(settings.DATABASES[alias]["USER"]) for alias in ("owner", "default", "seal"))
    tables = sorted(model._meta.db_table for model, _guard in guarded_models())  # noqa: SLF001
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE".format(", ".join(f'"{name}"' for name in tables)))
        for statement in _statements(owner=owner, web=web, seal=seal):
            cursor.execute(statement)


def _statements(*, owner: str, web: str, seal: str) -> Iterator[str]:
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f'GRANT USAGE ON SCHEMA public TO "{web}", "{seal}"'
    yield HISTORY_FUNCTION
    yield DROP_FUNCTION
    yield "REVOKE ALL ON FUNCTION keep_history(), drop_policies(text) FROM PUBLIC"
    yield from (first_load.TABLE, first_load.ONE_ASIDE, first_load.SET_ASIDE, first_load.PUT_BACK)
    yield "REVOKE ALL ON FUNCTION set_indexes_aside(text), put_indexes_back(text) FROM PUBLIC"
    yield "REVOKE ALL ON FUNCTION set_constraint_aside(text, text, text) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION set_indexes_aside(text), put_indexes_back(text) TO "{web}"'
    yield f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, "{web}", "{seal}"'
    # Sessions, content types and jobs belong to libraries; the web works with them as they are.
    yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{web}"'
    yield f'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{web}"'
    yield f'REVOKE ALL ON indexes_set_aside FROM "{web}"'
    yield f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{web}"'
    for model, guard in guarded_models():
        table = model._meta.db_table  # noqa: SLF001
        yield f'REVOKE ALL ON "{table}" FROM "{web}"'
        yield f'GRANT {", ".join(privileges_of(guard))} ON "{table}" TO "{web}"'
        if hasattr(model, "spec"):
            yield f'GRANT SELECT ON "{table}" TO "{seal}"'
        yield from _row_security(table, guard, owner)
        yield from _history(table, guard, str(getattr(getattr(model, "spec", None), "name", table)))


def _row_security(table: str, guard: TableGuard, owner: str) -> Iterator[str]:
    yield f"SELECT drop_policies('{table}')"
    if not guard.scoped:
        yield f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY'
        return
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
    for policy in policies_of(guard, owner=owner):
        yield policy.sql(table)


def _history(table: str, guard: TableGuard, name: str) -> Iterator[str]:
    for operation, tables in (
        ("UPDATE", "OLD TABLE AS earlier NEW TABLE AS later"),
        ("DELETE", "OLD TABLE AS earlier"),
    ):
        trigger = f"history_{operation.lower()}"
        if guard.history:
            yield (
                f'CREATE OR REPLACE TRIGGER {trigger} AFTER {operation} ON "{table}" REFERENCING {tables} '
                f"FOR EACH STATEMENT EXECUTE FUNCTION keep_history('{name}')"
            )
        else:
            yield f'DROP TRIGGER IF EXISTS {trigger} ON "{table}"'
