"""Campaigns, their teams and tasks; dispatch meetings whose decisions become tasks; the month's cycle."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_raise_issue, may_run_campaign
from fangpin_web.issues.problems import IssueProblem
from fangpin_web.issues.services import _allow, _inside, default_due, write_act
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.bulk import reserve_ids
from fangpin_web.records.models import Campaign, CampaignTask, CampaignTeam, CycleProduct, Decision, Document, Meeting


def begin_campaign(
    *, title: str, kind: str, began_on: date, days: int | None, season: str | None, organisation_id: int | None,
    teams: list[int], by: Officer, at: datetime,
) -> Any:  # fmt: skip
    """A campaign with its length and its teams."""
    _allow(may_run_campaign, by)
    with acting_as(by, "begin campaign"):
        key = reserve_ids("campaign", 1)[0].as_py()
        made = Campaign.objects.create(
            id=key, area_code=by.area_code, number=f"XD{began_on:%Y%m}-{key:03d}", title=title.strip(), kind=kind,
            season=season or None, began_on=began_on, days=days, organisation_id=organisation_id, entered_at=at,
            entered_by=by.pk,
        )  # fmt: skip
        CampaignTeam.objects.bulk_create(
            [
                CampaignTeam(
                    area_code=by.area_code, campaign=made, organisation_id=team, formed_on=began_on, entered_at=at,
                    entered_by=by.pk,
                )
                for team in teams
            ]
        )  # fmt: skip
    return made


def end_campaign(*, key: int, on: date, by: Officer, at: datetime) -> Any:
    """Say on which day a campaign ended; its tasks stay as they stand."""
    _allow(may_run_campaign, by)
    with acting_as(by, "end campaign"):
        found = Campaign.objects.select_for_update().get(pk=key)
        found.ended_on, found.entered_at, found.entered_by = on, at, by.pk
        found.save(update_fields=["ended_on", "entered_at", "entered_by"])
    return found


def set_task(
    *, campaign_id: int | None, title: str, area_code: str, organisation_id: int | None, officer_id: int | None,
    due: date | None, by: Officer, at: datetime, line: str = "", key_task: bool = False,
) -> Any:  # fmt: skip
    """A task with an owner and a due day; it is done when a second person has accepted its evidence."""
    _allow(may_raise_issue, by)
    _inside(by, area_code)
    if not (organisation_id or officer_id):
        raise IssueProblem("without_owner")
    with acting_as(by, "set task"):
        key = reserve_ids("campaign_task", 1)[0].as_py()
        day = timezone.localdate(at)
        made = CampaignTask.objects.create(
            id=key, area_code=area_code, number=f"RW{day:%Y%m}-{key:05d}", campaign_id=campaign_id, title=title.strip(),
            line=line or None, organisation_id=organisation_id, officer_id=officer_id, key_task=key_task,
            due_on=due or default_due(policy_in_force(), day), evidence=False, entered_at=at, entered_by=by.pk,
        )  # fmt: skip
        write_act("campaign_task", made, "opened", words=title, by=by, at=at)
    return made


def call_meeting(
    *, title: str, kind: str, level: str, due: date | None, held_on: date | None, by: Officer, at: datetime
) -> Any:
    """A meeting that is due or was held; its minutes are attached as evidence."""
    _allow(may_run_campaign, by)
    with acting_as(by, "call meeting"):
        key = reserve_ids("meeting", 1)[0].as_py()
        return Meeting.objects.create(
            id=key, area_code=by.area_code, number=f"HY{(held_on or due or timezone.localdate(at)):%Y%m}-{key:03d}",
            title=title.strip(), kind=kind, level=level or None, due_on=due, held_on=held_on, entered_at=at,
            entered_by=by.pk,
        )  # fmt: skip


def hold_meeting(*, key: int, on: date, by: Officer, at: datetime) -> Any:
    """Note that a meeting was held."""
    _allow(may_run_campaign, by)
    with acting_as(by, "hold meeting"):
        found = Meeting.objects.select_for_update().get(pk=key)
        found.held_on, found.entered_at, found.entered_by = on, at, by.pk
        found.save(update_fields=["held_on", "entered_at", "entered_by"])
    return found


def file_minutes(*, key: int, number: str, by: Officer, at: datetime) -> Any:
    """Note under which number, or title, the minutes of a meeting stand in the document library."""
    _allow(may_run_campaign, by)
    with acting_as(by, "minutes of a meeting"):
        found = Meeting.objects.select_for_update().get(pk=key)
        found.minutes, _new = Document.objects.get_or_create(
            number=number.strip(),
            defaults={"area_code": by.area_code, "title": f"{found.title or found.number} 会议纪要", "kind": "minutes",
                      "issued_on": timezone.localdate(at), "entered_at": at, "entered_by": by.pk},
        )  # fmt: skip
        found.entered_at, found.entered_by = at, by.pk
        found.save(update_fields=["minutes", "entered_at", "entered_by"])
    return found


def decide(
    *, meeting_id: int, content: str, area_code: str, organisation_id: int | None, officer_id: int | None,
    due: date | None, campaign_id: int | None, by: Officer, at: datetime,
) -> Any:  # fmt: skip
    """A decision of a meeting; in the same act it becomes a task with an owner and a due day."""
    _allow(may_run_campaign, by)
    with acting_as(by, "meeting decides"):
        Meeting.objects.select_for_update().get(pk=meeting_id)
        task = set_task(
            campaign_id=campaign_id, title=content[:200], area_code=area_code, organisation_id=organisation_id,
            officer_id=officer_id, due=due, by=by, at=at,
        )  # fmt: skip
        count = Decision.objects.filter(meeting=meeting_id).count()
        return Decision.objects.create(
            area_code=area_code, meeting_id=meeting_id, number=f"{count + 1:02d}", content=content.strip(),
            organisation_id=organisation_id, officer_id=officer_id, task=task, due_on=task.due_on, entered_at=at,
            entered_by=by.pk,
        )  # fmt: skip


def produce(*, month: date, kind: str, on: date, by: Officer, at: datetime) -> Any:
    """Note that one of the four products of a month's cycle is there; the paper itself is attached as evidence."""
    _allow(may_run_campaign, by)
    first = month.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    with acting_as(by, "cycle product"):
        made, _new = CycleProduct.objects.update_or_create(
            area_code=by.area_code, kind=kind, period_from_on=first,
            defaults={"period_to_on": last, "produced_on": on, "entered_at": at, "entered_by": by.pk},
        )  # fmt: skip
    return made
