"""Laws of imports, on invented facts: how a fact is sent does not matter, and sending twice does nothing."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.imports.office import CLAIMS, DIBAO, PEOPLE, REGISTER, THRESHOLD, Office, month, settled

from fangpin.imports.known import Known, compared_field, known_schema
from fangpin.imports.spells import Assertion, Spell, compare_spells, fold
from fangpin.ledgers import ledger

MONTHS = (1, 2, 3)
NAMES = ("王一", "王二", "陈三")
FEW = settings(max_examples=5, derandomize=True)
START = settled()


def office() -> Office:
    return copy.deepcopy(START)


def row(name: str, **more: Any) -> dict[str, Any]:
    person = next(p for p in PEOPLE if p["name"] == name)
    return {k: person[k] for k in ("name", "number", "village", "township")} | more


amounts = st.integers(1, 9999).map(lambda n: Decimal(n) / 100)
names = st.sampled_from(NAMES)
claims = st.lists(st.tuples(st.sampled_from(MONTHS), names, st.integers(1, 28), amounts), max_size=8)


@FEW
@given(claims)
def test_claims_sent_as_increments_or_as_cumulative_lists_stand_the_same(
    facts: list[tuple[int, str, int, Decimal]],
) -> None:
    rows = [
        (m, row(name, settlement=f"S{i}", day=date(2026, m, day), own=own))
        for i, (m, name, day, own) in enumerate(facts)
    ]
    by_increment, by_sum, at_once = office(), office(), office()
    for now in MONTHS:
        by_increment.send(CLAIMS, [r for m, r in rows if m == now], month(now))
        by_sum.send(CLAIMS, [r for m, r in rows if m <= now], month(now, since=1), delivery="cumulative")
    at_once.send(CLAIMS, [r for _m, r in rows], month(MONTHS[-1], since=1), delivery="cumulative")
    expected = by_increment.content("medical_claim")
    assert by_sum.content("medical_claim") == expected == at_once.content("medical_claim")


@FEW
@given(st.dictionaries(st.tuples(names, st.sampled_from(MONTHS)), amounts, max_size=7))
def test_amounts_sent_by_month_or_as_sums_of_the_year_stand_the_same(added: dict[tuple[str, int], Decimal]) -> None:
    by_increment, by_sum = office(), office()
    for now in MONTHS:
        monthly = {n: added[n, now] for n in NAMES if (n, now) in added}
        until = {n: sum(added.get((n, m), Decimal(0)) for m in MONTHS if m <= now) for n in NAMES}
        by_increment.send(THRESHOLD, [row(n, amount=a) for n, a in monthly.items()], month(now), delivery="increment")
        summed = [row(n, amount=a) for n, a in until.items() if a]
        by_sum.send(THRESHOLD, summed, month(now, since=1), covered=["770101"])
    assert by_sum.content("threshold_listing") == by_increment.content("threshold_listing")


@FEW
@given(st.dictionaries(st.tuples(names, st.sampled_from(MONTHS)), amounts, max_size=7), st.sets(names))
def test_only_those_a_cumulative_list_no_longer_names_are_missing_and_end_whole(
    added: dict[tuple[str, int], Decimal], gone: set[str]
) -> None:
    there = office()
    until: dict[str, Decimal] = {}
    for now in MONTHS:
        until = {n: sum((added.get((n, m), Decimal(0)) for m in MONTHS if m <= now), Decimal(0)) for n in NAMES}
        summed = [row(n, amount=a) for n, a in until.items() if a]
        sent = there.send(THRESHOLD, summed, month(now, since=1), covered=["770101"])
        assert sent.ledgers["threshold_listing"].missing.num_rows == 0
    left = [row(n, amount=a) for n, a in until.items() if a and n not in gone]
    sent = there.send(THRESHOLD, left, month(4, since=1), covered=["770101"], decisions={"threshold_listing": "ended"})
    assert sent.ledgers["threshold_listing"].missing.num_rows == sum(n in gone for n, _m in added)
    assert sum(r["amount_yuan"] for r in there.rows["threshold_listing"]) == sum(
        a for n, a in until.items() if n not in gone
    )


spell_facts = st.lists(
    st.tuples(st.sampled_from(MONTHS), names, st.integers(1, 28), st.sampled_from([300, 420, 450])),
    max_size=6,
    unique_by=lambda f: (f[0], f[1], f[2]),
)


@FEW
@given(spell_facts)
def test_spells_sent_as_increments_or_as_cumulative_lists_stand_the_same(
    facts: list[tuple[int, str, int, int]],
) -> None:
    rows = [(m, row(name, start=date(2026, m, day), amount=Decimal(a))) for m, name, day, a in facts]
    by_increment, by_sum = office(), office()
    for now in MONTHS:
        by_increment.send(DIBAO, [r for m, r in rows if m == now], month(now), delivery="increment")
        by_sum.send(DIBAO, [r for m, r in rows if m <= now], month(now, since=1), delivery="cumulative")
    assert by_sum.content("dibao_spell") == by_increment.content("dibao_spell")


@FEW
@given(
    st.lists(
        st.tuples(names, st.sampled_from([None, 300, 420]), st.none() | st.dates(date(2025, 1, 1), date(2026, 3, 31))),
        max_size=4,
    ),
    st.lists(st.tuples(names, st.sampled_from([None, 300, 420])), max_size=3),
)
def test_any_file_sent_twice_changes_nothing(
    first: list[tuple[str, int | None, date | None]], second: list[tuple[str, int | None]]
) -> None:
    there = office()
    there.send(DIBAO, [row(n, amount=a and Decimal(a), start=s) for n, a, s in first], month(2))
    rows = [row(n, amount=a and Decimal(a)) for n, a in second]
    there.send(DIBAO, rows, month(3))
    before = there.content()
    assert there.send(DIBAO, rows, month(3)).changes_nothing
    assert there.content() == before


days = st.dates(date(2026, 1, 1), date(2026, 4, 30))
assertions = st.lists(
    st.builds(
        lambda row, since, start, length, amount: Assertion(
            row=row, since=since, from_on=start,
            to_on=None if length is None else date.fromordinal((start or since).toordinal() + length),
            values={} if amount is None else {"monthly_yuan": Decimal(amount)},
        ),
        st.integers(0, 99), days, st.none() | days, st.none() | st.integers(1, 60), st.sampled_from([None, 1, 2]),
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(assertions, max_size=4))
def test_spells_of_one_record_never_overlap_and_never_run_backwards(files: list[list[Assertion]]) -> None:
    spells: list[Spell] = []
    for file in files:
        spells, _refused = fold(spells, file)
        for spell in spells:
            assert spell.to_on is None or spell.to_on > spell.from_on
        for earlier, following in pairwise(spells):
            assert earlier.to_on is not None
            assert earlier.to_on <= following.from_on


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    spec = ledger("dibao_spell")
    house = [("row", pa.int64()), ("sheet_no", pa.int64()), ("row_no", pa.int64()), ("area_code", pa.string())]
    named = [compared_field(spec.column(n)) for n in ("person", "monthly_yuan", "from_on", "to_on")]
    return pa.Table.from_pylist(rows, schema=pa.schema([*house, *named, ("since", pa.date32())]))


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from([None, 1, 2]), st.none() | days, st.none() | days), max_size=5
    ),
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from([None, 1, 2]), days), max_size=3, unique_by=lambda s: s[0]),
)
def test_the_quick_way_and_the_way_record_by_record_agree(
    told: list[tuple[int, int | None, date | None, date | None]], known: list[tuple[int, int | None, date]]
) -> None:
    spec = ledger("dibao_spell")
    columns = tuple(spec.column(n) for n in ("person", "monthly_yuan", "from_on", "to_on"))
    rows = [
        {"row": i, "sheet_no": 1, "row_no": i, "area_code": "7", "person_id": p, "monthly_yuan": a and Decimal(a),
         "from_on": s, "to_on": e, "since": date(2026, 2, 1)}
        for i, (p, a, s, e) in enumerate(told)
    ]  # fmt: skip
    there = [
        {"id": i, "area_code": "7", "person_id": p, "monthly_yuan": a and Decimal(a), "from_on": s}
        for i, (p, a, s) in enumerate(known, 100)
    ]
    existing = pa.Table.from_pylist(there, schema=known_schema(spec))
    quick, slow = (compare_spells(_table(rows), existing, spec, columns, fast=fast) for fast in (True, False))
    for part in ("new", "changed", "before"):
        one, other = (getattr(way, part).to_pylist() for way in (quick, slow))
        assert sorted(one, key=str) == sorted([{k: r[k] for k in (one[0] if one else r)} for r in other], key=str)
    assert quick.unchanged == slow.unchanged
    assert len(quick.refused) == len(slow.refused)


def test_an_empty_office_knows_nothing() -> None:
    assert Known().rows(ledger("loan")).num_rows == 0
    assert Office().plan(REGISTER, [], month(1)).changes_nothing
