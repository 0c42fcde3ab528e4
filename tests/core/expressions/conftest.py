"""Engines to ask: DuckDB in memory, and the run's PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from .small_fact import Answering


@pytest.fixture(scope="session")
def duck() -> Iterator[Answering]:
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        yield Answering("duckdb", lambda sql: connection.execute(sql).fetchall())


@pytest.fixture(scope="session")
def postgres(_server: Any) -> Iterator[Answering]:
    """The run's PostgreSQL; nothing is stored there, every relation is written into the query."""
    import psycopg

    from fangpin_web.server.home import ROLES, embedded_address

    place = embedded_address(_server, ROLES.web, "postgres")
    with psycopg.connect(
        host=place.host,
        port=place.port,
        dbname=place.database,
        user=place.user,
        passfile=str(place.passfile),
        autocommit=True,
    ) as connection:
        yield Answering("postgres", lambda sql: connection.execute(sql).fetchall())  # type: ignore[call-overload]
