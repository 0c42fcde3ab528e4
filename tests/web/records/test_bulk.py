"""Rows in bulk: what goes in comes out, inside the scope, whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from fangpin.ledgers import SPECS
from fangpin_web.access.cipher import blind_index
from fangpin_web.access.scope import acting_as
from fangpin_web.records.bulk import BulkProblem, change, close_spells, land, read_rows, remove, reserve_ids
from fangpin_web.records.models import Household, Loan, Person, RegisterSpell
from fangpin_web.records.models.history import History

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 31, 1, 2, 3, 456789, tzinfo=UTC)


def house(count: int, area: str, batch: int = 1) -> dict[str, pa.Array]:
    return {
        "area_code": pa.array([area] * count),
        "batch_id": pa.array([batch] * count, pa.int64()),
        "sheet_no": pa.array([1] * count, pa.int64()),
        "row_no": pa.array(range(4, 4 + count), pa.int64()),
        "entered_at": pa.array([AT] * count, pa.timestamp("us", tz="UTC")),
        "entered_by": pa.array([None] * count, pa.int64()),
    }


def loans(world, area: str, household_ids: list[int]) -> pa.Table:
    count = len(household_ids)
    return pa.table(
        {
            **house(count, area),
            "household_id": pa.array(household_ids, pa.int64()),
            "contract": pa.array([f"合同{i}" if i else "" for i in range(count)]),
            "bank": pa.array([None if i % 2 else '信用社 "甲",\n乙' for i in range(count)], pa.string()),
            "amount_yuan": pa.array([Decimal("50000.01")] * count, pa.decimal128(14, 2)),
            "lent_on": pa.array([date(2025, 2, 28)] * count, pa.date32()),
        }
    )


def test_what_lands_is_read_back_exactly_with_unknown_left_unknown(world) -> None:
    with acting_as(world.lin):
        table = loans(world, world.village_a, [world.household_a.pk] * 3)
        ids = land("loan", table)
        back = read_rows("loan", columns=[*SPECS["loan"].arrow_schema.names, "contract"])
    assert back.schema.field("amount_yuan").type == pa.decimal128(14, 2)
    assert back["id"].to_pylist() == ids.to_pylist()
    for name in table.column_names:
        assert back[name].to_pylist() == table[name].to_pylist(), name
    assert back["balance_yuan"].null_count == 3
    assert back["contract"].to_pylist()[0] == ""


def test_a_secret_lands_encrypted_and_is_found_by_its_index(world) -> None:
    numbers = ["770101197003031111", None, "77010119700303222X"]
    with acting_as(world.lin):
        land("person", pa.table({**house(3, world.village_a), "name": ["甲", "乙", "丙"], "document_number": numbers}))
        found = Person.objects.having(document_number=numbers[2]).get()
        assert (found.name, found.document_number) == ("丙", numbers[2])
        indexes = read_rows("person", columns=["id", "document_number_index"])["document_number_index"].to_pylist()
        assert indexes[1:] == [blind_index("document_number", n) if n else None for n in numbers]
        with pytest.raises(BulkProblem, match="secret"):
            read_rows("person", columns=["document_number"])


def test_names_are_read_only_when_asked_for(world) -> None:
    with acting_as(world.lin):
        assert "name" not in read_rows("person").column_names
        assert read_rows("person", columns=["name"])["name"].to_pylist() == ["张三"]
        assert len(read_rows("person", rows=Person.objects.filter(name="李四"))) == 0
        assert read_rows("person", rows=Person.objects.filter(name="张三")).num_rows == 1


def test_a_row_may_not_point_at_a_household_its_writer_cannot_see(world) -> None:
    with (
        acting_as(world.lin),
        pytest.raises(BulkProblem, match="household that is absent or outside your area") as refused,
    ):
        land("loan", loans(world, world.village_a, [world.household_a.pk, world.household_b.pk]))
    assert (refused.value.column, refused.value.count, refused.value.examples) == (
        "household_id",
        1,
        (world.household_b.pk,),
    )
    with acting_as(world.zhou):
        assert not Loan.objects.exists()


def test_a_row_outside_the_area_lands_nothing(world) -> None:
    table = pa.concat_tables([pa.table(house(1, world.village_a)), pa.table(house(1, world.village_b))])
    with acting_as(world.lin):
        with pytest.raises(Exception, match="row-level security"):
            land("household", table)
        assert Household.objects.count() == 1


def test_a_key_that_is_there_already_is_named(world) -> None:
    with (
        acting_as(world.lin),
        pytest.raises(BulkProblem, match=r"household\.code: .*same key is there already \(2 rows"),
    ):
        land(
            "household", pa.table({**house(4, world.village_a), "code": ["H770101000001", None, None, "H770101000001"]})
        )
    with acting_as(world.chen), pytest.raises(BulkProblem, match="outside your area"):
        land("household", pa.table({**house(1, world.village_b), "code": ["H770101000001"]}))


def test_unknown_and_missing_columns_are_named(world) -> None:
    with acting_as(world.lin):
        with pytest.raises(BulkProblem, match=r"household\.colour: no such column"):
            land("household", pa.table({**house(1, world.village_a), "colour": ["red"]}))
        with pytest.raises(BulkProblem, match=r"loan\.household_id: a value is required"):
            land("loan", pa.table(house(1, world.village_a)))


def test_reserved_ids_let_a_batch_refer_to_its_own_rows(world) -> None:
    with acting_as(world.lin):
        households = reserve_ids("household", 2)
        land("household", pa.table({**house(2, world.village_a), "id": households}))
        land("loan", loans(world, world.village_a, households.to_pylist()))
        assert set(Loan.objects.values_list("household_id", flat=True)) == set(households.to_pylist())
        Household.objects.create(area_code=world.village_a, entered_at=AT)


def test_spells_are_closed_in_bulk_and_what_was_is_kept(world) -> None:
    with acting_as(world.lin, "月度导入", batch=3):
        ids = land(
            "register_spell",
            pa.table(
                {
                    **house(1, world.village_a),
                    "household_id": [world.household_a.pk],
                    "register_type": ["lifted"],
                    "from_on": pa.array([date(2020, 1, 1)]),
                }
            ),
        )
        assert close_spells("register_spell", ids, pa.scalar(date(2026, 1, 1))) == 1
        assert RegisterSpell.objects.on(date(2025, 12, 31)).count() == 1
        assert RegisterSpell.objects.on(date(2026, 1, 1)).count() == 0
        assert History.objects.get(ledger="register_spell").was["to_on"] is None


def test_a_spell_never_ends_before_it_begins(world) -> None:
    with acting_as(world.lin):
        ids = land(
            "register_spell",
            pa.table(
                {
                    **house(1, world.village_a),
                    "household_id": [world.household_a.pk],
                    "register_type": ["lifted"],
                    "from_on": pa.array([date(2020, 1, 1)]),
                }
            ),
        )
        with pytest.raises(BulkProblem):
            close_spells("register_spell", ids, pa.scalar(date(2020, 1, 1)))


def test_changing_a_row_one_cannot_see_changes_none(world) -> None:
    both = pa.table({"id": [world.household_a.pk, world.household_b.pk], "head_name": ["甲", "乙"]})
    with acting_as(world.lin):
        with pytest.raises(BulkProblem, match="absent or outside your area"):
            change("household", both)
        assert Household.objects.get().head_name == "张三"


def test_a_row_others_refer_to_is_not_removed(world) -> None:
    with acting_as(world.lin):
        with pytest.raises(BulkProblem):
            remove("household", pa.array([world.household_a.pk]))
        assert Household.objects.count() == 1


def test_an_empty_table_lands_nothing(world) -> None:
    with acting_as(world.lin):
        assert len(land("household", pa.table(house(0, world.village_a)))) == 0
