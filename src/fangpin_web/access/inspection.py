"""Compare the walls that stand in the database with those the models ask for."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import connections, transaction

from fangpin_web.access.guard import TableGuard
from fangpin_web.access.walls import guarded_models, policies_of, privileges_of


def missing_walls(using: str = "owner") -> Iterator[tuple[str, str]]:
    """(table, what is wrong) for every difference. Reads the catalogue only; run as the owner."""
    owner, web, seal = (str(settings.DATABASES[alias]["USER"]) for alias in ("owner", "default", "seal"))
    yield from _roles(using, web, seal)
    yield from _views(using)
    security, policies, triggers, grants = (_rows(using, query) for query in (_SECURITY, _POLICIES, _TRIGGERS, _GRANTS))
    expected_text = _as_postgres_prints(using)
    for model, guard in guarded_models():
        table = model._meta.db_table  # noqa: SLF001 - Django's public name
        enabled = {(row[1], row[2]) for row in security if row[0] == table}
        if not enabled:
            yield table, "the table is missing; migrations have not been run"
            continue
        if guard.scoped and enabled != {(True, True)}:
            yield table, "row-level security is not enabled and forced"
        stand = {tuple(row[1:]) for row in policies if row[0] == table}
        wanted = {
            (p.name, p.command, expected_text.get(p.using), expected_text.get(p.check))
            for p in policies_of(guard, owner=owner)
        }
        if stand != wanted:
            yield table, f"row-level policies differ: {', '.join(sorted(str(s[0]) for s in stand ^ wanted))}"
        yield from _history(table, guard, {str(row[1]) for row in triggers if row[0] == table and row[2] != "D"})
        held = {str(row[2]) for row in grants if row[0] == table and row[1] == web}
        if held != set(privileges_of(guard)):
            yield (
                table,
                f"{web} may {', '.join(sorted(held)) or 'nothing'} instead of {', '.join(privileges_of(guard))}",
            )
        if hasattr(model, "spec") and "SELECT" not in {str(r[2]) for r in grants if r[0] == table and r[1] == seal}:
            yield table, f"{seal} may not read it, so it would be missing from snapshots"


def _history(table: str, guard: TableGuard, stand: set[str]) -> Iterator[tuple[str, str]]:
    if guard.history and (absent := {"history_update", "history_delete"} - stand):
        yield table, f"changes leave no history: trigger {', '.join(sorted(absent))} is missing or disabled"


def _roles(using: str, web: str, seal: str) -> Iterator[tuple[str, str]]:
    attributes = {str(row[0]): tuple(row[1:]) for row in _rows(using, _ROLES)}
    for role, bypass in ((web, False), (seal, True)):
        superuser, bypasses, memberships, owned = attributes.get(role, (False, False, 0, 0))
        if role not in attributes:
            yield role, "the role is missing"
        if superuser or memberships or owned:
            yield role, "the role is a superuser, a member of another role, or owns tables; it must be none of these"
        if bypasses != bypass:
            yield (
                role,
                "the role bypasses row-level security" if bypasses else "the role does not bypass row-level security",
            )


def _views(using: str) -> Iterator[tuple[str, str]]:
    for (name,) in _rows(using, _OPEN_VIEWS):
        yield str(name), "the view ignores row-level security; make it WITH (security_invoker = true)"


def _as_postgres_prints(using: str) -> dict[str | None, str | None]:
    """Each policy expression as this server prints it back: asked of a temporary table, not guessed."""
    expressions = {
        e for _model, guard in guarded_models() for p in policies_of(guard, owner="x") for e in (p.using, p.check) if e
    }
    printed: dict[str | None, str | None] = {None: None}
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for number, expression in enumerate(sorted(expressions)):
            name = f"wall_sample_{number}"
            cursor.execute(f'CREATE TEMPORARY TABLE {name} (area_code varchar(12) COLLATE "C") ON COMMIT DROP')
            cursor.execute(f"CREATE POLICY sample ON {name} USING ({expression})")
            cursor.execute("SELECT qual FROM pg_policies WHERE tablename = %s", [name])
            printed[expression] = cursor.fetchone()[0]
    return printed


def _rows(using: str, query: str) -> list[tuple[object, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


_SECURITY = """
    SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"""
_POLICIES = "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'"
_TRIGGERS = """
    SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace"""
_GRANTS = """
    SELECT c.relname, a.grantee::regrole::text, a.privilege_type
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"""
_ROLES = """
    SELECT r.rolname, r.rolsuper, r.rolbypassrls,
           (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid),
           (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relpersistence = 'p')
    FROM pg_roles r"""
_OPEN_VIEWS = """
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
    AND NOT ('security_invoker=true' = ANY (COALESCE(reloptions, '{}')))"""
