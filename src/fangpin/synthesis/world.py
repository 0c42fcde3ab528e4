"""A synthetic county on one day: families, what the ledgers say of them, and what every rule must answer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from fangpin.ledgers import SPECS
from fangpin.synthesis.covering import coverage
from fangpin.synthesis.draws import Draws
from fangpin.synthesis.families import Registrar, household
from fangpin.synthesis.lives import Standards, can_work, live
from fangpin.synthesis.places import Place, read_place
from fangpin.synthesis.plants import PLANTS, Plant, Truth, plant
from fangpin.synthesis.records import Household
from fangpin.synthesis.standards import labels_of, numeric_standards
from fangpin.synthesis.tables import CodeOf, area_table, ledger_tables
from fangpin.synthesis.watched import SHARE, watch

if TYPE_CHECKING:
    from fangpin.policy import Policy

DEMO_DAY = date(2026, 10, 31)
DEMO_SEED = 20261031
REGISTERED_SHARE = 0.15  # with somebody who can work


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A city with its truth. ``households`` stand in order of village and code."""

    place: Place
    day: date
    seed: int
    standards: Standards
    households: tuple[Household, ...]
    truth: tuple[Truth, ...]
    code_of: CodeOf

    def tables(self) -> dict[str, pa.Table]:
        """Every ledger with all its columns, names and numbers included."""
        rows = coverage(self.place.county.code, self.day)
        for row in rows:
            row["listing"] = row["listing"] and self.code_of("threshold_listing", row["listing"])
        return ledger_tables(self.households, self.place, day=self.day, code_of=self.code_of, coverage=rows)

    def area_table(self) -> pa.Table:
        """The ledger of areas alone, province first."""
        return area_table(self.place, day=self.day, code_of=self.code_of)

    def snapshot_tables(self) -> dict[str, pa.Table]:
        """Every ledger as a snapshot holds it: nothing that names a person."""
        return {name: table.select(SPECS[name].arrow_schema.names) for name, table in self.tables().items()}

    def fingerprint(self) -> str:
        """SHA-256 over all tables and the truth: the same arguments give the same city, anywhere."""
        digest = hashlib.sha256()
        for name, table in sorted(self.tables().items()):
            digest.update(name.encode())
            for column in table.columns:
                digest.update(repr(column.to_pylist()).encode())
        for line in self.truth:
            digest.update(f"{line.rule}/{line.case}/{line.answer}/{line.household.code}".encode())
        return digest.hexdigest()


def city(
    place: str = "gejiu",
    *,
    households: int = 4000,
    seed: int = DEMO_SEED,
    day: date = DEMO_DAY,
    policy: Policy | None = None,
    plants: Sequence[Plant] = PLANTS,
) -> World:
    """A county of about ``households`` households, planted cases included.

    The policy of the place in force on the day gives the lines that the ordinary households keep
    clear of and the planted ones sit on. Errors: ``UnknownPlaceError``; ``NoValueInForce``.
    """
    from fangpin.policy import load

    policy = policy or load(place)
    ground = read_place(place)
    standards = numeric_standards(policy, day)
    registrar = Registrar(day)
    ordinary = found(
        ground, households=max(households - len(plants), 0), seed=seed, registrar=registrar, standards=standards
    )
    truth = [
        plant(case, key=key, seed=seed, villages=ground.rural_villages, registrar=registrar, standards=standards)
        for key, case in enumerate(plants, start=len(ordinary) + 1)
    ]
    everyone = [*ordinary, *(line.household for line in truth)]
    return World(
        place=ground,
        day=day,
        seed=seed,
        standards=standards,
        households=tuple(sorted(everyone, key=lambda home: home.code)),
        truth=tuple(truth),
        code_of=labels_of(policy),
    )


def found(place: Place, *, households: int, seed: int, registrar: Registrar, standards: Standards) -> list[Household]:
    """Families spread over the rural villages, none of which any rule finds."""
    villages = place.rural_villages
    people = []
    for key in range(1, households + 1):
        draws = Draws(seed, f"household {key}")
        family = household(key, villages[(key - 1) % len(villages)], registrar, draws)
        live(family, day=registrar.day, standards=standards, draws=draws)
        if (
            family.registered
            and any(map(can_work, family.members))
            and draws.chance(SHARE / REGISTERED_SHARE, "monitored")
        ):
            watch(family, standards=standards, draws=draws.of("monitoring"))
        people.append(family)
    return people
