"""Bills shared between ordered payers: the totals are exact, no bill is paid more than it is, to the fen."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from fangpin.ledgers import LedgerSpec
from fangpin.synthesis.arithmetic import round_half_up
from fangpin.synthesis.chance import Whole, units
from fangpin.synthesis.recipes.values import Amounts, Context

FALLING = (Fraction(6), Fraction(3), Fraction(1))  # weights of payers without a sum of their own, in order
USUAL_PERCENT = Fraction(60)


def pay_in_layers(c: Context, layers: Mapping[str, Any], spec: LedgerSpec) -> None:
    """Fill the payers' columns and what is left: ``base`` is the bill, ``paid`` the percentage all payers bear.

    A payer with a ``sum`` pays exactly it over all rows; the others share what remains. ``rest`` is what the
    patient pays, ``above`` a column that exceeds the base by a factor between two bounds.
    """
    base = c.made.get(str(layers["base"]))
    if not isinstance(base, Amounts):
        raise c.problem(f"layers: {layers['base']} is no number of these rows; set it first")
    payers = [p if isinstance(p, Mapping) else {"column": p} for p in layers["by"]]
    bill = base.units
    total = int(bill.sum())
    percent = USUAL_PERCENT if c.scaled is not None or "paid" not in layers else c.amount(layers["paid"])
    own = [None if c.scaled is not None or "sum" not in p else _fen(c, p["sum"]) for p in payers]
    together = (
        int(round_half_up(total * percent / 100))
        if "paid" in layers or c.scaled is not None
        else sum(o or 0 for o in own)
    )
    left = together - sum(o for o in own if o is not None)
    if left < 0 or together > total:
        raise c.problem(f"layers: the payers' sums exceed {percent} % of the bills; make {layers['base']} larger")
    parts = _own_parts(own, left)
    unpaid = _follow(bill, together)
    remaining, open_total = unpaid, together
    for payer, part in zip(payers[:-1], parts[:-1], strict=True):
        paid = _follow(remaining, part) if open_total else np.zeros_like(remaining)
        c.made[payer["column"]] = Amounts(paid, base.digits, base.there)
        remaining, open_total = remaining - paid, open_total - part
    c.made[payers[-1]["column"]] = Amounts(remaining, base.digits, base.there)
    if "rest" in layers:
        c.made[str(layers["rest"])] = Amounts(bill - unpaid, base.digits, base.there)
    for name, (low, high) in (layers.get("above") or {}).items():
        factor = units(c.seed, f"{c.rows} {name}", c.keys) * float(c.amount(high) - c.amount(low)) + float(
            c.amount(low)
        )
        c.made[str(name)] = Amounts((bill * factor).astype(np.int64), base.digits, base.there)
    for name in c.made:
        spec.column(name)


def _fen(c: Context, text: Any) -> int:
    return int(round_half_up(c.amount(text) * 100))


def _own_parts(own: list[int | None], left: int) -> list[int]:
    """Sums of all payers: those without one share what is left, the first of them most."""
    free = [i for i, o in enumerate(own) if o is None]
    weights = [FALLING[min(n, len(FALLING) - 1)] for n in range(len(free))]
    parts = [o or 0 for o in own]
    for i, weight in zip(free, weights, strict=True):
        parts[i] = int(left * weight / sum(weights))
    if free:
        parts[free[0]] += left - sum(parts[i] for i in free)
    elif parts:
        parts[-1] += left
    return parts


def _follow(amounts: Whole, total: int) -> Whole:
    """Parts of the amounts, none above its amount, that add up to the total: running sums rounded down."""
    running = np.cumsum(amounts)
    whole = int(running[-1]) if len(running) else 0
    if not whole:
        return np.zeros_like(amounts)
    quotient, remainder = divmod(total, whole)
    # running * remainder would overflow 64 bits for large cities; long doubles keep 64 bits of mantissa
    ends = running * quotient + np.floor(running.astype(np.longdouble) * remainder / whole).astype(np.int64)
    ends[-1] = total
    parts = np.diff(ends, prepend=0)
    return np.minimum(parts, amounts) if (parts <= amounts).all() else _trimmed(parts, amounts)


def _trimmed(parts: Whole, amounts: Whole) -> Whole:
    """A part one fen above its amount gives it to an amount with room."""
    over = np.maximum(parts - amounts, 0)
    parts = parts - over
    room = np.flatnonzero(parts < amounts)[: int(over.sum())]
    parts[room] += 1
    return parts
