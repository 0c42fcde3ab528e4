"""From an empty server to a database one can work with; running it again changes nothing that is right."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from fangpin_web.config.environment import Environment
from fangpin_web.server.cluster import run_sql_as_admin
from fangpin_web.server.ground import ServerProblem
from fangpin_web.server.home import DATABASE, ROLES


def prepare_database(*, verbosity: int = 0) -> None:
    """Make roles and database (embedded only), keys, tables and walls. Idempotent; the server must be running.

    With FANGPIN_DATABASE_URL the three roles and the database exist already, made by whoever runs that
    server. Raises :class:`ServerProblem` when the field keys are not those of the database.
    """
    import django
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    environment: Environment = settings.FANGPIN
    if not environment.external:
        make_roles_and_database(environment)
    _make_secret_key(environment.keys_folder / "django.key")
    if not apps.ready:
        django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    _check_field_keys(environment)


def read_passwords(passfile: Path) -> dict[str, str]:
    """Passwords by role; raises :class:`ServerProblem` if the file is gone."""
    try:
        lines = passfile.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        raise ServerProblem(
            f"The passwords of the database roles are not in {passfile}.",
            "",
            "Restore the keys folder from its backup.",
        ) from None
    return {line.split(":")[3]: line.split(":", 4)[4] for line in lines if line}


def make_roles_and_database(environment: Environment) -> None:
    """The roles that log in, and an empty database, on the embedded server. Idempotent."""
    passwords = read_passwords(environment.passfile)
    attributes = {
        ROLES.owner: "NOBYPASSRLS",
        ROLES.web: "NOBYPASSRLS",
        ROLES.seal: "BYPASSRLS",
    }
    statements = [
        f"DO $$ BEGIN CREATE ROLE {role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$" for role in attributes
    ]
    statements += [
        f"ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION {bypass} "
        f"PASSWORD '{passwords[role]}'"
        for role, bypass in attributes.items()
    ]
    # Reads of the seal are all or an error: with row_security off a role that may not bypass fails loudly.
    statements += [
        f"ALTER ROLE {ROLES.seal} SET row_security = off",
        f"ALTER ROLE {ROLES.seal} SET default_transaction_read_only = on",
    ]
    run_sql_as_admin(environment, *statements)
    if not _database_exists(environment):
        run_sql_as_admin(environment, f"CREATE DATABASE {DATABASE} OWNER {ROLES.owner}")
    run_sql_as_admin(
        environment,
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {ROLES.web}",
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {ROLES.seal}",
    )


def _database_exists(environment: Environment) -> bool:
    import psycopg

    from fangpin_web.server.home import embedded_address

    place = embedded_address(environment, ROLES.admin, "postgres")
    with psycopg.connect(
        host=place.host, port=place.port, dbname=place.database, user=place.user, passfile=str(place.passfile)
    ) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is not None


def _make_secret_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))


def _check_field_keys(environment: Environment) -> None:
    """Make keys for a database that never had any; otherwise insist on those it was written with."""
    from fangpin_web.access.keys import key_ring, make_keys
    from fangpin_web.access.models import KeyPrint

    known = set(KeyPrint.objects.using("owner").values_list("fingerprint", flat=True))
    if not known and not environment.field_keys:
        make_keys(environment.home)
    key_ring.cache_clear()
    fingerprint = key_ring().fingerprint
    if not known:
        KeyPrint.objects.using("owner").create(fingerprint=fingerprint)
    elif fingerprint not in known:
        raise ServerProblem(
            "The field keys are not those this database was written with: no document number could be read.", "",
            f"Restore {environment.keys_folder}/fields.json (or FANGPIN_FIELD_KEYS) from its backup.",
        )  # fmt: skip
