"""Values entered by page: two people, the same dated files, findings from the day on, no restart."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from tests.shipped import small_folder

from fangpin.policy import check
from fangpin.rosters.checking import check_sources
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.services import make_officer
from fangpin_web.office.archive import policy_of
from fangpin_web.office.models import ParameterEntry
from fangpin_web.office.parameters import ParameterProblem, confirm_entry, propose_value, send_back
from fangpin_web.office.policy import own_folder, place_in_force, policy_folders, policy_in_force

TOLD = {"parameter": "income_line", "document": "示例县〔2026〕2号", "clause": "第三条", "withdraws": False}
DAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_folder(tmp_path_factory.mktemp("shipped"), "national", "yunnan", "honghe", "gejiu")


@pytest.fixture
def few_rules(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped policies without rules and facts, for what does not rest on them: checked in a tenth of the time."""
    monkeypatch.setattr("fangpin.policy.shipped_folder", lambda: small)


def colleague(world) -> Officer:
    return make_officer(
        username="sun", name="孙十", role="county", area_code=world.county, password=None, at=world.now, by=None
    )


def proposed(world, value: str = "8900", **more) -> ParameterEntry:
    return propose_value(**(TOLD | {"since": DAY, "value": value, "by": world.zhou, "at": world.now} | more))


def value_on(day: date) -> Decimal:
    return policy_in_force().value("income_line", on=day).value


@pytest.mark.django_db
def test_a_value_counts_when_a_second_person_has_confirmed_it_and_from_its_day_only(world) -> None:
    entry = proposed(world)
    assert value_on(DAY) == Decimal(8700)
    confirm_entry(entry=entry, by=colleague(world), at=world.now)
    assert (value_on(date(2026, 3, 31)), value_on(DAY)) == (Decimal(8700), Decimal(8900))
    assert place_in_force() == "gejiu_office"
    assert check(policy_folders(), "gejiu_office", further=[check_sources]) == []
    text = (own_folder() / "gejiu_office/parameters/entered.yaml").read_text(encoding="utf-8")
    assert "示例县〔2026〕2号" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("few_rules")
def test_nobody_confirms_an_own_entry_and_other_roles_nothing(world) -> None:
    entry = proposed(world)
    for officer, kind in ((world.zhou, "own_entry"), (world.lin, "not_allowed"), (world.administrator, "not_allowed")):
        with pytest.raises(ParameterProblem) as refused:
            confirm_entry(entry=entry, by=officer, at=world.now)
        assert refused.value.kind == kind
    with pytest.raises(ParameterProblem):
        proposed(world, by=world.lin)
    assert value_on(DAY) == Decimal(8700)


@pytest.mark.django_db
@pytest.mark.usefixtures("few_rules")
def test_the_database_holds_that_the_second_person_is_another(world) -> None:
    from django.db import IntegrityError, transaction

    entry = proposed(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ParameterEntry.objects.filter(pk=entry.pk).update(state="confirmed", decided_by=world.zhou.pk)


@pytest.mark.django_db
@pytest.mark.usefixtures("few_rules")
def test_what_cannot_be_read_is_refused_at_once_and_a_double_entry_too(world) -> None:
    from fangpin.policy import PolicyError

    with pytest.raises(PolicyError):
        proposed(world, "八千九")
    proposed(world)
    with pytest.raises(ParameterProblem) as refused:
        proposed(world, "8901")
    assert refused.value.kind == "waits_already"
    with pytest.raises(ParameterProblem) as refused:
        proposed(world, "", withdraws=True, since=date(2025, 1, 1))
    assert refused.value.kind == "nothing_to_withdraw"


@pytest.mark.django_db
@pytest.mark.usefixtures("few_rules")
def test_a_wrong_value_is_withdrawn_by_a_new_entry_and_the_old_policies_stay_readable(world) -> None:
    second = colleague(world)
    before = policy_in_force().hash
    confirm_entry(entry=proposed(world, "89000"), by=second, at=world.now)
    wrong = policy_in_force().hash
    confirm_entry(entry=proposed(world, "", withdraws=True, clause="多打一个零"), by=second, at=world.now)
    assert value_on(DAY) == Decimal(8700)
    confirm_entry(entry=proposed(world), by=second, at=world.now)
    assert value_on(DAY) == Decimal(8900)
    kept = [policy_of(one).value("income_line", on=DAY).value for one in (before, wrong)]
    assert kept == [Decimal(8700), Decimal(89000)]
    assert ParameterEntry.objects.filter(state="confirmed").count() == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("few_rules")
def test_sent_back_is_not_in_force_and_stays_on_record(world) -> None:
    entry = send_back(entry=proposed(world), why="文件号不对", by=world.zhou, at=world.now)
    assert entry.state == "sent_back"
    with pytest.raises(ParameterProblem):
        confirm_entry(entry=entry, by=colleague(world), at=world.now)
    assert not own_folder().exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("few_rules")
def test_every_process_reads_the_new_line_without_a_restart(world) -> None:
    confirm_entry(entry=proposed(world), by=colleague(world), at=world.now)
    folders = ",".join(f"Path({str(folder)!r})" for folder in policy_folders())
    asked = (
        "from pathlib import Path; from datetime import date; from fangpin.policy import load; "
        f"print(load('gejiu_office', ({folders})).value('income_line', on=date(2026, 4, 1)).value)"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "8900\n"
    assert value_on(DAY) == Decimal(8900), "and the process that had read the old one reads the new one"


@pytest.mark.usefixtures("few_rules")
def test_two_tabs_confirm_once(office_world) -> None:
    world = office_world
    entry, second = proposed(world), colleague(world)
    together, told = threading.Barrier(2), []

    def confirm() -> None:
        together.wait()
        try:
            confirm_entry(entry=entry, by=second, at=world.now)
            told.append("confirmed")
        except ParameterProblem as problem:
            told.append(problem.kind)
        finally:
            connection.close()

    tabs = [threading.Thread(target=confirm) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert sorted(told) == ["confirmed", "decided"]


@pytest.mark.django_db
def test_the_pages_enter_show_and_confirm(world, client_of) -> None:
    first, second = client_of(world.zhou), client_of(colleague(world))
    form = {"since": "2026-04-01", "value": "8900", "document": "示例县〔2026〕2号", "clause": "第三条"}
    assert first.post("/parameters/income_line/enter", form | {"value": ""}).status_code == 422
    refused = first.post("/parameters/income_line/enter", form | {"value": "八千"})
    assert refused.status_code == 422
    assert "entered.yaml" not in refused.content.decode()
    made = first.post("/parameters/income_line/enter", form)
    address = made.headers["Location"]
    assert (
        "待第二人" in first.get("/parameters/").content.decode()
        or "second" in first.get("/parameters/").content.decode()
    )
    assert first.post(f"{address}decide", {"confirm": "on"}).status_code == 422
    assert second.get(address).status_code == 200
    assert second.post(f"{address}decide", {"confirm": "on"}).headers["Location"] == "/parameters/income_line/"
    page = second.get("/parameters/income_line/").content.decode()
    assert "8,900" in page or "8900" in page
    assert client_of(world.lin).get("/parameters/income_line/enter").status_code == 403
