"""From one issue to like ones: where else to look (举一反三), and whether it has been there before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An issue as far as likeness is asked: what kind, where, about whom, which unit, when found and closed."""

    key: int
    kind: str
    area_code: str
    household: int | None = None
    organisation: int | None = None
    opened_on: date
    closed_on: date | None = None
    voided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An area to look at, and how many open issues of the kind it has. ``why`` is ``same_unit`` (the same unit
    answers there), ``neighbour`` (the same township) or ``elsewhere``."""

    area_code: str
    why: str
    known: int


def propose_sweep(
    of: Finding, areas: Iterable[str], others: Iterable[Finding], *, units: dict[str, set[int]] | None = None
) -> tuple[Candidate, ...]:
    """The areas of the same level where the same may be wrong, nearest first. Where an issue of the kind is open
    already, it is said; those are looked at anyway, because one found is no proof of no second.

    ``units`` are the organisations that answer in each area.
    """
    known: dict[str, int] = {}
    for other in others:
        if other.kind == of.kind and not other.voided and other.closed_on is None and other.key != of.key:
            known[other.area_code] = known.get(other.area_code, 0) + 1
    level = len(of.area_code)
    township = of.area_code[:TOWNSHIP_DIGITS] if level > TOWNSHIP_DIGITS else None
    found = []
    for area in sorted(set(areas)):
        if len(area) != level or area == of.area_code:
            continue
        same_unit = of.organisation is not None and of.organisation in (units or {}).get(area, set())
        why = "same_unit" if same_unit else "neighbour" if township and area.startswith(township) else "elsewhere"
        found.append(Candidate(area_code=area, why=why, known=known.get(area, 0)))
    rank = {"same_unit": 0, "neighbour": 1, "elsewhere": 2}
    return tuple(sorted(found, key=lambda c: (rank[c.why], c.area_code)))


def recurrence_of(new: Finding, earlier: Iterable[Finding], *, within_days: int) -> Finding | None:
    """The closed issue that ``new`` repeats: same kind and same household (or, without one, same area), closed no more
    than ``within_days`` before; the latest of several. Exactly that many days still counts."""
    since = new.opened_on - timedelta(days=within_days)
    like = [
        old
        for old in earlier
        if old.key != new.key
        and old.kind == new.kind
        and not old.voided
        and old.closed_on is not None
        and since <= old.closed_on <= new.opened_on
        and (old.household == new.household if new.household is not None else _same_place(old, new))
    ]
    return max(like, key=lambda old: (old.closed_on or date.min, old.key), default=None)


def _same_place(old: Finding, new: Finding) -> bool:
    return old.household is None and old.area_code == new.area_code
