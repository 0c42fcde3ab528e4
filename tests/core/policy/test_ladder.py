"""Facts as one chain of queries: the same rows in DuckDB over a snapshot and in PostgreSQL over the tables."""

# ruff: noqa: S608 - the queries under test

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from fangpin.ledgers import SPECS
from fangpin.policy import NoValueInForce, Policy, database_table, fact_query, facts_below, load, snapshot_table
from fangpin.policy.ladder import year_before

DAY = date(2026, 10, 31)
# Three households of one village: 10 (two members, one only since November), 20 (left in June), 30 (no account).
ROWS: dict[str, list[dict[str, object]]] = {
    "person": [
        {"id": 1, "born_on": "1960-10-31"},
        {"id": 2, "born_on": "2008-02-29"},
        {"id": 3, "born_on": "1990-01-01"},
        {"id": 4, "born_on": None},
    ],
    "membership": [
        {"id": 1, "household_id": 10, "person_id": 1, "from_on": "2020-01-01", "to_on": None},
        {"id": 2, "household_id": 10, "person_id": 2, "from_on": "2026-11-01", "to_on": None},
        {"id": 3, "household_id": 20, "person_id": 3, "from_on": "2020-01-01", "to_on": "2026-06-01"},
        {"id": 4, "household_id": 30, "person_id": 4, "from_on": "2026-10-31", "to_on": "2026-11-01"},
    ],
    "income_account": [
        {"id": 1, "household_id": 10, "period_to_on": "2026-10-31", "wage_yuan": "8299.99", "own_pay_yuan": "23411.00"},
        {"id": 2, "household_id": 10, "period_to_on": "2025-10-31", "wage_yuan": "99999.00", "own_pay_yuan": None},
        {"id": 3, "household_id": 20, "period_to_on": "2026-05-31", "wage_yuan": "5000.00", "own_pay_yuan": "1.00"},
    ],
    "dibao_spell": [{"id": 1, "person_id": 1, "from_on": "2026-01-01", "to_on": None}],
}
USED = tuple(ROWS)
COLUMNS = "household_id, area_code, net_income_yuan, own_pay_yuan, members, eldest_years, on_dibao, risk"


def inserts(table: Callable[[Any], str]) -> Iterator[str]:
    """Empty tables as the ledgers declare them, and the rows above."""
    types = {
        "int64": "BIGINT",
        "string": "TEXT",
        "bool": "BOOLEAN",
        "date32[day]": "DATE",
        "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
    }
    for name in USED:
        spec = SPECS[name]
        columns = [(c.stored_name, str(c.arrow_type)) for c in spec.snapshot_columns]
        sql = ", ".join(f'"{n}" {types.get(t) or t.replace("decimal128", "DECIMAL")}' for n, t in columns)
        yield f'CREATE TEMP TABLE "{table(spec)}" ({sql})'
        for row in ROWS[name]:
            values = {"area_code": "770101101001", **row}
            written = ", ".join("NULL" if v is None else f"'{v}'" for v in values.values())
            yield f'INSERT INTO "{table(spec)}" ({", ".join(values)}) VALUES ({written})'


@pytest.fixture
def policy(folder: Path) -> Policy:
    return load("vale", folder)


@pytest.fixture(params=["duckdb", "postgres"])
def ask(request: pytest.FixtureRequest) -> Iterator[tuple[Any, Callable[[str], list[tuple[Any, ...]]]]]:
    """An engine with the rows in it, and its name."""
    if request.param == "duckdb":
        with duckdb.connect(":memory:", config={"threads": 1}) as connection:
            for statement in inserts(snapshot_table):
                connection.execute(statement)
            yield request.param, lambda sql: connection.execute(sql).fetchall()
        return
    import psycopg

    from fangpin_web.server.home import ROLES, embedded_address

    place = embedded_address(request.getfixturevalue("_server"), ROLES.admin, "postgres")
    with psycopg.connect(
        host=place.host,
        port=place.port,
        dbname=place.database,
        user=place.user,
        passfile=str(place.passfile),
        autocommit=True,
    ) as session:
        for statement in inserts(database_table):
            session.execute(statement.encode())
        yield request.param, lambda sql: session.execute(sql.encode()).fetchall()


def test_both_engines_give_the_same_typed_rows(policy: Policy, ask: Any) -> None:
    engine, run = ask
    chain = fact_query(policy, ["household_year"], engine, as_of=DAY)
    assert run(f"{chain} SELECT {COLUMNS} FROM household_year ORDER BY household_id") == [
        (10, "770101101001", Decimal("8299.99"), Decimal("23411.00"), 1, 66, True, None),
        (30, "770101101001", None, None, 1, None, False, None),
    ]


def test_the_day_asked_decides_who_belongs_and_which_value_holds(policy: Policy, ask: Any) -> None:
    engine, run = ask
    earlier = fact_query(policy, ["household_year"], engine, as_of=date(2026, 5, 31))
    assert run(
        f"{earlier} SELECT household_id, net_income_yuan, eldest_years, (SELECT income_line FROM p) "
        "FROM household_year ORDER BY 1"
    ) == [
        (10, Decimal("99999.00"), 65, Decimal("8300.00")),
        (20, Decimal("5000.00"), 36, Decimal("8300.00")),
    ]
    before = fact_query(policy, ["household_year"], engine, as_of=date(2026, 3, 31))
    assert run(f"{before} SELECT DISTINCT income_line, as_of FROM household_year CROSS JOIN p") == [
        (Decimal("8000.00"), date(2026, 3, 31))
    ]


def test_facts_build_on_facts_and_rules_read_them_in_one_statement(policy: Policy, ask: Any) -> None:
    engine, run = ask
    chain = fact_query(policy, ["village_poor"], engine, as_of=DAY)
    assert run(f"{chain} SELECT area_code, households FROM village_poor") == [("770101101001", 1)]
    rule = policy.rule("income_below_line")
    answers = run(
        f"{chain} SELECT f.household_id, {rule.holds.sql(engine)} FROM household_year AS f CROSS JOIN p ORDER BY 1"
    )
    assert answers == [(10, True), (30, None)]


def test_a_fact_made_ready_before_is_not_computed_again(policy: Policy, ask: Any) -> None:
    engine, run = ask
    chain = fact_query(policy, ["village_poor"], engine, as_of=DAY, ready=["household_year"])
    assert "membership" not in chain
    run_made = fact_query(policy, ["household_year"], engine, as_of=DAY)
    if engine == "duckdb":
        run(f"CREATE TEMP TABLE household_year AS {run_made} SELECT * FROM household_year")
        assert run(f"{chain} SELECT households FROM village_poor") == [(1,)]


def test_all_rows_of_a_dated_ledger_are_its_spells(folder: Path, ask: Any) -> None:
    engine, run = ask
    (folder / "land/facts/moves.sql").write_text(
        "-- fact: moves\n-- zh: 变动\n-- en: Moves\n-- grain: household_id\n-- subject: household\n-- columns:\n"
        "--   ever  integer person | 曾有人数 | Ever\n--   now  integer person | 现有人数 | Now\n"
        "SELECT a.household_id, COUNT(*) AS ever, COUNT(m.id) AS now\n"
        "FROM membership_spells AS a LEFT JOIN membership AS m ON m.id = a.id GROUP BY a.household_id\n",
        encoding="utf-8",
    )
    chain = fact_query(load("vale", folder), ["moves"], engine, as_of=DAY)
    assert run(f"{chain} SELECT household_id, ever, now FROM moves ORDER BY 1") == [(10, 2, 1), (20, 1, 0), (30, 1, 1)]


def test_a_fact_that_needs_a_value_on_a_day_without_one_says_so(policy: Policy) -> None:
    with pytest.raises(NoValueInForce, match="income_line"):
        fact_query(policy, ["village_poor"], "duckdb", as_of=date(2025, 6, 30))
    assert "household_year" in fact_query(policy, ["household_year"], "duckdb", as_of=date(2025, 6, 30))


def test_only_what_is_asked_for_and_what_lies_below_is_in_the_chain(policy: Policy) -> None:
    assert [f.id for f in facts_below(policy, ["household_year"])] == ["household_year"]
    assert [f.id for f in facts_below(policy, ["village_poor"])] == ["household_year", "village_poor"]


def test_spark_is_given_the_same_chain_in_its_own_words(policy: Policy) -> None:
    chain = fact_query(policy, ["village_poor"], "spark", as_of=DAY)
    assert "CAST('2026-10-31' AS DATE)" in chain
    assert "`membership`" in chain
    assert '"' not in chain


@pytest.mark.parametrize(
    ("day", "before"), [("2026-10-31", "2025-10-31"), ("2024-02-29", "2023-02-28"), ("2025-03-01", "2024-03-01")]
)
def test_twelve_months_reach_back_to_the_same_day(day: str, before: str) -> None:
    assert year_before(date.fromisoformat(day)) == date.fromisoformat(before)
