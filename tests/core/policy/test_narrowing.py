"""A fact's query over fewer rows: asked of before they are joined."""

from __future__ import annotations

import duckdb
import pytest
import sqlglot

from fangpin.policy.narrowing import Asked, narrow

ROWS = """
CREATE TABLE person AS SELECT * FROM (VALUES (1, 1950, 'a'), (2, 2015, 'a'), (3, NULL, 'b')) AS t(id, born, area_code);
CREATE TABLE spell AS SELECT * FROM (VALUES (1, 10), (2, 20), (2, 30)) AS t(person_id, pay);
"""
YOUNG = (frozenset({"born"}), "(2026 - f.born < 18) IS DISTINCT FROM FALSE")
PAID = (frozenset({"pay"}), "f.pay > 15")
FACT = "SELECT p.id, p.born, s.pay FROM person AS p LEFT JOIN spell AS s ON s.person_id = p.id"


def narrowed(sql: str, *asked: Asked, otherwise: Asked | None = None) -> str:
    tree = sqlglot.parse_one(sql, read="duckdb")
    ways = {frozenset(asked)} | ({frozenset([otherwise])} if otherwise else set())
    narrow(tree, frozenset(ways))
    return tree.sql(dialect="duckdb")


def test_what_is_asked_of_the_first_table_is_asked_before_others_are_joined() -> None:
    connection = duckdb.connect()
    connection.execute(ROWS)
    text = narrowed(FACT, YOUNG, PAID)
    assert "FROM (SELECT * FROM person AS f WHERE" in text
    assert '"pay"' not in text  # of a table joined to it: there a row may be missing
    whole, fewer = (connection.sql(sql).set_alias("f").filter(YOUNG[1]).order("ALL").fetchall() for sql in (FACT, text))
    assert whole == fewer


def test_a_row_that_matters_in_one_of_several_ways_stays() -> None:
    old = (frozenset({"born"}), "f.born < 1960")
    connection = duckdb.connect()
    connection.execute(ROWS)
    assert connection.sql(narrowed(FACT, YOUNG, otherwise=old)).order("ALL").fetchall() == [
        (1, 1950, 10), (2, 2015, 20), (2, 2015, 30), (3, None, None)
    ]  # fmt: skip
    assert narrowed(FACT, YOUNG, PAID, otherwise=YOUNG) == narrowed(FACT, YOUNG)
    assert narrowed(FACT, YOUNG, otherwise=PAID) == narrowed(FACT)  # who is paid is not known before the join


def test_a_column_handed_on_under_another_name_is_asked_by_its_own() -> None:
    renamed = FACT.replace("p.born", "p.born AS year")
    year = (frozenset({"year"}), "f.year < 1960")
    assert 'WHERE (f."born" < 1960)' in narrowed(renamed, year)


@pytest.mark.parametrize(
    "sql",
    [
        FACT.replace("p.born", "p.born + 1 AS born"),
        FACT.replace("p.born", "s.pay AS born"),
        FACT.replace("LEFT JOIN", "FULL JOIN"),
        FACT.replace("s.pay", "row_number() OVER (ORDER BY p.id) AS place"),
        "SELECT p.born, count(*) AS number FROM person AS p GROUP BY p.born",
    ],
)
def test_a_query_whose_rows_would_change_is_left_as_it_is(sql: str) -> None:
    assert narrowed(sql, YOUNG) == narrowed(sql)
