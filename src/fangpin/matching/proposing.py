"""Which open offers could meet an open need: kind, goods, unit and place agree, and the offer is not too old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fangpin.ledgers.area_codes import COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS

# How near an offer lies: 3 the same village, 2 the same township, 1 the same county, 0 elsewhere.
_LEVELS = ((VILLAGE_DIGITS, 3), (TOWNSHIP_DIGITS, 2), (COUNTY_DIGITS, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An open need. ``left`` is what is not matched yet, None where no quantity was said. ``public`` needs are shown
    to strangers and must have been verified by the village first."""

    key: int
    kind: str
    goods: str | None
    left: Decimal | None
    unit: str | None
    area_code: str
    posted_on: date
    public: bool = False
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An open offer; ``left`` as of a need."""

    key: int
    kind: str
    goods: str | None
    left: Decimal | None
    unit: str | None
    area_code: str
    posted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An offer for a need. ``quantity`` is what could be matched, None where one of the two says none."""

    need: int
    offer: int
    quantity: Decimal | None
    nearness: int
    same_goods: bool


def propose(
    needs: Iterable[Wanted],
    offers: Iterable[Offered],
    *,
    met_by: Mapping[str, tuple[str, ...]],
    on: date,
    window_days: int,
) -> list[Proposal]:
    """Offers for each need, oldest need first, its best offer first: same goods, nearest, oldest.

    ``met_by`` says which kinds of offer meet a kind of need. An offer older than ``window_days`` is not proposed, nor
    one of other goods or in another unit, nor any for a public need that nobody verified. The same always comes out.
    """
    listed = [o for o in offers if 0 <= (on - o.posted_on).days <= window_days and (o.left is None or o.left > 0)]
    found: list[Proposal] = []
    for need in sorted(needs, key=lambda n: (n.posted_on, n.key)):
        if (need.left is not None and need.left <= 0) or (need.public and not need.verified):
            continue
        kinds = met_by.get(need.kind, ())
        found += sorted(_offers_for(need, (o for o in listed if o.kind in kinds)), key=_best_first)
    return found


def _offers_for(need: Wanted, offers: Iterable[Offered]) -> Iterator[Proposal]:
    for offer in offers:
        if need.goods and offer.goods and need.goods != offer.goods:
            continue
        both = need.left is not None and offer.left is not None
        if both and need.unit and offer.unit and need.unit != offer.unit:
            continue
        quantity = min(need.left, offer.left) if need.left is not None and offer.left is not None else None
        yield Proposal(
            need=need.key,
            offer=offer.key,
            quantity=quantity,
            nearness=nearness(need.area_code, offer.area_code),
            same_goods=bool(need.goods) and need.goods == offer.goods,
        )


def nearness(one: str, other: str) -> int:
    """3 the same village, 2 the same township, 1 the same county, 0 elsewhere."""
    for digits, level in _LEVELS:
        if len(one) >= digits and len(other) >= digits and one[:digits] == other[:digits]:
            return level
    return 1 if one[:COUNTY_DIGITS] == other[:COUNTY_DIGITS] else 0


def _best_first(proposal: Proposal) -> tuple[bool, int, Decimal, int]:
    return (not proposal.same_goods, -proposal.nearness, -(proposal.quantity or Decimal(0)), proposal.offer)
