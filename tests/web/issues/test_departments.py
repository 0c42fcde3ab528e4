"""A department sees the issues that were given to it, and answers them; others' it does not find."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.issues.test_issues import AT, PROOF, opened

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.issues import campaigns, services
from fangpin_web.issues.problems import IssueProblem
from fangpin_web.records.models import Issue, Organisation


@pytest.fixture
def given(world: Any) -> tuple[Issue, Issue]:
    """One issue given to the medical insurance, one to the education office."""
    Officer.objects.filter(pk=world.medical.pk).update(department="医保局")
    world.medical.refresh_from_db()
    with acting_as(world.zhou):
        units = [
            Organisation.objects.create(area_code=world.county, name=name, entered_at=world.now)
            for name in ("示例县医保局", "示例县教体局")
        ]
    issues = []
    for unit in units:
        issue = opened(world, kind="medical", household_id=world.household_a.pk)
        services.assign(
            about="issue", key=issue.pk, organisation_id=unit.pk, officer_id=None, due=None, by=world.zhou, at=AT
        )
        issues.append(issue)
    return issues[0], issues[1]


def test_a_department_puts_right_what_was_given_to_it_and_finds_nothing_else(
    world: Any, client_of: Any, given: tuple[Issue, Issue]
) -> None:
    own, other = given
    page = client_of(world.medical)
    home = page.get("/").content.decode()
    assert reverse("issues:list") in home
    listed = page.get(reverse("issues:list")).content.decode()
    assert own.number in listed
    assert other.number not in listed
    assert page.get(reverse("issues:issue", args=[other.pk])).status_code == 404
    shown = page.get(reverse("issues:issue", args=[own.pk])).content.decode()
    assert reverse("records:household", args=[world.household_a.pk]) not in shown
    for issue, status in ((other, 404), (own, 302)):
        file = SimpleUploadedFile("报销凭证.pdf", PROOF, "application/pdf")
        attach = reverse("evidence:attach", args=["issue", issue.pk])
        assert page.post(attach, {"evidence-kind": "document", "evidence-proofs": [file]}).status_code == status
    done = page.post(reverse("issues:act", args=[own.pk, "submit"]), {"words": "已补报销"})
    assert done.status_code == 302
    with acting_as(world.zhou):
        own.refresh_from_db()
    assert own.submitted_on is not None
    closed = services.accept(about="issue", key=own.pk, words="", by=world.zhou, at=AT)
    assert closed.second_person


def test_a_department_sees_the_tasks_given_to_it_and_what_a_meeting_decided_about_it(
    world: Any, client_of: Any, given: tuple[Issue, Issue]
) -> None:
    with acting_as(world.zhou):
        own, other = (Issue.objects.get(pk=issue.pk).organisation_id for issue in given)
    acting: dict[str, Any] = {"by": world.zhou, "at": AT}
    meeting = campaigns.call_meeting(
        title="第三次调度会", kind="dispatch", level="", due=None, held_on=AT.date(), **acting
    )
    of: dict[str, Any] = {"area_code": world.county, "officer_id": None, "campaign_id": None}
    task = campaigns.decide(
        meeting_id=meeting.pk, content="月底前补报销", organisation_id=own, due=AT.date(), **of, **acting
    ).task
    theirs = campaigns.set_task(title="劝返复学", organisation_id=other, due=None, **of, **acting)
    page = client_of(world.medical)
    assert reverse("issues:tasks") in page.get("/").content.decode()
    listed = page.get(reverse("issues:tasks") + "?view=overdue").content.decode()
    assert "月底前补报销" in listed
    assert "第三次调度会" in listed
    assert reverse("issues:meetings") not in listed
    assert "劝返复学" not in page.get(reverse("issues:tasks")).content.decode()
    for row, status in ((theirs, 404), (task, 302)):
        file = SimpleUploadedFile("凭证.pdf", PROOF, "application/pdf")
        attach = reverse("evidence:attach", args=["campaign_task", row.pk])
        assert page.post(attach, {"evidence-kind": "document", "evidence-proofs": [file]}).status_code == status
        sent = page.post(reverse("issues:task-act", args=[row.pk, "submit"]), {"words": "已补"})
        assert sent.status_code == status
    services.accept(about="campaign_task", key=task.pk, words="", **acting)
    done = page.get(reverse("issues:tasks") + "?view=closed")
    assert [(row.pk, papers) for row, _place, _clocks, _from, papers in done.context["table"]] == [(task.pk, 1)]


def test_a_department_neither_opens_nor_accepts_nor_works_on_others(world: Any, given: tuple[Issue, Issue]) -> None:
    own, other = given
    with pytest.raises(IssueProblem, match="outside"):
        services.note_progress(about="issue", key=other.pk, words="x", by=world.medical, at=AT)
    with pytest.raises(IssueProblem, match="role"):
        services.accept(about="issue", key=own.pk, words="x", by=world.medical, at=AT)
    with pytest.raises(IssueProblem, match="role"):
        opened(world, by=world.medical)
    assert services.note_progress(about="issue", key=own.pk, words="在办", by=world.medical, at=AT)
