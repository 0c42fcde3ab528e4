"""Who lives together: six sorts of farm household with plausible ages, relations and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from fangpin.synthesis import names, numbers
from fangpin.synthesis.draws import Draws
from fangpin.synthesis.places import Area
from fangpin.synthesis.records import Household, Person

KINDS: tuple[tuple[str, float], ...] = (
    ("family", 36),  # a couple and its children
    ("three generations", 26),
    ("grown children", 16),  # a couple with a working son or daughter, perhaps a grandchild
    ("elder pair", 10),
    ("elder alone", 7),
    ("one parent", 5),
)
HAMLETS = (
    "上寨",
    "下寨",
    "新寨",
    "老寨",
    "大坪子",
    "小坪子",
    "石头寨",
    "箐口",
    "梁子上",
    "龙潭边",
    "麻栗树",
    "田坝",
    "水井湾",
    "红土坡",
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat at the table: relation to the head, sex, age in whole years on the city's day."""

    relation: str
    male: bool
    age: int


@dataclass(slots=True)
class Registrar:
    """Gives out keys, document numbers and phones, each once."""

    day: date
    persons: int = 0
    phones: int = 0
    serials: Counter[tuple[date, bool]] = field(default_factory=Counter)
    villages: Counter[str] = field(default_factory=Counter)

    def person_key(self) -> int:
        self.persons += 1
        return self.persons

    def phone(self) -> str:
        self.phones += 1
        return numbers.phone(self.phones)

    def document_number(self, born_on: date, *, male: bool) -> str:
        serial = self.serials[born_on, male]
        self.serials[born_on, male] += 1
        return numbers.document_number(born_on, serial, male=male)

    def household_code(self, village_code: str) -> str:
        self.villages[village_code] += 1
        return numbers.household_code(village_code, self.villages[village_code])


def household(key: int, village: Area, registrar: Registrar, draws: Draws, *, kind: str | None = None) -> Household:
    """A household of a village with its members, ages counted on the registrar's day."""
    kind = kind or draws.weighted(KINDS, "kind")
    family_name = names.surname(draws)
    nation = names.nation(draws)
    members = [
        _person(seat, family_name, nation, registrar, draws.of(str(i))) for i, seat in enumerate(_seats(kind, draws))
    ]
    hamlet = draws.one_of(HAMLETS, "hamlet")
    return Household(
        key=key,
        code=registrar.household_code(village.code),
        village=village,
        natural_village=hamlet,
        members=members,
        kind=kind,
        phone=members[0].phone,
        address=f"{village.name}{hamlet}{draws.whole(1, 180, 'door')}号",
        arable_mu=f"{draws.whole(10, 95, 'arable') / 10:.2f}",
        forest_mu=f"{draws.whole(0, 200, 'forest') / 10:.2f}",
    )


def _person(seat: Seat, family_name: str, nation: str, registrar: Registrar, draws: Draws) -> Person:
    born_on = _birthday(seat.age, registrar.day, draws)
    married_in = seat.relation in {"配偶", "之儿媳", "之女婿", "之母"}
    surname = names.surname(draws) if married_in else family_name
    name = surname + names.given_name(draws, male=seat.male, birth_year=born_on.year)
    return Person(
        key=registrar.person_key(),
        name=names.dotted_name(draws) if draws.chance(0.003, "dotted") else name,
        male=seat.male,
        born_on=born_on,
        document_number=registrar.document_number(born_on, male=seat.male),
        relation=seat.relation,
        nation=names.nation(draws) if married_in and draws.chance(0.3, "other nation") else nation,
        phone=registrar.phone() if seat.age >= 18 and (seat.relation == "户主" or draws.chance(0.5, "phone")) else None,
    )


def _birthday(age: int, day: date, draws: Draws) -> date:
    """A birthday between 2 January and 20 August, so that an age in years never turns near a school or report date."""
    year = day.year - age
    return draws.day(date(year, 1, 2), min(date(year, 8, 20), day), "birthday")


def _seats(kind: str, draws: Draws) -> Iterator[Seat]:
    male = draws.chance(0.86, "head's sex")
    match kind:
        case "elder alone":
            yield Seat("户主", male, draws.whole(66, 84, "age"))
        case "elder pair":
            yield from _couple(draws.whole(63, 78, "age"), draws, male=True)
        case "family":
            age = draws.whole(29, 50, "age")
            yield from _couple(age, draws, male=True)
            yield from _children(age, draws, at_least=1)
        case "three generations":
            age = draws.whole(30, 46, "age")
            yield from _couple(age, draws, male=True)
            yield from _children(age, draws, at_least=1)
            yield from _parents(age, draws)
        case "one parent":
            age = draws.whole(31, 48, "age")
            yield Seat("户主", male, age)
            yield from tuple(_children(age, draws, at_least=1))[:2]
        case _:
            yield from _grown(draws)


def _couple(age: int, draws: Draws, *, male: bool) -> Iterator[Seat]:
    yield Seat("户主", male, age)
    yield Seat("配偶", not male, age - draws.whole(-1, 4, "spouse"))


def _children(parent: int, draws: Draws, *, at_least: int) -> Iterator[Seat]:
    eldest = min(parent - draws.whole(22, 26, "first child"), 21)
    for number in range(max(at_least, draws.weighted(((1, 35), (2, 50), (3, 15)), "children"))):
        age = eldest - 3 * number
        if age < 0:
            return
        male = draws.chance(0.52, f"child {number}")
        yield Seat("之子" if male else "之女", male, age)


def _parents(age: int, draws: Draws) -> Iterator[Seat]:
    elder = max(age + draws.whole(22, 28, "parents"), 62)
    if draws.chance(0.6, "father"):
        yield Seat("之父", True, elder)  # noqa: FBT003
    yield Seat("之母", False, elder - draws.whole(0, 3, "mother"))  # noqa: FBT003


def _grown(draws: Draws) -> Iterator[Seat]:
    age = draws.whole(50, 57, "age")
    yield from _couple(age, draws, male=True)
    male = draws.chance(0.65, "grown child")
    grown = age - draws.whole(23, 26, "grown")
    yield Seat("之子" if male else "之女", male, grown)
    if male and draws.chance(0.45, "in-law"):
        yield Seat("之儿媳", False, grown - 1)  # noqa: FBT003
        boy = draws.chance(0.52, "grandchild")
        if grown >= 26:
            yield Seat("之孙子" if boy else "之孙女", boy, grown - 23)
