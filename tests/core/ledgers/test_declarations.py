"""A ledger is declared once; what is made from the declaration agrees with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from fangpin.ledgers import SPECS, Kind, Ledger, Privacy, column, ledger
from fangpin.ledgers.declaration import DeclarationError
from fangpin.ledgers.dictionary import json_schema, markdown

ROOT = Path(__file__).parents[3]


class FieldLedger(Ledger, zh="田块", en="Fields", key=("number",), dated=True, event="sown_on"):
    number: str = column("编号", "Number", required=True)
    area_mu: Decimal | None = column("面积", "Area", unit="mu", digits=(8, 2))
    sown_on: date | None = column("播种日期", "Sown on")
    owner: str | None = column("户主", "Owner", privacy=Privacy.PERSONAL)
    part_of: FieldLedger | None = column("所属田块", "Part of")


def test_annotation_gives_the_kind_and_the_value_leaves_the_class() -> None:
    spec = FieldLedger.spec
    assert [c.kind for c in spec.columns[:5]] == [Kind.TEXT, Kind.DECIMAL, Kind.DATE, Kind.TEXT, Kind.REFERENCE]
    assert spec.column("part_of").target == "field"
    assert not hasattr(FieldLedger, "area_mu"), "a value left on the class would hide the model's field"


def test_dated_ledger_gets_half_open_spells() -> None:
    assert [c.name for c in FieldLedger.spec.columns[-2:]] == ["from_on", "to_on"]


def test_personal_columns_are_absent_from_the_snapshot_schema() -> None:
    schema = FieldLedger.spec.arrow_schema
    assert "owner" not in schema.names
    assert schema.field("area_mu").type == pa.decimal128(8, 2)
    assert schema.field("area_mu").metadata[b"unit"] == b"mu"


@pytest.mark.parametrize("name", SPECS)
def test_no_ledger_lets_names_numbers_or_phones_into_a_snapshot(name: str) -> None:
    told = {"姓名", "证件", "电话", "住址", "户编号", "银行", "账号"}
    leaking = [c.name for c in SPECS[name].snapshot_columns if any(word in c.zh for word in told)]
    assert leaking in ([], ["document_kind"], ["bank"]), f"{name}: {leaking}"


def test_key_that_is_not_declared_is_refused() -> None:
    with pytest.raises(DeclarationError, match="colour"):

        class WrongLedger(Ledger, zh="错", en="Wrong", key=("colour",)):
            number: str = column("编号", "Number")


def test_column_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(DeclarationError, match="float"):

        class FloatLedger(Ledger, zh="错", en="Wrong"):
            amount: float = column("金额", "Amount")


def test_unknown_ledger_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="household"):
        ledger("houshold")


def test_json_schema_keeps_money_as_text_and_hides_secrets() -> None:
    assert json_schema(SPECS["loan"])["properties"]["amount_yuan"]["type"] == ["string", "null"]
    assert "document_number" not in json_schema(SPECS["person"])["properties"]


@pytest.mark.parametrize("name", SPECS)
def test_every_column_has_a_chinese_and_an_english_name(name: str) -> None:
    assert all(c.zh and c.en for c in SPECS[name].all_columns)


@pytest.mark.parametrize("name", SPECS)
def test_every_reference_points_at_a_ledger(name: str) -> None:
    assert all(c.target in SPECS for c in SPECS[name].references)


def test_dictionary_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "reference" / "ledgers.md").read_text("utf-8")
    assert page == markdown(SPECS.values()), "run: python -m fangpin.ledgers > docs/reference/ledgers.md"
