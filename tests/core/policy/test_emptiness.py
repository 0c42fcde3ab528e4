"""Which tables a query cannot do without, as its joins show."""

from __future__ import annotations

import duckdb
import pytest
import sqlglot

from fangpin.policy.emptiness import find_nothing, has_no_row, without_rows

ROWS = """
CREATE TABLE person AS SELECT * FROM (VALUES (1, 1950), (2, 2015), (3, NULL)) AS t(id, born);
CREATE TABLE spell (person_id INTEGER, pay INTEGER);
"""
JOINED = """WITH paid AS (SELECT person_id, sum(pay) AS pay FROM spell GROUP BY person_id), also AS (SELECT * FROM paid)
SELECT p.id, {} AS told FROM person AS p LEFT JOIN also AS a ON a.person_id = p.id {}"""


@pytest.mark.parametrize(
    ("sql", "without"),
    [
        ("SELECT p.id FROM person AS p LEFT JOIN spell AS s ON s.person_id = p.id", ["person"]),
        ("SELECT p.id FROM person AS p JOIN spell AS s ON s.person_id = p.id", ["person", "spell"]),
        ("SELECT p.id FROM person AS p ANTI JOIN spell AS s ON s.person_id = p.id", ["person"]),
        ("SELECT p.id FROM spell AS s FULL JOIN person AS p ON s.person_id = p.id", []),
        ("WITH t AS (SELECT pay FROM spell GROUP BY pay) SELECT t.pay FROM t CROSS JOIN person", ["person", "spell"]),
        ("SELECT count(*) AS number FROM person", []),
        ("SELECT id FROM person UNION ALL SELECT person_id FROM spell", []),
        ("SELECT t.id FROM (SELECT id FROM person WHERE id > 1) AS t", ["person"]),
        ("WITH person AS (SELECT person_id AS id FROM spell) SELECT p.id FROM person AS p", ["spell"]),
    ],
)
def test_a_query_is_without_rows_where_a_table_it_cannot_do_without_has_none(sql: str, without: list[str]) -> None:
    read = without_rows(sqlglot.parse_one(sql, read="duckdb"))
    assert [name for name in ("person", "spell") if has_no_row(read, {name})] == without
    assert has_no_row(read, {"person", "spell"}) == ("count(" not in sql and "FULL" not in sql)


def without_spells(sql: str) -> str:
    tree = sqlglot.parse_one(sql, read="duckdb")
    find_nothing(tree, {"spell"})
    return tree.sql(dialect="duckdb")


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("a.person_id IS NOT NULL", ""),
        ("CASE WHEN a.person_id IS NOT NULL THEN 'paid' WHEN p.born IS NOT NULL THEN 'born' END", ""),
        ("p.born", "WHERE a.person_id IS NULL AND p.id > 1"),
        ("count(*)", "GROUP BY p.id"),
    ],
)
def test_what_has_no_row_is_not_joined_to_learn_that_none_was_found(told: str, more: str) -> None:
    sql = JOINED.format(told, more)
    assert "spell" not in without_spells(sql)
    connection = duckdb.connect()
    connection.execute(ROWS)
    before, after = (connection.sql(text) for text in (sql, without_spells(sql)))
    assert (before.types, before.order("ALL").fetchall()) == (after.types, after.order("ALL").fetchall())


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("a.pay", ""),
        ("coalesce(a.pay, 0)", ""),
        ("pay IS NULL", ""),
        ("p.born", "WHERE a.pay = p.id"),
        ("p.born", "LEFT JOIN person AS q ON q.id = a.person_id"),
        ("p.born", "WHERE EXISTS (SELECT 1 FROM person AS q WHERE q.id = p.id AND a.person_id IS NULL)"),
    ],
)
def test_a_join_whose_columns_are_read_stays(told: str, more: str) -> None:
    sql = JOINED.format(told, more)
    assert without_spells(sql) == sqlglot.parse_one(sql, read="duckdb").sql(dialect="duckdb")
    assert "also AS a" in without_spells(sql)


def test_a_part_named_like_a_table_without_rows_is_not_that_table() -> None:
    sql = (
        "WITH spell AS (SELECT id AS person_id FROM person) SELECT p.id, s.person_id IS NULL AS told "
        "FROM person AS p LEFT JOIN spell AS s ON s.person_id = p.id"
    )
    assert without_spells(sql) == sqlglot.parse_one(sql, read="duckdb").sql(dialect="duckdb")
