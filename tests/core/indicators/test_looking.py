"""A look at a ledger tells exactly whether some value of a key is in two of its rows."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangpin.indicators.looking import LARGE, Look, could_be_once, is_once


def holding(keys: list[int | None]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE membership (person_id BIGINT)")
    connection.executemany("INSERT INTO membership VALUES (?)", [[key] for key in keys] or [[None]])
    if not keys:
        connection.execute("DELETE FROM membership")
    return connection


@given(st.lists(st.none() | st.integers(-200, 200) | st.integers(-(2**63), 2**63 - 1), max_size=12))
def test_a_key_is_held_once_where_no_two_rows_have_it_and_none_is_without(keys: list[int | None]) -> None:
    with holding(keys) as connection:
        assert is_once(connection, "membership", "person_id") is (None not in keys and len(set(keys)) == len(keys))
        assert Look(connection).rows_in(["membership"]) == {"membership": len(keys)}


@pytest.mark.parametrize(("last", "once"), [(39_999, False), (40_000, True), (20_000, False)])
def test_one_doubled_subject_among_many_is_found(last: int, *, once: bool) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE membership AS SELECT range AS person_id FROM range(40000) UNION ALL SELECT {last}"  # noqa: S608
        )
        assert is_once(connection, "membership", "person_id") is once


def test_only_large_ledgers_are_looked_at_and_only_by_whole_numbers() -> None:
    keys = frozenset(
        {("membership", "person_id"), ("membership", "area_code"), ("a_fact", "person_id"), ("loan", "id")}
    )
    assert could_be_once(keys, {"membership_spells": LARGE, "loan": LARGE - 1}) == [("membership", "person_id")]


def test_areas_are_those_of_the_day_and_looked_at_once() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE area_spells (code VARCHAR, from_on DATE, to_on DATE)")
        connection.execute("CREATE TABLE household (area_code VARCHAR)")
        connection.execute("CREATE TABLE coverage (ledger VARCHAR)")
        connection.execute(
            "INSERT INTO area_spells VALUES ('532501', '2020-01-01', NULL), ('532501003007', NULL, NULL), "
            "('532501003005', '2020-01-01', '2024-01-01'), ('532501003006', '2024-01-01', NULL)"
        )
        connection.execute("INSERT INTO household VALUES ('532501003009'), ('532501'), (NULL)")
        look = Look(connection)
        before, after = date(2023, 12, 31), date(2024, 1, 1)
        assert look.areas(before) == {"532501", "532501003005"}
        assert look.villages(before) == {"532501003005", "532501003009"}
        connection.execute("DROP TABLE area_spells; DROP TABLE household")
        assert look.areas(after) == {"532501", "532501003006"}
        assert look.villages(after) == {"532501003006", "532501003009"}
        assert not look.by_files
        assert look.rows_in(["coverage"]) == {"coverage": 0}
        connection.execute("DROP TABLE coverage")
        assert (look.by_files, look.rows_in(["coverage"])) == (frozenset(), {"coverage": 0})
