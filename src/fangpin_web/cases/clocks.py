"""The nightly round: late steps climb a level, and every village has a line for the day, those with nothing too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Model, QuerySet
from django.utils import timezone

from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_work_cases
from fangpin_web.cases.models import CaseDesk, CaseMove, DaySheet, Escalation
from fangpin_web.cases.problems import NotAllowed
from fangpin_web.cases.standing import clocks_of, ground_on, pauses_of
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.doors import areas_inside
from fangpin_web.records.models import Clue

if TYPE_CHECKING:
    from fangpin.policy import Policy

Tell = Callable[[int, int, str, str], None]
MADE_UP_FOR = 31  # days; what lies further back nobody confirms any more
COUNTED = ("clues_raised", "clues_closed", "cases_opened", "moves", "cases_closed", "late_entries")


def run_clocks(*, by: Officer, at: datetime, through: date | None = None, tell: Tell | None = None) -> dict[str, int]:
    """Escalate what is late and make the sheets of the days. Run twice it changes nothing the second time.

    ``through``: the last day to sum up, after all that were missed before it; today if not told.
    """
    policy, today = policy_in_force(), timezone.localdate(at)
    say = tell or (lambda _done, _of, _zh, _en: None)
    with acting_as(by, "clocks"):
        days = days_to_sum(through) if through else [today]
        steps = len(days) + 1
        say(0, steps, "核对办理期限", "looking at the terms")
        late = escalate(policy, today, at=at)
        sheets = 0
        for done, day in enumerate(days, start=1):
            say(done, steps, f"汇总 {day} 当日情况", f"summing up {day}")
            sheets += make_sheets(by.area_code, day, at=at)
        say(steps, steps, "完成", "done")
    return {**late, "days": len(days), "sheets": sheets}


def days_to_sum(through: date) -> list[date]:
    """The day and those before it since the last that was summed, which may have been summed before it ended."""
    last = DaySheet.objects.filter(day__lte=through).aggregate(last=Max("day"))["last"] or through
    first = max(last, through - timedelta(days=MADE_UP_FOR))
    return [first + timedelta(days=n) for n in range((through - first).days + 1)]


def escalate(policy: Policy, today: date, *, at: datetime) -> dict[str, int]:
    """Show each overdue step to the level above the one it lies with; once for each level and step."""
    from fangpin.processes import State, level_above

    desks = list(CaseDesk.objects.filter(is_open=True).select_related("case").order_by("case_id"))
    pauses, ground = pauses_of([d.case_id for d in desks]), ground_on(policy, today)
    counted = {"open": len(desks), "overdue": 0, "escalated": 0, "unknown": 0}
    for desk in desks:
        process = policy.processes.get(desk.process)
        standing = clocks_of(desk, process, ground, pauses.get(desk.case_id, ())).step if process else None
        if standing is None or process is None:
            continue
        counted["unknown"] += standing.state is State.UNKNOWN
        if standing.state is not State.OVERDUE or standing.due_on is None:
            continue
        counted["overdue"] += 1
        level = level_above(process.steps[desk.step].owner)
        if level is None:
            continue
        _row, new = Escalation.objects.get_or_create(
            case_id=desk.case_id, no=desk.moves_made, level=level,
            defaults={"area_code": desk.area_code, "step": desk.step, "due_on": standing.due_on, "at": at},
        )  # fmt: skip
        if new:
            CaseDesk.objects.filter(pk=desk.pk, moves_made=desk.moves_made).update(shown_to=level)
            counted["escalated"] += 1
    return counted


def make_sheets(area_code: str, day: date, *, at: datetime) -> int:
    """A line for every village of the area: what came and what was done on the day. Confirmed lines stay."""
    begun = timezone.make_aware(datetime.combine(day, time()))
    ended = begun + timedelta(days=1)
    counts: dict[str, dict[str, int]] = {
        area.code: dict.fromkeys(COUNTED, 0) for area in areas_inside(area_code, level_digits=(VILLAGE_DIGITS,))
    }
    moves = CaseMove.objects.filter(made_at__gte=begun, made_at__lt=ended)
    for name, rows in (
        ("clues_raised", Clue.objects.filter(raised_on=day)),
        ("clues_closed", Clue.objects.filter(closed_on=day)),
        ("cases_opened", CaseDesk.objects.filter(opened_at__gte=begun, opened_at__lt=ended)),
        ("moves", moves),
        ("cases_closed", moves.filter(to_step="closed")),
        ("late_entries", moves.filter(late=True)),
    ):
        for village, n in _by_village(rows):
            if village in counts:
                counts[village][name] = n
    for village, counted in counts.items():
        sheet, new = DaySheet.objects.get_or_create(
            area_code=village, day=day, defaults={"counts": counted, "made_at": at}
        )
        if not new and sheet.confirmed_at is None and sheet.counts != counted:
            sheet.counts, sheet.made_at = counted, at
            sheet.save(update_fields=["counts", "made_at"])
    return len(counts)


def confirm_day(*, area_code: str, day: date, by: Officer, at: datetime) -> int:
    """Say that the lines of a day are right, those with nothing too; gives how many were confirmed now."""
    if not may_work_cases(by):
        raise NotAllowed(by)
    with acting_as(by, "confirm day"):
        rows = DaySheet.objects.filter(day=day, confirmed_at__isnull=True, area_code__startswith=area_code)
        return rows.update(confirmed_by=by.pk, confirmed_at=at)


def unverified_for(days: int, *, today: date) -> dict[str, int]:
    """Clues that nobody has closed for more than so many days, by township: the weekly verification."""
    rows = Clue.objects.filter(state__in=("open", "taken"), raised_on__lt=today - timedelta(days=days))
    found: dict[str, int] = {}
    for village, n in _by_village(rows):
        found[village[:TOWNSHIP_DIGITS]] = found.get(village[:TOWNSHIP_DIGITS], 0) + n
    return found


def _by_village(rows: QuerySet[Model]) -> list[tuple[str, int]]:
    return list(rows.order_by().values_list("area_code").annotate(n=Count("*")))
