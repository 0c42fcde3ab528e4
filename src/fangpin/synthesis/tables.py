"""From records to Arrow tables in the ledgers' schemas, names and numbers included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pyarrow as pa

from fangpin.ledgers import SPECS, Kind, LedgerSpec
from fangpin.synthesis.places import Place
from fangpin.synthesis.records import Household, Person, Row

CodeOf = Callable[[str, str], str]  # (code list, Chinese label) to code


class UnknownColumnError(LookupError):
    """A record names a column its ledger does not have."""


def ledger_tables(
    households: Sequence[Household], place: Place, *, day: date, code_of: CodeOf, coverage: Iterable[Row] = ()
) -> dict[str, pa.Table]:
    """All ledgers of a city, one table each with every declared column; ids count from 1 in each ledger."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    rows["area"] = area_rows(place)
    rows["coverage"] = list(coverage)
    for household in households:
        for name, row in household_rows(household):
            rows[name].append(row)
    entered = datetime.combine(day, time(9), tzinfo=UTC)
    keys: dict[int, int] = {}  # identity of a record's row to the key it was given
    return {name: _table(spec, rows[name], entered, code_of, keys) for name, spec in SPECS.items()}


def area_table(place: Place, *, day: date, code_of: CodeOf) -> pa.Table:
    """The ledger of areas alone."""
    return _table(SPECS["area"], area_rows(place), datetime.combine(day, time(9), tzinfo=UTC), code_of, {})


def area_rows(place: Place) -> list[Row]:
    return [_area_row(area.code, area.level, area.name, area.short_name, area.parent_code) for area in place.areas]


def full_schema(spec: LedgerSpec) -> pa.Schema:
    """Every column of a ledger, personal and secret ones too."""
    return pa.schema([column.arrow_field for column in spec.all_columns])


def household_rows(household: Household) -> Iterator[tuple[str, Row]]:
    """Every ledger row a household gives rise to, references as keys or as the row they point at."""
    area = household.village.code
    yield "household", {
        "id": household.key, "area_code": area, "code": household.code, "head_name": household.head.name,
        "natural_village": household.natural_village, "address": household.address, "phone": household.phone,
        "arable_mu": household.arable_mu, "forest_mu": household.forest_mu, "resettled": household.resettled,
        "no_labour_safety_net": household.no_labour_safety_net,
    }  # fmt: skip
    for name, rows in household.rows.items():
        for row in rows:
            yield name, _own(row, area, household=household.key)
    for person in household.members:
        yield "person", _person_row(person, area)
        yield "membership", {
            "area_code": area, "household": household.key, "person": person.key, "relation": person.relation,
            "from_on": person.joined_on, "to_on": person.left_on, "left_by": person.left_by,
        }  # fmt: skip
        for name, rows in person.rows.items():
            for row in rows:
                yield name, _own(row, area, person=person.key, household=household.key)


def _own(row: Row, area: str, **keys: int) -> Row:
    return {"_row": row, "area_code": area, **keys, **row}


def _person_row(person: Person, area: str) -> Row:
    return {
        "id": person.key, "area_code": area, "name": person.name,
        "document_kind": "居民身份证" if person.document_number else None,
        "document_number": person.document_number, "sex": "男" if person.male else "女", "born_on": person.born_on,
        "died_on": person.died_on, "nation": person.nation, "phone": person.phone,
    }  # fmt: skip


def _area_row(code: str, level: str, name: str, short_name: str, parent: str | None) -> Row:
    from pypinyin import lazy_pinyin

    return {
        "area_code": code, "scheme": "nbs", "code": code, "level": level, "name": name, "short_name": short_name,
        "sort_key": " ".join(lazy_pinyin(name)), "parent_code": parent, "from_on": date(2023, 6, 30), "to_on": None,
    }  # fmt: skip


def _table(spec: LedgerSpec, rows: Sequence[Row], entered: datetime, code_of: CodeOf, keys: dict[int, int]) -> pa.Table:
    known = {column.name for column in spec.all_columns} | {"_row"}
    for row in rows[:1] if len(rows) > _CHECK_ALL else rows:
        if extra := set(row) - known - {"household", "person"}:
            raise UnknownColumnError(f"ledger {spec.name} has no column {', '.join(sorted(extra))}")
    for number, row in enumerate(rows, start=1):
        row.setdefault("id", number)
        if "_row" in row:
            keys[id(row["_row"])] = row["id"]
    arrays = []
    for column in spec.all_columns:
        name, kind, codes = column.name, column.kind, column.codes
        values: list[Any]
        if name == "entered_at":
            values = [entered] * len(rows)
        elif kind is Kind.REFERENCE:
            values = [_key(row.get(name), keys) for row in rows]
        elif kind is Kind.DECIMAL:
            scale = Decimal(1).scaleb(-(column.digits or (14, 2))[1])
            values = [None if (v := row.get(name)) is None else Decimal(v).quantize(scale) for row in rows]
        elif codes:
            values = [None if (v := row.get(name)) is None else code_of(codes, v) for row in rows]
        else:
            values = [row.get(name) for row in rows]
        arrays.append(pa.array(values, column.arrow_type))
    return pa.Table.from_arrays(arrays, schema=full_schema(spec))


_CHECK_ALL = 100_000


def _key(value: Any, keys: dict[int, int]) -> int | None:
    """The key of a reference: a number, a person, or the very row of another ledger."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Person | Household):
        return value.key
    return keys[id(value)]
