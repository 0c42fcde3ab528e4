"""What a loaded policy answers: values on a day, words for codes, working days, what is in force, its hash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.shipped import shipped

from fangpin.policy import NoCalendar, NoSuchEntry, NoValueInForce, PolicyError, load, places_in, shipped_folder
from fangpin.policy.checking import check
from fangpin.policy.facts import HEADER_KEYS, SQL_FUNCTIONS
from fangpin.policy.loading import FOLDERS
from fangpin.policy.process_merging import FILE_KEYS as PROCESS_FILE_KEYS
from fangpin.policy.process_merging import PROCESS_KEYS
from fangpin.policy.processes import FIELD_KEYS as FORM_KEYS
from fangpin.policy.processes import GUARD_KEYS, MOVE_KEYS, STEP_KEYS
from fangpin.policy.reading import (
    CALENDAR_KEYS,
    CASE_KEYS,
    CODE_KEYS,
    LIST_KEYS,
    PARAMETER_KEYS,
    PLACE_KEYS,
    SOURCE_KEYS,
    VALUE_KEYS,
)
from fangpin.policy.rules import AGAIN_KEYS, REMEDY_KEYS, RULE_KEYS
from fangpin.policy.sources import COVER_KEYS, FIELD_KEYS, RECOGNISE_KEYS, ROLE_KEYS, SOURCE_FILE_KEYS, WRITE_KEYS

Change = Callable[[str, str, str], None]


def test_a_value_holds_from_its_day_until_the_next_and_the_nearest_place_decides(folder: Path) -> None:
    policy = load("vale", folder)
    assert [p.id for p in policy.chain] == ["land", "vale"]
    assert policy.value("income_line", on=date(2026, 3, 31)).value == Decimal(8000)
    later = policy.value("income_line", on=date(2026, 4, 1))
    assert (later.value, later.since, str(later.source)) == (
        Decimal(8300),
        date(2026, 4, 1),
        "示例县〔2026〕2号 第三条",
    )
    assert (later.file, later.line) == ("vale/parameters/income.yaml", 4)
    assert load("land", folder).value("income_line", on=date(2026, 4, 1)).value == Decimal(8000)
    assert policy.values_on(date(2026, 3, 31)) == {"income_line": Decimal(8000), "medical_step": Decimal(5000)}


def test_a_day_before_the_first_value_has_none_and_says_so(folder: Path) -> None:
    with pytest.raises(
        NoValueInForce, match=r"income_line has no value on 2025-12-31: its first .* from 2026-01-01"
    ) as caught:
        load("vale", folder).value("income_line", on=date(2025, 12, 31))
    assert "没有取值" in caught.value.zh()
    assert load("vale", folder).parameters_on(date(2025, 12, 31)) == {}


@pytest.mark.parametrize("kind", ["value", "code_list", "fact", "rule", "source"])
def test_an_id_that_is_not_there_is_answered_with_the_nearest(kind: str, folder: Path) -> None:
    policy = load("vale", folder)
    near = {
        "value": "income_lin",
        "code_list": "risks",
        "fact": "household_yer",
        "rule": "income_below",
        "source": "rol",
    }[kind]
    with pytest.raises(NoSuchEntry, match="did you mean") as caught:
        policy.value(near, on=date(2026, 5, 1)) if kind == "value" else getattr(policy, kind)(near)
    assert "是否为" in caught.value.zh()


def test_a_place_that_is_not_there_is_answered_with_the_nearest(folder: Path) -> None:
    with pytest.raises(PolicyError, match="there is no place vail in policies/; did you mean vale"):
        load("vail", folder)


def test_a_place_names_a_rule_from_above_without_declaring_it_anew(folder: Path, change: Change) -> None:
    change("vale/rules/names.yaml", "", 'rules:\n  - {id: income_below_line, aliases: ["1_02_006"]}\n')
    above, named = load("land", folder).rule("income_below_line"), load("vale", folder).rule("income_below_line")
    assert named.aliases == (*above.aliases, "1_02_006")
    assert (named.file, named.holds) == (above.file, above.holds)
    change("vale/rules/names.yaml", "income_below_line", "income_below_lime")
    with pytest.raises(PolicyError, match="income_below_lime is named, but no place above has it"):
        load("vale", folder)


def test_a_place_below_replaces_adds_and_switches_off(folder: Path, change: Change) -> None:
    change("vale/rules/off.yaml", "", "rules:\n  - {id: income_below_line, off: true, why: 本县另有规定}\n")
    change(
        "vale/codes/risk.yaml",
        "",
        "lists:\n  - id: risk\n    codes:\n"
        "      - {code: flood, zh: 洪灾, en: Flood}\n      - {code: hail, zh: 雹灾, en: Hail}\n",
    )
    change("vale/sources/roll.yaml", "", "id: roll\nzh: 本县名册\n")
    change(
        "vale/calendar/2026.yaml", "", "year: 2026\noff: [2026-10-08]\nwork: [2026-10-07]\nsource: {document: 本县}\n"
    )
    change(
        "vale/facts/village_poor.sql",
        "",
        (folder / "land/facts/village_poor.sql").read_text(encoding="utf-8").replace("<", "<="),
    )
    policy = load("vale", folder)
    assert policy.rules == {}
    assert policy.switched_off == {"income_below_line": "本县另有规定"}
    assert [policy.code_list("risk").label(c) for c in ("illness", "flood", "hail", "gone")] == [
        "因病",
        "洪灾",
        "雹灾",
        "gone",
    ]
    assert policy.source("roll").zh == "本县名册"
    assert policy.holidays.is_working_day(date(2026, 10, 7))
    assert not policy.holidays.is_working_day(date(2026, 10, 8))
    assert "<=" in policy.fact("village_poor").sql
    assert load("land", folder).rule("income_below_line").id == "income_below_line"


def test_a_word_of_a_roster_means_the_code_in_force(folder: Path) -> None:
    risks = load("vale", folder).code_list("risk")
    found = (
        risks.find("因 灾", date(2026, 6, 30)),
        risks.find("因灾", date(2026, 7, 1)),
        risks.find("疾病负担"),
        risks.find("x"),
    )
    assert [c and c.code for c in found] == ["01", "flood", "illness", None]
    assert [c.code for c in risks.in_force(date(2026, 7, 1))] == ["illness", "flood"]
    assert risks.label("flood", "en") == "Flood"
    assert risks.label(None) == ""


def test_working_days_skip_holidays_and_count_weekends_worked(folder: Path) -> None:
    holidays = load("vale", folder).holidays
    assert holidays.add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert holidays.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)  # a Saturday worked
    assert holidays.add_working_days(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert holidays.add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)
    assert holidays.working_days_between(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert holidays.working_days_between(date(2026, 10, 10), date(2026, 9, 30)) == 0
    with pytest.raises(NoCalendar, match=r"holidays of 2027 are not known \(known: 2026\)"):
        holidays.is_working_day(date(2027, 1, 4))
    assert holidays.working_day_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert holidays.working_day_after(date(2026, 12, 31), 2) == date(2027, 1, 4)  # not announced: weekends only


def test_a_source_is_handed_on_with_the_lines_of_its_parts(folder: Path) -> None:
    source = load("vale", folder).source("roll")
    assert source.mapping["fields"][0] == {"id": "name", "zh": "姓名", "unit": "0.1"}
    assert source.line("fields", 0, "unit") == 7
    assert source.line("fields", 0, "nothing") == 5
    assert source.line("nothing") == 1


def test_the_hash_is_over_files_in_force_and_not_over_cases(folder: Path, change: Change) -> None:
    before = load("vale", folder)
    assert {f.name.split("/")[0] for f in before.files} == {"land", "vale"}
    change("land/cases/income.yaml", "差一分", "差 0.01 元")
    assert load("vale", folder).hash == before.hash
    change("vale/place.yaml", "en: Vale", "en: Vale ")
    assert load("vale", folder).hash != before.hash
    assert load("land", folder).hash != before.hash


def test_files_saved_by_notepad_are_read(folder: Path) -> None:
    for name in ("land/facts/household_year.sql", "land/rules/income.yaml"):
        text = (folder / name).read_text(encoding="utf-8").replace("\n", "\r\n")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert check(folder, "vale") == []


def test_rules_apply_from_their_day_until_the_day_they_end(folder: Path, change: Change) -> None:
    change(
        "land/rules/income.yaml",
        "    kind: trigger\n",
        "    kind: trigger\n    since: 2026-02-01\n    until: 2026-08-01\n",
    )
    policy = load("vale", folder)
    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 7, 31), date(2026, 8, 1))
    assert [len(policy.rules_on(day)) for day in days] == [0, 1, 1, 0]


def test_a_rule_knows_all_the_parameters_it_needs(folder: Path) -> None:
    rule = load("vale", folder).rule("income_below_line")
    assert rule.parameters == ("income_line", "medical_step")
    assert rule.holds.canonical.endswith("(< column:net_income_yuan (* column:members parameter:income_line))")


def test_facts_come_in_the_order_in_which_they_build_on_each_other(folder: Path) -> None:
    policy = load("vale", folder)
    assert list(policy.facts) == ["household_year", "village_poor"]
    fact = policy.fact("household_year")
    assert fact.keys == ("household_id", "area_code")
    assert set(fact.ledgers) == {"membership", "person", "income_account", "dibao_spell"}
    assert policy.fact("village_poor").keys == ("area_code",)
    assert fact.column("members").type.unit is not None


# --- the policies that are shipped -----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", places_in(shipped_folder()))
def test_every_shipped_place_loads(place: str) -> None:
    assert shipped(place).chain[0].id == "national"


def test_the_calendar_knows_the_state_councils_schedules() -> None:
    holidays = shipped("national").holidays
    assert holidays.years == (2024, 2025, 2026)
    working = {
        year: holidays.working_days_between(date(year, 1, 1), date(year, 12, 31))  # New Year's Day is off
        for year in holidays.years
    }
    assert working == {2024: 251, 2025: 248, 2026: 248}
    assert holidays.add_working_days(date(2026, 2, 13), 2) == date(
        2026, 2, 24
    )  # Saturday 14 worked, then nine days off


# --- the page that describes the folder ------------------------------------------------------------------------------

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "policies.md"


def test_the_reference_page_names_every_key_folder_and_function() -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = {*PLACE_KEYS, *PARAMETER_KEYS, *VALUE_KEYS, *LIST_KEYS, *CODE_KEYS, *CALENDAR_KEYS, *CASE_KEYS, *SOURCE_KEYS}
    keys |= {*RULE_KEYS, *AGAIN_KEYS, *REMEDY_KEYS, *HEADER_KEYS, *FOLDERS}
    keys |= {*SOURCE_FILE_KEYS, *COVER_KEYS, *FIELD_KEYS, *RECOGNISE_KEYS, *WRITE_KEYS, *sum(ROLE_KEYS.values(), ())}
    keys |= {*PROCESS_KEYS, *STEP_KEYS, *MOVE_KEYS, *GUARD_KEYS, *FORM_KEYS, *PROCESS_FILE_KEYS}
    unnamed = sorted(k for k in keys if f"`{k}`" not in page and f"{k}:" not in page and f"{k}/" not in page)
    assert not unnamed, f"docs/reference/policies.md does not speak of {unnamed}"
    internal = {"and", "or", "logical_and", "logical_or", "substr"}  # other names of what the page lists
    silent = sorted(f for f in SQL_FUNCTIONS - internal if f"`{f}`" not in page)
    assert not silent, f"docs/reference/policies.md does not list {silent}"


def test_the_check_reads_the_shipped_folder_to_its_end() -> None:
    assert all(p.what.zh and p.remedy.zh for p in check(shipped_folder(), "gejiu"))
