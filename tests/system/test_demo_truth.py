"""From departments' files to clues: every planted household is found, no decoy is, and nothing is found twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fangpin.synthesis import World, city, write_workbooks
from fangpin.synthesis.workbooks.writing import NEXT_STEP, ONE_YUAN_MORE, forgotten

HOUSEHOLDS = 240
DAY = date(2026, 10, 31)


@pytest.fixture
def home(fresh_database: str, tmp_path: Path, settings: Any) -> Path:
    """An installation of this test's own; keys and database server stay the run's."""
    (tmp_path / "keys").symlink_to(settings.FANGPIN.home / "keys")
    settings.FANGPIN = replace(settings.FANGPIN, home=tmp_path)
    return tmp_path


def silent(_done: int, _of: int, _zh: str, _en: str) -> None:
    """Nobody watches a test."""


def county() -> Any:
    from fangpin_web.accounts.models import Officer

    return Officer.objects.get(username="county")


def evidence() -> dict[tuple[str, str], list[Any]]:
    """Every clue's reasons by rule and household code."""
    from fangpin_web.access.scope import acting_as
    from fangpin_web.clues.models import ClueEvidence
    from fangpin_web.records.models import Household

    found: dict[tuple[str, str], list[Any]] = {}
    with acting_as(county()):
        codes = dict(Household.objects.values_list("id", "code"))
        for row in ClueEvidence.objects.all():
            found.setdefault((row.rule, codes[row.household_id]), []).append(row)
    return found


def screen_again(as_of: date, *, days_later: int) -> Any:
    from fangpin_web.clues.screening import run_screening
    from fangpin_web.demo.building import morning_after
    from fangpin_web.publishing.services import seal

    at = morning_after(as_of) + timedelta(days=days_later)
    return run_screening(seal=seal(as_of=as_of, by=county(), at=at), by=county(), at=at)


def close_negative(clues: list[int]) -> None:
    """Hand everything out, visit these and find nothing."""
    from fangpin_web.clues.services import close_clue, dispatch_clues, take_clue
    from fangpin_web.demo.building import morning_after

    by, at = county(), morning_after(DAY) + timedelta(days=2)
    dispatch_clues(by=by, at=at)
    for clue in clues:
        take_clue(clue_id=clue, by=by, at=at)
        close_clue(
            clue_id=clue, outcome="closed_negative", reason="able_to_cope", note="入户核实，家庭能够应对", by=by, at=at
        )


def planted(world: World, plant: str) -> str:
    return next(line.household.code for line in world.truth if f"{line.rule}/{line.case}" == plant)


def test_the_demonstration_tells_the_truth_now_again_and_next_month(home: Path, tmp_path: Path) -> None:
    from fangpin_web.demo import build
    from fangpin_web.office.policy import policy_in_force

    built = build("gejiu", home, silent, households=HOUSEHOLDS)
    triggers = {rule.id for rule in policy_in_force().rules.values() if rule.kind == "trigger"}
    truth = json.loads((home / "demo" / "gejiu" / "2026-10" / "truth.json").read_text(encoding="utf-8"))
    first = evidence()
    wrong = [
        f"{case['rule']}/{case['case']}"
        for case in truth["cases"]
        if case["rule"] in triggers
        and (case["answer"] == "yes")
        != any(e.answer == "yes" for e in first.get((case["rule"], case["household"]), []))
    ]
    assert not wrong
    allowed = {(rule, case["household"]) for case in truth["cases"] for rule in (case["rule"], *case["also"])}
    assert not [pair for pair in first if pair not in allowed]

    assert build("gejiu", home, silent, households=HOUSEHOLDS) == built  # the second time it is only served
    again = screen_again(DAY, days_later=1)
    assert (again.counts["raised"], again.counts["joined"]) == (0, 0)

    next_month(home, tmp_path, first)


def next_month(home: Path, tmp_path: Path, first: dict[tuple[str, str], list[Any]]) -> None:
    """A roll with 3 % of its rows missing ends nobody; a yuan more raises nothing, the next step one, still open."""
    from fangpin_web.access.scope import acting_as
    from fangpin_web.demo.building import morning_after
    from fangpin_web.demo.importing import import_delivery
    from fangpin_web.office.policy import policy_in_force
    from fangpin_web.records.models import DibaoSpell, TekunSpell

    def on_support() -> set[int]:
        with acting_as(county()):
            spells = (*DibaoSpell.objects.filter(to_on=None), *TekunSpell.objects.filter(to_on=None))
            return {spell.person_id for spell in spells}

    world = city("gejiu", households=HOUSEHOLDS, policy=policy_in_force())
    before, day = on_support(), date(2026, 11, 30)
    for delivery in write_workbooks(world, tmp_path / "second", month=2):
        upload = import_delivery(delivery, by=county(), at=morning_after(day), missing="ask")
        if delivery.source == "civil_assistance":
            missing = sum(counts["missing"] for counts in upload.counts["ledgers"].values())
            assert missing >= len(forgotten(world))
    assert on_support() == before

    same, grown = ("medical_other", planted(world, ONE_YUAN_MORE)), ("medical_registered", planted(world, NEXT_STEP))
    close_negative([reason.clue_id for reason in first[same]])
    assert screen_again(day, days_later=0).counts["stepped_up"] == 1
    later = evidence()
    assert [e.step for e in later[same]] == [e.step for e in first[same]]
    assert sorted(e.step for e in later[grown]) == [1, 2]
    before, after = sorted(later[grown], key=lambda e: e.step)
    with acting_as(county()):
        assert (before.clue.merged_into, before.clue.close_reason) == (after.clue_id, "stepped_up")
        assert (after.clue.state, after.clue.dispatched_on) == ("open", before.clue.dispatched_on)
    assert screen_again(day, days_later=1).counts["raised"] == 0


def test_a_register_and_one_threshold_list_are_enough(home: Path, tmp_path: Path) -> None:
    from fangpin_web.access.scope import acting_as
    from fangpin_web.demo.building import land_areas, morning_after
    from fangpin_web.demo.importing import import_delivery
    from fangpin_web.demo.people import make_accounts
    from fangpin_web.office.policy import policy_in_force
    from fangpin_web.office.services import set_up_office
    from fangpin_web.records.models import MedicalClaim

    at = morning_after(DAY)
    set_up_office(place="gejiu", demo=True, at=at)
    world = city("gejiu", households=HOUSEHOLDS, policy=policy_in_force())
    land_areas(world, by=make_accounts(world, at=at))
    wanted = {"national_register", "medical_threshold"}
    for delivery in write_workbooks(world, tmp_path / "files"):
        if delivery.source in wanted and delivery.period_to_on == DAY:
            import_delivery(delivery, by=county(), at=at)
    screen_again(DAY, days_later=0)
    (reason,) = evidence()["medical_registered", planted(world, NEXT_STEP)]
    assert Decimal(str(reason.basis["own_pay_seen_yuan"])) == Decimal("8613.24")
    assert "medical_registered" not in {rule for rule, code in evidence() if code != planted(world, NEXT_STEP)}
    with acting_as(county()):
        assert not MedicalClaim.objects.exists()


def test_a_city_nobody_knows_and_a_home_of_real_work_are_refused(home: Path) -> None:
    from fangpin.synthesis import UnknownPlaceError
    from fangpin_web.demo import build
    from fangpin_web.demo.building import morning_after
    from fangpin_web.office.models import Office
    from fangpin_web.office.services import OfficeElsewhere, set_up_office

    with pytest.raises(UnknownPlaceError, match="gejiu"):
        build("atlantis", home, silent)
    assert not Office.objects.exists()
    set_up_office(place="gejiu", demo=False, at=morning_after(DAY))
    with pytest.raises(OfficeElsewhere):
        build("gejiu", home, silent)
