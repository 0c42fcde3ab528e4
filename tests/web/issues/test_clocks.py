"""Every step of an issue has its term, counted as steps of cases are; what is late climbs a level and is seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.issues.test_issues import AT, opened, proven

from fangpin.duties import Board
from fangpin.processes import Standing
from fangpin_web.access.scope import acting_as
from fangpin_web.issues import services
from fangpin_web.issues.charting import chart_of
from fangpin_web.issues.clocks import clocks_of, escalate, waiting_for
from fangpin_web.issues.models import IssueEscalation
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Issue, Organisation
from fangpin_web.records.models import Officer as DutyOfficer


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 2, tzinfo=UTC)


def on(day: int) -> date:
    return date(2026, 11, day)


@pytest.fixture
def unit(world: Any) -> int:
    with acting_as(world.zhou):
        made: int = Organisation.objects.create(area_code=world.county, name="示例县水务局", entered_at=AT).pk
    return made


def step_of(world: Any, issue: Issue, day: date) -> tuple[str, Standing]:
    with acting_as(world.zhou):
        row = Issue.objects.get(pk=issue.pk)
        clocks = clocks_of("issue", [row], policy_in_force(), day)[row.pk]
    assert clocks.at
    assert clocks.step
    return clocks.at.id, clocks.step


def test_each_step_counts_its_own_days_from_the_day_it_began(world: Any, unit: int) -> None:
    issue = opened(world)  # Saturday 31 October
    given: dict[str, Any] = {"about": "issue", "key": issue.pk}
    name, term = step_of(world, issue, on(3))
    assert (name, term.state, term.due_on) == ("registered", "orange", on(3))  # two working days
    assert step_of(world, issue, on(4))[1].state == "overdue"
    services.assign(**given, organisation_id=unit, officer_id=None, due=on(30), by=world.zhou, at=at(4))
    name, term = step_of(world, issue, on(4))
    assert (name, term.state, term.due_on) == ("rectified", "running", on(24))  # twenty days
    assert step_of(world, issue, on(21))[1].state == "orange"
    proven(world, issue)
    services.submit(**given, words="好了", by=world.lin, at=at(6))
    assert step_of(world, issue, on(6))[1].due_on == on(13)  # five working days to accept
    services.return_(**given, words="仍在渗漏", by=world.zhou, at=at(9))
    name, term = step_of(world, issue, on(9))
    assert (name, term.due_on) == ("rectified", on(29))
    services.submit(**given, words="修好了", by=world.lin, at=at(10))
    services.accept(**given, words="看过", by=world.zhou, at=at(11))
    with acting_as(world.zhou):
        row = Issue.objects.get(pk=issue.pk)
        assert clocks_of("issue", [row], policy_in_force(), on(30))[row.pk].worst is None


def test_a_late_step_is_shown_to_the_level_above_once_and_again_after_a_return(world: Any, unit: int) -> None:
    issue = opened(world, due=on(30))
    given: dict[str, Any] = {"about": "issue", "key": issue.pk}
    services.assign(**given, organisation_id=unit, officer_id=None, due=on(30), by=world.zhou, at=AT)
    assert escalate(by=world.zhou, at=at(20)) == {"issues_overdue": 0, "issues_escalated": 0}  # the last day counts
    assert escalate(by=world.zhou, at=at(21)) == {"issues_overdue": 1, "issues_escalated": 1}
    assert escalate(by=world.zhou, at=at(22))["issues_escalated"] == 0
    proven(world, issue)
    services.submit(**given, words="好了", by=world.lin, at=at(22))
    services.return_(**given, words="没有", by=world.zhou, at=at(23))
    assert escalate(by=world.zhou, at=at(30))["issues_escalated"] == 0
    assert escalate(by=world.zhou, at=datetime(2026, 12, 14, 2, tzinfo=UTC))["issues_escalated"] == 1
    with acting_as(world.zhou):
        rows = IssueEscalation.objects.order_by("id").values_list("step", "level", "due_on")
        assert list(rows) == [("rectified", "county", on(20)), ("rectified", "county", date(2026, 12, 13))]


def test_what_a_village_has_to_put_right_climbs_to_the_township_and_then_to_the_county(world: Any) -> None:
    with acting_as(world.zhou):
        cadre = DutyOfficer.objects.create(area_code=world.village_a, name="村干部", level="village", entered_at=AT)
    one, other = opened(world, due=on(30)), opened(world, due=on(30))
    for issue in (one, other):
        services.assign(
            about="issue", key=issue.pk, organisation_id=None, officer_id=cadre.pk, due=on(30), by=world.zhou, at=AT
        )
    assert escalate(by=world.zhou, at=at(21))["issues_escalated"] == 2
    assert escalate(by=world.zhou, at=at(27))["issues_escalated"] == 0  # seven days late: the county from the eighth
    assert escalate(by=world.zhou, at=at(28))["issues_escalated"] == 2
    with acting_as(world.zhou):
        rows = IssueEscalation.objects.filter(issue=one.pk).order_by("id").values_list("level", flat=True)
        assert list(rows) == ["township", "county"]


def test_late_is_what_lies_with_me_on_my_list_and_everything_on_the_board(world: Any) -> None:
    opened(world, due=on(30))
    late = {}
    for by in (world.wang, world.lin):
        with acting_as(by):
            late[by.username] = waiting_for("issue", by, on(5)).late
    # Nobody was made responsible in two working days: that is the township's delay and not the village's.
    with acting_as(world.zhou):
        board, _rows = chart_of(world.zhou, policy_in_force(), area=world.county, campaign=None, on=on(5))
        near, _rows = chart_of(world.zhou, policy_in_force(), area=world.county, campaign=None, on=on(3))
    assert late == {"wang": 0, "lin": 1}
    assert (items(board)[0].due_on, board.whole.overdue, board.whole.level) == (on(3), 1, "township")
    assert (items(near)[0].near, near.whole.overdue) == (True, 0)


def test_the_ledger_shows_the_step_its_day_and_to_whom_it_went(world: Any, client_of: Any, unit: int) -> None:
    today = timezone.localdate()
    issue = opened(world, opened_on=today - timedelta(days=40), due=today + timedelta(days=40))
    with acting_as(world.zhou):
        Issue.objects.filter(pk=issue.pk).update(organisation=unit)  # responsible since it was opened: twenty days
    escalate(by=world.zhou, at=timezone.now())
    page = client_of(world.zhou)
    listed = page.get(reverse("issues:list") + "?view=overdue")
    assert [(row.pk, level) for row, _place, _clocks, level in listed.context["table"]] == [(issue.pk, "county")]
    assert {name: n for name, _label, n in listed.context["views"]}["overdue"] == 1
    shown = page.get(reverse("issues:issue", args=[issue.pk])).content.decode()
    for words in ("整改落实", "已超期", "已提至：县"):
        assert words in shown


def items(board: Board) -> list[Any]:
    return [item for row in board.rows for held in row.items.values() for item in held]
