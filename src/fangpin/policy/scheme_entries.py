"""What a scheme gives: to whom, how much step by step, and what is counted as paid on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fangpin.expressions import Expression, Name, Type, Unit, Wording
from fangpin.policy.entries import Citation

# Every step is kept to the fen; what is due never needs more digits than this.
DIGITS = (18, 2)


@dataclass(frozen=True, slots=True)
class Take:
    """The value of an expression."""

    value: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of an amount."""

    of: Expression
    percent: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.of, self.percent)


@dataclass(frozen=True, slots=True)
class Part:
    """An amount divided by a number; unknown where the number is zero."""

    of: Expression
    by: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.of, self.by)


@dataclass(frozen=True, slots=True)
class Choose:
    """An amount by the code of a column; a code that is not listed takes ``otherwise``, or is unknown."""

    by: Name
    among: tuple[tuple[str, Expression], ...]
    otherwise: Expression | None

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (*(e for _, e in self.among), *([self.otherwise] if self.otherwise else []))


@dataclass(frozen=True, slots=True)
class Band:
    """From an amount upwards, to where the next band begins, a percentage is paid."""

    above: Expression
    percent: Expression


@dataclass(frozen=True, slots=True)
class Bands:
    """Percentages by bands of an amount, as a deductible and rising rates are written."""

    of: Expression
    bands: tuple[Band, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.of, *(e for band in self.bands for e in (band.above, band.percent)))


@dataclass(frozen=True, slots=True)
class Interest:
    """Simple interest on an amount: yearly percentage, days, and the days a year is reckoned with."""

    of: Expression
    rate: Expression
    days: Expression
    year: int

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.of, self.rate, self.days)


How = Take | Share | Part | Choose | Bands | Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class ReckoningStep:
    """One line of the arithmetic. Later steps may read it by its id; each is rounded to the fen, halves away from 0."""

    id: str
    zh: str
    en: str
    unit: Unit
    how: How
    line: int

    @property
    def name(self) -> Name:
        """As later expressions know it."""
        return Name(id=self.id, zh=self.zh, en=self.en, type=Type("decimal", self.unit, digits=DIGITS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A rule of what is due.

    ``over`` is the fact whose rows are asked; ``entitled`` the condition with its three answers; ``steps`` the
    arithmetic, of which the last is what is due; ``paid`` what the ledgers say was paid for the same row and period.
    ``layer`` is the place among the payers of a medical bill. A scheme that names ``mechanisms`` is asked where one
    of them is on; one that names none everywhere.
    """

    id: str
    zh: str
    en: str
    mechanisms: tuple[str, ...]
    programme: str
    payer: Wording
    over: str
    period: str
    layer: int | None
    entitled: Expression
    steps: tuple[ReckoningStep, ...]
    paid: Expression
    visit_if_unknown: bool
    remedy: Wording
    source: Citation
    since: date | None
    until: date | None
    place: str
    file: str
    line: int

    def in_force(self, day: date) -> bool:
        """Whether the scheme gives anything on a day; ``until`` is the first day on which it no longer does."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Everything it reads, in the order of reading."""
        return (self.entitled, *(e for step in self.steps for e in step.how.parts), self.paid)

    @property
    def columns(self) -> tuple[Name, ...]:
        """The columns of its fact that it reads, each once."""
        return tuple(self._names())

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters it needs."""
        return tuple(dict.fromkeys(n.id for e in self.expressions for n in e.parameters))

    def _names(self) -> Iterator[Name]:
        own = {step.id for step in self.steps}
        seen: set[str] = set()
        chosen = [step.how.by for step in self.steps if isinstance(step.how, Choose)]
        for name in (*(n for e in self.expressions for n in e.columns), *chosen):
            if name.id not in own and name.id not in seen:
                seen.add(name.id)
                yield name
