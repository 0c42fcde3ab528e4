"""Entitlements in the reader's words: one row with its arithmetic, a household's part, a bill's layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fangpin.entitlements import Told, tell
from fangpin.ledgers import ledger
from fangpin.policy import Policy, Scheme
from fangpin_web.entitlements.doors import BillAnswer, items_of_household
from fangpin_web.entitlements.models import EntitlementItem
from fangpin_web.pages.wording import language, named

# The payers of a bill as the ledger records them, in the order they pay; the own payment is what is left.
LAYERS = (
    "basic_yuan",
    "serious_yuan",
    "aid_yuan",
    "comprehensive_yuan",
    "chronic_yuan",
    "government_yuan",
    "stacked_yuan",
    "commercial_yuan",
    "subsidy_yuan",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item in words; ``told`` is None where the scheme reads other columns now than when it was reckoned."""

    item: EntitlementItem
    name: str
    payer: str
    told: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One payer of a bill: what was paid, what should have been, the difference; ``told`` where it is reckoned."""

    name: str
    paid: Decimal | None
    due: Decimal | None
    verdict: str
    scheme: Scheme | None
    told: Told | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.due is None or self.paid is None or self.told is None else self.due - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A bill payer by payer. ``reckoned`` is False where no snapshot holds it; ``rest`` is what nobody paid."""

    layers: tuple[Layer, ...]
    reckoned: bool
    paid: Decimal | None
    rest: Decimal | None


def row_of(item: EntitlementItem, policy: Policy) -> Row:
    """The item in the reader's language, with the amounts in force on the last day of its period."""
    scheme = policy.schemes.get(item.scheme)
    told = None
    if scheme is not None:
        try:
            day = item.reckoning.last_day(item.scheme)
            told = tell(scheme, item.basis, policy, on=day, language=language())
        except LookupError:
            told = None
    return Row(
        item=item,
        name=named(scheme) if scheme else item.scheme,
        payer=named({"zh": scheme.payer.zh, "en": scheme.payer.en}) if scheme else "",
        told=told,
    )


def household_part(household_id: int, policy: Policy) -> list[Row]:
    """What the newest reckoning says of a household, for a reader who has opened it."""
    return [row_of(item, policy) for item in items_of_household(household_id)]


def bill_of(claim: Any, answers: Sequence[BillAnswer] | None, policy: Policy) -> Bill:
    """The payers in order: those recorded, and beside each the scheme that says what it should have paid."""
    by_column = {_paid_column(policy.scheme(a.scheme)): a for a in answers or ()}
    layers: list[Layer] = []
    known = claim.basic_yuan is not None
    for column in LAYERS:
        stated = getattr(claim, column)
        paid = stated if stated is not None else Decimal("0.00") if known else None
        answer = by_column.get(column)
        if answer is None and stated is None and column != "basic_yuan":
            continue
        layers.append(_layer(column, paid, answer, policy))
    given = [layer.paid for layer in layers]
    whole = None if None in given else sum((p for p in given if p is not None), Decimal(0))
    rest = None if whole is None or claim.total_yuan is None else claim.total_yuan - whole
    return Bill(layers=tuple(layers), reckoned=answers is not None, paid=whole, rest=rest)


def _layer(column: str, paid: Decimal | None, answer: BillAnswer | None, policy: Policy) -> Layer:
    if answer is None:
        label = ledger("medical_claim").column(column)
        return Layer(name=named(label), paid=paid, due=None, verdict="", scheme=None, told=None)
    scheme = policy.scheme(answer.scheme)
    return Layer(
        name=named(scheme),
        paid=paid,
        due=answer.due,
        verdict=answer.verdict,
        scheme=scheme,
        told=tell(scheme, answer.basis, policy, on=answer.until, language=language()),
    )


def _paid_column(scheme: Scheme) -> str:
    """The column of the ledger a layer is paid in: facts about bills keep the ledger's names."""
    return scheme.paid.columns[0].id if scheme.paid.columns else ""
