"""A fact's query over tables that hold each value of a key once: nothing is told apart, the rows are the same."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
import sqlglot

from fangpin.policy import load
from fangpin.policy.known import Known
from fangpin.policy.ladder import fact_select
from fangpin.policy.once import keys_told_apart, told_once

ROWS = """
CREATE TABLE spell AS SELECT * FROM (VALUES (1, 10, 4, TRUE), (2, 20, 5, FALSE), (3, 30, NULL, NULL))
  AS t(id, person_id, pay, near);
"""
ONCE = frozenset({("spell", "person_id")})
BY_GROUP = """SELECT person_id, max(pay) AS most, min(pay) AS least, bool_or(near) AS some, bool_and(near) AS every_one,
  count(*) AS rows, count(pay) AS paid, count(DISTINCT pay) AS pays FROM spell GROUP BY person_id"""
FIRST = """SELECT person_id, pay, spells FROM (SELECT person_id, pay, count(*) OVER (PARTITION BY person_id) AS spells,
  row_number() OVER (PARTITION BY person_id ORDER BY pay DESC, id) AS place FROM spell WHERE id > 1) WHERE place = 1"""
DOUBLED = "SELECT person_id FROM spell GROUP BY person_id HAVING count(*) > 1"
DISTINCT = "SELECT DISTINCT person_id, near FROM spell"
INSIDE = "WITH t AS (SELECT person_id, max(pay) AS most FROM spell GROUP BY person_id) SELECT most FROM t"


def written(sql: str) -> str:
    tree = sqlglot.parse_one(sql, read="duckdb")
    told_once(tree, ONCE)
    return tree.sql(dialect="duckdb")


@pytest.mark.parametrize("sql", [BY_GROUP, FIRST, DOUBLED, DISTINCT, INSIDE])
def test_rows_of_subjects_told_once_are_the_same_and_nothing_is_told_apart(sql: str) -> None:
    connection = duckdb.connect()
    connection.execute(ROWS)
    text = written(sql)
    assert not any(word in text for word in ("GROUP BY", "OVER", "DISTINCT", "HAVING"))
    before, after = (connection.sql(query) for query in (sql, text))
    assert (before.columns, before.types, before.order("ALL").fetchall()) == (
        after.columns, after.types, after.order("ALL").fetchall()
    )  # fmt: skip
    assert keys_told_apart(sqlglot.parse_one(sql, read="duckdb")) >= ONCE


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT pay, count(*) AS rows FROM spell GROUP BY pay",
        "SELECT person_id, sum(pay) AS pay FROM spell GROUP BY person_id",  # of another type than what is summed
        "SELECT person_id, count(*) FILTER (WHERE near) AS near FROM spell GROUP BY person_id",
        "SELECT s.person_id, count(*) AS rows FROM spell AS s JOIN spell AS t ON t.pay > s.pay GROUP BY s.person_id",
        "SELECT person_id, sum(pay) OVER (PARTITION BY person_id ORDER BY id) AS so_far FROM spell",
        "WITH spell AS (SELECT 1 AS person_id, 2 AS pay) SELECT person_id, max(pay) FROM spell GROUP BY person_id",
        "SELECT DISTINCT pay FROM spell",
        "SELECT DISTINCT ON (pay) person_id FROM spell",
        "SELECT max(person_id) AS last FROM spell",
    ],
)
def test_a_query_that_tells_apart_by_something_else_is_left_as_it_is(sql: str) -> None:
    assert written(sql) == sqlglot.parse_one(sql, read="duckdb").sql(dialect="duckdb")


def test_nobody_is_looked_for_twice_where_each_person_is_a_member_once() -> None:
    fact = load("gejiu").fact("member_now")
    days = {"as_of": date(2026, 10, 31), "since": date(2025, 10, 31)}
    assert fact.told_apart == {("membership", "person_id")}
    assert "GROUP BY" in fact_select(fact, "duckdb", **days)
    text = fact_select(fact, "duckdb", **days, known=Known(once=fact.told_apart))
    assert "GROUP BY" not in text
    assert "superseded" not in text  # nor is a join left to find that there is nobody
