"""The file of one household on one screen: who lives there, what they live on, what was found, what happened when.

Everything is read through the models under the reader's scope; nothing is written. What no ledger
says stays None, and the page calls it unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q

from fangpin.ledgers import ledger
from fangpin_web.clues.states import PROPOSED, UNFINISHED
from fangpin_web.records.doors import rows_of
from fangpin_web.records.models import LedgerRows

DIMENSIONS = ("food", "clothing", "education", "medical", "housing", "water")

# The account as the working formula reads it: what adds, what is taken off, in the order of the form.
ACCOUNT_LINES = (
    ("+", "wage_yuan"),
    ("+", "business_yuan"),
    ("+", "property_yuan"),
    ("+", "transfer_yuan"),
    ("-", "cost_yuan"),
)
TEST_LINES = (("+", "claim_yuan"), ("-", "own_pay_yuan"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of the household on the day, with what is in force for them. ``age`` in whole years."""

    person: Any
    relation: str | None
    age: int | None
    condition: Any
    dibao: Any
    tekun: Any
    disabilities: Sequence[Any]
    enrolment: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the sum: its sign, its column of the ledger, its amount; None is unknown."""

    sign: str
    column: Any
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An income account as arithmetic. A total with an unknown part is unknown; ``known`` is what adds up so far."""

    account: Any
    lines: tuple[Line, ...]
    total: Decimal | None
    known: Decimal
    test_lines: tuple[Line, ...]
    test_total: Decimal | None
    members: int | None
    per_person: Decimal | None  # division is for reading only; rules multiply


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """One of the two assurances, three guarantees and water: the latest finding, None where nobody looked."""

    dimension: str
    finding: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the timeline. ``on`` is when it happened, never when it was entered."""

    on: date
    ledger: Any
    row: Any
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFile:
    """All of it, as the page shows it on ``day``."""

    household: Any
    day: date
    members: tuple[Member, ...]
    register: Any
    monitoring: Any
    incomes: tuple[Sum, ...]
    guarantees: tuple[Guarantee, ...]
    claims: Sequence[Any]
    claims_own_pay: Decimal | None
    listings: Sequence[Any]
    posts: Sequence[Any]
    employment: Sequence[Any]
    loans: Sequence[Any]
    housing: Sequence[Any]
    water: Sequence[Any]
    risks: Sequence[Any]
    clues: Sequence[Any]
    timeline: tuple[Event, ...]

    @property
    def clues_open(self) -> list[Any]:
        """Clues somebody still has to close."""
        return [clue for clue in self.clues if clue.state in UNFINISHED]

    @property
    def has_open_risk(self) -> bool:
        return any(risk.resolved_on is None for risk in self.risks)


def assemble(household: Any, *, day: date, proposals: bool) -> HouseholdFile:
    """Read the file of a household the reader may see, as it stood on ``day``.

    ``proposals``: with the clues that nobody has dispatched yet, for those who dispatch them.
    """
    memberships = list(_of("membership", household=household).select_related("person").on(day).order_by("id"))
    people = [m.person_id for m in memberships]
    claims = list(_of("medical_claim", person__in=people).order_by("-settled_on", "-id"))
    own_pay = [c.own_pay_yuan for c in claims]
    return HouseholdFile(
        household=household,
        day=day,
        members=tuple(_members(memberships, people, day)),
        register=_of("register_spell", household=household).on(day).order_by("-from_on").first(),
        monitoring=_of("monitoring_spell", household=household).order_by("-from_on").first(),
        incomes=tuple(sum_of(a) for a in _of("income_account", household=household).order_by("-period_to_on")),
        guarantees=tuple(_guarantees(household)),
        claims=claims,
        claims_own_pay=None if not claims or None in own_pay else sum(own_pay, Decimal(0)),
        listings=list(_of("threshold_listing", person__in=people).order_by("-period_to_on", "-id")),
        posts=list(_of("welfare_post", person__in=people).order_by("-from_on")),
        employment=list(_of("employment_spell", person__in=people).order_by("-from_on")),
        loans=list(_of("loan", household=household).order_by("-lent_on")),
        housing=list(_of("housing_check", household=household).order_by("-checked_on")),
        water=list(_of("water_check", household=household).order_by("-checked_on")),
        risks=list(_of("risk", household=household).order_by("-found_on")),
        clues=[
            c
            for c in _of("clue", household=household).order_by("-raised_on", "-id")
            if proposals or c.state != PROPOSED
        ],
        timeline=tuple(e for e in _timeline(household, people) if proposals or getattr(e.row, "state", "") != PROPOSED),
    )


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on the day, None where the birth date is unknown."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def sum_of(account: Any) -> Sum:
    """The arithmetic of one account, to the fen."""
    spec = ledger("income_account")
    lines = tuple(Line(sign=s, column=spec.column(n), amount=getattr(account, n)) for s, n in ACCOUNT_LINES)
    tests = tuple(Line(sign=s, column=spec.column(n), amount=getattr(account, n)) for s, n in TEST_LINES)
    total = _add(lines)
    test_total = None if total is None or (rest := _add(tests)) is None else total + rest
    per_person = None if total is None or not account.members else (total / account.members).quantize(Decimal("0.01"))
    known = _add([line for line in lines if line.amount is not None]) or Decimal(0)
    return Sum(
        account=account,
        lines=lines,
        total=total,
        known=known,
        test_lines=tests,
        test_total=test_total,
        members=account.members,
        per_person=per_person,
    )


def _add(lines: Iterable[Line]) -> Decimal | None:
    total = Decimal(0)
    for line in lines:
        if line.amount is None:
            return None
        total += line.amount if line.sign == "+" else -line.amount
    return total


def _of(name: str, **where: Any) -> LedgerRows:
    return rows_of(name).filter(**where)


def _members(memberships: Sequence[Any], people: Sequence[int], day: date) -> Iterable[Member]:
    latest = {
        name: _by_person(_of(name, person__in=people).on(day)) for name in ("condition", "dibao_spell", "tekun_spell")
    }
    disabilities: dict[int, list[Any]] = {}
    for spell in _of("disability_spell", person__in=people).on(day):
        disabilities.setdefault(spell.person_id, []).append(spell)
    enrolments = _by_person(_of("enrolment", person__in=people).order_by("school_year"))
    for membership in memberships:
        key = membership.person_id
        yield Member(
            person=membership.person,
            relation=membership.relation,
            age=age_on(membership.person.born_on, day),
            condition=latest["condition"].get(key),
            dibao=latest["dibao_spell"].get(key),
            tekun=latest["tekun_spell"].get(key),
            disabilities=disabilities.get(key, []),
            enrolment=enrolments.get(key),
        )


def _by_person(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.person_id: row for row in rows}


def _guarantees(household: Any) -> Iterable[Guarantee]:
    latest: dict[str, Any] = {}
    for finding in _of("guarantee_finding", household=household).order_by("checked_on", "id"):
        latest[finding.dimension] = finding
    for dimension in DIMENSIONS:
        yield Guarantee(dimension=dimension, finding=latest.get(dimension))


# Ledgers whose events stand on the timeline; internal ones and listings of columns do not.
TIMELINE = (
    "register_spell",
    "monitoring_spell",
    "dibao_spell",
    "tekun_spell",
    "disability_spell",
    "disease_spell",
    "guarantee_finding",
    "medical_claim",
    "threshold_listing",
    "housing_check",
    "water_check",
    "employment_spell",
    "welfare_post",
    "loan",
    "risk",
    "clue",
    "case",
)


def _timeline(household: Any, people: Sequence[int]) -> list[Event]:
    events: list[Event] = []
    for name in TIMELINE:
        spec = ledger(name)
        by_household = any(c.name == "household" for c in spec.columns)
        by_person = any(c.name == "person" for c in spec.columns)
        where = Q(pk__in=())
        if by_household:
            where |= Q(household=household)
        if by_person:
            where |= Q(person__in=people) if not by_household else Q(household__isnull=True, person__in=people)
        start = "from_on" if spec.dated else spec.event
        for row in rows_of(name).filter(where):
            events += _events(spec, row, start)
    return sorted(events, key=lambda event: (event.on, event.ledger.name), reverse=True)


def _events(spec: Any, row: Model, start: str | None) -> Iterable[Event]:
    if start and (on := getattr(row, start)):
        yield Event(on=on, ledger=spec, row=row)
    if spec.dated and (to_on := getattr(row, "to_on")):  # noqa: B009 - the attribute is of the dated ones only
        yield Event(on=to_on, ledger=spec, row=row, ends=True)
