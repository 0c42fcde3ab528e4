"""Who leads each area and what is overdue there; where leaders went this year; and the lists areas stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Q

from fangpin.duties import FINISHED
from fangpin.ledgers.area_codes import AREA_DIGITS, TOWNSHIP_DIGITS
from fangpin.policy import Holidays, NoCalendar
from fangpin_web.accounts.models import Officer
from fangpin_web.issues.doors import with_state
from fangpin_web.records.doors import areas_inside
from fangpin_web.records.models import Area, AreaListing, CampaignTask, Decision, Issue, Visit
from fangpin_web.records.models import Officer as DutyOfficer

POSTS = ("party_secretary", "government_head")
LEVELS = {level: AREA_DIGITS[level] for level in ("county", "township", "village")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An area with who is in its two posts, marked as accountable, and what is overdue in it and below."""

    area: Any
    secretaries: tuple[Any, ...]
    heads: tuple[Any, ...]
    issues: int
    tasks: int
    decisions: int

    @property
    def needs_head(self) -> bool:
        """A village has a secretary and no government."""
        return str(self.area.level) != "village"


def posts_by_level(officer: Officer, day: date) -> dict[str, list[Post]]:
    """The areas in the officer's area by level, from the highest, each in the order of their codes."""
    scope = officer.area_code
    held: dict[tuple[str, str], list[Any]] = defaultdict(list)
    here = DutyOfficer.objects.within(scope).filter(role__in=POSTS, accountable=True)
    in_post = here.filter(Q(from_on__isnull=True) | Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gt=day))
    for row in in_post.order_by("id"):
        held[row.area_code, row.role].append(row)
    late = {name: _with_those_above(codes) for name, codes in _overdue(scope, day).items()}
    found: dict[str, list[Post]] = {level: [] for level in LEVELS}
    for area in areas_inside(scope, level_digits=tuple(LEVELS.values())):
        if area.level in found:
            found[area.level].append(
                Post(
                    area=area, secretaries=tuple(held[area.code, POSTS[0]]), heads=tuple(held[area.code, POSTS[1]]),
                    issues=late["issues"][area.code], tasks=late["tasks"][area.code],
                    decisions=late["decisions"][area.code],
                )
            )  # fmt: skip
    return {level: posts for level, posts in found.items() if posts}


def posts_on_record() -> set[str]:
    """Of the two posts those whose holders anybody has entered; of the other it is unknown who holds it anywhere."""
    return set(DutyOfficer.objects.filter(role__in=POSTS, accountable=True).values_list("role", flat=True))


def _with_those_above(codes: Iterable[str]) -> Counter[str]:
    """How many lie in each area or inside it."""
    return Counter(code[:digits] for code in codes for digits in LEVELS.values() if len(code) >= digits)


def _overdue(scope: str, day: date) -> dict[str, Iterable[str]]:
    """The areas of what is overdue, one for each item. A decision that became a task is done with the task."""
    open_ = Q(done_on__isnull=True) & (Q(task__isnull=True) | Q(task__done_on__isnull=True))
    found = {
        "issues": with_state(Issue.objects.within(scope), "issue").exclude(state__in=FINISHED),
        "tasks": with_state(CampaignTask.objects.within(scope), "campaign_task").exclude(state__in=FINISHED),
        "decisions": Decision.objects.within(scope).filter(open_),
    }
    return {name: rows.filter(due_on__lt=day).values_list("area_code", flat=True) for name, rows in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleVisits:
    """What leaders of one role did: visits as township-times, townships as a coverage, working days on the way.

    ``days_owed``: the working days of the year so far, for each of them; None where its holidays are not known.
    """

    role: str
    people: int
    times: int
    townships: int
    days: int
    days_owed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderVisits:
    """The visits of a year up to a day; ``unvisited`` are townships with a task where no main leader was."""

    roles: tuple[RoleVisits, ...]
    with_task: int
    unvisited: tuple[Any, ...]


def leader_visits_of(officer: Officer, day: date, calendar: Holidays) -> LeaderVisits:
    """Where leaders went this year, by role."""
    rows = Visit.objects.within(officer.area_code).filter(
        kind="leader_visit", visited_on__gte=day.replace(month=1, day=1), visited_on__lte=day
    )
    went: dict[str, list[tuple[str, date, int | None]]] = defaultdict(list)
    for role, area, on, who in rows.values_list("role", "area_code", "visited_on", "officer_id"):
        went[role or ""].append((area[:TOWNSHIP_DIGITS], on, who))
    elapsed = _working_days(day, calendar)
    roles = [
        RoleVisits(
            role=role,
            people=(people := len({who for _a, _on, who in visits if who}) or 1),
            times=len(visits),
            townships=len({area for area, _on, _who in visits if len(area) == TOWNSHIP_DIGITS}),
            days=len({(on, who) for _a, on, who in visits if elapsed is None or on in elapsed}),
            days_owed=None if elapsed is None else len(elapsed) * people,
        )
        for role, visits in sorted(went.items())
    ]
    listed = set(AreaListing.objects.on(day).filter(listing="task_township").values_list("area__code", flat=True))
    owed = [a for a in areas_inside(officer.area_code, level_digits=(TOWNSHIP_DIGITS,)) if a.code in listed]
    seen = {area for area, _on, _who in went["main_leader"]}
    return LeaderVisits(roles=tuple(roles), with_task=len(owed), unvisited=tuple(a for a in owed if a.code not in seen))


def _working_days(day: date, calendar: Holidays) -> frozenset[date] | None:
    first = day.replace(month=1, day=1)
    days = (date.fromordinal(n) for n in range(first.toordinal(), day.toordinal() + 1))
    try:
        return frozenset(one for one in days if calendar.is_working_day(one))
    except NoCalendar:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One list: how many areas stand on it on the day, and which joined or left since a day."""

    listing: str
    members: int
    joined: tuple[Any, ...]
    left: tuple[Any, ...]


def area_lists_of(officer: Officer, day: date, since: date) -> list[ListLine]:
    """The lists on which areas of the officer's area stand, or stood since a day; the longest first."""
    rows = AreaListing.objects.within(officer.area_code).filter(Q(to_on__isnull=True) | Q(to_on__gt=since))
    by_list: dict[str, list[Any]] = defaultdict(list)
    for row in rows.filter(from_on__lte=day).select_related("area").order_by("area__code"):
        by_list[row.listing].append(row)
    lines = [
        ListLine(
            listing=listing,
            members=sum(row.to_on is None or row.to_on > day for row in those),
            joined=tuple(row for row in those if row.from_on > since),
            left=tuple(row for row in those if row.to_on is not None and row.to_on <= day),
        )
        for listing, those in by_list.items()
    ]
    return sorted(lines, key=lambda line: (-line.members, line.listing))


def overlaps_of(officer: Officer, day: date) -> list[tuple[str, str, list[Any]]]:
    """Pairs of lists with the areas that stand on both, most first."""
    on_lists: dict[str, set[str]] = defaultdict(set)
    for code, listing in AreaListing.objects.within(officer.area_code).on(day).values_list("area__code", "listing"):
        on_lists[code].add(listing)
    both: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, listings in on_lists.items():
        for pair in combinations(sorted(listings), 2):
            both[pair].append(code)
    named = {a.code: a for a in Area.objects.on(day).filter(code__in=list(on_lists))}
    found = [(one, other, [named[c] for c in sorted(codes) if c in named]) for (one, other), codes in both.items()]
    return sorted(found, key=lambda line: (-len(line[2]), line[0], line[1]))
