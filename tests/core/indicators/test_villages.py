"""Households with their villages as numbers, and subjects known to be told once: every figure is what it is without."""

from __future__ import annotations

from unittest.mock import patch

import pyarrow as pa
from tests.core.indicators.built import built, built_tables

from fangpin.indicators import evaluate, looking
from fangpin.indicators.villages import lay_households, take_households_away
from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of

ROWS = rows_of(
    "household",
    [{"id": 1, "area_code": "532501101201"}, {"id": 2, "area_code": "532501100201"}, {"id": 3, "area_code": "532501"}],
)


def test_the_areas_of_households_are_numbers_while_they_are_laid_and_texts_to_whoever_asks() -> None:
    with open_tables({"household": ROWS}) as connection:
        whole = connection.sql("SELECT id, area_code FROM household ORDER BY id").fetchall()
        lay_households(connection, {"id"})
        assert connection.sql("SELECT * FROM household").columns == ["area_code", "id"]
        assert str(connection.sql("SELECT area_code FROM household").types[0]).startswith("ENUM")
        assert connection.sql("SELECT id, area_code FROM household ORDER BY id").fetchall() == whole
        inside = "SELECT id FROM household WHERE starts_with(area_code, '532501100') OR area_code = 'elsewhere'"
        assert connection.sql(inside).fetchall() == [(2,)]
        take_households_away(connection)
        assert "resettled" in connection.sql("SELECT * FROM household").columns
        lay_households(connection, {"id"})


def test_no_figure_of_a_city_changes_with_what_was_looked_at_beforehand(policy: Policy) -> None:
    tables, day = built_tables("gejiu"), built("gejiu", None).day

    def counted(large: int) -> pa.Table:
        with open_tables(tables) as connection, patch.object(looking, "LARGE", large):
            return evaluate(connection, policy, as_of=day).table()

    looked, not_looked = counted(1), counted(10**9)
    assert looked.num_rows > 10_000
    assert looked.equals(not_looked)
