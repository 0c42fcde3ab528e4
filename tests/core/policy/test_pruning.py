"""A fact's query without what nobody reads: fewer joins, the same rows and values."""

from __future__ import annotations

import itertools

import duckdb
import pytest
import sqlglot

from fangpin.policy import shipped_folder
from fangpin.policy.pruning import prune

ROWS = """
CREATE TABLE person AS SELECT * FROM (VALUES (1, 'a'), (2, 'a'), (3, 'b')) AS t(id, area_code);
CREATE TABLE spell AS SELECT * FROM (VALUES (1, 10, DATE '2026-01-01'), (1, 20, DATE '2026-02-01'),
  (2, NULL, DATE '2026-01-01'), (NULL, 5, DATE '2026-01-01')) AS t(person_id, pay, from_on);
"""
BY_GROUP = "SELECT person_id, sum(pay) AS pay FROM spell GROUP BY person_id"
BY_DISTINCT = "SELECT DISTINCT person_id FROM spell"
BY_UNION = "SELECT person_id FROM spell UNION SELECT id FROM person"
BY_FIRST = (
    "SELECT person_id, pay FROM (SELECT person_id, pay, row_number() OVER (PARTITION BY person_id ORDER BY from_on) "
    "AS place FROM spell) WHERE place = 1"
)
MANY = "SELECT person_id, pay FROM spell"
UNION_ALL = BY_UNION.replace("UNION", "UNION ALL")
BY_MORE = "SELECT person_id, pay FROM spell GROUP BY person_id, pay"
FIRST_OF_PAY = BY_FIRST.replace("PARTITION BY person_id ", "PARTITION BY person_id, pay ")
FIRST_TWO = BY_FIRST.replace("place = 1", "place <= 2")


def query(part: str, *, join: str = "LEFT JOIN", more: str = "") -> str:
    columns = "p.id, p.area_code, told.person_id IS NOT NULL AS known"
    joined = f"FROM person AS p {join} told ON told.person_id = p.id {more}"
    return f"WITH told AS ({part}) SELECT {columns} {joined}"


def pruned(sql: str, *read: str) -> str:
    tree = sqlglot.parse_one(sql, read="duckdb")
    prune(tree, frozenset(read))
    return tree.sql(dialect="duckdb")


@pytest.mark.parametrize("part", [BY_GROUP, BY_DISTINCT, BY_UNION, BY_FIRST])
def test_a_left_join_with_one_row_a_key_goes_where_nobody_reads_it(part: str) -> None:
    assert "told" not in pruned(query(part), "id", "area_code")
    assert "told" in pruned(query(part), "id", "known")


@pytest.mark.parametrize("part", [MANY, UNION_ALL, BY_MORE, FIRST_OF_PAY, FIRST_TWO])
def test_a_join_that_may_find_several_rows_stays(part: str) -> None:
    assert "JOIN told" in pruned(query(part), "id")


def test_a_join_that_leaves_rows_out_or_is_asked_for_stays() -> None:
    assert "JOIN told" in pruned(query(BY_GROUP, join="JOIN"), "id")
    assert "JOIN told" in pruned(query(BY_GROUP, more="WHERE told.pay > 5"), "id")
    assert "JOIN told" in pruned(query(BY_GROUP, more="JOIN spell AS s ON s.pay = told.pay"), "id")
    assert "told" not in pruned(query(BY_GROUP, more="LEFT JOIN spell AS s ON s.person_id = p.id"), "id")


@pytest.mark.parametrize("part", [BY_GROUP, BY_DISTINCT, BY_FIRST, MANY, BY_MORE, FIRST_OF_PAY, FIRST_TWO])
def test_the_rows_and_the_columns_read_are_the_same(part: str) -> None:
    connection = duckdb.connect()
    connection.execute(ROWS)
    for many in range(4):
        for read in itertools.combinations(("id", "area_code", "known"), many):
            chosen = f"SELECT {', '.join(read) or '1'} FROM"
            before, after = (
                sorted(connection.execute(f"{chosen} ({sql})").fetchall(), key=str)
                for sql in (query(part), pruned(query(part), *read))
            )
            assert before == after, read


def test_a_query_that_groups_or_names_a_column_without_its_table_is_left_as_it_is() -> None:
    for sql in (BY_GROUP, f"{BY_DISTINCT} UNION {BY_DISTINCT}", query(BY_GROUP, more="WHERE pay > 5")):
        assert pruned(sql, "id") == sqlglot.parse_one(sql, read="duckdb").sql(dialect="duckdb")


def test_facts_lose_joins_of_the_shipped_policy() -> None:
    sql = (shipped_folder() / "national/facts/labour_person.sql").read_text(encoding="utf-8")
    assert "in_posts" in pruned(sql, "person_id", "posts")
    assert "in_posts" not in pruned(sql, "person_id", "area_code", "working")
