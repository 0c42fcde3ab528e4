"""The digest of a plan's tables: equal cells give an equal digest, any other cell another."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from fangpin.imports.digest import add_table

TABLE = pa.table(
    {
        "row": pa.array([0, 1, 2], pa.int64()),
        "text": pa.array(["甲", None, ""]),
        "amount": pa.array([Decimal("1.50"), None, Decimal("-2.00")], pa.decimal128(14, 2)),
        "on": pa.array([date(2020, 1, 1), None, date(1960, 5, 5)]),
        "at": pa.array([datetime(2020, 1, 1, tzinfo=UTC), None, None], pa.timestamp("us", tz="UTC")),
        "yes": pa.array([True, None, False]),
        "key": pa.array([b"0123456789abcdef", None, b"fedcba9876543210"], pa.binary(16)),
        "codes": pa.array([["a", "b"], None, []], pa.list_(pa.string())),
        "sheet_no": pa.array([1, 1, 1], pa.int32()),
        "nothing": pa.nulls(3),
    }
)


def _digest(table: pa.Table) -> str:
    digest = hashlib.sha256()
    add_table(digest, table)
    return digest.hexdigest()


def test_chunks_slices_and_the_order_of_rows_and_columns_do_not_matter() -> None:
    chunked = pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)])
    sliced = pa.concat_tables([TABLE, TABLE]).combine_chunks().slice(3)
    turned = TABLE.take([2, 0, 1]).select(TABLE.column_names[::-1])
    assert _digest(TABLE) == _digest(chunked) == _digest(sliced) == _digest(turned)


def test_what_lies_under_an_empty_cell_does_not_matter() -> None:
    hidden = pc.if_else(pa.array([True, False, True]), pa.array([1, 7, 3]), pa.scalar(None, pa.int64()))
    assert _digest(pa.table({"n": hidden})) == _digest(pa.table({"n": pa.array([1, None, 3])}))


@pytest.mark.parametrize("name", [n for n in TABLE.column_names if n not in ("nothing", "row", "sheet_no")])
def test_another_cell_gives_another_digest(name: str) -> None:
    place = TABLE.schema.get_field_index(name)
    emptied = pa.concat_arrays([pa.nulls(1, TABLE[name].type), TABLE[name].slice(1).combine_chunks()])
    assert _digest(TABLE.set_column(place, name, emptied)) != _digest(TABLE)


def test_text_that_moves_from_one_cell_to_the_next_is_noticed() -> None:
    assert _digest(pa.table({"t": ["ab", "c"]})) != _digest(pa.table({"t": ["a", "bc"]}))
    assert _digest(pa.table({"t": ["", None]})) != _digest(pa.table({"t": [None, ""]}))
