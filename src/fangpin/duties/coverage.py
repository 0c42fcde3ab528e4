"""Whether every area, household and child has somebody who answers for it, on each layer of a chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fangpin.policy import ChainLayer

Subject = tuple[str, int | str]  # ("household", 17), ("area", "770101101")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One official or unit answers for one target, [from_on, to_on). ``key`` is that of its ledger row."""

    key: int
    layer: str
    role: str
    holder: Subject
    target: Subject
    from_on: date
    to_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on < self.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something a layer must cover, and the area it lies in."""

    subject: Subject
    area_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerCoverage:
    """How one layer stands. ``covered`` of ``of``; ``short`` names each target with the roles nobody fills
    (empty where nobody at all answers); ``over`` each holder above the cap with the number he holds."""

    layer: ChainLayer
    of: int
    covered: int
    short: tuple[tuple[Target, tuple[str, ...]], ...]
    over: tuple[tuple[Subject, int], ...]
    cap: int | None


def cover(
    layer: ChainLayer, targets: Iterable[Target], holdings: Iterable[Holding], *, on: date, cap: int | None = None
) -> LayerCoverage:
    """Coverage of a layer on a day; other layers are passed over. A holder exactly at the cap is not over it."""
    wanted = sorted(targets, key=lambda t: (t.area_code, str(t.subject)))
    held: dict[Subject, set[str]] = {}
    of_layer = [h for h in holdings if h.layer == layer.layer and h.holds(on)]
    for holding in of_layer:
        held.setdefault(holding.target, set()).add(holding.role)
    short = []
    for target in wanted:
        roles = held.get(target.subject)
        missing = tuple(role for role in layer.roles if role not in (roles or ()))
        if roles is None or missing:
            short.append((target, missing if roles is not None else ()))
    inside = {t.subject for t in wanted}
    over = _over(loads((h for h in of_layer if h.target in inside), on=on), cap)
    return LayerCoverage(
        layer=layer, of=len(wanted), covered=len(wanted) - len(short), short=tuple(short), over=over, cap=cap
    )


def _over(held: Mapping[Subject, int], cap: int | None) -> tuple[tuple[Subject, int], ...]:
    if cap is None:
        return ()
    return tuple(sorted(((who, n) for who, n in held.items() if n > cap), key=lambda one: (-one[1], str(one[0]))))


def loads(holdings: Iterable[Holding], *, on: date) -> dict[Subject, int]:
    """How many different targets each holder answers for on a day; two roles at one target are one."""
    held: dict[Subject, set[Subject]] = {}
    for holding in holdings:
        if holding.holds(on):
            held.setdefault(holding.holder, set()).add(holding.target)
    return {holder: len(targets) for holder, targets in held.items()}


def orphans(
    holdings: Sequence[Holding], in_post: Mapping[Subject, tuple[date | None, date | None]], *, on: date
) -> tuple[Holding, ...]:
    """Holdings that still run although their holder has left: nobody answers in truth.

    ``in_post`` is from when to when each holder is in post, half open; one it does not name is not doubted.
    """
    left = []
    for holding in holdings:
        _since, until = in_post.get(holding.holder, (None, None))
        if holding.holds(on) and until is not None and until <= on:
            left.append(holding)
    return tuple(sorted(left, key=lambda h: (str(h.holder), h.key)))
