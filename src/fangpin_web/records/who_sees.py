"""Who can open the file of a household: the roles, the places, and the accounts there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fangpin_web.accounts.doors import officers_over
from fangpin_web.accounts.permissions import opens_household_file
from fangpin_web.pages.admission import roles_with
from fangpin_web.pages.wording import role_name
from fangpin_web.records.doors import area_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """A role over a place, and the names of its accounts in use."""

    role: str
    place: str
    names: tuple[str, ...]


def who_sees(household: Any) -> list[Opener]:
    """From the village up; each role with every place of it that holds the household."""
    officers = officers_over(household.area_code, roles=roles_with(opens_household_file))
    places = area_names({officer.area_code for officer in officers})
    found: dict[tuple[str, str], list[str]] = {}
    for officer in officers:
        found.setdefault((officer.role, officer.area_code), []).append(officer.name)
    return [
        Opener(role=role_name(role), place=places[area], names=tuple(names)) for (role, area), names in found.items()
    ]
