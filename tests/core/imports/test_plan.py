"""A plan says what a file would change, and a file sent twice changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from tests.core.imports.office import (
    CHEN,
    CLAIMS,
    DIBAO,
    LIN,
    PEOPLE,
    REGISTER,
    THRESHOLD,
    Office,
    month,
    number,
    settled,
    source,
)  # fmt: skip

from fangpin.imports.subjects import DECISION_SCHEMA


def wang(**more: object) -> dict[str, object]:
    return {"name": "王一", "number": number(1), "village": "林家村", "township": "东风镇"} | more


def chen(**more: object) -> dict[str, object]:
    return {"name": "陈三", "number": number(3), "village": "陈家村", "township": "东风镇"} | more


def test_a_register_founds_households_persons_and_memberships() -> None:
    office = settled()
    assert office.ledger("household", "code", "head_name", "area_code") == [("H1", "王一", LIN), ("H2", "陈三", CHEN)]
    assert office.ledger("person", "name", "sex", "born_on")[0] == ("王一", "male", date(1980, 5, 6))
    assert len(office.rows["membership"]) == 4
    assert office.ledger("membership", "from_on", "to_on") == [(date(2026, 9, 1), None)] * 4


def test_the_same_file_twice_changes_nothing() -> None:
    office = settled()
    again = office.plan(REGISTER, PEOPLE, month(9))
    assert again.changes_nothing
    assert again.counts()["person"]["unchanged"] == 4
    assert again.open_rows.num_rows == 0


def test_the_same_register_a_month_later_adds_only_its_coverage() -> None:
    office = settled()
    later = office.send(REGISTER, PEOPLE, month(10))
    assert {n for n, p in later.ledgers.items() if p.new.num_rows} == {"coverage"}
    assert not any(p.changed.num_rows for p in later.ledgers.values())


def test_equal_knowledge_gives_an_equal_digest_and_new_knowledge_another() -> None:
    office = settled()
    rows = [wang(amount=Decimal(420))]
    first = office.plan(DIBAO, rows, month(9)).digest
    assert office.plan(DIBAO, rows, month(9)).digest == first
    assert office.plan(DIBAO, [wang(amount=Decimal(421))], month(9)).digest != first
    office.send(DIBAO, [wang(amount=Decimal(400))], month(9))
    assert office.plan(DIBAO, rows, month(9)).digest != first


def test_a_change_closes_the_spell_on_the_first_day_of_the_period_and_opens_one() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(420), start=date(2025, 3, 1))], month(9))
    planned = office.send(DIBAO, [wang(amount=Decimal(450), start=date(2025, 3, 1))], month(10))
    assert planned.counts()["dibao_spell"] | {"missing": 0} == {
        "new": 1, "changed": 1, "unchanged": 0, "missing": 0, "collapsed": 0, "refused": 0,
    }  # fmt: skip
    assert office.ledger("dibao_spell", "from_on", "to_on", "monthly_yuan") == [
        (date(2025, 3, 1), date(2026, 10, 1), Decimal(420)),
        (date(2026, 10, 1), None, Decimal(450)),
    ]


def test_an_amount_corrected_for_the_same_month_is_corrected_in_place() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(420))], month(9))
    office.send(DIBAO, [wang(amount=Decimal(450))], month(9))
    assert office.ledger("dibao_spell", "from_on", "to_on", "monthly_yuan") == [(date(2026, 9, 1), None, Decimal(450))]


def test_nothing_ends_unless_chosen() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(420)), chen(amount=Decimal(300))], month(9))
    planned = office.plan(DIBAO, [wang(amount=Decimal(420))], month(10))
    assert planned.ledgers["dibao_spell"].missing["area_code"].to_pylist() == [CHEN]
    assert not planned.ledgers["dibao_spell"].changed.num_rows
    for decision in ("not_sent", "ask"):
        assert not planned.deciding({"dibao_spell": decision}).ledgers["dibao_spell"].changed.num_rows
    office.land(planned.deciding({"dibao_spell": "ended"}))
    assert (date(2026, 9, 1), date(2026, 10, 1)) in office.ledger("dibao_spell", "from_on", "to_on")


def test_an_increment_says_nothing_about_the_absent() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(420))], month(9))
    assert not office.plan(DIBAO, [chen()], month(10), delivery="increment").ledgers["dibao_spell"].missing.num_rows


def test_another_sources_rows_are_never_missing() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(420))], month(9))
    office.rows["dibao_spell"][0]["written_by"] = "register"
    assert not office.plan(DIBAO, [chen()], month(10)).ledgers["dibao_spell"].missing.num_rows


def test_a_town_that_is_not_in_the_file_has_nobody_missing() -> None:
    office = settled()
    office.send(DIBAO, [wang(), chen()], month(9))
    far = {"name": "远人", "number": number(9), "village": "远山村", "township": "西河乡"}
    assert not office.plan(DIBAO, [far], month(10)).ledgers["dibao_spell"].missing.num_rows


def test_somebody_who_may_be_among_the_waiting_rows_is_not_missing() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(420)), chen()], month(9))
    planned = office.plan(DIBAO, [wang(number="", amount=Decimal(420)), chen()], month(10))
    assert planned.open_rows["state"].to_pylist() == ["proposed"]
    assert not planned.ledgers["dibao_spell"].missing.num_rows


def test_a_blank_cell_erases_nothing() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(420))], month(9))
    assert office.plan(DIBAO, [wang()], month(10)).ledgers["dibao_spell"].unchanged == 1


def test_rows_without_number_wait_and_land_when_decided() -> None:
    office = settled()
    rows = [wang(number=None, amount=Decimal(420)), {"name": "无此人", "village": "林家村", "township": "东风镇"}]
    planned = office.send(DIBAO, rows, month(9))
    assert planned.open_rows.select(["state", "how"]).to_pylist() == [
        {"state": "proposed", "how": "name_village"},
        {"state": "none", "how": None},
    ]
    assert not office.rows["dibao_spell"]
    coverage = [r for r in office.rows["coverage"] if r["ledger"] == "dibao_spell" and r["area_code"] == LIN]
    assert [(r["rows_read"], r["rows_matched"]) for r in coverage] == [(2, 0)]
    person = planned.open_rows["candidates"][0].as_py()[0]["person_id"]
    decided = pa.Table.from_pylist([{"sheet_no": 1, "row_no": 4, "person_id": person}], schema=DECISION_SCHEMA)
    office.send(DIBAO, rows[:1], month(9), decided=decided, with_coverage=False)
    assert office.ledger("dibao_spell", "person_id", "monthly_yuan") == [(person, Decimal(420))]


def test_a_person_without_number_is_known_again_inside_the_household() -> None:
    office = settled()
    assert [r["name"] for r in office.rows["person"] if not r.get("document_number")] == ["陈四"]
    filled = [p | ({"number": number(4)} if p["name"] == "陈四" else {}) for p in PEOPLE]
    planned = office.plan(REGISTER, filled, month(10))
    assert planned.open_rows["state"].to_pylist() == ["proposed"]


def test_moving_to_another_household_closes_the_old_membership() -> None:
    office = settled()
    moved = [p | ({"code": "H2", "head": "陈三", "village": "陈家村"} if p["name"] == "王二" else {}) for p in PEOPLE]
    office.send(REGISTER, moved, month(10))
    ids = {p["name"]: p["id"] for p in office.rows["person"]}
    spells = [(m["from_on"], m["to_on"]) for m in office.rows["membership"] if m["person_id"] == ids["王二"]]
    assert spells == [(date(2026, 9, 1), date(2026, 10, 1)), (date(2026, 10, 1), None)]


def test_equal_rows_collapse_and_contradicting_rows_are_refused_with_the_row_they_contradict() -> None:
    office = settled()
    twice = office.plan(DIBAO, [wang(amount=Decimal(420)), wang(amount=Decimal(420))], month(9))
    assert twice.counts()["dibao_spell"]["collapsed"] == 1
    against = office.plan(DIBAO, [wang(amount=Decimal(420)), wang(amount=Decimal(430))], month(9))
    assert not against.ledgers["dibao_spell"].new.num_rows
    assert [(r.code, r.column, r.row_no, r.other_row) for r in against.refused] == [
        ("contradicts", "monthly_yuan", 4, 4),
        ("contradicts", "monthly_yuan", 5, 4),
    ]


def test_what_is_said_of_a_person_who_does_not_land_does_not_land_either() -> None:
    office = settled()
    five = {
        "name": "赵五",
        "number": number(5),
        "village": "林家村",
        "township": "东风镇",
        "code": "H9",
        "head": "赵五",
    }
    plan = office.plan(REGISTER, [five, five | {"name": "赵武", "health": ["disabled"]}], month(9))
    assert not plan.ledgers["person"].new.num_rows
    assert not plan.ledgers["condition"].new.num_rows
    assert not plan.ledgers["membership"].new.num_rows
    assert "reference_refused" in {r.code for r in plan.refused if r.ledger == "condition"}


def test_what_members_say_differently_of_their_household_is_noted_not_refused() -> None:
    office = settled()
    rows = [PEOPLE[0] | {"phone": "13800000001"}, PEOPLE[1] | {"phone": "13800000002"}]
    planned = office.plan(REGISTER, rows, month(10))
    assert planned.ledgers["household"].changed["phone"].to_pylist() == ["13800000001"]
    assert [(r.ledger, r.code) for r in planned.refused] == [("household", "contradicts_noted")]


def test_each_filled_field_becomes_a_row() -> None:
    office = Office()
    office.send(
        REGISTER, [PEOPLE[0] | {"risk_1": "illness", "risk_2": "education", "found": date(2025, 5, 1)}], month(9)
    )
    assert office.ledger("risk", "risk", "found_on") == [("education", date(2025, 5, 1)), ("illness", date(2025, 5, 1))]


def test_several_codes_become_yes_no_and_unknown() -> None:
    office = Office()
    health = [["disabled", "chronic"], ["healthy"], None, None]
    office.send(REGISTER, [p | {"health": h} for p, h in zip(PEOPLE, health, strict=True)], month(9))
    by_person = {c["person_id"]: c["disabled"] for c in office.rows["condition"]}
    assert [by_person.get(p["id"]) for p in office.rows["person"]] == [True, False, None, None]


def test_claims_without_a_settlement_number_are_the_same_when_all_is_the_same() -> None:
    office = settled()
    claim = wang(day=date(2026, 9, 3), own=Decimal("12.50"))
    office.send(CLAIMS, [claim, claim, claim | {"day": date(2026, 9, 4)}], month(9))
    assert len(office.rows["medical_claim"]) == 2
    assert office.plan(CLAIMS, [claim], month(9)).counts()["medical_claim"]["unchanged"] == 1


def test_cumulative_amounts_land_as_what_was_added() -> None:
    office = settled()
    office.send(THRESHOLD, [wang(amount=Decimal(5000))], month(8, since=1))
    office.send(THRESHOLD, [wang(amount=Decimal(5000)), chen(amount=Decimal(7000))], month(9, since=1))
    office.send(THRESHOLD, [wang(amount=Decimal(6500)), chen(amount=Decimal(7001))], month(10, since=1))
    assert office.ledger("threshold_listing", "period_from_on", "period_to_on", "amount_yuan") == [
        (date(2026, 1, 1), date(2026, 8, 31), Decimal(5000)),
        (date(2026, 10, 1), date(2026, 10, 31), Decimal(1)),
        (date(2026, 10, 1), date(2026, 10, 31), Decimal(1500)),
        (date(2026, 9, 1), date(2026, 9, 30), Decimal(7000)),
    ]
    assert office.plan(
        THRESHOLD, [wang(amount=Decimal(6500)), chen(amount=Decimal(7001))], month(10, since=1)
    ).changes_nothing


def test_a_cumulative_list_corrected_for_the_same_month_corrects_what_it_added() -> None:
    office = settled()
    office.send(THRESHOLD, [wang(amount=Decimal(5000))], month(9, since=1))
    office.send(THRESHOLD, [wang(amount=Decimal(6500))], month(10, since=1))
    office.send(THRESHOLD, [wang(amount=Decimal(6400))], month(10, since=1))
    assert sorted(r["amount_yuan"] for r in office.rows["threshold_listing"]) == [Decimal(1400), Decimal(5000)]


def test_a_cumulative_list_older_than_one_that_landed_is_refused_row_by_row() -> None:
    office = settled()
    office.send(THRESHOLD, [wang(amount=Decimal(6500))], month(10, since=1))
    planned = office.plan(THRESHOLD, [wang(amount=Decimal(5000))], month(9, since=1))
    assert [r.code for r in planned.refused] == ["later_list_landed"]
    assert not planned.ledgers["threshold_listing"].new.num_rows


def test_months_added_earlier_are_not_missing_while_the_cumulative_list_names_the_person() -> None:
    office = settled()
    office.send(THRESHOLD, [wang(amount=Decimal(5000)), chen(amount=Decimal(7000))], month(9, since=1))
    grown = office.plan(THRESHOLD, [wang(amount=Decimal(6500)), chen(amount=Decimal(7000))], month(10, since=1))
    assert grown.ledgers["threshold_listing"].missing.num_rows == 0
    one_gone = office.plan(THRESHOLD, [wang(amount=Decimal(6500))], month(10, since=1))
    assert one_gone.ledgers["threshold_listing"].missing["amount_yuan"].to_pylist() == [Decimal(7000)]
    office.land(one_gone.deciding({"threshold_listing": "ended"}))
    assert sorted(r["amount_yuan"] for r in office.rows["threshold_listing"]) == [Decimal(1500), Decimal(5000)]


def test_a_refused_row_of_a_person_does_not_make_what_is_known_of_them_missing() -> None:
    office = settled()
    claim = wang(settlement="S1", day=date(2026, 9, 3), own=Decimal("12.50"))
    office.send(CLAIMS, [claim], month(9))
    twice = [claim | {"own": Decimal(13)}, claim | {"own": Decimal(14)}]
    planned = office.plan(CLAIMS, twice, month(9), delivery="full")
    assert [r.code for r in planned.refused] == ["contradicts", "contradicts"]
    assert planned.ledgers["medical_claim"].missing.num_rows == 0


def test_a_full_list_older_than_one_that_landed_changes_no_later_fact_and_ends_nobody() -> None:
    office = settled()
    office.send(DIBAO, [wang(amount=Decimal(300)), chen(amount=Decimal(280))], month(10))
    before = office.content("dibao_spell")
    planned = office.plan(DIBAO, [wang(amount=Decimal(310), stop=date(2026, 10, 1))], month(9), covered=["770101"])
    assert planned.later == date(2026, 10, 31)
    assert planned.ledgers["dibao_spell"].missing.num_rows == 0
    office.send(DIBAO, [wang(amount=Decimal(300))], month(9))  # what it adds is the earlier month
    assert min(r["from_on"] for r in office.rows["dibao_spell"]) == date(2026, 9, 1)
    office.send(DIBAO, [chen(amount=Decimal(280))], month(9))
    late = office.send(DIBAO, [wang(amount=Decimal(310)), chen(amount=Decimal(280))], month(9))
    assert [(r.code, r.row_no) for r in late.refused] == [("later_full_list_landed", 4)]
    amounts = {r["monthly_yuan"] for r in office.rows["dibao_spell"]}
    assert amounts == {Decimal(300), Decimal(280)}
    assert len(office.rows["dibao_spell"]) == len(before["dibao_spell"])


def test_an_older_register_does_not_take_back_what_a_later_one_says_of_a_household() -> None:
    office = settled()
    told = [p | {"phone": "13800000002"} for p in PEOPLE]
    office.send(REGISTER, told, month(10))
    late = office.send(REGISTER, [p | {"phone": "13800000001"} for p in PEOPLE], month(9))
    assert {r.code for r in late.refused if r.ledger == "household"} == {"later_full_list_landed"}
    assert {h["phone"] for h in office.rows["household"]} == {"13800000002"}


def test_coverage_is_written_for_the_townships_in_the_file_only() -> None:
    office = settled()
    office.send(DIBAO, [wang()], month(9))
    rows = [(r["area_code"], r["rows_read"]) for r in office.rows["coverage"] if r["ledger"] == "dibao_spell"]
    assert rows == [(LIN, 1), (CHEN, 0)]


def test_stated_coverage_wins() -> None:
    office = settled()
    planned = office.plan(DIBAO, [wang()], month(9), covered=["770101"])
    assert len(planned.villages) == 3


def test_a_row_whose_village_nobody_knows_founds_nothing_and_says_so() -> None:
    office = Office()
    planned = office.plan(REGISTER, [PEOPLE[0] | {"village": "不存在村"}], month(9))
    assert not planned.ledgers["person"].new.num_rows
    assert planned.subjects["area_doubt"].to_pylist() == ["village_unknown"]
    assert {r.code for r in planned.refused} == {"area_unknown"}


def test_an_end_before_the_start_is_refused() -> None:
    office = settled()
    planned = office.plan(DIBAO, [wang(start=date(2026, 5, 1), stop=date(2026, 4, 1))], month(9))
    assert [r.code for r in planned.refused] == ["ends_before_it_begins"]


def test_three_per_cent_missing_rows_end_nothing_by_themselves() -> None:
    office = Office()
    roll = [
        {"name": f"人{i}", "number": number(i), "code": f"H{i}", "head": f"人{i}", "kind": "lifted",
         "township": "东风镇",
         "village": "林家村" if i % 2 else "陈家村", "relation": "head"}
        for i in range(1, 201)
    ]  # fmt: skip
    office.send(REGISTER, roll, month(9))
    before = office.content("membership", "register_spell", "person")
    planned = office.send(REGISTER, roll[:-6], month(10))
    assert planned.counts()["membership"]["missing"] == 6
    assert office.content("membership", "register_spell", "person") == before


def test_an_unknown_decision_is_an_error_that_names_the_choices() -> None:
    office = settled()
    with pytest.raises(ValueError, match="ended, not_sent or ask"):
        office.plan(DIBAO, [wang()], month(9)).deciding({"dibao_spell": "delete"})


def test_what_is_learnt_of_a_monitored_household_is_written_into_its_spell() -> None:
    monitored = source(
        id="monitored",
        delivery="full",
        fields=[
            {"id": "class_", "zh": "监测对象类别", "kind": "code", "codes": "monitoring_class"},
            {"id": "on", "zh": "识别时间", "kind": "date"},
            {"id": "gone", "zh": "风险是否已消除", "kind": "boolean"},
        ],
        writes=[
            {
                "ledger": "monitoring_spell",
                "set": {
                    "household": "@household", "monitoring_class": "class_", "identified_on": "on",
                    "eliminated": "gone", "from_on": "on",
                },
            }
        ],
    )  # fmt: skip
    office = settled()
    office.send(monitored, [wang(class_="marginal", on=date(2025, 5, 1), gone=False)], month(9))
    office.send(monitored, [wang(class_="marginal", on=date(2025, 5, 1), gone=True)], month(10))
    assert office.ledger("monitoring_spell", "from_on", "to_on", "eliminated") == [(date(2025, 5, 1), None, True)]
    office.send(monitored, [wang(class_="sudden", on=date(2026, 11, 5), gone=False)], month(11))
    assert office.ledger("monitoring_spell", "from_on", "to_on", "monitoring_class") == [
        (date(2025, 5, 1), date(2026, 11, 5), "marginal"),
        (date(2026, 11, 5), None, "sudden"),
    ]


def test_income_items_find_the_account_that_the_same_file_founds() -> None:
    income = source(
        id="income",
        delivery="full",
        fields=[
            {"id": "wage", "zh": "工资性收入", "kind": "decimal", "unit": "CNY"},
            {"id": "work", "zh": "务工收入", "kind": "decimal", "unit": "CNY"},
        ],
        writes=[
            {
                "ledger": "income_account",
                "set": {
                    "household": "@household", "period_from_on": "@period_from", "period_to_on": "@period_to",
                    "wage_yuan": "wage",
                },
            },
            {
                "ledger": "income_item",
                "each": {"work": "wage_work"},
                "set": {"account": "@account", "item": "@tag", "amount_yuan": "@each"},
            },
        ],
    )  # fmt: skip
    office = settled()
    rows = [wang(wage=Decimal(9000), work=Decimal(8000)), chen(wage=Decimal(100), work=Decimal(90))]
    office.send(income, rows, month(9))
    accounts = {a["id"]: a["wage_yuan"] for a in office.rows["income_account"]}
    items = [(accounts[i["account_id"]], i["item"], i["amount_yuan"]) for i in office.rows["income_item"]]
    assert items == [(Decimal(9000), "wage_work", Decimal(8000)), (Decimal(100), "wage_work", Decimal(90))]
    assert office.plan(income, rows, month(9)).changes_nothing
