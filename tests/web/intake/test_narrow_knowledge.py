"""A small file is planned against what it could meet, and the plan is the one made against everything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.intake.deliveries import (
    FAMILIES,
    PLACE,
    ROLL_HEADS,
    THRESHOLD_HEADS,
    bring,
    csv_file,
    dibao,
    number,
    roll,
)

from fangpin.imports import Period, Plan, plan
from fangpin.imports.subjects import DECISION_SCHEMA
from fangpin.rosters import Source, schema_of
from fangpin_web.access.scope import acting_as
from fangpin_web.intake.deliveries import sources_of
from fangpin_web.intake.known import known_for
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Person

OCTOBER, NINE_MONTHS = Period(date(2026, 10, 1), date(2026, 10, 31)), Period(date(2026, 1, 1), date(2026, 10, 31))
# Names that are not compared as they are written; one is a namesake, two have no number.
ODD = (("阿 依·古丽", number(31)), ("ＬＩ四", ""), ("赵大", ""), ("阿依•古丽", number(32)))
WRITTEN = ["赵大", "赵 二", "钱大", "孙二", "阿依·古丽", "li四", "阿依．古丽", "无此人", None]
NUMBERS = [number(1), number(2), number(11), number(22), number(31), number(99), "770101********0011", "", None]
OFTEN = ("civil_assistance", "medical_threshold", "rural_households")  # known rows of theirs could be missing
CODES = [family[1] for family in FAMILIES] + ["770101101001003", "770101101009999", None]


@pytest.fixture
def office(world: Any) -> Any:
    """The small world with a roll, odd names in it, two months of dibao and a list of sums."""
    bring(roll(), world.zhou)
    odd = [
        (*PLACE["甲"], f"77010110100100{i}", name, name, text, "户主", "一般农户", "1")
        for i, (name, text) in enumerate(ODD, 3)
    ]
    bring(csv_file("2026年9月农村户籍花名册补.csv", ROLL_HEADS, odd), world.zhou)
    bring(dibao({"赵大": 300, "钱二": 310}, "2026年9月"), world.zhou)
    sums = [(*PLACE["甲"], name, number(serial), 9000) for name, serial in (("赵大", 1), ("钱大", 11))]
    bring(csv_file("2026年1-9月大额医疗自付预警名单.csv", THRESHOLD_HEADS, sums), world.zhou)
    return world


people = st.fixed_dictionaries(
    {
        "document_number": st.sampled_from(NUMBERS),
        "name": st.sampled_from(WRITTEN),
        "head": st.sampled_from(WRITTEN),
        "head_number": st.sampled_from(NUMBERS),
        "code": st.sampled_from(CODES),
        "birth": st.sampled_from([None, date(1980, 5, 6), date(1979, 1, 1)]),
        "place": st.sampled_from([*PLACE.values(), ("示例县", "甲镇", "无此村")]),
        "decided": st.booleans(),
    }
)


def _table(source: Source, told: list[Mapping[str, Any]]) -> pa.Table:
    """Rows of a source that say this of their persons; of all else something that is the same in each."""
    usual = {"decimal": Decimal(7), "integer": 2, "date": OCTOBER.to_on, "month": OCTOBER.to_on, "text": "一"}
    rows = []
    for i, person in enumerate(told, 2):
        row: dict[str, Any] = {f.id: usual.get(f.kind) for f in source.fields}
        row |= {field: person.get(role) for role, field in (*source.person.items(), *source.household.items())}
        places = dict(zip(("county", "township", "village"), person["place"], strict=True))
        row |= {field: places[level] for level, field in source.area.items()}
        rows.append(row | {"sheet_no": 1, "row_no": i})
    return pa.Table.from_pylist(rows, schema=schema_of(source))


def _same(one: Plan, other: Plan) -> None:
    assert one.digest == other.digest
    assert one.subjects.equals(other.subjects)
    assert one.counts() == other.counts()
    assert one.refused == other.refused
    assert one.villages == other.villages


def test_the_plan_of_a_small_file_is_the_plan_against_everything(office: Any) -> None:
    with acting_as(office.zhou):
        sources = sources_of(policy_in_force())
        somebody = Person.objects.order_by("id").values_list("pk", flat=True)[0]

        @settings(max_examples=30, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(
            st.sampled_from([*sorted(sources), *OFTEN * 5]),
            st.lists(people, max_size=5),
            st.sampled_from(["full", "increment", "cumulative"]),
        )
        def law(name: str, told: list[Mapping[str, Any]], delivery: str) -> None:
            source = sources[name]
            rows = _table(source, told)
            decided = pa.Table.from_pylist(
                [
                    {"sheet_no": 1, "row_no": i, "person_id": somebody}
                    for i, person in enumerate(told, 2)
                    if person["decided"]
                ],
                schema=DECISION_SCHEMA,
            )
            period = NINE_MONTHS if delivery == "cumulative" else OCTOBER
            whole = known_for(source, period=period)
            narrow = known_for(source, period=period, rows=rows, decided=decided["person_id"].to_pylist())
            made = [
                plan(rows, source, delivery=delivery, period=period, known=known, decided=decided)
                for known in (whole, narrow)
            ]
            _same(*made)

        law()
