"""A synthetic county on one day: families, what the ledgers say of them, and what a rule must find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fangpin.synthesis.draws import Draws
from fangpin.synthesis.families import Registrar, household
from fangpin.synthesis.lives import Standards, live
from fangpin.synthesis.places import Place
from fangpin.synthesis.records import Household
from fangpin.synthesis.watched import SHARE, watch

DEMO_DAY = date(2026, 10, 31)


@dataclass(slots=True, kw_only=True)
class Founded:
    """A city before anything is planted in it."""

    place: Place
    day: date
    seed: int
    households: list[Household]
    registrar: Registrar


def found(place: Place, *, households: int, seed: int, day: date, standards: Standards) -> Founded:
    """Families spread over the rural villages, none of which any rule finds."""
    registrar = Registrar(day)
    villages = place.rural_villages
    people = []
    for key in range(1, households + 1):
        draws = Draws(seed, f"household {key}")
        family = household(key, villages[(key - 1) % len(villages)], registrar, draws)
        live(family, day=day, standards=standards, draws=draws)
        if family.registered and draws.chance(SHARE / 0.17, "monitored"):
            watch(family, standards=standards, draws=draws.of("monitoring"))
        people.append(family)
    return Founded(place=place, day=day, seed=seed, households=people, registrar=registrar)
