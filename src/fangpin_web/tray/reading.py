"""The tray of a month as the page shows it: read with a fixed number of questions, however many lists there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin.policy import Policy
from fangpin.policy.entries import Rule
from fangpin.rosters import Source
from fangpin.tray import (
    Arrival,
    Owed,
    Reminder,
    Said,
    Standing,
    month_of,
    months_before,
    owed_for,
    reminders_for,
    stand,
)
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.clues.tallies import by_rule, last_run
from fangpin_web.intake.deliveries import sources_of
from fangpin_web.intake.models import Upload
from fangpin_web.records.doors import areas_inside
from fangpin_web.tray.doors import arrivals_of, began_on, reports_between, uploads_between
from fangpin_web.tray.models import ZeroReport

HISTORY_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A rule that reads a list, and how many it could not answer for at the last screening; None before the first."""

    rule: Rule
    unknown: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One list of the tray. ``before`` is the same list a period earlier; ``covered`` of the area's villages are
    spoken for, None where a delivery does not say; ``lacking`` names townships of which no village is."""

    standing: Standing
    before: Standing | None
    deliveries: tuple[Delivery, ...]
    covered: int | None
    lacking: tuple[str, ...]
    missed: tuple[Missed, ...]
    reports: tuple[ZeroReport, ...]

    @property
    def owed(self) -> Owed:
        return self.standing.owed

    @property
    def source(self) -> Source:
        return self.standing.owed.source

    @property
    def more_rows(self) -> int | None:
        """Rows read against a period earlier; None where either is not known."""
        if self.before is None:
            return None
        now, then = self.standing.total("rows_read"), self.before.total("rows_read")
        return None if now is None or then is None else now - then


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery of a list with what became of it: ``current``, ``replaced`` or ``taken_back``."""

    upload: Upload
    arrival: Arrival
    received_by: Officer | None
    became: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """All of it, for one month, as an officer sees it on ``as_of``."""

    month: date
    as_of: date
    lines: tuple[Line, ...]
    villages: int
    months: tuple[date, ...]
    history: tuple[tuple[Source, tuple[Standing | None, ...]], ...]
    reminders: tuple[Reminder, ...]

    def count(self, *states: str) -> int:
        return sum(line.standing.state in states for line in self.lines)

    @property
    def owed_count(self) -> int:
        """Lists with a day; those that come with an event are not owed."""
        return sum(line.owed.due_on is not None for line in self.lines)


def tray_of(officer: Officer, month: date, policy: Policy, *, as_of: date) -> Tray:
    """The tray of a month and the twelve before it, of all lists or, for a department, of its own."""
    sources = [
        s for s in sources_of(policy).values() if officer.role != "department" or s.department == officer.department
    ]
    months = [months_before(month, n) for n in range(HISTORY_MONTHS, -1, -1)]
    last = (
        max(o.to_on for m in months for o in owed_for(m, sources, policy.holidays)) if sources else month_of(month)[1]
    )
    uploads = uploads_between(officer, months[0], last)
    reports = reports_between(officer, months[0], last)
    ground = _Ground(
        sources=sources,
        policy=policy,
        arrivals=_by_source(arrivals_of(uploads)),
        said=_said(reports),
        as_of=as_of,
        began_on=began_on(),
    )
    standings = {one.owed.source.id: one for one in ground.standings(month)}
    earlier = {m: {one.owed.source.id: one for one in ground.standings(m)} for m in months[:-1]}
    places = areas_inside(officer.area_code)
    villages = {a.code for a in places if len(a.code) == VILLAGE_DIGITS}
    towns = {a.code: a.name for a in places if len(a.code) == TOWNSHIP_DIGITS}
    missed = _missed(policy, officer, as_of)
    people = officers_by_key(upload.received_by for upload in uploads)
    by_key = {upload.pk: upload for upload in uploads}
    lines = tuple(
        _line(one, earlier[months[-2]].get(name), by_key, people, villages, towns, missed.get(name, ()), reports)
        for name, one in standings.items()
    )
    return Tray(
        month=month,
        as_of=as_of,
        lines=lines,
        villages=len(villages),
        months=tuple(months[:-1]),
        history=tuple((line.source, tuple(earlier[m].get(line.source.id) for m in months[:-1])) for line in lines),
        reminders=reminders_for(
            standings.values(),
            office_zh=f"{policy.place.zh}防返贫专班",
            office_en=f"{policy.place.en} poverty-prevention office",
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What standings are made from."""

    sources: Sequence[Source]
    policy: Policy
    arrivals: Mapping[str, Sequence[Arrival]]
    said: Mapping[str, Sequence[Said]]
    as_of: date
    began_on: date | None

    def standings(self, month: date) -> list[Standing]:
        return [
            stand(
                owed,
                self.arrivals.get(owed.source.id, ()),
                self.said.get(owed.source.id, ()),
                as_of=self.as_of,
                holidays=self.policy.holidays,
                began_on=self.began_on,
            )
            for owed in owed_for(month, self.sources, self.policy.holidays)
        ]


def _by_source(arrivals: Sequence[Arrival]) -> dict[str, list[Arrival]]:
    found: dict[str, list[Arrival]] = {}
    for arrival in arrivals:
        found.setdefault(arrival.source, []).append(arrival)
    return found


def _said(reports: Sequence[ZeroReport]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for report in reports:
        if report.withdrawn_at is None:
            said = Said(
                source=report.source, from_on=report.period_from_on, to_on=report.period_to_on, said_on=report.said_on
            )
            found.setdefault(report.source, []).append(said)
    return found


def _missed(policy: Policy, officer: Officer, day: date) -> dict[str, tuple[Missed, ...]]:
    """By list: the rules that read it."""
    run = last_run()
    counts = by_rule(run, officer.area_code)
    found: dict[str, list[Missed]] = {}
    for rule in policy.rules_on(day):
        unknown = counts[rule.id].unknown if rule.id in counts else None
        for source in rule.sources:
            found.setdefault(source, []).append(Missed(rule=rule, unknown=unknown))
    return {source: tuple(rules) for source, rules in found.items()}


def _line(
    one: Standing,
    before: Standing | None,
    uploads: Mapping[int, Upload],
    people: Mapping[int, Officer],
    villages: set[str],
    towns: Mapping[str, str],
    missed: tuple[Missed, ...],
    reports: Sequence[ZeroReport],
) -> Line:
    spoken = one.villages
    reached = None if spoken is None else villages & spoken
    there = {code[:TOWNSHIP_DIGITS] for code in reached or ()}
    return Line(
        standing=one,
        before=before,
        deliveries=tuple(
            Delivery(
                upload=uploads[a.id],
                arrival=a,
                received_by=people.get(uploads[a.id].received_by),
                became="taken_back" if not a.in_force else "replaced" if a in one.replaced else "current",
            )
            for a in one.arrivals
        ),
        covered=None if reached is None else len(reached),
        lacking=() if reached is None else tuple(name for code, name in towns.items() if code not in there),
        missed=missed,
        reports=tuple(
            r
            for r in reports
            if r.source == one.owed.source.id
            and r.period_from_on <= one.owed.to_on
            and r.period_to_on >= one.owed.from_on
        ),
    )
