"""Signing in, being locked out, and what each role may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from fangpin_web.accounts import permissions
from fangpin_web.accounts.models import Role
from fangpin_web.accounts.services import FAILURES_ALLOWED, SignInLocked, SignInRefused, check_sign_in, make_officer

pytestmark = pytest.mark.django_db


def test_the_right_password_opens_and_a_wrong_one_does_not_say_why(world) -> None:
    assert check_sign_in(username="lin", password=world.password, at=world.now) == world.lin
    for username in ("lin", "nobody"):
        with pytest.raises(SignInRefused):
            check_sign_in(username=username, password="wrong", at=world.now)


def test_five_failures_lock_the_name_for_a_while_even_for_the_right_password(world) -> None:
    for _ in range(FAILURES_ALLOWED):
        with pytest.raises(SignInRefused):
            check_sign_in(username="lin", password="wrong", at=world.now)
    with pytest.raises(SignInLocked) as locked:
        check_sign_in(username="lin", password=world.password, at=world.now)
    assert check_sign_in(username="chen", password=world.password, at=world.now) == world.chen
    assert check_sign_in(username="lin", password=world.password, at=locked.value.until) == world.lin


def test_a_success_forgives_earlier_failures(world) -> None:
    for _ in range(FAILURES_ALLOWED * 2):
        with pytest.raises(SignInRefused):
            check_sign_in(username="lin", password="wrong", at=world.now)
        assert check_sign_in(username="lin", password=world.password, at=world.now)


def test_an_account_that_is_switched_off_does_not_open(world) -> None:
    world.lin.is_active = False
    world.lin.save()
    with pytest.raises(SignInRefused):
        check_sign_in(username="lin", password=world.password, at=world.now)


def test_the_page_learns_until_when_a_name_is_locked(world) -> None:
    request = RequestFactory().post("/")
    for _ in range(FAILURES_ALLOWED):
        assert authenticate(request, username="lin", password="wrong") is None
    assert authenticate(request, username="lin", password=world.password) is None
    assert request.sign_in_locked_until - world.now > timedelta(0)


def test_only_an_administrator_makes_accounts(world) -> None:
    told = {
        "username": "new",
        "name": "新",
        "role": "village",
        "area_code": world.village_a,
        "password": None,
        "at": world.now,
    }
    with pytest.raises(PermissionError, match="administrator"):
        make_officer(**told, by=world.zhou)
    made = make_officer(**told, by=world.administrator)
    assert not made.check_password("")


# One line per predicate: the roles that may.
MAY = {
    "sees_duties": "village township county auditor",
    "may_assign": "township county",
    "may_hand_over": "county",
    "may_draw": "township county",
    "sees_draws": "township county auditor",
    "may_call": "township county",
    "may_plan": "village township county",
    "may_approve_plan": "township county",
    "sees_issues": "village township county auditor",
    "sees_given_issues": "village township department county auditor",
    "may_work_issue": "village township department county",
    "may_raise_issue": "township county",
    "may_void_issue": "county",
    "may_run_campaign": "county",
    "sees_rows": "village township department county auditor",
    "opens_household_file": "village township county auditor",
    "shows_unmasked": "village township county auditor",
    "may_import": "township department county",
    "may_correct": "township county",
    "sees_backups": "county auditor administrator",
    "sees_accounts": "county auditor administrator",
    "sees_checklist": "county administrator",
    "may_enter_parameter": "county",
    "may_switch_mechanism": "county",
    "may_check_quality": "township county",
    "may_exempt": "county",
    "sees_rounds": "township county auditor",
    "may_state_figure": "county",
    "may_check_bulletins": "township department county city auditor",
    "may_choose_reading": "county city",
    "may_write_bulletins": "township county city",
    "may_sign_bulletins": "county city",
    "may_accept_batch": "township county",
    "may_decide_match": "township county",
    "may_take_clue": "village township county",
    "may_close_clue": "township county",
    "may_note_told": "village township county",
    "may_dispatch_clues": "county",
    "may_export": "township county auditor",
    "may_print": "village township county auditor",
    "may_seal": "county",
    "may_screen": "county",
    "may_watch_timetable": "county",
    "reads_log": "county auditor",
    "sees_tallies": "village township department county city auditor administrator",
    "may_manage_accounts": "administrator",
    "sees_tray": "department county auditor",
    "may_report_nothing": "department county",
    "may_attach_evidence": "village township department county",
    "may_visit": "village township county",
    "sees_visits": "village township county auditor",
    "may_make_notices": "village township county",
    "sees_notices": "village township county auditor",
    "may_take_applications": "township county",
    "may_bring_applications": "county",
    "sees_applications": "township county auditor",
    "sees_evidence": "village township county auditor",
    "sees_cases": "village township department county auditor",
    "may_work_cases": "village township department county",
    "may_open_case": "township county",
    "sees_discrepancies": "village township department county auditor",
    "may_answer_discrepancy": "township department county",
    "may_decide_discrepancy": "county",
}


@pytest.mark.parametrize("predicate", MAY)
def test_who_may(world, predicate: str) -> None:
    officers = (
        world.wang, world.lin, world.medical, world.zhou, world.city, world.auditor, world.administrator,
    )  # fmt: skip
    asked = getattr(permissions, predicate)
    assert {o.role for o in officers if asked(o)} == set(MAY[predicate].split())
    for officer in officers:
        officer.is_active = False
        assert not asked(officer), "an account that is switched off may nothing"


def test_every_predicate_is_in_the_table_and_every_role_in_the_world() -> None:
    asked = {n for n in vars(permissions) if n.startswith(("may_", "sees_", "reads_", "opens_", "shows_"))}
    assert asked - {"may_import_source"} == set(MAY)
    assert {role for roles in MAY.values() for role in roles.split()} == set(Role)


def test_a_department_imports_its_own_sources_only(world) -> None:
    assert permissions.may_import_source(world.medical, "medical_insurance")
    assert not permissions.may_import_source(world.medical, "civil_affairs")
    assert permissions.may_import_source(world.lin, "civil_affairs")
    assert not permissions.may_import_source(world.city, "civil_affairs")


def test_roles_that_count_have_an_empty_scope(world) -> None:
    assert permissions.scope_of(world.lin) == world.town_a
    assert permissions.scope_of(world.city) == permissions.scope_of(world.administrator) == ""
