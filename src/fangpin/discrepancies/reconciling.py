"""Our own ledger against a list that is a register of the same households: here and not there, there and not here,
differs, and rows of which nobody can say whose they are.

A household found or helped here and absent from the national system runs outside it (体外循环). Every household
stands once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from fangpin.rosters.comparing import MUST, Must

Kind = Literal["here", "there", "differs", "unclear"]
KINDS: tuple[Kind, ...] = ("here", "there", "differs", "unclear")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A household of ours, why it should be on the list, and what the list ``must`` say of it.

    ``answers``: whether it answers a household that the list names. ``said`` are the compared values; None is unknown.
    """

    household_id: int
    because: str
    must: Must = "listed"
    answers: bool = True
    said: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A household of the list, ``household_id`` None where we know none such. ``listed``: not only mentioned.

    ``key`` is what the list calls it; empty where it says nothing by which anybody could be found.
    """

    household_id: int | None
    key: str
    sheet_no: int
    row_no: int
    listed: bool
    said: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One household: ``fields`` that differ with what we say and what they say, empty unless both have it."""

    kind: Kind
    household_id: int | None
    because: str
    theirs: Theirs | None
    fields: tuple[tuple[str, str, str], ...] = ()


def reconcile(ours: Iterable[Ours], theirs: Iterable[Theirs]) -> tuple[Difference, ...]:
    """The differences, each household once, in the order of the households here and then of the list's rows.

    Of several reasons the first given is told and the strongest ``must`` holds. What one side does not say is no
    difference of the two.
    """
    known = _together(ours)
    listed = list(theirs)
    there = {one.household_id: one for one in reversed(listed) if one.household_id is not None}
    found: list[Difference] = []
    for key, one in sorted(known.items()):
        other = there.get(key)
        if one.must != "nothing" and (other is None or (one.must == "listed" and not other.listed)):
            found.append(Difference(kind="here", household_id=key, because=one.because, theirs=other))
        elif other is not None and (differing := _differing(one, other)):
            found.append(
                Difference(kind="differs", household_id=key, because=one.because, theirs=other, fields=differing)
            )
    told = {one.household_id for one in found}
    seen: set[object] = set()
    for other in listed:
        if not other.key:
            found.append(Difference(kind="unclear", household_id=None, because="", theirs=other))
            continue
        name = other.key if other.household_id is None else other.household_id
        mine = known.get(other.household_id) if other.household_id is not None else None
        answered = (mine is not None and mine.answers) or (name in told and other.household_id is not None)
        if other.listed and not answered and name not in seen:
            found.append(Difference(kind="there", household_id=other.household_id, because="", theirs=other))
        seen.add(name)
    return tuple(found)


def _together(ours: Iterable[Ours]) -> dict[int, Ours]:
    """One for each household: the first reason, the strongest demand, what any of them says."""
    found: dict[int, Ours] = {}
    for one in ours:
        before = found.get(one.household_id)
        if before is None:
            found[one.household_id] = one
            continue
        found[one.household_id] = Ours(
            household_id=one.household_id,
            because=before.because,
            must=max(before.must, one.must, key=MUST.index),
            answers=before.answers or one.answers,
            said={**one.said, **{k: v for k, v in before.said.items() if v is not None}},
        )
    return found


def _differing(ours: Ours, theirs: Theirs) -> tuple[tuple[str, str, str], ...]:
    both = ((name, ours.said.get(name), said) for name, said in theirs.said.items())
    return tuple(
        (name, here, there) for name, here, there in both if here is not None and there is not None and here != there
    )
