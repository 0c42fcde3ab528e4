"""Our own ledger against the next export of the national system: here and not there, there and not here, differs.

A household found or helped here and absent there runs outside the system (体外循环). Every household stands once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

# Why a household should be there, the strongest first.
Because = Literal["included", "monitored", "helped"]
BECAUSE: tuple[Because, ...] = ("included", "monitored", "helped")
Kind = Literal["here", "there", "differs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A household that we took in, keep as monitored, or help. ``said`` are the compared values; None is unknown."""

    household_id: int
    because: Because
    said: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A household of the export, ``household_id`` None where we know none such. ``monitored``: not only registered."""

    household_id: int | None
    key: str
    sheet_no: int
    row_no: int
    monitored: bool
    said: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One household: ``fields`` that differ with what we say and what they say, empty unless both have it."""

    kind: Kind
    household_id: int | None
    because: Because | None
    theirs: Theirs | None
    fields: tuple[tuple[str, str, str], ...] = ()


def reconcile(ours: Iterable[Ours], theirs: Iterable[Theirs]) -> tuple[Difference, ...]:
    """The differences, each household once, in the order of the households here and then of the export's rows.

    Who is only helped here and registered there, though not monitored, is no difference: help is for them too.
    What one side does not say is no difference of the two.
    """
    strongest: dict[int, Ours] = {}
    for one in ours:
        before = strongest.get(one.household_id)
        if before is None or BECAUSE.index(one.because) < BECAUSE.index(before.because):
            said = {**(before.said if before else {}), **{k: v for k, v in one.said.items() if v is not None}}
            strongest[one.household_id] = Ours(household_id=one.household_id, because=one.because, said=said)
    listed = list(theirs)
    there = {one.household_id: one for one in reversed(listed) if one.household_id is not None}
    found: list[Difference] = []
    for key, one in sorted(strongest.items()):
        other = there.get(key)
        if other is None or (not other.monitored and one.because != "helped"):
            found.append(Difference(kind="here", household_id=key, because=one.because, theirs=other))
        elif differing := _differing(one, other):
            found.append(
                Difference(kind="differs", household_id=key, because=one.because, theirs=other, fields=differing)
            )
    seen: set[object] = set()
    for other in listed:
        name = other.key if other.household_id is None else other.household_id
        known = strongest.get(other.household_id) if other.household_id is not None else None
        if other.monitored and (known is None or known.because == "helped") and name not in seen:
            found.append(Difference(kind="there", household_id=other.household_id, because=None, theirs=other))
        seen.add(name)
    return tuple(found)


def _differing(ours: Ours, theirs: Theirs) -> tuple[tuple[str, str, str], ...]:
    both = ((name, ours.said.get(name), said) for name, said in theirs.said.items())
    return tuple(
        (name, here, there) for name, here, there in both if here is not None and there is not None and here != there
    )
