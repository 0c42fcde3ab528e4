"""Which columns of which table a query names."""

from __future__ import annotations

import pytest
import sqlglot

from fangpin.policy.columns_named import ALL, columns_named


@pytest.mark.parametrize(
    ("sql", "person", "spell"),
    [
        ("SELECT p.id, s.pay FROM person AS p JOIN spell AS s ON s.person_id = p.id", {"id"}, {"pay", "person_id"}),
        ("SELECT count(*) AS number FROM person GROUP BY area_code", {"area_code"}, None),
        ("SELECT born FROM person JOIN spell USING (id) WHERE paid", {"born", "id", "paid"}, {"born", "id", "paid"}),
        ("SELECT * FROM person", {ALL}, None),
        ("SELECT p.*, s.pay FROM person AS p CROSS JOIN spell AS s", {ALL}, {"pay"}),
        ("SELECT m.id FROM (SELECT * FROM person AS f WHERE f.born > 1950) AS m WHERE m.died IS NULL",
         {"id", "born", "died"}, None),
        ("SELECT m.id FROM (SELECT * FROM person AS p JOIN spell AS s ON s.id = p.id) AS m", {ALL, "id"}, {ALL, "id"}),
        ("WITH t AS (SELECT id, max(pay) AS most FROM spell GROUP BY id) SELECT t.most, p.born FROM person AS p, t",
         {"born"}, {"id", "pay"}),
        ("SELECT p.id FROM person AS p WHERE EXISTS (SELECT 1 FROM spell WHERE person_id = p.key)",
         {"id", "key", "person_id"}, {"person_id"}),
    ],
)  # fmt: skip
def test_columns_are_named_of_the_tables_they_may_be_of(sql: str, person: set[str], spell: set[str] | None) -> None:
    found = columns_named(sqlglot.parse_one(sql, read="duckdb"))
    assert found["person"] == person
    assert found.get("spell") == spell
