"""All files of a month, in the order in which an office would import them, and the truth beside them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from fangpin.synthesis.draws import Draws
from fangpin.synthesis.lives import add_claim
from fangpin.synthesis.records import Person
from fangpin.synthesis.workbooks.columns import Line
from fangpin.synthesis.workbooks.dress import MARK
from fangpin.synthesis.workbooks.lists import LISTS, PASSWORD, ListFile, write_list
from fangpin.synthesis.workbooks.livelihood import write_employment, write_loans, write_posts
from fangpin.synthesis.workbooks.office import Office, Spoil
from fangpin.synthesis.workbooks.pages import Cell
from fangpin.synthesis.workbooks.register import write_register
from fangpin.synthesis.workbooks.rolls import write_civil_assistance, write_disability, write_rural_households
from fangpin.synthesis.workbooks.services import write_claims, write_education, write_housing, write_water
from fangpin.synthesis.world import World

MISSING_SHARE = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One file as it was handed over: what it is, over which period, how it was said to be delivered."""

    path: Path
    source: str
    delivery: str
    period_from_on: date
    period_to_on: date
    password: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoiltRow:
    """A row whose number was spoilt on its way, and what a careful reader does with it."""

    source: str
    household: str
    person: str
    document_number: str | None
    spoilt: Spoil

    @property
    def expected(self) -> str:
        """``matched`` where the number or the household leads to one person, else the row ``waits`` for an officer."""
        return "matched" if self.spoilt in {Spoil.FIFTEEN, Spoil.PLACEHOLDER} else "waits"


def write_workbooks(world: World, folder: Path, month: int = 1) -> tuple[Delivery, ...]:
    """Write the departments' files of month one or two, and ``truth.json``; the files in order of import.

    Month two is what comes next: a civil assistance roll with 3 % of its rows missing, the medical list
    with one amount a yuan higher and one past its next step, and claims cumulative from January.
    """
    folder.mkdir(parents=True, exist_ok=True)
    spoilt = spoil_numbers(world)
    deliveries = tuple(_first_month(world, folder, spoilt) if month == 1 else _second_month(world, folder))
    text = json.dumps(
        truth_of(world, deliveries, spoilt if month == 1 else ()), ensure_ascii=False, indent=1, default=str
    )
    (folder / "truth.json").write_text(text, encoding="utf-8")
    return deliveries


def _office(world: World, spoilt: Iterable[SpoiltRow] = (), *, day: date | None = None, **more: Any) -> Office:
    keys = {member.document_number: member.key for home in world.households for member in home.members}
    marks = {(row.source, keys[row.document_number]): row.spoilt for row in spoilt}
    return Office(place=world.place, day=day or world.day, households=world.households, spoilt=marks, **more)


def _first_month(world: World, folder: Path, spoilt: tuple[SpoiltRow, ...]) -> Iterator[Delivery]:
    day = world.day
    office = _office(world, spoilt)
    summer = _office(world, day=date(day.year, 7, 31))
    last_year = _office(world, day=date(day.year - 1, 10, 31))
    month, year = day.replace(day=1), date(day.year, 1, 1)
    first, last = date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)

    def given(path: Path, source: str, from_on: date = month, to_on: date = day, delivery: str = "full") -> Delivery:
        return Delivery(path=path, source=source, delivery=delivery, period_from_on=from_on, period_to_on=to_on)

    yield given(write_register(last_year, folder), "national_register", last_year.day.replace(day=1), last_year.day)
    yield given(write_rural_households(office, folder), "rural_households", year)
    yield given(write_register(office, folder), "national_register")
    for at in (summer, office):
        yield given(write_civil_assistance(at, folder), "civil_assistance", at.day.replace(day=1), at.day)
        yield given(write_disability(at, folder), "disability_cards", at.day.replace(day=1), at.day)
    opens = date(day.year, 9, 1)
    yield given(write_education(office, folder), "education_roll", opens, date(day.year + 1, 8, 31))
    yield given(write_claims(office, folder, first=first, last=last), "medical_claims", first, last, "increment")
    broken = {row.source: [row.cells] for row in broken_rows(world)}
    bills = write_claims(office, folder, first=year, last=day, broken=broken["medical_claims"])
    yield given(bills, "medical_claims", year, day, "increment")
    yield given(write_employment(office, folder), "employment_monthly")
    yield given(write_posts(office, folder), "welfare_posts")
    yield given(write_loans(office, folder), "microcredit")
    yield given(write_housing(office, folder, broken=broken["housing_checks"]), "housing_checks")
    yield given(write_water(office, folder), "water_checks")
    for listed in LISTS:
        yield _list_delivery(office, listed, folder)


def _list_delivery(office: Office, listed: ListFile, folder: Path, lines: list[Line] | None = None) -> Delivery:
    day = office.day
    path = write_list(office, listed, folder, lines=lines)
    from_on, to_on, delivery = day.replace(day=1), day, "increment"
    match listed.source:
        case "medical_threshold":
            from_on, delivery = date(day.year, 1, 1), "cumulative"
        case "education_fee_list":
            from_on, to_on, delivery = date(day.year, 9, 1), date(day.year + 1, 8, 31), "full"
        case "disaster_list":
            from_on = to_on = day.replace(day=18)
    password = PASSWORD if listed.source == "medical_threshold" else None
    return Delivery(
        path=path,
        source=listed.source,
        delivery=delivery,
        period_from_on=from_on,
        period_to_on=to_on,
        password=password,
    )


def _second_month(world: World, folder: Path) -> Iterator[Delivery]:
    day = month_end(world.day + timedelta(days=1))
    office = _office(world, day=day, left_out={"civil_assistance": forgotten(world)})
    yield Delivery(
        path=write_civil_assistance(office, folder),
        source="civil_assistance",
        delivery="full",
        period_from_on=day.replace(day=1),
        period_to_on=day,
    )
    medical = next(listed for listed in LISTS if listed.source == "medical_threshold")
    lines = [_grown(world, line) for line in office.listing_lines(medical.listing)]
    yield _list_delivery(office, medical, folder, lines)
    year = date(day.year, 1, 1)
    claims = write_claims(office, folder, first=year, last=day, more=november_bills(world, office))
    yield Delivery(path=claims, source="medical_claims", delivery="cumulative", period_from_on=year, period_to_on=day)


def month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def forgotten(world: World) -> frozenset[int]:
    """Persons on dibao or tekun whom month two's roll leaves out: 3 % of the ordinary ones, at least one."""
    assisted = [
        member.key
        for home in world.households
        if home.planted is None
        for member in home.members
        if member.rows["dibao_spell"] or member.rows["tekun_spell"]
    ]
    ranked = sorted(assisted, key=lambda key: Draws(world.seed, f"person {key}").unit("left out of the roll"))
    return frozenset(ranked[: max(1, round(len(assisted) * MISSING_SHARE))])


ONE_YUAN_MORE = "medical_other/listed amount"
NEXT_STEP = "medical_registered/listed amount"


def _grown(world: World, line: Line) -> Line:
    """One amount a yuan higher, one past its next step, the others as they were; all listed again."""
    planted = line.household.planted
    step = world.standards["medical_step"]
    amount = Decimal(line.row["amount_yuan"])
    if planted == ONE_YUAN_MORE:
        amount += 1
    elif planted == NEXT_STEP:
        amount = (amount // step + 1) * step + Decimal("13.24")
    listed_on = month_end(world.day + timedelta(days=1))
    return replace(line, row={**line.row, "amount_yuan": amount, "listed_on": listed_on})


def november_bills(world: World, office: Office) -> list[Line]:
    """Small bills of the month that came after: one for every fortieth ordinary household."""
    lines = []
    for home in world.households:
        if home.planted is None and home.key % 40 == 0:
            patient = replace(home.head, rows=defaultdict(list))
            row = add_claim(
                patient,
                settled_on=office.day.replace(day=12),
                own_pay=Decimal("41.60"),
                kind="门诊",
                settlement=f"YS{home.key:07d}99",
            )
            lines.append(office.line(home, home.head, row))
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """A row no reader can take: it goes back to its sender with the reason."""

    source: str
    why: str
    cells: tuple[Cell, ...]


def broken_rows(world: World) -> tuple[BrokenRow, ...]:
    """Two rows that repeat an ordinary family with a cell nobody can read."""
    home = next(home for home in world.households if home.planted is None and not home.registered)
    town = world.place.area(home.village.parent_code or "").name
    number = home.head.document_number
    claim = ("YS9999999", home.head.name, number, "住院", f"{world.day.year}1345", *["100.00"] * 6)
    house = (town, home.village.name, home.code, home.head.name, number, "E级", f"{world.day:%Y/%-m/%-d}", None, "是")
    return (
        BrokenRow(source="medical_claims", why="结算日期不是日期", cells=claim),
        BrokenRow(source="housing_checks", why="鉴定等级不在代码表中", cells=house),
    )


SPOILT: tuple[tuple[str, str, Spoil, int], ...] = (  # source, ledger the person must have, what happens, how often
    ("medical_claims", "medical_claim", Spoil.MISCOUNTED, 2),
    ("medical_claims", "medical_claim", Spoil.FIFTEEN, 1),
    ("medical_claims", "medical_claim", Spoil.MISSING, 1),
    ("education_roll", "enrolment", Spoil.TRUNCATED, 2),
    ("civil_assistance", "dibao_spell", Spoil.FIFTEEN, 1),
    ("civil_assistance", "tekun_spell", Spoil.PLACEHOLDER, 1),
)


def spoil_numbers(world: World) -> tuple[SpoiltRow, ...]:
    """Which ordinary persons' numbers are spoilt in which file: always grown-ups, born before 1999 for old numbers."""
    chosen: list[SpoiltRow] = []
    taken: set[int] = set()
    people = [
        (home.code, member)
        for home in world.households
        if home.planted is None and not home.registered
        for member in home.members
        if member.age(world.day) >= 18 and not member.rows["disability_spell"]
    ]
    for source, ledger, spoil, count in SPOILT:
        fit = [(code, who) for code, who in people if _suits(who, ledger, spoil, world.day) and who.key not in taken]
        salt = f"{source}/{spoil}"
        ranked = sorted(fit, key=lambda pair: Draws(world.seed, f"person {pair[1].key}").unit(salt))
        for code, who in ranked[:count]:
            taken.add(who.key)
            row = SpoiltRow(
                source=source, household=code, person=who.name, document_number=who.document_number, spoilt=spoil
            )
            chosen.append(row)
    return tuple(chosen)


def _suits(who: Person, ledger: str, spoil: Spoil, day: date) -> bool:
    rows = who.rows[ledger]
    if ledger == "medical_claim":
        rows = [row for row in rows if row["settled_on"].year == day.year]
    return len(rows) == 1 and (spoil is not Spoil.FIFTEEN or who.born_on.year < 1999)


def truth_of(world: World, deliveries: Iterable[Delivery], spoilt: Iterable[SpoiltRow]) -> dict[str, Any]:
    """What must come out, ready to be written as JSON. Names and numbers in it are invented like all others."""
    return {
        "mark": MARK,
        "place": world.place.id,
        "day": world.day,
        "seed": world.seed,
        "households": len(world.households),
        "files": [{**asdict(given), "path": given.path.name} for given in deliveries],
        "cases": [
            {
                "rule": line.rule,
                "case": line.case,
                "answer": line.answer,
                "why": line.why,
                "household": line.household.code,
                "head": line.household.head.name,
                "village": line.household.village.name,
                "person": line.person and line.person.name,
                "document_number": line.person and line.person.document_number,
                "also": line.also,
            }
            for line in world.truth
        ],
        "rows": [{**asdict(row), "expected": row.expected} for row in spoilt],
        "refused": [asdict(row) for row in broken_rows(world)],
        "month_two": {"one_yuan_more": ONE_YUAN_MORE, "next_step": NEXT_STEP, "left_out": len(forgotten(world))},
    }
