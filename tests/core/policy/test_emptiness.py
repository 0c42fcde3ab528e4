"""Which tables a query cannot do without, as its joins show."""

from __future__ import annotations

import pytest
import sqlglot

from fangpin.policy.emptiness import has_no_row, without_rows


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
