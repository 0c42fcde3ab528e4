"""A number with what it counts; the units of shares, and of numbers without one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fangpin.bulletins.counted import Counted

PERCENT = "percent"
POINTS = "percentage_point"
TIMES = "ratio"
WHOLE = 100  # percent
UNSAID = ""  # the unit of a number without one, until a number before it says it


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the repaired text; ``step`` is the worth of its last written digit, in base units.

    ``word`` is its measure word; ``own`` says whether a noun beside it said what is counted; ``of`` is what the head of
    a table says it counts.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str  # = · about · at_least · at_most · over · nearly
    step: Decimal
    noun: Counted | None = None
    word: str = ""
    own: bool = True
    of: str = ""
    row: str = ""


def step_of(written: str) -> Decimal:
    _, _, fraction = written.partition(".")
    return Decimal(1).scaleb(-len(fraction)) if fraction and written[0].isdigit() else Decimal(1)
