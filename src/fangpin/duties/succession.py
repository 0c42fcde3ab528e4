"""Handing over on transfer: everything an official answers for goes to his successor in one act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fangpin.duties.coverage import Holding, Subject


class HandoverProblem(Exception):
    """Why duties cannot be handed over: ``what`` is same_holder, nothing_held or begins_later."""

    def __init__(self, what: str, *, later: tuple[Holding, ...] = ()) -> None:
        self.what, self.later = what, later
        super().__init__(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """``ended``: holdings whose last day is the day before ``on``. ``taken``: those that go on with the successor.
    ``merged``: those the successor holds already in the same layer and role; they end and nothing begins."""

    on: date
    ended: tuple[Holding, ...]
    taken: tuple[Holding, ...]
    merged: tuple[Holding, ...]


def hand_over(holdings: Iterable[Holding], *, leaving: Subject, successor: Subject, on: date) -> Handover:
    """What changes when ``successor`` answers from ``on`` for all that ``leaving`` answered for.

    The history stays: spells are ended, not rewritten. A holding that begins on or after ``on`` cannot be ended
    by it, so such are named in the problem and nothing is done.
    """
    if leaving == successor:
        raise HandoverProblem("same_holder")
    rows = list(holdings)
    mine = [h for h in rows if h.holder == leaving and (h.to_on is None or h.to_on > on)]
    if not mine:
        raise HandoverProblem("nothing_held")
    if later := tuple(h for h in mine if h.from_on >= on):
        raise HandoverProblem("begins_later", later=later)
    has = {(h.layer, h.role, h.target) for h in rows if h.holder == successor and h.holds(on)}
    ended = tuple(sorted(mine, key=lambda h: h.key))
    merged = tuple(h for h in ended if (h.layer, h.role, h.target) in has)
    taken = tuple(h for h in ended if (h.layer, h.role, h.target) not in has)
    return Handover(on=on, ended=ended, taken=taken, merged=merged)
