"""Differences that are signs to look at a household, and what settles them: the payments of their own periods."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from tests.core.entitlements.test_assessing import DAY, HERE, ledgers

from fangpin.entitlements import Entitlements, asked_again, assess, explain_difference, in_doubt, watched, weigh
from fangpin.entitlements.periods import last_day, period_of
from fangpin.entitlements.signs import Pair, Signs, Waiting
from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of

SCHEMES = ("yulu_grant", "dibao_by_category", "medical_aid")
STUDENT, POOR = ("yulu_grant", 1, 3), ("dibao_by_category", 1, None)
SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30)


def weighed(policy: Policy, waiting: Waiting, tables: Mapping[str, list[Any]]) -> tuple[Signs, Entitlements]:
    schemes, seen = [policy.scheme(name) for name in SCHEMES], watched(waiting)
    with open_tables({name: rows_of(name, rows) for name, rows in tables.items()}) as ground:
        now = assess(ground, policy, schemes, as_of=DAY, watched=seen)
        again = [
            assess(ground, policy, schemes, as_of=day, watched=seen)
            for day, schemes in asked_again(waiting, now, policy).items()
        ]
    return weigh(now, again, waiting, policy), now


def found(signs: Signs) -> dict[Pair, int | None]:
    return {one.key: one.step for one in signs.findings}


def test_what_is_due_and_missing_and_what_is_paid_and_not_due_are_signs_from_the_least_difference_on(
    policy: Policy,
) -> None:
    signs, _ = weighed(policy, {}, ledgers())
    assert found(signs) == {STUDENT: 2, ("yulu_grant", 2, 4): 1, ("medical_aid", 1, 2): 2}  # dibao is 30 yuan short
    assert not signs.settled
    one = next(finding for finding in signs.findings if finding.key == STUDENT)
    said = explain_difference(policy.scheme("yulu_grant"), json.loads(one.basis), policy, language="zh")
    assert said.sentence.endswith("2026-09-01至2026-10-31应发2,500.00元，已发0.00元，少发2,500.00元")
    english = explain_difference(policy.scheme("yulu_grant"), json.loads(one.basis), policy, language="en")
    assert english.sentence.endswith("CNY 2,500.00 due, 0.00 paid, 2,500.00 too little")


def test_a_later_payment_settles_a_sign_and_another_households_does_not(policy: Policy) -> None:
    tables = ledgers()
    paid = {**tables["benefit_payment"][0], "person_id": 3, "amount_yuan": Decimal(2500)}
    tables["benefit_payment"] = [*tables["benefit_payment"], paid]
    waiting = {STUDENT: {SEPTEMBER}, ("yulu_grant", 2, 4): {SEPTEMBER}, ("yulu_grant", 9, 9): {SEPTEMBER}}
    signs, _ = weighed(policy, waiting, tables)
    assert signs.settled == {STUDENT}
    assert set(found(signs)) == {("yulu_grant", 2, 4), ("medical_aid", 1, 2)}


def test_a_month_that_is_over_is_asked_again_and_settled_for_itself_alone(policy: Policy) -> None:
    waiting = {POOR: {SEPTEMBER, OCTOBER}}
    both, _ = weighed(policy, waiting, ledgers())
    (short,) = [json.loads(one.basis)["rows"] for one in both.findings if one.key == POOR]
    assert [(row["since"], row["due_yuan"], row["paid_yuan"]) for row in short] == [
        ("2026-08-31", "430.00", "400.00"), ("2026-09-30", "430.00", "400.00"),
    ]  # fmt: skip
    spell = ledgers()["dibao_spell"][0]
    raised = {**spell, "monthly_yuan": Decimal(430)}
    from_october = [spell | {"to_on": date(2026, 10, 1)}, raised | {"from_on": date(2026, 10, 1)}]
    partly, _ = weighed(policy, waiting, ledgers() | {"dibao_spell": from_october})
    assert POOR in found(partly), "October agrees; September was never made good"
    covered = {"ledger": "dibao_spell", "period_from_on": SEPTEMBER, "period_to_on": DAY, **HERE}
    whole = ledgers() | {"dibao_spell": [raised]}
    whole["coverage"] = [*whole["coverage"], covered]
    signs, _ = weighed(policy, waiting, whole)
    assert POOR in signs.settled


def test_what_is_watched_is_told_whatever_it_says_and_not_put_among_the_differences(policy: Policy) -> None:
    tables = ledgers()
    tables["medical_claim"] = [row | {"aid_yuan": Decimal("2790.00")} for row in tables["medical_claim"][:1]]
    signs, now = weighed(policy, {("medical_aid", 1, 2): {date(2025, 12, 31)}}, tables)
    assert not [row for row in now.items.to_pylist() if row["scheme"] == "medical_aid"]
    assert [row["verdict"] for row in now.watched.to_pylist()] == ["agrees"]
    assert signs.settled == {("medical_aid", 1, 2)}


def test_the_last_day_of_a_period_gives_the_period_again() -> None:
    for period in ("month", "quarter", "year", "visit", "school_year"):
        since = period_of(period, DAY).since
        assert period_of(period, last_day(period, since)).since == since
    assert last_day("school_year", date(2025, 8, 31)) == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("differ", "agrees", "doubted"),
    [(100, 399, True), (100, 400, False), (99, 0, False), (100, 0, True), (0, 0, False)],
)
def test_a_scheme_is_in_doubt_when_more_than_a_fifth_and_a_hundred_records_differ(
    differ: int, agrees: int, *, doubted: bool, policy: Policy
) -> None:
    counts = {"missing": differ // 2, "short": 0, "over": differ - differ // 2, "not_due": 0, "agrees": agrees}
    assert in_doubt(counts, policy, on=DAY) == doubted


def test_a_scheme_in_doubt_raises_nothing_new_and_goes_on_telling_what_was_told(policy: Policy) -> None:
    _, now = weighed(policy, {STUDENT: {SEPTEMBER}}, ledgers())
    flood = pa.Table.from_pylist([_tally(row) for row in now.tallies.to_pylist()], schema=now.tallies.schema)
    signs = weigh(replace(now, tallies=flood), [], {STUDENT: {SEPTEMBER}}, policy)
    assert set(found(signs)) == {STUDENT, ("medical_aid", 1, 2)}, "the other student of the scheme is not asked"


def _tally(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"missing": 5_000} if row["scheme"] == "yulu_grant" else row
